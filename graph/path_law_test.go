package graph_test

import (
	"errors"
	"reflect"
	"slices"
	"testing"

	"noboru/graph"

	"pgregory.net/rapid"
)

func TestPathIsTheBestOfAllPaths(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := drawGraph(t, 7)
		q := drawQuestion(t, g)
		p := graph.NewPlanner(g)
		if _, _, err := p.Path(t.Context(), drawQuestion(t, g)); err != nil && !errors.As(err, new(*graph.InputError)) {
			t.Fatal(err) // what it leaves in the planner must not matter
		}
		ask := p.Path
		if q.MaxSteps == nil && rapid.Bool().Draw(t, "plainly") {
			ask = p.OneEnded
		}
		got, found, err := ask(t.Context(), q)
		if input := (*graph.InputError)(nil); errors.As(err, &input) {
			t.Skip(err)
		} else if err != nil {
			t.Fatal(err)
		}
		all := everyPath(g, q)
		if found != (len(all) > 0) {
			t.Fatalf("found %v %v, but %d paths exist: %v", found, got.Roles, len(all), all)
		}
		if found && !slices.Equal(got.Roles, all[0].roles) {
			t.Fatalf("got %v %+v, want %v", got.Roles, got.Cost, all[0])
		}
		if found && !slices.Equal(got.Steps, all[0].steps) {
			t.Fatalf("got steps %+v, want %+v", got.Steps, all[0].steps)
		}
	})
}

func TestAlternativesAreTheBestPathsInOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := drawGraph(t, 6)
		q := drawQuestion(t, g)
		k := rapid.IntRange(1, 10).Draw(t, "k")
		overlap := optional(t, "maxOverlap", 0, 0.25, 0.5, 0.75, 1)
		p := graph.NewPlanner(g)
		p.SetFewCandidates(graph.MaxAlternatives)
		got, err := p.Alternatives(t.Context(), q, k, overlap)
		if input := (*graph.InputError)(nil); errors.As(err, &input) {
			t.Skip(err)
		} else if err != nil {
			t.Fatal(err)
		}
		want := everyPath(g, q)
		if overlap != nil {
			want = differing(want, *overlap)
		}
		if len(want) > k {
			want = want[:k]
		}
		if len(got.Paths) != len(want) && got.Complete {
			t.Fatalf("got %d paths, want %d", len(got.Paths), len(want))
		}
		for i, p := range got.Paths {
			if !slices.Equal(p.Roles, want[i].roles) {
				t.Fatalf("path %d is %v, want %v of %v", i, p.Roles, want[i].roles, want)
			}
		}
	})
}

// On graphs that are too large to enumerate, alternatives are those of the plain search from the goal.
func TestAlternativesAreThoseOfThePlainSearch(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := drawGraph(t, 26)
		q := drawQuestion(t, g)
		k := rapid.IntRange(1, 10).Draw(t, "k")
		overlap := optional(t, "maxOverlap", 0.25, 0.3, 0.5, 0.75)
		p, plain := graph.NewPlanner(g), graph.NewPlanner(g)
		p.SetFewCandidates(rapid.SampledFrom([]int{graph.MaxAlternatives, 16, 100}).Draw(t, "few"))
		plain.SetBounds(0, 100, 0)
		got, err := p.Alternatives(t.Context(), q, k, overlap)
		if input := (*graph.InputError)(nil); errors.As(err, &input) {
			t.Skip(err)
		} else if err != nil {
			t.Fatal(err)
		}
		want, err := plain.AlternativesPlainly(t.Context(), q, k, overlap)
		if !got.Complete {
			want.Paths = want.Paths[:min(len(got.Paths), len(want.Paths))] // the plain search gives up earlier or later
		}
		if err != nil || want.Complete && !got.Complete || !reflect.DeepEqual(got.Paths[:min(len(got.Paths), len(want.Paths))], want.Paths) {
			t.Fatalf("got %+v, want %+v (%v)", got, want, err)
		}
	})
}

// differing keeps the paths that share few enough steps with each one kept before.
func differing(all []enumerated, maxOverlap float64) (kept []enumerated) {
next:
	for _, p := range all {
		for _, o := range kept {
			shared := 0.0
			for _, s := range p.steps {
				for _, t := range o.steps {
					if s.From == t.From && s.To == t.To {
						shared++
						break
					}
				}
			}
			if shared > maxOverlap*float64(len(p.steps)) {
				continue next
			}
		}
		kept = append(kept, p)
	}
	return kept
}

// Reach agrees with path: a role is within reach if and only if FEWEST_STEPS finds a path, and by
// that very path.
func TestReachAgreesWithPath(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := drawGraph(t, 8)
		q := drawQuestion(t, g)
		q.Via, q.Objective = nil, graph.FewestSteps
		rq := graph.ReachQuestion{Roles: q.From, Profile: q.Profile, Direction: graph.Outward, Limits: q.Limits}
		asked := q.From
		inward := q.Profile == nil && rapid.Bool().Draw(t, "inward")
		if inward {
			rq.Roles, rq.Direction, asked = q.To, graph.Inward, q.To
		}
		p := graph.NewPlanner(g)
		reached, err := p.Reach(t.Context(), rq)
		if input := (*graph.InputError)(nil); errors.As(err, &input) {
			t.Skip(err)
		} else if err != nil {
			t.Fatal(err)
		}
		byRole := map[int]graph.Reached{}
		for _, r := range reached {
			byRole[r.Role] = r
		}
		for role := range g.Len() {
			if slices.Contains(asked, role) {
				if _, ok := byRole[role]; ok {
					t.Fatalf("role %d asked about is listed", role)
				}
				continue
			}
			if inward {
				q.From = []int{role}
			} else {
				q.To = []int{role}
			}
			path, found, err := p.Path(t.Context(), q)
			if err != nil { // an avoided goal
				found = false
			}
			r, ok := byRole[role]
			if ok != found {
				t.Fatalf("role %d: within reach %v, path %v (%v)", role, ok, found, path.Roles)
			}
			if found && (!slices.Equal(r.Path().Roles, path.Roles) || r.Steps != len(path.Steps) ||
				r.SteepestClimb != path.SteepestClimb(q.ClimbBy) || r.Distance != path.Cost.Distance) {
				t.Fatalf("role %d: reach goes by %v, path by %v", role, r.Path().Roles, path.Roles)
			}
		}
	})
}
