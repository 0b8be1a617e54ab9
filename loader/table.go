package loader

import (
	"path"
	"slices"
	"strings"
	"unicode"

	"github.com/xuri/excelize/v2"
)

// table is a header and rows of text, whatever file they came from.
type table struct {
	file, sheet string // sheet is empty for CSV
	headerRow   int
	header      []string
	places      map[string]int // of headers, once they were asked for
	rows        []record
	ragged      []record // rows of CSV with too many or too few cells: faults, and nobody's roles
	merged      []string // ranges whose text counts for several rows
	partial     bool     // rows are missing here because of faults: what names them is not to blame
}

// fault makes a fault of a cell; column is -1 for the row as a whole.
func (t *table) fault(row, column int, kind Kind, value string, vs ...any) *Fault {
	f := &Fault{File: t.file, Sheet: t.sheet, Row: row, Value: value, Kind: kind, Values: vs, place: column}
	if column >= 0 && column < len(t.header) {
		f.Column = t.header[column]
		if f.Column == "" {
			f.Column, _ = excelize.ColumnNumberToName(column + 1) // fails for none that a file has
		}
	}
	return f
}

// headerFault makes a fault of the header that is about a column which it may not have.
func (t *table) headerFault(column string, kind Kind, vs ...any) *Fault {
	f := t.fault(t.headerRow, -1, kind, "", vs...)
	f.Column = column
	return f
}

func (t *table) warning(row, column int, kind Kind, vs ...any) Warning {
	w := Warning{File: t.file, Sheet: t.sheet, Row: row, Kind: kind, Values: vs}
	if column >= 0 {
		w.Column = t.header[column]
	}
	return w
}

// table reads a table. Where it cannot be used at all, the reason is a fault, and nil comes back.
// isHeader knows the header from a row above it.
func (l *loading) table(name, sheet string, isHeader func(cells []string) bool) *table {
	if name == "" {
		return nil // the manifest has this fault
	}
	file := l.path(name)
	data := l.read(file)
	if data == nil {
		return nil
	}
	t := &table{file: file}
	var rows []record
	var ok bool
	before := len(l.faults)
	switch ext := strings.ToLower(path.Ext(file)); ext {
	case ".csv":
		rows, ok = l.csvRows(t, data)
	case ".xlsx", ".xlsm":
		rows, ok = l.xlsxRows(t, data, sheet)
	default:
		l.fault(&Fault{File: file, Value: ext, Kind: kindNoTable})
	}
	if !ok || !l.tabulate(t, rows, isHeader) {
		return nil
	}
	t.partial = len(l.faults) > before
	return t
}

// tableWithRows is table for one that must not be empty.
func (l *loading) tableWithRows(name, sheet string, isHeader func(cells []string) bool) *table {
	t := l.table(name, sheet, isHeader)
	if t != nil && len(t.rows) == 0 && !t.partial {
		l.fault(t.fault(t.headerRow, -1, kindNoRows, ""))
		return nil
	}
	return t
}

// tabulate splits the header from the rows, trims cells and drops blank rows. In CSV, rows that
// are as wide as the header remain; a workbook does not store empty cells at a row's end.
func (l *loading) tabulate(t *table, rows []record, isHeader func(cells []string) bool) bool {
	kept := l.clean(t, rows)
	if len(kept) == 0 {
		l.fault(t.fault(0, -1, kindNoHeader, ""))
		return false
	}
	kept = l.skipTitle(t, kept, isHeader)
	t.headerRow, t.header = kept[0].row, kept[0].cells
	rows = kept[1:]
	if t.sheet != "" {
		for _, r := range rows {
			for len(t.header) < len(r.cells) {
				t.header = append(t.header, "")
			}
		}
	}
	values := firstValues(len(t.header), rows)
	t.cut(rows, values)
	if len(t.header) == 1 && strings.ContainsAny(t.header[0], ";\t") {
		l.fault(t.fault(t.headerRow, -1, kindOneColumn, t.header[0]))
		return false
	}
	l.checkHeader(t, kept[0], rows, values)
	for _, r := range rows {
		if !t.headed(r) {
			continue // what stands there has no header, which is a fault already
		}
		if t.sheet == "" && len(r.cells) != len(t.header) {
			l.fault(t.fault(r.row, -1, kindRagged, "", "cells", len(r.cells), "columns", len(t.header)))
			t.ragged = append(t.ragged, r)
			continue
		}
		t.rows = append(t.rows, r)
	}
	return true
}

// headed says whether a row has a value below a header.
func (t *table) headed(r record) bool {
	for i, cell := range r.cells[:min(len(r.cells), len(t.header))] {
		if cell != "" && t.header[i] != "" {
			return true
		}
	}
	return len(r.cells) > len(t.header) // so it is ragged
}

