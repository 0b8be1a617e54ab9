package loader

import (
	"errors"
	"fmt"
	"slices"

	"noboru/loader/internal/workbook"
)

// unzipFactor is how much larger than MaxBytes a workbook may be unpacked.
const unzipFactor = 4

// bookRows reads one sheet of a workbook: the named one, or the one that looks most like a table.
// Formulas give the value that the workbook was saved with; hidden rows and columns are read like
// any other; of merged cells the first has the value.
func (l *loading) bookRows(g *grid, data []byte, sheet string) (ok bool) {
	defer func() {
		// The parser meets files from anywhere; what it does not expect must not end the server.
		if p := recover(); p != nil {
			l.fault(&Fault{File: g.file, Sheet: g.sheet, Kind: kindBrokenWorkbook, Err: fmt.Errorf("panic: %v", p)})
			ok = false
		}
	}()
	book, err := workbook.Open(data, workbook.Limits{Bytes: unzipFactor * l.opts.MaxBytes, Cells: l.opts.MaxCells})
	if err != nil {
		l.bookFault(g, err)
		return false
	}
	if sheet == "" {
		switch made, err := l.roleSheets(g, book); {
		case err != nil:
			l.bookFault(g, err)
			return false
		case made:
			return true
		}
	}
	if !l.chooseSheet(g, book, sheet) {
		return false
	}
	content, err := book.Read(g.of, 0)
	if err == nil {
		err = l.merged(g, content)
	}
	if err != nil {
		l.bookFault(g, err)
		return false
	}
	l.noteHidden(g, content)
	return true
}

func (l *loading) bookFault(g *grid, err error) {
	f := &Fault{File: g.file, Sheet: g.sheet, Kind: kindBrokenWorkbook, Err: err}
	switch {
	case errors.Is(err, workbook.ErrLongCell):
		f.Kind, f.Values = kindCellTooLarge, Values{"limit", workbook.MaxCell}
	case errors.Is(err, workbook.ErrTooLarge):
		f.Kind, f.Values = kindWorkbookTooLarge, Values{"bytes", unzipFactor * l.opts.MaxBytes, "rows", workbook.MaxRows, "cells", l.opts.MaxCells}
	case errors.Is(err, workbook.ErrOld):
		f.Kind = kindOldWorkbook
	}
	l.fault(f)
}

// chooseSheet sets the grid's sheet. Where none is named, it is the visible sheet that has the
// largest table, the first of equals.
func (l *loading) chooseSheet(g *grid, book *workbook.Book, named string) bool {
	for _, s := range book.Sheets {
		g.sheets = append(g.sheets, s.Name)
		if s.Hidden {
			g.hiddenSheets = append(g.hiddenSheets, s.Name)
		}
	}
	switch {
	case named != "":
		i := slices.Index(g.sheets, named)
		if i < 0 {
			l.fault(&Fault{File: g.file, Value: named, Kind: kindUnknownSheet, Values: Values{"sheets", Names(g.sheets)}})
			return false
		}
		g.of = book.Sheets[i]
	case len(book.Sheets) == 0:
		l.fault(&Fault{File: g.file, Kind: kindNoSheet})
		return false
	default:
		g.of = l.likeliest(book)
		if len(book.Sheets) > 1 {
			g.sheetGuessed = true
			l.warn(Warning{File: g.file, Sheet: g.of.Name, Kind: warnSheet, Values: Values{"sheets", Names(g.sheets), "hidden", Names(g.hiddenSheets)}})
		}
	}
	g.sheet = g.of.Name
	return true
}

// likeliest looks at the first rows of every sheet. A sheet whose rows have many cells, side by side
// in the same columns, is a table; a cover or a note has one or two.
func (l *loading) likeliest(book *workbook.Book) workbook.Sheet {
	best, most := book.Sheets[0], -1
	for _, s := range book.Sheets {
		content, err := book.Read(s, sampled)
		if err != nil {
			continue
		}
		score, heads := 0, false
		for n, r := range content.Rows {
			filled := 0
			for _, cell := range r.Cells {
				if cell != "" {
					filled++
				}
			}
			if filled > 2 {
				score += min(filled, 50)
			}
			heads = heads || n <= titleRows && filled > 2 && slices.ContainsFunc(r.Cells, namesRoles)
		}
		if heads {
			score *= 4
		}
		if s.Hidden {
			score /= 4
		}
		// A later sheet must be clearly larger: of like sheets the first is meant.
		if score > most+most/2 {
			best, most = s, score
		}
	}
	return best
}

