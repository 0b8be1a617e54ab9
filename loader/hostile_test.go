package loader

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// memoryOfRefusal is what refusing a file may allocate, in bytes, beside the file itself.
const memoryOfRefusal = 64 << 20

// rawBook makes a workbook whose sheets and shared texts are written by functions, so that it may be
// much larger than it is packed.
func rawBook(t *testing.T, shared func(w io.Writer), sheets ...func(w io.Writer)) []byte {
	t.Helper()
	const (
		main     = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
		packaged = `xmlns="http://schemas.openxmlformats.org/package/2006/relationships"`
		kind     = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	)
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	part := func(name string, write func(w io.Writer)) {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		write(w)
	}
	text := func(s string) func(w io.Writer) { return func(w io.Writer) { _, _ = io.WriteString(w, s) } }
	var names, relations strings.Builder
	for i, sheet := range sheets {
		fmt.Fprintf(&names, `<sheet name="S%d" sheetId="%d" r:id="s%d"/>`, i, i+1, i)
		fmt.Fprintf(&relations, `<Relationship Id="s%d" Type="%sworksheet" Target="s%d.xml"/>`, i, kind, i)
		part(fmt.Sprintf("xl/s%d.xml", i), func(w io.Writer) {
			_, _ = fmt.Fprintf(w, `<worksheet %s><sheetData>`, main)
			sheet(w)
			_, _ = io.WriteString(w, `</sheetData></worksheet>`)
		})
	}
	if shared != nil {
		fmt.Fprintf(&relations, `<Relationship Id="t" Type="%ssharedStrings" Target="t.xml"/>`, kind)
		part("xl/t.xml", func(w io.Writer) {
			_, _ = fmt.Fprintf(w, `<sst %s>`, main)
			shared(w)
			_, _ = io.WriteString(w, `</sst>`)
		})
	}
	part("_rels/.rels", text(fmt.Sprintf(`<Relationships %s><Relationship Id="b" Type="%sofficeDocument" Target="xl/workbook.xml"/></Relationships>`, packaged, kind)))
	part("xl/workbook.xml", text(fmt.Sprintf(`<workbook %s><sheets>%s</sheets></workbook>`, main, &names)))
	part("xl/_rels/workbook.xml.rels", text(fmt.Sprintf(`<Relationships %s>%s</Relationships>`, packaged, &relations)))
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// repeated writes a text many times.
func repeated(text string, n int) func(w io.Writer) {
	block := strings.Repeat(text, 1000)
	return func(w io.Writer) {
		for range n / 1000 {
			_, _ = io.WriteString(w, block)
		}
	}
}

// TestHostileFiles refuses files that are made to take memory and time, by what is allocated for it: a
// clock would measure the machine.
func TestHostileFiles(t *testing.T) {
	if testing.Short() {
		t.Skip("makes large files")
	}
	const row = `<row><c t="inlineStr"><is><t>R</t></is></c><c t="inlineStr"><is><t>N</t></is></c><c><v>1</v></c></row>`
	one := func(w io.Writer) { _, _ = io.WriteString(w, row) }
	far := func(w io.Writer) {
		for i := range 100_000 {
			_, _ = fmt.Fprintf(w, `<row><c r="XFD%d"><v>1</v></c></row>`, i+1)
		}
	}
	var digits strings.Builder
	for i := range 400_000 {
		fmt.Fprintf(&digits, "%d ", i*7919%100_003)
	}
	long := func(w io.Writer) {
		_, _ = fmt.Fprintf(w, `<row><c t="inlineStr"><is><t>%s</t></is></c></row>`, digits.String())
	}
	runs := func(w io.Writer) {
		_, _ = io.WriteString(w, `<row><c t="inlineStr"><is>`)
		for range 20 {
			_, _ = fmt.Fprintf(w, `<r><t>%s</t></r>`, digits.String()[:200_000])
		}
		_, _ = io.WriteString(w, `</is></c></row>`)
	}
	for name, tt := range map[string]struct {
		data []byte
		kind Kind
	}{
		"4 million rows.xlsx":         {rawBook(t, nil, repeated(row, 4_000_000)), kindWorkbookTooLarge},
		"30 million empty rows.xlsx":  {rawBook(t, nil, repeated(`<row/>`, 30_000_000)), kindWorkbookTooLarge},
		"a little over the rows.xlsx": {rawBook(t, nil, repeated(`<row/>`, 1_049_000)), kindWorkbookTooLarge},
		"spaces.xlsx":                 {rawBook(t, nil, repeated("          ", 20_000_000)), kindWorkbookTooLarge},
		"shared texts.xlsx":           {rawBook(t, repeated(`<si><t>x</t></si>`, 10_000_000), one), kindWorkbookTooLarge},
		"long shared texts.xlsx":      {rawBook(t, repeated(`<si><t>`+strings.Repeat("x", 1000)+`</t></si>`, 200_000), one), kindWorkbookTooLarge},
		"cells far apart.xlsx":        {rawBook(t, nil, far), kindWorkbookTooLarge},
		"one long cell.xlsx":          {rawBook(t, nil, long), kindCellTooLarge},
		"one cell of many runs.xlsx":  {rawBook(t, nil, runs), kindCellTooLarge},
		"one long cell.csv":           {[]byte("code,name,a\nR1,\"" + strings.Repeat("x", 10<<20) + "\",1\n"), kindCellTooLarge},
		"many columns.csv":            {[]byte("code,name" + strings.Repeat(",x", 1<<20) + "\n"), kindTooManyColumns},
		"nothing but commas.csv":      {[]byte(strings.Repeat(",", 20<<20)), kindTooManyColumns},
		"zeros.csv":                   {make([]byte, 1<<20), kindNotText},
	} {
		t.Run(name, func(t *testing.T) {
			fsys := fstest.MapFS{name: {Data: tt.data}}
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			_, _, err := LoadFS(t.Context(), fsys, name, Options{})
			runtime.ReadMemStats(&after)
			var faults Faults
			if !errors.As(err, &faults) || !slices.ContainsFunc(faults, func(f *Fault) bool { return f.Kind == tt.kind }) || len(faults) > 2 {
				t.Errorf("got %v, want %s", err, tt.kind)
			}
			if used := after.TotalAlloc - before.TotalAlloc; used > memoryOfRefusal+uint64(len(tt.data)) {
				t.Errorf("refusing it allocates %d MiB", used>>20)
			}
		})
	}
}

// TestManySheets reads a workbook with thousands of sheets, each of them once or twice.
func TestManySheets(t *testing.T) {
	sheet := func(w io.Writer) {
		_, _ = io.WriteString(w, `<row><c t="inlineStr"><is><t>role</t></is></c><c t="inlineStr"><is><t>a</t></is></c></row><row><c t="inlineStr"><is><t>R</t></is></c><c><v>1</v></c></row>`)
	}
	sheets := slices.Repeat([]func(io.Writer){sheet}, 2000)
	_, report, err := LoadFS(t.Context(), fstest.MapFS{"t.xlsx": {Data: rawBook(t, nil, sheets...)}}, "t.xlsx", Options{})
	if err != nil || report.Recognition.Sheet != "S0" || len(report.Recognition.Sheets) != 2000 {
		t.Errorf("got %+v, %v", report, err)
	}
}
