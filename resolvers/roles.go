package resolvers

import (
	"context"

	"noboru/internal/answer"
)

// Role finds one role.
func (r *queryResolver) Role(ctx context.Context, by answer.RoleBy) (*answer.Role, error) {
	a, err := asker(ctx)
	if err != nil {
		return nil, err
	}
	return a.Role(by)
}

// Roles lists roles.
func (r *queryResolver) Roles(ctx context.Context, filter *answer.RoleFilter, orderBy *answer.RoleOrder, first *int32, after *string, last *int32, before *string) (*answer.RoleConnection, error) {
	a, err := asker(ctx)
	if err != nil {
		return nil, err
	}
	return a.Roles(filter, orderBy, answer.PageArgs{First: first, After: after, Last: last, Before: before})
}

// Search finds roles by what people type.
func (r *queryResolver) Search(ctx context.Context, input answer.SearchInput) (*answer.SearchResult, error) {
	a, err := asker(ctx)
	if err != nil {
		return nil, err
	}
	return a.Search(input)
}
