package graph_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"noboru/graph"
)

func contextCancelled(t *testing.T) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	return ctx, cancel
}

// ladder is a dataset of given correlations: totals by role code, and pairs that correlate.
func ladder(t *testing.T, totals map[string]int, pairs ...string) *graph.Graph {
	t.Helper()
	return ladderIn(t, nil, totals, pairs...)
}

// ladderIn is a ladder of roles that stand under families, X or Y, by role code.
func ladderIn(t *testing.T, families, totals map[string]int, pairs ...string) *graph.Graph {
	t.Helper()
	spec := graph.Spec{Name: "ladder", Measure: graph.Given, Threshold: 500_000, ComfortableClimb: 5_000, Families: []graph.Family{{ID: "x", Code: "X"}, {ID: "y", Code: "Y"}}}
	for code, total := range totals {
		family := map[int]string{0: "", 1: "X", 2: "Y"}[families[code]]
		spec.Roles = append(spec.Roles, graph.Role{ID: code, Code: code, Name: graph.Name{Text: graph.Text{En: code}}, Family: family, Total: graph.Points(total) * 1000})
	}
	for _, p := range pairs {
		var a, b string
		similarity := 0.9
		if n, _ := fmt.Sscanf(p, "%1s-%1s %g", &a, &b, &similarity); n < 2 {
			t.Fatalf("pair %q", p)
		}
		r, err := graph.NewSimilarity(similarity)
		if err != nil {
			t.Fatal(err)
		}
		spec.Pairs = append(spec.Pairs, graph.Pair{A: a, B: b, Similarity: r})
	}
	d, err := graph.NewDataset(spec)
	if err != nil {
		t.Fatal(err)
	}
	return build(t, d)
}

// codes spells a path.
func codes(g *graph.Graph, p graph.Path) (s string) {
	for _, r := range p.Roles {
		s += g.Dataset().Role(r).Code
	}
	return s
}

// Traps that a path search for careers falls into.
func TestTraps(t *testing.T) {
	points := func(p graph.Points) *graph.Points { p *= 1000; return &p }
	steps := func(n int) *int { return &n }
	similarity := func(s graph.Similarity) *graph.Similarity { return &s }
	for _, c := range []struct {
		name   string
		totals map[string]int
		pairs  []string
		ask    graph.Question
		want   string
	}{
		{
			"no detour to dodge a trivial climb",
			map[string]int{"a": 10, "b": 10, "c": 10, "d": 11, "z": 11},
			[]string{"a-z", "a-b", "b-c", "c-z", "b-d", "d-z"},
			graph.Question{},
			"az",
		}, {
			"no rise and fall for nothing",
			map[string]int{"a": 10, "b": 14, "c": 10, "z": 12},
			[]string{"a-b 0.99", "b-c 0.99", "c-z 0.99", "a-z 0.6"},
			graph.Question{},
			"az",
		}, {
			"two climbs of 5 rather than one of 10",
			map[string]int{"a": 10, "b": 15, "z": 20},
			[]string{"a-b", "b-z", "a-z 0.99"},
			graph.Question{},
			"abz",
		}, {
			"fewest steps takes the climb of 10",
			map[string]int{"a": 10, "b": 15, "z": 20},
			[]string{"a-b", "b-z", "a-z 0.5"},
			graph.Question{Objective: graph.FewestSteps},
			"az",
		}, {
			"shortest goes where roles are alike",
			map[string]int{"a": 10, "b": 40, "z": 20},
			[]string{"a-b 0.95", "b-z 0.95", "a-z 0.85"},
			graph.Question{Objective: graph.Shortest},
			"abz",
		}, {
			"a climb limit shapes the search, not its result",
			map[string]int{"a": 10, "b": 19, "c": 13, "d": 16, "z": 20},
			[]string{"a-b", "b-z", "a-c", "c-d", "d-z"},
			graph.Question{Objective: graph.FewestSteps, Limits: graph.Limits{MaxClimb: points(4)}},
			"acdz",
		}, {
			"a step limit shapes the search, not its result",
			map[string]int{"a": 10, "b": 15, "c": 20, "d": 24, "z": 25},
			[]string{"a-b", "b-c", "c-z", "a-d", "d-z"},
			graph.Question{Limits: graph.Limits{MaxSteps: steps(2)}},
			"adz",
		}, {
			"maxDrop 0 never steps down",
			map[string]int{"a": 10, "b": 8, "c": 16, "z": 18},
			[]string{"a-b", "b-z", "a-c", "c-z"},
			graph.Question{Objective: graph.FewestSteps, Limits: graph.Limits{MaxDrop: points(0)}},
			"acz",
		}, {
			"nothing above my boss",
			map[string]int{"a": 10, "b": 40, "c": 18, "z": 20},
			[]string{"a-b", "b-z", "a-c", "c-z"},
			graph.Question{Objective: graph.FewestSteps, Limits: graph.Limits{MaxTotal: points(39)}},
			"acz",
		}, {
			"a start below the least total is exempt",
			map[string]int{"a": 10, "b": 8, "c": 18, "z": 20},
			[]string{"a-b 0.99", "b-z 0.99", "a-c", "c-z"},
			graph.Question{Objective: graph.Shortest, Limits: graph.Limits{MinTotal: points(11)}},
			"acz",
		}, {
			"a correlation at the limit is within it",
			map[string]int{"a": 10, "b": 11, "z": 12},
			[]string{"a-b 0.8", "b-z 0.8", "a-z 0.7"},
			graph.Question{Objective: graph.FewestSteps, Limits: graph.Limits{MinCorrelation: similarity(800_000)}},
			"abz",
		}, {
			"of equal paths the smaller codes",
			map[string]int{"a": 10, "b": 11, "c": 11, "z": 12},
			[]string{"a-c", "c-z", "a-b", "b-z"},
			graph.Question{},
			"abz",
		}, {
			"via and back again",
			map[string]int{"a": 10, "b": 11, "z": 12},
			[]string{"a-b", "b-z"},
			graph.Question{To: []int{0}, Limits: graph.Limits{Via: []int{2}}},
			"abzba",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			g := ladder(t, c.totals, c.pairs...)
			c.ask.From = []int{0}
			if c.ask.To == nil {
				c.ask.To = []int{g.Len() - 1}
			}
			path, found, err := graph.NewPlanner(g).Path(t.Context(), c.ask)
			if err != nil || !found {
				t.Fatal(found, err)
			}
			if got := codes(g, path); got != c.want {
				t.Errorf("went %s, want %s", got, c.want)
			}
		})
	}
}

