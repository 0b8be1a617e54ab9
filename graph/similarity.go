package graph

import (
	"math"
)

// vectors holds what a measure needs of every role, laid out row by row, so that the similarity
// of a pair is one dot product and one division.
//
// For Pearson with k skills the similarity is
//
//	(k Σxy - Σx Σy) / (√(k Σx² - (Σx)²) · √(k Σy² - (Σy)²))
//
// The sums are exact integers (NewDataset refuses scores for which they could overflow), so the
// result does not depend on the order of columns. Cosine is the same without the centring.
// Standardised Pearson works on z-scores in float64, in the declared order of skills.
type vectors struct {
	measure Measure
	width   int
	rows    []int32   // Pearson, Cosine: thousandths
	sums    []int64   // Pearson: Σx
	z       []float64 // standardised: z-scores of the skills that vary, centred by role
	zWidth  int
	norms   []float64 // √ of the sum of squares; 0 where similarity is undefined
	means   []float64 // standardised: mean by kept skill, in thousandths
	devs    []float64 // standardised: population deviation by kept skill, in thousandths
	kept    []int     // standardised: skills that vary over all roles
}

func newVectors(d *Dataset) *vectors {
	return vectorsOf(d.Measure(), len(d.Roles()), len(d.Skills()), d.scores)
}

// vectorsOf prepares n rows of width scores.
func vectorsOf(measure Measure, n, width int, rows []int32) *vectors {
	v := &vectors{measure: measure, width: width, rows: rows}
	if v.measure == Given {
		return v
	}
	v.norms = make([]float64, n)
	switch v.measure {
	case PearsonStandardized:
		v.standardize(n)
		for i := range n {
			v.norms[i] = v.centre(v.z[i*v.zWidth:(i+1)*v.zWidth], v.row(i))
		}
	default:
		v.sums = make([]int64, n)
		for i := range n {
			v.sums[i], v.norms[i] = v.moments(v.row(i))
		}
	}
	return v
}

// moments returns Σx and the norm of a row under Pearson or cosine; a norm of 0 means that the
// similarity is undefined, and is found by comparing scores, not by dividing.
func (v *vectors) moments(row []int32) (sum int64, norm float64) {
	var squares int64
	constant := true
	for _, x := range row {
		sum += int64(x)
		squares += int64(x) * int64(x)
		constant = constant && x == row[0]
	}
	if v.measure == Cosine {
		return 0, math.Sqrt(float64(squares))
	}
	if constant {
		return sum, 0
	}
	return sum, math.Sqrt(float64(int64(len(row))*squares - sum*sum))
}

// standardize computes mean and population deviation of every skill that varies over the roles.
func (v *vectors) standardize(n int) {
	for s := range v.width {
		var sum, squares int64
		varies := false
		for i := range n {
			x := int64(v.rows[i*v.width+s])
			sum += x
			squares += x * x
			varies = varies || x != int64(v.rows[s])
		}
		if !varies {
			continue
		}
		v.kept = append(v.kept, s)
		mean := float64(sum) / float64(n)
		variance := 0.0
		for i := range n {
			diff := float64(v.rows[i*v.width+s]) - mean
			variance += float64(diff * diff) // the conversion forbids a fused multiply-add
		}
		v.means = append(v.means, mean)
		v.devs = append(v.devs, math.Sqrt(variance/float64(n)))
	}
	v.zWidth = len(v.kept)
	v.z = make([]float64, n*v.zWidth)
}

// centre writes the z-scores of row, less their own mean, into z and returns their norm: 0 where
// all z-scores are equal up to rounding.
func (v *vectors) centre(z []float64, row []int32) float64 {
	sum, largest := 0.0, 0.0
	for j, s := range v.kept {
		z[j] = (float64(row[s]) - v.means[j]) / v.devs[j]
		sum += z[j]
		largest = max(largest, math.Abs(z[j]))
	}
	mean := sum / float64(len(z))
	squares, flat := 0.0, true
	for j := range z {
		z[j] -= mean
		squares += float64(z[j] * z[j])
		flat = flat && math.Abs(z[j]) <= 1e-9*largest
	}
	if flat {
		return 0
	}
	return math.Sqrt(squares)
}

// pair returns the similarity of two roles; ok is false where it is undefined.
func (v *vectors) pair(a, b int) (Similarity, bool) {
	if v.norms[a] == 0 || v.norms[b] == 0 {
		return 0, false
	}
	if v.measure == PearsonStandardized {
		w := v.zWidth
		return quotient(dotFloat(v.z[a*w:a*w+w], v.z[b*w:b*w+w]), v.norms[a], v.norms[b]), true
	}
	w := v.width
	dot := dotInt(v.rows[a*w:a*w+w], v.rows[b*w:b*w+w])
	if v.measure == Pearson {
		dot = int64(w)*dot - v.sums[a]*v.sums[b]
	}
	return quotient(float64(dot), v.norms[a], v.norms[b]), true
}

// quotient rounds dot / (a·b) half away from zero to millionths, within [-1, 1].
func quotient(dot, a, b float64) Similarity {
	s := math.Round(dot / (a * b) * SimilarityScale)
	return Similarity(min(max(s, -SimilarityScale), SimilarityScale))
}

func dotInt(x, y []int32) (sum int64) {
	y = y[:len(x)]
	var a, b, c, d int64
	i := 0
	for ; i+4 <= len(x); i += 4 {
		a += int64(x[i]) * int64(y[i])
		b += int64(x[i+1]) * int64(y[i+1])
		c += int64(x[i+2]) * int64(y[i+2])
		d += int64(x[i+3]) * int64(y[i+3])
	}
	for ; i < len(x); i++ {
		a += int64(x[i]) * int64(y[i])
	}
	return a + b + c + d
}

// dotFloat adds in order of index without fused multiply-add: the same bits on every machine.
func dotFloat(x, y []float64) (sum float64) {
	y = y[:len(x)]
	for i := range x {
		sum += float64(x[i] * y[i])
	}
	return sum
}
