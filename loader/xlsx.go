package loader

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"
)

// xlsxRows reads one sheet of a workbook: the named one, or the first. Formulas give the value
// that the workbook was saved with; hidden rows and columns are read like any other; of merged
// cells the first has the value.
func (l *loading) xlsxRows(t *table, data []byte, sheet string) (rows []record, ok bool) {
	defer func() {
		// The parser meets files from anywhere; what it does not expect must not end the server.
		if p := recover(); p != nil {
			f := t.fault(0, -1, kindBrokenWorkbook, "")
			f.Err = fmt.Errorf("panic: %v", p)
			l.fault(f)
			rows, ok = nil, false
		}
	}()
	if bytes.HasPrefix(data, []byte{0xd0, 0xcf, 0x11, 0xe0}) {
		l.fault(t.fault(0, -1, kindOldWorkbook, ""))
		return nil, false
	}
	limit := unzipFactor * l.opts.MaxBytes
	book, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{UnzipSizeLimit: limit, UnzipXMLSizeLimit: min(limit, 16<<20)})
	if err != nil {
		f := t.fault(0, -1, kindBrokenWorkbook, "")
		if strings.Contains(err.Error(), "unzip size exceeds") {
			f = t.fault(0, -1, kindWorkbookTooLarge, "", "limit", limit)
		}
		f.Err = err
		l.fault(f)
		return nil, false
	}
	defer book.Close() //nolint:errcheck // only read
	if !l.chooseSheet(t, book.GetSheetList(), sheet) {
		return nil, false
	}
	dates := &dates{book: book, styles: map[int]cellKind{}}
	notes, err := inspect(data, t.sheet, dates.of, l.opts.MaxCells)
	if err == nil {
		rows, err = l.sheetRows(t, book, notes, dates.from1904())
	}
	if errors.Is(err, ErrTooLarge) {
		l.fault(t.fault(0, -1, kindTooManyCells, "", "limit", l.opts.MaxCells))
		return nil, false
	}
	if err != nil {
		f := t.fault(0, -1, kindBrokenWorkbook, "")
		f.Err = err
		l.fault(f)
		return nil, false
	}
	return rows, true
}

// chooseSheet sets the table's sheet.
func (l *loading) chooseSheet(t *table, sheets []string, named string) bool {
	switch {
	case named != "":
		if !slices.Contains(sheets, named) {
			l.fault(t.fault(0, -1, kindUnknownSheet, named, "sheets", Names(sheets)))
			return false
		}
		t.sheet = named
	case len(sheets) == 0:
		l.fault(t.fault(0, -1, kindNoSheet, ""))
		return false
	default:
		t.sheet = sheets[0]
		if len(sheets) > 1 {
			l.warn(t.warning(0, -1, warnFirstSheet, "sheets", len(sheets)))
		}
	}
	return true
}

// sheetRows streams the sheet: stored values, which keep every digit, and their marks.
func (l *loading) sheetRows(t *table, book *excelize.File, notes *sheetNotes, from1904 bool) ([]record, error) {
	stored, err := book.Rows(t.sheet)
	if err != nil {
		return nil, err
	}
	defer stored.Close() //nolint:errcheck // only read
	rows := []record{}
	cells, width := 0, 0
	for n := 1; stored.Next() && !l.stopped(n); n++ {
		raw, err := stored.Columns(excelize.Options{RawCellValue: true})
		if err != nil {
			return nil, err
		}
		r := record{row: n, cells: raw, marks: notes.marks[n]}
		for _, m := range r.marks {
			if m.column < len(raw) {
				raw[m.column] = m.shown(raw[m.column], from1904)
			}
		}
		if cells += max(len(raw), width); cells > l.opts.MaxCells {
			return nil, ErrTooLarge
		}
		for len(r.cells) > 0 && trim(r.cells[len(r.cells)-1]) == "" {
			r.cells = r.cells[:len(r.cells)-1]
		}
		if len(r.cells) == 0 {
			continue
		}
		// The widest of the first rows has the header: what stands right of it is no cell of a role.
		if len(rows) <= titleRows {
			width = max(width, len(r.cells))
		}
		rows = append(rows, r)
	}
	if err := stored.Error(); err != nil {
		return nil, err
	}
	m := &merging{waiting: notes.merges, width: width, budget: l.opts.MaxCells}
	for i := range rows {
		if !m.next(&rows[i]) {
			return nil, ErrTooLarge
		}
	}
	return rows, nil
}

// shown is the text of a marked cell as a person sees it.
func (m mark) shown(raw string, from1904 bool) string {
	switch m.is {
	case boolean:
		return map[string]string{"1": "TRUE", "0": "FALSE"}[raw]
	case date, clock:
		return dateText(raw, m.is, from1904)
	case formula:
		return m.text
	default:
		return raw
	}
}

// merging marks cells that are merged, row by row from the top.
type merging struct {
	waiting []*merge // by top row
	active  []*merge // that cover cells of the row
	width   int      // of the table
	budget  int      // how many cells may be looked at: ranges that overlap could be without end
}

// next marks the cells of a row that are merged and have no value of their own. It returns false
// when the budget is spent.
func (m *merging) next(r *record) bool {
	for len(m.waiting) > 0 && m.waiting[0].top <= r.row {
		if first := m.waiting[0]; first.left < m.width && first.bottom >= r.row {
			m.active = append(m.active, first)
		}
		m.waiting = m.waiting[1:]
	}
	m.active = slices.DeleteFunc(m.active, func(a *merge) bool { return a.bottom < r.row })
	for _, a := range m.active {
		if a.top == r.row {
			a.value = trim(r.cell(a.left))
		}
		right := min(a.right, m.width-1)
		if m.budget -= max(1, right-a.left+1); m.budget < 0 {
			return false
		}
		for i := a.left; i <= right; i++ {
			if r.cell(i) == "" && (a.top != r.row || a.left != i) {
				r.marks = append(r.marks, mark{column: i, is: covered, merge: a})
			}
		}
	}
	slices.SortStableFunc(r.marks, byColumn)
	return true
}
