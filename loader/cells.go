package loader

import (
	"cmp"
	"iter"
	"math"
	"slices"
	"strconv"
	"strings"

	"noboru/graph"
	"noboru/loader/internal/workbook"
)

// record is one row as it stands in the file.
type record struct {
	row   int // from 1, as a spreadsheet counts
	cells []string
	plain []float64 // the numbers that cells of plain digits are, NaN for others; nil where that is not known
	marks []mark    // cells of a workbook that are more than their text, by column
}

type mark = workbook.Mark

// each goes through rows without copying them.
func each(rows []record) iter.Seq2[int, *record] {
	return func(yield func(int, *record) bool) {
		for n := range rows {
			if !yield(n, &rows[n]) {
				return
			}
		}
	}
}

// keep adds the n-th of all rows to those that stay. As long as all of them do, they need no copy.
func keep(kept, all []record, n int) []record {
	if n == len(kept) {
		return all[: n+1 : n+1]
	}
	return append(kept, all[n])
}

// cell returns the text in column i; "" beyond the end and for a column that is not there (-1).
func (r *record) cell(i int) string {
	if i < 0 || i >= len(r.cells) {
		return ""
	}
	return r.cells[i]
}

// looksNumeric reports whether the cell in column i means to be a number, in whatever notation.
func (r *record) looksNumeric(i int) bool {
	if uint(i) < uint(len(r.plain)) && !math.IsNaN(r.plain[i]) {
		return true
	}
	return looksNumeric(r.cell(i))
}

// mark returns what the cell in column i is beside its text.
func (r *record) mark(i int) mark {
	if len(r.marks) == 0 {
		return mark{}
	}
	at, ok := slices.BinarySearchFunc(r.marks, i, func(m mark, i int) int { return cmp.Compare(m.Column, i) })
	if !ok {
		return mark{}
	}
	return r.marks[at]
}

// text reads a cell of words. The text of a merged cell counts for every row below that it covers.
// What is no text is a fault; then ok is false.
func (l *loading) text(t *table, r *record, i int) (text string, ok bool) {
	if len(r.marks) == 0 {
		return r.cell(i), true
	}
	kind := kindErrorText
	switch m := r.mark(i); m.Kind {
	case workbook.Covered:
		if m.Merge.Left != i {
			return "", true
		}
		if m.Merge.Value != "" && (len(t.merged) == 0 || t.merged[len(t.merged)-1] != m.Merge.Ref) {
			t.merged = append(t.merged, m.Merge.Ref)
		}
		return m.Merge.Value, true
	case workbook.DateCell:
		kind = kindDateText
	case workbook.ClockCell:
		kind = kindTimeText
	case workbook.Formula:
		kind = kindFormula
	case workbook.Failed:
	case workbook.Formatted: // a code keeps what the sheet shows, such as 0007
		return m.Shown, true
	default:
		return r.cell(i), true
	}
	l.fault(t.fault(r.row, i, kind, r.cell(i)))
	return "", false
}

