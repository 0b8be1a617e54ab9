package loader

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	sjis "golang.org/x/text/encoding/japanese"

	"noboru/graph"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// files makes a file system of name, content, name, content, ...
func files(pairs ...string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for i := 0; i < len(pairs); i += 2 {
		fsys[pairs[i]] = &fstest.MapFile{Data: []byte(pairs[i+1])}
	}
	return fsys
}

// faultsOf loads name, which must fail with Faults and give nothing else.
func faultsOf(t *testing.T, fsys fs.FS, name string, opts Options) Faults {
	t.Helper()
	d, report, err := LoadFS(t.Context(), fsys, name, opts)
	if err == nil {
		t.Fatalf("loaded %d roles, want faults", len(d.Roles()))
	}
	if d != nil || report != nil {
		t.Error("something was returned beside the faults")
	}
	var faults Faults
	if !errors.As(err, &faults) {
		t.Fatalf("got %T %v, want Faults", err, err)
	}
	return faults
}

func shiftJIS(t *testing.T, s string) string {
	t.Helper()
	b, err := sjis.ShiftJIS.NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

const plainManifest = `{"name":"x","maxScore":7,"files":["roles.csv"]}`

func TestScoreFaults(t *testing.T) {
	const head = "code,name_en,family,Reading,Writing\n"
	const good = "R1,One,F,1,2\nR2,Two,F,2,1\n"
	for _, tt := range []struct {
		name, manifest, roles string
		err                   error
		want                  []string // every fault, in order
	}{
		{"empty cell", plainManifest, head + good + "R3,Three,F,,2\n", ErrMissing, []string{
			`roles.csv:4 [Reading] missing-number`,
		}},
		{"text", plainManifest, head + good + "R3,Three,F,high,2\n", ErrNotNumber, []string{
			`roles.csv:4 [Reading] not-a-number "high"`,
		}},
		{"NaN", plainManifest, head + good + "R3,Three,F,NaN,2\n", ErrNotNumber, []string{
			`roles.csv:4 [Reading] not-a-number "NaN"`,
		}},
		{"infinities", plainManifest, head + good + "R3,Three,F,Inf,-infinity\n", ErrRange, []string{
			`roles.csv:4 [Reading] infinite "Inf"`,
			`roles.csv:4 [Writing] infinite "-infinity"`,
		}},
		{"overflow", plainManifest, head + good + "R3,Three,F,1e999,1e400\n", ErrRange, []string{
			`roles.csv:4 [Reading] infinite "1e999"`,
			`roles.csv:4 [Writing] infinite "1e400"`,
		}},
		{"negative, however small", plainManifest, head + good + "R3,Three,F,-1,-0.0001\n", ErrRange, []string{
			`roles.csv:4 [Reading] out-of-range "-1" least=0 most=7`,
			`roles.csv:4 [Writing] out-of-range "-0.0001" least=0 most=7`,
		}},
		{"over maxScore", plainManifest, head + good + "R3,Three,F,7.001,7\n", ErrRange, []string{
			`roles.csv:4 [Reading] out-of-range "7.001" least=0 most=7`,
		}},
		{"over any score", `{"name":"x","files":["roles.csv"]}`, head + good + "R3,Three,F,3e6,7\n", ErrRange, []string{
			`roles.csv:4 [Reading] score-too-large "3e6" most=1000000 sum=2000000 skills=2`,
		}},
		{"other notations", plainManifest, head + good + "R3,Three,F,３．５,\"3,5\"\nR4,Four,F,0x3,1_0\n", ErrNotNumber, []string{
			`roles.csv:4 [Writing] number-notation "3,5"`,
			`roles.csv:5 [Reading] not-a-number "0x3"`,
			`roles.csv:5 [Writing] not-a-number "1_0"`,
		}},
		{"error value", plainManifest, head + good + "R3,Three,F,#DIV/0!,#n/a\n", ErrCell, []string{
			`roles.csv:4 [Reading] cell-error "#DIV/0!"`,
			`roles.csv:4 [Writing] cell-error "#n/a"`,
		}},
		{"duplicate code", plainManifest, head + good + "R1,Three,F,3,2\n", ErrDuplicate, []string{
			`roles.csv:4 [code] duplicate-code "R1" row=2`,
		}},
		{"no code, no name", plainManifest, head + good + ",Three,F,3,2\nR4,,F,3,2\n", ErrMissing, []string{
			`roles.csv:4 [code] missing-code`,
			`roles.csv:5 [name_en] missing-name`,
		}},
		{"ragged", plainManifest, head + good + "R3,Three,F,3\nR4,Four,F,3,2,1\n", ErrRagged, []string{
			`roles.csv:4 ragged-row cells=4 columns=5`,
			`roles.csv:5 ragged-row cells=6 columns=5`,
		}},
		{"unknown family", `{"name":"x","files":["roles.csv"],"families":[{"code":"F"}]}`, head + good + "R3,Three,G,3,2\n", ErrUnknown, []string{
			`roles.csv:4 [family] unknown-family "G"`,
		}},
		{"duplicate headers", plainManifest, "code,name,Reading,Writing,Reading\nR1,One,1,2,3\n", ErrDuplicate, []string{
			`roles.csv:1 [Reading] duplicate-header "Reading" first=3 second=5`,
		}},
		{"column without header", plainManifest, "code,name,Reading,,\nR1,One,1,2,\n", ErrMissing, []string{
			`roles.csv:2 [D] blank-header "2"`,
		}},
		{"faults of the header and of cells", plainManifest, "code,name,Reading,Reading,,Writing\nR1,One,NaN,-1,x,9\nR1,,1,high,,2\n", ErrDuplicate, []string{
			`roles.csv:1 [Reading] duplicate-header "Reading" first=3 second=4`,
			`roles.csv:2 [Reading] not-a-number "NaN"`,
			`roles.csv:2 [Reading] out-of-range "-1" least=0 most=7`,
			`roles.csv:2 [Writing] out-of-range "9" least=0 most=7`,
			`roles.csv:3 [code] duplicate-code "R1" row=2`,
			`roles.csv:3 [name] missing-name`,
			`roles.csv:3 [Reading] not-a-number "high"`,
		}},
		{"ragged rows with faults of their own", plainManifest, head + good + "R1,Three,F,NaN\n,Four,Inc,F,\"1,5\",2\nR5,Five,Inc,F,9,3\n", ErrRagged, []string{
			`roles.csv:4 ragged-row cells=4 columns=5`,
			`roles.csv:4 [code] duplicate-code "R1" row=2`,
			`roles.csv:4 [Reading] not-a-number "NaN"`,
			`roles.csv:5 ragged-row cells=6 columns=5`,
			`roles.csv:5 [code] missing-code`,
			`roles.csv:6 ragged-row cells=6 columns=5`,
		}},
		{"a title above the header", plainManifest, "Our roles,,,,\n" + head + "R1,One,F,x,2\nR2,Two,F,1,2\n", ErrNotNumber, []string{
			`roles.csv:3 [Reading] not-a-number "x"`,
		}},
		{"two skills with one code, and their cells once", `{"name":"x","files":["roles.csv"],"maxScore":7,"skills":[{"code":"Reading"},{"code":"Reading"}]}`, head + "R1,One,F,8,2\nR2,Two,F,1,2\n", ErrRange, []string{
			`manifest.json:1:85 [skills[1].code] duplicate-entry "Reading" list=skills index=0`,
			`roles.csv:2 [Reading] out-of-range "8" least=0 most=7`,
		}},
		{"a skill without any number", `{"name":"x","files":["roles.csv"],"skills":[{"code":"Reading"},{"code":"Writing"}]}`, head + "R1,One,F,1,\nR2,Two,F,2,\n", ErrNotNumber, []string{
			`roles.csv:1 [Writing] no-scores reason=unread.empty`,
		}},
		{"no header", plainManifest, "\n\n", ErrEmpty, []string{
			`roles.csv no-header`,
		}},
		{"no rows", plainManifest, head, ErrEmpty, []string{
			`roles.csv:1 no-rows`,
		}},
		{"no code column, no name column", plainManifest, "Reading,Writing\n1,2\n", ErrMissing, []string{
			`roles.csv:1 [name] no-name-column columns=["Reading","Writing"]`,
		}},
		{"no skills", plainManifest, "code,name\nR1,One\n", ErrEmpty, []string{
			`roles.csv:1 no-skills columns=[]`,
		}},
		{"no skills, though there are columns", `{"name":"x","files":["roles.csv"],"columns":{"ignore":["Memo"]}}`, "code,name,title,Memo\nR1,One,1,x\n", ErrEmpty, []string{
			`roles.csv:1 no-skills columns=["title":unread.second]`,
		}},
		{"stated column is not there", `{"name":"x","files":["roles.csv"],"columns":{"code":"key"}}`, head + good, ErrMissing, []string{
			`roles.csv:1 [key] no-column columns=["code","name_en","family","Reading","Writing"]`,
		}},
		{"declared skill without column", `{"name":"x","files":["roles.csv"],"skills":[{"code":"reading","nameJa":"読解力","nameEn":"Reading"},{"code":"sums"}]}`, head + good, ErrMissing, []string{
			`roles.csv:1 [sums] no-skill-column skill="sums" headers=["sums"]`,
		}},
		{"two skills, one column", `{"name":"x","files":["roles.csv"],"skills":[{"code":"a","column":"Reading"},{"code":"b","column":"Reading"}]}`, head + good, ErrDuplicate, []string{
			`roles.csv:1 [Reading] shared-column first="a" second="b"`,
		}},
		{"repeated and empty codes in a list", `{"name":"x","files":["roles.csv"],"skills":[{"code":"Reading"},{"code":"Reading"},{"code":""}]}`, head + good, ErrDuplicate, []string{
			`manifest.json:1:72 [skills[1].code] duplicate-entry "Reading" list=skills index=0`,
			`manifest.json:1:91 [skills[2].code] missing-code`,
		}},
		{"text in no encoding", plainManifest, head + "R3,\x81\xff\xa0,F,1,2\n", ErrEncoding, []string{
			`roles.csv:2 not-text byte=39 hex=81`,
		}},
		{"UTF-16", plainManifest, "\xff\xfec\x00o\x00", ErrEmpty, []string{
			`roles.csv:1 no-rows`,
		}},
		{"binary", plainManifest, "code\nab\x00c\n", ErrEncoding, []string{
			`roles.csv:2 not-text byte=7 hex=00`,
		}},
		{"a workbook called .csv", plainManifest, "PK\x03\x04...", ErrFormat, []string{
			`roles.csv broken-workbook`,
		}},
		{"stray quotes", plainManifest, head + "R1,O\"ne,F,1,2\nR2,\"Tw\"o,F,1,2\n", ErrFormat, []string{
			`roles.csv:1 no-rows`,
			`roles.csv:2 bare-quote char=5`,
			`roles.csv:3 stray-quote char=7`,
		}},
		{"lines inside quotes are counted", plainManifest, "code,name,description,Reading\nR1,One,\"two\nlines\",1\nR2,Two,\"three\n\nlines\",9\n", ErrRange, []string{
			`roles.csv:4 [Reading] out-of-range "9" least=0 most=7`,
		}},
		{"no such file", `{"name":"x","files":["rolls.csv"]}`, head + good, ErrMissing, []string{
			`rolls.csv no-file`,
		}},
		{"no table", `{"name":"x","files":["roles.ods"]}`, "", ErrFormat, []string{
			`roles.ods not-a-table ".ods"`,
		}},
		{"settings that do not fit the tables", `{"name":"x","files":["roles.csv"],"comfortableClimb":100}`, head + good, ErrRange, []string{
			`manifest.json:1:54 [comfortableClimb] comfortable-climb-too-large "100" most=3`,
		}},
		{"scores that the sums cannot hold", `{"name":"x","files":["roles.csv"],"maxScore":1000001,"comfortableClimb":5e6}`, head + good, ErrRange, []string{
			`manifest.json:1:46 [maxScore] max-score-too-large "1000001" most=1000000 sum=2000000 skills=2`,
			`manifest.json:1:73 [comfortableClimb] bad-points "5e+06" most=2147483.647`,
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			faults := faultsOf(t, files("manifest.json", tt.manifest, "roles.csv", tt.roles, "roles.ods", "x"), "manifest.json", Options{})
			checkFaults(t, faults, tt.err, tt.want)
		})
	}
}

func checkFaults(t *testing.T, faults Faults, cause error, want []string) {
	t.Helper()
	if !errors.Is(faults, cause) {
		t.Errorf("%v is not among the causes", cause)
	}
	var got []string
	for _, f := range faults {
		got = append(got, f.Error())
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestCorrelationFaults(t *testing.T) {
	const manifest = `{"name":"maps","form":"correlations","files":["roles.csv","pairs.csv"]}`
	const roles = "code,name,total\nA,a,35\nB,b,60\n"
	for _, tt := range []struct {
		name, manifest, roles, pairs string
		err                          error
		want                         []string
	}{
		{"unknown role, no role", manifest, roles, "role_a,role_b,correlation\nA,X,0.9\n,B,0.9\n", ErrUnknown, []string{
			`pairs.csv:2 [role_b] unknown-role "X"`,
			`pairs.csv:3 [role_a] missing-role`,
		}},
		{"range, text, nothing", manifest, roles, "role_a,role_b,correlation\nA,B,1.01\nA,B,strong\nA,B,\n", ErrRange, []string{
			`pairs.csv:2 [correlation] out-of-range "1.01" least=-1 most=1`,
			`pairs.csv:3 [correlation] not-a-number "strong"`,
			`pairs.csv:4 [correlation] missing-number`,
		}},
		{"two listings that differ", manifest, roles, "role_a,role_b,correlation\nA,B,0.91\nB,A,0.92\n", ErrConflict, []string{
			`pairs.csv:3 [correlation] conflicting-pair "0.92" row=2 value=0.91`,
		}},
		{"a role with itself", manifest, roles, "role_a,role_b,correlation\nA,A,0.9\n", ErrRange, []string{
			`pairs.csv:2 [correlation] self-pair "0.9"`,
		}},
		{"no totals", manifest, "code,name\nA,a\n", "role_a,role_b,correlation\n", ErrMissing, []string{
			`roles.csv:1 [total] no-total-column columns=["code","name"]`,
		}},
		{"a total is missing", manifest, "code,name,total\nA,a,\nB,b,-3\n", "role_a,role_b,correlation\n", ErrMissing, []string{
			`roles.csv:2 [total] missing-number`,
			`roles.csv:3 [total] negative "-3"`,
		}},
		{"no columns", manifest, roles, "x,y,z\nA,B,1\n", ErrMissing, []string{
			`pairs.csv:1 [role_a] no-pair-column columns=["x","y","z"]`,
			`pairs.csv:1 [role_b] no-pair-column columns=["x","y","z"]`,
			`pairs.csv:1 [correlation] no-pair-column columns=["x","y","z"]`,
		}},
		{"no pairs", `{"name":"maps","form":"correlations","files":["roles.csv"]}`, roles, "", ErrMissing, []string{
			`manifest.json [pairs.file] no-pairs`,
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			faults := faultsOf(t, files("manifest.json", tt.manifest, "roles.csv", tt.roles, "pairs.csv", tt.pairs), "manifest.json", Options{})
			checkFaults(t, faults, tt.err, tt.want)
		})
	}
}

func TestManifestFaults(t *testing.T) {
	const table = "code,name,Reading,total\nR1,One,1,1\nR2,Two,2,2\n"
	const pairs = "a,b,correlation\nR1,R2,0.5\n"
	for _, tt := range []struct {
		name, manifest string
		err            error
		want           []string
	}{
		{"unknown fields, all of them", "{\n \"name\": \"x\", \"files\": [\"roles.csv\"],\n \"colums\": {\"a\": [1, {}]},\n \"columns\": {\"kode\": \"code\"}\n}", ErrUnknown, []string{
			`manifest.json:3:2 [colums] misspelt-field near=columns fields=$schema, name, title, languages, illustrative, notice, maxScore, measure, threshold, topK, levels, comfortableClimb, form, scale, files, roles, sheet, encoding, delimiter, decimal, unit, headerRow, groupRow, firstRow, ignoreRows, blank, totalDiffers, marks, scaleBy, columns, pairs, groups, skills, families, guessed`,
			`manifest.json:4:14 [columns.kode] misspelt-field near=code fields=code, nameJa, nameEn, nameKana, family, descriptionJa, descriptionEn, total, skill, skillName, skillGroup, level, ignore`,
		}},
		{"wrong types", "{\"name\": 1, \"files\": \"roles.csv\",\n\"topK\": 1.5, \"maxScore\": \"7\", \"illustrative\": null, \"title\": [], \"skills\": 3}", ErrType, []string{
			`manifest.json:1:10 [name] wrong-type "1" type=json.string`,
			`manifest.json:1:22 [files] wrong-type "roles.csv" type=json.array`,
			`manifest.json:2:9 [topK] wrong-type "1.5" type=json.integer`,
			`manifest.json:2:26 [maxScore] wrong-type "7" type=json.number`,
			`manifest.json:2:47 [illustrative] wrong-type "null" type=json.boolean`,
			`manifest.json:2:62 [title] wrong-type "[" type=json.object`,
			`manifest.json:2:76 [skills] wrong-type "3" type=json.array`,
		}},
		{"a field twice", `{"name": "x", "name": "y", "files": ["roles.csv"]}`, ErrDuplicate, []string{
			`manifest.json:1:15 [name] duplicate-field`,
		}},
		{"syntax", "{\n\"name\": \"x\",\n}", ErrFormat, []string{
			`manifest.json:3:1 json-syntax`,
		}},
		{"cut off", `{"name": "x"`, ErrFormat, []string{
			`manifest.json:1:13 json-early-end`,
		}},
		{"more than one value", `{"name": "x", "files": ["roles.csv"]} {}`, ErrFormat, []string{
			`manifest.json:1:39 json-trailing`,
		}},
		{"nothing", ``, ErrFormat, []string{
			`manifest.json:1:1 json-early-end`,
		}},
		{"values", `{"threshold": 1.1, "topK": -1, "maxScore": -7, "comfortableClimb": 0.0001, "measure": "SPEARMAN", "form": "long", "languages": ["de"]}`, ErrRange, []string{
			`manifest.json [name] no-name`,
			`manifest.json [files] no-files`,
			`manifest.json:1:15 [threshold] bad-threshold "1.1"`,
			`manifest.json:1:28 [topK] bad-top-k "-1"`,
			`manifest.json:1:44 [maxScore] bad-points "-7" most=2147483.647`,
			`manifest.json:1:68 [comfortableClimb] bad-points "0.0001" most=2147483.647`,
			`manifest.json:1:87 [measure] not-one-of "SPEARMAN" allowed=["PEARSON","PEARSON_STANDARDIZED","COSINE"]`,
			`manifest.json:1:129 [languages[0]] bad-language "de"`,
		}},
		{"not UTF-8", "{\"name\": \"\xff\"}", ErrEncoding, []string{`manifest.json manifest-not-utf-8`}},
		{"measure of correlations", `{"name":"x","form":"correlations","measure":"COSINE","files":["a.csv","b.csv","c.csv"]}`, ErrValue, []string{
			`manifest.json:1:45 [measure] measure-of-correlations "COSINE"`,
			`manifest.json:1:62 [files] too-many-files most=2 form=correlations`,
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			faults := faultsOf(t, files("manifest.json", tt.manifest, "roles.csv", table, "a.csv", table, "b.csv", pairs), "manifest.json", Options{})
			checkFaults(t, faults, tt.err, tt.want)
		})
	}
}

// TestManifestAndTables holds that the faults of a manifest do not hide those of its tables, and do
// not bring out faults that are none.
func TestManifestAndTables(t *testing.T) {
	const bad = "key,label,Team,Reading,Remark\nR1,One,F,NaN,\nR2,Two,F,9,fine\n"
	for _, tt := range []struct {
		name, manifest, roles string
		want                  []string
	}{
		{"settings", `{"name":"a b","threshold":5,"maxScore":7,"files":["roles.csv","nothing.csv"]}`, "code,name,Reading,Writing\nR1,One,9,x\nR2,Two,1,2\n", []string{
			`manifest.json:1:9 [name] bad-name "a b"`,
			`manifest.json:1:27 [threshold] bad-threshold "5"`,
			`nothing.csv no-file`,
			`roles.csv:2 [Reading] out-of-range "9" least=0 most=7`,
			`roles.csv:2 [Writing] not-a-number "x"`,
		}},
		{"a largest score that is none", `{"name":"x","maxScore":"7","files":["roles.csv"]}`, "code,name,Reading,Writing\nR1,One,9,-1\n", []string{
			`manifest.json:1:24 [maxScore] wrong-type "7" type=json.number`,
			`roles.csv:2 [Writing] negative "-1"`,
		}},
		{"columns misspelt: none of them is missing", `{"name":"x","files":["roles.csv"],"colums":{"code":"key","nameEn":"label","family":"Team"}}`, bad, []string{
			`manifest.json:1:35 [colums] misspelt-field near=columns fields=$schema, name, title, languages, illustrative, notice, maxScore, measure, threshold, topK, levels, comfortableClimb, form, scale, files, roles, sheet, encoding, delimiter, decimal, unit, headerRow, groupRow, firstRow, ignoreRows, blank, totalDiffers, marks, scaleBy, columns, pairs, groups, skills, families, guessed`,
			`roles.csv:2 [Reading] not-a-number "NaN"`,
		}},
		{"skills misspelt: text is no fault", `{"name":"x","files":["roles.csv"],"columns":{"code":"key","nameEn":"label","family":"Team"},"skils":"skills.csv"}`, bad, []string{
			`manifest.json:1:93 [skils] misspelt-field near=skills fields=$schema, name, title, languages, illustrative, notice, maxScore, measure, threshold, topK, levels, comfortableClimb, form, scale, files, roles, sheet, encoding, delimiter, decimal, unit, headerRow, groupRow, firstRow, ignoreRows, blank, totalDiffers, marks, scaleBy, columns, pairs, groups, skills, families, guessed`,
			`roles.csv:2 [Reading] not-a-number "NaN"`,
		}},
		{"skills that cannot be read", `{"name":"x","files":["roles.csv"],"columns":{"code":"key","nameEn":"label","family":"Team"},"skills":"skills.csv"}`, bad, []string{
			`roles.csv:2 [Reading] not-a-number "NaN"`,
			`skills.csv no-file`,
		}},
		{"families with a fault: none is unknown", `{"name":"x","files":["roles.csv"],"families":[{"code":1}]}`, "code,name,family,Reading\nR1,One,F,x\nR2,Two,F,1\n", []string{
			`manifest.json:1:55 [families[0].code] wrong-type "1" type=json.string`,
			`roles.csv:2 [Reading] not-a-number "x"`,
		}},
		{"another form is meant: the tables are left alone", `{"name":"x","files":["roles.csv"],"forn":"correlations"}`, "code,name,Reading\nR1,One,x\n", []string{
			`manifest.json:1:35 [forn] misspelt-field near=form fields=$schema, name, title, languages, illustrative, notice, maxScore, measure, threshold, topK, levels, comfortableClimb, form, scale, files, roles, sheet, encoding, delimiter, decimal, unit, headerRow, groupRow, firstRow, ignoreRows, blank, totalDiffers, marks, scaleBy, columns, pairs, groups, skills, families, guessed`,
		}},
		{"no JSON object: nothing is missing in it", `["roles.csv"]`, "", []string{
			`manifest.json:1:1 wrong-type "[" type=json.object`,
		}},
		{"pairs with a fault", `{"name":"x","form":"correlations","files":["roles.csv"],"pairs":{"fil":"roles.csv"}}`, "code,name,total\nR1,One,x\n", []string{
			`manifest.json:1:66 [pairs.fil] misspelt-field near=file fields=file, sheet, columns`,
			`roles.csv:2 [total] not-a-number "x"`,
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			faults := faultsOf(t, files("manifest.json", tt.manifest, "roles.csv", tt.roles), "manifest.json", Options{})
			checkFaults(t, faults, causeOf()[faults[0].Kind], tt.want)
		})
	}
}

// TestManyManifestFaults holds that a list that was cut off says so.
func TestManyManifestFaults(t *testing.T) {
	manifest := `{"name":"x","files":[` + strings.Repeat("1,", maxJSONFaults+50) + `1]}`
	faults := faultsOf(t, files("manifest.json", manifest), "manifest.json", Options{})
	if len(faults) != maxJSONFaults+1 || !errors.Is(faults, ErrMany) {
		t.Errorf("got %d faults", len(faults))
	}
}

// TestRefused holds that what package graph refuses is a fault, whatever it is.
func TestRefused(t *testing.T) {
	_, err := graph.NewDataset(graph.Spec{Name: "a b", Measure: "?", Roles: []graph.Role{{}}})
	faults := Refused("x.json", err)
	if len(faults) < 3 || !errors.Is(faults, ErrInvalid) {
		t.Errorf("got %v", faults)
	}
	field := (*graph.FieldError)(nil)
	if !errors.As(faults, &field) || faults[0].Column != "name" {
		t.Errorf("got %v", faults[0])
	}
	faults = Refused("x.json", field)
	checkFaults(t, faults, ErrInvalid, []string{`x.json [name] refused`})
}

// TestScoreBound holds that the largest score that the loader lets pass is the largest that package
// graph takes.
func TestScoreBound(t *testing.T) {
	for _, skills := range []int{1, 2, 3, 7, 23, 1000} {
		most := scoreBound(0, skills).most
		spec := graph.Spec{Name: "x", Measure: graph.Pearson, Roles: []graph.Role{{ID: "r", Code: "R", Name: nameOf("R"), Scores: make([]graph.Points, skills)}}}
		for k := range skills {
			code := strconv.Itoa(k)
			spec.Skills = append(spec.Skills, graph.Skill{ID: code, Code: code, Name: nameOf(code)})
		}
		spec.Roles[0].Scores[0] = most
		if _, err := graph.NewDataset(spec); err != nil {
			t.Errorf("%d skills, %v points: %v", skills, most, err)
		}
		spec.Roles[0].Scores[0] = most + 1
		if _, err := graph.NewDataset(spec); err == nil && most < largestPoints {
			t.Errorf("%d skills: %v points are too few", skills, most)
		}
	}
}

func TestLimits(t *testing.T) {
	rows := "code,name,Reading\n" + strings.Repeat("R1,One,1\n", 100)
	t.Run("bytes", func(t *testing.T) {
		faults := faultsOf(t, files("roles.csv", rows), "roles.csv", Options{MaxBytes: 100})
		checkFaults(t, faults, ErrTooLarge, []string{`roles.csv file-too-large limit=100`})
	})
	t.Run("cells", func(t *testing.T) {
		faults := faultsOf(t, files("roles.csv", rows), "roles.csv", Options{MaxCells: 100})
		checkFaults(t, faults, ErrTooLarge, []string{`roles.csv too-many-cells limit=100`})
	})
	t.Run("faults", func(t *testing.T) {
		// Each row has two faults; all are two causes.
		var many strings.Builder
		many.WriteString("code,name,Reading,Writing\nR,One,1,2\n")
		for i := range maxFaults {
			fmt.Fprintf(&many, "R%d,Role,x,y\n", i)
		}
		faults := faultsOf(t, files("roles.csv", many.String()), "roles.csv", Options{})
		if len(faults) != 3 || !errors.Is(faults, ErrMany) || len(faults[0].Rows)+len(faults[1].Rows) != maxFaults {
			t.Errorf("got %d faults: %v", len(faults), faults)
		}
	})
	t.Run("time", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		d, report, err := LoadFS(ctx, files("roles.csv", rows), "roles.csv", Options{})
		if d != nil || report != nil || !errors.Is(err, context.Canceled) {
			t.Errorf("got %v, %v, %v", d, report, err)
		}
	})
}

// patience is a context that is done after it was asked so often.
type patience struct {
	context.Context
	left int
}

func (p *patience) Err() error {
	if p.left--; p.left < 0 {
		return context.Canceled
	}
	return nil
}

// TestGivingUp holds that a loading that is given up anywhere says so, and nothing else.
func TestGivingUp(t *testing.T) {
	var roles, totals strings.Builder
	for i := range 3000 {
		fmt.Fprintf(&roles, "R%d,Role,1,%d\n", i, i)
		fmt.Fprintf(&totals, "R%d,Role,1\n", i)
	}
	for _, fsys := range []fs.FS{
		files("x.json", `{"name":"x","files":["roles.csv"]}`, "roles.csv", "code,name,Reading,Writing\n"+roles.String()),
		files("x.json", `{"name":"x","form":"correlations","files":["roles.csv","pairs.csv"]}`, "roles.csv", "code,name,total\n"+totals.String(), "pairs.csv", "a,b,correlation\nR1,R2,0.5\n"),
	} {
		for left := 0; ; left++ {
			d, report, err := LoadFS(&patience{t.Context(), left}, fsys, "x.json", Options{})
			if err == nil {
				break
			}
			if d != nil || report != nil || !errors.Is(err, context.Canceled) {
				t.Fatalf("given up after %d: %v, %v, %v", left, d, report, err)
			}
		}
	}
}

// TestFaultsGolden pins what a person sees of a file with many faults, on the screen and as JSON.
func TestFaultsGolden(t *testing.T) {
	faults := faultsOf(t, os.DirFS("testdata"), "faulty/manifest.json", Options{})
	list, err := json.MarshalIndent(faults, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	got := faults.Error() + "\n\n" + string(list) + "\n"
	golden := filepath.Join("testdata", "faulty", "golden.txt")
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("the report changed (go test -update writes it):\n%s", got)
	}
}

func checkCause(t *testing.T, faults Faults, cause error) {
	t.Helper()
	if !errors.Is(faults, cause) {
		t.Errorf("got %v, want %v", faults, cause)
	}
}
