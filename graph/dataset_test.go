package graph_test

import (
	"errors"
	"math"
	"strings"
	"testing"

	"noboru/graph"
)

func sound() graph.Spec {
	return graph.Spec{
		Name: "sound", Measure: graph.Pearson, Threshold: 500_000, MaxScore: 7000,
		Skills:   []graph.Skill{{ID: "1", Code: "X"}, {ID: "2", Code: "Y"}},
		Families: []graph.Family{{ID: "3", Code: "F"}},
		Roles: []graph.Role{
			{ID: "b", Code: "B", Name: graph.Name{Text: graph.Text{Ja: "乙"}}, Family: "F", Scores: []graph.Points{1000, 2000}},
			{ID: "a", Code: "A", Name: graph.Name{Text: graph.Text{En: "first"}}, Scores: []graph.Points{0, 7000}},
		},
	}
}

func TestDatasetFillsInAndSorts(t *testing.T) {
	d, err := graph.NewDataset(sound())
	if err != nil {
		t.Fatal(err)
	}
	if d.Role(0).Code != "A" || d.Role(0).Total != 7000 || d.LargestTotal() != 14_000 || d.ComfortableClimb() != 700 {
		t.Fatalf("%+v, largest %v, c %v", d.Role(0), d.LargestTotal(), d.ComfortableClimb())
	}
}

// Every fault is named with its field, and all of them in one run.
func TestDatasetRefuses(t *testing.T) {
	for _, c := range []struct {
		field string
		spoil func(*graph.Spec)
	}{
		{"name", func(s *graph.Spec) { s.Name = "two words" }},
		{"measure", func(s *graph.Spec) { s.Measure = "KENDALL" }},
		{"threshold", func(s *graph.Spec) { s.Threshold = 1_000_001 }},
		{"topK", func(s *graph.Spec) { s.TopK = -1 }},
		{"roles", func(s *graph.Spec) { s.Roles = nil }},
		{"roles[A]", func(s *graph.Spec) { s.Roles[0].Code = "A" }},
		{"roles[B]", func(s *graph.Spec) { s.Roles[1].ID = "b" }},
		{"roles[A].name", func(s *graph.Spec) { s.Roles[1].Name = graph.Name{} }},
		{"roles[A].family", func(s *graph.Spec) { s.Roles[1].Family = "G" }},
		{"roles[A].scores", func(s *graph.Spec) { s.Roles[1].Scores = s.Roles[1].Scores[:1] }},
		{"roles[A].scores[Y]", func(s *graph.Spec) { s.Roles[1].Scores = []graph.Points{0, 7001} }},
		{"roles[A].scores[X]", func(s *graph.Spec) { s.Roles[1].Scores = []graph.Points{-1, 7000} }},
		{"skills[X]", func(s *graph.Spec) { s.Skills[1].Code = "X" }},
		{"skills[X].group", func(s *graph.Spec) { s.Skills[0].Group = "none" }},
		{"pairs", func(s *graph.Spec) { s.Pairs = []graph.Pair{{A: "A", B: "B"}} }},
		{"comfortableClimb", func(s *graph.Spec) { s.ComfortableClimb = 15_000 }},
		{"levels[0].score", func(s *graph.Spec) { s.Levels = []graph.LevelMeaning{{Score: 7001, Meaning: graph.Text{En: "x"}}} }},
		{"levels[1].score", func(s *graph.Spec) {
			s.Levels = []graph.LevelMeaning{{Score: 1, Meaning: graph.Text{En: "x"}}, {Score: 1, Meaning: graph.Text{En: "y"}}}
		}},
		{"levels[0].meaning", func(s *graph.Spec) { s.Levels = []graph.LevelMeaning{{Score: 1}} }},
		{"maxScore", func(s *graph.Spec) { s.MaxScore = math.MaxInt32 }},
	} {
		t.Run(c.field, func(t *testing.T) {
			spec := sound()
			c.spoil(&spec)
			_, err := graph.NewDataset(spec)
			fault := (*graph.FieldError)(nil)
			if !errors.As(err, &fault) || !strings.Contains("\n"+err.Error(), "\n"+c.field+": ") {
				t.Fatalf("got %v, want a fault of %s", err, c.field)
			}
		})
	}
	spec := sound()
	spec.TopK, spec.Threshold, spec.Roles[0].Family = -1, 2_000_000, "G"
	_, err := graph.NewDataset(spec)
	if n := strings.Count(err.Error(), "\n") + 1; n != 3 {
		t.Fatalf("%d faults, want 3: %v", n, err)
	}
}

