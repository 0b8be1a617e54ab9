package cli

import (
	"bytes"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"noboru/graph"
)

func TestDisplayWidth(t *testing.T) {
	for text, want := range map[string]int{
		"": 0, "SOC": 3, "オペレーター": 12, "SOC:分析業務": 12, "ｵﾍﾟﾚｰﾀｰ": 7, "（CEO）": 7, "→": 1, "e\u0301": 1,
	} {
		if got := displayWidth(text); got != want {
			t.Errorf("%q: got %d, want %d", text, got, want)
		}
	}
}

// TestTableAligns holds that every line of a table whose last column is filled has one width.
func TestTableAligns(t *testing.T) {
	var out bytes.Buffer
	p := &page{w: &out, lang: "ja"}
	p.table([]column{left(words.ColRole), right(words.ColTotal)}, [][]string{{"SOC:オペレーター", "35"}, {"IT", "102.5"}, {"セキュリティ\x1b[31m", "7"}})
	if p.err != nil {
		t.Fatal(p.err)
	}
	if strings.Contains(out.String(), "\x1b") {
		t.Errorf("a control character came through: %q", out.String())
	}
	lines := strings.Split(strings.TrimRight(out.String(), "\n"), "\n")
	for _, line := range lines {
		if displayWidth(line) != displayWidth(lines[0]) {
			t.Errorf("%q is %d wide, the heading %d", line, displayWidth(line), displayWidth(lines[0]))
		}
	}
}

func TestFormatFixed(t *testing.T) {
	for _, c := range []struct {
		n        int64
		decimals int
		want     string
	}{{877_912, 3, "0.878"}, {-172_500, 3, "-0.173"}, {1_000_000, 3, "1.000"}, {499, 3, "0.000"}, {-400, 3, "0.000"}, {999_500, 3, "1.000"}} {
		if got := formatFixed(c.n, c.decimals); got != c.want {
			t.Errorf("%d: got %s, want %s", c.n, got, c.want)
		}
	}
}

// TestScatterShowsEveryPoint holds for any map, however crowded.
func TestScatterShowsEveryPoint(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := scatter{base: rapid.Int64Range(0, 200_000).Draw(t, "base")}
		for i := range rapid.IntRange(0, 40).Draw(t, "n") {
			s.points = append(s.points, dot{
				rapid.Int64Range(-1_000_000, 1_000_000).Draw(t, "x"), rapid.Int64Range(0, 200_000).Draw(t, "y"), markOf(i),
			})
		}
		var plotted strings.Builder
		for _, line := range s.draw() {
			if _, right, ok := strings.Cut(line, "|"); ok {
				plotted.WriteString(right)
			}
		}
		for _, p := range append(s.points, dot{mark: plotBase}) {
			if strings.Count(plotted.String(), string(p.mark)) != 1 {
				t.Fatalf("%c does not stand once in\n%s", p.mark, strings.Join(s.draw(), "\n"))
			}
		}
	})
}

func TestKebab(t *testing.T) {
	for field, want := range map[string]string{"maxClimb": "max-climb", "via": "via", "comfortableClimb": "comfortable-climb"} {
		if got := kebab(field); got != want {
			t.Errorf("%s: got %s, want %s", field, got, want)
		}
	}
}

// TestRelaxationFlags holds that every obstacle that the engine names can be written as a flag.
func TestRelaxationFlags(t *testing.T) {
	role := &roleDoc{Code: "R"}
	for _, r := range []relaxationDoc{
		{Limit: string(graph.MaxStepsObstacle), Value: 5},
		{Limit: string(graph.MaxClimbObstacle), Value: points(11_500)},
		{Limit: string(graph.MaxDropObstacle), Value: points(0)},
		{Limit: string(graph.MinCorrelationObstacle), Value: millionths(780_000)},
		{Limit: string(graph.ViaObstacle), Role: role},
		{Limit: string(graph.AvoidRoleObstacle), Role: role},
		{Limit: string(graph.AvoidFamilyObstacle), Family: "F"},
	} {
		want := map[string]string{
			"MAX_STEPS": "--max-steps 5", "MAX_CLIMB": "--max-climb 11.5", "MAX_DROP": "--max-drop 0", "MIN_CORRELATION": "--min-correlation 0.78",
			"VIA": "without --via R", "AVOID_ROLE": "without --avoid R", "AVOID_FAMILY": "without --avoid-family F",
		}[r.Limit]
		if got := r.flag("en"); got != want {
			t.Errorf("%s: got %q, want %q", r.Limit, got, want)
		}
	}
}
