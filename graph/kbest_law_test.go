package graph_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"

	"noboru/graph"
)

// sameAlternatives asks for the k best paths as a planner does and plainly, and compares them.
func sameAlternatives(t *testing.T, p, plain *graph.Planner, q graph.Question, k int) graph.Alternatives {
	t.Helper()
	got, err := p.Alternatives(t.Context(), q, k, nil)
	if err != nil {
		t.Fatal(err)
	}
	want, err := plain.AlternativesPlainly(t.Context(), q, k, nil)
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Fatalf("%+v, %d paths: got\n%+v, want\n%+v (%v)", q, k, got, want, err)
	}
	return got
}

// Where ties abound, with limits, groups and whatever is looked at before it is given up, the best paths are those of the
// plain search.
func TestKBestBreaksTiesAsThePlainSearch(t *testing.T) {
	random := rand.New(rand.NewPCG(9, 9))
	for range 100 {
		g := drawTies(t, random, 20+random.IntN(60))
		p, plain := graph.NewPlanner(g), graph.NewPlanner(g)
		for range 12 {
			q, ok := drawGroups(random, g.Len())
			if !ok {
				continue
			}
			if random.IntN(3) == 0 {
				steps := 2 + random.IntN(8)
				q.MaxSteps = &steps
			}
			p.SetLooks([]int{0, 100, 1_000, 100_000}[random.IntN(4)])
			for _, q.Objective = range graph.Objectives {
				sameAlternatives(t, p, plain, q, 1+random.IntN(graph.MaxAlternatives))
			}
		}
	}
}

// On the bundled and on a larger dataset one search gives nearly every answer, and it is that of the plain search.
func TestKBestAnswersNearlyEveryQuestion(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 3))
	for _, g := range []*graph.Graph{bundled(t), build(t, madeUp(t, 600))} {
		p, plain := graph.NewPlanner(g), graph.NewPlanner(g)
		given, asked := 0, 0
		for range 60 {
			q := graph.Question{From: []int{random.IntN(g.Len())}, To: []int{random.IntN(g.Len())}}
			k := 1 + random.IntN(graph.MaxAlternatives)
			for _, q.Objective = range graph.Objectives {
				want := sameAlternatives(t, p, plain, q, k)
				got, ok, err := p.KBest(t.Context(), q, k)
				if err != nil || ok && !reflect.DeepEqual(got, want) {
					t.Fatalf("%+v: got\n%+v, want\n%+v (%v)", q, got, want, err)
				}
				if asked++; ok {
					given++
				}
			}
		}
		if given < asked*9/10 {
			t.Errorf("%d of %d answers were given", given, asked)
		}
	}
}

// star is a role in the middle with leaves, each as near as its number says, between the first role and the last; a third
// one joins these two by a long way round.
func star(t *testing.T, leaves int) *graph.Graph {
	t.Helper()
	spec := graph.Spec{Name: "star", Measure: graph.Given, Threshold: 100_000, ComfortableClimb: 2_000}
	role := func(code string) string {
		spec.Roles = append(spec.Roles, graph.Role{ID: code, Code: code, Name: graph.Name{Text: graph.Text{En: code}}, Total: 3_000})
		return code
	}
	join := func(a, b string, similarity graph.Similarity) {
		spec.Pairs = append(spec.Pairs, graph.Pair{A: a, B: b, Similarity: similarity})
	}
	first, last, middle, round := role("a"), role("b"), role("c"), role("d")
	join(first, middle, 900_000)
	join(last, middle, 900_000)
	join(first, round, 200_000)
	join(last, round, 200_000)
	for i := range leaves {
		join(middle, role(fmt.Sprintf("l%02d", i)), graph.Similarity(990_000-1_000*i))
	}
	d, err := graph.NewDataset(spec)
	if err != nil {
		t.Fatal(err)
	}
	return build(t, d)
}

// Ways that run into themselves are no paths: more of them are sought, or it is given up.
func TestWaysThatRunIntoThemselvesAreNoPaths(t *testing.T) {
	for _, c := range []struct {
		leaves, k int
		given     bool
	}{
		{0, 2, true},
		{3, 2, true},
		{3, 5, true},
		{20, 2, false},
	} {
		g := star(t, c.leaves)
		p := graph.NewPlanner(g)
		q := graph.Question{From: []int{0}, To: []int{1}, Objective: graph.Shortest}
		if got := sameAlternatives(t, p, graph.NewPlanner(g), q, c.k); len(got.Paths) != 2 {
			t.Errorf("%d leaves: %d paths, want 2", c.leaves, len(got.Paths))
		}
		if _, given, err := p.KBest(t.Context(), q, c.k); given != c.given || err != nil {
			t.Errorf("%d leaves: given %v, want %v (%v)", c.leaves, given, c.given, err)
		}
	}
}

// Of very many equal paths the first by code are found.
func TestVeryManyEqualPaths(t *testing.T) {
	const layers, width = 10, 5
	spec := graph.Spec{Name: "layers", Measure: graph.Given, Threshold: 500_000, ComfortableClimb: 2_000}
	code := func(layer, i int) string { return fmt.Sprintf("%02d-%d", layer, i) }
	for layer := range layers {
		for i := range width {
			c := code(layer, i)
			spec.Roles = append(spec.Roles, graph.Role{ID: c, Code: c, Name: graph.Name{Text: graph.Text{En: c}}, Total: graph.Points(layer * 1_000)})
			for j := range width {
				if layer > 0 {
					spec.Pairs = append(spec.Pairs, graph.Pair{A: code(layer-1, j), B: c, Similarity: 900_000})
				}
			}
		}
	}
	d, err := graph.NewDataset(spec)
	if err != nil {
		t.Fatal(err)
	}
	g := build(t, d)
	p := graph.NewPlanner(g)
	for _, objective := range graph.Objectives {
		q := graph.Question{From: []int{0}, To: []int{g.Len() - 1}, Objective: objective}
		sameAlternatives(t, p, graph.NewPlanner(g), q, 5)
		if _, given, err := p.KBest(t.Context(), q, 5); given || err != nil {
			t.Errorf("%s: given (%v)", objective, err)
		}
	}
}
