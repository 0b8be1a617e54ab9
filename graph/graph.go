package graph

import (
	"iter"
	"slices"
	"sync"
)

// Graph is the roles of a dataset joined by CORRELATES edges, in compressed sparse rows: the arcs
// of role i stand at offsets[i]..offsets[i+1], ordered by target, each edge once in either
// direction. It is immutable and safe for concurrent use.
type Graph struct {
	data       *Dataset
	vectors    *vectors
	offsets    []int32
	targets    []int32
	similarity []Similarity
	totals     []int64    // by role, in thousandths
	cutoffs    []strength // topK only: the weakest edge that each role keeps itself
	steepest   Points     // no climb or gap is larger

	laying   sync.Once
	laid     *roads // nil until a path is first asked for
	weighing sync.Once
	weighed  []int32 // skill gaps by arc; nil until all of them are first asked for
}

// Dataset is what the graph was built from.
func (g *Graph) Dataset() *Dataset { return g.data }

// Version is the dataset's version.
func (g *Graph) Version() Version { return g.data.version }

// Len is the number of roles.
func (g *Graph) Len() int { return len(g.totals) }

// EdgeCount is the number of undirected edges.
func (g *Graph) EdgeCount() int { return len(g.targets) / 2 }

// Degree is the number of edges of a role.
func (g *Graph) Degree(role int) int { return int(g.offsets[role+1] - g.offsets[role]) }

// Edges yields the steps from role along its edges, by code of the target.
func (g *Graph) Edges(role int) iter.Seq[Step] {
	return func(yield func(Step) bool) {
		for a := g.offsets[role]; a < g.offsets[role+1]; a++ {
			if !yield(g.step(role, a)) {
				return
			}
		}
	}
}

// Edge returns the step from one role to another, if an edge joins them. It takes O(log degree).
func (g *Graph) Edge(from, to int) (Step, bool) {
	a, ok := g.arc(from, to)
	if !ok {
		return Step{}, false
	}
	return g.step(from, a), true
}

func (g *Graph) arc(from, to int) (int32, bool) {
	low := g.offsets[from]
	i, ok := slices.BinarySearch(g.targets[low:g.offsets[from+1]], int32(to))
	return low + int32(i), ok
}

// step describes arc a of role from.
func (g *Graph) step(from int, a int32) Step {
	to := int(g.targets[a])
	rise := Points(g.totals[to] - g.totals[from])
	s := Step{From: from, To: to, Similarity: g.similarity[a], Climb: max(0, rise), Drop: max(0, -rise), ChangesFamily: g.data.changesFamily(from, to)}
	if g.data.HasScores() {
		s.Gap = Points(g.data.gap(from, to))
	}
	return s
}

// gaps is the skill gap of every arc, in thousandths; nil without scores. They are added up when they are first asked for, in
// O(edges x skills): most questions look at those of a few steps.
func (g *Graph) gaps() []int32 {
	g.weighing.Do(func() {
		if g.data.HasScores() {
			g.weighed = g.weigh()
		}
	})
	return g.weighed
}

func (g *Graph) weigh() []int32 {
	gaps := make([]int32, len(g.targets))
	next := slices.Clone(g.offsets[:g.Len()]) // of a role's arcs to smaller ones, the first that has no gap yet
	for a := range g.Len() {
		for at := g.offsets[a]; at < g.offsets[a+1]; at++ {
			if b := g.targets[at]; int(b) > a {
				gaps[at] = g.data.gap(a, int(b))
				gaps[next[b]] = gaps[at] - int32(g.totals[b]-g.totals[a])
				next[b]++
			}
		}
	}
	return gaps
}

// changesFamily reports whether both roles have a family, and not the same.
func (d *Dataset) changesFamily(a, b int) bool {
	x, y := d.roleFam[a], d.roleFam[b]
	return x >= 0 && y >= 0 && x != y
}

// Gap is the sum over skills of what the role b needs above the role a; the dataset must have scores. O(skills).
func (d *Dataset) Gap(a, b int) Points { return Points(d.gap(a, b)) }

// gap is the sum over skills of what b needs above a.
func (d *Dataset) gap(a, b int) (sum int32) {
	y := d.row(b)
	for s, x := range d.row(a) {
		sum += max(0, y[s]-x)
	}
	return sum
}
