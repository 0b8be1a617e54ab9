package loader

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"path"
	"strings"
)

// The delimiters of text tables, as a manifest writes them, the likeliest first.
var delimiters = []string{",", "\t", ";", "|"}

// sampled is how many rows of a file decide about its delimiter.
const sampled = 60

// maxCell bounds one cell of text. A spreadsheet's holds 32,767 characters.
const maxCell = 1 << 20

// textRows reads a text file: its encoding, delimiter and quotes. A row's number is the line that it
// begins on. Lines may end in CR alone, as old programs wrote them.
func (l *loading) textRows(g *grid, data []byte) bool {
	d, bad := decode(data, l.manifest.Encoding)
	if bad >= 0 {
		l.fault(&Fault{File: g.file, Row: lineOf(data, bad), Kind: kindNotText, Values: Values{"byte", bad, "hex", hexByte(data[bad])}})
		return false
	}
	g.encoding = d.encoding
	if d.other != "" {
		l.fault(&Fault{File: g.file, Kind: kindEncodingDoubt, Values: Values{"first", d.encoding, "second", d.other, "firstText", Name(d.sample[0]), "secondText", Name(d.sample[1])}})
		return false
	}
	text := d.text
	if !bytes.Contains(text, []byte{'\n'}) {
		text = bytes.ReplaceAll(text, []byte{'\r'}, []byte{'\n'})
	}
	if l.tooWide(g, text) {
		return false
	}
	if g.delimiter = l.manifest.Delimiter; g.delimiter == "" {
		g.delimiter = delimiterOf(text, g.file)
	}
	if d.guessed {
		l.warn(Warning{Kind: warnEncoding, File: g.file, Values: Values{"encoding", d.encoding, "text", Name(firstForeign(text))}})
	}
	if g.delimiter != "," {
		l.notes = append(l.notes, Fact{Kind: "delimiter", Values: Values{"delimiter", Name(g.delimiter)}})
	}
	return l.delimited(g, text)
}

// maxColumns bounds a row of text, as Excel bounds a row of a sheet.
const maxColumns = 16_384

// tooWide refuses a line with too many cells, or with one that is too long, before any of it is split.
func (l *loading) tooWide(g *grid, text []byte) bool {
	most := max(maxColumns, l.opts.MaxCells/defaultMaxCells*maxColumns)
	for row := 1; len(text) > 0; row++ {
		line, rest, _ := bytes.Cut(text, []byte{'\n'})
		text = rest
		if len(line) <= most {
			continue
		}
		for _, d := range delimiters {
			if bytes.Count(line, []byte(d)) >= most {
				l.fault(&Fault{File: g.file, Row: row, Kind: kindTooManyColumns, Values: Values{"limit", most}})
				return true
			}
		}
		if len(line) > maxCell && longest(line) > maxCell {
			l.fault(&Fault{File: g.file, Row: row, Kind: kindCellTooLarge, Values: Values{"limit", maxCell}})
			return true
		}
	}
	return false
}

// longest is the length of the longest stretch of a line without any delimiter.
func longest(line []byte) int {
	most := 0
	for len(line) > 0 {
		at := bytes.IndexAny(line, strings.Join(delimiters, ""))
		if at < 0 {
			return max(most, len(line))
		}
		most, line = max(most, at), line[at+1:]
	}
	return most
}

// hinted is the most rows that room is made for before they are read: lines may be blank, and a row takes 80 bytes.
const hinted = 1 << 18

// delimited splits a text into rows and cells.
func (l *loading) delimited(g *grid, text []byte) bool {
	if plain, cut := unspaced(text, g.delimiter[0]); cut {
		text = plain
		l.warn(Warning{Kind: warnQuoteSpace, File: g.file})
	}
	s := splitter{text: string(text), delimiter: g.delimiter[0]}
	s.plain = s.delimiter == '\t' && !strings.Contains(s.text, "\t\"") // a tab stands in no cell: quotes are plain
	g.rows = make([]record, 0, min(strings.Count(s.text, "\n")+1, l.opts.MaxCells, hinted))
	cells := 0
	for i := 0; !l.stopped(i); i++ {
		row, fields, plain := s.next()
		if fields == nil {
			return s.at == len(s.text) || l.oddlyQuoted(g, &s, cells)
		}
		if cells += len(fields); !l.keep(g, record{row: row, cells: fields, plain: plain}, cells) {
			return false
		}
	}
	return true
}

// oddlyQuoted splits what the splitter leaves, from the first record on whose quotes are not as they should be. cells is
// how many there are before it.
func (l *loading) oddlyQuoted(g *grid, s *splitter, cells int) bool {
	r := csv.NewReader(strings.NewReader(s.text[s.at:]))
	r.Comma, r.LazyQuotes, r.FieldsPerRecord = rune(s.delimiter), s.plain, -1 // ragged rows are reported with the rest
	for i := 0; !l.stopped(i); i++ {
		fields, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if parse := (*csv.ParseError)(nil); errors.As(err, &parse) {
			parse.StartLine, parse.Line = parse.StartLine+s.line, parse.Line+s.line
			l.fault(quoteFault(g.file, parse))
			continue
		}
		if err != nil {
			l.fault(&Fault{File: g.file, Kind: kindBrokenCSV, Err: err})
			return false
		}
		row, _ := r.FieldPos(0)
		if cells += len(fields); !l.keep(g, record{row: s.line + row, cells: fields}, cells) {
			return false
		}
	}
	return true
}

