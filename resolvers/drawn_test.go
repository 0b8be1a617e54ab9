package resolvers_test

import (
	"fmt"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
	"pgregory.net/rapid"

	"noboru/internal/testkit/drawn"
)

// drawer draws selections that are valid but for their values.
type drawer struct {
	*rapid.T
	schema    *ast.Schema
	values    drawn.Values
	declared  []string
	variables map[string]any
	fragments []string
	aliases   int
}

func (d *drawer) selection(on *ast.Definition, depth int) string {
	fields := slices.DeleteFunc(slices.Clone(on.Fields), func(f *ast.FieldDefinition) bool {
		return strings.HasPrefix(f.Name, "__") || depth == 0 && !d.schema.Types[f.Type.Name()].IsLeafType()
	})
	var parts []string
	for range rapid.IntRange(1, 5).Draw(d.T, "fields") {
		part := "__typename"
		switch kind := rapid.IntRange(0, 9).Draw(d.T, "kind"); {
		case kind == 0 && depth > 0:
			name := fmt.Sprintf("F%d", len(d.fragments))
			at := len(d.fragments)
			d.fragments = append(d.fragments, "")
			of := d.possible(on)
			d.fragments[at] = "fragment " + name + " on " + of.Name + " " + d.selection(of, depth-1)
			part = "..." + name + d.directive()
		case kind <= 2 && depth > 0 || len(on.Fields) == 0 && depth > 0:
			of := d.possible(on)
			part = "... on " + of.Name + d.directive() + " " + d.selection(of, depth-1)
		case kind > 3 && len(fields) > 0:
			part = d.field(rapid.SampledFrom(fields).Draw(d.T, "field"), depth)
		}
		parts = append(parts, part)
	}
	return "{" + strings.Join(parts, " ") + "}"
}

// possible is a type that an object of a type has, too.
func (d *drawer) possible(on *ast.Definition) *ast.Definition {
	return rapid.SampledFrom(append(slices.Clone(d.schema.GetPossibleTypes(on)), on)).Draw(d.T, "type")
}

// directive leaves out what it stands at, or not; mostly there is none.
func (d *drawer) directive() string {
	if rapid.IntRange(0, 9).Draw(d.T, "directive") != 6 {
		return ""
	}
	holds := rapid.Bool().Draw(d.T, "holds")
	condition := fmt.Sprint(holds)
	if rapid.Bool().Draw(d.T, "variable") {
		condition = "$" + d.variable("Boolean!", holds)
	}
	return fmt.Sprintf(" @%s(if: %s)", rapid.SampledFrom([]string{"skip", "include"}).Draw(d.T, "which"), condition)
}

// variable declares a variable.
func (d *drawer) variable(of string, value any) string {
	name := fmt.Sprintf("v%d", len(d.declared))
	d.declared = append(d.declared, "$"+name+": "+of)
	d.variables[name] = value
	return name
}

func (d *drawer) field(f *ast.FieldDefinition, depth int) string {
	text := f.Name
	answer := d.schema.Types[f.Type.Name()]
	if len(f.Arguments) > 0 || !answer.IsLeafType() || rapid.IntRange(0, 4).Draw(d.T, "alias") == 0 {
		d.aliases++
		text = fmt.Sprintf("a%d: %s", d.aliases, f.Name)
	}
	var given []string
	for _, a := range f.Arguments {
		if rapid.IntRange(0, 3).Draw(d.T, "given") > 0 && (!a.Type.NonNull || a.DefaultValue != nil) {
			continue
		}
		value := d.values.Draw(d.T, a.Type)
		if rapid.Bool().Draw(d.T, "literal") {
			given = append(given, a.Name+": "+drawn.Literal(value))
			continue
		}
		given = append(given, a.Name+": $"+d.variable(a.Type.String(), value))
	}
	if len(given) > 0 {
		text += "(" + strings.Join(given, ", ") + ")"
	}
	text += d.directive()
	if answer.IsLeafType() {
		return text
	}
	return text + " " + d.selection(answer, depth-1)
}
