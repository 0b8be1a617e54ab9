package loader

import (
	"errors"
	"path/filepath"
	"testing"
	"testing/fstest"

	"github.com/xuri/excelize/v2"
)

// fuzzOptions keep a single input small.
var fuzzOptions = Options{MaxBytes: 1 << 20, MaxCells: 200_000}

// checkLoad loads name: it gives faults, or a dataset that Write keeps.
func checkLoad(t *testing.T, fsys fstest.MapFS, name string) {
	d, report, err := LoadFS(t.Context(), fsys, name, fuzzOptions)
	if err != nil {
		var faults Faults
		if !errors.As(err, &faults) || len(faults) == 0 || faults.Error() == "" || d != nil || report != nil {
			t.Fatalf("got %v, %v, %v", d, report, err)
		}
		for _, f := range faults {
			if f.File == "" || causeOf()[f.Kind] == nil {
				t.Fatalf("a fault without a file or a cause: %+v", f)
			}
		}
		return
	}
	if report.Roles != len(d.Roles()) || report.Version != d.Version() {
		t.Fatalf("report %+v of %d roles", report, len(d.Roles()))
	}
	dir := filepath.Join(t.TempDir(), "out")
	if err := Write(t.Context(), dir, d); err != nil {
		t.Fatal(err)
	}
	back, _, err := Load(t.Context(), dir, Options{})
	if err != nil || back.Version() != d.Version() {
		t.Fatalf("loaded back: %v", err)
	}
}

func FuzzCSV(f *testing.F) {
	for _, seed := range []string{
		"code,name,Reading,Writing,total\nR1,One,1,2,3\nR2,Two,2.0005,1e0,3\n",
		"\ufeffコード,職種名,分類,説明,数学\r\n1,大工,建設,\"一\r\n\"\"二\"\"\",3\r\n",
		"code,name,x\nR1,One,\nR1,,NaN\n\"a\"b,c\n", "a;b;c\n1;2;3\n", "\x83R\x81[\x83h\n", "code,name,,\n,,,\nA,B,1,\n",
		"code,name,x\rR1,One,1\r", "A,0\nA,0", "title\ncode,name,x\nR1,One,1\n", "code,name,x,x,\nR1,One,1,NaN,y\nR1,\n\"R2,Two\n", "code,name,x,y\na,One,1e12,TRUE\nA,One,,\n",
		"code,name,name,x\n", "", "\n\n", "code,name,a,b\n \u3000R ,\rO\r\nne,1,2\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		checkLoad(t, fstest.MapFS{"roles.csv": {Data: data}}, "roles.csv")
	})
}

func FuzzManifest(f *testing.F) {
	for _, seed := range []string{
		plainManifest,
		`{"name":"x","title":{"ja":"表"},"languages":[],"maxScore":7,"measure":"COSINE","threshold":-0.5,"topK":2,"comfortableClimb":1,"files":["roles.csv"],"columns":{"code":"code","nameEn":"name_en","ignore":["family"]},"skills":[{"code":"Reading","group":"g"},{"code":"w","column":"Writing"}],"groups":[{"code":"g"}]}`,
		`{"name":"x","form":"correlations","files":["totals.csv"],"pairs":{"file":"pairs.csv"}}`,
		`{"name":"x","form":"onet","files":["roles.csv"],"scale":"LV"}`,
		`{"name":"x","files":["roles.csv"],"skills":"skills.csv","families":"families.csv"}`,
		`{"nam":"x","treshold":1,"files":["roles.csv",1],"colums":{},"skils":"skills.csv","maxScore":-1}`, `{"name":"x","files":["roles.csv"],"maxScore":2e6,"comfortableClimb":1e5,"skills":[{"code":" "},{"cod":"Reading"}]}`,
		`{"name":"x","files":["."],"families":[]}`, `{"name":`, `[]`, `{"columns":{"code":[[{}]]},"x":null}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		fsys := files("roles.csv", "code,name_en,family,Reading,Writing\nR1,One,F,1,2\nR2,Two,F,2,1\n",
			"totals.csv", "code,name,total\nA,a,35\nB,b,60\n", "pairs.csv", "role_a,role_b,correlation\nA,B,0.9\n",
			"skills.csv", "code,name_en\nr,Reading\nw,Writing\n", "families.csv", "code,name_en\nF,Family\n")
		fsys["manifest.json"] = &fstest.MapFile{Data: data}
		checkLoad(t, fsys, "manifest.json")
	})
}

func FuzzXLSX(f *testing.F) {
	for _, rows := range [][][]any{
		{{"code", "name", "Reading", "Writing"}, {"R1", "One", 1, 2.5}, {"R2", "Two", "3", true}},
		{{"code", "name", "Reading"}, {"R1", "One", 1}},
		{{}},
	} {
		f.Add([]byte(newBook(f, func(b *excelize.File) error { return sheet(b, "Sheet1", rows...) })))
	}
	f.Add([]byte(specialBook(f)))
	f.Add([]byte(mergedBook(f)))
	f.Add([]byte("PK\x03\x04"))
	f.Fuzz(func(t *testing.T, data []byte) {
		checkLoad(t, fstest.MapFS{"roles.xlsx": {Data: data}}, "roles.xlsx")
	})
}

// FuzzSheet changes the XML inside a sound workbook, which FuzzXLSX hardly reaches.
func FuzzSheet(f *testing.F) {
	plain := newBook(f, func(b *excelize.File) error {
		day, err := b.NewStyle(&excelize.Style{NumFmt: 14}) // style 1 of the seeds
		if err != nil || day != 1 {
			return errors.Join(err, errors.New("the seeds have another style"))
		}
		return sheet(b, "Sheet1", []any{"code", "name", "Reading", "Writing"}, []any{"R1", "One", 1, true}, []any{"R2", "Two", 2.25, "3"})
	})
	const part = "xl/worksheets/sheet1.xml"
	rezip(f, plain, part, func(xml string) string {
		f.Add([]byte(xml))
		return xml
	})
	f.Add([]byte(`<worksheet><sheetData><row><c t="inlineStr"><is><t>code</t></is></c><c t="str"><v>name</v></c><c t="str"><v>x</v></c></row><row r="9"><c r="A9"><v>1</v></c><c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c><c t="d"><v>2020-01-01</v></c></row></sheetData></worksheet>`))
	for _, book := range []string{specialBook(f), mergedBook(f)} {
		rezip(f, book, part, func(xml string) string {
			f.Add([]byte(xml))
			return xml
		})
	}
	f.Add([]byte(`<worksheet><sheetData><row r="1"><c r="A1" t="str"><v>code</v></c><c r="C1" t="str"><v>name</v></c></row><row r="3"><c r="B3"><f>1</f></c><c r="A3" t="b"><v>1</v></c></row></sheetData><mergeCells><mergeCell ref="A1:B9"/><mergeCell ref="B2"/><mergeCell ref="C9:A1"/><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>`))
	f.Fuzz(func(t *testing.T, xml []byte) {
		book := rezip(t, plain, part, func(string) string { return string(xml) })
		checkLoad(t, fstest.MapFS{"roles.xlsx": {Data: []byte(book)}}, "roles.xlsx")
	})
}
