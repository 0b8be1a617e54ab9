package httpapi_test

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"
	"pgregory.net/rapid"

	"noboru/internal/testkit/drawn"
	"noboru/resolvers"
)

// TestNoInputIsInternal draws values for the arguments of each question, right ones and wrong ones, as
// variables and as literals: the guard and the executor never differ about what can be read.
func TestNoInputIsInternal(t *testing.T) {
	s := serveBundled(t)
	schema := resolvers.NewSchema().Schema()
	questions := slices.DeleteFunc(slices.Clone(schema.Query.Fields), func(f *ast.FieldDefinition) bool {
		return len(f.Arguments) == 0
	})
	for _, question := range questions {
		t.Run(question.Name, func(t *testing.T) { rapid.Check(t, s.drawn(schema, question)) })
	}
}

// drawn asks one question with values that are drawn.
func (s *server) drawn(schema *ast.Schema, question *ast.FieldDefinition) func(t *rapid.T) {
	values := drawn.Values{Schema: schema, Among: 16}
	return func(t *rapid.T) {
		var declared, passed []string
		variables := map[string]any{}
		for _, a := range question.Arguments {
			if !rapid.Bool().Draw(t, "given") && !a.Type.NonNull {
				continue
			}
			value := values.Draw(t, a.Type)
			if rapid.Bool().Draw(t, "literal") {
				passed = append(passed, a.Name+": "+drawn.Literal(value))
				continue
			}
			kind := a.Type.String()
			if rapid.Bool().Draw(t, "default") {
				kind += " = " + drawn.Literal(values.Draw(t, a.Type))
			}
			declared = append(declared, "$"+a.Name+": "+kind)
			passed = append(passed, a.Name+": $"+a.Name)
			if rapid.Bool().Draw(t, "stated") {
				variables[a.Name] = value
			}
		}
		query := "query"
		if len(declared) > 0 {
			query += "(" + strings.Join(declared, " ") + ")"
		}
		query += " {" + question.Name
		if len(passed) > 0 {
			query += "(" + strings.Join(passed, " ") + ")"
		}
		query += " {__typename}}"
		body, err := json.Marshal(map[string]any{"query": query, "variables": variables})
		if err != nil {
			t.Fatal(err)
		}
		status, raw := s.post("application/json", body)
		if status >= http.StatusInternalServerError || strings.Contains(string(raw), `"INTERNAL"`) {
			t.Errorf("%d %s\n%s", status, raw, body)
		}
	}
}
