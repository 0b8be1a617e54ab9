package loader

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"noboru/loader/internal/workbook"
)

// table is a header and rows of text, whatever file they came from.
type table struct {
	file, sheet    string // sheet is empty for text
	isText         bool
	headerRow      int
	header         []string
	corner         bool           // the first column had no header
	groups         []string       // above the header; nil where there are none
	places         map[string]int // of headers, once they were asked for
	rows           []record
	ragged         []record       // rows of text with too many or too few cells: faults, and nobody's roles
	short          []record       // rows of text with one or two cells: notes, or faults
	turned         []int          // where roles stand in columns: the row of the file of each column here
	roleNames      map[int]string // then the role of each row here
	asides         [asides]int    // numbers that were written in another way than plain digits
	asideAt        [asides]place
	asideText      [asides]string
	formatted      int // numbers that the sheet shows with fewer digits
	formattedAt    place
	formattedTexts [2]string

	doubtful map[int]*Fault // what is wrong with a header, by column
	merged   []string       // ranges whose text counts for several rows
	partial  bool           // rows are missing here because of faults: what names them is not to blame
}

// fault makes a fault of a cell; column is -1 for the row as a whole.
func (t *table) fault(row, column int, kind Kind, value string, vs ...any) *Fault {
	f := &Fault{File: t.file, Sheet: t.sheet, Row: row, Value: value, Kind: kind, Values: vs, place: column}
	if t.turned != nil {
		f.Row, f.Column, f.place = t.turned[max(0, column)], t.roleNames[row], row
		return f
	}
	if column >= 0 && column < len(t.header) {
		f.Column = t.header[column]
		if f.Column == "" {
			f.Column = workbook.ColumnName(column)
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
	if t.turned != nil {
		w.Row, w.Column = t.turned[max(0, column)], t.roleNames[row]
		return w
	}
	if column >= 0 {
		w.Column = t.header[column]
	}
	return w
}

// table reads a table. Where it cannot be used at all, the reason is a fault, and nil comes back.
// isHeader knows the header by what it must name; where no row does, the header is found by evidence.
func (l *loading) table(name, sheet string, isHeader func(cells []string) bool) *table {
	before := len(l.faults)
	g := l.grid(name, sheet)
	if g == nil {
		return nil
	}
	if len(g.rows) == 0 {
		l.fault(&Fault{File: g.file, Sheet: g.sheet, Kind: kindNoHeader})
		return nil
	}
	var h headerPlace
	if at := slices.IndexFunc(g.rows[:min(len(g.rows), titleRows+1)], func(r record) bool { return isHeader(r.cells) }); at >= 0 {
		h = headerPlace{row: at, first: at + 1, group: -1}
	} else {
		h = findHeader(g)
	}
	t := l.tabulate(g, h)
	l.useAll(t)
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

// mainTable reads a table of roles where the manifest says that it stands, or where it is found.
// isHeader knows the header by what it must name.
func (l *loading) mainTable(name string, isHeader func(cells []string) bool) *table {
	g := l.grid(name, l.manifest.Sheet)
	if g == nil {
		return nil
	}
	if len(g.rows) == 0 {
		l.fault(&Fault{File: g.file, Sheet: g.sheet, Kind: kindNoHeader})
		return nil
	}
	before := len(l.faults)
	first := name == l.manifest.Files[0]
	var h headerPlace
	at := slices.IndexFunc(g.rows[:min(len(g.rows), titleRows+1)], func(r record) bool { return isHeader(r.cells) })
	switch {
	case first && l.manifest.HeaderRow > 0 || !first && l.manifest.HeaderRow > 0 && !l.isGuess("headerRow"):
		h = l.headerOf(g)
	case at >= 0 && l.manifest.Form == formONET:
		h = headerPlace{row: at, group: -1, first: at + 1}
	default:
		h = l.headerOf(g)
		if at >= 0 && at != h.row && at != h.group {
			h = headerPlace{row: at, group: -1, first: at + 1}
		}
	}
	if !first && (l.manifest.Decimal == "" || l.isGuess("decimal")) && (l.manifest.Unit == "" || l.isGuess("unit")) {
		l.useNotationOf(g, h.first)
	}
	t := l.tabulate(g, h)
	t.partial = len(l.faults) > before
	if len(t.rows) == 0 && !t.partial {
		l.fault(t.fault(t.headerRow, -1, kindNoRows, ""))
		return nil
	}
	return t
}

// useNotationOf reads the numbers of a further table as it writes them itself.
func (l *loading) useNotationOf(g *grid, first int) {
	n, ambiguous := notationOf(g, first)
	if ambiguous != "" {
		l.fault(&Fault{File: g.file, Sheet: g.sheet, Value: ambiguous, Kind: kindCommaDoubt})
	}
	l.notation.comma, l.notation.unit, l.notation.points = n.comma, n.unit, n.comma && g.isText()
}

// tabulate splits the header from the rows. In a text file, rows that are as wide as the header
// remain; a workbook does not store empty cells at a row's end.
func (l *loading) tabulate(g *grid, h headerPlace) *table {
	t := &table{file: g.file, sheet: g.sheet, isText: g.isText()}
	header := g.rows[h.row]
	t.headerRow, t.header = header.row, slices.Clone(header.cells)
	if h.row > 0 {
		first := g.rows[0]
		title := ""
		for _, r := range each(g.rows[:h.row]) {
			for _, c := range r.cells {
				if len(c) > len(title) {
					title = c
				}
			}
		}
		skipped := h.row
		if h.group >= 0 {
			skipped--
		}
		if skipped > 0 && !l.said[key(t, warnTitleRows)] {
			l.said[key(t, warnTitleRows)] = true
			l.warn(t.warning(first.row, -1, warnTitleRows, "row", header.row, "text", Name(title)))
		}
	}
	rows := g.rows[min(h.first, len(g.rows)):]
	if !t.isText {
		for _, r := range each(rows) {
			for len(t.header) < len(r.cells) {
				t.header = append(t.header, "")
			}
		}
	}
	if h.group >= 0 {
		t.groups = spread(g.rows[h.group], len(t.header))
		for i, name := range t.header {
			if name == "" && i < len(g.rows[h.group].cells) { // the upper cell reaches down
				t.header[i], t.groups[i] = g.rows[h.group].cells[i], ""
			}
		}
	}
	t.tellApart()
	values := firstValues(t.header, rows)
	t.cut(rows, values)
	t.nameCorner(rows)
	t.splitLabel(header, rows)
	l.checkHeader(t, header, rows, values)
	for n, r := range each(rows) {
		if !t.headed(r) || l.ignored(t, r.row) {
			continue // what stands there has no header, which is said already
		}
		if t.isText && len(r.cells) != len(t.header) {
			// Cells that lack at the end are blank; more than the header has could be anything's.
			if len(r.cells) < len(t.header) && len(r.cells) <= 2 {
				t.short = append(t.short, *r)
				continue
			}
			l.fault(t.fault(r.row, -1, kindRagged, "", "cells", len(r.cells), "columns", len(t.header)))
			t.ragged = append(t.ragged, *r)
			continue
		}
		t.rows = keep(t.rows, rows, n)
	}
	return t
}

// tellApart names headers that stand in several groups by their group, too.
func (t *table) tellApart() {
	if t.groups == nil {
		return
	}
	groups := map[string][]string{}
	for i, h := range t.header {
		groups[h] = append(groups[h], t.groups[i])
	}
	for i, h := range t.header {
		if all := groups[h]; h != "" && len(all) > 1 && t.groups[i] != "" && len(distinct(all)) == len(all) {
			t.header[i] = t.groups[i] + " " + h
		}
	}
}

// cornerHeader stands in for the header of a first column that has none.
const cornerHeader = "name"

// nameCorner heads the first column, where it alone has no header and words in it: many programs leave
// the corner of a table blank.
func (t *table) nameCorner(rows []record) {
	if len(t.header) < 2 || t.header[0] != "" {
		return
	}
	words := 0
	for _, r := range each(rows) {
		if cell := r.cell(0); cell != "" && !looksNumeric(cell) {
			words++
		}
	}
	named := slices.ContainsFunc(t.header, func(h string) bool {
		u := usual(h)
		return slices.Contains(nameHeaders, u) || slices.Contains(nameJaHeaders, u) || slices.Contains(nameEnHeaders, u)
	})
	if words*2 > len(rows) && !named {
		t.header[0], t.corner = cornerHeader, true
	}
}

// mergedCodeHeader heads codes whose header is merged with that of the names beside them.
const mergedCodeHeader = "code"

// splitLabel tells codes and names apart, where one merged header stands over both.
func (t *table) splitLabel(header record, rows []record) {
	for i := 1; i < len(t.header); i++ {
		m := header.mark(i)
		if t.header[i] != "" || m.Kind != workbook.Covered || m.Merge.Left != i-1 || !isRoleLabel(usual(t.header[i-1])) || slices.Contains(t.header, mergedCodeHeader) {
			continue
		}
		words := 0
		for _, r := range each(rows) {
			if cell := r.cell(i); cell != "" && !looksNumeric(cell) {
				words++
			}
		}
		if words*2 > len(rows) {
			t.header[i-1], t.header[i] = mergedCodeHeader, t.header[i-1]
		}
	}
}

// spread gives each column the group header that stands above it or, merged or blank, to its left.
func spread(r record, width int) []string {
	groups := make([]string, width)
	last := ""
	for i := range groups {
		if text := r.cell(i); text != "" {
			last = text
		}
		groups[i] = last
	}
	return groups
}

func key(t *table, kind Kind) string { return t.file + "\x00" + t.sheet + "\x00" + string(kind) }

// headed says whether a row has a value below a header.
func (t *table) headed(r *record) bool {
	for i, cell := range r.cells[:min(len(r.cells), len(t.header))] {
		if cell != "" && t.header[i] != "" {
			return true
		}
	}
	return len(r.cells) > len(t.header) // so it is ragged
}

// titleRows is how many rows above the header are known for what they are.
const titleRows = 40

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
			rows[i].plain = rows[i].plain[:min(width, len(rows[i].plain))]
		}
	}
}

