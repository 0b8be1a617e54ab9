package loader

import (
	"math"
	"slices"
)

// What a column can be of all others in its row.
const (
	wholeNone = iota
	wholeSum
	wholeMean
)

// wholeColumns looks for columns that are the sum or the mean of the others.
type wholeColumns struct {
	values      [][]float64
	first       [][]float64 // the rows that decide
	least, most []float64   // of the numbers of each of these; NaN where one of its cells is none
}

func newWholeColumns(values [][]float64) *wholeColumns {
	w := &wholeColumns{values: values, first: values[:min(len(values), 300)]}
	for _, row := range w.first {
		w.least, w.most = append(w.least, slices.Min(row)), append(w.most, slices.Max(row))
	}
	return w
}

// of reports whether a column is the sum or the mean of the others, or of all others but one,
// which could be the mean beside the sum.
func (w *wholeColumns) of(out []bool, k int) int {
	others := &otherSums{values: w.first, out: out, k: k}
	if whole := wholeBut(w.values, out, k, -1, others); whole != wholeNone || len(out) > 100 || !w.mayLackOne(k, others) {
		return whole
	}
	for j := range out {
		if j != k && !out[j] {
			if whole := wholeBut(w.values, out, k, j, others); whole != wholeNone {
				return whole
			}
		}
	}
	return wholeNone
}

// mayLackOne reports whether a column may be the sum, or the mean, of all others but one, whichever that is: what would have
// to stand in that one lies between the least and the greatest number of the row, in all but a fifth of the rows.
func (w *wholeColumns) mayLackOne(k int, others *otherSums) bool {
	noSums, noMeans := 0, 0
	for i, row := range w.first {
		least, most, other := w.least[i], w.most[i], others.of(i)
		if math.IsNaN(least) || other.n < 3 || other.sum >= least && other.sum <= most {
			continue // not known, or a row that may not count
		}
		lies := func(x, tolerance float64) bool {
			tolerance += 1e-6 * (1 + math.Abs(other.sum)) // of rounding
			return x >= least-tolerance && x <= most+tolerance
		}
		n := float64(other.n - 1)
		if !lies(other.sum-row[k], sumTolerance(other.n)) {
			noSums++
		}
		if !lies(other.sum-n*row[k], n*meanTolerance) {
			noMeans++
		}
		if 5*min(noSums, noMeans) > len(w.first) {
			return false
		}
	}
	return true
}

// sumTolerance is how far a printed sum of n scores may lie from theirs: half a unit of the last digit that is printed, and
// a rounded score's for each score.
func sumTolerance(n int) float64 { return 0.0005*float64(n) + 0.0051 }

// meanTolerance is the same of a mean.
const meanTolerance = 0.0051

// rowSum is the sum of some numbers of a row and how many they are.
type rowSum struct {
	sum float64
	n   int
}

// otherSums sum up each row but for column k, as far as they are asked for: mostly a few rows settle it.
type otherSums struct {
	values [][]float64
	out    []bool
	k      int
	known  []rowSum
}

// of is the sum of a row. Rows are asked for from the first on.
func (o *otherSums) of(row int) rowSum {
	for i := len(o.known); i <= row; i++ {
		var s rowSum
		for j, v := range o.values[i] {
			if j != o.k && !o.out[j] && !math.IsNaN(v) {
				s.sum += v
				s.n++
			}
		}
		o.known = append(o.known, s)
	}
	return o.known[row]
}

// wholeBut is what a column is of all others but one, in eight rows of ten.
func wholeBut(values [][]float64, out []bool, k, but int, others *otherSums) int {
	sums, means, rows := 0, 0, 0
	first := others.values
	for i, row := range first {
		if most := rows + len(first) - i; 5*(rows-sums) > most && 5*(rows-means) > most {
			return wholeNone // too many rows are neither, whatever the others are
		}
		other := others.of(i)
		sum, n := other.sum, other.n
		if but >= 0 && !math.IsNaN(row[but]) {
			sum, n = sum-row[but], n-1
		}
		if math.IsNaN(row[k]) || n < 2 || sum == 0 {
			continue
		}
		rows++
		if math.Abs(row[k]-sum) <= min(sumTolerance(n), 0.01*math.Abs(sum)) {
			sums++
		}
		if mean := sum / float64(n); math.Abs(row[k]-mean) <= min(meanTolerance, 0.01*math.Abs(mean)) {
			means++
		}
	}
	// Of few rows some agree by chance, the more so where a column may be left out.
	enough := (rows*8 + 9) / 10
	if rows < 10 && but >= 0 {
		enough = rows
	}
	switch {
	case rows < fewRows:
	case sums >= enough && larger(values, out, k):
		return wholeSum
	case means >= enough:
		return wholeMean
	}
	return wholeNone
}

// subtotalColumns is how many columns may be compared with every run of others.
const subtotalColumns = 150

// subtotal reports whether a column is the sum of two or more columns that stand right before or behind
// it, though not of all: in every row, of five or more, and larger than the others are.
func subtotal(values [][]float64, out []bool, ranges []float64, k int) bool {
	if len(values) < 5 || len(out) > subtotalColumns || ranges[k] <= 1.2*median(ranges) {
		return false
	}
	var before, behind []int
	for j := range out {
		switch {
		case out[j] || j == k:
		case j < k:
			before = append(before, j)
		default:
			behind = append(behind, j)
		}
	}
	slices.Reverse(before) // from the column outwards
	others := len(before) + len(behind)
	for _, run := range [][]int{before, behind} {
		for n := 2; n <= len(run) && n < others; n++ {
			if sumsUp(values, run[:n], k) {
				return true
			}
		}
	}
	return false
}

// sumsUp reports whether a column is the sum of others in every row.
func sumsUp(values [][]float64, of []int, k int) bool {
	for _, row := range values {
		sum := 0.0
		for _, j := range of {
			sum += row[j]
		}
		if math.IsNaN(sum) || math.IsNaN(row[k]) || math.Abs(sum-row[k]) > sumTolerance(len(of)) {
			return false
		}
	}
	return true
}

// rankHeader are headers of places in an order.
var rankHeader = []string{"rank", "ranking", "place", "order", "sortorder", "rang", "platz", "順位", "ランク", "順番", "並び順", "表示順", "序列"}

// isRank reports whether a column's header and its numbers are those of places in an order.
func isRank(header string, values [][]float64, k int) bool {
	if !slices.Contains(rankHeader, usual(header)) {
		return false
	}
	least, most := extent(values, k)
	if least != 1 || most > float64(len(values)) || most*2 < float64(len(values)) {
		return false
	}
	return !slices.ContainsFunc(values, func(row []float64) bool { return row[k] != math.Trunc(row[k]) })
}

// larger reports whether a column goes higher than others do, as a sum of them must.
func larger(values [][]float64, out []bool, k int) bool {
	ranges := extents(values, len(out)).ranges(out)
	own := ranges[k]
	ranges[k] = math.NaN()
	return own > 1.1*median(ranges)
}
