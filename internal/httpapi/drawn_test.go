package httpapi_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"
	"pgregory.net/rapid"

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
	return func(t *rapid.T) {
		var declared, passed []string
		variables := map[string]any{}
		for _, a := range question.Arguments {
			if !rapid.Bool().Draw(t, "given") && !a.Type.NonNull {
				continue
			}
			value := drawValue(t, schema, a.Type, 0)
			if rapid.Bool().Draw(t, "literal") {
				passed = append(passed, a.Name+": "+literal(value))
				continue
			}
			kind := a.Type.String()
			if rapid.Bool().Draw(t, "default") {
				kind += " = " + literal(drawValue(t, schema, a.Type, 0))
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

// name is a value of an enum, which literals write without quotes.
type name string

// drawValue draws a value of a type, or, sometimes, of no type at all.
func drawValue(t *rapid.T, schema *ast.Schema, expected *ast.Type, depth int) any {
	switch rapid.IntRange(0, 15).Draw(t, "fate") {
	case 0:
		return nil
	case 1:
		return rapid.SampledFrom([]any{
			"", "x", true, json.Number("1"), json.Number("1.0"), json.Number("-1e3"), json.Number("99999999999999999999999"), json.Number("1e400"),
			[]any{},
			[]any{nil},
			map[string]any{},
			map[string]any{"x": nil},
		}).Draw(t, "any")
	}
	if expected.Elem != nil {
		list := make([]any, rapid.IntRange(0, 3).Draw(t, "length"))
		for i := range list {
			list[i] = drawValue(t, schema, expected.Elem, depth+1)
		}
		return list
	}
	def := schema.Types[expected.NamedType]
	switch {
	case def.Kind == ast.Enum:
		return name(rapid.SampledFrom(def.EnumValues).Draw(t, "value").Name)
	case def.Kind == ast.InputObject:
		object := map[string]any{}
		for _, f := range def.Fields {
			if f.Type.NonNull || depth < 4 && rapid.IntRange(0, 3).Draw(t, f.Name) == 0 {
				object[f.Name] = drawValue(t, schema, f.Type, depth+1)
			}
		}
		return object
	case def.Name == "Boolean":
		return rapid.Bool().Draw(t, "boolean")
	case def.Name == "Int":
		return json.Number(rapid.SampledFrom([]string{"0", "1", "3", "-1", "2147483647", "1.0", "1e1"}).Draw(t, "number"))
	case def.Name == "Float":
		return json.Number(rapid.SampledFrom([]string{"0", "1", "0.5", "-1", "1e308", "1e-308", "18446744073709551616"}).Draw(t, "number"))
	case def.Name == "ID" && rapid.Bool().Draw(t, "number"):
		return json.Number(rapid.SampledFrom([]string{"0", "7", "-1", "9007199254740993", "99999999999999999999999"}).Draw(t, "id"))
	default:
		return rapid.SampledFrom([]string{"SOC-OPERATOR", "MGMT-CISO", "SOC", "NETWORK", "nobody", "", "\x00", "職種"}).Draw(t, "text")
	}
}

// literal writes a value as GraphQL does.
func literal(value any) string {
	switch v := value.(type) {
	case nil:
		return "null"
	case name:
		return string(v)
	case []any:
		items := make([]string, len(v))
		for i, item := range v {
			items[i] = literal(item)
		}
		return "[" + strings.Join(items, " ") + "]"
	case map[string]any:
		var fields []string
		for _, key := range slices.Sorted(maps.Keys(v)) {
			fields = append(fields, key+": "+literal(v[key]))
		}
		return "{" + strings.Join(fields, " ") + "}"
	case string:
		quoted, err := json.Marshal(v)
		if err != nil {
			panic(err)
		}
		return string(quoted)
	default:
		return fmt.Sprint(v)
	}
}
