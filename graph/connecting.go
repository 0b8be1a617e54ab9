package graph

import (
	"cmp"
	"context"
	"slices"
)

// maxConnectingPairs is how many pairs of roles are looked at for the threshold that would connect two.
const maxConnectingPairs = 2_000_000

// Connecting is the largest threshold at which a question would have a path without any limits: what
// would join its ends where they are disconnected. It is nil where there is none, and where the roles make
// more pairs than are worth looking at. Edges are joined from the strongest down, as Kruskal (1956) does,
// until a start and a goal are in one set. O(roles² x skills). The error is an *InputError or the context's.
func (p *Planner) Connecting(ctx context.Context, q Question) (*Similarity, error) {
	g := p.g
	n := g.Len()
	q.Limits = q.dials()
	q, err := g.check(q)
	if err != nil {
		return nil, err
	}
	if n*(n-1)/2 > maxConnectingPairs {
		return nil, nil
	}
	edges, _, err := draw(ctx, g.data, g.vectors, -SimilarityScale)
	if err != nil {
		return nil, err
	}
	sets := newUnion(n + 1)
	from := int32(n) // all starts as one
	for _, r := range q.From {
		sets.join(from, int32(r))
	}
	if q.Profile != nil {
		for _, s := range g.ProfileSteps(q.Profile) {
			sets.join(from, int32(s.To))
		}
		edges = append(edges, g.weakDoors(q.Profile, from)...)
	}
	to := int32(q.To[0])
	for _, r := range q.To {
		sets.join(to, int32(r))
	}
	slices.SortFunc(edges, func(a, b edge) int { return cmp.Compare(b.similarity, a.similarity) })
	for _, e := range edges {
		sets.join(e.a, e.b)
		if sets.find(from) == sets.find(to) {
			return &e.similarity, nil
		}
	}
	return nil, nil
}

// weakDoors are the edges that a profile, taken as a role of the given index, would have at the lowest
// threshold; none for a flat one. Under topK it keeps its own K.
func (g *Graph) weakDoors(p *Profile, index int32) []edge {
	x := g.vectors.of(p.scores)
	var edges []edge
	for role := range g.Len() {
		y := g.vectors.at(role)
		if s, ok := g.vectors.similarity(&x, &y); ok {
			edges = append(edges, edge{int32(role), index, s})
		}
	}
	if k := g.data.TopK(); k > 0 && len(edges) > k {
		slices.SortFunc(edges, func(a, b edge) int { return strength{a.similarity, a.a}.compare(strength{b.similarity, b.a}) })
		edges = edges[:k]
	}
	return edges
}
