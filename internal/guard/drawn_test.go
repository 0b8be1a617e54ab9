package guard_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// drawer draws documents of a schema. With each choice there is a small chance to draw what is wrong, so
// that about half of all documents break a rule, most of them one.
type drawer struct {
	*rand.Rand
	schema    *ast.Schema
	types     []string // all names, in order
	fragments []fragment
	variables map[string]string
	declared  []string // the order of variables
	names     int      // how many aliases there are
	folly     float64
}

type fragment struct{ name, on, text string }

// drawDocument draws the document of a seed.
func drawDocument(schema *ast.Schema, seed uint64) string {
	d := &drawer{Rand: rand.New(rand.NewPCG(seed, 7)), schema: schema, variables: map[string]string{}}
	for name := range schema.Types {
		if !strings.HasPrefix(name, "__") {
			d.types = append(d.types, name)
		}
	}
	slices.Sort(d.types)
	if d.IntN(2) == 0 {
		d.folly = 0.004 * float64(1+d.IntN(5))
	}
	body := d.selection(schema.Query, 4)
	operation := ""
	if len(d.variables) > 0 || d.IntN(2) == 0 {
		operation = "query Q"
		var declared []string
		for _, name := range d.declared {
			if d.foolish() {
				continue
			}
			declared = append(declared, "$"+name+": "+d.variables[name])
		}
		if d.foolish() {
			declared = append(declared, "$unused: Int")
		}
		if len(declared) > 0 {
			operation += "(" + strings.Join(declared, ", ") + ")"
		}
	}
	text := operation + " " + body + "\n"
	for _, f := range d.fragments {
		if !d.foolish() {
			text += fmt.Sprintf("fragment %s on %s %s\n", f.name, d.or(f.on, d.pick(d.types)), f.text)
		}
	}
	if d.foolish() {
		text += "fragment Unused on Role { code }\n"
	}
	if d.foolish() {
		text += d.pick([]string{"query A {dataset {name}}", "{dataset {name}}", "query Q {dataset {name}}", "mutation M {x}"})
	}
	return text
}

// spread is a spread of a fragment that may stand on a type: one that there is, or a new one.
func (d *drawer) spread(on *ast.Definition, depth int) string {
	for _, f := range d.fragments {
		if f.on == on.Name && f.text != "" || d.foolish() {
			return "..." + f.name + d.directives()
		}
	}
	f := fragment{name: fmt.Sprint("F", len(d.fragments)), on: d.near(on)}
	d.fragments = append(d.fragments, f)
	at := len(d.fragments) - 1
	text := d.selection(d.schema.Types[f.on], depth)
	if d.foolish() {
		text = strings.TrimSuffix(text, "}") + "..." + d.fragments[d.IntN(len(d.fragments))].name + " }"
	}
	d.fragments[at].text = text
	return "..." + d.or(f.name, "Nowhere") + d.directives()
}

// near is a type that an object of a type can be, too.
func (d *drawer) near(on *ast.Definition) string {
	possible := []string{on.Name}
	for _, t := range d.schema.PossibleTypes[on.Name] {
		possible = append(possible, t.Name)
	}
	possible = append(possible, on.Interfaces...)
	return d.or(d.pick(possible), d.pick(d.types))
}

func (d *drawer) foolish() bool { return d.Float64() < d.folly }

func (d *drawer) or(right, wrong string) string {
	if d.foolish() {
		return wrong
	}
	return right
}

func (d *drawer) pick(from []string) string { return from[d.IntN(len(from))] }

func (d *drawer) selection(on *ast.Definition, depth int) string {
	var b strings.Builder
	b.WriteString("{")
	for range 1 + d.IntN(4) {
		b.WriteString(" ")
		switch n := d.IntN(12); {
		case n == 0 && depth > 0 && len(d.fragments) < 5:
			b.WriteString(d.spread(on, depth-1))
		case n <= 2 && depth > 0:
			b.WriteString(d.inline(on, depth-1))
		case n == 3 || len(on.Fields) == 0:
			b.WriteString(d.alias(false) + "__typename" + d.directives())
		default:
			b.WriteString(d.field(on, depth))
		}
	}
	b.WriteString(" }")
	return b.String()
}

func (d *drawer) inline(on *ast.Definition, depth int) string {
	if d.IntN(3) == 0 {
		return "..." + d.directives() + " " + d.selection(on, depth)
	}
	name := d.near(on)
	return "... on " + name + d.directives() + " " + d.selection(d.schema.Types[name], depth)
}

func (d *drawer) alias(needed bool) string {
	if !needed && d.IntN(4) > 0 || d.foolish() {
		return ""
	}
	d.names++
	if d.Float64() < 8*d.folly {
		return d.pick([]string{"a1", "name", "code"}) + ": "
	}
	return fmt.Sprintf("a%d: ", d.names)
}

