package resolvers

import (
	"cmp"
	"context"

	"noboru/resolvers/internal/gql"
	"noboru/resolvers/internal/view"
)

// Role finds one role.
func (r *queryResolver) Role(ctx context.Context, by gql.RoleBy) (*view.Role, error) {
	s, err := stamped(ctx)
	if err != nil {
		return nil, err
	}
	if err := oneOf("by", []string{"id", "code"}, by.ID != nil, by.Code != nil); err != nil {
		return nil, err
	}
	i, ok := 0, false
	if by.ID != nil {
		i, ok = s.Snapshot.Dataset().RoleByID(*by.ID)
	} else {
		i, ok = s.Snapshot.Dataset().RoleByCode(*by.Code)
	}
	if !ok {
		return nil, nil //nolint:nilnil // absence is an answer: GraphQL null
	}
	return &view.Role{Stamped: s, Index: i}, nil
}

// Roles lists roles.
func (r *queryResolver) Roles(ctx context.Context, filter *gql.RoleFilter, orderBy *gql.RoleOrder, first *int32, after *string, last *int32, before *string) (*view.RoleConnection, error) {
	s, err := stamped(ctx)
	if err != nil {
		return nil, err
	}
	listed, err := names{s.Snapshot}.list(filter, orderBy)
	if err != nil {
		return nil, err
	}
	return view.Roles(s, listed, view.PageArgs{First: first, After: after, Last: last, Before: before})
}

// Search finds roles by what people type.
func (r *queryResolver) Search(ctx context.Context, text string, limit int32) (*view.SearchResult, error) {
	e, err := snapshot(ctx)
	if err != nil {
		return nil, err
	}
	if err := cmp.Or(checkText("text", text), checkRange("limit", limit, 1, 100)); err != nil {
		return nil, err
	}
	return names{e}.found(text, int(limit)), nil
}