// firstValues gives for each column without a header the index of the first row that has a value in it, or -1.
func firstValues(header []string, rows []record) []int {
	first := make([]int, len(header))
	for i, h := range header {
		if h == "" {
			first[i] = slices.IndexFunc(rows, func(r record) bool { return r.cell(i) != "" })
		}
	}
	return first
}

// checkHeader notes headers that are blank above values, stand twice, or are no text. They are faults
// of the columns that are read, and of no others.
func (l *loading) checkHeader(t *table, header record, rows []record, firstValues []int) {
	first := map[string]int{}
	t.doubtful = map[int]*Fault{}
	for i, h := range t.header {
		at, twice := first[h]
		switch m := header.mark(i); {
		case h == "":
			if at := firstValues[i]; at >= 0 {
				t.doubtful[i] = t.blankHeader(m, i, rows[at])
			}
			continue
		case m.Kind == workbook.DateCell:
			t.doubtful[i] = t.fault(t.headerRow, i, kindDateText, h)
		case m.Kind == workbook.ClockCell:
			t.doubtful[i] = t.fault(t.headerRow, i, kindTimeText, h)
		case m.Kind == workbook.Formula:
			t.doubtful[i] = t.fault(t.headerRow, i, kindFormula, h)
		case twice:
			t.doubtful[i] = t.fault(t.headerRow, i, kindDuplicateHeader, h, "first", at+1, "second", i+1)
			continue
		}
		first[h] = i
	}
}

