package guard

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// coercion reads variables as their types.
type coercion struct {
	guard   *Guard
	notNull map[string]bool // variables that may not be null where they are used, whatever their type says
	private bool            // whether a value of a private type was read
}

// all reads the variables of an operation, as the specification says (6.1.2), and fills in defaults. It
// stops at the first that cannot be read. Given values are never repeated; lists and objects among them are changed in place.
func (c *coercion) all(operation *ast.OperationDefinition, given map[string]any) (map[string]any, error) {
	coerced := make(map[string]any, len(operation.VariableDefinitions))
	for _, definition := range operation.VariableDefinitions {
		name := definition.Variable
		value, ok := given[name]
		if !ok {
			switch {
			case definition.DefaultValue != nil:
				value, err := definition.DefaultValue.Value(nil) // it has been validated
				if err != nil {
					return nil, c.guard.variableFault(definition, "$"+name, "its default cannot be read")
				}
				coerced[name] = value
			case definition.Type.NonNull:
				return nil, c.guard.variableFault(definition, "$"+name, "of required type "+strconv.Quote(definition.Type.String())+" was not provided")
			}
			continue
		}
		value, wrong := c.value(definition.Type, value, place{name: "$" + name})
		if wrong != nil {
			return nil, c.guard.variableFault(definition, wrong.at, wrong.what)
		}
		if value == nil && c.notNull[name] { // its default would do; its null does not (6.4.1)
			return nil, c.guard.variableFault(definition, "$"+name, "it is used where null is not allowed")
		}
		coerced[name] = value
	}
	return coerced, nil
}

func (g *Guard) variableFault(definition *ast.VariableDefinition, where, what string) error {
	fault := Fault{Code: CodeVariables, Rule: "Variables", Locations: at(definition.Position)}
	if !g.limits.NoIntrospection {
		fault.Detail = cut("Variable " + where + ": " + what + ".")
	}
	return Faults{fault}
}

// mistake is what is wrong with a value, and where within its variable.
type mistake struct{ at, what string }

// place is where a value stands in a variable. It becomes text only where something is wrong.
type place struct {
	parent *place
	name   string
	index  int
}

func (p *place) String() string {
	var names []string
	for ; p != nil; p = p.parent {
		if p.name == "" {
			names = append(names, fmt.Sprintf("[%d]", p.index))
		} else {
			names = append(names, "."+p.name)
		}
	}
	var b strings.Builder
	for i := len(names) - 1; i >= 0; i-- {
		b.WriteString(names[i])
	}
	return strings.TrimPrefix(b.String(), ".")
}

func (c *coercion) value(expected *ast.Type, value any, here place) (any, *mistake) {
	if value == nil {
		if expected.NonNull {
			return nil, unexpected(expected, value, here)
		}
		return nil, nil
	}
	if expected.Elem != nil {
		list, ok := value.([]any)
		if !ok { // a single value stands for a list of it
			item, wrong := c.value(expected.Elem, value, here)
			return []any{item}, wrong
		}
		for i, item := range list {
			var wrong *mistake
			if list[i], wrong = c.value(expected.Elem, item, place{parent: &here, index: i}); wrong != nil {
				return nil, wrong
			}
		}
		return list, nil
	}
	def := c.guard.schema.Types[expected.NamedType]
	switch {
	case def == nil || custom(def):
		return value, nil
	case def.Kind == ast.InputObject:
		return c.object(def, value, here)
	case def.Kind == ast.Enum:
		if name, ok := value.(string); ok {
			if def.EnumValues.ForName(name) == nil {
				return nil, &mistake{here.String(), fmt.Sprintf("the value does not exist in %q enum", def.Name)}
			}
			return name, nil
		}
	default:
		if scalar, ok := coerceScalar(def.Name, value); ok {
			return scalar, nil
		}
	}
	return nil, unexpected(expected, value, here)
}

func (c *coercion) object(def *ast.Definition, value any, here place) (any, *mistake) {
	object, ok := value.(map[string]any)
	if !ok {
		return nil, unexpected(&ast.Type{NamedType: def.Name}, value, here)
	}
	if slices.Contains(c.guard.private, def.Name) {
		c.private = true
	}
	known := 0
	for _, field := range def.Fields {
		given, ok := object[field.Name]
		if !ok {
			if field.Type.NonNull && field.DefaultValue == nil {
				return nil, &mistake{here.String(), fmt.Sprintf("field %q of required type %q was not provided", field.Name, field.Type)}
			}
			continue // the executor fills in the default
		}
		known++
		var wrong *mistake
		if object[field.Name], wrong = c.value(field.Type, given, place{parent: &here, name: field.Name}); wrong != nil {
			return nil, wrong
		}
	}
	if known < len(object) {
		return nil, &mistake{here.String(), fmt.Sprintf("%s is not defined by type %q", unknownKey(def, object), def.Name)}
	}
	if !oneOf(def) {
		return object, nil
	}
	if len(object) != 1 {
		return nil, &mistake{here.String(), fmt.Sprintf("exactly one key must be specified for OneOf type %q", def.Name)}
	}
	for name, only := range object {
		if only == nil {
			return nil, &mistake{here.String(), fmt.Sprintf("field %q of OneOf type %q must be non-null", name, def.Name)}
		}
	}
	return object, nil
}

// unknownKey names the first key, in byte order, that a type does not have, if it looks like a name.
func unknownKey(def *ast.Definition, object map[string]any) string {
	first := ""
	for key := range object {
		if def.Fields.ForName(key) == nil && (first == "" || key < first) {
			first = key
		}
	}
	if len(first) > 80 || strings.ContainsFunc(first, func(r rune) bool {
		return r != '_' && (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z')
	}) {
		return "a key"
	}
	return "field " + strconv.Quote(first)
}

// coerceScalar reads a value of JSON as one of the specification's own scalars.
func coerceScalar(name string, value any) (any, bool) {
	switch v := value.(type) {
	case json.Number:
		switch name {
		case "Int":
			n, ok := wholeNumber(v, math.MinInt32, math.MaxInt32)
			return n, ok
		case "Float":
			f, err := v.Float64()
			return f, err == nil && !math.IsInf(f, 0)
		case "ID":
			n, ok := wholeNumber(v, -1<<53+1, 1<<53-1)
			return strconv.FormatInt(n, 10), ok
		}
	case string:
		return v, name == "String" || name == "ID"
	case bool:
		return v, name == "Boolean"
	}
	return nil, false
}

// wholeNumber reads 1, 1.0 and 1e2, and no fraction.
func wholeNumber(n json.Number, least, most float64) (int64, bool) {
	f, err := n.Float64()
	if err != nil || f != math.Trunc(f) || f < least || f > most {
		return 0, false
	}
	return int64(f), true
}

func unexpected(expected *ast.Type, value any, here place) *mistake {
	kind := "an object"
	switch value.(type) {
	case nil:
		kind = "null"
	case json.Number:
		kind = "a number that does not fit"
	case string:
		kind = "a string"
	case bool:
		kind = "a boolean"
	case []any:
		kind = "a list"
	}
	return &mistake{here.String(), fmt.Sprintf("expected a value of type %q, found %s", expected, kind)}
}
