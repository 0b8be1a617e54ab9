package loader_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/xuri/excelize/v2"

	"noboru/graph"
	"noboru/internal/faults"
	. "noboru/loader" // the tests of this package, beside it
)

// kindCase is an input and the options to load it with; the first file is what is loaded.
type kindCase struct {
	files []string // name, content, name, content, ...
	opts  Options
}

// kindCases bring out every kind of fault and warning.
func kindCases(t *testing.T) []kindCase {
	const (
		head  = "code,name,family,Reading,Writing\n"
		good  = "R1,One,F,1,2\nR2,Two,F,2,1\n"
		pairs = "a,b,correlation\nA,B,0.9\n"
		maps  = `{"name":"maps","form":"correlations","files":["roles.csv","pairs.csv"]}`
		onet  = "O*NET-SOC Code,Title,Element ID,Element Name,Scale ID,Data Value\n"
		long  = `{"name":"onet","form":"onet","families":[{"code":"11"}],"files":["roles.csv"]}`
	)
	book := func(build func(b *excelize.File) error) string { return Workbook(t, build) }
	plain := book(func(b *excelize.File) error {
		return FillSheet(b, "Sheet1", []any{"code", "name", "Reading", "Writing"}, []any{"R1", "One", 1, 2})
	})
	bomb := book(func(b *excelize.File) error {
		return FillSheet(b, "Sheet1", []any{"code", "name", strings.Repeat("0", 30_000)})
	})
	failed := Rezip(t, plain, "xl/worksheets/sheet1.xml", func(xml string) string {
		return regexp.MustCompile(`<c r="B2"[^>]*><v>[^<]*</v>`).ReplaceAllString(xml, `<c r="B2" t="e"><v>#REF!</v>`)
	})
	var noSheets bytes.Buffer
	z := zip.NewWriter(&noSheets)
	for name, content := range map[string]string{
		"[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"></Types>`,
		"_rels/.rels":         `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml":     `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheets></sheets></workbook>`,
	} {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write([]byte(content))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	one := func(content string) kindCase { return kindCase{files: []string{"roles.csv", content}} }
	with := func(manifest string, more ...string) kindCase {
		return kindCase{files: append([]string{"manifest.json", manifest}, more...)}
	}
	xlsx := func(content string) kindCase { return kindCase{files: []string{"roles.xlsx", content}} }
	return []kindCase{
		{files: []string{"nothing.csv"}},
		with(`{"name":"x","files":["folder.csv"]}`), with(`{"name":"x","files":["../roles.csv"]}`, "roles.csv", head+good),
		{files: []string{"roles.csv", head + good}, opts: Options{MaxBytes: 10}},
		{files: []string{"roles.csv", head + good}, opts: Options{MaxCells: 10}},
		{files: []string{"roles.xlsx", plain}, opts: Options{MaxCells: 2}},
		{files: []string{"roles.xlsx", bomb}, opts: Options{MaxBytes: 8000}},
		{files: []string{"roles.ods", "x"}},
		one("\xff\xfec\x00"), one("PK\x03\x04"), one("a\x00"), one(ShiftJIS(t, "コード")), one("\xff\xa0\xff"),
		one(head + "R1,O\"ne,F,1,2\nR2,\"Tw\"o,F,1,2\nR3,\"Three,F,1,2\nR4,Four,F,1,2\n"),
		xlsx("PK\x03\x04"), xlsx("\xd0\xcf\x11\xe0"), xlsx(failed), xlsx(noSheets.String()),
		with(`{"name":"x","sheet":"Other","files":["roles.xlsx"]}`, "roles.xlsx", plain),
		one(""), one(head), one("My table,,,,\n" + head + good), one("code;name;Reading\nR1;One;1\n"),
		one("code,name,Reading,Reading,,Note\nR1,One,NaN,9999999,3,text\nR2,Two,1\nR3,Three,-1,2,3,4,5\n"),
		one("Reading\n1\n"), one("code,name,Note\nR1,One,text\n"),
		with(`{"name":"x","files":["roles.csv"],"columns":{"family":"Team","ignore":["Memo"]}}`, "roles.csv", "code,name,Reading,Note\nR1,One,1,text\n"),
		with(`{"name":"x","files":["roles.csv"],"maxScore":7,"skills":[{"code":"Reading"},{"code":"r","column":"Reading"},{"code":"Sums"},{"code":"Note"},{"code":"Note"},{"code":" "}]}`,
			"roles.csv", "code,name,Reading,Note\nR1,One,8,true\nR2,Two,inf,\n"),
		with(`{"name":"x","files":["roles.csv"],"families":"families.csv","skills":"skills.csv"}`, "roles.csv", head+good, "families.csv", "name\nF\n", "skills.csv", "name\nReading\n"),
		with(`{"name":"x","files":["roles.csv","more.csv"],"families":[{"code":"F"}]}`, "roles.csv", head+good+",Three,G,1,2\nR1,Three,F,1,2\nR4,,F,１,3 000\n", "more.csv", head+"R1,One,F,1,2\nR2,Two,F,true,#N/A\nR2,Two,F,,2e9\n"),
		xlsx(SpecialBook(t)),
		with(maps, "roles.csv", "code,name\nA,a\nB,b\n", "pairs.csv", "x,y\nA,B\n"),
		with(maps, "roles.csv", "code,name,total\nA,a,1\nB,b,-2\n", "pairs.csv", pairs+"A,X,0.5\n,B,1\nA,A,0.5\nB,A,0.8\nA,B,1.5\nA,B\n"),
		with(`{"name":"maps","form":"correlations","files":["roles.csv"]}`, "roles.csv", "code,name,total\nA,a,1\n"),
		with(long, "roles.csv", onet+"11-1,,1,Reading,LV,1\n12-1,Two,1,Reading,LV,1\n12-1,Two,1,Reading,LV,2\n11-3,Three,2,Writing,LV,x\n11-3,Three,,,LV,1\n11-3,Three,1,Reading,LV,2e6\n"),
		with(long, "roles.csv", onet+"11-1,One,1,Reading,IM,1\n"),
		with("{\"name\": \"\xff\"}"), with(`{"name":"x"`), with(`{"name":x}`), with(`{"name":"x","files":["roles.csv"]} 1`, "roles.csv", head+good),
		with(`{"name":1,"name":"x","comment":1,"treshold":1,"topK":-1,"threshold":5,"maxScore":-1,"levels":[{"score":-1},{"score":2,"en":"x"},{"score":2,"en":"y"}],"languages":["de"],"form":"long","measure":"SPEARMAN","files":[""]}`),
		with(`{"name":"a b","form":"correlations","measure":"COSINE","files":["a.csv","b.csv","c.csv"]}`, "a.csv", "code,name,total\nA,a,1\nB,b,2\n", "b.csv", pairs),
		with(`{}`), with(`{"name":"x","files":["roles.csv"],"maxScore":2000000}`, "roles.csv", head+good),
		with(`{"name":"x","files":["roles.csv"],"comfortableClimb":100}`, "roles.csv", head+good),
		// The recogniser's doubts and notes.
		one("code,name,a\nR1,x\x81,1\n"), one("code,name,a,b\nR1,\x93\xfal\xe9l,1,2\nR2,Andr\xe9e,2,1\n"),
		one("code,name,a\nR1," + strings.Repeat("x", 1<<20+1) + ",1\n"), one("code,name" + strings.Repeat(",", 1<<14) + "\n"),
		one(",Alpha,Beta,Gamma\nx,1,2,3\ny,2,3,1\nz,3,1,2\n"),
		one("code,date,remark\n" + strings.Repeat("A,2024-01-01,x\nB,2024-01-02,x\nB,2024-01-03,y\n", 4)),
		one("code,name,a,b\nR1,One,\"1,234\",\"2,345\"\nR2,Two,\"3,456\",\"1,234\"\n"),
		one("code,name,x,y\nR1,One,A,B\nR2,Two,B,C\nR3,Three,C,A\n"),
		one("role,skill,level\nA,x,1\nA,y,◎\nB,x,#\nB,y,◎\n"),
		with(`{"name":"x","form":"matrix","files":["roles.csv"]}`, "roles.csv", "code,name,A,B\nC,c,1,2\nD,d,2,1\n"),
		with(`{"name":"x","form":"long","files":["roles.csv"]}`, "roles.csv", "role,what,level\nA,x,1\n"),
		with(`{"name":"x","form":"long","files":["roles.csv"]}`, "roles.csv", "who,skill,level\nA,x,1\n"),
		one("O*NET-SOC Code,Element ID,Element Name,Scale ID,Data Value\n11-1,1,Reading,LV,1\n"),
		with(`{"name":"x","form":"onet","scale":"ZZ","files":["roles.csv"]}`, "roles.csv", onet+"11-1,One,1,Reading,LV,1\n"),
		one("code,name,a,b\nR1,One,100.00011,3\nR2,Two,100.00012,4\nR3,Three,100.00013,5\n"),
		one("code,name,a,b\nR1,One,30%,3\nR2,Two,20,4\nR3,Three,10%,5\n"),
		with(`{"name":"x","form":"scores","files":["roles.csv"]}`, "roles.csv", "code,name,a,Note\nR1,One,\"1,5\",text\nR2,Two,2.5,\nR3,Three,,\nR4,Four,3,\n"),
		one("code,name,a,b\nR1,One,1,\nR2,Two,,2\n"),
		with(`{"name":"x","form":"wide","blank":"no","headerRow":-1,"scaleBy":0.5,"files":["roles.csv"]}`, "roles.csv", head+good),
		one(ShiftJIS(t, "コード,職種名,監視,分析\nR1,監視員,1,2\nR2,分析員,2,1\n")),
		one("code, \"name\",a,b\nR1, \"One, the first\",1,2\nR2,Two,2,1\n"),
		one("コード,職種名,監視,分析\nR1,監視員,１,2\nR2,分析員,2,\"1,200\"\nR3,報告員,900,800\n"),
		one("code,name,a,b\nR1,One,30%,20%\nR2,Two,20%,40%\nR3,Three,10%,50%\n"),
		one("code,name,a,b\nR1,One,3点,2点\nR2,Two,2点,1点\nR3,Three,1点,5点\n"),
		one("code,name,a,b\nR1,One,◎,\nR2,Two,○,△\nR3,Three,,◎\nR4,Four,,\n"),
		with(`{"name":"x","blank":"leave-out","files":["roles.csv"]}`, "roles.csv", "code,name,a,b\nR1,One,1,2\nR2,Two,2,\nR3,Three,3,1\n"),
		one("O*NET-SOC Code,Title,Element ID,Element Name,Scale ID,Data Value,Recommend Suppress,Not Relevant\n11-1,One,1,Reading,LV,1,Y,N\n11-1,One,2,Writing,LV,2,N,Y\n11-2,Two,1,Reading,LV,3,N,N\n11-2,Two,2,Writing,LV,1,N,N\n"),
		with(`{"name":"x","form":"long","files":["roles.csv"],"skills":[{"code":"x"}]}`, "roles.csv", "role,skill,level\nA,x,1\nA,y,2\nB,x,2\n"),
		one(",A,B,C\nA,1,0.5,0.2\nB,0.5,1,0.1\nC,0.2,0.1,1\n"), one("a,b,correlation\nA,B,0.5\nA,A,1\nB,C,0.7\n"),
		one("role,Cook,Baker,Chef\nCook,0,3,5\nBaker,1,0,2\nChef,4,2,0\n"),
		one("role_id,statement_id,kind\nR1,K1,core\nR1,K2,additional\nR2,K1,core\nR2,K3,additional\nR3,K2,core\nR3,K3,core\n"),
		one("code,name,a,b\nR1,One,0.0004,0.0001\nR2,Two,0.0002,0.0003\n"),
		one("code,name,a,b\n#N/A,One,1,2\nR-1,Two,2,1\nR‐1,Three,3,1\n"),
		one(",code,name,Rank,a,b,a.1,all,mean,total,salary,joined,Employee no.\n" + suspectRows()),
		one("code,name,a,b,c\nR1,One,1,2,3\nR2,Two,2,3,1\ncode,name,a,b,c\nR3,Three,3,1,55\nR4,Four,2,2,2\nR5,Five,1,1,1\nR6,Six,3,2,2\n,Average,2,1.8,10.7\n※ made up,,,,\n"),
		one("code,name,a,b\nR1,One,5,900\nR2,Two,5,100\nR3,Three,5,1\nR4,Four,5,30\nR5,Five,5,20\n"), one("code,name,a,b,c,d\nR1,One,1,20,1,2\nR2,Two,2,3,2,1\nR3,Three,3,14,1,1\n"),
		with(`{"name":"x","files":["roles.csv"],"totalDiffers":"refuse"}`, "roles.csv", "code,name,a,b,total\nR1,One,1,2,4\nR2,Two,2,1,3\n"),
		with(`{"name":"x","files":["roles.csv"],"totalDiffers":"leave-out"}`, "roles.csv", "code,name,a,b,total\nR1,One,1,2,4\nR2,Two,2,1,3\n"),
		one("code,name,a,b,c,Grade\nR1,One,1,2,5,4\nR2,Two,2,3,1,3\nR3,Three,3,1,2,5\n"),
		one("code,name,a,b,c,rank\nR1,One,1,2,5,2\nR2,Two,2,3,1,3\nR3,Three,3,1,2,1\n"),
		one("code,name,a,b,c,all of it\nR1,One,1,2,3,6\nR2,Two,2,2,1,5\nR3,Three,3,1,5,9\n"),
		xlsx(HiddenBook(t)),
		// What loads, with warnings.
		one("code,name,title,family,total,Reading,Note,Done,Empty\nR1, One ,Eins,F,9,1.0001,text,TRUE,\n,,,,,,,,\nr1,One,Eins,F,1,1,text,FALSE,\nR3,Three,Drei,,2,2,text,FALSE,\n"),
		with(`{"name":"x","measure":"COSINE","files":["roles.csv"],"columns":{"ignore":["Memo","family"]}}`, "roles.csv", head+"R1,One,F,0,0\n"),
		with(`{"name":"x","files":["a.csv","b.csv"]}`, "a.csv", "code,name,Reading\nA,a,1\n", "b.csv", "code,name,Reading,Writing\nB,b,1,2\n"),
		with(`{"name":"x","files":["a.csv"],"skills":[{"code":"Reading"}]}`, "a.csv", "code,name,Reading,Writing\nA,a,1,2\n"),
		with(maps, "roles.csv", "code,name,total,Note\nA,a,1,x\nB,b,2,y\n", "pairs.csv", pairs),
		xlsx(MergedBook(t)),
	}
}

// suspectRows are roles with columns of every kind that is no skill.
func suspectRows() string {
	var b strings.Builder
	for i := range 12 {
		x, y := i*7%5+1, i*3%4+1
		fmt.Fprintf(&b, "%d,R%d,Role %d,%d,%d,%d,%d,%d,%g,%d,%d,%d,%d\n", i, i, i, i+1, x, y, x, x+y, float64(x+y)/2, x+y, 40000+i*1733, 2001+i%7, 70100+i*i)
	}
	return b.String()
}

// TestEveryKind pins what each kind of fault and warning says in both languages. Every kind occurs.
func TestEveryKind(t *testing.T) {
	var report strings.Builder
	said := map[Kind]bool{
		Kind("unreadable"):                       true, // a disk that fails
		Kind("broken-csv"):                       true, // the CSV reader has no such error today
		Kind("too-many-faults"):                  true, // TestLimits
		Kind("refused"):                          true, // TestRefused
		Kind("too-many-edges"):                   true, // TestRefusedForEdges
		Kind("too-many-edges-at-this-threshold"): true, // as well
		Kind("too-many-edges-at-any-threshold"):  true, // as well
	}
	note := func(kind Kind, en, ja string) {
		said[kind] = true
		fmt.Fprintf(&report, "%s\n  %s\n  %s\n", kind, en, ja)
		if kind == "" || placeholder.MatchString(en+ja) {
			t.Errorf("a value is missing: %s: %s %s", kind, en, ja)
		}
	}
	for i, c := range kindCases(t) {
		fsys := Files(c.files[:len(c.files)/2*2]...)
		fsys["folder.csv"] = &fstest.MapFile{Mode: fs.ModeDir}
		name := c.files[0]
		_, loaded, err := LoadFS(t.Context(), fsys, name, c.opts)
		fmt.Fprintf(&report, "== %d %s\n", i+1, name)
		var bad Faults
		if errors.As(err, &bad) {
			for _, f := range bad {
				note(f.Kind, faults.Line(f, "en"), faults.Line(f, "ja"))
			}
			continue
		}
		for _, w := range loaded.Warnings {
			note(w.Kind, faults.WarningLine(w, "en"), faults.WarningLine(w, "ja"))
		}
	}
	for _, kind := range declaredKinds(t) {
		if !said[kind] {
			t.Errorf("%s does not occur", kind)
		}
	}
	golden := filepath.Join("testdata", "kinds.golden")
	if *Update {
		if err := os.WriteFile(golden, []byte(report.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if report.String() != string(want) {
		t.Errorf("the report changed (go test -update writes it):\n%s", report.String())
	}
}

// declaredKinds lists the constants of type Kind in the source.
func declaredKinds(t *testing.T) []Kind {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "kinds.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var kinds []Kind
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok {
			return true
		}
		if typ, ok := spec.Type.(*ast.Ident); ok && typ.Name == "Kind" {
			value, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
			if err != nil {
				t.Fatal(err)
			}
			kinds = append(kinds, Kind(value))
		}
		return true
	})
	return kinds
}

var placeholder = regexp.MustCompile(`\{[a-zA-Z]+\}`)

// TestCauses holds that every kind of fault has a cause that errors.Is finds, and no warning has one.
func TestCauses(t *testing.T) {
	for _, kind := range declaredKinds(t) {
		fault := &Fault{Kind: kind}
		said := faults.What(fault).In("en") != "fault."+string(kind)+".what"
		if (len(fault.Unwrap()) > 0) != said {
			t.Errorf("%s: a fault has a cause and a sentence, a warning neither", kind)
		}
		if warned := faults.Message(Warning{Kind: kind}).In("en") != "warning."+string(kind); warned == said {
			t.Errorf("%s is a fault or a warning, and has words", kind)
		}
	}
}

// TestRefusedForEdges holds that a dataset of too many edges is a fault with what would do, in both languages.
func TestRefusedForEdges(t *testing.T) {
	for _, c := range []struct {
		threshold graph.Similarity
		alike     bool
		fault     string
		named     []string
	}{
		{983_000, false, "t.csv [threshold] too-many-edges roles=20000 edges=98000000 most=5000000 topK=250 threshold=0.983", []string{"20000", "98000000", "5000000", "250", "0.983", "--top-k", "--threshold"}},
		{0, false, "t.csv [threshold] too-many-edges-at-this-threshold roles=20000 edges=98000000 most=5000000 topK=250", []string{"20000", "98000000", "5000000", "250", "--top-k", "--threshold"}},
		{0, true, "t.csv [threshold] too-many-edges-at-any-threshold roles=20000 edges=98000000 most=5000000 topK=250", []string{"20000", "98000000", "5000000", "250", "--top-k"}},
	} {
		refused := Refused("t.csv", &graph.FieldError{Field: "threshold", Err: &graph.TooManyEdgesError{Roles: 20_000, Edges: 98_000_000, Threshold: c.threshold, TooAlike: c.alike, TopK: 250}})
		if refused.Error() != c.fault || !errors.Is(refused, ErrInvalid) {
			t.Errorf("got %v, want %s", refused, c.fault)
		}
		for _, lang := range []string{"en", "ja"} {
			line := faults.Line(refused[0], lang)
			for _, fact := range c.named {
				if !strings.Contains(line, fact) {
					t.Errorf("%s: %q does not name %s", lang, line, fact)
				}
			}
			if c.alike && strings.Contains(line, "--threshold") {
				t.Errorf("%s: %q names a threshold", lang, line)
			}
		}
	}
}
