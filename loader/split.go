package loader

import "strings"

// splitter splits delimited text into records as encoding/csv does, for records whose quotes are as RFC 4180 has
// them. It stops before the first one that is not: encoding/csv knows what is wrong with it.
type splitter struct {
	text      string
	delimiter byte
	plain     bool // quotes are not looked for: a record with one is left to encoding/csv

	at, line int       // of the next record: its offset and its line, from 0
	free     []string  // room for the cells of further records
	numbers  []float64 // and, of the same length, for their numbers
}

// roomed is how many cells are made room for at a time.
const roomed = 4096

// next is the next record, of which cells is nil at the end of the text and before a record with odd quotes.
// Cells are parts of the text; plain are the numbers that they are (see simpleValue). Blank lines are no records.
func (s *splitter) next() (row int, cells []string, plain []float64) {
	for s.blankLine() {
		s.line++
	}
	row = s.line + 1
	if s.at == len(s.text) {
		return row, nil, nil
	}
	cells, plain = s.free[:0], s.numbers[:0]
	at, line := s.at, s.line
	for {
		if len(cells) == cap(cells) {
			room := max(roomed, 2*len(cells))
			s.free, s.numbers = make([]string, room), make([]float64, room)
			cells, plain = append(s.free[:0], cells...), append(s.numbers[:0], plain...)
		}
		var after int
		if number, length := leadingValue(s.text[at:]); length > 0 && s.ends(at+length) {
			after = at + length
			cells, plain = append(cells, s.text[at:after]), append(plain, number)
		} else {
			cell, end, breaks, ok := s.cell(at)
			if !ok {
				return row, nil, nil
			}
			cells, plain = append(cells, cell), append(plain, simpleValue(cell))
			after, line = end, line+breaks
		}
		if after < len(s.text) && s.text[after] == s.delimiter {
			at = after + 1
			continue
		}
		s.at, s.line = s.afterBreak(after), line+1
		s.free, s.numbers = s.free[len(cells):], s.numbers[len(cells):]
		return row, cells[:len(cells):len(cells)], plain[:len(cells):len(cells)]
	}
}

// blankLine steps over a line break with nothing before it, and reports whether there was one.
func (s *splitter) blankLine() bool {
	after := s.afterBreak(s.at)
	if after == s.at {
		return false
	}
	s.at = after
	return true
}

// afterBreak is the place behind the line break at a place, or that place where there is none. A carriage return at the end
// of the text is one.
func (s *splitter) afterBreak(at int) int {
	rest := s.text[at:]
	switch {
	case rest == "\r", strings.HasPrefix(rest, "\n"):
		return at + 1
	case strings.HasPrefix(rest, "\r\n"):
		return at + 2
	}
	return at
}

// ends reports whether a cell ends at a place.
func (s *splitter) ends(at int) bool {
	return at == len(s.text) || s.text[at] == s.delimiter || s.afterBreak(at) > at
}

// cell is the cell that begins at a place, where it ends, and how many line breaks are in it; ok is false where its
// quotes are odd.
func (s *splitter) cell(at int) (cell string, after, breaks int, ok bool) {
	text, delimiter := s.text, s.delimiter
	if at < len(text) && text[at] == '"' {
		return s.quoted(at)
	}
	for i := at; i < len(text); i++ {
		switch c := text[i]; c {
		case delimiter, '\n':
			return text[at:i], i, 0, true
		case '\r':
			if s.afterBreak(i) > i {
				return text[at:i], i, 0, true
			}
		case '"':
			return "", 0, 0, false
		}
	}
	return text[at:], len(text), 0, true
}

// quoted is cell for one that begins with a quote.
func (s *splitter) quoted(at int) (cell string, after, breaks int, ok bool) {
	if s.plain {
		return "", 0, 0, false
	}
	doubled := false
	for i := at + 1; ; i++ {
		next := strings.IndexByte(s.text[i:], '"')
		if next < 0 {
			return "", 0, 0, false
		}
		if i += next; i+1 < len(s.text) && s.text[i+1] == '"' {
			doubled = true
			i++
			continue
		}
		if !s.ends(i + 1) {
			return "", 0, 0, false
		}
		cell = s.text[at+1 : i]
		breaks = strings.Count(cell, "\n")
		if breaks > 0 {
			cell = strings.ReplaceAll(cell, "\r\n", "\n")
		}
		if doubled {
			cell = strings.ReplaceAll(cell, `""`, `"`)
		}
		return cell, i + 1, breaks, true
	}
}
