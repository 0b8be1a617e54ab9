package graph_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"noboru/graph"
)

// drawTies is a graph with few distinct totals, correlations and families, so that most questions have many best
// ways but for the codes.
func drawTies(t *testing.T, random *rand.Rand, n int) *graph.Graph {
	t.Helper()
	spec := graph.Spec{Name: "ties", Measure: graph.Given, Threshold: 500_000, ComfortableClimb: 2_000, Families: []graph.Family{{ID: "x", Code: "X"}, {ID: "y", Code: "Y"}}}
	families := []string{"X", "Y", ""}[:1+random.IntN(3)]
	code := func(i int) string { return fmt.Sprintf("%03d", i) }
	for i := range n {
		spec.Roles = append(spec.Roles, graph.Role{
			ID: code(i), Code: code(i), Name: graph.Name{Text: graph.Text{En: code(i)}},
			Family: families[random.IntN(len(families))], Total: graph.Points(random.IntN(5)) * 1_000,
		})
		for range 3 {
			if other := random.IntN(n); other < i {
				spec.Pairs = append(spec.Pairs, graph.Pair{A: code(other), B: code(i), Similarity: graph.Similarity(8+random.IntN(2)) * 100_000})
			}
		}
	}
	slices.SortFunc(spec.Pairs, func(a, b graph.Pair) int { return slices.Compare([]string{a.A, a.B}, []string{b.A, b.B}) })
	spec.Pairs = slices.CompactFunc(spec.Pairs, func(a, b graph.Pair) bool { return a.A == b.A && a.B == b.B })
	d, err := graph.NewDataset(spec)
	if err != nil {
		t.Fatal(err)
	}
	return build(t, d)
}

// agree asks both searches and compares what they find, role by role.
func agree(t *testing.T, both, one *graph.Planner, q graph.Question) graph.Path {
	t.Helper()
	got, found, err := both.Path(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	want, reached, err := one.OneEnded(t.Context(), q)
	if err != nil || found != reached || !slices.Equal(got.Roles, want.Roles) || got.Cost != want.Cost {
		t.Fatalf("%+v: %v %v, want %v %v, %v", q, got.Roles, got.Cost, want.Roles, want.Cost, err)
	}
	return got
}

// some are up to so many of n roles.
func some(random *rand.Rand, n, most int) (roles []int) {
	for range random.IntN(most + 1) {
		roles = append(roles, random.IntN(n))
	}
	return roles
}

// drawGroups draws a question from one or two roles to one or two, around others; ok is false where it is refused.
func drawGroups(random *rand.Rand, n int) (q graph.Question, ok bool) {
	q = graph.Question{From: append(some(random, n, 1), random.IntN(n)), To: append(some(random, n, 1), random.IntN(n))}
	q.AvoidRoles = some(random, n, 2)
	if random.IntN(2) == 0 {
		q.Demotions = graph.AllowDemotions
	}
	return q, !slices.ContainsFunc(q.To, func(r int) bool { return slices.Contains(q.AvoidRoles, r) })
}

// TestBothEndsBreakTiesAsOne asks from and to groups, through roles and around others, where ties abound.
func TestBothEndsBreakTiesAsOne(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 5))
	for range 150 {
		g := drawTies(t, random, 20+random.IntN(60))
		both, one := graph.NewPlanner(g), graph.NewPlanner(g)
		for range 20 {
			q, ok := drawGroups(random, g.Len())
			if len(q.From)+len(q.To) == 2 {
				q.Via = some(random, g.Len(), 1)
			}
			if !ok || len(q.Via) > 0 && (slices.Contains(q.AvoidRoles, q.Via[0]) || q.Via[0] == q.From[0] || q.Via[0] == q.To[0]) {
				continue // refused
			}
			for _, q.Objective = range graph.Objectives {
				agree(t, both, one, q)
			}
		}
	}
}

// TestTooManyDemotionsForOneNumber asks for a way whose demotions do not fit beside its climbs in 64 bits.
func TestTooManyDemotionsForOneNumber(t *testing.T) {
	const levels, high = 80, 17_000_000
	spec := graph.Spec{Name: "saw", Measure: graph.Given, Threshold: 500_000, ComfortableClimb: 2_000}
	code := func(level, side int) string { return fmt.Sprintf("%03d", 2*level+side) }
	for level := range levels {
		for side := range 2 {
			r := graph.Role{ID: code(level, side), Code: code(level, side), Name: graph.Name{Text: graph.Text{En: code(level, side)}}, Total: graph.Points(level)}
			if level%2 == 1 {
				r.Total += high
			}
			spec.Roles = append(spec.Roles, r)
			for below := 0; level > 0 && below < 2; below++ {
				spec.Pairs = append(spec.Pairs, graph.Pair{A: code(level-1, below), B: r.Code, Similarity: 900_000})
			}
		}
	}
	d, err := graph.NewDataset(spec)
	if err != nil {
		t.Fatal(err)
	}
	g := build(t, d)
	path := agree(t, graph.NewPlanner(g), graph.NewPlanner(g), graph.Question{From: []int{0}, To: []int{g.Len() - 1}})
	if want := levels/2 - 1; path.Cost.Demotions != want {
		t.Errorf("%d demotions, want %d", path.Cost.Demotions, want)
	}
}
