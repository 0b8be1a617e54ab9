package graph

import "math"

// pearson is the correlation of two rows. With k skills it is
//
//	(k Σxy - Σx Σy) / (√(k Σx² - (Σx)²) · √(k Σy² - (Σy)²))
//
// The sums are exact integers (NewDataset refuses scores for which they could overflow), so the
// result does not depend on the order of columns.
type pearson struct {
	table
	sums    []int64
	lengths []float64
}

func newPearson(t table) measured {
	p := &pearson{t, make([]int64, t.len()), make([]float64, t.len())}
	for i := range p.lengths {
		x := vector{row: t.row(i)}
		p.refresh(&x)
		p.sums[i], p.lengths[i] = x.sum, x.norm
	}
	return p
}

func flatPearson(scores []Points) bool {
	for _, x := range scores {
		if x != scores[0] {
			return false
		}
	}
	return true
}

func (p *pearson) at(role int) vector {
	return vector{row: p.row(role), sum: p.sums[role], norm: p.lengths[role]}
}

// refresh finds a flat row by comparing scores, not by dividing.
func (p *pearson) refresh(x *vector) {
	var sum, squares int64
	var differ int32 // bits in which a score differs from the first
	for _, s := range x.row {
		sum += int64(s)
		squares += int64(s) * int64(s)
		differ |= s ^ x.row[0]
	}
	x.sum, x.norm = sum, 0
	if differ != 0 {
		x.norm = math.Sqrt(float64(int64(len(x.row))*squares - x.sum*x.sum))
	}
}

func (p *pearson) product(a, b *vector) float64 {
	return float64(int64(p.width)*dotInt(a.row, b.row) - a.sum*b.sum)
}

func (p *pearson) terms() (factor int64, sums []int64) { return int64(p.width), p.sums }

func (p *pearson) norms() []float64 { return p.lengths }

func (p *pearson) between(a, b int) float64 {
	return float64(int64(p.width)*dotInt(p.row(a), p.row(b)) - p.sums[a]*p.sums[b])
}

func (p *pearson) elements() int { return p.width }

// unit: norm² = k Σx² - (Σx)², and the centred row k x - Σx has k times that as its square.
func (p *pearson) unit(x *vector, z []float64) {
	k := float64(p.width)
	for i, s := range x.row {
		z[i] = (k*float64(s) - float64(x.sum)) / (math.Sqrt(k) * x.norm)
	}
}

func (p *pearson) spread(x *vector, n float64) (row, noise float64) {
	k := float64(len(x.row))
	return x.norm * x.norm / k / k, n
}
