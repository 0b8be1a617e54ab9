package resolvers

import (
	"context"

	"noboru/internal/answer"
)

// Frontier asks for the trade-off between few and gentle steps.
func (r *queryResolver) Frontier(ctx context.Context, input answer.FrontierInput) (answer.FrontierResult, error) {
	a, err := asker(ctx)
	if err != nil {
		return nil, err
	}
	return a.Frontier(ctx, input)
}

// Reach asks what is within reach.
func (r *queryResolver) Reach(ctx context.Context, input answer.ReachInput) (answer.ReachResult, error) {
	a, err := asker(ctx)
	if err != nil {
		return nil, err
	}
	return a.Reach(ctx, input)
}

// DoorOpeners ranks skills by what one level more opens.
func (r *queryResolver) DoorOpeners(ctx context.Context, input answer.DoorOpenersInput) (answer.DoorOpenersResult, error) {
	a, err := asker(ctx)
	if err != nil {
		return nil, err
	}
	return a.DoorOpeners(ctx, input)
}
