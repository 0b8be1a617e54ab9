package main

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"noboru/graph"
)

const neighboursAbout = `For every role its ten most similar ones: how many of them O*NET calls related occupations (where O*NET says so: for half of its
occupations; they rest on more than skills, and nothing here was fitted to them), and how many stand under the same family (the same
major group of occupations). The lines below the measures are similarities that the engine does not have.`

const nearestTen = 10

// neighbours compares the engine's measures, baselines and other similarities.
func neighbours(ctx context.Context, s set) (table, error) {
	t := table{header: []string{"similarity", "related among ten", "same family among ten"}}
	line := func(name string, score func(a, b int) float64) {
		related, family := "–", agreement(s.data, score)
		if s.related != nil {
			related = precision(s.related, len(s.data.Roles()), score)
		}
		t.add(name, related, family)
	}
	for _, m := range graph.Measures {
		if m == graph.Given {
			continue
		}
		sim, err := measured(ctx, s.data, m)
		if err != nil {
			return t, err
		}
		line("`"+sim.name+"`", sim.score)
		if m == graph.Pearson {
			line("`"+sim.name+"` within the same family first", func(a, b int) float64 {
				if s.data.FamilyOf(a) == s.data.FamilyOf(b) {
					return 10 + sim.score(a, b)
				}
				return sim.score(a, b)
			})
		}
	}
	drawn := chance(len(s.data.Roles()))
	line("chance", drawn)
	line("chance within the same family", func(a, b int) float64 {
		if s.data.FamilyOf(a) == s.data.FamilyOf(b) {
			return 1e9 + drawn(a, b)
		}
		return drawn(a, b)
	})
	for _, sim := range tried(s.data) {
		line(sim.name, sim.score)
	}
	return t, nil
}

func (s similarity) score(a, b int) float64 { return s.matrix[a][b] }

// chance ranks roles by a seeded order that is another for each role.
func chance(n int) func(a, b int) float64 {
	order := sample(n, n, 7)
	return func(a, b int) float64 { return float64(order[(a+b)%n]) }
}

// ten are the most similar roles to a, ties by code.
func ten(a, n int, score func(a, b int) float64) []int {
	var others []int
	for b := range n {
		if b != a {
			others = append(others, b)
		}
	}
	slices.SortStableFunc(others, func(x, y int) int { return cmp.Compare(score(a, y), score(a, x)) })
	return others[:min(nearestTen, len(others))]
}

// precision is the mean share of related roles among the ten.
func precision(related relations, n int, score func(a, b int) float64) string {
	hits, asked := 0, 0
	for a, to := range related {
		if to == nil {
			continue
		}
		for _, b := range ten(a, n, score) {
			asked++
			if to[b] {
				hits++
			}
		}
	}
	return share(hits, asked)
}

// agreement is the mean share of the same family among the ten.
func agreement(d *graph.Dataset, score func(a, b int) float64) string {
	hits, asked := 0, 0
	for a := range d.Roles() {
		for _, b := range ten(a, len(d.Roles()), score) {
			asked++
			if d.FamilyOf(a) >= 0 && d.FamilyOf(a) == d.FamilyOf(b) {
				hits++
			}
		}
	}
	return share(hits, asked)
}

func share(part, whole int) string { return fmt.Sprintf("%.3f", float64(part)/float64(max(1, whole))) }
