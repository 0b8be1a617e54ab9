package graph

// vector is one row as a measure sees it: of a role, of a person, or of either after its scores were
// moved.
type vector struct {
	row  []int32
	z    []float64 // standardised: centred z-scores
	sum  int64     // Pearson
	norm float64   // 0 where similarity is undefined
}

// of is the vector of a row.
func (v *vectors) of(row []int32) vector {
	x := vector{row: row}
	if v.measure == PearsonStandardized {
		x.z = make([]float64, v.zWidth)
	}
	v.refresh(&x)
	return x
}

// refresh brings a vector up to its row, whose scores have changed.
func (v *vectors) refresh(x *vector) {
	if v.measure != PearsonStandardized {
		x.sum, x.norm = v.moments(x.row)
	} else if v.zWidth > 0 {
		x.norm = v.centre(x.z, x.row)
	}
}

// at is the vector of a role.
func (v *vectors) at(role int) vector {
	w := v.width
	x := vector{row: v.rows[role*w : role*w+w], norm: v.norms[role]}
	if v.measure == PearsonStandardized {
		x.z = v.z[role*v.zWidth : (role+1)*v.zWidth]
	} else {
		x.sum = v.sums[role]
	}
	return x
}

// similarity of two vectors; ok is false where it is undefined.
func (v *vectors) similarity(a, b *vector) (s Similarity, ok bool) {
	if a.norm == 0 || b.norm == 0 {
		return 0, false
	}
	if v.measure == PearsonStandardized {
		return quotient(dotFloat(a.z, b.z), a.norm, b.norm), true
	}
	dot := dotInt(a.row, b.row)
	if v.measure == Pearson {
		dot = int64(v.width)*dot - a.sum*b.sum
	}
	return quotient(float64(dot), a.norm, b.norm), true
}
