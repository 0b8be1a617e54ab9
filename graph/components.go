package graph

import (
	"cmp"
	"context"
	"math"
	"slices"
	"sync"
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
// measure and topK. It computes every similarity once, and keeps none of them: O(roles² x skills) time and
// O(roles x (thresholds + topK)) memory.
func Thresholds(ctx context.Context, d *Dataset, thresholds []Similarity) ([]ThresholdReport, error) {
	n := len(d.Roles())
	least := Similarity(math.MaxInt32)
	for _, t := range thresholds {
		least = min(least, t)
	}
	sums := newSums(n, thresholds)
	v := newVectors(d)
	if everyPairCounts(d, v) {
		if err := similarRows(ctx, n, v, least, nil, sums.add); err != nil {
			return nil, err
		}
		return sums.reports(thresholds), nil
	}
	// Whether an edge is among the K strongest does not depend on the threshold.
	edges, _, err := draw(ctx, d, v, least)
	if err != nil {
		return nil, err
	}
	sums.add(edges)
	return sums.reports(thresholds), nil
}

// thresholdSums sums edges up as they come, each under the highest threshold that lets it pass.
type thresholdSums struct {
	thresholds []Similarity // the highest first, none twice
	mu         sync.Mutex
	edges      []int
	sets       []*union
}

func newSums(n int, thresholds []Similarity) *thresholdSums {
	s := &thresholdSums{thresholds: slices.Clone(thresholds)}
	slices.SortFunc(s.thresholds, func(a, b Similarity) int { return cmp.Compare(b, a) })
	s.thresholds = slices.Compact(s.thresholds)
	s.edges = make([]int, len(s.thresholds))
	for range s.thresholds {
		s.sets = append(s.sets, newUnion(n))
	}
	return s
}

// add may be called by several goroutines.
func (s *thresholdSums) add(edges []edge) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, e := range edges {
		i, _ := slices.BinarySearchFunc(s.thresholds, e.similarity, func(t, similarity Similarity) int { return cmp.Compare(similarity, t) })
		if i < len(s.thresholds) {
			s.edges[i]++
			s.sets[i].join(e.a, e.b)
		}
	}
}

// reports adds up what passes each threshold, from the highest down.
func (s *thresholdSums) reports(thresholds []Similarity) []ThresholdReport {
	byThreshold := map[Similarity]ThresholdReport{}
	for i, t := range s.thresholds {
		if i > 0 {
			s.edges[i] += s.edges[i-1]
			for role, parent := range s.sets[i-1].parent {
				s.sets[i].join(int32(role), parent)
			}
		}
		sets := s.sets[i]
		byThreshold[t] = ThresholdReport{t, s.edges[i], sets.count, sets.largest, sets.alone}
	}
	reports := make([]ThresholdReport, len(thresholds))
	for i, t := range thresholds {
		reports[i] = byThreshold[t]
	}
	return reports
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
