package loader

import (
	"archive/zip"
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/xuri/excelize/v2"

	"noboru/graph"
)

// workbook returns the bytes of a workbook after build has filled it; it begins with Sheet1.
func newBook(t testing.TB, build func(f *excelize.File) error) string {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close() //nolint:errcheck // in memory
	if err := build(f); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// sheet fills a sheet from its top left cell.
func sheet(f *excelize.File, name string, rows ...[]any) error {
	if _, err := f.NewSheet(name); err != nil {
		return err
	}
	for i, row := range rows {
		cell, err := excelize.CoordinatesToCellName(1, i+1)
		if err != nil {
			return err
		}
		if err := f.SetSheetRow(name, cell, &row); err != nil {
			return err
		}
	}
	return nil
}

func TestWorkbook(t *testing.T) {
	book := newBook(t, func(f *excelize.File) error {
		if err := sheet(f, "Sheet1",
			[]any{"code", "name", "family", "Reading", "Writing"},
			[]any{"R1", "One", "F", 2.1, "3.5"}, // a number stored as text
			[]any{},
			[]any{7, "Seven", nil, 0.1 + 0.2, 1}); err != nil { // a code stored as a number
			return err
		}
		percent, err := f.NewStyle(&excelize.Style{NumFmt: 10}) // shown as 210.00%
		if err != nil {
			return err
		}
		return f.SetCellStyle("Sheet1", "D2", "D4", percent) // the whole column
	})
	d, report := loaded(t, files("roles.xlsx", book), "roles.xlsx")
	if got := d.Role(1); got.Code != "R1" || !slices.Equal(got.Scores, []graph.Points{210_000, 3500}) {
		t.Errorf("got %+v", got)
	}
	if got := d.Role(0); got.Code != "7" || got.Family != "" || !slices.Equal(got.Scores, []graph.Points{30_000, 1000}) {
		t.Errorf("got %+v", got)
	}
	if report.Rounded > 0 {
		t.Errorf("report %+v", report)
	}
	checkWarnings(t, report, `roles.xlsx!Sheet1:2 [Reading] percentages cells=2 text="2.1"`, `roles.xlsx!Sheet1:4 [family] no-family rows=[4]`)
}

func TestWorkbookFaults(t *testing.T) {
	book := newBook(t, func(f *excelize.File) error {
		if err := sheet(f, "Sheet1",
			[]any{"code", "name", "Reading", "Writing"},
			[]any{"R1", "One", 2, 3},
			[]any{},
			[]any{"R2", "Two", true, nil},
			[]any{"R3", "Three", "#DIV/0!", 3, "beside"}); err != nil {
			return err
		}
		return f.SetCellFormula("Sheet1", "D4", "1/0") // never computed: it has no value
	})
	faults := faultsOf(t, files("roles.xlsx", book), "roles.xlsx", Options{})
	checkFaults(t, faults, ErrNotNumber, []string{
		`roles.xlsx!Sheet1:4 [Reading] boolean "TRUE"`,
		`roles.xlsx!Sheet1:4 [Writing] formula-without-value "=1/0"`,
		`roles.xlsx!Sheet1:5 [Reading] cell-error "#DIV/0!"`,
	})
}

// TestWorkbookXML reads cells as other programs store them: an error, and a formula with the value
// that it had.
func TestWorkbookXML(t *testing.T) {
	plain := newBook(t, func(f *excelize.File) error {
		return sheet(f, "Sheet1", []any{"code", "name", "Reading", "Writing"}, []any{"R1", "One", 2, 3})
	})
	formula := rezip(t, plain, "xl/worksheets/sheet1.xml", func(xml string) string {
		return strings.Replace(xml, `<c r="C2"><v>2</v>`, `<c r="C2"><f>1+1.5</f><v>2.5</v>`, 1)
	})
	d, _ := loaded(t, files("roles.xlsx", formula), "roles.xlsx")
	if got := d.Role(0).Scores[0]; got != 2500 {
		t.Errorf("the formula's value is %v", got)
	}
	broken := rezip(t, plain, "xl/worksheets/sheet1.xml", func(xml string) string {
		return strings.Replace(xml, `<c r="C2"><v>2</v>`, `<c r="C2" t="e"><f>1/0</f><v>#DIV/0!</v>`, 1)
	})
	checkFaults(t, faultsOf(t, files("roles.xlsx", broken), "roles.xlsx", Options{}), ErrCell, []string{
		`roles.xlsx!Sheet1:2 [Reading] cell-error "#DIV/0!"`,
	})
}

// TestWorkbookFormulas reads formulas that never were computed, as openpyxl writes them, and those
// whose value is an empty text.
func TestWorkbookFormulas(t *testing.T) {
	plain := newBook(t, func(f *excelize.File) error {
		return sheet(f, "Sheet1", []any{"code", "name", "kana", "Reading", "Writing", "total"}, []any{"R1", "One", 1, 2, 3, 4}, []any{"R2", "Two", 1, 2, 3, 5})
	})
	edit := func(cells ...string) string {
		return rezip(t, plain, "xl/worksheets/sheet1.xml", func(xml string) string { return strings.NewReplacer(cells...).Replace(xml) })
	}
	book := edit(`<c r="C2"><v>1</v>`, `<c r="C2" t="str"><f>A9</f><v></v>`, `<c r="D2"><v>2</v>`, `<c r="D2"><f>SUM(1,1)</f><v/>`, `<c r="F2"><v>4</v>`, `<c r="F2"><f>D2+E2</f>`)
	checkFaults(t, faultsOf(t, files("roles.xlsx", book), "roles.xlsx", Options{}), ErrMissing, []string{
		`roles.xlsx!Sheet1:2 [Reading] formula-without-value "=SUM(1,1)"`,
	})
	// A total that was not computed has nothing to say.
	_, report := loaded(t, files("roles.xlsx", edit(`<c r="F2"><v>4</v>`, `<c r="F2"><f>D2+E2</f><v></v>`)), "roles.xlsx")
	checkWarnings(t, report)
}

// TestMergedCells holds that the text of merged cells counts for all their rows, and that a merged
// code, score or header is a fault with its range.
func TestMergedCells(t *testing.T) {
	build := func(more ...[2]string) string {
		return newBook(t, func(b *excelize.File) error {
			err := sheet(b, "Sheet1",
				[]any{"code", "name", "family", "Reading", "Writing"},
				[]any{"R1", "One", " F ", 1, 2}, []any{"R2", "Two", nil, 2, 1}, []any{"R3", "Three", nil, 2, 3}, []any{"R4", "Four", "G", 3, 3})
			err = errors.Join(err, b.MergeCell("Sheet1", "C2", "C4"))
			for _, m := range more {
				err = errors.Join(err, b.MergeCell("Sheet1", m[0], m[1]))
			}
			return err
		})
	}
	d, report := loaded(t, files("roles.xlsx", build()), "roles.xlsx")
	if got := []string{d.Role(0).Family, d.Role(1).Family, d.Role(2).Family, d.Role(3).Family}; !slices.Equal(got, []string{"F", "F", "F", "G"}) {
		t.Errorf("families %q", got)
	}
	checkWarnings(t, report,
		`roles.xlsx!Sheet1:2 spaces-cut cells=1`,
		`roles.xlsx!Sheet1:5 flat-role roles=["R4"]`,
		`roles.xlsx!Sheet1 merged-text ranges=["C2:C4"]`,
	)
	faults := faultsOf(t, files("roles.xlsx", build([2]string{"A4", "B5"}, [2]string{"D2", "D3"}, [2]string{"D1", "E1"})), "roles.xlsx", Options{})
	checkFaults(t, faults, ErrMissing, []string{
		`roles.xlsx!Sheet1:1 [E] merged-cell range=D1:E1`,
		`roles.xlsx!Sheet1:3 [Reading] merged-cell range=D2:D3`,
		`roles.xlsx!Sheet1:4 [name] missing-name`,
		`roles.xlsx!Sheet1:5 [code] merged-cell range=A4:B5`,
		`roles.xlsx!Sheet1:5 [name] missing-name`,
	})
}

func TestWorkbookTitle(t *testing.T) {
	book := newBook(t, func(b *excelize.File) error {
		return errors.Join(sheet(b, "Sheet1", []any{"Our roles"}, []any{}, []any{"code", "name", "Reading", "Writing"}, []any{"R1", "One", 1, 2}, []any{"R2", "Two", "x", 2}),
			b.MergeCell("Sheet1", "A1", "D1"))
	})
	checkFaults(t, faultsOf(t, files("roles.xlsx", book), "roles.xlsx", Options{}), ErrNotNumber, []string{
		`roles.xlsx!Sheet1:5 [Reading] not-a-number "x"`,
	})
}

// TestWorkbookParts finds the XML of a sheet where other programs keep it.
func TestWorkbookParts(t *testing.T) {
	plain := newBook(t, func(b *excelize.File) error {
		return sheet(b, "Sheet1", []any{"code", "name", "Reading", "Writing"}, []any{"R1", "One", true, 2}, []any{"R2", "Two", 3, 2})
	})
	absolute := rezip(t, plain, "xl/_rels/workbook.xml.rels", func(xml string) string {
		return strings.Replace(xml, `"worksheets/sheet1.xml"`, `"/xl/worksheets/sheet1.xml"`, 1)
	})
	for _, book := range []string{plain, absolute} {
		checkFaults(t, faultsOf(t, files("roles.xlsx", book), "roles.xlsx", Options{}), ErrNotNumber, []string{
			`roles.xlsx!Sheet1:2 [Reading] boolean "TRUE"`,
		})
	}
}

// rezip edits one file of a ZIP.
func rezip(t testing.TB, data, name string, edit func(string) string) string {
	t.Helper()
	z, err := zip.NewReader(strings.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		var content bytes.Buffer
		if _, err := content.ReadFrom(r); err != nil {
			t.Fatal(err)
		}
		text := content.String()
		if f.Name == name {
			text = edit(text)
		}
		entry, err := w.Create(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := entry.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestWorkbookCorrelations(t *testing.T) {
	book := newBook(t, func(f *excelize.File) error {
		if err := sheet(f, "Sheet1", []any{"code", "name", "total"}, []any{"A", "a", 35}, []any{"B", "b", 60}); err != nil {
			return err
		}
		return sheet(f, "pairs", []any{"role_a", "role_b", "correlation"}, []any{"A", "B", 0.91})
	})
	fsys := files("maps.xlsx", book, "manifest.json", `{"name":"maps","form":"correlations","files":["maps.xlsx"],"sheet":"Sheet1"}`)
	d, report := loaded(t, fsys, "manifest.json")
	if want := []graph.Pair{{A: "A", B: "B", Similarity: 910_000}}; !slices.Equal(d.Pairs(), want) || len(report.Warnings) > 0 {
		t.Errorf("pairs %+v, report %+v", d.Pairs(), report)
	}
	fsys["manifest.json"].Data = []byte(`{"name":"maps","form":"correlations","files":["maps.xlsx"],"sheet":"Roles","pairs":{"sheet":"Pairs"}}`)
	checkFaults(t, faultsOf(t, fsys, "manifest.json", Options{}), ErrUnknown, []string{
		`maps.xlsx unknown-sheet "Roles" sheets=["Sheet1","pairs"]`,
	})
}

func TestWorkbookLongForm(t *testing.T) {
	header := []any{"O*NET-SOC Code", "Title", "Element ID", "Element Name", "Scale ID", "Data Value"}
	good := newBook(t, func(f *excelize.File) error {
		return sheet(f, "Sheet1", header,
			[]any{"11-1", "Chiefs", "2.A", "Reading", "IM", 4}, []any{"11-1", "Chiefs", "2.A", "Reading", "LV", 4.5},
			[]any{"11-1", "Chiefs", "2.B", "Writing", "LV", 3}, []any{"13-1", "Agents", "2.A", "Reading", "LV", 1}, []any{"13-1", "Agents", "2.B", "Writing", "LV", 2})
	})
	fsys := files("onet.xlsx", good, "manifest.json", `{"name":"onet","form":"onet","maxScore":7,"files":["onet.xlsx"],"families":[{"code":"11","nameEn":"Management"},{"code":"13"}]}`)
	d, report := loaded(t, fsys, "manifest.json")
	if r := d.Role(0); r.Name.En != "Chiefs" || r.Family != "11" || !slices.Equal(r.Scores, []graph.Points{4500, 3000}) {
		t.Errorf("role %+v", r)
	}
	if s := d.Skills(); len(s) != 2 || s[0].Code != "2.A" || s[0].Name.En != "Reading" || report.Form != "onet" {
		t.Errorf("skills %+v", s)
	}
	fsys["onet.xlsx"].Data = []byte(newBook(t, func(f *excelize.File) error {
		return sheet(f, "Sheet1", header,
			[]any{"11-1", "Chiefs", "2.A", "Reading", "LV", 7.5}, []any{"11-1", "Chiefs", "2.A", "Reading", "LV", 4},
			[]any{"15-1", "Agents", "2.B", "Writing", "LV", "n/a"})
	}))
	checkFaults(t, faultsOf(t, fsys, "manifest.json", Options{}), ErrMissing, []string{
		`onet.xlsx!Sheet1:2 [Data Value] out-of-range "7.5" least=0 most=7`,
		`onet.xlsx!Sheet1:2 [Data Value] onet-missing role=11-1 skills=["Writing"]`,
		`onet.xlsx!Sheet1:3 [Element Name] onet-duplicate "2.A" row=2 role=11-1`,
		`onet.xlsx!Sheet1:4 [O*NET-SOC Code] onet-unknown-family "15-1"`,
		`onet.xlsx!Sheet1:4 [Data Value] missing-number "n/a"`,
		`onet.xlsx!Sheet1:4 [Data Value] onet-missing role=15-1 skills=["Reading"]`,
	})
}

func TestHostileWorkbooks(t *testing.T) {
	bomb := newBook(t, func(f *excelize.File) error {
		return sheet(f, "Sheet1", []any{"code", "name", strings.Repeat("0", 30_000)})
	})
	plain := newBook(t, func(f *excelize.File) error {
		return sheet(f, "Sheet1", []any{"code", "name", "Reading"}, []any{"R1", "One", 1})
	})
	// One cell far to the right makes rows of 16,384 cells of a few bytes each.
	wide := rezip(t, plain, "xl/worksheets/sheet1.xml", func(xml string) string {
		return strings.Replace(xml, "</sheetData>", strings.Repeat(`<row><c r="XFD1" t="str"><v>x</v></c></row>`, 2000)+"</sheetData>", 1)
	})
	overlapping := rezip(t, plain, "xl/worksheets/sheet1.xml", func(xml string) string {
		rows := strings.Repeat(`<row><c t="str"><v>x</v></c></row>`, 1000)
		return strings.Replace(xml, "</sheetData>", rows+"</sheetData><mergeCells>"+strings.Repeat(`<mergeCell ref="A2:XFD1048576"/>`, 1000)+"</mergeCells>", 1)
	})
	breaksOff := rezip(t, plain, "xl/worksheets/sheet1.xml", func(xml string) string {
		return xml[:strings.Index(xml, "</sheetData>")]
	})
	for _, tt := range []struct {
		name, data string
		opts       Options
		want       error
	}{
		{"unpacks to too much", bomb, Options{MaxBytes: 8000}, ErrTooLarge},
		{"rows of blanks", wide, Options{}, ErrTooLarge},
		{"merges that overlap", overlapping, Options{MaxCells: 100_000}, ErrTooLarge},
		{"XML that breaks off", breaksOff, Options{}, ErrFormat},
		{"old format", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and more", Options{}, ErrFormat},
		{"no workbook", "PK\x03\x04 and more", Options{}, ErrFormat},
		{"cut off", plain[:len(plain)/2], Options{}, ErrFormat},
		{"empty", "", Options{}, ErrFormat},
	} {
		t.Run(tt.name, func(t *testing.T) {
			faults := faultsOf(t, fstest.MapFS{"roles.xlsx": {Data: []byte(tt.data)}}, "roles.xlsx", tt.opts)
			checkCause(t, faults, tt.want)
		})
	}
}
