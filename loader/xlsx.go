package loader

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/htmlindex"
)

// xlsxRows reads one sheet of a workbook: the named one, or the first. Formulas give the value
// that the workbook was saved with; hidden rows and columns are read like any other; of merged
// cells the first has the value.
func (l *loading) xlsxRows(t *table, data []byte, sheet string) (rows []record, ok bool) {
	defer func() {
		// The parser meets files from anywhere; what it does not expect must not end the server.
		if p := recover(); p != nil {
			l.fault(t.fault(0, -1, &Fault{Err: fmt.Errorf("%w: the workbook cannot be parsed (%v)", ErrFormat, p), Want: "a workbook that Excel or LibreOffice can open"}))
			rows, ok = nil, false
		}
	}()
	if bytes.HasPrefix(data, []byte{0xd0, 0xcf, 0x11, 0xe0}) {
		l.fault(t.fault(0, -1, &Fault{Err: fmt.Errorf("%w: this is an old .xls file, or a workbook with a password", ErrFormat), Want: "an .xlsx file without a password"}))
		return nil, false
	}
	book, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{UnzipSizeLimit: unzipFactor * l.opts.MaxBytes, UnzipXMLSizeLimit: min(unzipFactor*l.opts.MaxBytes, 16<<20)})
	if err != nil {
		cause := ErrFormat
		if strings.Contains(err.Error(), "unzip size exceeds") {
			cause = ErrTooLarge
		}
		l.fault(t.fault(0, -1, &Fault{Err: fmt.Errorf("%w: %w", cause, err), Want: fmt.Sprintf("an .xlsx workbook that unpacks to at most %d bytes", unzipFactor*l.opts.MaxBytes)}))
		return nil, false
	}
	defer book.Close() //nolint:errcheck // only read
	if !l.chooseSheet(t, book.GetSheetList(), sheet) {
		return nil, false
	}
	truths, err := inspect(data)
	if err == nil {
		rows, err = l.sheetRows(t, book, truths)
	}
	if err != nil {
		l.fault(t.fault(0, -1, &Fault{Err: fmt.Errorf("%w: %w", ErrFormat, err), Want: "a workbook that Excel or LibreOffice can open"}))
		return nil, false
	}
	return rows, rows != nil
}

// chooseSheet sets the table's sheet.
func (l *loading) chooseSheet(t *table, sheets []string, named string) bool {
	switch {
	case named != "":
		if !slices.Contains(sheets, named) {
			l.fault(t.fault(0, -1, &Fault{Value: named, Err: fmt.Errorf("%w sheet", ErrUnknown), Want: fmt.Sprintf("one of %q", sheets)}))
			return false
		}
		t.sheet = named
	case len(sheets) == 0:
		l.fault(t.fault(0, -1, &Fault{Err: fmt.Errorf("%w: there is no sheet", ErrEmpty)}))
		return false
	default:
		t.sheet = sheets[0]
		if len(sheets) > 1 {
			l.warn(t.warning(0, -1, "read the first of %d sheets; a manifest can name another", len(sheets)))
		}
	}
	return true
}

// sheetRows streams the sheet: stored values, which keep every digit. Where the workbook has truth
// values it streams shown values beside them, which alone tell TRUE from 1.
func (l *loading) sheetRows(t *table, book *excelize.File, truths bool) ([]record, error) {
	stored, err := book.Rows(t.sheet)
	if err != nil {
		return nil, err
	}
	defer stored.Close() //nolint:errcheck // only read
	var shown *excelize.Rows
	if truths {
		if shown, err = book.Rows(t.sheet); err != nil {
			return nil, err
		}
		defer shown.Close() //nolint:errcheck // only read
	}
	rows := []record{}
	cells, width := 0, 0
	for n := 1; stored.Next() && !l.stopped(n); n++ {
		raw, err := stored.Columns(excelize.Options{RawCellValue: true})
		if err != nil {
			return nil, err
		}
		if shown != nil && shown.Next() {
			formatted, err := shown.Columns()
			if err != nil {
				return nil, err
			}
			for i, v := range raw {
				if (v == "1" || v == "0") && i < len(formatted) && (formatted[i] == "TRUE" || formatted[i] == "FALSE") {
					raw[i] = formatted[i]
				}
			}
		}
		cells += max(len(raw), width)
		if cells > l.opts.MaxCells {
			l.fault(t.fault(0, -1, &Fault{Err: fmt.Errorf("%w: more than %d cells", ErrTooLarge, l.opts.MaxCells), Want: "a smaller table"}))
			return nil, nil
		}
		for len(raw) > 0 && trim(raw[len(raw)-1]) == "" {
			raw = raw[:len(raw)-1]
		}
		if len(raw) == 0 {
			continue
		}
		// The header decides the width: a workbook does not store empty cells at a row's end.
		if len(rows) == 0 {
			width = len(raw)
		}
		row := record{n, make([]string, max(len(raw), width))}
		copy(row.cells, raw)
		rows = append(rows, row)
	}
	return rows, stored.Error()
}

// inspect reads the XML of every worksheet once. It says whether there are cells with truth values,
// and returns an error where the XML breaks off or is not well formed: the parser of excelize
// would take what comes before for the whole.
func inspect(data []byte) (truths bool, err error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return false, err
	}
	for _, f := range z.File {
		name := strings.ToLower(strings.ReplaceAll(f.Name, "\\", "/"))
		if !strings.HasPrefix(name, "xl/worksheets/") || !strings.HasSuffix(name, ".xml") {
			continue
		}
		has, err := inspectSheet(f)
		if err != nil {
			return false, fmt.Errorf("%s: %w", f.Name, err)
		}
		truths = truths || has
	}
	return truths, nil
}

func inspectSheet(f *zip.File) (truths bool, err error) {
	r, err := f.Open()
	if err != nil {
		return false, err
	}
	defer r.Close() //nolint:errcheck // only read
	d := xml.NewDecoder(r)
	d.CharsetReader = func(label string, in io.Reader) (io.Reader, error) {
		e, err := htmlindex.Get(label)
		if err != nil {
			return nil, err
		}
		return e.NewDecoder().Reader(in), nil
	}
	for {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			return truths, nil
		}
		if err != nil {
			return false, err
		}
		if start, ok := tok.(xml.StartElement); ok && start.Name.Local == "c" {
			truths = truths || slices.ContainsFunc(start.Attr, func(a xml.Attr) bool { return a.Name.Local == "t" && a.Value == "b" })
		}
	}
}
