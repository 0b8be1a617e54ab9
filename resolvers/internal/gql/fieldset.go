package gql

import (
	"context"
	"io"
	"slices"

	"github.com/99designs/gqlgen/graphql"
)

// fieldSet stands in the place of graphql.FieldSet (see internal/generate): the fields of an object, resolved one after
// the other. A request takes one core. What a client would have deferred comes with the rest.
type fieldSet struct {
	Values   []graphql.Marshaler // of the fields, in their order
	Invalids uint32              // fields that make the object null

	fields  []graphql.CollectedField
	delayed []delayed
}

// delayed is a field that is resolved when the others are.
type delayed struct {
	i       int
	ctx     context.Context // nil for that of the object
	nonNull bool
	resolve func(ctx context.Context) graphql.Marshaler
}

func newFieldSet(fields []graphql.CollectedField) *fieldSet {
	return &fieldSet{fields: fields, Values: make([]graphql.Marshaler, len(fields))}
}

// ResolveConcurrently puts a field off until Dispatch. The name is gqlgen's.
func (s *fieldSet) ResolveConcurrently(oc *graphql.OperationContext, _ *graphql.DeferredGroup, i int, _, nonNull bool, resolve func(ctx context.Context) graphql.Marshaler) {
	s.delayed = append(s.delayed, delayed{i, nil, nonNull, func(ctx context.Context) graphql.Marshaler { return orNull(ctx, oc, resolve) }})
}

// ResolveRootConcurrently puts a field of the root off until Dispatch. The name is gqlgen's.
func (s *fieldSet) ResolveRootConcurrently(ctx context.Context, oc *graphql.OperationContext, i int, _, nonNull bool, resolve func(ctx context.Context) graphql.Marshaler) {
	s.delayed = append(s.delayed, delayed{i, ctx, nonNull, func(ctx context.Context) graphql.Marshaler {
		return oc.RootResolverMiddleware(ctx, func(ctx context.Context) graphql.Marshaler { return orNull(ctx, oc, resolve) })
	}})
}

// Dispatch resolves what was put off.
func (s *fieldSet) Dispatch(ctx context.Context) {
	for _, d := range s.delayed {
		if d.ctx == nil {
			d.ctx = ctx
		}
		value := d.resolve(d.ctx)
		s.Values[d.i] = value
		if d.nonNull && value == graphql.Null || !d.nonNull && value == graphql.RequiredNull {
			s.Invalids++
		}
	}
}

// orNull tells a panic as an error.
func orNull(ctx context.Context, oc *graphql.OperationContext, resolve func(ctx context.Context) graphql.Marshaler) (value graphql.Marshaler) {
	defer func() {
		if r := recover(); r != nil {
			oc.Error(ctx, oc.Recover(ctx, r))
			value = graphql.Null
		}
	}()
	return resolve(ctx)
}

// MarshalGQL writes the object. Names in GraphQL need no escapes.
func (s *fieldSet) MarshalGQL(w io.Writer) {
	const before, after = `"`, `":`
	_, _ = io.WriteString(w, "{")
	first, deferred := true, slices.ContainsFunc(s.fields, func(f graphql.CollectedField) bool { return f.IsDeferred() })
	for i := range s.fields {
		if deferred && s.repeats(i) {
			continue
		}
		if !first {
			_, _ = io.WriteString(w, ",")
		}
		first = false
		_, _ = io.WriteString(w, before)
		_, _ = io.WriteString(w, s.fields[i].Alias)
		_, _ = io.WriteString(w, after)
		s.Values[i].MarshalGQL(w)
	}
	_, _ = io.WriteString(w, "}")
}

// repeats reports whether a field stands in the answer already: one that is deferred in one place and not in
// another is collected twice.
func (s *fieldSet) repeats(i int) bool {
	return slices.ContainsFunc(s.fields[:i], func(f graphql.CollectedField) bool { return f.Alias == s.fields[i].Alias })
}
