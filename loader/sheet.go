package loader

import (
	"context"
	"slices"
	"strings"

	"noboru/loader/internal/workbook"
)

// Sheet is a table that people hand in besides roles: a profile, pairs of roles, people. It is read
// like any other: whatever its encoding, delimiter, sheet and notation.
type Sheet struct {
	Name     string
	Header   []string // nil where no row is one
	Rows     []SheetRow
	Warnings []Warning

	comma bool
	unit  string
}

// SheetRow is a row with its number in the file.
type SheetRow struct {
	Row   int
	Cells []string // as the sheet shows them; as many as the header has, where there is one
}

// Cell returns the text in a column; "" beyond the end and for a column that is not there (-1).
func (r SheetRow) Cell(column int) string {
	if column < 0 || column >= len(r.Cells) {
		return ""
	}
	return r.Cells[column]
}

// ReadSheet reads a table from the bytes of a file. The row that has one of the known headers is the
// header; where no row has any, there is none. Names are matched as usual: whatever their case, width
// and spaces. The error is Faults.
func ReadSheet(ctx context.Context, name string, data []byte, sheet string, known []string, opts Options) (*Sheet, error) {
	opts.Sheet = sheet
	l := newLoading(ctx, source{}, opts)
	l.manifest.Encoding = opts.Encoding
	g := l.gridOf(name, data, sheet)
	if g == nil || len(l.faults) > 0 {
		l.faults.sort()
		return nil, condense(l.faults)
	}
	s := &Sheet{Name: name}
	headers := map[string]bool{}
	for _, k := range known {
		headers[usual(k)] = true
	}
	at := slices.IndexFunc(g.rows[:min(len(g.rows), titleRows)], func(r record) bool {
		return slices.ContainsFunc(r.cells, func(c string) bool { return headers[usual(c)] })
	})
	width := 0
	if at >= 0 {
		s.Header = g.rows[at].cells
		width = len(s.Header)
	}
	n, _ := notationOf(g, at+1)
	s.comma, s.unit = n.comma, n.unit
	for _, r := range each(g.rows[at+1:]) {
		cells := slices.Clone(r.cells)
		for i := range cells {
			switch m := r.mark(i); m.Kind {
			case workbook.Formatted:
				if _, _, fault := (&notation{}).number(m.Shown); fault != nil || strings.HasPrefix(m.Shown, "0") {
					cells[i] = m.Shown // a code such as 0007
				}
			case workbook.PercentOf:
				cells[i] = m.Shown
			case workbook.Covered:
				if m.Merge.Left == i {
					cells[i] = m.Merge.Value
				}
			}
		}
		for len(cells) < width {
			cells = append(cells, "")
		}
		s.Rows = append(s.Rows, SheetRow{r.row, cells})
	}
	s.Warnings = l.report.Warnings
	return s, nil
}

// Column finds a column by one of its usual headers, the first that is there; -1 where none is.
func (s *Sheet) Column(headers ...string) int {
	for _, h := range headers {
		for i, header := range s.Header {
			if usual(header) == usual(h) {
				return i
			}
		}
	}
	return -1
}

// Number reads a cell as a number in the notation of the sheet. blank says that it says nothing, ok
// that it is a number.
func (s *Sheet) Number(text string) (v float64, nothing, ok bool) {
	if blank(text) {
		return 0, true, false
	}
	v, _, fault := (&notation{comma: s.comma, unit: s.unit}).number(text)
	return v, false, fault == nil
}

// The usual headers of what people hand in, as ReadSheet and Column take them.
var (
	SkillHeaders = slices.Concat(skillHeaders, skillKeyHeaders)
	LevelHeaders = levelHeaders
	FromHeaders  = []string{"from", "fromrole", "currentrole", "role", "current", "start", "現職", "現在の職種", "職種", "出発", "始点", "rolea"}
	ToHeaders    = []string{"to", "torole", "target", "targetrole", "goal", "目標", "目標の職種", "希望職種", "目標職種", "到達", "終点", "roleb"}
)
