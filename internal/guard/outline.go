package guard

import (
	"context"
	"strings"
	"sync/atomic"

	"github.com/vektah/gqlparser/v2/ast"
)

// outline is what of an operation costs something: its fields, as execution collects them. It needs no variables, so that
// of a document that is kept is drawn once. It is not changed after.
type outline struct {
	operation *ast.OperationDefinition
	root      selected
	fields    []*costed // all, those that a field selects before it
	values    values    // of all arguments
	prices    atomic.Pointer[prices]
}

// costed is a field in an outline, given as all places where it stands.
type costed struct {
	field    *ast.Field // the first of these
	typeName string     // of the object that it belongs to
	given    int        // what it costs in any case; 0 where that is to be worked out
	values   values     // of its arguments
	selected selected   // of its answer
	constant bool       // no variable stands in its arguments, nor below it
	index    int        // in the outline's fields
}

// selected are the fields of a selection. Where it stands on an abstract type, an object has only those of its own
// type beside those of all.
type selected struct {
	always []*costed
	byType [][]*costed
}

// values are what arguments are made of.
type values struct {
	literals  int
	variables []string // a name for each place
}

func (v *values) add(value *ast.Value) {
	if value.Kind == ast.Variable {
		v.variables = append(v.variables, value.Raw)
		return
	}
	v.literals++
	for _, child := range value.Children {
		v.add(child.Value)
	}
}

// outlining draws an outline.
type outlining struct {
	collector
	guard      *Guard
	outline    *outline
	schemaCost int // of introspection, so far
}

// draw draws the outline of an operation, and refuses what is too deep, too long, or asks too much of the schema. Directives that leave
// fields out are not counted on.
func (g *Guard) draw(ctx context.Context, doc *ast.QueryDocument, operation *ast.OperationDefinition) (*outline, error) {
	w := &watch{ctx: ctx, most: &Refusal{Limit: LimitFields, Max: g.limits.Fields}}
	o := &outlining{collector: newCollector(doc, w), guard: g, outline: &outline{operation: operation}}
	root := []ast.SelectionSet{operation.SelectionSet}
	if err := exceeds(LimitRootFields, len(o.collect(root)), g.limits.RootFields); err != nil {
		return nil, err
	}
	w.steps = 0
	o.outline.root = o.selection(root, g.schema.Query, 1)
	for _, f := range o.outline.fields {
		o.outline.values.literals += f.values.literals
		o.outline.values.variables = append(o.outline.values.variables, f.values.variables...)
	}
	return o.outline, nil
}

func (o *outlining) selection(sets []ast.SelectionSet, of *ast.Definition, depth int) selected {
	var s selected
	var types []*ast.Definition
	ofType := map[*ast.Definition]int{} // where in s.byType
	for _, group := range o.collect(sets) {
		if err := exceeds(LimitDepth, depth, o.guard.limits.Depth); err != nil {
			panic(abort{err})
		}
		for _, fields := range ofOneObject(group.fields) {
			t := objectOf(fields)
			f := o.field(fields, depth)
			if t == nil || t == of {
				s.always = append(s.always, f)
				continue
			}
			if _, ok := ofType[t]; !ok {
				ofType[t] = len(types)
				types = append(types, t)
				s.byType = append(s.byType, nil)
			}
			s.byType[ofType[t]] = append(s.byType[ofType[t]], f)
		}
	}
	return s
}

// objectOf is the object type that fields belong to, nil where all belong to abstract types.
func objectOf(fields []*ast.Field) *ast.Definition {
	for _, f := range fields {
		if f.ObjectDefinition != nil && f.ObjectDefinition.Kind == ast.Object {
			return f.ObjectDefinition
		}
	}
	return nil
}

func (o *outlining) field(fields []*ast.Field, depth int) *costed {
	f := fields[0]
	c := &costed{field: f, typeName: f.ObjectDefinition.Name, constant: true}
	if t := objectOf(fields); t != nil {
		c.typeName = t.Name
	}
	switch {
	case f.Name == "__typename" || f.Definition == nil:
		c.given = 1
	case f.Name == "__schema" || f.Name == "__type":
		c.given = o.schema(subselections(fields), f.Name == "__schema")
	default:
		for _, a := range f.Arguments {
			c.values.add(a.Value)
		}
		c.selected = o.selection(subselections(fields), o.guard.schema.Types[f.Definition.Type.Name()], depth+1)
		c.constant = len(c.values.variables) == 0 && c.selected.constant()
	}
	c.index = len(o.outline.fields)
	o.outline.fields = append(o.outline.fields, c)
	return c
}

func (s *selected) constant() bool {
	for _, f := range s.always {
		if !f.constant {
			return false
		}
	}
	for _, fields := range s.byType {
		for _, f := range fields {
			if !f.constant {
				return false
			}
		}
	}
	return true
}

// costOfSchemaField is what a field of introspection costs to answer, in microseconds.
const costOfSchemaField = 2

// schema estimates one question about the schema; all of an operation have a limit of their own.
func (o *outlining) schema(sets []ast.SelectionSet, overAll bool) int {
	cost := times(costOfSchemaField, plus(1, o.introspect(sets, 2, below{overAll: overAll})))
	o.schemaCost = plus(o.schemaCost, cost)
	if err := exceeds(LimitSchemaCost, o.schemaCost, o.guard.limits.SchemaCost); err != nil {
		panic(abort{err})
	}
	return cost
}

// introspect counts the fields of a selection of introspection. of is what it stands on.
func (o *outlining) introspect(sets []ast.SelectionSet, depth int, of below) int {
	fields := 0
	for _, group := range o.collect(sets) {
		if err := exceeds(LimitSchemaDepth, depth, o.guard.limits.SchemaDepth); err != nil {
			panic(abort{err})
		}
		name := group.fields[0].Name
		if strings.HasPrefix(name, "__") {
			fields = plus(fields, 1)
			continue
		}
		inside, length := o.guard.introspection.next(name, of)
		child := o.guard.introspection.share(inside, o.introspect(group.subselections(), depth+1, inside))
		fields = plus(fields, plus(1, times(length, child)))
	}
	return fields
}
