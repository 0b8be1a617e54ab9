package people_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"noboru/internal/people"
	"noboru/store"
	"noboru/store/storetest"
)

func TestRead(t *testing.T) {
	d := storetest.Sample("people", 4)
	got, err := people.Read([]byte("\ufeffid,name,role,since,S1\np1,Sato,R000001,2024-04-01,3.5\np2,,R000002,,\np1,,R000003,,\n"), d)
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
		"":                            {"no-table"},
		"name\nx\n":                   {"no-id-column"},
		"id,wage,id\n":                {"unknown-column", "column-twice"},
		"id,role\n,R000001\n":         {"no-id"},
		"id,role\na,NOBODY\nb,NONE\n": {"unknown-role", "unknown-role"},
		"id,role,since\na,R000001,1 April 2024\n": {"not-a-day"},
		"id,S1\na,much\nb,-1\nc,7.5\n":            {"not-a-level", "not-a-level", "not-a-level"},
		"id,role\na\n":                            {"broken-row"},
	} {
		_, err := people.Read([]byte(table), d)
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