// What GENTLEST makes of families and demotions, and that both dials off are the plain sum of squares.
func TestFamiliesAndDemotions(t *testing.T) {
	f := func(p graph.Points) *graph.Points { p *= 1000; return &p }
	off := graph.Limits{FamilyChange: f(0), Demotions: graph.AllowDemotions}
	home := map[string]int{"a": 1, "b": 1, "x": 2, "z": 1}
	colleague := []map[string]int{home, {"a": 10, "b": 13, "x": 15, "z": 20}} // a-x-z has the smaller squares
	detour := []string{"a-x", "x-z", "a-b", "b-z"}
	fall := []map[string]int{nil, {"a": 10, "b": 4, "p": 10, "q": 15, "r": 20, "z": 26}} // down 6, then up in small steps
	steep := []string{"a-b", "b-p", "p-q", "q-r", "r-z", "a-z"}
	only := steep[:5]
	even := []map[string]int{nil, {"a": 10, "b": 5, "p": 10, "q": 15, "r": 20, "z": 26}} // down c
	for _, c := range []struct {
		name   string
		data   []map[string]int
		pairs  []string
		ask    graph.Limits
		want   string
		counts int
	}{
		{"a family is stayed in", colleague, detour, graph.Limits{}, "abz", 0},
		{"unless changing it costs nothing", colleague, detour, graph.Limits{FamilyChange: f(0)}, "axz", 0},
		{"or little", colleague, detour, graph.Limits{FamilyChange: f(1)}, "axz", 0},
		{"f is the question's c", colleague, detour, graph.Limits{ComfortableClimb: 1}, "axz", 0},
		{"a change costs the same whatever c is", colleague, detour, graph.Limits{ComfortableClimb: 1, FamilyChange: f(5)}, "abz", 0},
		{"no demotion although it is gentler", fall, steep, graph.Limits{}, "az", 0},
		{"unless demotions are allowed", fall, steep, graph.Limits{Demotions: graph.AllowDemotions}, "abpqrz", 0},
		{"a stated drop replaces them", fall, steep, graph.Limits{MaxDrop: f(6)}, "abpqrz", 0},
		{"a drop of c is none", even, steep, graph.Limits{}, "abpqrz", 0},
		{"no way but down", fall, only, graph.Limits{}, "abpqrz", 1},
		{"both off", colleague, detour, off, "axz", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			g := ladderIn(t, c.data[0], c.data[1], c.pairs...)
			path, found, err := graph.NewPlanner(g).Path(t.Context(), graph.Question{From: []int{0}, To: []int{g.Len() - 1}, Limits: c.ask})
			if err != nil || !found {
				t.Fatal(found, err)
			}
			if got := codes(g, path); got != c.want || path.Cost.Demotions != c.counts {
				t.Errorf("went %s with %d demotions counted, want %s and %d", got, path.Cost.Demotions, c.want, c.counts)
			}
		})
	}
	// A fall counts only on the way up.
	g := ladderIn(t, nil, fall[1], steep...)
	falls, _, err := graph.NewPlanner(g).Path(t.Context(), graph.Question{From: []int{5}, To: []int{1}})
	if err != nil || codes(g, falls) != "zab" || falls.Cost.Demotions != 0 || falls.Demotions() != 2 {
		t.Errorf("down: %s, %+v, %v", codes(g, falls), falls.Cost, err)
	}
}

