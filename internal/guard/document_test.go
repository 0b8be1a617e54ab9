package guard_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"noboru/internal/guard"
)

// A document is parsed and validated once, unless somebody's own words may stand in it.
func TestDocumentsAreKeptWithoutAnybodysValues(t *testing.T) {
	const given = `query($from: String!) {path(input: {from: {role: $from}, to: {role: $from}}) {__typename}}`
	variables := map[string]any{"from": "MGMT-CISO"}
	for _, c := range []struct {
		name       string
		query      string
		variables  map[string]any
		registered bool
		kept       bool
	}{
		{"values as variables", given, variables, false, true},
		{"a text", `{role(by: {code: "MGMT-CISO"}) {code}}`, nil, false, false},
		{"a number", `{roles(first: 3) {nodes {code}}}`, nil, false, false},
		{"a registered document", `{roles(first: 4) {nodes {code}}}`, nil, true, true},
		{"a person", `query($i: String!) {path(input: {from: {profile: {levels: [{skill: $i, level: 3}]}}, to: {role: "MGMT-CISO"}}) {__typename}}`, map[string]any{"i": "S01"}, true, false},
		{"a default", `query($n: Int = 3) {roles(first: $n) {nodes {code}}}`, map[string]any{"n": json.Number("5")}, false, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			g, costs := newGuard(t, guard.Limits{})
			var seen [2]*guard.Checked
			for i := range seen {
				checked, err := g.Check(t.Context(), guard.Request{Query: c.query, Variables: c.variables, Registered: c.registered}, costs)
				if err != nil {
					t.Fatal(err)
				}
				seen[i] = checked
			}
			if kept := seen[0].Doc == seen[1].Doc; kept != c.kept {
				t.Errorf("kept: %v, want %v", kept, c.kept)
			}
			if again := seen[0].Once(newInt) == seen[1].Once(newInt); again != c.kept {
				t.Errorf("what is worked out is kept: %v, want %v", again, c.kept)
			}
			if seen[0].Cost != seen[1].Cost || seen[0].Private != seen[1].Private {
				t.Errorf("%+v, then %+v", seen[0], seen[1])
			}
		})
	}
}

// What is worked out from a document is of one operation, and gone with the document.
func TestOnceAsLongAsTheDocument(t *testing.T) {
	g, costs := newGuard(t, guard.Limits{})
	once := func(query, operation string) any {
		checked, err := g.Check(t.Context(), guard.Request{Query: query, OperationName: operation}, costs)
		if err != nil {
			t.Fatal(err)
		}
		return checked.Once(newInt)
	}
	const query = `query A {dataset {name}} query B {skills {code}}`
	a := once(query, "A")
	if once(query, "A") != a {
		t.Error("the work is done again")
	}
	if once(query, "B") == a {
		t.Error("two operations share what is worked out")
	}
	a = once(query, "A")
	for i := range 128 {
		once(fmt.Sprintf(`{other%d: dataset {name}}`, i), "")
	}
	if once(query, "A") == a {
		t.Error("kept for longer than the document")
	}
}

func newInt() any { return new(int) }
