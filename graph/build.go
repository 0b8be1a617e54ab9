package graph

import (
	"context"
	"fmt"
	"math"
	"slices"
)

// edge joins a < b.
type edge struct {
	a, b       int32
	similarity Similarity
}

// Build draws the edges of a dataset: every pair whose similarity, rounded to millionths, is at
// least the threshold, and under topK those that either end counts among its K strongest. It
// takes O(roles² x skills) time on all processors, or O(pairs) for given correlations and for edges that are
// approximate, and refuses a dataset for which the cost of a path could overflow 64 bits.
func Build(ctx context.Context, d *Dataset) (*Graph, error) {
	g, err := prepare(d)
	if err != nil {
		return nil, err
	}
	if err := checkDensity(d, g.vectors); err != nil {
		return nil, err
	}
	if err := g.checkStated(); err != nil {
		return nil, err
	}
	if err := g.connect(ctx); err != nil {
		return nil, err
	}
	return g, nil
}

// connect draws the edges of a graph that has none yet.
func (g *Graph) connect(ctx context.Context) error {
	d := g.data
	edges, cutoffs, err := draw(ctx, d, g.vectors, d.Threshold())
	if err != nil {
		return err
	}
	g.cutoffs = cutoffs
	switch listed := len(d.Pairs()) > 0; {
	case listed && len(edges) > math.MaxInt32/2:
		return &FieldError{Field: "threshold", Err: tooMany(d, len(edges))}
	case !listed && len(edges) > MaxEdges:
		return tooManyOf(d, len(edges), g.vectors.sample(g.Len()))
	}
	g.fill(edges)
	return nil
}

// prepare makes a graph without edges, or refuses one in which the cost of a path could overflow.
func prepare(d *Dataset) (*Graph, error) {
	n := len(d.Roles())
	g := &Graph{data: d, vectors: newVectors(d), totals: make([]int64, n)}
	for i := range n {
		g.totals[i] = int64(d.Role(i).Total)
		g.steepest = max(g.steepest, d.Role(i).Total)
	}
	c, largest := float64(d.ComfortableClimb()), float64(g.steepest)
	if float64(n)*(2*c*c+largest*largest) >= unreachable {
		return nil, &FieldError{Field: "roles", Err: fmt.Errorf(
			"%d roles with totals up to %v: the cost of a path could overflow 64 bits: %w", n, g.steepest, ErrRange)}
	}
	return g, nil
}

// draw lists the edges of a dataset at a threshold, ordered by (a, b), and, under topK, the weakest
// edge that each role keeps itself. Without topK it refuses more than MaxEdges.
func draw(ctx context.Context, d *Dataset, v *vectors, threshold Similarity) ([]edge, []strength, error) {
	var top *strongest
	if k := d.TopK(); k > 0 {
		top = newStrongest(len(d.Roles()), k)
	}
	var edges []edge
	if v == nil || d.ApproximateBy() != "" {
		for _, p := range d.Pairs() {
			if p.Similarity >= threshold {
				a, _ := d.RoleByCode(p.A)
				b, _ := d.RoleByCode(p.B)
				edges = append(edges, edge{int32(a), int32(b), p.Similarity})
			}
		}
	} else {
		var count int
		var err error
		if edges, count, err = similarPairs(ctx, len(d.Roles()), v, threshold, top); err != nil {
			return nil, nil, err
		}
		if count > MaxEdges {
			return nil, nil, tooManyOf(d, count, v.sample(len(d.Roles())))
		}
	}
	if top == nil {
		return edges, nil, nil
	}
	for _, e := range edges {
		top.offer(e) // of given correlations
	}
	return top.edges(), top.cutoffs(), nil
}

// fill lays the edges, ordered by (a, b), out in compressed sparse rows.
func (g *Graph) fill(edges []edge) {
	n := g.Len()
	g.offsets = make([]int32, n+1)
	for _, e := range edges {
		g.offsets[e.a+1]++
		g.offsets[e.b+1]++
	}
	for i := range n {
		g.offsets[i+1] += g.offsets[i]
	}
	g.targets = make([]int32, 2*len(edges))
	g.similarity = make([]Similarity, 2*len(edges))
	cursor := slices.Clone(g.offsets[:n])
	put := func(from, to int32, s Similarity) {
		at := cursor[from]
		cursor[from]++
		g.targets[at], g.similarity[at] = to, s
	}
	// Roles below i reach row i before row i is itself laid out: every row comes out sorted.
	for _, e := range edges {
		put(e.a, e.b, e.similarity)
		put(e.b, e.a, e.similarity)
	}
}