// What the version speaks about, and what it does not.
func TestVersionIsOfTheContent(t *testing.T) {
	version := func(spoil func(*graph.Spec)) graph.Version {
		spec := sound()
		spoil(&spec)
		d, err := graph.NewDataset(spec)
		if err != nil {
			t.Fatal(err)
		}
		return d.Version()
	}
	plain := version(func(*graph.Spec) {})
	if version(func(s *graph.Spec) { s.Roles[0].ID = "other" }) != plain {
		t.Error("an id changes the version")
	}
	for name, spoil := range map[string]func(*graph.Spec){
		"score":  func(s *graph.Spec) { s.Roles[0].Scores = []graph.Points{1001, 2000} },
		"text":   func(s *graph.Spec) { s.Roles[0].Name.Kana = "オツ" },
		"level":  func(s *graph.Spec) { s.Levels = []graph.LevelMeaning{{Score: 1, Meaning: graph.Text{En: "a little"}}} },
		"notice": func(s *graph.Spec) { s.Notice.En = "made up" },
		"c":      func(s *graph.Spec) { s.ComfortableClimb = 701 },
		"skills": func(s *graph.Spec) { s.Skills[0].Code, s.Skills[1].Code = "Y", "X" },
	} {
		if version(spoil) == plain {
			t.Errorf("%s does not change the version", name)
		}
	}
}

// A role whose scores are all equal keeps its place and has no edges; cosine still knows it.
func TestConstantRowsHaveNoPearson(t *testing.T) {
	spec := sound()
	spec.Threshold = -1_000_000
	spec.Roles[0].Scores = []graph.Points{3000, 3000}
	d, err := graph.NewDataset(spec)
	if err != nil {
		t.Fatal(err)
	}
	g := build(t, d)
	if c := g.Compare(0, 1); g.EdgeCount() != 0 || c.Known || c.Reason != graph.Undefined {
		t.Fatalf("%d edges, %+v", g.EdgeCount(), c)
	}
	spec.Measure = graph.Cosine
	if d, err = graph.NewDataset(spec); err != nil {
		t.Fatal(err)
	}
	if build(t, d).EdgeCount() != 1 {
		t.Fatal("cosine of a constant row is defined")
	}
}

// A dataset for which the cost of a path could leave 64 bits is refused, not wrapped around.
func TestOverflowIsRefused(t *testing.T) {
	spec := graph.Spec{Name: "huge", Measure: graph.Given, Threshold: 0}
	for _, code := range []string{"A", "B", "C", "D"} {
		spec.Roles = append(spec.Roles, graph.Role{ID: code, Code: code, Name: graph.Name{Text: graph.Text{En: code}}, Total: math.MaxInt32})
	}
	d, err := graph.NewDataset(spec)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := graph.Build(t.Context(), d); !errors.Is(err, graph.ErrRange) {
		t.Fatalf("got %v", err)
	}
}

func TestUnitsReadAsPeopleWriteThem(t *testing.T) {
	for p, want := range map[graph.Points]string{35_000: "35", 8_050: "8.05", -500: "-0.5", 1: "0.001", 0: "0"} {
		if got := p.String(); got != want {
			t.Errorf("%d is %q, want %q", int64(p), got, want)
		}
	}
	if p, exact, err := graph.NewPoints(2.3714); p != 2371 || exact || err != nil {
		t.Errorf("2.3714 is %v, %v, %v", p, exact, err)
	}
	if _, _, err := graph.NewPoints(math.NaN()); !errors.Is(err, graph.ErrRange) {
		t.Errorf("NaN: %v", err)
	}
	if s, err := graph.NewSimilarity(0.8999995); s != 900_000 || err != nil {
		t.Errorf("0.8999995 is %v, %v", s, err)
	}
}
