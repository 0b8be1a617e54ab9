package loader

import (
	"slices"

	"noboru/graph"
)

// matrix reads a square of correlations: roles down and the same roles across. Blank cells are
// unknown; a triangle says all. Totals stand in a column of their own, or are unknown.
func (l *loading) matrix(spec *graph.Spec) {
	rr := newRoleRows(spec, l.declaredFamilies(spec))
	t := l.mainTable(l.manifest.Files[0], l.isRoleHeader)
	if t == nil {
		return
	}
	c := l.roleColumns(t, nil)
	total := c.total
	label := l.squareLabel(t, c)
	if label < 0 {
		l.fault(t.fault(t.headerRow, -1, kindNoSquare, ""))
		return
	}
	place := map[string]int{} // row, by label
	var codes []string
	for n, r := range each(t.rows) {
		role := rr.role(l, t, c, r)
		if total >= 0 {
			if p, _, ok := l.points(t, r, total, bound{most: largestPoints}); ok {
				role.Total = p
			}
		}
		place[r.cell(label)] = n
		codes = append(codes, role.Code)
		spec.Roles = append(spec.Roles, role)
	}
	if total < 0 {
		l.warn(t.warning(t.headerRow, -1, warnNoTotals))
	}
	p := &pairReader{loading: l, t: t, roles: rr.codes, complete: true, r: -1, first: map[[2]string]seenPair{}}
	for _, i := range slices.Sorted(slices.Values(c.rest)) {
		at, square := place[t.header[i]]
		if !square {
			l.warnUnread(t, []int{i}, reasonNoUse)
			continue
		}
		for n, r := range each(t.rows) {
			if l.stopped(n) {
				return
			}
			if cell := r.cell(i); cell == "" || blank(cell) {
				continue
			}
			if s, ok := l.similarity(t, r, i); ok {
				if pair, ok := p.add(codes[n], codes[at], s, r, i); ok {
					spec.Pairs = append(spec.Pairs, pair)
				}
			}
		}
	}
	rr.endTable(l, t, c)
	l.noteNumbers(t)
	if len(l.faults) == 0 {
		rr.warnAlike(l)
	}
}

// squareLabel finds the column whose values are headers, too.
func (l *loading) squareLabel(t *table, c roleColumns) int {
	best, most := -1, 2
	for _, i := range []int{c.code, c.nameJa, c.nameEn} {
		if i < 0 {
			continue
		}
		n := 0
		for _, r := range each(t.rows) {
			if at := t.column(r.cell(i)); at >= 0 {
				n++
			}
		}
		if n > most {
			best, most = i, n
		}
	}
	return best
}
