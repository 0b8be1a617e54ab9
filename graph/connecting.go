package graph

import (
	"context"
	"slices"
)

// MaxConnectingPairs is how many pairs of roles are looked at for the threshold that would connect two.
const MaxConnectingPairs = 2_000_000

// Connecting is the largest threshold at which a question would have a path without any limits: what
// would join its ends where they are disconnected. It is nil where there is none, and where the roles make
// more pairs than are worth looking at. From the starts the widest edge is taken again and again, as Prim
// (1957) does, until it leads to a goal. O(roles² x skills), and O(roles) of memory without topK. The error
// is an *InputError or the context's.
func (p *Planner) Connecting(ctx context.Context, q Question) (*Similarity, error) {
	g := p.g
	n := g.Len()
	q.Limits = q.dials()
	q, err := g.check(q)
	if err != nil {
		return nil, err
	}
	if n*(n-1)/2 > MaxConnectingPairs {
		return nil, nil
	}
	pairs, err := g.pairsOf(ctx)
	if err != nil {
		return nil, err
	}
	width := make([]Similarity, n) // of the widest edge that leads to a role from those taken
	for i := range width {
		width[i] = unjoined
	}
	widen := func(role int, s Similarity) { width[role] = max(width[role], s) }
	for _, r := range q.From {
		widen(r, SimilarityScale)
	}
	if q.Profile != nil {
		for _, e := range g.weakDoors(q.Profile, int32(n)) {
			widen(int(e.a), e.similarity)
		}
		for _, s := range g.ProfileSteps(q.Profile) {
			widen(s.To, SimilarityScale)
		}
	}
	taken := make([]bool, n)
	for threshold := Similarity(SimilarityScale); ctx.Err() == nil; {
		next := NoIndex
		for role, w := range width {
			if !taken[role] && w > unjoined && (next == NoIndex || w > width[next]) {
				next = role
			}
		}
		if next == NoIndex {
			return nil, nil
		}
		taken[next], threshold = true, min(threshold, width[next])
		if slices.Contains(q.To, next) {
			return &threshold, nil
		}
		pairs(next, widen)
	}
	return nil, ctx.Err()
}

// unjoined is below every similarity.
const unjoined = -SimilarityScale - 1

// pairsOf visits the roles that a role would have edges to at the lowest threshold, under the dataset's topK.
func (g *Graph) pairsOf(ctx context.Context) (func(role int, visit func(other int, s Similarity)), error) {
	if g.vectors != nil && g.data.TopK() == 0 {
		return func(role int, visit func(other int, s Similarity)) {
			for other := range g.Len() {
				if s, ok := g.vectors.pair(role, other); ok && other != role {
					visit(other, s)
				}
			}
		}, nil
	}
	edges, _, err := draw(ctx, g.data, g.vectors, -SimilarityScale)
	if err != nil {
		return nil, err
	}
	of := make([][]edge, g.Len())
	for _, e := range edges {
		of[e.a], of[e.b] = append(of[e.a], e), append(of[e.b], e)
	}
	return func(role int, visit func(other int, s Similarity)) {
		for _, e := range of[role] {
			visit(int(e.a+e.b)-role, e.similarity)
		}
	}, nil
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
