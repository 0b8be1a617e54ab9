package graph

import (
	"cmp"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// TestWhatTopKKeeps compares what is kept with a plain sort of all edges by role, whatever the order of offers.
func TestWhatTopKKeeps(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, k := rapid.IntRange(1, 40).Draw(t, "n"), rapid.IntRange(1, 25).Draw(t, "k")
		similarities := rapid.IntRange(-4, 4) // many are equal
		var all []edge
		for a := range int32(n) {
			for b := a + 1; b < int32(n); b++ {
				all = append(all, edge{a, b, Similarity(similarities.Draw(t, "similarity"))})
			}
		}
		top := newStrongest(n, k)
		for _, e := range rapid.Permutation(all).Draw(t, "offered") {
			top.offer(e)
		}
		var want []edge
		for i := range int32(n) {
			own := slices.DeleteFunc(slices.Clone(all), func(e edge) bool { return e.a != i && e.b != i })
			slices.SortFunc(own, func(x, y edge) int {
				return cmp.Or(cmp.Compare(y.similarity, x.similarity), cmp.Compare(x.a+x.b, y.a+y.b))
			})
			want = append(want, own[:min(k, len(own))]...)
		}
		slices.SortFunc(want, func(x, y edge) int { return cmp.Or(cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b)) })
		if want = slices.Compact(want); !slices.Equal(top.edges(), want) {
			t.Fatalf("%d roles, topK %d: got %v, want %v", n, k, top.edges(), want)
		}
	})
}

// TestQuotientRoundsHalfAway compares with math.Round, near halves above all.
func TestQuotientRoundsHalfAway(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := float64(rapid.IntRange(-2*SimilarityScale, 2*SimilarityScale).Draw(t, "halves")) / 2 / SimilarityScale
		for range rapid.IntRange(0, 3).Draw(t, "steps") {
			x = math.Nextafter(x, rapid.SampledFrom([]float64{-2, 2}).Draw(t, "towards"))
		}
		want := Similarity(min(max(math.Round(x*SimilarityScale), -SimilarityScale), SimilarityScale))
		if got := quotient(x, 1, 1); got != want {
			t.Fatalf("%v: got %d, want %d", x, got, want)
		}
	})
}
