package resolvers

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"noboru/internal/answer"
)

// Path asks for the best path.
func (r *queryResolver) Path(ctx context.Context, input answer.PathInput) (answer.PathResult, error) {
	a, err := asker(ctx)
	if err != nil {
		return nil, err
	}
	return a.Path(ctx, input)
}

// Paths asks for the best paths.
func (r *queryResolver) Paths(ctx context.Context, input answer.PathsInput) (answer.PathsResult, error) {
	a, err := asker(ctx)
	if err != nil {
		return nil, err
	}
	return a.Paths(ctx, input)
}

// PathBatch asks for many paths.
func (r *queryResolver) PathBatch(ctx context.Context, input answer.PathBatchInput) (*answer.PathBatch, error) {
	a, err := asker(ctx)
	if err != nil {
		return nil, err
	}
	return a.PathBatch(ctx, input, func(pair int, err error) {
		at := append(graphql.GetPath(ctx), ast.PathName("results"), ast.PathIndex(pair))
		graphql.AddError(ctx, &gqlerror.Error{Err: err, Path: at})
	})
}
