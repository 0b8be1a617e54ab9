package loader

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"noboru/internal/lazyregexp"
	"noboru/loader/internal/workbook"
)

// trimFloat writes a number in as few digits as it has.
func trimFloat(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// numbersOf reads the cells of the columns; NaN where a cell is no number. Nobody changes what it returns: numbers of
// plain digits that stand side by side are those of the rows themselves.
func (l *loading) numbersOf(t *table, columns []int) [][]float64 {
	values := make([][]float64, len(t.rows))
	sideBySide := len(columns) > 0 && columns[0] >= 0
	for k, i := range columns {
		sideBySide = sideBySide && i == columns[0]+k
	}
	for n, r := range each(t.rows) {
		plain := l.notation.plainNumbers(r)
		if sideBySide && columns[0]+len(columns) <= len(plain) {
			if own := plain[columns[0] : columns[0]+len(columns)]; !slices.ContainsFunc(own, math.IsNaN) {
				values[n] = own
				continue
			}
		}
		row := make([]float64, len(columns))
		for k, i := range columns {
			v, ok := numberAt(plain, i)
			if !ok {
				if v, ok = l.value(r, i); !ok {
					v = math.NaN()
				}
			}
			row[k] = v
		}
		values[n] = row
	}
	return values
}

// value is the number in a cell, which a blank one has where the manifest says so.
func (l *loading) value(r *record, i int) (v float64, ok bool) {
	if v, ok := numberAt(l.notation.plainNumbers(r), i); ok {
		return v, true
	}
	v, _, ok = l.notation.read(r.cell(i))
	switch {
	case !ok:
		return 0, l.manifest.Blank == blankZero && blank(r.cell(i))
	case r.mark(i).Kind == workbook.PercentOf:
		return v * 100, true
	}
	return v, true
}

// fewRows is how many roles a table needs before its columns tell anything about each other.
const fewRows = 3

// suspects looks for columns of numbers that are no skills: the sum or the mean of the others, a
// counter, a repetition, a range of another order. What is certainly none is left out, or used as the
// total; what is only odd stays. Both are said, with the line of the manifest that settles it.
func (l *loading) suspects(t *table, c *roleColumns, columns []int) (skills []int) {
	if len(t.rows) < fewRows || len(columns) == 0 {
		return columns
	}
	values := l.numbersOf(t, columns)
	out := make([]bool, len(columns))
	leave := func(k int, kind Kind, vs ...any) {
		out[k] = true
		l.guess("columns.ignore."+t.header[columns[k]], func() {})
		l.warn(t.warning(t.headerRow, columns[k], kind, vs...))
	}
	for k, i := range columns {
		switch {
		case counts(values, k):
			if !isCode(t, c, i) {
				leave(k, suspectCounter)
			}
		case isCodes(t.header[i], values, k):
			leave(k, suspectCode)
		case slices.Contains(personnelHeaders, usual(t.header[i])):
			leave(k, suspectPersonnel)
		case isRank(t.header[i], values, k):
			leave(k, suspectRank)
		default:
			if other := l.repeats(t, columns, values, out, k); other >= 0 {
				leave(k, suspectRepeat, "other", Name(t.header[columns[other]]))
			}
		}
	}
	ends := extents(values, len(columns))
	ranges, whole := ends.ranges(out), newWholeColumns(values)
	typical := median(ranges)
	far := func(k int) bool { return ranges[k] > 20*typical && typical > 0 }
	for k := range columns {
		least, most := ends.least[k], ends.most[k]
		if least > most {
			continue // nothing there reads as a number: each cell is a fault
		}
		if !out[k] && len(columns)-count(out) >= 3 && (far(k) && whole.of(out, k) != wholeSum || isYear(values, k) && typical < 1000) {
			leave(k, suspectRange, "least", trimFloat(least), "most", trimFloat(most), "typical", trimFloat(typical))
		}
	}
	for k := range columns {
		if !out[k] && subtotal(values, out, ranges, k) {
			leave(k, suspectSecondTotal)
		}
	}
	for k, i := range columns {
		if out[k] || len(columns)-count(out) < 3 {
			continue
		}
		switch whole := whole.of(out, k); {
		case whole == wholeSum && c.total < 0:
			c.total = i
			l.totalHeader = t.header[i]
			leave(k, suspectTotal)
		case whole == wholeSum:
			leave(k, suspectSecondTotal)
		case whole == wholeMean:
			leave(k, suspectMean)
		}
	}
	for k, i := range columns {
		if out[k] {
			continue
		}
		least, most := ends.least[k], ends.most[k]
		switch {
		case ranges[k] > 4*typical && typical > 0 && len(columns)-count(out) >= 3:
			l.warn(t.warning(t.headerRow, i, suspectOddRange, "least", trimFloat(least), "most", trimFloat(most), "typical", trimFloat(typical)))
		case least == most && len(values) >= 5:
			l.warn(t.warning(t.headerRow, i, suspectConstant, "value", trimFloat(least)))
		}
	}
	for k, i := range columns {
		if !out[k] {
			skills = append(skills, i)
		}
	}
	return skills
}

// personnelHeaders head what is kept of people and posts, and is no skill.
var personnelHeaders = []string{
	"age", "tenure", "yearsofservice", "yearsofexperience", "yearsinrole", "salary", "wage", "pay", "grade", "paygrade", "jobgrade", "band", "payband", "fte", "headcount", "heads",
	"年齢", "勤続年数", "経験年数", "年収", "給与", "月給", "等級", "職能等級", "号俸", "人数", "在籍人数", "定員", "alter", "gehalt", "âge", "salaire", "edad", "salario",
}

// codeHeader are headers of what is numbered and not measured.
var codeHeader = lazyregexp.New(`(?i)(^|[ _-])(code|id|no|nr|number|year|phone|zip)\.?($|[ _)-])|コード|番号|年度|ＩＤ`)

// isCodes reports whether a column's header and its numbers are those of codes: whole numbers, most
// of them different, some of them large.
func isCodes(header string, values [][]float64, k int) bool {
	if !codeHeader().MatchString(header) {
		return false
	}
	different, most, n := map[float64]bool{}, 0.0, 0
	for _, row := range values {
		v := row[k]
		if math.IsNaN(v) {
			continue
		}
		if v != math.Trunc(v) {
			return false
		}
		different[v] = true
		most = max(most, v)
		n++
	}
	return len(different)*3 >= n*2 && most > 20 || isYear(values, k)
}

func isCode(t *table, c *roleColumns, column int) bool { return c.code == column }

func count(flags []bool) int {
	n := 0
	for _, f := range flags {
		if f {
			n++
		}
	}
	return n
}

// counts reports whether a column goes up by one from row to row, over five rows or more.
func counts(values [][]float64, k int) bool {
	if len(values) < 5 {
		return false
	}
	for n := 1; n < len(values); n++ {
		if values[n][k] != values[n-1][k]+1 {
			return false
		}
	}
	return true
}

// copied are headers that programs give to columns that stand twice.
var copied = lazyregexp.New(`^(.*)(\.[0-9]+|_[0-9]+|_x|_y| \([0-9]+\))$`)

// severalValues reports whether a column has more than two different numbers.
func severalValues(values [][]float64, k int) bool {
	different := map[float64]bool{}
	for _, row := range values {
		if different[row[k]] = true; len(different) > 2 {
			return true
		}
	}
	return false
}

// repeats returns the column left of k that has the same numbers, or -1: where the header says that
// it is a copy, or in a table long enough to leave no chance.
func (l *loading) repeats(t *table, columns []int, values [][]float64, out []bool, k int) int {
	var m []string
	if header := t.header[columns[k]]; strings.ContainsAny(header, "._(") {
		m = copied().FindStringSubmatch(header)
	}
	for j := range k {
		if out[j] {
			continue
		}
		named := m != nil && t.header[columns[j]] == m[1]
		if !named && len(values) < 12 {
			continue
		}
		same := !slices.ContainsFunc(values, func(row []float64) bool {
			return row[j] != row[k] && (!math.IsNaN(row[j]) || !math.IsNaN(row[k]))
		})
		if same && (named || severalValues(values, j)) {
			return j
		}
	}
	return -1
}

func extent(values [][]float64, k int) (least, most float64) {
	least, most = math.Inf(1), math.Inf(-1)
	for _, row := range values {
		if !math.IsNaN(row[k]) {
			least, most = min(least, row[k]), max(most, row[k])
		}
	}
	return least, most
}

// columnEnds are the least and the greatest number of each column; the least is greater where it has none.
type columnEnds struct{ least, most []float64 }

func extents(values [][]float64, width int) columnEnds {
	e := columnEnds{slices.Repeat([]float64{math.Inf(1)}, width), slices.Repeat([]float64{math.Inf(-1)}, width)}
	for _, row := range values {
		for k, v := range row {
			if v < e.least[k] {
				e.least[k] = v
			}
			if v > e.most[k] {
				e.most[k] = v
			}
		}
	}
	return e
}

// ranges gives the largest magnitude of each column.
func (e columnEnds) ranges(out []bool) []float64 {
	ranges := make([]float64, len(out))
	for k := range out {
		if ranges[k] = max(math.Abs(e.least[k]), math.Abs(e.most[k])); out[k] || math.IsInf(ranges[k], 0) {
			ranges[k] = math.NaN()
		}
	}
	return ranges
}

func median(values []float64) float64 { return medianIn(make([]float64, 0, len(values)), values) }

// medianIn is median with room for as many numbers.
func medianIn(room, values []float64) float64 {
	known := room[:0]
	for _, v := range values {
		if !math.IsNaN(v) {
			known = append(known, v)
		}
	}
	if len(known) == 0 {
		return 0
	}
	return nth(known, (len(known)-1)/2)
}

// nth is the n-th smallest of values, from 0, whose order it changes: quickselect (Hoare 1961), O(length) for values
// that stand in no order or in a sorted one.
func nth(values []float64, n int) float64 {
	for len(values) > 12 {
		pivot := values[len(values)/2]
		less, same := 0, 0 // values[:less] < pivot, values[less:less+same] == pivot
		for i, v := range values {
			switch {
			case v < pivot:
				values[i], values[less+same], values[less] = values[less+same], values[less], v
				less++
			case v == pivot:
				values[i], values[less+same] = values[less+same], v
				same++
			}
		}
		switch {
		case n < less:
			values = values[:less]
		case n < less+same:
			return pivot
		default:
			values, n = values[less+same:], n-less-same
		}
	}
	slices.Sort(values)
	return values[n]
}

// isYear reports whether all numbers of a column are years.
func isYear(values [][]float64, k int) bool {
	least, most := extent(values, k)
	return least <= most && least >= 1900 && most <= 2100 && least == math.Trunc(least)
}

// lonely lists the columns whose least or greatest number stands far from the rest: farther from the next one than that
// from the other end. In no other column is a number four times as far from the median as every other: the median lies
// between the next one and the other end, of which one is at least half of their distance away.
func (l *loading) lonely(t *table, columns []int) []int {
	type ends struct{ least, second, last, most float64 }
	all := make([]ends, len(columns))
	for k := range all {
		all[k] = ends{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	}
	for _, r := range each(t.rows) {
		plain := l.notation.plainNumbers(r)
		for k, i := range columns {
			v, ok := numberAt(plain, i)
			if !ok {
				v, ok = l.value(r, i)
			}
			e := &all[k]
			if !ok || v >= e.second && v <= e.last {
				continue
			}
			if v < e.least {
				e.least, e.second = v, e.least
			} else {
				e.second = min(e.second, v)
			}
			if v > e.most {
				e.most, e.last = v, e.most
			} else {
				e.last = max(e.last, v)
			}
		}
	}
	var lonely []int
	for k, i := range columns {
		if e := all[k]; i >= 0 && (e.most-e.last > e.last-e.least || e.second-e.least > e.most-e.second) {
			lonely = append(lonely, i)
		}
	}
	return lonely
}

// outliers warns of a score far outside its column: a slip of the finger, such as 55 among 2 to 5.
func (l *loading) outliers(t *table, columns []int) {
	if len(t.rows) < 5 {
		return
	}
	columns = l.lonely(t, columns)
	values := l.numbersOf(t, columns)
	column, away, room := make([]float64, 0, len(values)), make([]float64, 0, len(values)), make([]float64, 0, len(values))
	for k, i := range columns {
		column, away = column[:0], away[:0]
		for _, row := range values {
			column = append(column, row[k])
		}
		middle := medianIn(room, column)
		farthest, second := -1, 0.0 // which row is farthest away, and how far the next is
		for n, v := range column {
			d := math.Abs(v - middle)
			away = append(away, d)
			switch {
			case math.IsNaN(d):
			case farthest < 0:
				farthest = n
			case d > away[farthest]:
				farthest, second = n, away[farthest]
			default:
				second = max(second, d)
			}
		}
		spread := max(0.1*math.Abs(middle), 0.25)
		if n := farthest; n >= 0 && away[n] > 8*spread && away[n] > 4*second {
			if v := column[n]; away[n] > 8*medianIn(room, away) {
				l.warn(t.warning(t.rows[n].row, i, suspectOutlier, "value", trimFloat(v), "median", trimFloat(middle)))
			}
		}
	}
}
