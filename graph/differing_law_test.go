package graph_test

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"noboru/graph"
)

// Where hundreds of paths are nearly the same, alternatives of limited overlap are those of the plain search as far as that
// comes, and they are found where it has given up.
func TestDifferingPathsAreThoseOfThePlainSearch(t *testing.T) {
	g := build(t, madeUp(t, 1_000))
	random := rand.New(rand.NewPCG(7, 7))
	p, plain := graph.NewPlanner(g), graph.NewPlanner(g)
	p.SetFewCandidates(graph.MaxAlternatives)
	plain.SetBounds(0, 1_000, 0)
	searched, more := 0, 0
	for range 60 {
		q := graph.Question{From: []int{random.IntN(g.Len())}, To: []int{random.IntN(g.Len())}, Objective: graph.Objectives[random.IntN(3)]}
		if random.IntN(2) == 0 {
			fewest, _, err := p.Path(t.Context(), graph.Question{From: q.From, To: q.To, Objective: graph.FewestSteps})
			if err != nil {
				t.Fatal(err)
			}
			steps := len(fewest.Steps) + random.IntN(3)
			q.MaxSteps = &steps
		}
		most := []float64{.25, .5, .7}[random.IntN(3)]
		got, err := p.Alternatives(t.Context(), q, graph.MaxAlternatives, &most)
		if err != nil {
			t.Fatal(err)
		}
		want, err := plain.AlternativesPlainly(t.Context(), q, graph.MaxAlternatives, &most)
		if err != nil {
			t.Fatal(err)
		}
		both := min(len(got.Paths), len(want.Paths))
		if !reflect.DeepEqual(got.Paths[:both], want.Paths[:both]) || want.Complete && (!got.Complete || len(got.Paths) != both) || len(got.Paths) < both {
			t.Fatalf("%+v, at most %v: got %+v, want %+v", q, most, got, want)
		}
		if got.Examined > graph.MaxAlternatives {
			searched++
		}
		if got.Complete && !want.Complete {
			more++
		}
	}
	if searched < 10 || more == 0 {
		t.Errorf("%d questions went beyond the first paths, %d beyond the plain search", searched, more)
	}
}

// Of two ways to a place the better one does not stand for the other where it has been at a place through which no way
// leads twice, and the other has not.
func TestAWayThatMayNotReturnStandsForNoOther(t *testing.T) {
	g := ladder(t, map[string]int{"a": 13, "b": 13, "c": 10, "d": 12, "e": 12, "f": 10, "g": 13},
		"a-b 0.86", "b-c 0.59", "a-d 0.86", "c-d 0.95", "d-e 0.95", "a-f 0.59", "c-f 0.95", "d-f 0.77", "e-f 0.59", "c-g 0.68", "d-g 0.86", "e-g 0.5")
	p := graph.NewPlanner(g)
	p.SetFewCandidates(1)
	most := .25
	answer, err := p.Alternatives(t.Context(), graph.Question{From: []int{0}, To: []int{6}, Objective: graph.Shortest}, 6, &most)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, path := range answer.Paths {
		got = append(got, codes(g, path))
	}
	if want := []string{"adg", "afcdg", "adfcg", "abcfdg", "afdcg", "adcfeg"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// With fewer candidates there are fewer paths, and the same.
func TestAlternativesAmongFew(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := drawGraph(t, 10)
		q := drawQuestion(t, g)
		overlap := rapid.SampledFrom([]float64{0, 0.34, 0.5}).Draw(t, "overlap")
		p := graph.NewPlanner(g)
		all, err := p.Alternatives(t.Context(), q, 3, &overlap)
		if err != nil {
			t.Skip(err)
		}
		most := rapid.IntRange(1, 30).Draw(t, "most")
		few, err := p.AlternativesAmong(t.Context(), q, 3, &overlap, most)
		if err != nil || len(few.Paths) > len(all.Paths) || few.Complete && len(few.Paths) < len(all.Paths) {
			t.Fatalf("%+v %v of %+v", few, err, all)
		}
		for i, path := range few.Paths {
			if !slices.Equal(path.Roles, all.Paths[i].Roles) {
				t.Fatalf("path %d is %v, want %v", i, path.Roles, all.Paths[i].Roles)
			}
		}
		if again, err := p.Alternatives(t.Context(), q, 3, &overlap); err != nil || len(again.Paths) != len(all.Paths) {
			t.Fatal("the bound stayed with the planner")
		}
	})
}
