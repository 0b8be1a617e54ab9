package loader

import (
	"math"

	"noboru/graph"
)

// scaleScores settles the scale of a table's scores, and refuses what no scale holds.
func (l *loading) scaleScores(t *table, columns []int, spec *graph.Spec) {
	facts := l.countFacts(t.rows, columns)
	l.settleScale(t, columns, facts)
	if by := l.scaleBy; by > 1 && spec.MaxScore > 0 && l.manifest.ScaleBy == by && l.isGuess("scaleBy") {
		spec.MaxScore, _, _ = graph.NewPoints(l.manifest.MaxScore)
	}
	l.held(t, columns, facts)
}

// settleScale chooses the power of ten that scores are multiplied by, where they are too small for
// thousandths of a point: similarities do not change with it, and totals and climbs are then in that
// unit. Scores up to 1 that are whole thousandths stay as they are.
func (l *loading) settleScale(t *table, columns []int, facts []columnFacts) {
	m := &l.manifest
	if m.ScaleBy > 0 {
		l.scaleBy = m.ScaleBy
		return
	}
	if l.scaleBy > 0 || m.MaxScore > 1 {
		return
	}
	most, exact := 0.0, true
	for _, f := range facts {
		if f.numbers > 0 {
			most = max(most, math.Abs(f.most))
			exact = exact && f.exact
		}
	}
	if exact || most > 1 || most <= 0 {
		return
	}
	by := 1.0
	for most*by <= 1+1e-12 {
		by *= 10
	}
	// Two more digits where the scores have them.
	for range 2 {
		if l.exactAt(t, columns, by) {
			break
		}
		by *= 10
	}
	if by > 1e9 {
		return // held() refuses what cannot be told apart
	}
	l.scaleBy = by
	l.guess("scaleBy", func() { m.ScaleBy = by })
	if m.MaxScore > 0 {
		m.MaxScore *= by
	}
	l.warn(t.warning(0, -1, warnScaled, "by", trimFloat(by), "unit", trimFloat(1/by)))
}

func (l *loading) exactAt(t *table, columns []int, by float64) bool {
	for _, i := range columns {
		for _, r := range each(t.rows) {
			v, _, fault := l.notation.of(r, i)
			if scaled := v * by * 1000; fault == nil && math.Abs(scaled-math.Round(scaled)) > 1e-6 {
				return false
			}
		}
	}
	return true
}

// held refuses a column whose numbers differ by so little that thousandths of a point do not hold
// them: rounding would make another order of them.
func (l *loading) held(t *table, columns []int, facts []columnFacts) {
	by := max(1, l.scaleBy)
	for k, i := range columns {
		f := facts[k]
		if i < 0 {
			continue
		}
		if f.percents > 0 && f.percents < f.numbers {
			l.fault(t.fault(t.headerRow, i, kindPercentMixed, "", "percents", f.percents, "others", f.numbers-f.percents))
		}
		if f.numbers < 2 || f.exact && by == 1 {
			continue
		}
		texts := f.distinct()
		if texts == nil {
			continue
		}
		rounded := map[float64]bool{}
		distinct := map[float64]bool{}
		for text := range texts {
			if v, _, fault := l.notation.number(text); fault == nil {
				rounded[math.Round(v*by*1000)], distinct[v] = true, true
			}
		}
		if len(rounded)*2 < len(distinct) || len(rounded) == 1 && len(distinct) > 1 {
			l.fault(t.fault(t.headerRow, i, kindTooFine, "", "least", trimFloat(f.least), "most", trimFloat(f.most)))
		}
	}
}