func (d *drawer) directives() string {
	if d.IntN(12) > 0 {
		return ""
	}
	condition := d.or(d.pick([]string{"true", "false"}), d.pick([]string{"{}", "1", "null", `"true"`, "[true]", "yes"}))
	if d.IntN(3) == 0 {
		condition = d.variable("Boolean!")
	}
	text := fmt.Sprintf(" @%s(%s: %s)", d.or(d.pick([]string{"skip", "include"}), "nothing"), d.or("if", "when"), condition)
	if d.foolish() {
		return text + text
	}
	return text
}

func (d *drawer) field(on *ast.Definition, depth int) string {
	f := on.Fields[d.IntN(len(on.Fields))]
	for range 8 { // what is deep gives way to what is flat
		if d.schema.Types[f.Type.Name()].IsLeafType() || depth > 0 {
			break
		}
		f = on.Fields[d.IntN(len(on.Fields))]
	}
	answer := d.schema.Types[f.Type.Name()]
	if strings.HasPrefix(f.Name, "__") || !answer.IsLeafType() && depth <= 0 {
		return "__typename"
	}
	text := d.alias(len(f.Arguments) > 0 || !answer.IsLeafType()) + d.or(f.Name, "nothing") + d.arguments(f.Arguments) + d.directives()
	if answer.IsLeafType() != d.foolish() {
		return text
	}
	return text + " " + d.selection(answer, depth-1)
}

func (d *drawer) arguments(list ast.ArgumentDefinitionList) string {
	var given []string
	for _, a := range list {
		needed := a.Type.NonNull && a.DefaultValue == nil
		if needed == d.foolish() && d.IntN(2) == 0 {
			continue
		}
		given = append(given, d.or(a.Name, "nothing")+": "+d.value(a.Type, 3))
		if d.foolish() {
			given = append(given, a.Name+": 1")
		}
	}
	if len(given) == 0 {
		return ""
	}
	return "(" + strings.Join(given, ", ") + ")"
}

// variable declares a variable of a type, or of one that is near it.
func (d *drawer) variable(of string) string {
	if d.foolish() {
		of = d.pick([]string{"Int", "String", "Boolean", "Float!", "[Int]", "Role", "Nothing"})
	}
	name := fmt.Sprint("v", len(d.declared))
	if len(d.declared) > 0 && d.foolish() {
		return "$" + d.declared[0]
	}
	d.variables[name] = of
	d.declared = append(d.declared, name)
	return "$" + name
}

// value draws a literal or a variable. graphql-js reads 1e999 as infinity, which the specification forbids:
// it is not drawn.
func (d *drawer) value(of *ast.Type, depth int) string {
	if d.foolish() {
		return d.pick([]string{"1", "1.0", "-1", "99999999999", `"x"`, `"""x"""`, "true", "null", "NAME", "[]", "{}", "[1]", "[[1]]", "{a: 1}", "1e2", `"1"`, "[null]"})
	}
	if d.IntN(10) == 0 {
		return d.variable(of.String())
	}
	if !of.NonNull && d.IntN(12) == 0 {
		return "null"
	}
	if of.Elem != nil {
		if d.IntN(5) == 0 {
			return d.value(of.Elem, depth) // one stands for a list of one
		}
		var items []string
		for range d.IntN(3) {
			items = append(items, d.value(of.Elem, depth-1))
		}
		return "[" + strings.Join(items, ", ") + "]"
	}
	switch def := d.schema.Types[of.Name()]; def.Kind {
	case ast.Enum:
		return d.or(def.EnumValues[d.IntN(len(def.EnumValues))].Name, "NOTHING")
	case ast.InputObject:
		return d.object(def, depth)
	default:
		switch def.Name {
		case "Int":
			return fmt.Sprint(d.IntN(9))
		case "Float":
			return d.pick([]string{"1", "0.5", "1e1"})
		case "Boolean":
			return d.pick([]string{"true", "false"})
		case "ID":
			return d.pick([]string{"1", `"1"`})
		default:
			return d.pick([]string{`"x"`, `"""x"""`})
		}
	}
}

func (d *drawer) object(def *ast.Definition, depth int) string {
	var given []string
	only := -1
	if def.Directives.ForName("oneOf") != nil && !d.foolish() {
		only = d.IntN(len(def.Fields))
	}
	for i, f := range def.Fields {
		needed := f.Type.NonNull && f.DefaultValue == nil
		switch {
		case only >= 0 && i != only, only < 0 && !needed && (depth <= 0 || d.IntN(2) == 0), only < 0 && needed && d.foolish():
			continue
		}
		of := f.Type
		if only >= 0 && !d.foolish() {
			of = &ast.Type{NamedType: of.NamedType, Elem: of.Elem, NonNull: true}
		}
		given = append(given, d.or(f.Name, "nothing")+": "+d.value(of, depth-1))
	}
	return "{" + strings.Join(given, ", ") + "}"
}
