package guard

import (
	"context"
	"math"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// costOfValue is what reading one value of an argument costs, in microseconds: once to estimate,
// once to answer. The arguments of
// a field are read each time that it is answered.
const costOfValue = 2

// costOfField is what a field costs of which the schema says nothing else: to resolve it and to write it.
const costOfField = 2

// cost estimates what it takes to answer an operation, in microseconds of CPU, and refuses what is too
// deep or would cost too much. Directives that leave fields out are not counted on.
func (g *Guard) cost(ctx context.Context, doc *ast.QueryDocument, operation *ast.OperationDefinition, variables map[string]any, costs Costs) (int, error) {
	w := &watch{ctx: ctx, most: &Refusal{Limit: LimitFields, Max: g.limits.Fields}}
	e := &estimate{guard: g, ctx: ctx, collector: newCollector(doc, w), variables: variables, costs: costs, sizes: map[string]int{}}
	root := []ast.SelectionSet{operation.SelectionSet}
	if err := e.once(root); err != nil {
		return 0, err
	}
	w.steps = 0
	if err := exceeds(LimitRootFields, len(e.collect(root)), g.limits.RootFields); err != nil {
		return 0, err
	}
	w.steps = 0
	cost := e.selection(root, g.schema.Query, 1)
	if err := exceeds(LimitCost, cost, g.limits.Cost); err != nil {
		return 0, err
	}
	return cost, nil
}

type estimate struct {
	collector
	guard     *Guard
	ctx       context.Context
	variables map[string]any
	costs     Costs
	values    int            // of arguments, read to estimate
	sizes     map[string]int // of variables, once known

	schemaCost int // of introspection, so far
}

// selection adds up the fields of a selection. Where it stands on an abstract type, an object has
// only the fields of its own type: the dearest type counts.
func (e *estimate) selection(sets []ast.SelectionSet, of *ast.Definition, depth int) int {
	common := 0
	var types []*ast.Definition
	ofType := map[*ast.Definition]int{}
	for _, group := range e.collect(sets) {
		if err := exceeds(LimitDepth, depth, e.guard.limits.Depth); err != nil {
			panic(abort{err})
		}
		for _, fields := range ofOneObject(group.fields) {
			t := objectOf(fields)
			cost := e.field(fields, depth)
			if t == nil || t == of {
				common = plus(common, cost)
				continue
			}
			if _, ok := ofType[t]; !ok {
				types = append(types, t)
			}
			ofType[t] = plus(ofType[t], cost)
		}
	}
	dearest := 0
	for _, t := range types {
		dearest = max(dearest, ofType[t])
	}
	return plus(common, dearest)
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

// field estimates what one field costs, given as all places where it stands.
func (e *estimate) field(fields []*ast.Field, depth int) int {
	f := fields[0]
	typeName := f.ObjectDefinition.Name
	if t := objectOf(fields); t != nil {
		typeName = t.Name
	}
	switch {
	case f.Name == "__typename" || f.Definition == nil:
		return 1
	case f.Name == "__schema" || f.Name == "__type":
		return e.schema(subselections(fields), f.Name == "__schema")
	}
	values := e.argumentValues(f.Arguments)
	child := e.selection(subselections(fields), e.guard.schema.Types[f.Definition.Type.Name()], depth+1)
	cost, ok := e.costs.Complexity(e.ctx, typeName, f.Name, child, f.ArgumentMap(e.variables))
	if !ok {
		cost = plus(costOfField, child)
	}
	return plus(max(cost, 0), values)
}

// once counts the values that are read where each field is answered once, before any is read: so what
// is too much even then costs nothing.
func (e *estimate) once(sets []ast.SelectionSet) error {
	values := 0
	e.eachField(sets, func(f *ast.Field) bool {
		for _, a := range f.Arguments {
			values = plus(values, e.size(a.Value))
		}
		return true
	})
	return exceeds(LimitCost, times(values, costOfValue), e.guard.limits.Cost)
}

// argumentValues is what reading the arguments of a field costs. Estimating reads them as well, once a
// field of the document, so that has the same limit.
func (e *estimate) argumentValues(arguments ast.ArgumentList) int {
	size := 0
	for _, a := range arguments {
		size = plus(size, e.size(a.Value))
	}
	e.values = plus(e.values, size)
	if err := exceeds(LimitCost, e.values*costOfValue, e.guard.limits.Cost); err != nil {
		panic(abort{err})
	}
	return size * costOfValue
}

func (e *estimate) size(v *ast.Value) int {
	if v.Kind == ast.Variable {
		if _, known := e.sizes[v.Raw]; !known {
			e.sizes[v.Raw] = sizeOf(e.variables[v.Raw])
		}
		return e.sizes[v.Raw]
	}
	size := 1
	for _, child := range v.Children {
		size = plus(size, e.size(child.Value))
	}
	return size
}

// sizeOf is how many values a variable is made of.
func sizeOf(value any) int {
	size := 1
	switch v := value.(type) {
	case []any:
		for _, item := range v {
			size += sizeOf(item)
		}
	case map[string]any:
		for _, item := range v {
			size += sizeOf(item)
		}
	}
	return size
}

// costOfSchemaField is what a field of introspection costs to answer, in microseconds.
const costOfSchemaField = 2

// schema estimates one question about the schema; all of an operation have a limit of their own.
func (e *estimate) schema(sets []ast.SelectionSet, overAll bool) int {
	cost := times(costOfSchemaField, plus(1, e.introspect(sets, 2, below{overAll: overAll})))
	e.schemaCost = plus(e.schemaCost, cost)
	if err := exceeds(LimitSchemaCost, e.schemaCost, e.guard.limits.SchemaCost); err != nil {
		panic(abort{err})
	}
	return cost
}

// introspect counts the fields of a selection of introspection. of is what it stands on.
func (e *estimate) introspect(sets []ast.SelectionSet, depth int, of below) int {
	fields := 0
	for _, group := range e.collect(sets) {
		if err := exceeds(LimitSchemaDepth, depth, e.guard.limits.SchemaDepth); err != nil {
			panic(abort{err})
		}
		name := group.fields[0].Name
		if strings.HasPrefix(name, "__") {
			fields = plus(fields, 1)
			continue
		}
		inside, length := e.guard.introspection.next(name, of)
		child := e.guard.introspection.share(inside, e.introspect(group.subselections(), depth+1, inside))
		fields = plus(fields, plus(1, times(length, child)))
	}
	return fields
}

// Costs stay within an int.
func plus(a, b int) int { return min(a+b, math.MaxInt32) }

func times(n, cost int) int {
	if cost > 0 && n > math.MaxInt32/cost {
		return math.MaxInt32
	}
	return n * cost
}