// blankHeader is the fault of a column without a header, where its first value stands.
func (t *table) blankHeader(header mark, column int, first record) *Fault {
	if header.Kind == workbook.Covered {
		return t.fault(t.headerRow, column, kindMerged, "", "range", header.Merge.Ref)
	}
	return t.fault(first.row, column, kindBlankHeader, first.cell(column))
}

// use faults what is wrong with the headers of columns that are read, once.
func (l *loading) use(t *table, columns ...int) {
	for _, i := range columns {
		if f := t.doubtful[i]; f != nil {
			l.fault(f)
			delete(t.doubtful, i)
		}
	}
}

// useAll is use for every column.
func (l *loading) useAll(t *table) {
	for i := range t.header {
		l.use(t, i)
	}
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
	if n := len(s); n > 0 && s[0] > ' ' && s[0] < utf8.RuneSelf && s[n-1] > ' ' && s[n-1] < utf8.RuneSelf && strings.IndexByte(s, '\r') < 0 {
		return s // most are
	}
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

// firstJapanese is the first of all Chinese characters and kana.
const firstJapanese = '⺀'

// japanese says whether s has kana or Chinese characters.
func japanese(s string) bool {
	return !ascii(s) && strings.ContainsFunc(s, func(r rune) bool {
		return r >= firstJapanese && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
	})
}
