// Package drawn draws values of the types of a GraphQL schema, right ones and wrong ones, for property tests.
package drawn

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
	"pgregory.net/rapid"
)

// Name is a value of an enum, which literals write without quotes.
type Name string

// Values draws values of the types of a schema.
type Values struct {
	Schema *ast.Schema
	Among  int // so many values, those within values counted, some two are null or of no type at all
}

// Draw draws a value of a type. Some texts are codes of roles and families of the bundled dataset.
func (v Values) Draw(t *rapid.T, expected *ast.Type) any { return v.value(t, expected, 0) }

func (v Values) value(t *rapid.T, expected *ast.Type, depth int) any {
	switch rapid.IntRange(0, v.Among-1).Draw(t, "fate") { // which rapid draws from the ends more often
	case v.Among / 2:
		return nil
	case v.Among/2 + 1:
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
			list[i] = v.value(t, expected.Elem, depth+1)
		}
		return list
	}
	def := v.Schema.Types[expected.NamedType]
	switch {
	case def.Kind == ast.Enum:
		return Name(rapid.SampledFrom(def.EnumValues).Draw(t, "value").Name)
	case def.Kind == ast.InputObject:
		object := map[string]any{}
		if def.Directives.ForName("oneOf") != nil && rapid.IntRange(0, 7).Draw(t, "one") > 0 {
			only := rapid.SampledFrom(def.Fields).Draw(t, "only")
			object[only.Name] = v.value(t, only.Type, depth+1)
			return object
		}
		for _, f := range def.Fields {
			if f.Type.NonNull || depth < 4 && rapid.IntRange(0, 3).Draw(t, f.Name) == 0 {
				object[f.Name] = v.value(t, f.Type, depth+1)
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

// Literal writes a value as GraphQL does.
func Literal(value any) string {
	switch v := value.(type) {
	case nil:
		return "null"
	case Name:
		return string(v)
	case []any:
		items := make([]string, len(v))
		for i, item := range v {
			items[i] = Literal(item)
		}
		return "[" + strings.Join(items, " ") + "]"
	case map[string]any:
		var fields []string
		for _, key := range slices.Sorted(maps.Keys(v)) {
			fields = append(fields, key+": "+Literal(v[key]))
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
