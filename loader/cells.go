package loader

import (
	"cmp"
	"slices"
	"strings"

	"noboru/graph"
)

// record is one row as it stands in the file.
type record struct {
	row   int // from 1, as a spreadsheet counts
	cells []string
	marks []mark // cells of a workbook that are more than their text, by column
}

// mark says what a cell of a workbook is beside its text.
type mark struct {
	column int
	is     cellKind
	merge  *merge // the range that covers the cell, where it is covered
	text   string // the formula, where it has no value
}

func byColumn(a, b mark) int { return cmp.Compare(a.column, b.column) }

// cellKind is what a cell of a workbook is.
type cellKind uint8

const (
	plain   cellKind = iota // its text is all there is
	date                    // a number shown as a date, or a stored date
	clock                   // a number shown as a time of day or a duration
	boolean                 // TRUE or FALSE
	failed                  // an error value
	formula                 // a formula that was saved without its value
	covered                 // merged, and not the first cell of its range
)

// merge is a range of merged cells; its first cell has the value. Rows and columns are inclusive.
type merge struct {
	ref                      string // such as C2:C4
	top, bottom, left, right int    // rows from 1, columns from 0
	value                    string
}

// cell returns the text in column i; "" beyond the end and for a column that is not there (-1).
func (r record) cell(i int) string {
	if i < 0 || i >= len(r.cells) {
		return ""
	}
	return r.cells[i]
}

// mark returns what the cell in column i is beside its text.
func (r record) mark(i int) mark {
	at, ok := slices.BinarySearchFunc(r.marks, i, func(m mark, i int) int { return cmp.Compare(m.column, i) })
	if !ok {
		return mark{}
	}
	return r.marks[at]
}

// text reads a cell of words. The text of a merged cell counts for every row below that it covers.
// What is no text is a fault; then ok is false.
func (l *loading) text(t *table, r record, i int) (text string, ok bool) {
	if len(r.marks) == 0 {
		return r.cell(i), true
	}
	kind := kindErrorText
	switch m := r.mark(i); m.is {
	case covered:
		if m.merge.left != i {
			return "", true
		}
		if m.merge.value != "" && (len(t.merged) == 0 || t.merged[len(t.merged)-1] != m.merge.ref) {
			t.merged = append(t.merged, m.merge.ref)
		}
		return m.merge.value, true
	case date:
		kind = kindDateText
	case clock:
		kind = kindTimeText
	case formula:
		kind = kindFormula
	case failed:
	default:
		return r.cell(i), true
	}
	l.fault(t.fault(r.row, i, kind, r.cell(i)))
	return "", false
}

// word is text where what is no text has been faulted and that is enough.
func (l *loading) word(t *table, r record, i int) string {
	text, _ := l.text(t, r, i)
	return text
}

// noteMerged warns of merged cells whose text counts for several rows.
func (l *loading) noteMerged(t *table) {
	if len(t.merged) > 0 {
		slices.Sort(t.merged)
		l.warn(t.warning(0, -1, warnMerged, "ranges", Names(slices.Compact(t.merged))))
	}
}

// noNumber says whether the cell is no number whatever its text. That is a fault.
func (l *loading) noNumber(t *table, r record, i int) bool {
	if len(r.marks) == 0 {
		return false
	}
	var kind Kind
	var vs Values
	switch m := r.mark(i); m.is {
	case date:
		kind = kindDate
	case clock:
		kind = kindTime
	case boolean:
		kind = kindBoolean
	case formula:
		kind = kindFormula
	case covered:
		kind, vs = kindMerged, Values{"range", m.merge.ref}
	default:
		return false
	}
	l.fault(t.fault(r.row, i, kind, r.cell(i), vs...))
	return true
}

// points reads a score or a total. What is none is a fault; then ok is false.
func (l *loading) points(t *table, r record, i int, b bound) (p graph.Points, exact, ok bool) {
	if l.noNumber(t, r, i) {
		return 0, false, false
	}
	p, exact, f := points(r.cell(i), b)
	if f != nil {
		l.fault(t.fault(r.row, i, f.Kind, f.Value, f.Values...))
	}
	return p, exact, f == nil
}

// similarity reads a correlation. What is none is a fault; then ok is false.
func (l *loading) similarity(t *table, r record, i int) (s graph.Similarity, ok bool) {
	if l.noNumber(t, r, i) {
		return 0, false
	}
	s, f := similarity(r.cell(i))
	if f != nil {
		l.fault(t.fault(r.row, i, f.Kind, f.Value, f.Values...))
	}
	return s, f == nil
}

// numeric says whether a cell means to be a number.
func (r record) numeric(i int) bool {
	if m := r.mark(i); m.is != plain && m.is != failed {
		return false
	}
	return looksNumeric(r.cell(i))
}

// noNumbers says why a column has no number, or that it has one or that there are no rows.
func (t *table) noNumbers(column int) (reason Term, none bool) {
	if len(t.rows) == 0 {
		return "", false
	}
	reason = reasonEmpty
	for _, r := range t.rows {
		if r.numeric(column) {
			return "", false
		}
		switch why := r.unlike(column); {
		case why == reason || why == reasonEmpty:
		case reason == reasonEmpty:
			reason = why
		default:
			reason = reasonMixed
		}
	}
	return reason, true
}

// firstValue returns the first value of a column, or "".
func (t *table) firstValue(column int) string {
	for _, r := range t.rows {
		if text := r.cell(column); text != "" {
			return text
		}
	}
	return ""
}

// unlike says what a cell that is no number is.
func (r record) unlike(column int) Term {
	text := r.cell(column)
	switch r.mark(column).is {
	case date, clock:
		return reasonDate
	case formula:
		return reasonFormula
	case covered:
		return reasonEmpty
	}
	switch {
	case text == "":
		return reasonEmpty
	case truth(text):
		return reasonBoolean
	default:
		return reasonText
	}
}

// truth says whether s is a truth value as spreadsheets write it.
func truth(s string) bool { return strings.EqualFold(s, "true") || strings.EqualFold(s, "false") }
