package graph

import (
	"cmp"
	"context"
	"fmt"
	"slices"
)

// ApproximateBy names the method that drew the edges, where they are approximate: each is right, but some
// that the dataset's rule asks for may be missing. It is empty where the rule alone draws them.
func (d *Dataset) ApproximateBy() string { return d.spec.ApproximateBy }

// Approximate is the dataset whose edges its rule draws among candidates only, pairs of roles by index in any
// order and any number of times, as found by the method of that name. What a pair's similarity is, and which
// pairs a role keeps under topK, is exact. Its edges are part of its content, and so of its version. It takes
// O(candidates x skills).
func (d *Dataset) Approximate(method string, candidates [][2]int32) (*Dataset, error) {
	v := newVectors(d)
	edges := make([]edge, 0, len(candidates))
	for _, c := range candidates {
		a, b := min(c[0], c[1]), max(c[0], c[1])
		if a == b || v == nil {
			continue
		}
		if s, ok := v.pair(int(a), int(b)); ok && s >= d.Threshold() {
			edges = append(edges, edge{a, b, s})
		}
	}
	slices.SortFunc(edges, func(x, y edge) int { return cmp.Or(cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b)) })
	edges = slices.Compact(edges)
	if k := d.TopK(); k > 0 {
		top := newStrongest(len(d.Roles()), k)
		for _, e := range edges {
			top.offer(e)
		}
		edges = top.edges()
	}
	spec := d.Spec()
	spec.ApproximateBy, spec.Pairs = method, make([]Pair, len(edges))
	for i, e := range edges {
		spec.Pairs[i] = Pair{d.Role(int(e.a)).Code, d.Role(int(e.b)).Code, e.similarity}
	}
	return NewDataset(spec)
}

// Exactly is the dataset with the edges that its rule draws.
func (d *Dataset) Exactly() (*Dataset, error) {
	if d.ApproximateBy() == "" {
		return d, nil
	}
	spec := d.Spec()
	spec.ApproximateBy, spec.Pairs = "", nil
	return NewDataset(spec)
}

// Recall says how many edges of the exact graph another has. Under topK an approximate graph may have a
// few that the exact one has not: those which a role keeps in the place of one that was not found.
type Recall struct{ Found, Exact, Other int }

// Share is the recall, 0 to 1.
func (r Recall) Share() float64 { return float64(r.Found) / float64(max(1, r.Exact)) }

// Recall draws the dataset's edges exactly, which costs as much as Build, and compares.
func (g *Graph) Recall(ctx context.Context) (Recall, error) {
	d, err := g.data.Exactly()
	if err != nil {
		return Recall{}, err
	}
	exact, err := Build(ctx, d)
	if err != nil {
		return Recall{}, err
	}
	r := Recall{Exact: exact.EdgeCount()}
	for i := range exact.Len() {
		for step := range exact.Edges(i) {
			if _, ok := g.arc(i, step.To); ok && step.To > i {
				r.Found++
			}
		}
	}
	r.Other = g.EdgeCount() - r.Found
	return r, nil
}

// checkStated returns a *FieldError where a dataset states an edge with another similarity than its scores
// give.
func (g *Graph) checkStated() error {
	if g.data.ApproximateBy() == "" {
		return nil
	}
	for _, p := range g.data.Pairs() {
		a, _ := g.data.RoleByCode(p.A)
		b, _ := g.data.RoleByCode(p.B)
		if s, ok := g.vectors.pair(a, b); !ok || s != p.Similarity {
			return &FieldError{Field: "pairs[" + p.A + ", " + p.B + "]", Err: fmt.Errorf("%v is stated, and the scores give %v", p.Similarity, s)}
		}
	}
	return nil
}
