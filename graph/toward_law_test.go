package graph_test

import (
	"errors"
	"testing"

	"pgregory.net/rapid"

	"noboru/graph"
)

// TestTowardIsPath asks for everyone at once, and for each alone.
func TestTowardIsPath(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := drawGraph(t, 8)
		drawn := drawQuestion(t, g)
		q := graph.Question{To: drawn.To, Objective: drawn.Objective, Limits: drawn.Limits}
		q.Via, q.MaxSteps = nil, nil
		planner := graph.NewPlanner(g)
		toward, err := planner.Toward(t.Context(), q)
		if input := (*graph.InputError)(nil); errors.As(err, &input) {
			t.Skip(err)
		} else if err != nil {
			t.Fatal(err)
		}
		compare := func(who any, got graph.Way, found bool, alone graph.Question) {
			want, ok, err := planner.Path(t.Context(), alone)
			if err != nil || ok != found {
				t.Fatalf("%v: found %v, want %v, %v", who, found, ok, err)
			}
			if !ok {
				return
			}
			next := want.Roles[len(want.Roles)-1]
			if len(want.Steps) > 0 {
				next = want.Steps[0].To
			}
			cost := graph.Cost{Steps: want.Cost.Steps, Distance: want.Cost.Distance}
			if q.Objective == graph.Gentlest || q.Objective == "" {
				cost.Demotions, cost.Climbing = want.Cost.Demotions, want.Cost.Climbing
			}
			if got.Cost != cost || got.Next != next {
				t.Fatalf("%v: got %+v, want %+v by %d", who, got, cost, next)
			}
		}
		for role := range g.Len() {
			way, found := toward.FromRole(role)
			alone := q
			alone.From = []int{role}
			compare(role, way, found, alone)
		}
		if drawn.Profile != nil {
			way, found := toward.FromProfile(drawn.Profile)
			alone := q
			alone.Profile = drawn.Profile
			compare("profile", way, found, alone)
		}
	})
}
