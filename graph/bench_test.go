package graph_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"runtime"
	"syscall"
	"testing"
	"time"

	"noboru/data"
	"noboru/graph"
	"noboru/internal/testkit/madeup"
	"noboru/loader"
)

func madeUp(tb testing.TB, n int) *graph.Dataset {
	tb.Helper()
	d, err := madeup.Dataset(n)
	if err != nil {
		tb.Fatal(err)
	}
	return d
}

// bundled is the dataset that Noboru ships.
func bundled(tb testing.TB) *graph.Graph {
	tb.Helper()
	d, _, err := loader.LoadFS(context.Background(), data.Files, "security-roles/manifest.json", loader.Options{})
	if err != nil {
		tb.Fatal(err)
	}
	return build(tb, d)
}

func build(tb testing.TB, d *graph.Dataset) *graph.Graph {
	tb.Helper()
	g, err := graph.Build(context.Background(), d)
	if err != nil {
		tb.Fatal(err)
	}
	return g
}

// benchGraphs are built once a run: the largest takes a minute.
var benchGraphs = map[int]*graph.Graph{}

func benchGraph(b *testing.B, n int) *graph.Graph {
	b.Helper()
	if benchGraphs[n] == nil {
		if n == 129 {
			benchGraphs[n] = bundled(b)
		} else {
			benchGraphs[n] = build(b, madeUp(b, n))
		}
	}
	return benchGraphs[n]
}

// questions are seeded pairs of roles that a path of at most so many steps joins, 0 for any number.
func questions(b *testing.B, g *graph.Graph, objective graph.Objective, count, maxSteps int) []graph.Question {
	b.Helper()
	random := rand.New(rand.NewPCG(2, 2))
	largest := g.Components()[0]
	p := graph.NewPlanner(g)
	var qs []graph.Question
	for len(qs) < count {
		q := graph.Question{From: []int{largest[random.IntN(len(largest))]}, To: []int{largest[random.IntN(len(largest))]}, Objective: graph.FewestSteps}
		path, _, err := p.Path(b.Context(), q)
		if err != nil {
			b.Fatal(err)
		}
		if len(path.Steps) > 0 && (maxSteps == 0 || len(path.Steps) <= maxSteps) {
			q.Objective = objective
			qs = append(qs, q)
		}
	}
	return qs
}

