package graph

import "math"

// cosine is the cosine of the angle between two rows: Σxy / (√Σx² · √Σy²), of exact integer sums.
type cosine struct {
	table
	sums    []int64 // zeros: nothing is taken off
	lengths []float64
}

func newCosine(t table) measured {
	c := &cosine{t, make([]int64, t.len()), make([]float64, t.len())}
	for i := range c.lengths {
		x := vector{row: t.row(i)}
		c.refresh(&x)
		c.lengths[i] = x.norm
	}
	return c
}

func flatCosine(scores []Points) bool {
	for _, x := range scores {
		if x != 0 {
			return false
		}
	}
	return true
}

func (c *cosine) at(role int) vector { return vector{row: c.row(role), norm: c.lengths[role]} }

func (c *cosine) refresh(x *vector) {
	var squares int64
	for _, s := range x.row {
		squares += int64(s) * int64(s)
	}
	x.norm = math.Sqrt(float64(squares))
}

func (c *cosine) product(a, b *vector) float64 { return float64(dotInt(a.row, b.row)) }

func (c *cosine) terms() (factor int64, sums []int64) { return 1, c.sums }

func (c *cosine) norms() []float64 { return c.lengths }

func (c *cosine) between(a, b int) float64 {
	return float64(dotInt(c.row(a), c.row(b)))
}

func (c *cosine) elements() int { return c.width }

func (c *cosine) unit(x *vector, z []float64) {
	for i, s := range x.row {
		z[i] = float64(s) / x.norm
	}
}

func (c *cosine) spread(x *vector, n float64) (row, noise float64) {
	return x.norm * x.norm / float64(len(x.row)), n
}
