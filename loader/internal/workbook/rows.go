package workbook

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"time"
	"unicode/utf8"
)

// Row is a row with at least one cell that is not blank.
type Row struct {
	Number int // from 1
	Hidden bool
	Cells  []string // as stored; dates, times and truth values as a person writes them
	Marks  []Mark   // cells that are more than their text, by column
}

// Mark says what a cell is beside its text.
type Mark struct {
	Column int // from 0
	Kind   Kind
	Merge  *Merge // the range that covers the cell, where it is covered
	Shown  string // what the sheet shows in the place of the stored number
}

// ByColumn orders marks.
func ByColumn(a, b Mark) int { return cmp.Compare(a.Column, b.Column) }

// Kind is what a cell is.
type Kind uint8

// What a cell can be.
const (
	Plain     Kind = iota // its text is all there is
	DateCell              // a number shown as a date, or a stored date
	ClockCell             // a number shown as a time of day or a duration
	Boolean               // TRUE or FALSE
	Failed                // an error value
	Formula               // a formula that was saved without its value; the text is the formula
	Covered               // merged, and not the first cell of its range
	Formatted             // a number that is shown otherwise than stored
	PercentOf             // a number shown as a percentage
)

// Merge is a range of merged cells; its first cell has the value. Rows and columns are inclusive.
type Merge struct {
	Ref                      string // such as C2:C4
	Top, Bottom, Left, Right int    // rows from 1, columns from 0
	Value                    string
}

// Content is what a sheet has.
type Content struct {
	Rows          []Row
	Merges        []*Merge // by top row
	HiddenColumns []int    // ranges that were hidden, from 0, at most a thousand columns
}

// Read reads a sheet, or its first most rows where most is not 0. It costs one pass over the XML.
func (b *Book) Read(s Sheet, most int) (*Content, error) {
	if f := b.parts[s.part]; most == 0 && f.UncompressedSize64 > countFree && ratio(f) > countRatio {
		if err := b.countRows(s.part); err != nil {
			return nil, err
		}
	}
	p := &sheet{book: b, content: &Content{}, most: most, column: -1}
	if err := b.parse(s.part, p.visit); err != nil {
		return nil, err
	}
	slices.SortStableFunc(p.content.Merges, func(x, y *Merge) int { return cmp.Compare(x.Top, y.Top) })
	return p.content, nil
}

// countRows refuses a sheet with too many rows before any of them is kept.
func (b *Book) countRows(part string) error {
	r, err := b.open(part)
	if err != nil {
		return err
	}
	defer r.Close() //nolint:errcheck // only read
	buf := make([]byte, 256<<10)
	rows := 0
	for {
		n, err := io.ReadFull(r, buf)
		if rows += bytes.Count(buf[:n], []byte("<row")); rows > MaxRows {
			return fmt.Errorf("%w: more than %d rows", ErrTooLarge, MaxRows)
		}
		if err != nil {
			return nil // what is wrong with the XML the parser says
		}
	}
}

// sheet is the state of reading one sheet.
type sheet struct {
	book    *Book
	content *Content
	most    int
	cells   int // so far, gaps included
	gaps    int // of them
	rows    int // tags so far
	row     Row
	column  int
	cell    cell
}

// cell is what is known of a cell so far.
type cell struct {
	kind, style                string
	formula, stored            bool // there is a formula, a value
	inFormula, inValue, inText bool
	reading                    bool
	text, code                 []byte
}

func (p *sheet) visit(x *reader) error {
	switch {
	case x.start:
		if err := p.start(x); err != nil {
			return err
		}
	case x.text != nil:
		p.characters(x.text)
	}
	if x.end {
		return p.end(x.name)
	}
	return nil
}

