package loader

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestNth(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.SliceOfN(rapid.Float64Range(-3, 3), 1, 60).Draw(t, "values")
		if rapid.Bool().Draw(t, "whole") {
			for i := range values {
				values[i] = float64(int(values[i]))
			}
		}
		n := rapid.IntRange(0, len(values)-1).Draw(t, "n")
		sorted := slices.Sorted(slices.Values(values))
		if got := nth(slices.Clone(values), n); got != sorted[n] {
			t.Fatalf("%v: the %d. is %v, want %v", values, n, got, sorted[n])
		}
	})
}

// TestLonely holds that a number four times as far from the median as every other is looked for in its column.
func TestLonely(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		column := rapid.SliceOfN(rapid.Float64Range(-3, 3), 2, 12).Draw(t, "column")
		column[0] *= rapid.SampledFrom([]float64{1, 2, 10, 1000}).Draw(t, "times")
		column = rapid.Permutation(column).Draw(t, "order")
		middle := median(slices.Clone(column))
		away := make([]float64, len(column))
		for n, v := range column {
			away[n] = math.Abs(v - middle)
		}
		slices.Sort(away)
		far := away[len(away)-1] > 4*away[len(away)-2]

		tab := &table{}
		for _, v := range column {
			tab.rows = append(tab.rows, record{cells: []string{"", trimFloat(v)}})
		}
		l := newLoading(t.Context(), source{}, Options{})
		if got := l.lonely(tab, []int{-1, 1}); far && !slices.Equal(got, []int{1}) {
			t.Fatalf("%v: the farthest from %v is alone, got %v", column, middle, got)
		}
	})
}
