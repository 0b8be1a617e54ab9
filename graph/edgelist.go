package graph

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
)

// EdgeList is the edges of a graph as columns of one length, ordered by (A, B), each once with A < B: plain
// data, to be kept and given to Join.
type EdgeList struct {
	A, B       []int32 // indices of roles
	Similarity []Similarity
}

// ErrEdges says that an EdgeList is not one that Build would draw of the dataset.
var ErrEdges = errors.New("not the dataset's edges")

// EdgeList lists the edges of the graph. It takes O(roles + edges).
func (g *Graph) EdgeList() EdgeList {
	n := g.EdgeCount()
	list := EdgeList{make([]int32, 0, n), make([]int32, 0, n), make([]Similarity, 0, n)}
	for i := range g.Len() {
		for a := g.offsets[i]; a < g.offsets[i+1]; a++ {
			if int(g.targets[a]) > i {
				list.A, list.B = append(list.A, int32(i)), append(list.B, g.targets[a])
				list.Similarity = append(list.Similarity, g.similarity[a])
			}
		}
	}
	return list
}

// Join makes the graph of a dataset out of edges that Build drew before, in O(roles + edges x skills):
// Join(d, g.EdgeList()) is g. It proves each edge by its similarity and that the rule of the dataset keeps it; it
// cannot tell that one is missing. The error is ErrEdges, or that of Build where it refuses the dataset.
func Join(d *Dataset, list EdgeList) (*Graph, error) {
	g, err := prepare(d)
	if err != nil {
		return nil, err
	}
	if len(list.B) != len(list.A) || len(list.Similarity) != len(list.A) || len(list.A) > math.MaxInt32/2 {
		return nil, fmt.Errorf("%w: columns of %d, %d and %d", ErrEdges, len(list.A), len(list.B), len(list.Similarity))
	}
	edges := make([]edge, len(list.A))
	for i := range edges {
		e := edge{list.A[i], list.B[i], list.Similarity[i]}
		switch {
		case e.a < 0 || e.b <= e.a || int(e.b) >= g.Len():
			return nil, fmt.Errorf("%w: edge %d joins roles %d and %d of %d", ErrEdges, i, e.a, e.b, g.Len())
		case i > 0 && (e.a < edges[i-1].a || e.a == edges[i-1].a && e.b <= edges[i-1].b):
			return nil, fmt.Errorf("%w: edge %d is out of order", ErrEdges, i)
		case e.similarity < d.Threshold() || !g.measures(e):
			return nil, fmt.Errorf("%w: edge %d has similarity %v", ErrEdges, i, e.similarity)
		}
		edges[i] = e
	}
	g.fill(edges)
	if k := d.TopK(); k > 0 {
		g.cutoffs = g.strongestOf(k)
		for i, e := range edges {
			if !g.keeps(e.a, strength{e.similarity, e.b}) && !g.keeps(e.b, strength{e.similarity, e.a}) {
				return nil, fmt.Errorf("%w: neither end keeps edge %d", ErrEdges, i)
			}
		}
	}
	return g, nil
}

// measures reports whether an edge has the similarity that the dataset gives it.
func (g *Graph) measures(e edge) bool {
	if g.vectors == nil {
		a, b := g.data.Role(int(e.a)).Code, g.data.Role(int(e.b)).Code
		i, ok := slices.BinarySearchFunc(g.data.Pairs(), Pair{A: a, B: b}, func(p, q Pair) int {
			return cmp.Or(cmp.Compare(p.A, q.A), cmp.Compare(p.B, q.B))
		})
		return ok && g.data.Pairs()[i].Similarity == e.similarity
	}
	s, ok := g.vectors.pair(int(e.a), int(e.b))
	return ok && s == e.similarity
}

// strongestOf is the weakest edge that each role keeps itself, of edges laid out already: its own k strongest
// are all among them.
func (g *Graph) strongestOf(k int) []strength {
	cutoffs := make([]strength, g.Len())
	var row []strength
	for i := range cutoffs {
		cutoffs[i] = none
		if row = row[:0]; g.Degree(i) < k {
			continue
		}
		for a := g.offsets[i]; a < g.offsets[i+1]; a++ {
			row = append(row, strength{g.similarity[a], g.targets[a]})
		}
		slices.SortFunc(row, strength.compare)
		cutoffs[i] = row[k-1]
	}
	return cutoffs
}

// keeps reports whether a role keeps an edge itself under topK.
func (g *Graph) keeps(role int32, s strength) bool { return s.compare(g.cutoffs[role]) <= 0 }
