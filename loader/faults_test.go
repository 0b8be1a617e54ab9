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
			`roles.csv, row 4, "Reading": missing; want a number (an empty cell is not zero)`,
		}},
		{"text", plainManifest, head + good + "R3,Three,F,high,2\n", ErrNotNumber, []string{
			`roles.csv, row 4, "Reading": not a number, got "high"; want digits like 3.5`,
		}},
		{"NaN", plainManifest, head + good + "R3,Three,F,NaN,2\n", ErrNotNumber, []string{
			`roles.csv, row 4, "Reading": not a number, got "NaN"; want digits like 3.5`,
		}},
		{"infinities", plainManifest, head + good + "R3,Three,F,Inf,-infinity\n", ErrRange, []string{
			`roles.csv, row 4, "Reading": out of range, got "Inf"; want a finite number`,
			`roles.csv, row 4, "Writing": out of range, got "-infinity"; want a finite number`,
		}},
		{"overflow", plainManifest, head + good + "R3,Three,F,1e999,1e400\n", ErrRange, []string{
			`roles.csv, row 4, "Reading": out of range, got "1e999"; want a finite number`,
			`roles.csv, row 4, "Writing": out of range, got "1e400"; want a finite number`,
		}},
		{"negative, however small", plainManifest, head + good + "R3,Three,F,-1,-0.0001\n", ErrRange, []string{
			`roles.csv, row 4, "Reading": out of range, got "-1"; want 0 to 7`,
			`roles.csv, row 4, "Writing": out of range, got "-0.0001"; want 0 to 7`,
		}},
		{"over maxScore", plainManifest, head + good + "R3,Three,F,7.001,7\n", ErrRange, []string{
			`roles.csv, row 4, "Reading": out of range, got "7.001"; want 0 to 7`,
		}},
		{"over any score", `{"name":"x","files":["roles.csv"]}`, head + good + "R3,Three,F,3e6,7\n", ErrRange, []string{
			`roles.csv, row 4, "Reading": out of range, got "3e6"; want 0 to 1000000, which is 2000000 divided by the number of skills, 2`,
		}},
		{"other notations", plainManifest, head + good + "R3,Three,F,３．５,\"3,5\"\nR4,Four,F,0x3,1_0\n", ErrNotNumber, []string{
			`roles.csv, row 4, "Reading": not a number, got "３．５"; want digits like 3.5: half-width, a point for decimals, no thousands separators`,
			`roles.csv, row 4, "Writing": not a number, got "3,5"; want digits like 3.5: half-width, a point for decimals, no thousands separators`,
			`roles.csv, row 5, "Reading": not a number, got "0x3"; want digits like 3.5`,
			`roles.csv, row 5, "Writing": not a number, got "1_0"; want digits like 3.5`,
		}},
		{"error value", plainManifest, head + good + "R3,Three,F,#DIV/0!,#n/a\n", ErrCell, []string{
			`roles.csv, row 4, "Reading": error value in a cell, got "#DIV/0!"; want digits like 3.5`,
			`roles.csv, row 4, "Writing": error value in a cell, got "#n/a"; want digits like 3.5`,
		}},
		{"duplicate code", plainManifest, head + good + "R1,Three,F,3,2\n", ErrDuplicate, []string{
			`roles.csv, row 4, "code": stands twice: first in row 2, got "R1"; want a code of its own for each row`,
		}},
		{"no code, no name", plainManifest, head + good + ",Three,F,3,2\nR4,,F,3,2\n", ErrMissing, []string{
			`roles.csv, row 4, "code": missing; want a code`,
			`roles.csv, row 5, "name_en": missing; want the role's name in Japanese or in English`,
		}},
		{"ragged", plainManifest, head + good + "R3,Three,F,3\nR4,Four,F,3,2,1\n", ErrRagged, []string{
			`roles.csv, row 4: wrong number of cells: 4; want 5, as in the header (is a comma or a quote missing?)`,
			`roles.csv, row 5: wrong number of cells: 6; want 5, as in the header (is a comma or a quote missing?)`,
		}},
		{"unknown family", `{"name":"x","files":["roles.csv"],"families":[{"code":"F"}]}`, head + good + "R3,Three,G,3,2\n", ErrUnknown, []string{
			`roles.csv, row 4, "family": unknown family, got "G"; want the code of a declared family`,
		}},
		{"duplicate headers", plainManifest, "code,name,Reading,Writing,Reading\nR1,One,1,2,3\n", ErrDuplicate, []string{
			`roles.csv, row 1, "Reading": stands twice: columns 3 and 5 have this header, got "Reading"; want a different header for each column`,
		}},
		{"column without header", plainManifest, "code,name,Reading,,\nR1,One,1,2,\n", ErrMissing, []string{
			`roles.csv, row 2, "D": missing: this column has values but no header, got "2"; want a name in the header, or an empty column`,
		}},
		{"faults of the header and of cells", plainManifest, "code,name,Reading,Reading,,Writing\nR1,One,NaN,-1,x,9\nR1,,1,high,,2\n", ErrDuplicate, []string{
			`roles.csv, row 1, "Reading": stands twice: columns 3 and 4 have this header, got "Reading"; want a different header for each column`,
			`roles.csv, row 2, "Reading": not a number, got "NaN"; want digits like 3.5`,
			`roles.csv, row 2, "Reading": out of range, got "-1"; want 0 to 7`,
			`roles.csv, row 2, "E": missing: this column has values but no header, got "x"; want a name in the header, or an empty column`,
			`roles.csv, row 2, "Writing": out of range, got "9"; want 0 to 7`,
			`roles.csv, row 3, "code": stands twice: first in row 2, got "R1"; want a code of its own for each row`,
			`roles.csv, row 3, "name": missing; want the role's name in Japanese or in English`,
			`roles.csv, row 3, "Reading": not a number, got "high"; want digits like 3.5`,
		}},
		{"ragged rows with faults of their own", plainManifest, head + good + "R1,Three,F,NaN\n,Four,Inc,F,\"1,5\",2\nR5,Five,Inc,F,9,3\n", ErrRagged, []string{
			`roles.csv, row 4: wrong number of cells: 4; want 5, as in the header (is a comma or a quote missing?)`,
			`roles.csv, row 4, "code": stands twice: first in row 2, got "R1"; want a code of its own for each row`,
			`roles.csv, row 4, "Reading": not a number, got "NaN"; want digits like 3.5`,
			`roles.csv, row 5: wrong number of cells: 6; want 5, as in the header (is a comma or a quote missing?)`,
			`roles.csv, row 5, "code": missing; want a code`,
			`roles.csv, row 5, "Writing": not a number, got "1,5"; want digits like 3.5: half-width, a point for decimals, no thousands separators`,
			`roles.csv, row 6: wrong number of cells: 6; want 5, as in the header (is a comma or a quote missing?)`,
		}},
		{"a title above the header", plainManifest, "Our roles,,,,\n" + head + "R1,One,F,x,2\nR2,Two,F,1,2\n", ErrFormat, []string{
			`roles.csv, row 1: malformed: this row does not name the columns; row 2 looks like the header, got "Our roles"; want the row with the names of the columns first, and nothing above it`,
			`roles.csv, row 3, "Reading": not a number, got "x"; want digits like 3.5`,
		}},
		{"two skills with one code, and their cells once", `{"name":"x","files":["roles.csv"],"maxScore":7,"skills":[{"code":"Reading"},{"code":"Reading"}]}`, head + "R1,One,F,8,2\nR2,Two,F,1,2\n", ErrRange, []string{
			`manifest.json, line 1:85, "skills[1].code": stands twice: first in skills[0], got "Reading"; want a code of its own for each entry`,
			`roles.csv, row 2, "Reading": out of range, got "8"; want 0 to 7`,
		}},
		{"a skill without any number", `{"name":"x","files":["roles.csv"],"skills":[{"code":"Reading"},{"code":"Writing"}]}`, head + "R1,One,F,1,\nR2,Two,F,2,\n", ErrNotNumber, []string{
			`roles.csv, row 1, "Writing": not a number: no cell of this skill's column is one (it is empty); want a score in each row`,
		}},
		{"no header", plainManifest, "\n\n", ErrEmpty, []string{
			`roles.csv: empty: there is no header; want a first row with the names of the columns`,
		}},
		{"no rows", plainManifest, head, ErrEmpty, []string{
			`roles.csv, row 1: empty: there are no rows below the header; want one row or more`,
		}},
		{"no code column, no name column", plainManifest, "Reading,Writing\n1,2\n", ErrMissing, []string{
			`roles.csv, row 1, "code": missing column; want a column with each role's code, headed code, role_id or コード, or named under columns.code; there are "Reading", "Writing"`,
			`roles.csv, row 1, "name": missing column; want a column with each role's name, headed name, name_ja or 名前, or named under columns.nameJa or columns.nameEn; there are "Reading", "Writing"`,
		}},
		{"no skills", plainManifest, "code,name\nR1,One\n", ErrEmpty, []string{
			`roles.csv, row 1: empty: no column has scores (there is no other column); want one column a skill, with numbers in it`,
		}},
		{"no skills, though there are columns", `{"name":"x","files":["roles.csv"],"columns":{"ignore":["Memo"]}}`, "code,name,title,Memo\nR1,One,1,x\n", ErrEmpty, []string{
			`roles.csv, row 1: empty: no column has scores ("title": it looks like a second code, name, family, description or total); want one column a skill, with numbers in it`,
		}},
		{"stated column is not there", `{"name":"x","files":["roles.csv"],"columns":{"code":"key"}}`, head + good, ErrMissing, []string{
			`roles.csv, row 1, "key": missing column; want a column with this header; there are "code", "name_en", "family", "Reading", "Writing"`,
		}},
		{"a column of text", plainManifest, "code,name,Reading,Remark\nR1,One,1,easy\nR2,Two,2,\n", ErrNotNumber, []string{
			`roles.csv, row 1, "Remark": not a number: no cell of this column is one (it has text, not numbers), got "easy"; want scores, or the header named under columns.ignore in the manifest`,
		}},
		{"declared skill without column", `{"name":"x","files":["roles.csv"],"skills":[{"code":"reading","nameJa":"読解力","nameEn":"Reading"},{"code":"sums"}]}`, head + good, ErrMissing, []string{
			`roles.csv, row 1, "sums": missing column of skill "sums"; want a column headed "sums"`,
		}},
		{"two skills, one column", `{"name":"x","files":["roles.csv"],"skills":[{"code":"a","column":"Reading"},{"code":"b","column":"Reading"}]}`, head + good, ErrDuplicate, []string{
			`roles.csv, row 1, "Reading": stands twice: skills "a" and "b" both read this column; want a column of its own for each skill`,
		}},
		{"repeated and empty codes in a list", `{"name":"x","files":["roles.csv"],"skills":[{"code":"Reading"},{"code":"Reading"},{"code":""}]}`, head + good, ErrDuplicate, []string{
			`manifest.json, line 1:72, "skills[1].code": stands twice: first in skills[0], got "Reading"; want a code of its own for each entry`,
			`manifest.json, line 1:91, "skills[2].code": missing; want a code`,
		}},
		{"Shift_JIS", plainManifest, head + good + shiftJIS(t, "R3,監視,F,1,2\n"), ErrEncoding, []string{
			`roles.csv, row 4: not UTF-8: this looks like Shift_JIS; want a CSV file saved as UTF-8 (in Excel, save as “CSV UTF-8”)`,
		}},
		{"neither UTF-8 nor Shift_JIS", plainManifest, head + "R3,\xff\xa0\xff,F,1,2\n", ErrEncoding, []string{
			`roles.csv, row 2: not UTF-8: bytes that are not text in UTF-8; want a CSV file saved as UTF-8`,
		}},
		{"UTF-16", plainManifest, "\xff\xfec\x00o\x00", ErrEncoding, []string{
			`roles.csv: not UTF-8: this is UTF-16; want a CSV file saved as UTF-8`,
		}},
		{"binary", plainManifest, "code\nab\x00c\n", ErrEncoding, []string{
			`roles.csv, row 2: not UTF-8: a zero byte, so no text; want a CSV file saved as UTF-8`,
		}},
		{"a workbook called .csv", plainManifest, "PK\x03\x04...", ErrEncoding, []string{
			`roles.csv: not UTF-8: this is a workbook or another ZIP file; want a CSV file saved as UTF-8, or an XLSX file with a name that ends in .xlsx`,
		}},
		{"semicolons", plainManifest, "code;name;Reading\nR1;One;1\n", ErrFormat, []string{
			`roles.csv, row 1: malformed: the header has one column, got "code;name;Reading"; want columns separated by commas`,
		}},
		{"stray quotes", plainManifest, head + "R1,O\"ne,F,1,2\nR2,\"Tw\"o,F,1,2\n", ErrFormat, []string{
			`roles.csv, row 2: malformed: a quote inside a cell that is not in quotes, in character 5; want a quote inside a cell written twice, and the cell in quotes: "say ""yes"""`,
			`roles.csv, row 3: malformed: a stray or missing quote in character 7; want a quote inside a cell written twice, and the cell in quotes: "say ""yes"""`,
		}},
		{"lines inside quotes are counted", plainManifest, "code,name,description,Reading\nR1,One,\"two\nlines\",1\nR2,Two,\"three\n\nlines\",9\n", ErrRange, []string{
			`roles.csv, row 4, "Reading": out of range, got "9"; want 0 to 7`,
		}},
		{"no such file", `{"name":"x","files":["rolls.csv"]}`, head + good, ErrMissing, []string{
			`rolls.csv: missing: there is no such file; want a file at this path, or the path of one that exists`,
		}},
		{"no table", `{"name":"x","files":["roles.ods"]}`, "", ErrFormat, []string{
			`roles.ods: not a table that can be read, got ".ods"; want a table in .csv or .xlsx`,
		}},
		{"settings that do not fit the tables", `{"name":"x","files":["roles.csv"],"comfortableClimb":100}`, head + good, ErrRange, []string{
			`manifest.json, line 1:54, "comfortableClimb": out of range, got "100"; want at most the largest total, 3`,
		}},
		{"scores that the sums cannot hold", `{"name":"x","files":["roles.csv"],"maxScore":1000001,"comfortableClimb":5e6}`, head + good, ErrRange, []string{
			`manifest.json, line 1:46, "maxScore": out of range, got "1000001"; want at most 1000000, which is 2000000 divided by the number of skills, 2`,
			`manifest.json, line 1:73, "comfortableClimb": out of range, got "5e+06"; want 0.001 to 2147483.647, or nothing`,
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
			`pairs.csv, row 2, "role_b": unknown role, got "X"; want the code of a role in the table of roles`,
			`pairs.csv, row 3, "role_a": missing; want the code of a role`,
		}},
		{"range, text, nothing", manifest, roles, "role_a,role_b,correlation\nA,B,1.01\nA,B,strong\nA,B,\n", ErrRange, []string{
			`pairs.csv, row 2, "correlation": out of range, got "1.01"; want -1 to 1`,
			`pairs.csv, row 3, "correlation": not a number, got "strong"; want digits like 3.5`,
			`pairs.csv, row 4, "correlation": missing; want a number (an empty cell is not zero)`,
		}},
		{"two listings that differ", manifest, roles, "role_a,role_b,correlation\nA,B,0.91\nB,A,0.92\n", ErrConflict, []string{
			`pairs.csv, row 3, "correlation": contradicts another row: row 2 says 0.91 for this pair, got "0.92"; want one correlation for each pair`,
		}},
		{"a role with itself", manifest, roles, "role_a,role_b,correlation\nA,A,0.9\n", ErrRange, []string{
			`pairs.csv, row 2, "correlation": out of range: a role with itself, got "0.9"; want 1, or no such row`,
		}},
		{"no totals", manifest, "code,name\nA,a\n", "role_a,role_b,correlation\n", ErrMissing, []string{
			`roles.csv, row 1, "total": missing column; want a column with each role's total, headed total or 合計`,
		}},
		{"a total is missing", manifest, "code,name,total\nA,a,\nB,b,-3\n", "role_a,role_b,correlation\n", ErrMissing, []string{
			`roles.csv, row 2, "total": missing; want a number (an empty cell is not zero)`,
			`roles.csv, row 3, "total": out of range, got "-3"; want 0 or more`,
		}},
		{"no columns", manifest, roles, "x,y,z\nA,B,1\n", ErrMissing, []string{
			`pairs.csv, row 1, "role_a": missing column; want a column with this header, or one named under pairs.columns; there are "x", "y", "z"`,
			`pairs.csv, row 1, "role_b": missing column; want a column with this header, or one named under pairs.columns; there are "x", "y", "z"`,
			`pairs.csv, row 1, "correlation": missing column; want a column with this header, or one named under pairs.columns; there are "x", "y", "z"`,
		}},
		{"no pairs", `{"name":"maps","form":"correlations","files":["roles.csv"]}`, roles, "", ErrMissing, []string{
			`manifest.json, "pairs.file": missing; want the table that lists pairs of roles with their correlation`,
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
			`manifest.json, line 3:2, "colums": unknown field; want columns, perhaps; the fields are name, title, languages, illustrative, notice, maxScore, measure, threshold, topK, levels, comfortableClimb, form, scale, files, sheet, columns, pairs, groups, skills, families`,
			`manifest.json, line 4:14, "columns.kode": unknown field; want code, perhaps; the fields are code, nameJa, nameEn, nameKana, family, descriptionJa, descriptionEn, total, ignore`,
		}},
		{"wrong types", "{\"name\": 1, \"files\": \"roles.csv\",\n\"topK\": 1.5, \"maxScore\": \"7\", \"illustrative\": null, \"title\": [], \"skills\": 3}", ErrType, []string{
			`manifest.json, line 1:10, "name": wrong type, got "1"; want a string`,
			`manifest.json, line 1:22, "files": wrong type, got "roles.csv"; want a list`,
			`manifest.json, line 2:9, "topK": wrong type, got "1.5"; want a whole number`,
			`manifest.json, line 2:26, "maxScore": wrong type, got "7"; want a number`,
			`manifest.json, line 2:47, "illustrative": wrong type, got "null"; want true or false`,
			`manifest.json, line 2:62, "title": wrong type, got "["; want an object`,
			`manifest.json, line 2:76, "skills": wrong type, got "3"; want a list`,
		}},
		{"a field twice", `{"name": "x", "name": "y", "files": ["roles.csv"]}`, ErrDuplicate, []string{
			`manifest.json, line 1:15, "name": stands twice; want each field once`,
		}},
		{"syntax", "{\n\"name\": \"x\",\n}", ErrFormat, []string{
			`manifest.json, line 3:1: malformed: invalid character '}' looking for beginning of object key string; want a JSON object`,
		}},
		{"cut off", `{"name": "x"`, ErrFormat, []string{
			`manifest.json, line 1:13: malformed: it ends too early; want a JSON object`,
		}},
		{"more than one value", `{"name": "x", "files": ["roles.csv"]} {}`, ErrFormat, []string{
			`manifest.json, line 1:39: malformed: something follows the closing brace; want one JSON object`,
		}},
		{"nothing", ``, ErrFormat, []string{
			`manifest.json, line 1:1: malformed: it ends too early; want a JSON object`,
		}},
		{"values", `{"threshold": 1.1, "topK": -1, "maxScore": -7, "comfortableClimb": 0.0001, "measure": "SPEARMAN", "form": "long", "languages": ["de"]}`, ErrRange, []string{
			`manifest.json, "name": missing; want the dataset's name, such as security-roles`,
			`manifest.json, "files": missing; want a list of tables, such as ["roles.csv"]`,
			`manifest.json, line 1:15, "threshold": out of range, got "1.1"; want -1 to 1`,
			`manifest.json, line 1:28, "topK": out of range, got "-1"; want 0 (all) or more`,
			`manifest.json, line 1:44, "maxScore": out of range, got "-7"; want 0.001 to 2147483.647, or nothing`,
			`manifest.json, line 1:68, "comfortableClimb": out of range, got "0.0001"; want 0.001 to 2147483.647, or nothing`,
			`manifest.json, line 1:87, "measure": not an allowed value, got "SPEARMAN"; want PEARSON, PEARSON_STANDARDIZED or COSINE`,
			`manifest.json, line 1:107, "form": not an allowed value, got "long"; want scores, correlations or onet`,
			`manifest.json, line 1:129, "languages[0]": not an allowed value, got "de"; want "ja" or "en"`,
		}},
		{"not UTF-8", "{\"name\": \"\xff\"}", ErrEncoding, []string{`manifest.json: not UTF-8; want a manifest in UTF-8`}},
		{"measure of correlations", `{"name":"x","form":"correlations","measure":"COSINE","files":["a.csv","b.csv","c.csv"]}`, ErrValue, []string{
			`manifest.json, line 1:45, "measure": not an allowed value, got "COSINE"; want GIVEN, or nothing, with form correlations`,
			`manifest.json, line 1:62, "files": not an allowed value; want at most 2 with form correlations`,
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
			`manifest.json, line 1:9, "name": not an allowed value, got "a b"; want 1 to 100 letters, digits, '.', '_' or '-'`,
			`manifest.json, line 1:27, "threshold": out of range, got "5"; want -1 to 1`,
			`nothing.csv: missing: there is no such file; want a file at this path, or the path of one that exists`,
			`roles.csv, row 2, "Reading": out of range, got "9"; want 0 to 7`,
			`roles.csv, row 2, "Writing": not a number, got "x"; want digits like 3.5`,
		}},
		{"a largest score that is none", `{"name":"x","maxScore":"7","files":["roles.csv"]}`, "code,name,Reading,Writing\nR1,One,9,-1\n", []string{
			`manifest.json, line 1:24, "maxScore": wrong type, got "7"; want a number`,
			`roles.csv, row 2, "Writing": out of range, got "-1"; want 0 or more`,
		}},
		{"columns misspelt: none of them is missing", `{"name":"x","files":["roles.csv"],"colums":{"code":"key","nameEn":"label","family":"Team"}}`, bad, []string{
			`manifest.json, line 1:35, "colums": unknown field; want columns, perhaps; the fields are name, title, languages, illustrative, notice, maxScore, measure, threshold, topK, levels, comfortableClimb, form, scale, files, sheet, columns, pairs, groups, skills, families`,
			`roles.csv, row 2, "Reading": not a number, got "NaN"; want digits like 3.5`,
		}},
		{"skills misspelt: text is no fault", `{"name":"x","files":["roles.csv"],"columns":{"code":"key","nameEn":"label","family":"Team"},"skils":"skills.csv"}`, bad, []string{
			`manifest.json, line 1:93, "skils": unknown field; want skills, perhaps; the fields are name, title, languages, illustrative, notice, maxScore, measure, threshold, topK, levels, comfortableClimb, form, scale, files, sheet, columns, pairs, groups, skills, families`,
			`roles.csv, row 2, "Reading": not a number, got "NaN"; want digits like 3.5`,
		}},
		{"skills that cannot be read", `{"name":"x","files":["roles.csv"],"columns":{"code":"key","nameEn":"label","family":"Team"},"skills":"skills.csv"}`, bad, []string{
			`roles.csv, row 2, "Reading": not a number, got "NaN"; want digits like 3.5`,
			`skills.csv: missing: there is no such file; want a file at this path, or the path of one that exists`,
		}},
		{"families with a fault: none is unknown", `{"name":"x","files":["roles.csv"],"families":[{"code":1}]}`, "code,name,family,Reading\nR1,One,F,x\nR2,Two,F,1\n", []string{
			`manifest.json, line 1:55, "families[0].code": wrong type, got "1"; want a string`,
			`roles.csv, row 2, "Reading": not a number, got "x"; want digits like 3.5`,
		}},
		{"another form is meant: the tables are left alone", `{"name":"x","files":["roles.csv"],"forn":"correlations"}`, "code,name,Reading\nR1,One,x\n", []string{
			`manifest.json, line 1:35, "forn": unknown field; want form, perhaps; the fields are name, title, languages, illustrative, notice, maxScore, measure, threshold, topK, levels, comfortableClimb, form, scale, files, sheet, columns, pairs, groups, skills, families`,
		}},
		{"no JSON object: nothing is missing in it", `["roles.csv"]`, "", []string{
			`manifest.json, line 1:1: wrong type, got "["; want an object`,
		}},
		{"pairs with a fault", `{"name":"x","form":"correlations","files":["roles.csv"],"pairs":{"fil":"roles.csv"}}`, "code,name,total\nR1,One,x\n", []string{
			`manifest.json, line 1:66, "pairs.fil": unknown field; want file, perhaps; the fields are file, sheet, columns`,
			`roles.csv, row 2, "total": not a number, got "x"; want digits like 3.5`,
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			faults := faultsOf(t, files("manifest.json", tt.manifest, "roles.csv", tt.roles), "manifest.json", Options{})
			checkFaults(t, faults, catalogue[faults[0].Kind].cause, tt.want)
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
	checkFaults(t, faults, ErrInvalid, []string{`x.json, "name": not a valid dataset: want 1 to 100 letters, digits, '.', '_' or '-', got "a b"; want a dataset that can be searched`})
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
		checkFaults(t, faults, ErrTooLarge, []string{`roles.csv: too large: more than 100 bytes; want a smaller file`})
	})
	t.Run("cells", func(t *testing.T) {
		faults := faultsOf(t, files("roles.csv", rows), "roles.csv", Options{MaxCells: 100})
		checkFaults(t, faults, ErrTooLarge, []string{`roles.csv: too large: more than 100 cells; want a smaller table`})
	})
	t.Run("faults", func(t *testing.T) {
		many := "code,name,Reading\nR,One,1\n" + strings.Repeat("R,One,x\n", maxFaults)
		faults := faultsOf(t, files("roles.csv", many), "roles.csv", Options{})
		if len(faults) != maxFaults+1 || !errors.Is(faults, ErrMany) {
			t.Errorf("got %d faults", len(faults))
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
