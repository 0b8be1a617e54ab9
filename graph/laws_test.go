package graph_test

import (
	"errors"
	"slices"
	"testing"

	"noboru/graph"

	"pgregory.net/rapid"
)

// costOf is the tuple that an objective compares.
func costOf(c graph.Cost, o graph.Objective) [4]int64 {
	switch o {
	case graph.FewestSteps:
		return [4]int64{int64(c.Steps), int64(c.Distance)}
	case graph.Shortest:
		return [4]int64{int64(c.Distance), int64(c.Steps)}
	default:
		return [4]int64{int64(c.Demotions), c.Climbing, int64(c.Distance), int64(c.Steps)}
	}
}

// More freedom never costs more: taking any limit off leaves the best path as good or better.
func TestMoreFreedomNeverCostsMore(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := drawGraph(t, 12)
		q := drawQuestion(t, g)
		p := graph.NewPlanner(g)
		path, found, err := p.Path(t.Context(), q)
		if err != nil || !found {
			t.Skip("nothing to compare")
		}
		freer := map[string]func(*graph.Question){
			"maxSteps":       func(q *graph.Question) { q.MaxSteps = nil },
			"maxClimb":       func(q *graph.Question) { q.MaxClimb = nil },
			"maxDrop":        func(q *graph.Question) { q.MaxDrop = nil },
			"minTotal":       func(q *graph.Question) { q.MinTotal = nil },
			"maxTotal":       func(q *graph.Question) { q.MaxTotal = nil },
			"minCorrelation": func(q *graph.Question) { q.MinCorrelation = nil },
			"avoid roles":    func(q *graph.Question) { q.AvoidRoles = nil },
			"avoid families": func(q *graph.Question) { q.AvoidFamilies = nil },
			"via":            func(q *graph.Question) { q.Via = nil },
		}
		for name, free := range freer {
			r := q
			if q.MaxDrop != nil {
				r.Demotions = graph.AllowDemotions // a stated drop replaces them; without it they would count
			}
			free(&r)
			other, found, err := p.Path(t.Context(), r)
			if err != nil || !found {
				t.Fatalf("without %s: found %v, %v", name, found, err)
			}
			with, without := costOf(path.Cost, q.Objective), costOf(other.Cost, q.Objective)
			if slices.Compare(without[:], with[:]) > 0 {
				t.Fatalf("without %s it costs %v, with it %v", name, without, with)
			}
		}
	})
}

// The reverse of a climb is a drop, of as many points.
func TestTheReverseOfAClimbIsADrop(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := drawGraph(t, 10)
		for a := range g.Len() {
			for up := range g.Edges(a) {
				down, ok := g.Edge(up.To, up.From)
				if !ok || down.Climb != up.Drop || down.Drop != up.Climb || down.Similarity != up.Similarity {
					t.Fatalf("%+v, but back %+v", up, down)
				}
				if g.Dataset().HasScores() && up.Gap-down.Gap != up.Climb-up.Drop {
					t.Fatalf("the gaps of %+v and %+v do not differ by their totals", up, down)
				}
			}
		}
	})
}

// Every path keeps every limit that was asked for, step by step, and every alternative is no
// better than the one before.
func TestPathsKeepTheirLimits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := drawGraph(t, 14)
		q := drawQuestion(t, g)
		answer, err := graph.NewPlanner(g).Alternatives(t.Context(), q, 5, nil)
		if err != nil {
			t.Skip(err)
		}
		for i, path := range answer.Paths {
			if q.MaxSteps != nil && len(path.Steps) > *q.MaxSteps {
				t.Fatalf("%d steps", len(path.Steps))
			}
			for _, s := range path.Steps {
				climb := s.Climb
				if q.ClimbBy == graph.BySkillGap {
					climb = s.Gap
				}
				if q.MaxClimb != nil && climb > *q.MaxClimb || q.MaxDrop != nil && s.Drop > *q.MaxDrop {
					t.Fatalf("%+v is over the limit", s)
				}
				if q.MinCorrelation != nil && !s.ByEffort && s.Similarity < *q.MinCorrelation {
					t.Fatalf("%+v is under the limit", s)
				}
				total := g.Dataset().Role(s.To).Total
				if q.MinTotal != nil && total < *q.MinTotal || q.MaxTotal != nil && total > *q.MaxTotal {
					t.Fatalf("%+v goes to a total of %v", s, total)
				}
				if slices.Contains(q.AvoidRoles, s.To) {
					t.Fatalf("%+v goes to a role to avoid", s)
				}
			}
			if i > 0 {
				before, now := costOf(answer.Paths[i-1].Cost, defaulted(q.Objective)), costOf(path.Cost, defaulted(q.Objective))
				if slices.Compare(now[:], before[:]) < 0 {
					t.Fatalf("alternative %d costs %v, the one before %v", i, now, before)
				}
			}
		}
	})
}

