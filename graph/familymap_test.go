package graph_test

import (
	"slices"
	"testing"

	"noboru/graph"
)

// TestFamilyMapCountsEveryEdge holds the map of families against the edges, pair by pair, and against what
// can be said of the sums.
func TestFamilyMapCountsEveryEdge(t *testing.T) {
	spec := graph.Spec{
		Name: "families", Measure: graph.Pearson, Threshold: 600_000, MaxScore: 7000,
		Skills:      []graph.Skill{{Code: "S1", Group: "X"}, {Code: "S2", Group: "X"}, {Code: "S3", Group: "Y"}, {Code: "S4", Group: "Y"}},
		SkillGroups: []graph.SkillGroup{{Code: "X"}, {Code: "Y"}},
		Families:    []graph.Family{{Code: "A"}, {Code: "B"}, {Code: "EMPTY"}},
		Roles: []graph.Role{
			{Code: "A1", Family: "A", Scores: []graph.Points{5000, 4000, 1000, 1000}},
			{Code: "A2", Family: "A", Scores: []graph.Points{6000, 2000, 1000, 5000}},
			{Code: "A3", Family: "A", Scores: []graph.Points{6000, 6000, 3000, 3000}},
			{Code: "B1", Family: "B", Scores: []graph.Points{1000, 1000, 5000, 4000}},
			{Code: "B2", Family: "B", Scores: []graph.Points{5000, 2500, 2500, 5000}},
			{Code: "NONE", Scores: []graph.Points{5000, 5000, 1000, 1000}},
		},
	}
	for i := range spec.Skills {
		spec.Skills[i].ID = spec.Skills[i].Code
		spec.Skills[i].Name.En = spec.Skills[i].Code
	}
	for i := range spec.SkillGroups {
		spec.SkillGroups[i].ID = spec.SkillGroups[i].Code
	}
	for i := range spec.Families {
		spec.Families[i].ID = spec.Families[i].Code
	}
	for i := range spec.Roles {
		spec.Roles[i].ID = spec.Roles[i].Code
		spec.Roles[i].Name.En = spec.Roles[i].Code
	}
	d, err := graph.NewDataset(spec)
	if err != nil {
		t.Fatal(err)
	}
	g, err := graph.Build(t.Context(), d)
	if err != nil {
		t.Fatal(err)
	}
	places, links := g.FamilyMap()
	if len(places) != 2 || places[0].Roles != 3 || places[1].Roles != 2 {
		t.Fatalf("got %+v", places)
	}
	if a := places[0]; a.Lowest != 11_000 || a.Median != 14_000 || a.Highest != 18_000 || a.Group != 0 {
		t.Errorf("A: got %+v", a)
	}
	if b := places[1]; b.Lowest != 11_000 || b.Median != 11_000 || b.Highest != 15_000 || b.Group != 1 {
		t.Errorf("B: got %+v", b)
	}
	count := func(a, b int) (n int, sum int64) {
		for _, x := range d.RolesOf(a) {
			for _, y := range d.RolesOf(b) {
				if step, ok := g.Edge(x, y); ok && (a != b || x < y) {
					n++
					sum += int64(step.Similarity)
				}
			}
		}
		return n, sum
	}
	for _, p := range places {
		if n, _ := count(p.Family, p.Family); n != p.Inner {
			t.Errorf("family %d has %d inner edges, want %d", p.Family, p.Inner, n)
		}
	}
	n, sum := count(0, 1)
	want := []graph.FamilyLink{{A: 0, B: 1, Edges: n, Similarity: graph.Similarity((sum + int64(n)/2) / int64(max(n, 1)))}}
	if n == 0 {
		t.Fatal("no edge joins the families, so the test proves nothing")
	}
	if !slices.Equal(links, want) {
		t.Errorf("got %+v, want %+v", links, want)
	}
}
