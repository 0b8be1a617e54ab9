package main

import (
	"context"
	"fmt"
	"slices"

	"noboru/graph"
)

const edgesAbout = `The same figures for ` + "`GENTLEST`" + ` as it is by default, under other ways to draw edges. Survival is the median share of 100 trials in which all steps of a
path keep their edges when its roles' scores are shaken (over 40 rising questions).`

const (
	survivalPaths  = 40
	survivalTrials = 100
)

// drawing is a way to draw edges: by a measure of the engine, or by a similarity that is handed to it.
type drawing struct {
	name      string
	measure   graph.Measure
	given     [][]float64 // in the place of measure
	threshold graph.Similarity
	topK      int
}

func (w drawing) String() string {
	if w.topK > 0 {
		return fmt.Sprintf("topK %d", w.topK)
	}
	return fmt.Sprintf("r >= %v", w.threshold)
}

// build draws the graph of d.
func (w drawing) build(ctx context.Context, d *graph.Dataset) (*graph.Graph, error) {
	if w.given == nil {
		return drawn(ctx, d, w.measure, w.threshold, w.topK)
	}
	spec := d.Spec()
	spec.Measure, spec.Threshold, spec.TopK = graph.Given, w.threshold, w.topK
	spec.Roles = slices.Clone(spec.Roles)
	for a := range spec.Roles {
		spec.Roles[a].Scores = nil
		for b := range a {
			r, err := graph.NewSimilarity(min(1, max(-1, w.given[a][b])))
			if err != nil {
				return nil, err
			}
			spec.Pairs = append(spec.Pairs, graph.Pair{A: spec.Roles[b].Code, B: spec.Roles[a].Code, Similarity: r})
		}
	}
	d, err := graph.NewDataset(spec)
	if err != nil {
		return nil, err
	}
	return graph.Build(ctx, d)
}

// drawings are compared with the dataset's own.
func drawings(d *graph.Dataset) []drawing {
	ways := []drawing{{string(d.Measure()), d.Measure(), nil, d.Threshold(), d.TopK()}}
	for _, m := range graph.Measures {
		if m == graph.Given {
			continue
		}
		for _, k := range topKs {
			ways = append(ways, drawing{string(m), m, nil, 0, k})
		}
	}
	ways = append(ways, drawing{string(graph.PearsonStandardized), graph.PearsonStandardized, nil, 600_000, 0})
	for _, sim := range tried(d)[:3] {
		ways = append(ways, drawing{sim.name, graph.Given, sim.matrix, 0, topKs[len(topKs)-1]})
	}
	return ways
}

// edgeTable measures the default objective under every drawing.
func edgeTable(ctx context.Context, s set) (table, error) {
	t := table{header: []string{"measure", "edges from", "edges a role", "joined %", "steps", "steepest", "demotion %", "third families", "inside family %", "survival"}}
	if s.related != nil {
		t.header = append(t.header, "related %", "zone kept %")
	}
	for _, way := range drawings(s.data) {
		g, err := way.build(ctx, s.data)
		if err != nil {
			return t, err
		}
		p, asked := graph.NewPlanner(g), ask(g)
		var q quality
		var survival []float64
		for i, pair := range asked.rising {
			path, _, err := p.Path(ctx, question(pair[0], pair[1], graph.Gentlest, graph.Limits{}))
			if err != nil {
				return t, err
			}
			q.add(s, g, path)
			if i < survivalPaths && g.Dataset().HasScores() {
				stability, err := p.Stability(ctx, path, nil, survivalTrials, uint64(i))
				if err != nil {
					return t, err
				}
				survival = append(survival, float64(stability.Survived)/survivalTrials)
			}
		}
		inside := 0
		for _, pair := range asked.inside {
			path, _, err := p.Path(ctx, question(pair[0], pair[1], graph.Gentlest, graph.Limits{}))
			if err != nil {
				return t, err
			}
			if staysInside(s.data, path) {
				inside++
			}
		}
		joined := 0
		for _, c := range g.Components() {
			joined += len(c) * (len(c) - 1)
		}
		row := []string{
			way.name, way.String(), fmt.Sprintf("%.1f", 2*float64(g.EdgeCount())/float64(g.Len())), percent(joined, g.Len()*(g.Len()-1)),
			mean(q.steps), median(q.steepest), percent(q.demoted, len(q.steps)), mean(q.third), percent(inside, len(asked.inside)), median(survival),
		}
		if s.related != nil {
			row = append(row, percent(q.related, q.relative), percent(q.kept, q.zoned))
		}
		t.add(row...)
	}
	return t, nil
}