// Every switch is on when it is on and off when it is off.
func TestSwitches(t *testing.T) {
	g := ladder(t, map[string]int{"a": 10, "b": 18, "c": 13, "d": 17, "z": 20}, "a-b", "b-z", "a-c", "c-d", "d-z")
	p := graph.NewPlanner(g)
	ask := func(l graph.Limits) string {
		path, found, err := p.Path(t.Context(), graph.Question{From: []int{0}, To: []int{4}, Objective: graph.FewestSteps, Limits: l})
		if err != nil {
			t.Fatal(err)
		}
		if !found {
			return ""
		}
		return codes(g, path)
	}
	if got := ask(graph.Limits{}); got != "abz" {
		t.Errorf("free: %s", got)
	}
	if got := ask(graph.Limits{AvoidRoles: []int{1}}); got != "acdz" {
		t.Errorf("avoiding b: %s", got)
	}
	if got := ask(graph.Limits{Via: []int{2}}); got != "acdz" {
		t.Errorf("via c: %s", got)
	}
	if got := ask(graph.Limits{AvoidRoles: []int{1, 2}}); got != "" {
		t.Errorf("avoiding b and c: %s", got)
	}
	rises, err := p.Reach(t.Context(), graph.ReachQuestion{Roles: []int{0}, Direction: graph.Outward, Limits: graph.Limits{MaxDrop: new(graph.Points)}})
	if err != nil || len(rises) != 4 {
		t.Errorf("never down from a: %v, %v", rises, err)
	}
	falls, err := p.Reach(t.Context(), graph.ReachQuestion{Roles: []int{4}, Direction: graph.Outward, Limits: graph.Limits{MaxDrop: new(graph.Points)}})
	if err != nil || len(falls) != 0 {
		t.Errorf("never down from z: %v, %v", falls, err)
	}
	into, err := p.Reach(t.Context(), graph.ReachQuestion{Roles: []int{4}, Direction: graph.Inward, Limits: graph.Limits{MaxDrop: new(graph.Points)}})
	if err != nil || len(into) != 4 {
		t.Errorf("never down to z: %v, %v", into, err)
	}
}

// The worked example of the bundled dataset.
func TestTheWorkedExample(t *testing.T) {
	g := bundled(t)
	d := g.Dataset()
	role := func(code string) int {
		i, ok := d.RoleByCode(code)
		if !ok {
			t.Fatalf("no role %s", code)
		}
		return i
	}
	operator := role("SOC-OPERATOR")
	if total := d.Role(operator).Total; total != 35_000 || g.Degree(operator) != 7 {
		t.Fatalf("total %v, %d correlates; want 35 and 7", total, g.Degree(operator))
	}
	path, _, err := graph.NewPlanner(g).Path(t.Context(), graph.Question{From: []int{operator}, To: []int{role("SOC-ANALYST")}})
	if err != nil || !slices.Equal(path.Roles, []int{operator, role("SOC-INTEL"), role("SOC-ANALYST")}) {
		t.Fatalf("went %v (%v)", path.Roles, err)
	}
	if want := int64(2*8050*8050 + 12_000*12_000 + 14_000*14_000); path.Cost.Climbing != want {
		t.Fatalf("cost %d, want %d", path.Cost.Climbing, want)
	}
}
