package main

import (
	"context"
	"fmt"
	"math/rand/v2"

	"gonum.org/v1/gonum/graph/simple"

	"noboru/data"
	"noboru/dev/bench/measure"
	"noboru/graph"
	"noboru/internal/testkit/madeup"
	"noboru/loader"
)

// tables are the graphs that paths are sought in, smallest first. Public tables are left out with a
// word where they are absent.
func tables(ctx context.Context) ([]*graph.Graph, error) {
	var graphs []*graph.Graph
	add := func(d *graph.Dataset, err error) error {
		if err != nil {
			return err
		}
		g, err := graph.Build(ctx, d)
		graphs = append(graphs, g)
		return err
	}
	d, _, err := loader.LoadFS(ctx, data.Files, "security-roles/manifest.json", loader.Options{})
	if err := add(d, err); err != nil {
		return nil, err
	}
	for _, manifest := range []string{"jobtag", "onet-skills"} {
		d, _, err := loader.Load(ctx, "examples/tables/"+manifest+".manifest.json", loader.Options{Root: ".."})
		if err != nil {
			fmt.Printf("%s is left out: %v\n\n", manifest, err)
			continue
		}
		if err := add(d, nil); err != nil {
			return nil, err
		}
	}
	for _, n := range []int{1_000, 10_000, 100_000} {
		if err := add(madeup.Dataset(n)); err != nil {
			return nil, err
		}
	}
	return graphs, nil
}

// weight is what a step adds first to the cost of a path. Demotions are allowed, so that one number
// is the whole of it.
func weight(d *graph.Dataset, objective graph.Objective, s graph.Step) float64 {
	switch objective {
	case graph.FewestSteps:
		return 1
	case graph.Shortest:
		return float64(s.Distance())
	}
	c := float64(d.ComfortableClimb())
	w := c*c + float64(s.Climb)*float64(s.Climb)
	if from, to := d.FamilyOf(s.From), d.FamilyOf(s.To); from != to && from >= 0 && to >= 0 {
		w += c * c
	}
	return w
}

func inIgraph(g *graph.Graph, objective graph.Objective) (*igraphGraph, error) {
	var arcs [][2]int
	var weights []float64
	for i := range g.Len() {
		for s := range g.Edges(i) {
			arcs, weights = append(arcs, [2]int{s.From, s.To}), append(weights, weight(g.Dataset(), objective, s))
		}
	}
	return newIgraph(g.Len(), arcs, weights)
}

// asked are seeded pairs of different roles that a path joins.
func asked(g *graph.Graph, count int) []graph.Question {
	random := rand.New(rand.NewPCG(2, 2))
	joined := g.Components()[0]
	var qs []graph.Question
	for len(qs) < count {
		from, to := joined[random.IntN(len(joined))], joined[random.IntN(len(joined))]
		if from != to {
			qs = append(qs, graph.Question{From: []int{from}, To: []int{to}, Limits: graph.Limits{Demotions: graph.AllowDemotions}})
		}
	}
	return qs
}

func paths(ctx context.Context) error {
	graphs, err := tables(ctx)
	if err != nil {
		return err
	}
	if !hasIgraph {
		fmt.Println("igraph is left out: libigraph-dev is not installed.")
		fmt.Println()
	}
	fmt.Println("| dataset | roles | edges | question | igraph / ours, min | median | gonum / ours, min | median | five alternatives: igraph's Yen / ours | five / one path |")
	fmt.Println("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |")
	for _, g := range graphs {
		for _, objective := range graph.Objectives {
			if err := row(ctx, g, objective); err != nil {
				return err
			}
		}
	}
	return nil
}

func row(ctx context.Context, g *graph.Graph, objective graph.Objective) error {
	peer, err := inIgraph(g, objective)
	if err != nil {
		return err
	}
	small := g.Len() <= 10_000 // what takes gonum and Yen's algorithm minutes is not run
	var inMaps *simple.WeightedDirectedGraph
	if small {
		inMaps = inGonum(g, objective)
	}
	qs := asked(g, max(20, min(500, 2_000_000/g.Len()/20)))
	p := graph.NewPlanner(g)
	var wrong error
	var path graph.Path
	one := func(qs []graph.Question) {
		for _, q := range qs {
			q.Objective = objective
			if found, err := p.Find(ctx, q, &path); err != nil || !found {
				wrong = fmt.Errorf("no path from %d to %d: %w", q.From[0], q.To[0], err)
			}
		}
	}
	theirs := func() {
		for _, q := range qs {
			if objective == graph.FewestSteps {
				peer.bfs(q.From[0], q.To[0])
			} else {
				peer.dijkstra(q.From[0], q.To[0])
			}
		}
	}
	gonum := func() {
		for _, q := range qs {
			gonumDijkstra(inMaps, q.From[0], q.To[0])
		}
	}
	few := qs[:min(len(qs), 20)]
	ours, oneOfFew := func() { one(qs) }, func() { one(few) }
	five := func() {
		for _, q := range few {
			q.Objective = objective
			if _, err := p.Alternatives(ctx, q, 5, nil); err != nil {
				wrong = err
			}
		}
	}
	yen := func() {
		for _, q := range few {
			peer.yen(q.From[0], q.To[0], 5)
		}
	}
	rivals := []func(){ours, oneOfFew, five, ours, ours} // peers that are absent are stood in for, and not shown
	if hasIgraph {
		rivals[3] = theirs
	}
	if small {
		rivals[4] = gonum
	}
	t := measure.InTurn(7, rivals...)
	beside := func(shown bool, peer measure.Times) string {
		if !shown {
			return "not run | not run"
		}
		least, median := peer.Over(t[0])
		return fmt.Sprintf("%.1f | %.1f", least, median)
	}
	yenRatio := "not run"
	if small && hasIgraph {
		least, _ := measure.InTurn(1, yen)[0].Over(t[2])
		yenRatio = fmt.Sprintf("%.1f", least)
	}
	inPaths, _ := t[2].Over(t[1])
	fmt.Printf("| %s | %d | %d | %s | %s | %s | %s | %.1f |\n", g.Dataset().Name(), g.Len(), g.EdgeCount(), objective,
		beside(hasIgraph, t[3]), beside(small, t[4]), yenRatio, inPaths)
	return wrong
}
