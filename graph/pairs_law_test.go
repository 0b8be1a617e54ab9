package graph

import (
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// everyPair is the plain code: the similarity of each pair, one after another.
func everyPair(v *vectors, n int, threshold Similarity, top *strongest) []edge {
	var edges []edge
	for a := range n {
		for b := a + 1; b < n; b++ {
			s, ok := v.pair(a, b)
			if !ok || s < threshold {
				continue
			}
			if e := (edge{int32(a), int32(b), s}); top != nil {
				top.offer(e)
			} else {
				edges = append(edges, e)
			}
		}
	}
	return edges
}

// TestPairsEqualEveryPair holds the filtered search for pairs to the plain code, value for value, for
// every measure, also at thresholds that let nearly everything through.
func TestPairsEqualEveryPair(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, width := rapid.IntRange(1, 250).Draw(t, "n"), rapid.IntRange(1, 40).Draw(t, "width")
		levels := rapid.SampledFrom([]int{1, 7, 7000, 100_000}).Draw(t, "levels")
		random := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
		rows := make([]int32, n*width)
		for i := range rows {
			rows[i] = random.Int32N(int32(levels) + 1)
		}
		v := vectorsOf(rapid.SampledFrom(ScoreMeasures()).Draw(t, "measure"), width, rows)
		threshold := Similarity(rapid.Int32Range(-SimilarityScale, SimilarityScale).Draw(t, "threshold"))
		var top, wantTop *strongest
		if k := rapid.IntRange(0, 5).Draw(t, "topK"); k > 0 {
			top, wantTop = newStrongest(n, k), newStrongest(n, k)
		}
		got, count, err := similarPairs(t.Context(), n, v, threshold, top)
		if err != nil {
			t.Fatal(err)
		}
		if want := everyPair(v, n, threshold, wantTop); !slices.Equal(got, want) || count != len(want) {
			t.Fatalf("got %d, %v, want %v", count, got, want)
		}
		if top != nil && (!slices.Equal(top.edges(), wantTop.edges()) || !slices.Equal(top.cutoffs(), wantTop.cutoffs())) {
			t.Fatalf("topK: got %v, want %v", top.edges(), wantTop.edges())
		}
	})
}

// TestPairsOfWideRowsEqualEveryPair holds the same where the filter names a role's pairs in several blocks.
func TestPairsOfWideRowsEqualEveryPair(t *testing.T) {
	const n, width = 600, 500 // a block has 256 roles
	random := rand.New(rand.NewPCG(6, 5))
	rows := make([]int32, n*width)
	for i := range rows {
		rows[i] = random.Int32N(8)
	}
	v := vectorsOf(Pearson, width, rows)
	got, count, err := similarPairs(t.Context(), n, v, 0, nil)
	if err != nil {
		t.Fatal(err)
	}
	if want := everyPair(v, n, 0, nil); !slices.Equal(got, want) || count != len(want) {
		t.Fatalf("got %d pairs, want %d", len(got), len(want))
	}
}
