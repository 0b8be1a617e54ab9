package graph_test

import (
	"errors"
	"slices"
	"testing"

	"noboru/graph"

	"pgregory.net/rapid"
)

// weakest, deepest and steepest are the worst steps of a path as the judge sees it.
func weakest(p enumerated) graph.Similarity {
	worst := graph.Similarity(graph.SimilarityScale)
	for _, s := range p.steps {
		if !s.ByEffort {
			worst = min(worst, s.Similarity)
		}
	}
	return worst
}

func deepest(p enumerated) (worst graph.Points) {
	for _, s := range p.steps {
		worst = max(worst, s.Drop)
	}
	return worst
}

// totals are those of the roles that a path comes to.
func totals(g *graph.Graph, p enumerated) (list []graph.Points) {
	for _, s := range p.steps {
		list = append(list, g.Dataset().Role(s.To).Total)
	}
	return list
}

func steepest(p enumerated, by graph.ClimbBy) graph.Points {
	return graph.Path{Steps: p.steps}.SteepestClimb(by)
}

// Each relaxation is the smallest that opens a path, and a limit is left out only where no change
// of it alone would.
func TestNoPathNamesTheSmallestRelaxations(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := drawGraph(t, 6)
		q := drawQuestion(t, g)
		got, err := graph.NewPlanner(g).WhyNoPath(t.Context(), q)
		if input := (*graph.InputError)(nil); errors.As(err, &input) {
			if _, _, asked := graph.NewPlanner(g).Path(t.Context(), q); !errors.As(asked, &input) {
				t.Fatalf("a question that can be asked is refused: %v", err)
			}
			t.Skip(err)
		}
		if exists := len(everyPath(g, q)) > 0; exists != errors.Is(err, graph.ErrPathExists) {
			t.Fatalf("a path exists: %v, but WhyNoPath says %v", exists, err)
		} else if exists {
			return
		} else if err != nil {
			t.Fatal(err)
		}
		free := q
		free.Limits = graph.Limits{ClimbBy: q.ClimbBy}
		if disconnected := len(everyPath(g, free)) == 0; disconnected != (got.Blockage == graph.Disconnected) {
			t.Fatalf("disconnected: %v, got %v", disconnected, got.Blockage)
		} else if disconnected {
			return
		}
		var want []graph.Relaxation
		try := func(limit graph.Relaxation, relaxed graph.Question, fill func(*graph.Relaxation, []enumerated)) {
			if all := everyPath(g, relaxed); len(all) > 0 {
				if fill != nil {
					fill(&limit, all)
				}
				want = append(want, limit)
			}
		}
		if q.MaxSteps != nil {
			r := q
			r.MaxSteps = nil
			try(relaxed(graph.MaxStepsObstacle), r, func(l *graph.Relaxation, all []enumerated) {
				fewest := 99
				for _, p := range all {
					fewest = min(fewest, len(p.steps))
				}
				l.Value = graph.Count(fewest)
			})
		}
		if q.MaxClimb != nil {
			r := q
			r.MaxClimb = nil
			try(relaxed(graph.MaxClimbObstacle), r, func(l *graph.Relaxation, all []enumerated) {
				least := graph.Points(1 << 40)
				for _, p := range all {
					least = min(least, steepest(p, q.ClimbBy))
				}
				l.Value = least
			})
		}
		if q.MaxDrop != nil {
			r := q
			r.MaxDrop = nil
			try(relaxed(graph.MaxDropObstacle), r, func(l *graph.Relaxation, all []enumerated) {
				least := graph.Points(1 << 40)
				for _, p := range all {
					least = min(least, deepest(p))
				}
				l.Value = least
			})
		}
		if q.MinTotal != nil {
			r := q
			r.MinTotal = nil
			try(relaxed(graph.MinTotalObstacle), r, func(l *graph.Relaxation, all []enumerated) {
				most := graph.Points(-1)
				for _, p := range all {
					most = max(most, slices.Min(totals(g, p)))
				}
				l.Value = most
			})
		}
		if q.MaxTotal != nil {
			r := q
			r.MaxTotal = nil
			try(relaxed(graph.MaxTotalObstacle), r, func(l *graph.Relaxation, all []enumerated) {
				least := graph.Points(1 << 40)
				for _, p := range all {
					least = min(least, slices.Max(totals(g, p)))
				}
				l.Value = least
			})
		}
		if q.MinCorrelation != nil {
			r := q
			r.MinCorrelation = nil
			try(relaxed(graph.MinCorrelationObstacle), r, func(l *graph.Relaxation, all []enumerated) {
				most := graph.Similarity(-graph.SimilarityScale)
				for _, p := range all {
					most = max(most, weakest(p))
				}
				l.Value = most
			})
		}
		for i, v := range q.Via {
			if slices.Contains(q.Via[:i], v) {
				continue
			}
			r := q
			r.Via = nil
			for _, w := range q.Via {
				if w != v && (len(r.Via) == 0 || r.Via[len(r.Via)-1] != w) {
					r.Via = append(r.Via, w)
				}
			}
			try(graph.Relaxation{Limit: graph.ViaObstacle, Role: v, Family: graph.NoIndex}, r, nil)
		}
		for _, a := range q.AvoidRoles {
			r := q
			r.AvoidRoles = slices.DeleteFunc(slices.Clone(q.AvoidRoles), func(x int) bool { return x == a })
			try(graph.Relaxation{Limit: graph.AvoidRoleObstacle, Role: a, Family: graph.NoIndex}, r, nil)
		}
		for _, f := range q.AvoidFamilies {
			r := q
			r.AvoidFamilies = slices.DeleteFunc(slices.Clone(q.AvoidFamilies), func(x int) bool { return x == f })
			try(graph.Relaxation{Limit: graph.AvoidFamilyObstacle, Role: graph.NoIndex, Family: f}, r, nil)
		}
		if (len(want) > 0) != (got.Blockage == graph.BlockedByOne) {
			t.Fatalf("got %+v, want %+v", got, want)
		}
		for i := range got.Relaxations {
			got.Relaxations[i].Path = graph.Path{}
		}
		if len(got.Relaxations) != len(want) {
			t.Fatalf("got %+v, want %+v", got.Relaxations, want)
		}
		for i, w := range want {
			x := got.Relaxations[i]
			if x.Limit != w.Limit || x.Value != w.Value || x.Role != w.Role || x.Family != w.Family {
				t.Fatalf("relaxation %d is %+v, want %+v", i, x, w)
			}
		}
		if got.Blockage == graph.JointlyBlocks && (len(got.Joint) < 2 || !got.JointComplete || len(got.JointPath.Roles) == 0) {
			t.Fatalf("jointly blocked by %+v", got.Joint)
		}
		if got.Blockage == graph.JointlyBlocks && len(q.Via) == 0 {
			fewest := 99
			for _, p := range everyPath(g, free) {
				fewest = min(fewest, violations(g, q, p))
			}
			path := enumerated{roles: got.JointPath.Roles, steps: got.JointPath.Steps}
			if n := violations(g, q, path); n != fewest || n != len(got.Joint) {
				t.Fatalf("the path breaks %d limits and %d are named, the fewest are %d", n, len(got.Joint), fewest)
			}
		}
	})
}

