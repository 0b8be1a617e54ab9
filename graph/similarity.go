package graph

// vectors is the rows of a dataset as its measure sees them, so that the similarity of a pair is one dot
// product and one division.
type vectors struct {
	measured
	table
	roleNorms []float64
}

// newVectors is nil for a dataset without scores.
func newVectors(d *Dataset) *vectors {
	return vectorsOf(d.Measure(), len(d.Skills()), d.scores)
}

// vectorsOf prepares rows of width scores.
func vectorsOf(measure Measure, width int, rows []int32) *vectors {
	kind := measure.kind()
	if kind == nil {
		return nil
	}
	t := table{rows, width}
	m := kind.prepare(t)
	return &vectors{m, t, m.norms()}
}

// of is the vector of a row that is no role's.
func (v *vectors) of(row []int32) vector {
	x := vector{row: row}
	v.refresh(&x)
	return x
}

// pair returns the similarity of two roles; ok is false where it is undefined.
func (v *vectors) pair(a, b int) (s Similarity, ok bool) {
	if v.roleNorms[a] == 0 || v.roleNorms[b] == 0 {
		return 0, false
	}
	return quotient(v.between(a, b), v.roleNorms[a], v.roleNorms[b]), true
}

// similarity of two vectors; ok is false where it is undefined.
func (v *vectors) similarity(a, b *vector) (s Similarity, ok bool) {
	if a.norm == 0 || b.norm == 0 {
		return 0, false
	}
	return quotient(v.product(a, b), a.norm, b.norm), true
}

// alike lists the roles whose similarity with a vector that is not flat is least or more, by code. dots gives Σxy of the
// vector and each role's, if it is known and the measure is integral; else it is nil.
func (v *vectors) alike(x *vector, least Similarity, dots func(role int) int64) []strength {
	var list []strength
	if dots == nil {
		for role := range v.roleNorms {
			y := v.at(role)
			if s, ok := v.similarity(x, &y); ok && s >= least {
				list = append(list, strength{s, int32(role)})
			}
		}
		return list
	}
	factor, sums := v.measured.(integral).terms()
	bar := (float64(least) - 1) / SimilarityScale * x.norm // what is below it by the role's norm is not worth a division
	for role, norm := range v.roleNorms {
		product := float64(factor*dots(role) - x.sum*sums[role])
		if norm == 0 || product < bar*norm {
			continue
		}
		if s := quotient(product, x.norm, norm); s >= least {
			list = append(list, strength{s, int32(role)})
		}
	}
	return list
}

// unitRow writes a role's vector at length 1; zeros where similarity is undefined.
func (v *vectors) unitRow(role int, z []float64) {
	x := v.at(role)
	if x.norm == 0 {
		clear(z)
		return
	}
	v.unit(&x, z)
}

// quotient rounds dot / (a·b) half away from zero to millionths, within [-1, 1]. It is math.Round of what is
// near 1 at most, where cutting off and looking at the rest, both exact, take a third of the time.
func quotient(dot, a, b float64) Similarity {
	x := dot / (a * b) * SimilarityScale
	s := Similarity(x)
	if rest := x - float64(s); rest >= 0.5 {
		s++
	} else if rest <= -0.5 {
		s--
	}
	return min(max(s, -SimilarityScale), SimilarityScale)
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