// BenchmarkPath asks for the best path under each objective.
func BenchmarkPath(b *testing.B) {
	for _, n := range []int{129, 1_000, 10_000} {
		for _, objective := range graph.Objectives {
			b.Run(fmt.Sprintf("roles=%d/%s", n, objective), func(b *testing.B) {
				g := benchGraph(b, n)
				qs := questions(b, g, objective, 50, 0)
				p := graph.NewPlanner(g)
				b.ReportAllocs()
				b.ResetTimer()
				for i := range b.N {
					if _, _, err := p.Path(b.Context(), qs[i%len(qs)]); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

// BenchmarkPlanner gives each question's cost in plain GENTLEST searches (Dijkstra's from the goal,
// stopped at the start) and in paths (as Path finds them, from both ends) on the same graph and the
// same pairs. The three take turns, and the least processor time of each counts.
func BenchmarkPlanner(b *testing.B) {
	ctx := context.Background()
	half := 0.5
	eight := 8
	climb := graph.Points(12_000)
	var component []int
	cases := []struct {
		name  string
		steps int // every pair can be joined in so many; 0 for any number
		ask   func(*graph.Planner, graph.Question) error
	}{
		{"alternatives=5", 0, func(p *graph.Planner, q graph.Question) error {
			_, err := p.Alternatives(ctx, q, 5, nil)
			return err
		}},
		{"alternatives=5,maxSteps=8", 8, func(p *graph.Planner, q graph.Question) error {
			q.MaxSteps = &eight
			_, err := p.Alternatives(ctx, q, 5, nil)
			return err
		}},
		{"path,maxSteps=8", 8, func(p *graph.Planner, q graph.Question) error {
			q.MaxSteps = &eight
			_, _, err := p.Path(ctx, q)
			return err
		}},
		{"path,via", 0, func(p *graph.Planner, q graph.Question) error {
			i := (q.From[0] + q.To[0]) % len(component)
			for component[i] == q.From[0] || component[i] == q.To[0] {
				i = (i + 1) % len(component)
			}
			q.Via = []int{component[i]}
			_, _, err := p.Path(ctx, q)
			return err
		}},
		{"path from a profile", 0, func(p *graph.Planner, q graph.Question) error {
			profile, err := profileOf(p.Graph(), q.From[0])
			if err != nil {
				return err
			}
			q.From, q.Profile = nil, profile
			_, _, err = p.Path(ctx, q)
			return err
		}},
		{"compare", 0, func(p *graph.Planner, q graph.Question) error {
			if c := p.Graph().Compare(q.From[0], q.To[0]); len(c.Skills) == 0 {
				return errors.New("nothing to compare")
			}
			return nil
		}},
		{"alternatives=5,maxOverlap=0.5", 0, func(p *graph.Planner, q graph.Question) error {
			_, err := p.Alternatives(ctx, q, 5, &half)
			return err
		}},
		{"frontier=2", 8, func(p *graph.Planner, q graph.Question) error {
			q.MaxSteps = &eight
			_, err := p.Frontier(ctx, q, graph.NoThird)
			return err
		}},
		{"frontier=3", 6, func(p *graph.Planner, q graph.Question) error {
			six := 6
			q.MaxSteps = &six
			_, err := p.Frontier(ctx, q, graph.ThirdGap)
			return err
		}},
		{"reach", 0, func(p *graph.Planner, q graph.Question) error {
			_, err := p.Reach(ctx, graph.ReachQuestion{Roles: q.From, Limits: graph.Limits{MaxSteps: &eight, MaxClimb: &climb}})
			return err
		}},
		{"reach-unlimited", 0, func(p *graph.Planner, q graph.Question) error {
			_, err := p.Reach(ctx, graph.ReachQuestion{Roles: q.From})
			return err
		}},
		{"no path", 0, func(p *graph.Planner, q graph.Question) error {
			none := graph.Points(0)
			q.MaxClimb = &none
			if _, err := p.WhyNoPath(ctx, q); err != nil && !errors.Is(err, graph.ErrPathExists) {
				return err
			}
			return nil
		}},
		{"no path,10 avoids", 0, func(p *graph.Planner, q graph.Question) error {
			one := 1
			q.MaxSteps = &one
			for r := range 10 {
				if r != q.To[0] && r != q.From[0] {
					q.AvoidRoles = append(q.AvoidRoles, r)
				}
			}
			if _, err := p.WhyNoPath(ctx, q); err != nil && !errors.Is(err, graph.ErrPathExists) {
				return err
			}
			return nil
		}},
		{"stability=200", 0, func(p *graph.Planner, q graph.Question) error {
			path, found, err := p.Path(ctx, q)
			if err != nil || !found {
				return err
			}
			_, err = p.Stability(ctx, path, nil, 200, 1)
			return err
		}},
		{"openers", 0, func(p *graph.Planner, q graph.Question) error {
			_, err := p.Openers(ctx, graph.ReachQuestion{Roles: q.From, Limits: graph.Limits{MaxSteps: &eight, MaxClimb: &climb}}, nil)
			return err
		}},
	}
	for _, n := range []int{129, 1_000, 100_000} {
		for _, c := range cases {
			b.Run(fmt.Sprintf("roles=%d/%s", n, c.name), func(b *testing.B) {
				g := benchGraph(b, n)
				count := 100
				if n > 10_000 {
					count = 5
				}
				qs := questions(b, g, graph.Gentlest, count, c.steps)
				component = g.Components()[0]
				p := graph.NewPlanner(g)
				ask := func(f func(context.Context, graph.Question) (graph.Path, bool, error)) func(graph.Question) error {
					return func(q graph.Question) error {
						_, _, err := f(ctx, q)
						return err
					}
				}
				turns := []func(graph.Question) error{
					ask(p.OneEnded), ask(p.Path), func(q graph.Question) error { return c.ask(p, q) },
				}
				least := make([]time.Duration, len(turns))
				runtime.LockOSThread()
				defer runtime.UnlockOSThread()
				for b.Loop() {
					for i, turn := range turns {
						start := processorTime()
						for _, q := range qs {
							if err := turn(q); err != nil {
								b.Fatal(err)
							}
						}
						if spent := processorTime() - start; least[i] == 0 || spent < least[i] {
							least[i] = spent
						}
					}
				}
				b.ReportMetric(float64(least[2])/float64(least[0]), "searches")
				b.ReportMetric(float64(least[2])/float64(least[1]), "paths")
				b.ReportMetric(float64(least[2])/float64(len(qs)), "ns/question")
			})
		}
	}
}

// processorTime is what the process has used so far, whatever else the machine does. It is exact for the thread that asks, so
// whoever takes differences stays on one.
func processorTime() time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		panic(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

// profileOf is a person with the scores of a role, who does not state one of them.
func profileOf(g *graph.Graph, role int) (*graph.Profile, error) {
	var levels []graph.Level
	for s, x := range g.Dataset().Role(role).Scores[1:] {
		levels = append(levels, graph.Level{Skill: s + 1, Score: x})
	}
	return graph.NewProfile(g.Dataset(), levels, "")
}

// BenchmarkBuild draws every edge.
func BenchmarkBuild(b *testing.B) {
	for _, n := range []int{129, 1_000, 10_000} {
		b.Run(fmt.Sprintf("roles=%d", n), func(b *testing.B) {
			d := madeUp(b, n)
			for b.Loop() {
				build(b, d)
			}
		})
	}
}
