package main

import (
	"context"
	"fmt"
	"math/rand/v2"

	"noboru/graph"
)

const shapeAbout = `Edges a role, the share of roles in the largest component, roles without any edge, and for pairs that are joined: how many
steps they are apart on average, and how many are a single step apart (%). A graph in which half of all pairs are neighbours answers every
question with one step; one that falls apart answers none.`

var (
	thresholds = []graph.Similarity{600_000, 700_000, 800_000, 850_000, 900_000, 950_000}
	topKs      = []int{5, 10, 20}
)

// shapes says what graph each measure gives at thresholds and topK.
func shapes(ctx context.Context, s set) (table, error) {
	t := table{header: []string{"measure", "edges from", "edges a role", "largest component %", "alone", "steps apart", "one step %"}}
	for _, m := range graph.Measures {
		if m == graph.Given {
			continue
		}
		row := func(threshold graph.Similarity, topK int, name string) error {
			g, err := drawn(ctx, s.data, m, threshold, topK)
			if err != nil {
				return err
			}
			components := g.Components()
			alone := 0
			for i := range g.Len() {
				if g.Degree(i) == 0 {
					alone++
				}
			}
			steps, one := stepsApart(g)
			t.add(string(m), name, fmt.Sprintf("%.1f", 2*float64(g.EdgeCount())/float64(g.Len())),
				percent(len(components[0]), g.Len()), fmt.Sprint(alone), mean(steps), percent(one, len(steps)))
			return nil
		}
		for _, threshold := range thresholds {
			if err := row(threshold, 0, fmt.Sprintf("r >= %v", threshold)); err != nil {
				return t, err
			}
		}
		for _, k := range topKs {
			if err := row(0, k, fmt.Sprintf("topK %d", k)); err != nil {
				return t, err
			}
		}
	}
	return t, nil
}

// drawn builds the graph of a dataset under another measure, threshold and topK.
func drawn(ctx context.Context, d *graph.Dataset, m graph.Measure, threshold graph.Similarity, topK int) (*graph.Graph, error) {
	d, err := with(d, m, threshold, topK)
	if err != nil {
		return nil, err
	}
	return graph.Build(ctx, d)
}

// stepsApart counts, breadth first from up to 60 seeded roles, how many steps every other role is away, and how many a single one.
func stepsApart(g *graph.Graph) (steps []int, one int) {
	for _, start := range sample(g.Len(), 60, 1) {
		away := make([]int, g.Len())
		for queue := []int{start}; len(queue) > 0; queue = queue[1:] {
			for step := range g.Edges(queue[0]) {
				if step.To != start && away[step.To] == 0 {
					away[step.To] = away[queue[0]] + 1
					queue = append(queue, step.To)
					steps = append(steps, away[step.To])
					if away[step.To] == 1 {
						one++
					}
				}
			}
		}
	}
	return steps, one
}

// sample draws k of n different numbers, in the order drawn; all n where k is not less.
func sample(n, k int, seed uint64) []int {
	drawn := rand.New(rand.NewPCG(seed, uint64(n))).Perm(n)
	return drawn[:min(n, k)]
}
