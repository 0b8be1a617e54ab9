package graph

import (
	"cmp"
	"slices"
)

// Compare sets two roles side by side and says why an edge joins them or does not.
func (g *Graph) Compare(from, to int) Comparison {
	d := g.data
	rise := Points(g.totals[to] - g.totals[from])
	c := Comparison{From: from, To: to, Climb: max(0, rise), Drop: max(0, -rise)}
	c.Similarity, c.Known = g.Similarity(from, to)
	if d.HasScores() {
		c.Gap = Points(d.gap(from, to))
		x, y := d.row(from), d.row(to)
		for s := range x {
			c.Skills = append(c.Skills, SkillComparison{s, Points(x[s]), Points(y[s])})
		}
	}
	_, joined := g.Edge(from, to)
	switch {
	case joined:
	case from == to:
		c.Reason = SameRole
	case !c.Known && d.HasScores():
		c.Reason = Undefined
	case !c.Known:
		c.Reason = NotStated
	case c.Similarity < d.Threshold():
		c.Reason, c.Shortfall = BelowThreshold, d.Threshold()-c.Similarity
	default:
		c.Reason = CutByTopK
	}
	return c
}

// Similarity is the similarity of two roles whether or not an edge joins them. ok is false where
// it is undefined or, in a dataset of given correlations, not stated.
func (g *Graph) Similarity(a, b int) (s Similarity, ok bool) {
	d := g.data
	if d.HasScores() {
		return g.vectors.pair(a, b)
	}
	first, second := d.Role(min(a, b)).Code, d.Role(max(a, b)).Code
	i, ok := slices.BinarySearchFunc(d.Pairs(), Pair{A: first, B: second}, func(p, q Pair) int {
		return cmp.Or(cmp.Compare(p.A, q.A), cmp.Compare(p.B, q.B))
	})
	if !ok {
		return 0, false
	}
	return d.Pairs()[i].Similarity, true
}