func (p *sheet) start(x *reader) error {
	switch x.name {
	case "row":
		if p.most > 0 && len(p.content.Rows) >= p.most {
			return errStop
		}
		if p.rows++; p.rows > MaxRows {
			return fmt.Errorf("%w: more than %d rows", ErrTooLarge, MaxRows)
		}
		number := p.row.Number + 1
		if n, err := strconv.Atoi(x.attribute("r")); err == nil && n > 0 {
			number = n
		}
		if number > MaxRows {
			return fmt.Errorf("%w: row %d", ErrTooLarge, number)
		}
		p.row = Row{Number: number, Hidden: truth(x.attribute("hidden"))}
		p.column = -1
	case "c":
		p.column++
		kind, style := "", ""
		p.cell.text, p.cell.code = p.cell.text[:0], p.cell.code[:0]
		if ref := x.attribute("r"); ref != "" {
			column, _, err := coordinates(ref)
			if err != nil {
				return err
			}
			p.column = column
		}
		kind, style = x.attribute("t"), x.attribute("s")
		p.cell = cell{kind: kind, style: style, text: p.cell.text, code: p.cell.code}
	case "f":
		p.cell.formula, p.cell.inFormula = true, !x.end
	case "v":
		p.cell.stored, p.cell.inValue = true, !x.end
	case "t":
		p.cell.stored, p.cell.inText = true, !x.end
	case "rPh":
		p.cell.reading = !x.end
	case "mergeCell":
		return p.merge(x.attribute("ref"))
	case "col":
		if truth(x.attribute("hidden")) {
			first, _ := strconv.Atoi(x.attribute("min"))
			last, _ := strconv.Atoi(x.attribute("max"))
			for c := first; c <= last && c > 0 && len(p.content.HiddenColumns) < 1000; c++ {
				p.content.HiddenColumns = append(p.content.HiddenColumns, c-1)
			}
		}
	}
	return nil
}

// formulaShown is how many bytes of a formula are kept for a message.
const formulaShown = 100

func (p *sheet) characters(text []byte) {
	c := &p.cell
	switch {
	case c.inFormula && len(c.code) < formulaShown:
		c.code = append(c.code, text[:min(len(text), formulaShown)]...)
	case c.inValue, c.inText && !c.reading:
		c.text = append(c.text, text...)
	}
}

func (p *sheet) end(name string) error {
	switch name {
	case "f":
		p.cell.inFormula = false
	case "v":
		p.cell.inValue = false
	case "t":
		if p.cell.inText = false; len(p.cell.text) > MaxCell {
			return ErrLongCell // of many runs of text
		}
	case "rPh":
		p.cell.reading = false
	case "c":
		return p.endCell()
	case "row":
		if len(p.row.Cells) > 0 {
			p.content.Rows = append(p.content.Rows, p.row)
		}
		p.row = Row{Number: p.row.Number}
	}
	return nil
}

// Blank cells left of a value take memory, too. A table has fewer of them than values; a stray cell at a
// sheet's right edge has 16,383.
const (
	freeGaps    = 1 << 20
	gapsPerCell = 16
)

// endCell keeps the cell that has just ended.
func (p *sheet) endCell() error {
	text, kind, shown := p.value()
	if text == "" && kind == Plain {
		return nil
	}
	gap := p.column - len(p.row.Cells)
	if gap < 0 {
		return fmt.Errorf("column %d of row %d stands twice or too late", p.column+1, p.row.Number)
	}
	if p.cells += gap + 1; p.cells > p.book.limits.Cells {
		return fmt.Errorf("%w: more than %d cells", ErrTooLarge, p.book.limits.Cells)
	}
	if p.gaps += gap; p.gaps > freeGaps+gapsPerCell*(p.cells-p.gaps) {
		return fmt.Errorf("%w: cells that lie far apart", ErrTooLarge)
	}
	if p.row.Cells == nil {
		width := 0
		if n := len(p.content.Rows); n > 0 {
			width = len(p.content.Rows[n-1].Cells)
		}
		p.row.Cells = make([]string, 0, max(width, gap+1))
	}
	for range gap {
		p.row.Cells = append(p.row.Cells, "")
	}
	p.row.Cells = append(p.row.Cells, text)
	if kind != Plain {
		p.row.Marks = append(p.row.Marks, Mark{Column: p.column, Kind: kind, Shown: shown})
	}
	return nil
}