// clean trims every cell and drops blank rows.
func (l *loading) clean(t *table, rows []record) []record {
	trimmed, blank := 0, 0
	firstTrimmed, firstBlank := 0, 0
	kept := rows[:0]
	for _, r := range rows {
		empty := true
		for i, cell := range r.cells {
			clean := trim(cell)
			if len(clean) != len(cell) && strings.ReplaceAll(cell, "\r\n", "\n") != clean {
				if trimmed++; trimmed == 1 {
					firstTrimmed = r.row
				}
			}
			r.cells[i] = clean
			empty = empty && clean == ""
		}
		if empty {
			if blank++; blank == 1 {
				firstBlank = r.row
			}
			continue
		}
		kept = append(kept, r)
	}
	if trimmed > 0 {
		l.warn(t.warning(firstTrimmed, -1, warnSpaces, "cells", trimmed))
	}
	if blank > 0 && len(kept) > 0 && firstBlank < kept[len(kept)-1].row {
		l.warn(t.warning(firstBlank, -1, warnBlankRows, "rows", blank))
	}
	return kept
}

// titleRows is how many rows above the header are known for what they are.
const titleRows = 10

// skipTitle drops what stands above the header, which is a fault.
func (l *loading) skipTitle(t *table, rows []record, isHeader func(cells []string) bool) []record {
	for i, r := range rows[:min(len(rows), titleRows+1)] {
		if !isHeader(r.cells) {
			continue
		}
		if i > 0 {
			first := rows[0]
			at := slices.IndexFunc(first.cells, func(c string) bool { return c != "" })
			l.fault(t.fault(first.row, -1, kindTitleRow, first.cells[at], "row", r.row))
		}
		return rows[i:]
	}
	return rows
}

// cut drops blank columns at the end.
func (t *table) cut(rows []record, firstValues []int) {
	full := len(t.header)
	width := full
	for width > 0 && t.header[width-1] == "" && firstValues[width-1] < 0 {
		width--
	}
	t.header = t.header[:width]
	for i := range rows {
		if len(rows[i].cells) == full {
			rows[i].cells = rows[i].cells[:width]
		}
	}
}

// firstValues gives for each column the index of the first row that has a value in it, or -1.
func firstValues(columns int, rows []record) []int {
	first := make([]int, columns)
	for i := range first {
		first[i] = -1
	}
	for n, r := range rows {
		for i, cell := range r.cells[:min(len(r.cells), columns)] {
			if cell != "" && first[i] < 0 {
				first[i] = n
			}
		}
	}
	return first
}

// checkHeader faults headers that are blank above values, stand twice, or are no text.
func (l *loading) checkHeader(t *table, header record, rows []record, firstValues []int) {
	first := map[string]int{}
	for i, h := range t.header {
		at, twice := first[h]
		switch m := header.mark(i); {
		case h == "":
			if at := firstValues[i]; at >= 0 {
				l.blankHeader(t, m, i, rows[at])
			}
			continue
		case m.is == date:
			l.fault(t.fault(t.headerRow, i, kindDateText, h))
		case m.is == clock:
			l.fault(t.fault(t.headerRow, i, kindTimeText, h))
		case m.is == formula:
			l.fault(t.fault(t.headerRow, i, kindFormula, h))
		case twice:
			l.fault(t.fault(t.headerRow, i, kindDuplicateHeader, h, "first", at+1, "second", i+1))
			continue
		}
		first[h] = i
	}
}

// blankHeader faults a column without a header where its first value stands.
func (l *loading) blankHeader(t *table, header mark, column int, first record) {
	if header.is == covered {
		l.fault(t.fault(t.headerRow, column, kindMerged, "", "range", header.merge.ref))
		return
	}
	l.fault(t.fault(first.row, column, kindBlankHeader, first.cell(column)))
}

// column returns the place of a header, or -1.
func (t *table) column(header string) int {
	if t.places == nil {
		t.places = make(map[string]int, len(t.header))
		for i, h := range t.header {
			if _, twice := t.places[h]; !twice && h != "" {
				t.places[h] = i
			}
		}
	}
	if i, ok := t.places[header]; ok {
		return i
	}
	return -1
}

// twins returns the other columns that have the header of one of these.
func (t *table) twins(columns []int) []int {
	mine, headers := map[int]bool{}, map[string]bool{}
	for _, i := range columns {
		if i >= 0 {
			mine[i], headers[t.header[i]] = true, true
		}
	}
	var twins []int
	for i, h := range t.header {
		if headers[h] && !mine[i] {
			twins = append(twins, i)
		}
	}
	return twins
}

// trim cuts white space and byte order marks around s and writes every line break as "\n".
func trim(s string) string {
	if strings.Contains(s, "\r") {
		s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	}
	return strings.TrimFunc(s, func(r rune) bool { return unicode.IsSpace(r) || r == '\ufeff' })
}

// textOf puts s under the language that it is written in.
func textOf(s string) (t text) {
	if japanese(s) {
		t.Ja = s
	} else {
		t.En = s
	}
	return t
}

// japanese says whether s has kana or Chinese characters.
func japanese(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool {
		return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
	})
}
