package graph

import (
	"cmp"
	"context"
	"math"
	"slices"
)

// ThresholdReport says what graph a threshold would give.
type ThresholdReport struct {
	Threshold  Similarity
	Edges      int
	Components int // isolated roles count as one each
	Largest    int // roles in the largest component
	Isolated   int // roles without an edge
}

// Thresholds reports, for each threshold as given, what graph the dataset would have with its
// measure and topK. It computes every similarity once and joins roles from the strongest edge down:
// O(roles² x skills) time, and memory for every pair over the least threshold.
func Thresholds(ctx context.Context, d *Dataset, thresholds []Similarity) ([]ThresholdReport, error) {
	n := len(d.Roles())
	least := Similarity(math.MaxInt32)
	for _, t := range thresholds {
		least = min(least, t)
	}
	// Whether an edge is among the K strongest does not depend on the threshold.
	edges, _, err := draw(ctx, d, newVectors(d), least)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(edges, func(a, b edge) int { return cmp.Compare(b.similarity, a.similarity) })
	order := make([]int, len(thresholds))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(thresholds[b], thresholds[a]) })

	sets := newUnion(n)
	reports := make([]ThresholdReport, len(thresholds))
	next := 0
	for _, i := range order {
		for ; next < len(edges) && edges[next].similarity >= thresholds[i]; next++ {
			sets.join(edges[next].a, edges[next].b)
		}
		reports[i] = ThresholdReport{thresholds[i], next, sets.count, sets.largest, sets.alone}
	}
	return reports, nil
}

// Components lists the connected components, largest first and then by the code of their first
// role; each lists its roles by code.
func (g *Graph) Components() [][]int {
	sets := newUnion(g.Len())
	for i := range g.Len() {
		for _, to := range g.targets[g.offsets[i]:g.offsets[i+1]] {
			sets.join(int32(i), to)
		}
	}
	place := make([]int, g.Len())
	var components [][]int
	for i := range g.Len() {
		root := sets.find(int32(i))
		if place[root] == 0 {
			components = append(components, nil)
			place[root] = len(components)
		}
		components[place[root]-1] = append(components[place[root]-1], i)
	}
	slices.SortStableFunc(components, func(a, b []int) int { return cmp.Compare(len(b), len(a)) })
	return components
}

// union is a disjoint-set forest that keeps count of its sets.
type union struct {
	parent, size          []int32
	count, largest, alone int
}

func newUnion(n int) *union {
	u := &union{parent: make([]int32, n), size: make([]int32, n), count: n, largest: min(n, 1), alone: n}
	for i := range n {
		u.parent[i], u.size[i] = int32(i), 1
	}
	return u
}

func (u *union) find(a int32) int32 {
	for u.parent[a] != a {
		u.parent[a] = u.parent[u.parent[a]]
		a = u.parent[a]
	}
	return a
}

func (u *union) join(a, b int32) {
	a, b = u.find(a), u.find(b)
	if a == b {
		return
	}
	for _, x := range []int32{a, b} {
		if u.size[x] == 1 {
			u.alone--
		}
	}
	if u.size[a] < u.size[b] {
		a, b = b, a
	}
	u.parent[b] = a
	u.size[a] += u.size[b]
	u.count--
	u.largest = max(u.largest, int(u.size[a]))
}
