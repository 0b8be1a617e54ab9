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
	steps      int
	climb, gap graph.Points
	roles      []int
}

// everyTradeoff picks the non-dominated choices out of every path.
func everyTradeoff(all []enumerated, by graph.ClimbBy, withGap bool) []tradeoff {
	var choices []tradeoff
	of := func(p enumerated) tradeoff {
		path := graph.Path{Roles: p.roles, Steps: p.steps}
		t := tradeoff{steps: len(p.steps), climb: path.SteepestClimb(by), roles: p.roles}
		if withGap {
			t.gap = path.Effort()
		}
		return t
	}
	for _, p := range all { // best first: the first of equals is the path to show
		c := of(p)
		dominated := slices.ContainsFunc(all, func(q enumerated) bool {
			o := of(q)
			return o.steps <= c.steps && o.climb <= c.climb && o.gap <= c.gap && (o.steps < c.steps || o.climb < c.climb || o.gap < c.gap)
		})
		same := slices.ContainsFunc(choices, func(o tradeoff) bool { return o.steps == c.steps && o.climb == c.climb && o.gap == c.gap })
		if !dominated && !same {
			choices = append(choices, c)
		}
	}
	slices.SortFunc(choices, func(a, b tradeoff) int {
		return cmp.Or(cmp.Compare(a.steps, b.steps), cmp.Compare(a.climb, b.climb), cmp.Compare(a.gap, b.gap))
	})
	return choices
}

func TestFrontierIsEveryNonDominatedChoice(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := drawGraph(t, 6)
		q := drawQuestion(t, g)
		withGap := rapid.Bool().Draw(t, "threeCriteria")
		got, err := graph.NewPlanner(g).Frontier(t.Context(), q, withGap)
		if input := (*graph.InputError)(nil); errors.As(err, &input) {
			t.Skip(err)
		} else if err != nil {
			t.Fatal(err)
		}
		if q.MaxSteps == nil {
			steps := graph.DefaultFrontierSteps
			q.MaxSteps = &steps
		}
		want := everyTradeoff(everyPath(g, q), q.ClimbBy, withGap)
		if len(got.Tradeoffs) != len(want) || !got.Complete {
			t.Fatalf("got %+v, want %+v", got.Tradeoffs, want)
		}
		for i, w := range want {
			x := got.Tradeoffs[i]
			if x.Steps != w.steps || x.SteepestClimb != w.climb || x.Gap != w.gap || !slices.Equal(x.Path.Roles, w.roles) {
				t.Fatalf("choice %d is %+v, want %+v", i, x, w)
			}
			if !withGap && i > 0 && x.SteepestClimb >= got.Tradeoffs[i-1].SteepestClimb {
				t.Fatalf("not strictly gentler: %+v", got.Tradeoffs)
			}
		}
	})
}
