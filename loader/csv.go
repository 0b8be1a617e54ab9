package loader

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	sjis "golang.org/x/text/encoding/japanese"
)

// csvRows reads comma-separated values in UTF-8, with or without a byte order mark. A row's number
// is the line that it begins on.
func (l *loading) csvRows(t *table, data []byte) ([]record, bool) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if fault := notUTF8(data); fault != nil {
		l.fault(t.fault(fault.Row, -1, fault))
		return nil, false
	}
	r := csv.NewReader(bytes.NewReader(data))
	r.FieldsPerRecord = -1 // ragged rows are reported with the rest
	var rows []record
	cells := 0
	for i := 0; !l.stopped(i); i++ {
		fields, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if parse := (*csv.ParseError)(nil); errors.As(err, &parse) {
			want := `a quote inside a cell written twice, and the cell in quotes: "say ""yes"""`
			if parse.StartLine != parse.Line {
				want += fmt.Sprintf("; the row begins in line %d", parse.StartLine)
			}
			l.fault(t.fault(parse.Line, -1, &Fault{Err: fmt.Errorf("%w: %w in character %d", ErrFormat, parse.Err, parse.Column), Want: want}))
			continue
		}
		if err != nil {
			l.fault(t.fault(0, -1, &Fault{Err: fmt.Errorf("%w: %w", ErrFormat, err)}))
			return nil, false
		}
		if cells += len(fields); cells > l.opts.MaxCells {
			l.fault(t.fault(0, -1, &Fault{Err: fmt.Errorf("%w: more than %d cells", ErrTooLarge, l.opts.MaxCells), Want: "a smaller table"}))
			return nil, false
		}
		line, _ := r.FieldPos(0)
		rows = append(rows, record{line, fields})
	}
	return rows, true
}

// notUTF8 says what data is instead of UTF-8 text, and where that shows first; nil if it is UTF-8.
func notUTF8(data []byte) *Fault {
	const want = "a CSV file saved as UTF-8"
	fault := func(row int, what string) *Fault {
		return &Fault{Row: row, Err: fmt.Errorf("%w: %s", ErrEncoding, what), Want: want}
	}
	switch {
	case bytes.HasPrefix(data, []byte{0xff, 0xfe}), bytes.HasPrefix(data, []byte{0xfe, 0xff}):
		return fault(0, "this is UTF-16")
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		return fault(0, "this is a workbook or another ZIP file; an XLSX file needs a name that ends in .xlsx")
	}
	if i := bytes.IndexByte(data, 0); i >= 0 {
		return fault(lineOf(data, i), "a zero byte, so no text")
	}
	bad := 0
	for bad < len(data) {
		r, size := utf8.DecodeRune(data[bad:])
		if r == utf8.RuneError && size == 1 {
			break
		}
		bad += size
	}
	if bad == len(data) {
		return nil
	}
	decoded, err := sjis.ShiftJIS.NewDecoder().Bytes(data)
	if err == nil && !bytes.ContainsRune(decoded, utf8.RuneError) {
		return fault(lineOf(data, bad), "this looks like Shift_JIS (in Excel, save as “CSV UTF-8”)")
	}
	return fault(lineOf(data, bad), "bytes that are not text in UTF-8")
}

// lineOf returns the line, from 1, that an offset is in.
func lineOf(data []byte, offset int) int {
	return bytes.Count(data[:offset], []byte{'\n'}) + 1
}
