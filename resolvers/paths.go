package resolvers

import (
	"context"

	"noboru/resolvers/internal/gql"
	"noboru/resolvers/internal/view"
)

// Path asks for the best path.
func (r *queryResolver) Path(ctx context.Context, input gql.PathInput) (view.PathResult, error) {
	e, err := snapshot(ctx)
	if err != nil {
		return nil, err
	}
	return names{e}.path(ctx, input)
}

// Paths asks for the best paths.
func (r *queryResolver) Paths(ctx context.Context, input gql.PathsInput) (view.PathsResult, error) {
	e, err := snapshot(ctx)
	if err != nil {
		return nil, err
	}
	return names{e}.paths(ctx, input)
}

// PathBatch asks for many paths.
func (r *queryResolver) PathBatch(ctx context.Context, input gql.PathBatchInput) (*view.PathBatch, error) {
	e, err := snapshot(ctx)
	if err != nil {
		return nil, err
	}
	return names{e}.batch(ctx, input)
}
