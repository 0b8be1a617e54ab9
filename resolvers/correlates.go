package resolvers

import (
	"context"

	"noboru/internal/answer"
)

// Compare sets two roles, or a person and a role, side by side.
func (r *queryResolver) Compare(ctx context.Context, input answer.CompareInput) (answer.CompareResult, error) {
	a, err := asker(ctx)
	if err != nil {
		return nil, err
	}
	return a.Compare(input)
}

// CorrelationMap is a role and its correlates as points of a plane.
func (r *queryResolver) CorrelationMap(ctx context.Context, input answer.CorrelationMapInput) (answer.CorrelationMapResult, error) {
	a, err := asker(ctx)
	if err != nil {
		return nil, err
	}
	return a.CorrelationMap(input)
}