// word is text where what is no text has been faulted and that is enough.
func (l *loading) word(t *table, r *record, i int) string {
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

// number reads a cell as a number, as the sheet shows it where it is a percentage. What is none is a
// fault; then ok is false. A cell that says nothing is a fault of its own, which blankAs may prevent.
func (l *loading) number(t *table, r *record, i int) (v float64, ok bool) {
	var m mark
	if len(r.marks) > 0 {
		m = r.mark(i)
	}
	text := r.cell(i)
	var kind Kind
	var vs Values
	switch m.Kind {
	case workbook.DateCell:
		kind = kindDate
	case workbook.ClockCell:
		kind = kindTime
	case workbook.Boolean:
		if _, known := l.notation.marks[text]; !known {
			kind = kindBoolean
		}
	case workbook.Formula:
		kind = kindFormula
	case workbook.Covered:
		kind, vs = kindMerged, Values{"range", m.Merge.Ref}
	}
	if kind != "" {
		l.fault(t.fault(r.row, i, kind, text, vs...))
		return 0, false
	}
	v, how, f := l.notation.of(r, i)
	if f != nil {
		l.fault(t.fault(r.row, i, f.Kind, f.Value, f.Values...))
		return 0, false
	}
	switch m.Kind {
	case workbook.PercentOf:
		v, how = v*100, percent
	case workbook.Formatted:
		if sameDigits(m.Shown, v) {
			break // the format adds letters, such as 3 points
		}
		t.formatted++
		if t.formatted == 1 {
			t.formattedAt, t.formattedTexts = place{r.row, i}, [2]string{m.Shown, text}
		}
	}
	if how != plainDigits {
		t.asides[how]++
		if t.asides[how] == 1 {
			t.asideAt[how], t.asideText[how] = place{r.row, i}, text
		}
	}
	return v, true
}

// sameDigits reports whether a shown text has the digits of a number, whatever stands around them.
func sameDigits(shown string, v float64) bool {
	digits := strings.TrimFunc(shown, func(r rune) bool { return r < '0' || r > '9' })
	w, err := strconv.ParseFloat(digits, 64)
	return err == nil && w == math.Abs(v)
}

// place is a cell of a table.
type place struct{ row, column int }

// noteNumbers says once how numbers were written that are not plain digits.
func (l *loading) noteNumbers(t *table) {
	kinds := [asides]Kind{fullWidth: warnFullWidth, grouped: warnGrouped, percent: warnPercent, withUnit: warnUnit}
	for how, kind := range kinds {
		if n := t.asides[how]; n > 0 && kind != "" {
			at := t.asideAt[how]
			l.warn(t.warning(at.row, at.column, kind, "cells", n, "text", Name(t.asideText[how])))
		}
	}
	if t.formatted > 0 {
		l.warn(t.warning(t.formattedAt.row, t.formattedAt.column, warnFormatted, "cells", t.formatted, "shown", Name(t.formattedTexts[0]), "stored", Name(t.formattedTexts[1])))
	}
	t.asides, t.formatted = [asides]int{}, 0
}

// points reads a score or a total. What is none is a fault; then ok is false.
func (l *loading) points(t *table, r *record, i int, b bound) (p graph.Points, exact, ok bool) {
	v, ok := l.number(t, r, i)
	if !ok {
		return 0, false, false
	}
	if l.scaleBy > 1 {
		v *= l.scaleBy
	}
	p, exact, f := points(v, r.cell(i), b)
	if f != nil {
		l.fault(t.fault(r.row, i, f.Kind, f.Value, f.Values...))
	}
	return p, exact, f == nil
}

// similarity reads a correlation. What is none is a fault; then ok is false.
func (l *loading) similarity(t *table, r *record, i int) (s graph.Similarity, ok bool) {
	switch r.mark(i).Kind {
	case workbook.Plain, workbook.Formatted, workbook.Failed, workbook.PercentOf:
	default:
		l.number(t, r, i) // says what it is
		return 0, false
	}
	s, f := l.notation.similarity(r.cell(i))
	if f != nil {
		l.fault(t.fault(r.row, i, f.Kind, f.Value, f.Values...))
	}
	return s, f == nil
}

// numeric reports whether a cell means to be a number.
func (l *loading) numeric(r *record, i int) bool {
	if len(r.marks) > 0 {
		switch r.mark(i).Kind {
		case workbook.DateCell, workbook.ClockCell, workbook.Formula, workbook.Covered:
			return false
		case workbook.Boolean:
			_, known := l.notation.marks[r.cell(i)]
			return known
		}
	}
	text := r.cell(i)
	if _, known := l.notation.marks[text]; known {
		return true
	}
	if text == "" || blank(text) {
		return false
	}
	plain, _ := l.notation.plain(text)
	return isDecimal(plain) || looksNumeric(text)
}

// noNumbers says why a column has no number, or that it has one or that there are no rows.
func (l *loading) noNumbers(t *table, column int) (reason Term, none bool) {
	if len(t.rows) == 0 {
		return "", false
	}
	reason = reasonEmpty
	for _, r := range each(t.rows) {
		if l.numeric(r, column) {
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
	for _, r := range each(t.rows) {
		if text := r.cell(column); text != "" {
			return text
		}
	}
	return ""
}

// unlike says what a cell that is no number is.
func (r *record) unlike(column int) Term {
	text := r.cell(column)
	switch r.mark(column).Kind {
	case workbook.DateCell, workbook.ClockCell:
		return reasonDate
	case workbook.Formula:
		return reasonFormula
	case workbook.Covered:
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

// truth reports whether s is a truth value as spreadsheets write it.
func truth(s string) bool { return strings.EqualFold(s, "true") || strings.EqualFold(s, "false") }
