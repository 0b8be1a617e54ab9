package graph_test

import (
	"cmp"
	"errors"
	"slices"
	"testing"

	"noboru/graph"

	"pgregory.net/rapid"
)

// tradeoff is a choice as the judge sees it.
type tradeoff struct {
	steps int
	climb graph.Points
	third int64
	roles []int
}

// everyTradeoff picks the non-dominated choices out of every path.
func everyTradeoff(d *graph.Dataset, all []enumerated, by graph.ClimbBy, third graph.Third) []tradeoff {
	var choices []tradeoff
	of := func(p enumerated) tradeoff {
		path := graph.Path{Roles: p.roles, Steps: p.steps}
		t := tradeoff{steps: len(p.steps), climb: path.SteepestClimb(by), roles: p.roles}
		for _, s := range p.steps {
			switch {
			case third == graph.ThirdGap:
				t.third += int64(s.Gap)
			case third == graph.ThirdFamilyChanges && s.From != graph.FromProfile && changes(d, s.From, s.To):
				t.third++
			}
		}
		return t
	}
	for _, p := range all { // best first: the first of equals is the path to show
		c := of(p)
		dominated := slices.ContainsFunc(all, func(q enumerated) bool {
			o := of(q)
			return o.steps <= c.steps && o.climb <= c.climb && o.third <= c.third && (o.steps < c.steps || o.climb < c.climb || o.third < c.third)
		})
		same := slices.ContainsFunc(choices, func(o tradeoff) bool { return o.steps == c.steps && o.climb == c.climb && o.third == c.third })
		if !dominated && !same {
			choices = append(choices, c)
		}
	}
	slices.SortFunc(choices, func(a, b tradeoff) int {
		return cmp.Or(cmp.Compare(a.steps, b.steps), cmp.Compare(a.climb, b.climb), cmp.Compare(a.third, b.third))
	})
	return choices
}

func TestFrontierIsEveryNonDominatedChoice(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := drawGraph(t, 6)
		q := drawQuestion(t, g)
		third := rapid.SampledFrom([]graph.Third{graph.NoThird, graph.ThirdGap, graph.ThirdFamilyChanges}).Draw(t, "third")
		got, err := graph.NewPlanner(g).Frontier(t.Context(), q, third)
		if input := (*graph.InputError)(nil); errors.As(err, &input) {
			t.Skip(err)
		} else if err != nil {
			t.Fatal(err)
		}
		if q.MaxSteps == nil {
			steps := graph.DefaultFrontierSteps
			q.MaxSteps = &steps
		}
		want := everyTradeoff(g.Dataset(), everyPath(g, q), q.ClimbBy, third)
		if len(got.Tradeoffs) != len(want) || !got.Complete {
			t.Fatalf("got %+v, want %+v", got.Tradeoffs, want)
		}
		for i, w := range want {
			x := got.Tradeoffs[i]
			if x.Steps != w.steps || x.SteepestClimb != w.climb || !slices.Equal(x.Path.Roles, w.roles) {
				t.Fatalf("choice %d is %+v, want %+v", i, x, w)
			}
			if third == graph.NoThird && i > 0 && x.SteepestClimb >= got.Tradeoffs[i-1].SteepestClimb {
				t.Fatalf("not strictly gentler: %+v", got.Tradeoffs)
			}
		}
	})
}
