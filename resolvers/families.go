package resolvers

import (
	"context"

	"noboru/resolvers/internal/view"
)

// Families lists the families.
func (r *queryResolver) Families(ctx context.Context, first *int32, after *string, last *int32, before *string) (*view.FamilyConnection, error) {
	s, err := stamped(ctx)
	if err != nil {
		return nil, err
	}
	return view.Families(s, view.PageArgs{First: first, After: after, Last: last, Before: before})
}
