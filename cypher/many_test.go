package cypher_test

import (
	"fmt"
	"slices"
	"testing"

	"noboru/graph"
)

// testMany compares each pair, and the first row with the engine's answer from any role to any other.
func (a *analyst) testMany(t *testing.T, g *graph.Graph) {
	planner := graph.NewPlanner(g)
	for i := range 6 {
		var from, to []int
		for _, pair := range draw(g, 4, uint64(i)) {
			from, to = append(from, pair[0]), append(to, pair[1])
		}
		from, to = distinct(from), distinct(to)
		rows := a.ask(t, "fewest-steps-many", "dataset", g.Dataset().Name(), "fromRoles", codesOf(g, from), "toRoles", codesOf(g, to))
		var got, want []string
		for _, r := range rows {
			got = append(got, fmt.Sprint(r.text("from"), " ", r.text("to"), " ", answerOf(r)))
		}
		for _, start := range from {
			for _, goal := range to {
				path, ok, err := planner.Path(t.Context(), graph.Question{From: []int{start}, To: []int{goal}, Objective: graph.FewestSteps})
				if err != nil {
					t.Fatal(err)
				}
				if ok {
					want = append(want, fmt.Sprint(g.Dataset().Role(start).Code, " ", g.Dataset().Role(goal).Code, " ", engineAnswer(g, path, false)))
				}
			}
		}
		slices.Sort(got)
		slices.Sort(want)
		same(t, fmt.Sprint(from, " to ", to), got, want)
		best, ok, err := planner.Path(t.Context(), graph.Question{From: from, To: to, Objective: graph.FewestSteps})
		if err != nil || ok != (len(rows) > 0) {
			t.Fatal(ok, err)
		}
		if ok && answerOf(rows[0]) != engineAnswer(g, best, false) {
			t.Errorf("the best of all: got %+v, want %+v", answerOf(rows[0]), engineAnswer(g, best, false))
		}
	}
}

func distinct(roles []int) []int {
	slices.Sort(roles)
	return slices.Compact(roles)
}

// testAllPairs compares the distance of every pair.
func (a *analyst) testAllPairs(t *testing.T, g *graph.Graph) {
	got := map[string]int64{}
	for _, r := range a.ask(t, "all-pairs", "dataset", g.Dataset().Name()) {
		got[r.text("from")+" "+r.text("to")] = micro(r.number("distance"))
	}
	planner := graph.NewPlanner(g)
	found := 0
	for from := range g.Len() {
		for to := range g.Len() {
			if from == to {
				continue
			}
			path, ok, err := planner.Path(t.Context(), graph.Question{From: []int{from}, To: []int{to}, Objective: graph.Shortest})
			if err != nil {
				t.Fatal(err)
			}
			pair := g.Dataset().Role(from).Code + " " + g.Dataset().Role(to).Code
			distance, has := got[pair]
			if has != ok || ok && distance != int64(path.Cost.Distance) {
				t.Fatalf("%s: got %d (%v), want %d (%v)", pair, distance, has, path.Cost.Distance, ok)
			}
			if ok {
				found++
			}
		}
	}
	if found != len(got) || found == 0 {
		t.Errorf("%d pairs, want %d", len(got), found)
	}
}

// testThresholds compares with what the engine says of graphs at these thresholds, also under topK.
func (a *analyst) testThresholds(t *testing.T, bundled *graph.Graph) {
	spec := renamed(bundled.Dataset().Spec(), "what-if-top-k")
	spec.TopK = 4
	d, err := graph.NewDataset(spec)
	if err != nil {
		t.Fatal(err)
	}
	for _, g := range []*graph.Graph{bundled, a.save(t, d)} {
		own := g.Dataset().Threshold()
		thresholds := []graph.Similarity{own, own + 1, own + 20_000, own + 50_000, own + 100_000, 990_000}
		asked := []any{(own - 10_000).Float()} // below its own: not answered
		for _, s := range thresholds {
			asked = append(asked, s.Float())
		}
		var got, want []string
		for _, r := range a.ask(t, "what-if-threshold", "dataset", g.Dataset().Name(), "thresholds", asked) {
			got = append(got, fmt.Sprint(r.number("threshold"), r.int("edges"), r.int("components"), r.int("largest"), r.int("isolated")))
		}
		reports, err := graph.Thresholds(t.Context(), g.Dataset(), thresholds)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range reports {
			want = append(want, fmt.Sprint(r.Threshold.Float(), r.Edges, r.Components, r.Largest, r.Isolated))
		}
		same(t, g.Dataset().Name(), got, want)
	}
}
