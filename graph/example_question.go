package graph

// Example returns two roles that make a telling first question: without a change of family, the largest rise that a role
// between them splits into two climbs, neither over twice the comfortable climb. The first of equals by the
// roles' codes. It reports whether the graph has such roles. O(edges) time.
func (g *Graph) Example() (from, to int, ok bool) {
	longest := Points(0)
	for via := range g.Len() {
		low, high := g.around(via)
		if rise := Points(g.totals[high] - g.totals[low]); low != via && high != via && rise > longest {
			longest, from, to = rise, low, high
		}
	}
	return from, to, longest > 0
}

// around returns, of the roles that an edge joins to a role without a change of family, the lowest from which it can be
// climbed to within twice the comfortable climb, and the highest that can be climbed to from it; itself for none.
func (g *Graph) around(role int) (low, high int) {
	low, high = role, role
	most := 2 * g.data.ComfortableClimb()
	for s := range g.Edges(role) {
		switch {
		case s.ChangesFamily:
		case s.Drop > 0 && s.Drop <= most && g.totals[s.To] < g.totals[low]:
			low = s.To
		case s.Climb > 0 && s.Climb <= most && g.totals[s.To] > g.totals[high]:
			high = s.To
		}
	}
	return low, high
}
