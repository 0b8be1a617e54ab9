// Package allpairs finds, among many rows, the pairs whose scalar product may reach a bar. It is a
// filter: it names every pair that does and few that do not, and whoever asks computes those exactly.
//
// # Method
//
// A row is a vector of length at most 1, so that the product of two rows is their similarity r. It is
// held in 16 bits an element: q = round(S z) with S = 32,766. The product of two such rows, summed
// exactly in 32 bits, differs from S² r by at most
//
//	½ S (|z_a|₁ + |z_b|₁) + k/4
//
// (each q is off by at most ½; k is the width). The bar is lowered by that much, so that no pair is
// missed; at 23 elements it is 0.00015, at 120 it is 0.00034.
//
// Sixteen rows form a panel, interleaved by pairs of elements: one vector instruction multiplies two
// elements of one row by two of each of sixteen others and adds the products. Twelve rows (a strip)
// meet a panel at a time, whose 192 sums stay in registers until the last element; then they are compared with the
// bars, and 192 bits are stored. Sums and comparisons are the same with every kernel. The form
// (register tiles over packed panels) is that of matrix products: K. Goto, R. van de Geijn, Anatomy
// of High-Performance Matrix Multiplication, ACM TOMS 34(3), 2008.
//
// Kernels: AVX-512 with VNNI, AVX2, and portable code that multiplies two rows by one element at a
// time in the halves of a 64-bit word. The portable one is the judge of the others.
package allpairs

import "math"

const (
	scale     = 32766 // S: what 1 is in 16 bits; two steps short of where products would saturate
	panelRows = 16
	stripRows = 12
	// blockBytes is how much of the panels is gone over by one strip after another: half of a usual
	// second-level cache.
	blockBytes = 256 << 10
)

// Rows is vectors made ready to be compared with each other. It is immutable.
type Rows struct {
	n      int
	pairs  int     // of elements, in a row
	panels []int16 // [panel][pair][16 rows][2]
	slack  float64 // how much a sum may fall short of S² r
	kernel kernel
}

// kernel compares a strip with panels. strip is [pair][12 rows][2], panels as in Rows; masks has
// twelve words a panel, in which bit c says that row and column c reach the bar of either.
type kernel func(strip, panels []int16, pairs int, rowBars, colBars []int32, masks []uint16)

// New packs n rows of so many elements, which fill writes into z, one row after another. No row may
// be longer than 1 but by rounding. Memory is 2 bytes an element.
func New(n, width int, fill func(row int, z []float64)) *Rows { return newRows(n, width, fill, best()) }

func newRows(n, width int, fill func(row int, z []float64), k kernel) *Rows {
	r := &Rows{n: n, pairs: max(1, (width+1)/2), kernel: k}
	count := (n + panelRows - 1) / panelRows
	r.panels = make([]int16, count*r.pairs*panelRows*2)
	z, longest := make([]float64, width), 0.0
	for i := range n {
		fill(i, z)
		at, sum := r.at(i), 0.0
		for j, x := range z {
			r.panels[at+j/2*panelRows*2+j%2] = int16(math.Round(x * scale))
			sum += math.Abs(x)
		}
		longest = max(longest, sum)
	}
	// What rounding of z itself and of this sum can do is far below the last 1.
	r.slack = math.Ceil(scale*longest) + float64(width)/4 + 1
	return r
}

// at is where the first element of a row stands.
func (r *Rows) at(row int) int { return row/panelRows*r.pairs*panelRows*2 + row%panelRows*2 }

// Bar is what a sum must reach where a product must reach least, from -1 to 1.
func (r *Rows) Bar(least float64) int32 { return int32(math.Floor(scale*scale*least - r.slack)) }

// Bars is one bar for every row, and for those that fill up the last panel.
func (r *Rows) Bars(bar int32) []int32 {
	bars := make([]int32, len(r.panels)/(r.pairs*2))
	for i := range bars {
		bars[i] = bar
	}
	return bars
}

// Scan is the scratch space of one goroutine.
type Scan struct {
	strip   []int16
	masks   []uint16
	rowBars [stripRows]int32
	found   [][]int32
}

// Candidates calls found for the rows of lo..hi with later rows with which they may reach the bar of either, in ascending
// order; bars are by row, as Bars makes them, and found may change those of lo..hi. It goes through the later rows block by block, and
// in each through lo..hi, so that what found looks at of either is near; a row without candidates in a block is left out. The
// list is good until found returns. It takes O((hi-lo) x n x width) time.
func (s *Scan) Candidates(r *Rows, lo, hi int, bars []int32, found func(row int, later []int32)) {
	for len(s.found) < hi-lo {
		s.found = append(s.found, nil)
	}
	panelLen := r.pairs * panelRows * 2
	block := max(1, blockBytes/2/panelLen)
	count := len(r.panels) / panelLen
	if len(s.strip) < r.pairs*stripRows*2 {
		s.strip = make([]int16, r.pairs*stripRows*2)
	}
	if len(s.masks) < block*stripRows {
		s.masks = make([]uint16, block*stripRows)
	}
	for first := lo / panelRows; first < count; first += block {
		last := min(count, first+block)
		for row := lo; row < hi; row += stripRows {
			rows := min(stripRows, hi-row)
			from := max(first, row/panelRows) // earlier panels hold earlier rows only
			if from >= last {
				continue
			}
			s.pack(r, row, rows, bars)
			masks := s.masks[:(last-from)*stripRows]
			r.kernel(s.strip, r.panels[from*panelLen:last*panelLen], r.pairs, s.rowBars[:], bars[from*panelRows:last*panelRows], masks)
			collect(s.found[row-lo:row-lo+rows], masks, row, from, r.n)
		}
		for i, later := range s.found[:hi-lo] {
			if len(later) > 0 {
				found(lo+i, later)
				s.found[i] = later[:0]
			}
		}
	}
}

// pack lays rows out as a strip, filled up with zeros.
func (s *Scan) pack(r *Rows, row, rows int, bars []int32) {
	clear(s.strip)
	for i := range rows {
		at := r.at(row + i)
		for p := range r.pairs {
			to := (p*stripRows + i) * 2
			s.strip[to], s.strip[to+1] = r.panels[at], r.panels[at+1]
			at += panelRows * 2
		}
		s.rowBars[i] = bars[row+i]
	}
	for i := rows; i < stripRows; i++ {
		s.rowBars[i] = math.MaxInt32 // nobody looks at its bits
	}
}
