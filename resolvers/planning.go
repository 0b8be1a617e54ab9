package resolvers

import (
	"context"

	"noboru/resolvers/internal/gql"
	"noboru/resolvers/internal/view"
)

// Frontier asks for the trade-off between few and gentle steps.
func (r *queryResolver) Frontier(ctx context.Context, input gql.FrontierInput) (view.FrontierResult, error) {
	e, err := snapshot(ctx)
	if err != nil {
		return nil, err
	}
	return names{e}.frontier(ctx, input)
}

// Reach asks what is within reach.
func (r *queryResolver) Reach(ctx context.Context, input gql.ReachInput) (view.ReachResult, error) {
	e, err := snapshot(ctx)
	if err != nil {
		return nil, err
	}
	return names{e}.reach(ctx, input)
}

// DoorOpeners ranks skills by what one level more opens.
func (r *queryResolver) DoorOpeners(ctx context.Context, input gql.DoorOpenersInput) (view.DoorOpenersResult, error) {
	e, err := snapshot(ctx)
	if err != nil {
		return nil, err
	}
	return names{e}.openers(ctx, input)
}
