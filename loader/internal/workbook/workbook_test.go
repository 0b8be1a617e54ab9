package workbook

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"testing"
)

const (
	mainSpace     = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
	relationSpace = `xmlns="http://schemas.openxmlformats.org/package/2006/relationships"`
	relationKind  = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
)

// parts is a workbook of one sheet, written part by part.
type parts struct {
	book, sheet, strings, styles string // what stands inside their root elements
	second                       string // another sheet
}

func (p parts) open(t *testing.T) *Book {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, part := range []struct{ name, xml string }{
		{"_rels/.rels", fmt.Sprintf(`<Relationships %s><Relationship Id="b" Type="%sofficeDocument" Target="/xl/workbook.xml"/></Relationships>`, relationSpace, relationKind)},
		{"xl/workbook.xml", fmt.Sprintf(`<workbook %s>%s<sheets><sheet name="One" sheetId="1" r:id="s1"/><sheet name="Two" sheetId="2" state="veryHidden" r:id="s2"/></sheets></workbook>`, mainSpace, p.book)},
		{"xl/_rels/workbook.xml.rels", fmt.Sprintf(`<Relationships %s><Relationship Id="s1" Type="%[2]sworksheet" Target="worksheets/one.xml"/><Relationship Id="s2" Type="%[2]sworksheet" Target="/xl/worksheets/two.xml"/><Relationship Id="t" Type="%[2]ssharedStrings" Target="texts.xml"/><Relationship Id="f" Type="%[2]sstyles" Target="styles.xml"/></Relationships>`, relationSpace, relationKind)},
		{"xl/worksheets/one.xml", fmt.Sprintf(`<worksheet %s>%s</worksheet>`, mainSpace, p.sheet)},
		{"xl/worksheets/two.xml", fmt.Sprintf(`<worksheet %s><sheetData>%s</sheetData></worksheet>`, mainSpace, p.second)},
		{"xl/texts.xml", fmt.Sprintf(`<sst %s>%s</sst>`, mainSpace, p.strings)},
		{"xl/styles.xml", fmt.Sprintf(`<styleSheet %s>%s</styleSheet>`, mainSpace, p.styles)},
	} {
		w, err := z.Create(part.name)
		if err == nil {
			_, err = w.Write([]byte(part.xml))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	book, err := Open(b.Bytes(), Limits{Bytes: 1 << 20, Cells: 100_000})
	if err != nil {
		t.Fatal(err)
	}
	return book
}

func (p parts) read(t *testing.T) *Content {
	t.Helper()
	book := p.open(t)
	content, err := book.Read(book.Sheets[0], 0)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// styles are number formats by style: 0 general, then those that are given, built-in by their number.
func styles(formats ...any) string {
	var custom, cells string
	for i, f := range formats {
		switch f := f.(type) {
		case int:
			cells += fmt.Sprintf(`<xf numFmtId="%d"/>`, f)
		case string:
			custom += fmt.Sprintf(`<numFmt numFmtId="%d" formatCode="%s"/>`, 200+i, f)
			cells += fmt.Sprintf(`<xf numFmtId="%d"/>`, 200+i)
		}
	}
	return `<numFmts>` + custom + `</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>` + cells + `</cellXfs>`
}

// TestCells reads one cell of every kind: its text, what it is beside it, and what the sheet shows.
func TestCells(t *testing.T) {
	for name, tt := range map[string]struct {
		cell, styles, strings, book string
		text                        string
		kind                        Kind
		shown                       string
	}{
		"number":                       {cell: `<c><v>3.5</v></c>`, text: "3.5"},
		"as binary programs write it":  {cell: `<c><v>0.10000000000000001</v></c>`, text: "0.1"},
		"exponent":                     {cell: `<c><v>1.5E-5</v></c>`, text: "0.000015"},
		"fifteen digits":               {cell: `<c><v>123456789012345</v></c>`, text: "123456789012345"},
		"shared text":                  {cell: `<c t="s"><v>1</v></c>`, strings: `<si><t>a</t></si><si><t xml:space="preserve"> b &amp; c </t></si>`, text: " b & c "},
		"shared text that is missing":  {cell: `<c t="s"><v>7</v></c>`, text: ""},
		"inline text":                  {cell: `<c t="inlineStr"><is><t>x</t></is></c>`, text: "x"},
		"text in runs":                 {cell: `<c t="inlineStr"><is><r><rPr><b/></rPr><t>bold</t></r><r><t xml:space="preserve"> and not</t></r></is></c>`, text: "bold and not"},
		"shared runs, readings apart":  {cell: `<c t="s"><v>0</v></c>`, strings: `<si><r><t>監視</t></r><r><t>員</t></r><rPh sb="0" eb="2"><t>かんし</t></rPh></si>`, text: "監視員"},
		"entities and CDATA":           {cell: `<c t="inlineStr"><is><t>a&lt;b &#x3042; <![CDATA[<c>]]></t></is></c>`, text: "a<b あ <c>"},
		"true":                         {cell: `<c t="b"><v>1</v></c>`, text: "TRUE", kind: Boolean},
		"false":                        {cell: `<c t="b"><v>0</v></c>`, text: "FALSE", kind: Boolean},
		"error":                        {cell: `<c t="e"><v>#DIV/0!</v></c>`, text: "#DIV/0!", kind: Failed},
		"formula with its value":       {cell: `<c><f>1+2</f><v>3</v></c>`, text: "3"},
		"formula without value":        {cell: `<c><f>1+2</f></c>`, text: "=1+2", kind: Formula},
		"formula with an empty value":  {cell: `<c><f>1+2</f><v></v></c>`, text: "=1+2", kind: Formula},
		"formula of a text":            {cell: `<c t="str"><f>A1</f><v>x</v></c>`, text: "x"},
		"formula of an empty text":     {cell: `<c t="str"><f>A1</f><v></v></c>`, text: ""},
		"shared formula, value stored": {cell: `<c><f t="shared" si="0"/><v>4</v></c>`, text: "4"},
		"shared formula without value": {cell: `<c><f t="shared" ref="A1:A9" si="0">B1*2</f></c>`, text: "=B1*2", kind: Formula},
		"day, built-in":                {cell: `<c s="1"><v>45293</v></c>`, styles: styles(14), text: "2024-01-02", kind: DateCell},
		"day, own format":              {cell: `<c s="1"><v>45293</v></c>`, styles: styles("yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"), text: "2024-01-02", kind: DateCell},
		"month":                        {cell: `<c s="1"><v>45293</v></c>`, styles: styles("mmm"), text: "2024-01-02", kind: DateCell},
		"day of 1904":                  {cell: `<c s="1"><v>43831</v></c>`, book: `<workbookPr date1904="1"/>`, styles: styles(14), text: "2024-01-02", kind: DateCell},
		"day as ISO":                   {cell: `<c t="d"><v>2024-01-02</v></c>`, text: "2024-01-02", kind: DateCell},
		"clock":                        {cell: `<c s="1"><v>0.5</v></c>`, styles: styles(20), text: "12:00:00", kind: ClockCell},
		"duration":                     {cell: `<c s="1"><v>1.5</v></c>`, styles: styles("[h]:mm"), text: "36:00:00", kind: ClockCell},
		"percent":                      {cell: `<c s="1"><v>0.3</v></c>`, styles: styles(9), text: "0.3", kind: PercentOf, shown: "30%"},
		"percent with digits":          {cell: `<c s="1"><v>0.12345</v></c>`, styles: styles("0.0%"), text: "0.12345", kind: PercentOf, shown: "12.3%"},
		"leading zeros":                {cell: `<c s="1"><v>7</v></c>`, styles: styles("0000"), text: "7", kind: Formatted, shown: "0007"},
		"a code with a hyphen":         {cell: `<c s="1"><v>111011</v></c>`, styles: styles("00&quot;-&quot;0000"), text: "111011", kind: Formatted, shown: "11-1011"},
		"more digits than the format":  {cell: `<c s="1"><v>3111011</v></c>`, styles: styles("00\\-0000"), text: "3111011", kind: Formatted, shown: "311-1011"},
		"a code behind letters":        {cell: `<c s="1"><v>42</v></c>`, styles: styles("&quot;R-&quot;000"), text: "42", kind: Formatted, shown: "R-042"},
		"a unit behind":                {cell: `<c s="1"><v>3.5</v></c>`, styles: styles("0.0&quot;点&quot;"), text: "3.5", kind: Formatted, shown: "3.5点"},
		"fewer digits shown":           {cell: `<c s="1"><v>2.5556</v></c>`, styles: styles("0"), text: "2.5556", kind: Formatted, shown: "3"},
		"trailing zeros only":          {cell: `<c s="1"><v>2.5</v></c>`, styles: styles("0.00"), text: "2.5"},
		"section for negatives":        {cell: `<c s="1"><v>7</v></c>`, styles: styles("000;-000"), text: "7", kind: Formatted, shown: "007"},
		"style that is not there":      {cell: `<c s="9"><v>7</v></c>`, text: "7"},
		"no value":                     {cell: `<c s="1"/>`, styles: styles(14), text: ""},
	} {
		t.Run(name, func(t *testing.T) {
			// The second cell keeps the first one, where that is blank.
			content := parts{sheet: `<sheetData><row>` + tt.cell + `<c><v>1</v></c></row></sheetData>`, styles: tt.styles, strings: tt.strings, book: tt.book}.read(t)
			row := content.Rows[0]
			if row.Cells[0] != tt.text {
				t.Errorf("text %q, want %q", row.Cells[0], tt.text)
			}
			var mark Mark
			if len(row.Marks) > 0 {
				mark = row.Marks[0]
			}
			if mark.Kind != tt.kind || mark.Kind != Plain && mark.Shown != tt.shown {
				t.Errorf("mark %+v, want %v shown as %q", mark, tt.kind, tt.shown)
			}
		})
	}
}

// TestPlaces holds that cells and rows without places follow each other, and that gaps stay blank.
func TestPlaces(t *testing.T) {
	content := parts{sheet: `<sheetData>
		<row r="2"><c r="B2"><v>1</v></c><c><v>2</v></c><c r="E2"><v>3</v></c></row>
		<row><c><v>4</v></c></row>
		<row r="9" hidden="1"><c r="AA9"><v>5</v></c></row>
		<row r="10"><c r="A10" s="1"/></row>
	</sheetData>`}.read(t)
	var got []string
	for _, r := range content.Rows {
		got = append(got, fmt.Sprintf("%d %t %d %s", r.Number, r.Hidden, len(r.Cells), r.Cells[len(r.Cells)-1]))
	}
	if want := []string{"2 false 5 3", "3 false 1 4", "9 true 27 5"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if want := []string{"", "1", "2", "", "3"}; !slices.Equal(content.Rows[0].Cells, want) {
		t.Errorf("got %q, want %q", content.Rows[0].Cells, want)
	}
	if ColumnName(0) != "A" || ColumnName(26) != "AA" || ColumnName(16383) != "XFD" {
		t.Error("names of columns")
	}
}

// TestHiddenAndMerged reads what is hidden, and where cells are merged.
func TestHiddenAndMerged(t *testing.T) {
	p := parts{
		sheet: `<cols><col min="2" max="3" hidden="1"/><col min="5" max="5"/><col min="7" max="7" hidden="true"/></cols>
			<sheetData><row><c><v>1</v></c></row></sheetData><mergeCells><mergeCell ref="C3:D9"/><mergeCell ref="A1:A2"/><mergeCell ref="B2"/></mergeCells>`,
		second: `<row><c t="inlineStr"><is><t>hidden</t></is></c></row>`,
	}
	content := p.read(t)
	if want := []int{1, 2, 6}; !slices.Equal(content.HiddenColumns, want) {
		t.Errorf("hidden columns %v, want %v", content.HiddenColumns, want)
	}
	var refs []string
	for _, m := range content.Merges {
		refs = append(refs, fmt.Sprintf("%s %d %d %d %d", m.Ref, m.Top, m.Bottom, m.Left, m.Right))
	}
	if want := []string{"A1:A2 1 2 0 0", "C3:D9 3 9 2 3"}; !slices.Equal(slices.DeleteFunc(refs, func(r string) bool { return r[:2] == "B2" }), want) {
		t.Errorf("merges %q, want %q", refs, want)
	}
	book := p.open(t)
	var names []string
	for _, s := range book.Sheets {
		names = append(names, fmt.Sprintf("%s %t", s.Name, s.Hidden))
	}
	if want := []string{"One false", "Two true"}; !slices.Equal(names, want) {
		t.Errorf("sheets %q, want %q", names, want)
	}
	second, err := book.Read(book.Sheets[1], 0)
	if err != nil || second.Rows[0].Cells[0] != "hidden" {
		t.Errorf("the hidden sheet: %+v, %v", second, err)
	}
}

// TestFirstRows holds that reading some rows gives those rows.
func TestFirstRows(t *testing.T) {
	rows := ""
	for i := range 100 {
		rows += fmt.Sprintf(`<row><c><v>%d</v></c></row>`, i)
	}
	book := parts{sheet: `<sheetData>` + rows + `</sheetData>`}.open(t)
	some, err := book.Read(book.Sheets[0], 7)
	if err != nil {
		t.Fatal(err)
	}
	all, err := book.Read(book.Sheets[0], 0)
	if err != nil || len(some.Rows) != 7 || len(all.Rows) != 100 || !reflect.DeepEqual(some.Rows, all.Rows[:7]) {
		t.Errorf("%d of %d rows, %v", len(some.Rows), len(all.Rows), err)
	}
}

// TestBroken refuses XML that breaks off, cells that stand twice, and places beyond a sheet.
func TestBroken(t *testing.T) {
	for name, sheet := range map[string]string{
		"breaks off":        `<sheetData><row><c><v>1</v>`,
		"twice":             `<sheetData><row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>2</v></c></row></sheetData>`,
		"no such place":     `<sheetData><row r="1"><c r="1B"><v>1</v></c></row></sheetData>`,
		"beyond the rows":   `<sheetData><row r="1048577"><c><v>1</v></c></row></sheetData>`,
		"beyond the column": `<sheetData><row r="1"><c r="XFE1"><v>1</v></c></row></sheetData>`,
	} {
		book := parts{sheet: sheet}.open(t)
		if _, err := book.Read(book.Sheets[0], 0); err == nil {
			t.Errorf("%s: it was read", name)
		}
	}
	for name, data := range map[string][]byte{"nothing": nil, "no zip": []byte("PK\x03\x04rest"), "text": []byte("code,name")} {
		if _, err := Open(data, Limits{Bytes: 1 << 20, Cells: 10}); err == nil {
			t.Errorf("%s: it was opened", name)
		}
	}
	if _, err := Open([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), Limits{}); !errors.Is(err, ErrOld) {
		t.Errorf("an old workbook: %v", err)
	}
}

// TestLimits holds that limits are kept before anything large is read.
func TestLimits(t *testing.T) {
	p := parts{sheet: `<sheetData><row><c><v>1</v></c><c><v>2</v></c><c><v>3</v></c></row></sheetData>`}
	book := p.open(t)
	book.limits.Cells = 2
	if _, err := book.Read(book.Sheets[0], 0); !errors.Is(err, ErrTooLarge) {
		t.Errorf("cells: %v", err)
	}
	long := parts{sheet: `<sheetData><row><c t="inlineStr"><is><t>` + string(bytes.Repeat([]byte("x"), MaxCell)) + `</t></is></c></row></sheetData>`}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create("xl/worksheets/one.xml")
	if err == nil {
		_, err = w.Write([]byte(long.sheet))
	}
	if err := errors.Join(err, z.Close()); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(b.Bytes(), Limits{Bytes: 1000, Cells: 10}); !errors.Is(err, ErrTooLarge) {
		t.Errorf("bytes: %v", err)
	}
}
