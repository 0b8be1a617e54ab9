package gql

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
)

// pathless is the context of arguments that are read by somebody who does not tell where in them something is wrong: to
// estimate what they cost, or to answer where the executor tells it. To keep the place takes longer than the rest.
type pathless struct{ context.Context }

// withField stands in the place of graphql.WithPathContext (see internal/generate), as do the others.
func withField(ctx context.Context, name string) context.Context {
	if _, ok := ctx.(pathless); ok {
		return ctx
	}
	return graphql.WithPathContext(ctx, graphql.NewPathWithField(name))
}

func withIndex(ctx context.Context, i int) context.Context {
	if _, ok := ctx.(pathless); ok {
		return ctx
	}
	return graphql.WithPathContext(ctx, graphql.NewPathWithIndex(i))
}

// readArgument stands in the place of graphql.ProcessArgField.
func readArgument[T any](ctx context.Context, arguments map[string]any, name string, read func(ctx context.Context, value any) (T, error)) (T, error) {
	value, ok := arguments[name]
	if !ok {
		var none T
		return none, nil
	}
	return read(withField(ctx, name), value)
}
