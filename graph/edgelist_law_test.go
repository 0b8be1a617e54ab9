package graph_test

import (
	"errors"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"noboru/graph"
)

// TestJoinIsBuild holds a graph joined by the edges of another to that other, in every part.
func TestJoinIsBuild(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawDataset(t, 12)
		g, err := graph.Build(t.Context(), d)
		if err != nil {
			t.Skip("refused by Build")
		}
		joined, err := graph.Join(d, g.EdgeList())
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(joined, g) {
			t.Fatalf("joined:\n%+v\nbuilt:\n%+v", joined, g)
		}
	})
}

// TestJoinRefuses changes one thing about a list of edges that makes it another's.
func TestJoinRefuses(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawDataset(t, 12)
		g, err := graph.Build(t.Context(), d)
		if err != nil || g.EdgeCount() == 0 {
			t.Skip("no edge")
		}
		list := g.EdgeList()
		i := rapid.IntRange(0, len(list.A)-1).Draw(t, "edge")
		switch change := rapid.SampledFrom([]string{"similarity", "order", "range", "short", "twice", "reversed"}).Draw(t, "change"); change {
		case "similarity":
			list.Similarity[i]--
		case "order":
			if len(list.A) < 2 {
				t.Skip("one edge has no order")
			}
			j := (i + 1) % len(list.A)
			list.A[i], list.A[j] = list.A[j], list.A[i]
			list.B[i], list.B[j] = list.B[j], list.B[i]
			list.Similarity[i], list.Similarity[j] = list.Similarity[j], list.Similarity[i]
		case "range":
			list.B[i] = int32(g.Len())
		case "short":
			list.B = list.B[:i]
		case "twice":
			list.A, list.B = slices.Insert(list.A, i, list.A[i]), slices.Insert(list.B, i, list.B[i])
			list.Similarity = slices.Insert(list.Similarity, i, list.Similarity[i])
		case "reversed":
			list.A[i], list.B[i] = list.B[i], list.A[i]
		}
		if _, err := graph.Join(d, list); !errors.Is(err, graph.ErrEdges) {
			t.Fatalf("got %v, want ErrEdges", err)
		}
	})
}
