package resolvers

import (
	"context"

	"noboru/internal/answer"
)

// Families lists the families.
func (r *queryResolver) Families(ctx context.Context, first *int32, after *string, last *int32, before *string) (*answer.FamilyConnection, error) {
	a, err := asker(ctx)
	if err != nil {
		return nil, err
	}
	return answer.Families(answer.Stamped(a), answer.PageArgs{First: first, After: after, Last: last, Before: before})
}

// FamilyMap draws the whole graph by families.
func (r *queryResolver) FamilyMap(ctx context.Context) (*answer.FamilyMap, error) {
	a, err := asker(ctx)
	if err != nil {
		return nil, err
	}
	return a.FamilyMap(), nil
}