func defaulted(o graph.Objective) graph.Objective {
	if o == "" {
		return graph.Gentlest
	}
	return o
}

// The same dataset in any order of roles has the same version, edges and paths.
func TestTheOrderOfInputDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawDataset(t, 8)
		spec := d.Spec()
		spec.Roles = rapid.Permutation(spec.Roles).Draw(t, "roles")
		spec.Pairs = rapid.Permutation(spec.Pairs).Draw(t, "pairs")
		again, err := graph.NewDataset(spec)
		if err != nil {
			t.Fatal(err)
		}
		if again.Version() != d.Version() {
			t.Fatal("another version")
		}
	})
}

// Whoever asks is told to stop by their context.
func TestQuestionsEndWithTheirContext(t *testing.T) {
	g := build(t, madeUp(t, 300))
	ctx, cancel := contextCancelled(t)
	defer cancel()
	p := graph.NewPlanner(g)
	q := graph.Question{From: []int{0}, To: []int{200}}
	path, found, err := p.Path(t.Context(), q)
	if err != nil || !found {
		t.Fatal(found, err)
	}
	asks := map[string]func() error{
		"path":         func() error { _, _, err := p.Path(ctx, q); return err },
		"alternatives": func() error { _, err := p.Alternatives(ctx, q, 3, nil); return err },
		"reach":        func() error { _, err := p.Reach(ctx, graph.ReachQuestion{Roles: q.From}); return err },
		"no path":      func() error { _, err := p.WhyNoPath(ctx, q); return err },
		"frontier":     func() error { _, err := p.Frontier(ctx, q, graph.NoThird); return err },
		"frontier 3":   func() error { _, err := p.Frontier(ctx, q, graph.ThirdGap); return err },
		"stability":    func() error { _, err := p.Stability(ctx, path, nil, 10, 1); return err },
		"openers":      func() error { _, err := p.Openers(ctx, graph.ReachQuestion{Roles: q.From}, nil); return err },
		"build":        func() error { _, err := graph.Build(ctx, g.Dataset()); return err },
	}
	for name, ask := range asks {
		if err := ask(); !errors.Is(err, ctx.Err()) {
			t.Errorf("%s: %v, want %v", name, err, ctx.Err())
		}
	}
}

// Edges are those of the rule: similarity at the threshold or over it, and under topK among the K
// strongest of either end, by (similarity descending, code ascending).
func TestEdgesAreThoseOfTheRule(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := drawGraph(t, 20)
		d := g.Dataset()
		partners := func(role int) []int {
			var list []int
			for other := range g.Len() {
				if s, ok := g.Similarity(role, other); ok && other != role && s >= d.Threshold() {
					list = append(list, other)
				}
			}
			slices.SortStableFunc(list, func(a, b int) int {
				x, _ := g.Similarity(role, a)
				y, _ := g.Similarity(role, b)
				return int(y) - int(x)
			})
			if k := d.TopK(); k > 0 && len(list) > k {
				list = list[:k]
			}
			return list
		}
		edges := 0
		for a := range g.Len() {
			for b := range a {
				want := slices.Contains(partners(a), b) || slices.Contains(partners(b), a)
				step, got := g.Edge(a, b)
				if got != want {
					t.Fatalf("%d and %d: edge %v, want %v", a, b, got, want)
				}
				if s, _ := g.Similarity(a, b); got && step.Similarity != s {
					t.Fatalf("%d and %d: edge of %v, similarity %v", a, b, step.Similarity, s)
				}
				if got {
					edges++
				}
			}
		}
		if g.EdgeCount() != edges {
			t.Fatalf("%d edges, want %d", g.EdgeCount(), edges)
		}
		reports, err := graph.Thresholds(t.Context(), d, []graph.Similarity{d.Threshold(), graph.SimilarityScale})
		if err != nil || reports[0].Edges != edges || reports[0].Components != len(g.Components()) {
			t.Fatalf("%+v (%v), want %d edges and %d components", reports, err, edges, len(g.Components()))
		}
	})
}
