package cypher_test

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"noboru/graph"
	"noboru/internal/testkit"
	"noboru/loader"
)

// answer is a path as a recipe gives it, in the engine's units.
type answer struct {
	codes          string
	steps          int
	distance, cost int64
}

func micro(x float64) int64 { return int64(math.Round(x * 1e6)) }

func answerOf(r row) answer {
	a := answer{codes: strings.Join(r.texts("path"), " "), steps: r.int("steps"), distance: micro(r.number("distance"))}
	if _, ok := r["cost"]; ok {
		a.cost = micro(r.number("cost"))
	}
	return a
}

func engineAnswer(g *graph.Graph, p graph.Path, withCost bool) answer {
	a := answer{codes: strings.Join(codesOf(g, p.Roles), " "), steps: p.Cost.Steps, distance: int64(p.Cost.Distance)}
	if withCost {
		a.cost = p.Cost.Climbing
	}
	return a
}

func codesOf(g *graph.Graph, roles []int) []string {
	codes := make([]string, len(roles))
	for i, r := range roles {
		codes[i] = g.Dataset().Role(r).Code
	}
	return codes
}

// together asks for the ways from one role to many in one query, by the recipe's own text.
func together(query string) string {
	return "UNWIND $to AS to CALL (to) {\n" + strings.ReplaceAll(query, "$to", "to") + "\n}\nRETURN *"
}

// question is a recipe and what the engine is asked in the same words.
type question struct {
	recipe    string
	objective graph.Objective
	maxClimb  float64 // 0 for none
	every     bool    // to => null answers for every role
}

var questions = []question{
	{"fewest-steps", graph.FewestSteps, 0, false},
	{"climb-limit", graph.FewestSteps, 12, false},
	{"shortest", graph.Shortest, 0, true},
	{"gentlest", graph.Gentlest, 0, true},
}

// testPaths compares path recipes with the engine for every pair of the given starts and goals.
func (a *analyst) testPaths(t *testing.T, g *graph.Graph, starts, goals []int, ask []question) {
	for _, q := range ask {
		t.Run(q.recipe, func(t *testing.T) {
			r := a.need(t, q.recipe)
			params := a.defaults(t, r)
			params["dataset"] = g.Dataset().Name()
			query := r.Query
			if q.every {
				params["to"] = nil
			} else {
				query = together(query)
				params["to"] = codesOf(g, goals)
			}
			var limits graph.Limits
			if q.maxClimb > 0 {
				climb, _, _ := graph.NewPoints(q.maxClimb)
				limits.MaxClimb, params["maxClimb"] = &climb, q.maxClimb
			}
			var compared, found atomic.Int64
			a.each(t, starts, func(ctx context.Context, from int) error {
				with := maps.Clone(params)
				with["from"] = g.Dataset().Role(from).Code
				rows, _, err := a.run(ctx, query, with)
				if err != nil {
					return err
				}
				got := map[string]answer{}
				for _, r := range rows {
					path := r.texts("path")
					got[path[len(path)-1]] = answerOf(r)
				}
				planner := graph.NewPlanner(g)
				for _, to := range goals {
					path, ok, err := planner.Path(ctx, graph.Question{From: []int{from}, To: []int{to}, Objective: q.objective, Limits: limits})
					if err != nil {
						return err
					}
					var want answer
					if ok && (from != to || g.Degree(from) > 0) { // a role without edges is in no list
						want = engineAnswer(g, path, q.objective == graph.Gentlest)
					}
					have := got[g.Dataset().Role(to).Code]
					if from == to && g.Degree(from) == 0 {
						have = answer{}
					}
					if have != want {
						return fmt.Errorf("%s to %s:\n  got %+v\n want %+v", with["from"], g.Dataset().Role(to).Code, have, want)
					}
					compared.Add(1)
					if ok {
						found.Add(1)
					}
				}
				return nil
			})
			t.Logf("%d pairs, %d of them with a path", compared.Load(), found.Load())
		})
	}
}

// each runs work for every role, two at a time, until one fails.
func (a *analyst) each(t *testing.T, roles []int, work func(ctx context.Context, role int) error) {
	t.Helper()
	var wait sync.WaitGroup
	next := make(chan int)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	for range 2 {
		wait.Go(func() {
			for role := range next {
				if err := work(ctx, role); err != nil && ctx.Err() == nil {
					t.Error(err)
					cancel()
				}
			}
		})
	}
	for _, role := range roles {
		next <- role
	}
	close(next)
	wait.Wait()
}

