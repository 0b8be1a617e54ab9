package export

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf16"

	"noboru/internal/lazyregexp"
)

// What Excel takes at most.
const (
	maxSheetRows = 1 << 20
	maxColumns   = 1 << 14
	maxCellUnits = 32_767 // of UTF-16
)

// ErrTooLarge says that a table does not fit on a sheet, which has 1,048,576 rows of 16,384 columns.
var ErrTooLarge = errors.New("too large for a sheet of a workbook, which has 1,048,576 rows of 16,384 columns")

// WriteXLSX writes tables as sheets of a workbook: the parts of ECMA-376 that plain tables need. Cells are text, which
// never runs, or numbers where they are plain ones; a text that is longer than Excel takes is cut. It returns ErrTooLarge
// where a table has more rows or columns than a sheet. Names of sheets are ours: at most 31 characters, none of []:*?/\.
func WriteXLSX(w io.Writer, sheets []string, tables []Table) error {
	for i, t := range tables {
		if len(t) > maxSheetRows {
			return fmt.Errorf("sheet %s, %d rows: %w", sheets[i], len(t), ErrTooLarge)
		}
		for n, row := range t {
			if len(row) > maxColumns {
				return fmt.Errorf("sheet %s, row %d, %d columns: %w", sheets[i], n+1, len(row), ErrTooLarge)
			}
		}
	}
	const relations = `http://schemas.openxmlformats.org/officeDocument/2006/relationships`
	types, related, listed := "", "", ""
	for i, name := range sheets {
		part := fmt.Sprintf("worksheets/sheet%d.xml", i+1)
		types += fmt.Sprintf(`<Override PartName="/xl/%s" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`, part)
		related += fmt.Sprintf(`<Relationship Id="rId%d" Type="%s/worksheet" Target="%s"/>`, i+1, relations, part)
		listed += fmt.Sprintf(`<sheet name="%s" sheetId="%d" r:id="rId%d"/>`, name, i+1, i+1)
	}
	book := zip.NewWriter(w)
	for _, part := range []struct{ name, text string }{
		{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
			`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>` +
			`<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>` + types + `</Types>`},
		{"_rels/.rels", relationships(`<Relationship Id="rId1" Type="` + relations + `/officeDocument" Target="xl/workbook.xml"/>`)},
		{"xl/workbook.xml", `<workbook xmlns="` + spreadsheet + `" xmlns:r="` + relations + `"><sheets>` + listed + `</sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", relationships(related)},
	} {
		out, err := book.Create(part.name)
		if err != nil {
			return err
		}
		if _, err := io.WriteString(out, xml.Header+part.text); err != nil {
			return err
		}
	}
	for i, t := range tables {
		out, err := book.Create(fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1))
		if err != nil {
			return err
		}
		if err := writeSheet(out, t); err != nil {
			return err
		}
	}
	return book.Close()
}

const spreadsheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

func relationships(list string) string {
	return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` + list + `</Relationships>`
}

// writeSheet writes a table as a worksheet, row by row.
func writeSheet(w io.Writer, t Table) error {
	if _, err := io.WriteString(w, xml.Header+`<worksheet xmlns="`+spreadsheet+`"><sheetData>`); err != nil {
		return err
	}
	var line bytes.Buffer
	for n, row := range t {
		number := strconv.Itoa(n + 1)
		line.Reset()
		line.WriteString(`<row r="` + number + `">`)
		column := []byte("A")
		for _, text := range row {
			if text != "" {
				writeCell(&line, string(column)+number, text, n > 0 && isNumber(text))
			}
			column = next(column)
		}
		line.WriteString("</row>")
		if _, err := w.Write(line.Bytes()); err != nil {
			return err
		}
	}
	_, err := io.WriteString(w, "</sheetData></worksheet>")
	return err
}

func writeCell(line *bytes.Buffer, at, text string, number bool) {
	if number {
		line.WriteString(`<c r="` + at + `"><v>` + text + `</v></c>`)
		return
	}
	line.WriteString(`<c r="` + at + `" t="inlineStr"><is><t xml:space="preserve">`)
	xml.EscapeText(line, []byte(escaped(cut(text, maxCellUnits)))) //nolint:errcheck // a buffer takes everything
	line.WriteString("</t></is></c>")
}

// next is the letters of the next column: Z, AA, AB.
func next(column []byte) []byte {
	for i := len(column) - 1; i >= 0; i-- {
		if column[i] < 'Z' {
			column[i]++
			return column
		}
		column[i] = 'A'
	}
	return append(column, 'A')
}

// escaped writes by its number each underscore that would begin a number: Excel reads _x0041_ as A, and _x005F_x0041_ as
// _x0041_ (ECMA-376, 22.9.2.19).
func escaped(text string) string {
	if !strings.Contains(text, "_x") {
		return text
	}
	var b strings.Builder
	for i := range len(text) {
		if b.WriteByte(text[i]); text[i] == '_' && numbered().MatchString(text[i:]) {
			b.WriteString("x005F_")
		}
	}
	return b.String()
}

var numbered = lazyregexp.New(`^_x[0-9A-Fa-f]{4}_`)

// cut is the beginning of a text that has at most so many units of UTF-16.
func cut(text string, most int) string {
	if len(text) <= most {
		return text
	}
	units := 0
	for i, r := range text {
		if units += utf16.RuneLen(r); units > most {
			return text[:i]
		}
	}
	return text
}

// plainNumber is a number that reads back as the same text: no leading zeros, no exponent, no sign plus.
var plainNumber = lazyregexp.New(`^-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,10})?$`)

// isNumber reports whether a text is a plain number, which a workbook's keeps in every digit.
func isNumber(text string) bool {
	if !plainNumber().MatchString(text) {
		return false
	}
	v, err := strconv.ParseFloat(text, 64)
	return err == nil && strconv.FormatFloat(v, 'f', -1, 64) == text
}