// namesRoles reports whether a text heads a column that names roles.
func namesRoles(text string) bool {
	u := usual(trim(text))
	return slices.ContainsFunc([][]string{codeHeaders[:8], nameHeaders, nameJaHeaders, nameEnHeaders, pairAHeaders[2:]}, func(list []string) bool { return slices.Contains(list, u) })
}

// merged turns the rows of a sheet into records and marks what is covered by merged cells.
func (l *loading) merged(g *grid, content *workbook.Content) error {
	width, cells := 0, 0
	for n, r := range content.Rows {
		rec := record{row: r.Number, cells: r.Cells, marks: r.Marks}
		for len(rec.cells) > 0 && trim(rec.cells[len(rec.cells)-1]) == "" {
			rec.cells = rec.cells[:len(rec.cells)-1]
		}
		if len(rec.cells) == 0 {
			continue
		}
		if cells += max(len(rec.cells), width); cells > l.opts.MaxCells {
			return fmt.Errorf("%w: more than %d cells", workbook.ErrTooLarge, l.opts.MaxCells)
		}
		// The widest of the first rows has the header: what stands right of it is no cell of a role.
		if n <= sampled {
			width = max(width, len(rec.cells))
		}
		g.rows = append(g.rows, rec)
	}
	m := &merging{waiting: content.Merges, width: width, budget: l.opts.MaxCells}
	for i := range g.rows {
		if !m.next(&g.rows[i]) {
			return fmt.Errorf("%w: merged cells", workbook.ErrTooLarge)
		}
	}
	return nil
}

// noteHidden says which rows and columns of the table are hidden in the sheet: they are read.
func (l *loading) noteHidden(g *grid, content *workbook.Content) {
	var rows Rows
	width := 0
	for _, r := range content.Rows {
		if width = max(width, len(r.Cells)); r.Hidden {
			rows = append(rows, r.Number)
		}
	}
	var columns Names
	for _, c := range content.HiddenColumns {
		if c < width {
			columns = append(columns, workbook.ColumnName(c))
		}
	}
	if len(rows) > 0 {
		l.warn(Warning{File: g.file, Sheet: g.sheet, Row: rows[0], Kind: warnHiddenRows, Values: Values{"rows", rows}})
	}
	if len(columns) > 0 {
		l.warn(Warning{File: g.file, Sheet: g.sheet, Kind: warnHiddenColumns, Values: Values{"columns", columns}})
	}
}

// merging marks cells that are merged, row by row from the top.
type merging struct {
	waiting []*workbook.Merge // by top row
	active  []*workbook.Merge // that cover cells of the row
	width   int               // of the table
	budget  int               // how many cells may be looked at: ranges that overlap could be without end
}

// next marks the cells of a row that are merged and have no value of their own. It returns false
// when the budget is spent.
func (m *merging) next(r *record) bool {
	for len(m.waiting) > 0 && m.waiting[0].Top <= r.row {
		if first := m.waiting[0]; first.Left < m.width && first.Bottom >= r.row {
			m.active = append(m.active, first)
		}
		m.waiting = m.waiting[1:]
	}
	m.active = slices.DeleteFunc(m.active, func(a *workbook.Merge) bool { return a.Bottom < r.row })
	for _, a := range m.active {
		if a.Top == r.row {
			a.Value = trim(r.cell(a.Left))
		}
		right := min(a.Right, m.width-1)
		if m.budget -= max(1, right-a.Left+1); m.budget < 0 {
			return false
		}
		for i := a.Left; i <= right; i++ {
			if r.cell(i) == "" && (a.Top != r.row || a.Left != i) {
				r.marks = append(r.marks, workbook.Mark{Column: i, Kind: workbook.Covered, Merge: a})
			}
		}
	}
	slices.SortStableFunc(r.marks, workbook.ByColumn)
	return true
}
