package loader

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"unicode/utf8"

	sjis "golang.org/x/text/encoding/japanese"
)

// csvRows reads comma-separated values in UTF-8, with or without a byte order mark. A row's number
// is the line that it begins on. Lines may end in CR alone, as old programs wrote them.
func (l *loading) csvRows(t *table, data []byte) ([]record, bool) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if kind, row := notUTF8(data); kind != "" {
		l.fault(t.fault(row, -1, kind, ""))
		return nil, false
	}
	if !bytes.Contains(data, []byte{'\n'}) {
		data = bytes.ReplaceAll(data, []byte{'\r'}, []byte{'\n'})
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
			l.fault(quoteFault(t, parse))
			continue
		}
		if err != nil {
			f := t.fault(0, -1, kindBrokenCSV, "")
			f.Err = err
			l.fault(f)
			return nil, false
		}
		if cells += len(fields); cells > l.opts.MaxCells {
			l.fault(t.fault(0, -1, kindTooManyCells, "", "limit", l.opts.MaxCells))
			return nil, false
		}
		line, _ := r.FieldPos(0)
		rows = append(rows, record{row: line, cells: fields})
	}
	return rows, true
}

// quoteFault is the fault of a row whose quotes do not fit.
func quoteFault(t *table, err *csv.ParseError) *Fault {
	switch {
	case err.StartLine != err.Line:
		return t.fault(err.Line, -1, kindOpenQuote, "", "line", err.StartLine)
	case errors.Is(err, csv.ErrBareQuote):
		return t.fault(err.Line, -1, kindBareQuote, "", "char", err.Column)
	default:
		return t.fault(err.Line, -1, kindQuote, "", "char", err.Column)
	}
}

// notUTF8 says what data is instead of UTF-8 text, and in which line that shows first; "" if it is
// UTF-8.
func notUTF8(data []byte) (kind Kind, line int) {
	switch {
	case bytes.HasPrefix(data, []byte{0xff, 0xfe}), bytes.HasPrefix(data, []byte{0xfe, 0xff}):
		return kindUTF16, 0
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		return kindZIP, 0
	}
	if i := bytes.IndexByte(data, 0); i >= 0 {
		return kindZeroByte, lineOf(data, i)
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
		return "", 0
	}
	decoded, err := sjis.ShiftJIS.NewDecoder().Bytes(data)
	if err == nil && !bytes.ContainsRune(decoded, utf8.RuneError) {
		return kindShiftJIS, lineOf(data, bad)
	}
	return kindNotUTF8, lineOf(data, bad)
}

// lineOf returns the line, from 1, that an offset is in.
func lineOf(data []byte, offset int) int {
	return bytes.Count(data[:offset], []byte{'\n'}) + 1
}
