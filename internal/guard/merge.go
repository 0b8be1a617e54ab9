package guard

import (
	"context"
	"fmt"
	"slices"

	"github.com/vektah/gqlparser/v2/ast"
)

// checkMerge is the specification's rule that fields of one response name can be merged (5.3.2). The
// specification compares all pairs of fields; this compares each field with the first of its set, on
// sets that are merged level by level, which finds the same conflicts in linear time (S. Adameit,
// "GraphQL: a faster overlapping fields can be merged", 2018). Fragments can still make the sets many,
// so their number has a limit.
func (g *Guard) checkMerge(ctx context.Context, doc *ast.QueryDocument, operation *ast.OperationDefinition) error {
	w := &watch{ctx: ctx, most: &Refusal{Limit: LimitFields, Max: g.limits.Fields}}
	m := merger{collector: newCollector(doc, w), schema: g.schema}
	whole := []ast.SelectionSet{operation.SelectionSet}
	fault := m.sameShape(whole)
	if fault == nil {
		w.steps = 0
		fault = m.sameField(whole)
	}
	if fault == nil {
		return nil
	}
	if g.limits.NoIntrospection {
		fault.Detail = ""
	}
	return Faults{*fault}
}

type merger struct {
	collector
	schema *ast.Schema
}

// sameShape finds fields of one response name whose answers have different shapes. It holds for all
// fields, also those that no object has both of.
func (m merger) sameShape(sets []ast.SelectionSet) *Fault {
	for _, group := range m.collect(sets) {
		first := group.fields[0]
		for _, other := range group.fields[1:] {
			if a, b := typeOf(first), typeOf(other); a != nil && b != nil && !m.sameTypeShape(a, b) {
				return conflict(group.name, first, other, fmt.Sprintf("they return conflicting types %q and %q", a, b))
			}
		}
		if fault := m.sameShape(group.subselections()); fault != nil {
			return fault
		}
	}
	return nil
}

// typeOf is the type of a field's answer, nil where the field is unknown.
func typeOf(f *ast.Field) *ast.Type {
	switch {
	case f.Name == "__typename":
		return &ast.Type{NamedType: "String", NonNull: true} // gqlparser has it nullable
	case f.Definition == nil:
		return nil
	default:
		return f.Definition.Type
	}
}

func (m merger) sameTypeShape(a, b *ast.Type) bool {
	if a.NonNull != b.NonNull || (a.Elem == nil) != (b.Elem == nil) {
		return false
	}
	if a.Elem != nil {
		return m.sameTypeShape(a.Elem, b.Elem)
	}
	return a.NamedType == b.NamedType || m.isComposite(a.NamedType) && m.isComposite(b.NamedType)
}

func (m merger) isComposite(name string) bool {
	def := m.schema.Types[name]
	return def != nil && !def.IsLeafType()
}

// sameField finds fields of one response name that one object can have both of, and that are different
// fields or have different arguments.
func (m merger) sameField(sets []ast.SelectionSet) *Fault {
	for _, group := range m.collect(sets) {
		for _, fields := range ofOneObject(group.fields) {
			first := fields[0]
			for _, other := range fields[1:] {
				if first.Name != other.Name {
					return conflict(group.name, first, other, fmt.Sprintf("%q and %q are different fields", first.Name, other.Name))
				}
				if !sameArguments(first.Arguments, other.Arguments) {
					return conflict(group.name, first, other, "they have differing arguments")
				}
			}
			if fault := m.sameField(subselections(fields)); fault != nil {
				return fault
			}
		}
	}
	return nil
}

// ofOneObject divides fields into sets that one object can have: those of an object type with those of
// abstract types.
func ofOneObject(fields []*ast.Field) [][]*ast.Field {
	var abstract []*ast.Field
	var types []*ast.Definition
	for _, f := range fields {
		if f.ObjectDefinition == nil || f.ObjectDefinition.Kind != ast.Object {
			abstract = append(abstract, f)
		} else if !slices.Contains(types, f.ObjectDefinition) {
			types = append(types, f.ObjectDefinition)
		}
	}
	if len(types) == 0 || len(types) == 1 {
		return [][]*ast.Field{fields}
	}
	sets := make([][]*ast.Field, 0, len(types))
	for _, t := range types {
		set := slices.Clone(abstract)
		for _, f := range fields {
			if f.ObjectDefinition == t {
				set = append(set, f)
			}
		}
		sets = append(sets, set)
	}
	return sets
}

func conflict(name string, a, b *ast.Field, reason string) *Fault {
	return &Fault{
		Code: CodeValidation, Rule: "OverlappingFieldsCanBeMerged",
		Detail:    cut(fmt.Sprintf("Fields %q conflict because %s. Use different aliases on the fields to fetch both if this was intentional.", name, reason)),
		Locations: append(at(a.Position), at(b.Position)...),
	}
}

func sameArguments(a, b ast.ArgumentList) bool {
	if len(a) != len(b) {
		return false
	}
	for _, argument := range a {
		other := b.ForName(argument.Name)
		if other == nil || !sameValue(argument.Value, other.Value) {
			return false
		}
	}
	return true
}

func sameValue(a, b *ast.Value) bool {
	if a.Kind != b.Kind || a.Raw != b.Raw || len(a.Children) != len(b.Children) {
		return false
	}
	for i, child := range a.Children {
		other := b.Children[i]
		if a.Kind == ast.ObjectValue { // whose fields have no order
			if j := slices.IndexFunc(b.Children, func(c *ast.ChildValue) bool { return c.Name == child.Name }); j >= 0 {
				other = b.Children[j]
			}
		}
		if child.Name != other.Name || !sameValue(child.Value, other.Value) {
			return false
		}
	}
	return true
}
