package loader

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode"
)

// table is a header and rows of text, whatever file they came from.
type table struct {
	file, sheet string
	headerRow   int
	header      []string
	rows        []record
	partial     bool // rows are missing here because of faults: what names them is not to blame
}

// record is one row as it stands in the file.
type record struct {
	row   int // from 1, as a spreadsheet counts
	cells []string
}

// cell returns the text in column i; "" beyond the end and for a column that is not there (-1).
func (r record) cell(i int) string {
	if i < 0 || i >= len(r.cells) {
		return ""
	}
	return r.cells[i]
}

// fault places a fault in a cell; column is -1 for the row as a whole.
func (t *table) fault(row, column int, f *Fault) *Fault {
	f.File, f.Sheet, f.Row, f.place = t.file, t.sheet, row, column
	if column >= 0 && column < len(t.header) {
		f.Column = t.header[column]
	}
	return f
}

func (t *table) warning(row, column int, format string, args ...any) Warning {
	w := Warning{File: t.file, Sheet: t.sheet, Row: row, Message: fmt.Sprintf(format, args...)}
	if column >= 0 {
		w.Column = t.header[column]
	}
	return w
}

// table reads a table. Where it cannot be used at all, the reason is a fault, and nil comes back.
func (l *loading) table(name, sheet string) *table {
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
		l.fault(&Fault{File: file, Value: ext, Err: ErrFormat, Want: "a table in .csv or .xlsx"})
	}
	if !ok || !l.tabulate(t, rows) {
		return nil
	}
	t.partial = len(l.faults) > before
	return t
}

// tableWithRows is table for one that must not be empty.
func (l *loading) tableWithRows(name, sheet string) *table {
	t := l.table(name, sheet)
	if t != nil && len(t.rows) == 0 && !t.partial {
		l.fault(&Fault{File: t.file, Sheet: t.sheet, Row: t.headerRow, Err: fmt.Errorf("%w: there are no rows below the header", ErrEmpty), Want: "one row or more"})
		return nil
	}
	return t
}

// tabulate splits the header from the rows, trims cells and drops blank rows. Rows that are as
// wide as the header remain.
func (l *loading) tabulate(t *table, rows []record) bool {
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
	if len(kept) == 0 {
		l.fault(&Fault{File: t.file, Sheet: t.sheet, Err: fmt.Errorf("%w: there is no header", ErrEmpty), Want: "a first row with the names of the columns"})
		return false
	}
	t.headerRow, t.header = kept[0].row, kept[0].cells
	before := len(l.faults)
	l.checkHeader(t, kept[1:])
	if len(l.faults) > before {
		return false
	}
	for _, r := range kept[1:] {
		if len(r.cells) != len(t.header) {
			l.fault(t.fault(r.row, -1, &Fault{
				Value: plural(len(r.cells), "cell", "cells"), Err: ErrRagged,
				Want: fmt.Sprintf("%d, as in the header (is a comma or a quote missing?)", len(t.header)),
			}))
			continue
		}
		t.rows = append(t.rows, r)
	}
	if trimmed > 0 {
		l.warn(t.warning(firstTrimmed, -1, "%s had spaces around the text; they were cut off (the first is in this row)", plural(trimmed, "cell", "cells")))
	}
	if blank > 0 && firstBlank < kept[len(kept)-1].row {
		l.warn(t.warning(firstBlank, -1, "%s skipped (the first is this one)", plural(blank, "blank row", "blank rows")))
	}
	return true
}

// checkHeader drops blank columns at the end and faults headers that are blank or stand twice.
func (l *loading) checkHeader(t *table, rows []record) {
	width := len(t.header)
	for width > 0 && t.header[width-1] == "" && !slices.ContainsFunc(rows, func(r record) bool { return r.cell(width-1) != "" }) {
		width--
	}
	if width < len(t.header) {
		full := len(t.header)
		t.header = t.header[:width]
		for i := range rows {
			if len(rows[i].cells) == full {
				rows[i].cells = rows[i].cells[:width]
			}
		}
	}
	if width == 1 && strings.ContainsAny(t.header[0], ";\t") {
		l.fault(t.fault(t.headerRow, -1, &Fault{Value: t.header[0], Err: fmt.Errorf("%w: the header has one column", ErrFormat), Want: "columns separated by commas"}))
		return
	}
	first := map[string]int{}
	for i, h := range t.header {
		switch at, ok := first[h]; {
		case h == "":
			if slices.ContainsFunc(rows, func(r record) bool { return r.cell(i) != "" }) {
				f := t.fault(t.headerRow, i, &Fault{Err: fmt.Errorf("%w: a column without a header has values", ErrMissing), Want: "a name in the header, or an empty column"})
				f.Column = fmt.Sprintf("column %d", i+1)
				l.fault(f)
			}
		case ok:
			l.fault(t.fault(t.headerRow, i, &Fault{Value: h, Err: fmt.Errorf("%w: columns %d and %d have this header", ErrDuplicate, at+1, i+1), Want: "a different header for each column"}))
		default:
			first[h] = i
		}
	}
}

// column returns the place of a header, or -1.
func (t *table) column(header string) int {
	if header == "" {
		return -1
	}
	return slices.Index(t.header, header)
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
