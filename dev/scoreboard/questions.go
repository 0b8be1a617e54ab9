package main

import (
	"math/rand/v2"

	"noboru/graph"
)

// perKind is how many questions of a kind are asked of a graph.
const perKind = 400

// questions are seeded pairs of roles that a path joins.
type questions struct {
	rising [][2]int // the goal totals more than the start
	inside [][2]int // rising, and both of one family
}

// ask draws questions; all there are where a graph has fewer than perKind.
func ask(g *graph.Graph) questions {
	component := make([]int, g.Len())
	for c, roles := range g.Components() {
		for _, r := range roles {
			component[r] = c
		}
	}
	d := g.Dataset()
	var q questions
	order := rand.New(rand.NewPCG(3, uint64(g.Len()))).Perm(g.Len() * g.Len())
	for _, at := range order {
		a, b := at/g.Len(), at%g.Len()
		if component[a] != component[b] || d.Role(a).Total >= d.Role(b).Total {
			continue
		}
		if len(q.rising) < perKind {
			q.rising = append(q.rising, [2]int{a, b})
		}
		if len(q.inside) < perKind && d.FamilyOf(a) >= 0 && d.FamilyOf(a) == d.FamilyOf(b) {
			q.inside = append(q.inside, [2]int{a, b})
		}
	}
	return q
}