// keep adds a row to a grid, which has so many cells with it, unless they are too many or too large.
func (l *loading) keep(g *grid, r record, cells int) bool {
	for i, cell := range r.cells {
		if len(cell) > maxCell {
			l.fault(&Fault{File: g.file, Row: r.row, Kind: kindCellTooLarge, Values: Values{"limit", maxCell}})
			return false
		}
		if text := plainCell(cell); len(text) < len(cell) {
			r.cells[i] = text
		}
	}
	if cells > l.opts.MaxCells {
		l.fault(&Fault{File: g.file, Kind: kindTooManyCells, Values: Values{"limit", l.opts.MaxCells}})
		return false
	}
	g.rows = append(g.rows, r)
	return true
}

// unspaced cuts the spaces between quotes and the delimiters around them, which some programs write
// and RFC 4180 does not know. cut says that there were any.
func unspaced(text []byte, delimiter byte) (plain []byte, cut bool) {
	if !spacedQuote(text) {
		return text, false
	}
	spaces := func(i int) int {
		for i < len(text) && text[i] == ' ' {
			i++
		}
		return i
	}
	ends := func(i int) bool {
		return i == len(text) || text[i] == delimiter || text[i] == '\n' || text[i] == '\r'
	}
	plain = make([]byte, 0, len(text))
	for i := 0; i < len(text); {
		if at := spaces(i); at < len(text) && text[at] == '"' {
			to := quoteEnd(text, at)
			plain = append(plain, text[at:to]...)
			after := spaces(to)
			if cut = cut || at > i; ends(after) {
				cut, to = cut || after > to, after
			}
			i = to
		}
		// The rest of the cell, and what ends it.
		from := i
		for i < len(text) && text[i] != delimiter && text[i] != '\n' {
			i++
		}
		i = min(i+1, len(text))
		plain = append(plain, text[from:i]...)
	}
	return plain, cut
}

// spacedQuote reports whether a space stands beside a quote.
func spacedQuote(text []byte) bool {
	for at := 0; ; {
		next := bytes.IndexByte(text[at:], '"')
		if next < 0 {
			return false
		}
		if at += next; at > 0 && text[at-1] == ' ' || at+1 < len(text) && text[at+1] == ' ' {
			return true
		}
		at++
	}
}

// quoteEnd is the place behind a quoted text that begins at a place.
func quoteEnd(text []byte, at int) int {
	for i := at + 1; i < len(text); i++ {
		switch {
		case text[i] != '"':
		case i+1 < len(text) && text[i+1] == '"':
			i++
		default:
			return i + 1
		}
	}
	return len(text)
}

// delimiterOf finds the character that splits the first rows into the same number of cells, and
// into the most of them.
func delimiterOf(text []byte, file string) string {
	best, most := ",", 0.0
	preferred := ","
	if ext := strings.ToLower(path.Ext(file)); ext == ".tsv" || ext == ".tab" || ext == ".txt" {
		preferred = "\t"
		best = "\t"
	}
	if bytes.IndexByte(text, '\t') < 0 && best == "\t" {
		best = ","
	}
	for _, d := range delimiters {
		score := consistency(text, d)
		if d == preferred {
			score *= 1.05
		}
		if score > most {
			best, most = d, score
		}
	}
	return best
}

// consistency is the share of rows that have the commonest number of cells, two or more, and grows a
// little with that number. Rows of a title have one cell and weigh little.
func consistency(text []byte, delimiter string) float64 {
	if bytes.IndexByte(text, delimiter[0]) < 0 {
		return 0
	}
	r := csv.NewReader(bytes.NewReader(text))
	r.Comma, r.FieldsPerRecord, r.LazyQuotes, r.TrimLeadingSpace = rune(delimiter[0]), -1, true, delimiter != "\t"
	counts := map[int]int{}
	total := 0
	for range sampled {
		fields, err := r.Read()
		if err != nil {
			break
		}
		total++
		counts[len(fields)]++
	}
	best := 0.0
	for width, n := range counts {
		if width < 2 {
			continue
		}
		score := float64(n) / float64(total) * (1 - 1/float64(width+1))
		best = max(best, score)
	}
	return best
}

// quoteFault is the fault of a row whose quotes do not fit.
func quoteFault(file string, err *csv.ParseError) *Fault {
	f := &Fault{File: file, Row: err.Line, Kind: kindQuote, Values: Values{"char", err.Column}}
	switch {
	case err.StartLine != err.Line:
		f.Kind, f.Values = kindOpenQuote, Values{"line", err.StartLine}
	case errors.Is(err, csv.ErrBareQuote):
		f.Kind = kindBareQuote
	}
	return f
}

// lineOf returns the line, from 1, that an offset is in.
func lineOf(data []byte, offset int) int {
	return bytes.Count(data[:offset], []byte{'\n'}) + 1
}

func hexByte(b byte) string {
	const digits = "0123456789ABCDEF"
	return string([]byte{digits[b>>4], digits[b&15]})
}
