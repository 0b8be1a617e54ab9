package graph

// roads is the arcs of a graph as the search from both ends reads them: 8 bytes an arc, with all that GENTLEST asks
// of a step. Roles have other numbers in it, their places, by which neighbours stand near each other in memory: breadth
// first through each component (Cuthill and McKee 1969, but for their order of degrees). No answer depends on places.
type roads struct {
	place    []int32 // by role
	role     []int32 // by place
	totals   []int64 // by place, in thousandths
	offsets  []int32 // by place
	arcs     []road  // of a place in the order of the graph's arcs
	steepest int64   // no rise is larger, and no fall
}

// road is an arc.
type road struct {
	to   int32 // place
	rise int32 // twice the rise in thousandths, and 1 more where the family changes
}

// steepestRoad is the largest rise that a road holds.
const steepestRoad = 1<<30 - 1

// roads of the graph are made when they are first asked for.
func (g *Graph) roads() *roads {
	g.laying.Do(func() { g.laid = newRoads(g) })
	return g.laid
}

// newRoads takes O(roles + arcs).
func newRoads(g *Graph) *roads {
	n := g.Len()
	r := &roads{place: make([]int32, n), role: make([]int32, 0, n), totals: make([]int64, n), offsets: make([]int32, n+1), arcs: make([]road, 0, len(g.targets))}
	for i := range r.place {
		r.place[i] = NoIndex
	}
	next := 0
	for first := range g.totals {
		r.find(int32(first))
		for ; next < len(r.role); next++ {
			role := r.role[next]
			for _, other := range g.targets[g.offsets[role]:g.offsets[role+1]] {
				r.find(other)
			}
		}
	}
	for i, role := range r.role {
		r.totals[i] = g.totals[role]
		for _, other := range g.targets[g.offsets[role]:g.offsets[role+1]] {
			rise := g.totals[other] - g.totals[role]
			r.steepest = max(r.steepest, rise)
			a := road{to: r.place[other], rise: int32(rise << 1)}
			if g.data.changesFamily(int(role), int(other)) {
				a.rise++
			}
			r.arcs = append(r.arcs, a)
		}
		r.offsets[i+1] = int32(len(r.arcs))
	}
	return r
}

// find gives a role the next place, unless it has one.
func (r *roads) find(role int32) {
	if r.place[role] == NoIndex {
		r.place[role] = int32(len(r.role))
		r.role = append(r.role, role)
	}
}

// from is the arcs of a place.
func (r *roads) from(place int32) []road { return r.arcs[r.offsets[place]:r.offsets[place+1]] }
