package people_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"

	"noboru/graph"
	"noboru/internal/people"
	"noboru/loader"
	"noboru/store"
	"noboru/store/storetest"
)

func sheetOf(t *testing.T, name, content string, d *graph.Dataset) (*loader.Sheet, error) {
	t.Helper()
	return loader.ReadSheet(t.Context(), name, []byte(content), "", people.Headers(d), loader.Options{})
}

// find knows skills by their code.
func find(d *graph.Dataset) func(string) (int, bool) { return d.SkillByCode }

func TestRead(t *testing.T) {
	d := storetest.Sample("people", 4)
	sheet, err := sheetOf(t, "people.csv", "\ufeffid,name,role,since,S1\np1,Sato,R000001,2024-04-01,3.5\np2,,R000002,,\np1,,R000003,,\n", d)
	if err != nil {
		t.Fatal(err)
	}
	got, err := people.Read(sheet, d, find(d))
	if err != nil || len(got) != 2 {
		t.Fatal(got, err)
	}
	day := time.Date(2024, 4, 1, 0, 0, 0, 0, time.UTC)
	if p := got[0]; p.ID != "p1" || p.Name != "Sato" || !slices.Equal(p.Holds, []store.Holding{{Role: "R000001", Since: day}, {Role: "R000003"}}) ||
		!slices.Equal(p.Has, []store.Level{{Skill: "S1", Level: 3500}}) {
		t.Errorf("%+v", p)
	}
	if p := got[1]; p.Name != "" || len(p.Has) != 0 || len(p.Holds) != 1 {
		t.Errorf("%+v", p)
	}
}

func TestReadRefuses(t *testing.T) {
	d := storetest.Sample("people", 4)
	for table, want := range map[string][]string{
		"a\n":                         {"no-table"},
		"name\nx\n":                   {"no-id-column"},
		"id,wage,id\nx,1,x\n":         {"unknown-column", "column-twice"},
		"id,role\n,R000001\n":         {"no-id"},
		"id,role\na,NOBODY\nb,NONE\n": {"unknown-role", "unknown-role"},
		"id,role,since\na,R000001,1 April 2024\n":       {"not-a-day"},
		"id,S1\na,much\nb,-1\nc,7.5\n":                  {"not-a-level", "not-a-level", "not-a-level"},
		"id,skill,level\na,S1,2\na,NONE,3\nb,S2,much\n": {"unknown-skill", "not-a-level"},
	} {
		sheet, err := sheetOf(t, "people.csv", table, d)
		if err != nil {
			t.Fatalf("%q: %v", table, err)
		}
		_, err = people.Read(sheet, d, find(d))
		var codes []string
		if joined, ok := err.(interface{ Unwrap() []error }); ok {
			for _, e := range joined.Unwrap() {
				codes = append(codes, code(t, e))
			}
		} else {
			codes = []string{code(t, err)}
		}
		if !slices.Equal(codes, want) {
			t.Errorf("%q: got %s, want %s", table, strings.Join(codes, " "), strings.Join(want, " "))
		}
	}
}

func code(t *testing.T, err error) string {
	t.Helper()
	var f *people.Fault
	if !errors.As(err, &f) {
		t.Fatalf("%v is no fault", err)
	}
	return f.Code
}

// TestOneTableInEveryShape holds that the same people come out of a table of any encoding, delimiter and
// form, with full-width digits or not, and that columns that are not ours pass through as they stand.
func TestOneTableInEveryShape(t *testing.T) {
	d := storetest.Sample("people", 4)
	want := []people.Level{{Skill: 1, Score: 3000}, {Skill: 2, Score: 2000}}
	cp932, err := japanese.ShiftJIS.NewEncoder().String("社員番号,部署,Ｓ１,s2,現職\n0007,営業,３,2,R000001\n")
	if err != nil {
		t.Fatal(err)
	}
	utf16, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String("社員番号\t部署\tS1\tS2\t現職\n0007\t営業\t3\t2\tR000001\n")
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string]string{
		"comma":     "社員番号,部署,S1,S2,現職\n0007,営業,3,2,R000001\n",
		"semicolon": "社員番号;部署;S1;S2;現職\n0007;営業;3;2;R000001\n",
		"cp932":     cp932,
		"utf-16":    utf16,
		"long":      "社員番号,部署,現職,スキル,レベル\n0007,営業,R000001,S1,3\n0007,営業,R000001,S2,2\n",
	} {
		sheet, err := sheetOf(t, "people.csv", content, d)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		table, err := people.ReadTable(sheet, d, find(d))
		if err != nil || len(table.People) != 1 {
			t.Errorf("%s: %+v, %v", name, table, err)
			continue
		}
		p := table.People[0]
		if !slices.Equal(p.Levels, want) || p.Role != "R000001" || p.ID != "0007" || len(p.Faults) > 0 {
			t.Errorf("%s: %+v", name, p)
		}
		if !slices.Equal(table.Header, []string{"社員番号", "部署", "現職"}) || !slices.Equal(p.Cells, []string{"0007", "営業", "R000001"}) {
			t.Errorf("%s: %q passes through as %q", name, table.Header, p.Cells)
		}
	}
}
