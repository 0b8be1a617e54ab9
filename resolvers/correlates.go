package resolvers

import (
	"context"

	"noboru/resolvers/internal/view"
)

// Compare sets two roles side by side.
func (r *queryResolver) Compare(ctx context.Context, a string, b string) (view.CompareResult, error) {
	e, err := snapshot(ctx)
	if err != nil {
		return nil, err
	}
	from, err := names{e}.role("a", a)
	if err != nil {
		return compareResult(e, err)
	}
	to, err := names{e}.role("b", b)
	if err != nil {
		return compareResult(e, err)
	}
	return view.Compare(view.Stamped{Snapshot: e}, from, to), nil
}