// testReach compares both directions of reach for the given roles.
func (a *analyst) testReach(t *testing.T, g *graph.Graph, roles []int, maxClimb float64) {
	steps := 4 // as in the recipes
	climb, _, _ := graph.NewPoints(maxClimb)
	for _, c := range []struct {
		recipe, param string
		direction     graph.Direction
	}{{"reach", "from", graph.Outward}, {"reach-into", "to", graph.Inward}} {
		t.Run(c.recipe, func(t *testing.T) {
			query := a.need(t, c.recipe).Query
			a.each(t, roles, func(ctx context.Context, role int) error {
				code := g.Dataset().Role(role).Code
				rows, _, err := a.run(ctx, query, map[string]any{"dataset": g.Dataset().Name(), c.param: code, "maxClimb": maxClimb})
				if err != nil {
					return err
				}
				reached, err := graph.NewPlanner(g).Reach(ctx, graph.ReachQuestion{
					Roles: []int{role}, Direction: c.direction, Limits: graph.Limits{MaxSteps: &steps, MaxClimb: &climb},
				})
				if err != nil {
					return err
				}
				slices.SortFunc(reached, func(x, y graph.Reached) int {
					return cmp.Or(cmp.Compare(x.Steps, y.Steps), cmp.Compare(x.Role, y.Role))
				})
				got, want := make([]string, len(rows)), make([]string, len(reached))
				for i, r := range rows {
					got[i] = fmt.Sprint(r.text("role"), " ", r.int("steps"))
				}
				for i, r := range reached {
					want[i] = fmt.Sprint(g.Dataset().Role(r.Role).Code, " ", r.Steps)
				}
				if !slices.Equal(got, want) {
					return fmt.Errorf("%s:\n  got %v\n want %v", code, got, want)
				}
				return nil
			})
		})
	}
}

// eachGoal turns a recipe that projects the graph for one pair into one that asks for many goals over
// the same projection. Every piece must be there: the recipe may not change unnoticed.
func eachGoal(t *testing.T, query string) string {
	t.Helper()
	for _, r := range [][2]string{
		{"MATCH (b:Role {dataset: $dataset, code: $to})", "UNWIND $to AS to MATCH (b:Role {dataset: $dataset, code: to})"},
		{"collect({nodes:", "collect({to: b.code, nodes:"},
		{"WITH way, [r IN", "WITH way, way.to AS to, [r IN"},
		{"RETURN path,", "RETURN to, path,"},
	} {
		if strings.Count(query, r[0]) != 1 {
			t.Fatalf("the recipe has not %q once", r[0])
		}
		query = strings.Replace(query, r[0], r[1], 1)
	}
	return query
}

// testAlternatives compares lists of costs: which of several ways of equal cost comes last in the
// list is the library's choice.
func (a *analyst) testAlternatives(t *testing.T, g *graph.Graph, objective graph.Objective, starts, goals []int) {
	weight := map[graph.Objective]any{graph.Gentlest: nil, graph.Shortest: "distanceMicro"}[objective]
	t.Run("alternatives/"+string(objective), func(t *testing.T) {
		r := a.need(t, "alternatives")
		query, params := eachGoal(t, r.Query), a.defaults(t, r)
		params["dataset"], params["weight"] = g.Dataset().Name(), weight
		var compared atomic.Int64
		a.each(t, starts, func(ctx context.Context, from int) error {
			with := maps.Clone(params)
			with["from"] = g.Dataset().Role(from).Code
			with["to"] = codesOf(g, slices.DeleteFunc(slices.Clone(goals), func(to int) bool { return to == from }))
			rows, _, err := a.run(ctx, query, with)
			if err != nil {
				return err
			}
			got := map[string][]int64{}
			for _, r := range rows {
				got[r.text("to")] = append(got[r.text("to")], micro(r.number("cost")))
			}
			planner := graph.NewPlanner(g)
			for _, to := range goals {
				if to == from {
					continue
				}
				answer, err := planner.Alternatives(ctx, graph.Question{From: []int{from}, To: []int{to}, Objective: objective}, 5, nil)
				if err != nil {
					return err
				}
				var want []int64
				for _, p := range answer.Paths {
					if objective == graph.Shortest {
						want = append(want, int64(p.Cost.Distance))
					} else {
						want = append(want, p.Cost.Climbing)
					}
				}
				if code := g.Dataset().Role(to).Code; !slices.Equal(got[code], want) {
					return fmt.Errorf("%s to %s:\n  got %v\n want %v", with["from"], code, got[code], want)
				}
				compared.Add(1)
			}
			return nil
		})
		t.Logf("%d lists of costs", compared.Load())
	})
}

// testDijkstra compares the cost of GDS's path with the engine's, and that it is a path of that cost.
func (a *analyst) testDijkstra(t *testing.T, g *graph.Graph, pairs [][2]int) {
	t.Run("gentlest-gds", func(t *testing.T) {
		for _, pair := range pairs {
			rows := a.ask(t, "gentlest-gds", "dataset", g.Dataset().Name(), "from", g.Dataset().Role(pair[0]).Code, "to", g.Dataset().Role(pair[1]).Code)
			path, ok, err := graph.NewPlanner(g).Path(t.Context(), graph.Question{From: pair[:1], To: pair[1:], Objective: graph.Gentlest})
			if err != nil || ok != (len(rows) == 1) {
				t.Fatalf("%v: %d rows, found %v, %v", pair, len(rows), ok, err)
			}
			if !ok {
				continue
			}
			cost := micro(rows[0].number("cost"))
			if cost != path.Cost.Climbing || cost != costOf(t, g, rows[0].texts("path")) {
				t.Errorf("%v: got %v, want %v", pair, rows[0], engineAnswer(g, path, true))
			}
		}
	})
}

