package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"noboru/graph"
)

// TestBundledFiguresAreFresh measures the bundled dataset and looks for its tables in docs/quality.md. The public
// tables take minutes: `make scoreboard` measures them.
func TestBundledFiguresAreFresh(t *testing.T) {
	if testing.Short() {
		t.Skip("measures for some seconds")
	}
	root, err := projectRoot()
	if err != nil {
		t.Fatal(err)
	}
	page, err := os.ReadFile(filepath.Join(root, "docs", "quality.md"))
	if err != nil {
		t.Fatal(err)
	}
	s, err := bundled(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, section := range sections {
		measured, err := section.measure(t.Context(), s)
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		measured.markdown(&b)
		if len(measured.rows) > 0 && !strings.Contains(string(page), b.String()) {
			t.Errorf("%s: docs/quality.md is stale; run `go run ./dev/scoreboard -update`. Now:\n%s", section.title, b.String())
		}
	}
}

// small has four roles in two families; A and B are alike, and so are C and D.
func small(t *testing.T) *graph.Dataset {
	t.Helper()
	role := func(code, family string, scores ...graph.Points) graph.Role {
		return graph.Role{ID: code, Code: code, Name: graph.Name{Text: graph.Text{En: code}}, Family: family, Scores: scores}
	}
	d, err := graph.NewDataset(graph.Spec{
		Name: "small", Measure: graph.Pearson, Threshold: 500_000, MaxScore: 7000,
		Skills:   []graph.Skill{{ID: "x", Code: "X"}, {ID: "y", Code: "Y"}, {ID: "z", Code: "Z"}},
		Families: []graph.Family{{ID: "F", Code: "F"}, {ID: "G", Code: "G"}},
		Roles: []graph.Role{
			role("A", "F", 1000, 2000, 3000), role("B", "F", 2000, 4000, 6000),
			role("C", "G", 3000, 2000, 1000), role("D", "G", 6000, 4000, 2000),
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestPrecisionAndAgreement(t *testing.T) {
	d := small(t)
	apart := func(a, b int) float64 { return -float64((a - b) * (a - b)) }
	if got := agreement(d, apart); got != "0.333" { // of each role's three others, one is of its family
		t.Errorf("agreement %s, want 0.333", got)
	}
	if got := precision(relations{{1: true, 2: true}, nil, {0: true}, nil}, 4, apart); got != "0.500" { // 3 of 6
		t.Errorf("precision %s, want 0.500", got)
	}
}

func TestSimilaritiesAgreeWithTheEngine(t *testing.T) {
	d := small(t)
	engine, err := measured(t.Context(), d, graph.Pearson)
	if err != nil {
		t.Fatal(err)
	}
	own := pearson(scores(d), nil)
	for a := range own {
		for b := range own {
			if diff := own[a][b] - engine.matrix[a][b]; diff > 1e-6 || diff < -1e-6 {
				t.Errorf("%d, %d: %v, the engine says %v", a, b, own[a][b], engine.matrix[a][b])
			}
		}
	}
}

func TestGivenDrawingKeepsTheStrongest(t *testing.T) {
	d := small(t)
	g, err := drawing{"Pearson", graph.Given, pearson(scores(d), nil), 0, 1}.build(t.Context(), d)
	if err != nil {
		t.Fatal(err)
	}
	if _, ab := g.Edge(0, 1); !ab || g.EdgeCount() != 2 {
		t.Errorf("%d edges, A-B %v; want A-B and C-D", g.EdgeCount(), ab)
	}
}

func TestMaskedGuesses(t *testing.T) {
	d := small(t)
	if got := mostCorrelated(d, []graph.Level{{Skill: 0, Score: 5000}, {Skill: 2, Score: 1000}}); d.Role(got).Code != "C" {
		t.Errorf("most correlated is %s, want C, the first of equals", d.Role(got).Code)
	}
	without, err := leaveOut(d, 1)
	if err != nil || len(without.Roles()) != 3 || without.Role(1).Code != "C" {
		t.Errorf("left out B: %v, %v", without.Roles(), err)
	}
	if got := gap([]graph.Points{1000, 5000}, []graph.Points{3000, 2000}); got != 2000 {
		t.Errorf("gap %v, want 2", got)
	}
}
