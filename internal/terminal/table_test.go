package terminal

import (
	"bytes"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"noboru/internal/words"
)

func TestDisplayWidth(t *testing.T) {
	for text, want := range map[string]int{
		"": 0, "SOC": 3, "オペレーター": 12, "SOC:分析業務": 12, "ｵﾍﾟﾚｰﾀｰ": 7, "（CEO）": 7, "→": 1, "e\u0301": 1,
	} {
		if got := Width(text); got != want {
			t.Errorf("%q: got %d, want %d", text, got, want)
		}
	}
}

// TestTableAligns holds that every line of a table whose last column is filled has one width.
func TestTableAligns(t *testing.T) {
	var out bytes.Buffer
	p := &Page{W: &out, Lang: "ja", Width: 100}
	p.Table([]Column{Left("role"), Right("total")}, [][]string{{"SOC:オペレーター", "35"}, {"IT", "102.5"}, {"セキュリティ\x1b[31m", "7"}})
	if p.Err != nil {
		t.Fatal(p.Err)
	}
	if strings.Contains(out.String(), "\x1b") {
		t.Errorf("a control character came through: %q", out.String())
	}
	lines := strings.Split(strings.TrimRight(out.String(), "\n"), "\n")
	for _, line := range lines {
		if Width(line) != Width(lines[0]) {
			t.Errorf("%q is %d wide, the heading %d", line, Width(line), Width(lines[0]))
		}
	}
}

// TestScatterShowsEveryPoint holds for any map, however crowded.
func TestScatterShowsEveryPoint(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := Plot{Base: float64(rapid.Int64Range(0, 200_000).Draw(t, "base")) / 1000}
		for range rapid.IntRange(0, 40).Draw(t, "n") {
			s.Points = append(s.Points, Point{
				float64(rapid.Int64Range(-1_000_000, 1_000_000).Draw(t, "x")) / 1e6, float64(rapid.Int64Range(0, 200_000).Draw(t, "y")) / 1000,
			})
		}
		var plotted strings.Builder
		for _, line := range s.Draw() {
			if _, right, ok := strings.Cut(line, "|"); ok {
				plotted.WriteString(right)
			}
		}
		marks := []rune{plotBase}
		for i := range s.Points {
			marks = append(marks, MarkOf(i))
		}
		for _, mark := range marks {
			if strings.Count(plotted.String(), string(mark)) != 1 {
				t.Fatalf("%c does not stand once in\n%s", mark, strings.Join(s.Draw(), "\n"))
			}
		}
	})
}

// TestCodesStayWhole holds that what cannot be broken is aligned on a page that is too narrow for it, and that
// the headings of numbers fold before names do.
func TestCodesStayWhole(t *testing.T) {
	var out bytes.Buffer
	p := &Page{W: &out, Lang: "en", Width: 50}
	p.Table([]Column{Right("lowest-correlation"), Left("role"), Left("code"), Right("total")}, [][]string{
		{"0.873", "Cyber Attack Research", "CYBER-POC-NOTIFICATION", "60"}, {"0.8", "Short", "X", "7"},
	})
	const want = `
       lowest  role          code                    total
  correlation
        0.873  Cyber Attack  CYBER-POC-NOTIFICATION     60
               Research
          0.8  Short         X                           7
`
	if got := "\n" + out.String(); got != want {
		t.Errorf("got%s\nwant%s", got, want)
	}
}

// TestTablesFit holds that no line is wider than the page, and that folding loses no character.
func TestTablesFit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var out bytes.Buffer
		p := &Page{W: &out, Lang: "ja", Width: rapid.IntRange(60, 120).Draw(t, "width")}
		cell := rapid.StringMatching(`([A-Z]{1,8}|[\p{Hiragana}\p{Han}]{1,6}|[a-z]{1,5} ){0,12}`)
		a, b := cell.Draw(t, "a"), cell.Draw(t, "b")
		p.Table([]Column{Right("steps"), Left("role"), Left("path")}, [][]string{{"1", a, b}})
		// What is not folded may be wider than the page: what cannot be broken, and a column of leastFit.
		rows := [][]string{{words.Say("ja", "column.steps"), words.Say("ja", "column.role"), words.Say("ja", "column.path")}, {"1", a, b}}
		least, whole := unbroken(rows), widest(rows)
		least[0] = max(least[0], leastHeading)
		for i := 1; i < len(least); i++ {
			least[i] = max(least[i], min(leastFit, whole[i]))
		}
		for line := range strings.Lines(out.String()) {
			if w := Width(strings.TrimRight(line, "\n")); w > max(p.Width, sum(least)) {
				t.Fatalf("%d columns of %d: %q", w, p.Width, line)
			}
		}
		bare := func(s string) int { return len([]rune(strings.Join(strings.Fields(s), ""))) }
		heads := words.Say("ja", "column.steps") + words.Say("ja", "column.role") + words.Say("ja", "column.path")
		if got, want := bare(out.String()), bare(heads+"1"+a+b); got != want {
			t.Fatalf("%d characters, want %d, in\n%s", got, want, out.String())
		}
	})
}