// costOf adds up a path's gentlest cost along the engine's edges.
func costOf(t *testing.T, g *graph.Graph, codes []string) (cost int64) {
	t.Helper()
	for i := 1; i < len(codes); i++ {
		from, _ := g.Dataset().RoleByCode(codes[i-1])
		to, _ := g.Dataset().RoleByCode(codes[i])
		step, ok := g.Edge(from, to)
		if !ok {
			t.Fatalf("no edge from %s to %s", codes[i-1], codes[i])
		}
		weights, err := g.Weights(graph.Limits{})
		if err != nil {
			t.Fatal(err)
		}
		cost += weights.Climbing(step)
	}
	return cost
}

// testFrontier compares every choice with its path.
func (a *analyst) testFrontier(t *testing.T, g *graph.Graph, pairs [][2]int, maxSteps int) {
	t.Run("frontier", func(t *testing.T) {
		for _, pair := range pairs {
			if pair[0] == pair[1] {
				continue
			}
			rows := a.ask(t, "frontier", "dataset", g.Dataset().Name(), "from", g.Dataset().Role(pair[0]).Code, "to", g.Dataset().Role(pair[1]).Code, "maxSteps", maxSteps)
			var limits graph.Limits
			limits.MaxSteps = &maxSteps
			frontier, err := graph.NewPlanner(g).Frontier(t.Context(), graph.Question{From: pair[:1], To: pair[1:], Objective: graph.Gentlest, Limits: limits}, graph.NoThird)
			if err != nil {
				t.Fatal(err)
			}
			var got, want []string
			for _, r := range rows {
				got = append(got, fmt.Sprint(r.number("steepestClimb"), answerOf(r)))
			}
			for _, f := range frontier.Tradeoffs {
				want = append(want, fmt.Sprint(f.SteepestClimb.Float(), engineAnswer(g, f.Path, true)))
			}
			if !slices.Equal(got, want) {
				t.Errorf("%v:\n  got %v\n want %v", pair, got, want)
			}
		}
	})
}

func everyRole(g *graph.Graph) []int {
	roles := make([]int, g.Len())
	for i := range roles {
		roles[i] = i
	}
	return roles
}

// every takes one of n roles.
func every(n int, roles []int) []int {
	var some []int
	for i := 0; i < len(roles); i += n {
		some = append(some, roles[i])
	}
	return some
}

// draw returns n pairs of different roles from a seed.
func draw(g *graph.Graph, n int, seed uint64) [][2]int {
	random := rand.New(rand.NewPCG(seed, 5))
	pairs := make([][2]int, n)
	for i := range pairs {
		from := random.IntN(g.Len())
		pairs[i] = [2]int{from, (from + 1 + random.IntN(g.Len()-1)) % g.Len()}
	}
	return pairs
}

// TestPaths asks for every pair of the bundled dataset, by source.
func TestPaths(t *testing.T) {
	a := newAnalyst(t)
	g := a.save(t, testkit.Bundled(t))
	all := everyRole(g)
	a.testPaths(t, g, all, all, questions)
	a.testReach(t, g, all, 12)
	a.testAlternatives(t, g, graph.Gentlest, every(8, all), every(2, all))
	a.testAlternatives(t, g, graph.Shortest, every(16, all), every(2, all))
	pairs := draw(g, 30, 1)
	a.testDijkstra(t, g, pairs)
	a.testFrontier(t, g, pairs, 12)
}

// TestPathsOfJobTag asks for a seeded sample of a real table: 498 occupations, fractions, more edges.
func TestPathsOfJobTag(t *testing.T) {
	const manifest = "../examples/tables/jobtag.manifest.json"
	testkit.PublicTables(t)
	a := newAnalyst(t)
	d, _, err := loader.Load(t.Context(), manifest, loader.Options{Root: "../.."})
	if err != nil {
		t.Fatal(err)
	}
	g := a.save(t, d)
	var starts, goals []int
	for _, pair := range draw(g, 12, 2) {
		starts, goals = append(starts, pair[0]), append(goals, pair[1])
	}
	a.testPaths(t, g, starts, goals, questions)
	a.testReach(t, g, starts[:2], 6)
	a.testAlternatives(t, g, graph.Gentlest, starts[:3], goals)
	a.testAlternatives(t, g, graph.Shortest, starts[:3], goals)
	pairs := draw(g, 6, 3)
	a.testDijkstra(t, g, pairs)
	a.testFrontier(t, g, pairs[:2], 8)
}
