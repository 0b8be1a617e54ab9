package neo4jstore

import (
	"iter"

	"noboru/graph"
)

// plan is a dataset on its way into a slot, with the counts that must be there before the swap.
type plan struct {
	data   *graph.Dataset
	graph  *graph.Graph
	scales []scale
	slot   slot
	load   string // token of this load

	requires       int64 // scores over 0
	inFamily       int64
	inGroup        int64
	stated         int64 // pairs that are no edge
	dimensions     int   // of the vectors; 0 where no role has one
	exactInDoubles bool
}

func newPlan(g *graph.Graph) *plan {
	d := g.Dataset()
	p := &plan{data: d, graph: g, scales: scales(d)}
	var steepest graph.Points
	for i := range d.Roles() {
		r := d.Role(i)
		for _, v := range r.Scores {
			if v > 0 {
				p.requires++
			}
		}
		if r.Family != "" {
			p.inFamily++
		}
		if p.dimensions == 0 {
			p.dimensions = len(vectorOf(d, i, p.scales))
		}
		for step := range g.Edges(i) {
			steepest = max(steepest, step.Climb)
		}
	}
	for _, k := range d.Skills() {
		if k.Group != "" {
			p.inGroup++
		}
	}
	for range pairsWithoutEdge(g) {
		p.stated++
	}
	worst := float64(len(d.Roles())-1) * float64(gentlestCost(d.ComfortableClimb(), steepest))
	p.exactInDoubles = worst < 1<<53
	return p
}

// given is a pair of roles, by index, with the similarity that a dataset states.
type given struct {
	a, b       int
	similarity graph.Similarity
}

// pairsWithoutEdge yields the given pairs that are no edge of the graph: under the threshold, or
// not among the topK.
func pairsWithoutEdge(g *graph.Graph) iter.Seq[given] {
	return func(yield func(given) bool) {
		d := g.Dataset()
		for _, pair := range d.Pairs() {
			a, _ := d.RoleByCode(pair.A)
			b, _ := d.RoleByCode(pair.B)
			if _, isEdge := g.Edge(a, b); !isEdge && !yield(given{a, b, pair.Similarity}) {
				return
			}
		}
	}
}

// gentlestCost is what a step adds under GENTLEST, in millionths of a square point.
func gentlestCost(c, climb graph.Points) int64 {
	return int64(c)*int64(c) + int64(climb)*int64(climb)
}
