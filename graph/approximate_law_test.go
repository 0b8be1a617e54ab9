package graph_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"noboru/graph"
)

// drawScored draws a dataset with scores.
func drawScored(t *rapid.T, most int) *graph.Dataset {
	for range 100 {
		if d := drawDataset(t, most); d.HasScores() {
			return d
		}
	}
	t.Skip("no scores")
	return nil
}

// TestApproximateWithEveryPair holds that with every pair as a candidate nothing is approximate but the name.
func TestApproximateWithEveryPair(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawScored(t, 12)
		exact, err := graph.Build(t.Context(), d)
		if err != nil {
			t.Skip("refused by Build")
		}
		var all [][2]int32
		for a := range int32(exact.Len()) {
			for b := range int32(exact.Len()) {
				all = append(all, [2]int32{a, b})
			}
		}
		near, err := d.Approximate("every-pair", all)
		if err != nil {
			t.Fatal(err)
		}
		g, err := graph.Build(t.Context(), near)
		if err != nil {
			t.Fatal(err)
		}
		if near.Version() == d.Version() || near.ApproximateBy() != "every-pair" {
			t.Fatalf("version %s is not told from the exact one", near.Version().Short())
		}
		if !slices.Equal(g.EdgeList().A, exact.EdgeList().A) || !slices.Equal(g.EdgeList().B, exact.EdgeList().B) || !slices.Equal(g.EdgeList().Similarity, exact.EdgeList().Similarity) {
			t.Fatalf("got %v, want %v", g.EdgeList(), exact.EdgeList())
		}
		back, err := near.Exactly()
		if err != nil || back.Version() != d.Version() {
			t.Fatalf("not the dataset that it was: %v", err)
		}
		if r, err := g.Recall(t.Context()); err != nil || r != (graph.Recall{Found: exact.EdgeCount(), Exact: exact.EdgeCount()}) {
			t.Fatalf("recall %+v, %v", r, err)
		}
	})
}

// TestApproximateIsRight holds that, whatever the candidates, each edge is one of them, has its exact similarity,
// and recall counts the others; without topK there are no other edges than exact ones.
func TestApproximateIsRight(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawScored(t, 12)
		exact, err := graph.Build(t.Context(), d)
		if err != nil {
			t.Skip("refused by Build")
		}
		candidates := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) [2]int32 {
			role := rapid.Int32Range(0, int32(exact.Len())-1)
			return [2]int32{role.Draw(t, "a"), role.Draw(t, "b")}
		}), 0, 30).Draw(t, "candidates")
		near, err := d.Approximate("some", candidates)
		if err != nil {
			t.Fatal(err)
		}
		g, err := graph.Build(t.Context(), near)
		if err != nil {
			t.Fatal(err)
		}
		missing := 0
		for i := range exact.Len() {
			for step := range exact.Edges(i) {
				got, ok := g.Edge(i, step.To)
				if !ok && step.To > i {
					missing++
				}
				if ok && got != step {
					t.Fatalf("got %+v, want %+v", got, step)
				}
			}
			for step := range g.Edges(i) {
				if !slices.Contains(candidates, [2]int32{int32(i), int32(step.To)}) && !slices.Contains(candidates, [2]int32{int32(step.To), int32(i)}) {
					t.Fatalf("%+v is no candidate", step)
				}
				if _, ok := exact.Edge(i, step.To); !ok && d.TopK() == 0 {
					t.Fatalf("%+v is no edge", step)
				}
			}
		}
		r, err := g.Recall(t.Context())
		if err != nil || r.Exact != exact.EdgeCount() || r.Found != exact.EdgeCount()-missing || r.Other != g.EdgeCount()-r.Found {
			t.Fatalf("recall %+v, %v; %d are missing", r, err, missing)
		}
	})
}

// TestStatedEdgeIsProved changes the similarity of an edge that is stated.
func TestStatedEdgeIsProved(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawScored(t, 8)
		if len(d.Roles()) < 4 {
			t.Skip("too few roles")
		}
		near, err := d.Approximate("some", [][2]int32{{0, 1}, {1, 2}, {0, 2}, {2, 3}})
		if err != nil || len(near.Pairs()) == 0 {
			t.Skip("no edge")
		}
		spec := near.Spec()
		spec.Pairs = slices.Clone(spec.Pairs)
		spec.Pairs[0].Similarity--
		changed, err := graph.NewDataset(spec)
		if err != nil {
			t.Skip("out of range")
		}
		if _, err := graph.Build(t.Context(), changed); err == nil {
			t.Fatal("built with a similarity that the scores do not give")
		}
	})
}
