package gql

import (
	"context"
	"reflect"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
)

// resolveField stands in the place of graphql.ResolveField (see internal/generate), and answers the same. It draws on the
// operation's budget, asks no middleware, and leaves out what a leaf does not need: most fields are
// numbers and texts, and their place in the answer is worked out where something is wrong with them.
func resolveField[T any](
	ctx context.Context,
	oc *graphql.OperationContext,
	field graphql.CollectedField,
	place func(ctx context.Context, field graphql.CollectedField) (*graphql.FieldContext, error),
	resolve func(ctx context.Context) (any, error),
	directives func(ctx context.Context, next graphql.Resolver) graphql.Resolver,
	marshal func(ctx context.Context, sel ast.SelectionSet, v T) graphql.Marshaler,
	_, nonNull bool,
) (answer graphql.Marshaler) {
	f := resolving{ctx: ctx, field: field, place: place}
	defer func() {
		if r := recover(); r != nil {
			ctx, _ := f.placed()
			oc.Error(ctx, oc.Recover(ctx, r))
			answer = graphql.Null
		}
	}()
	if !isLeaf[T](field, nonNull) {
		if _, err := f.placed(); err != nil {
			return graphql.Null
		}
	}
	if directives != nil {
		resolve = directives(f.ctx, resolve)
	}
	value, err := f.value(budgetOf(oc), resolve)
	if err != nil {
		ctx, fc := f.placedContext()
		oc.Error(ctx, graphql.AddFieldLocationToError(ctx, err))
		return nothing(fc, nonNull)
	}
	if value == nil {
		ctx, fc := f.placedContext()
		if nonNull || fc.NonNull {
			graphql.AddInvalidNullError(ctx, "")
		}
		return nothing(fc, nonNull)
	}
	if f.fc != nil {
		f.fc.Result = value
	}
	if v, ok := value.(T); ok {
		return marshal(f.ctx, field.Selections, v)
	}
	if m, ok := value.(graphql.Marshaler); ok {
		return m
	}
	ctx, _ = f.placed()
	var want T
	graphql.AddErrorf(ctx, `unexpected type %T from middleware/directive chain, should be %T`, value, want)
	return graphql.Null
}

// isLeaf reports whether a field is a scalar that takes no argument and cannot be null in a wrong place.
func isLeaf[T any](field graphql.CollectedField, nonNull bool) bool {
	if len(field.Selections) > 0 || field.Definition == nil || len(field.Definition.Arguments) > 0 {
		return false
	}
	switch reflect.TypeFor[T]().Kind() {
	case reflect.Pointer:
		return !nonNull
	case reflect.String, reflect.Bool, reflect.Int, reflect.Int32, reflect.Int64, reflect.Float64:
		return true
	default:
		return false
	}
}

// nothing is what stands in the answer for a value that is not there.
func nothing(fc *graphql.FieldContext, nonNull bool) graphql.Marshaler {
	if fc != nil && fc.NonNull && !nonNull {
		return graphql.RequiredNull
	}
	return graphql.Null
}

// resolving is a field being resolved.
type resolving struct {
	ctx   context.Context // knows the field once it is placed
	fc    *graphql.FieldContext
	field graphql.CollectedField
	place func(ctx context.Context, field graphql.CollectedField) (*graphql.FieldContext, error)
}

// placed has ctx know the field, with its arguments.
func (f *resolving) placed() (context.Context, error) {
	if f.fc == nil {
		fc, err := f.place(f.ctx, f.field)
		if err != nil {
			return f.ctx, err
		}
		f.fc, f.ctx = fc, graphql.WithFieldContext(f.ctx, fc)
	}
	return f.ctx, nil
}

func (f *resolving) placedContext() (context.Context, *graphql.FieldContext) {
	ctx, _ := f.placed()
	return ctx, f.fc
}

// value asks the resolver, as long as the budget lasts.
func (f *resolving) value(b Budget, resolve graphql.Resolver) (any, error) {
	if b == nil {
		return resolve(f.ctx)
	}
	if err := b.Spend(0); err != nil {
		return nil, err
	}
	value, err := resolve(f.ctx)
	if err != nil {
		return nil, err
	}
	return value, b.Spend(len(f.field.Alias) + punctuation + written(value))
}