// value says what the cell is, and its text.
func (p *sheet) value() (text string, kind Kind, shown string) {
	c := &p.cell
	raw := bytes.TrimSpace(c.text)
	if c.formula && len(raw) == 0 && (c.kind != "str" || !c.stored) { // a text may well be empty
		return valid("=" + string(c.code)), Formula, ""
	}
	if len(raw) == 0 {
		return "", Plain, ""
	}
	switch c.kind {
	case "s":
		i, err := strconv.Atoi(string(raw))
		if err != nil || i < 0 || i >= len(p.book.strings) {
			return "", Plain, ""
		}
		return p.book.strings[i], Plain, ""
	case "str", "inlineStr":
		return valid(string(c.text)), Plain, ""
	case "b":
		if truth(string(raw)) {
			return "TRUE", Boolean, ""
		}
		return "FALSE", Boolean, ""
	case "e":
		return valid(string(raw)), Failed, ""
	case "d":
		return valid(string(raw)), DateCell, ""
	}
	return p.number(valid(string(raw)))
}

func (p *sheet) number(raw string) (text string, kind Kind, shown string) {
	style, _ := strconv.Atoi(p.cell.style) // without the attribute it is style 0
	f := p.book.format(style)
	switch f.Kind {
	case Date:
		return dateText(raw, DateCell, p.book.Date1904), DateCell, ""
	case Clock:
		return dateText(raw, ClockCell, p.book.Date1904), ClockCell, ""
	case Percent:
		return shortest(raw), PercentOf, f.shown(raw)
	}
	raw = shortest(raw)
	if shown := f.shown(raw); shown != "" {
		return raw, Formatted, shown
	}
	return raw, Plain, ""
}

// shortest writes a stored number with the fewest digits that give it back: spreadsheets store
// 0.1 as 0.10000000000000001.
func shortest(raw string) string {
	if len(raw) < 16 && !bytes.ContainsAny([]byte(raw), "eE") {
		return raw
	}
	v, err := strconv.ParseFloat(raw, 64)
	if err != nil || math.Abs(v) >= 1e21 || (v != 0 && math.Abs(v) < 1e-15) {
		return raw
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}

func valid(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	return string(bytes.ToValidUTF8([]byte(s), []byte("\ufffd")))
}

func (p *sheet) merge(ref string) error {
	first, last, ok := bytes.Cut([]byte(ref), []byte(":"))
	if !ok {
		return nil
	}
	left, top, err := coordinates(string(first))
	if err != nil {
		return err
	}
	right, bottom, err := coordinates(string(last))
	if err != nil {
		return err
	}
	p.content.Merges = append(p.content.Merges, &Merge{Ref: ref, Top: top, Bottom: bottom, Left: left, Right: right})
	if p.cells++; p.cells > p.book.limits.Cells {
		return ErrTooLarge
	}
	return nil
}

// coordinates reads a reference such as AB12: the column from 0, the row from 1.
func coordinates(ref string) (column, row int, err error) {
	i := 0
	for ; i < len(ref) && i < 4; i++ {
		c := ref[i] &^ 0x20
		if c < 'A' || c > 'Z' {
			break
		}
		column = column*26 + int(c-'A') + 1
	}
	row, err = strconv.Atoi(ref[i:])
	if err != nil || i == 0 || column > 16384 || row < 1 || row > MaxRows {
		return 0, 0, fmt.Errorf("%q is no cell", ref)
	}
	return column - 1, row, nil
}

// ColumnName is the letters of a column, from 0.
func ColumnName(column int) string {
	name := ""
	for column++; column > 0; column = (column - 1) / 26 {
		name = string(rune('A'+(column-1)%26)) + name
	}
	return name
}

// lastDay is the day after 9999-12-31, the last that spreadsheets know.
const lastDay = 2_958_466

// dateText writes a stored date or time: 2024-01-31, 2024-01-31 12:00:00, or 36:00:00.
func dateText(raw string, kind Kind, from1904 bool) string {
	days, err := strconv.ParseFloat(raw, 64)
	if err != nil || !(days >= 0 && days < lastDay) { // NaN is neither
		return raw
	}
	if seconds := int(math.Round(days * 24 * 60 * 60)); kind == ClockCell {
		return fmt.Sprintf("%d:%02d:%02d", seconds/3600, seconds/60%60, seconds%60)
	}
	epoch := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	switch {
	case from1904:
		epoch = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	case days < 61:
		epoch = epoch.AddDate(0, 0, 1) // Excel has a 29 February 1900
	}
	at := epoch.AddDate(0, 0, int(days)).Add(time.Duration(math.Round((days-math.Trunc(days))*24*60*60)) * time.Second)
	if days == math.Trunc(days) {
		return at.Format(time.DateOnly)
	}
	return at.Format(time.DateTime)
}
