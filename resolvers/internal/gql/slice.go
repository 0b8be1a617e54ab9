package gql

import (
	"context"
	"sync"

	"github.com/99designs/gqlgen/graphql"
)

// marshalSlice stands in the place of graphql.MarshalSliceConcurrently (see internal/generate) and does the same in
// turn: an element whose marshaller panics is null, and told as an error.
func marshalSlice(ctx context.Context, length int, _ int64, _ bool, marshalElement func(ctx context.Context, i int) graphql.Marshaler) graphql.Array {
	array := make(graphql.Array, length)
	elements := make([]element, length)
	for i := range elements {
		e := &elements[i]
		e.index, e.field.Index = i, &e.index
		array[i] = e.marshal(graphql.WithFieldContext(ctx, &e.field), marshalElement)
	}
	return array
}

// element is the place of an element in a list, for the paths of errors.
type element struct {
	field graphql.FieldContext
	index int
}

func (e *element) marshal(ctx context.Context, marshalElement func(ctx context.Context, i int) graphql.Marshaler) (m graphql.Marshaler) {
	defer func() {
		if r := recover(); r != nil {
			graphql.AddError(ctx, graphql.Recover(ctx, r))
			m = graphql.Null
		}
	}()
	return marshalElement(ctx, e.index)
}

// whenAsked puts off what takes long until it is first asked for.
func whenAsked[T any](make func() T) func() T { return sync.OnceValue(make) }