// relaxed is a relaxation of a limit that is a quantity.
func relaxed(limit graph.Obstacle) graph.Relaxation {
	return graph.Relaxation{Limit: limit, Role: graph.NoIndex, Family: graph.NoIndex}
}

// violations counts the limits that a path does not keep.
func violations(g *graph.Graph, q graph.Question, p enumerated) (n int) {
	count := func(broken bool) {
		if broken {
			n++
		}
	}
	count(q.MaxSteps != nil && len(p.steps) > *q.MaxSteps)
	count(q.MaxClimb != nil && steepest(p, q.ClimbBy) > *q.MaxClimb)
	count(q.MaxDrop != nil && deepest(p) > *q.MaxDrop)
	count(q.MinTotal != nil && slices.ContainsFunc(totals(g, p), func(x graph.Points) bool { return x < *q.MinTotal }))
	count(q.MaxTotal != nil && slices.ContainsFunc(totals(g, p), func(x graph.Points) bool { return x > *q.MaxTotal }))
	count(q.MinCorrelation != nil && weakest(p) < *q.MinCorrelation)
	entered := p.roles[len(p.roles)-1:]
	for _, s := range p.steps {
		entered = append(entered, s.To)
	}
	for _, a := range q.AvoidRoles {
		count(slices.Contains(entered, a))
	}
	for _, f := range q.AvoidFamilies {
		count(slices.ContainsFunc(entered, func(r int) bool { return g.Dataset().FamilyOf(r) == f }))
	}
	return n
}

// The nearest role is the most similar of all that enumeration can reach.
func TestNoPathNamesTheNearestRole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := drawGraph(t, 6)
		q := drawQuestion(t, g)
		q.Via, q.Profile = nil, nil
		if len(q.From) == 0 {
			q.From = []int{0}
		}
		q.To = q.To[:1]
		got, err := graph.NewPlanner(g).WhyNoPath(t.Context(), q)
		if err != nil {
			t.Skip(err)
		}
		goal := q.To[0]
		type candidate struct {
			role int
			best enumerated
		}
		var want *candidate
		var similarity graph.Similarity
		known := false
		for role := range g.Len() {
			r := q
			r.To = []int{role}
			all := everyPath(g, r)
			if slices.Contains(q.From, role) { // the start counts, even one that is avoided
				all = []enumerated{{roles: []int{role}}}
			}
			if len(all) == 0 {
				continue
			}
			s, ok := g.Similarity(role, goal)
			better := want == nil || ok && !known || ok == known && s > similarity ||
				ok == known && s == similarity && slices.Compare(all[0].key[:], want.best.key[:]) < 0
			if better {
				want, similarity, known = &candidate{role, all[0]}, s, ok
			}
		}
		if got.Nearest.Role != want.role || got.Nearest.Known != known || got.Nearest.Similarity != similarity || !slices.Equal(got.Nearest.Path.Roles, want.best.roles) {
			t.Fatalf("got %+v, want %+v", got.Nearest, want)
		}
	})
}
