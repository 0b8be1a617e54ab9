package resolvers

import (
	"context"

	"noboru/resolvers/internal/view"
)

// Dataset is what is being served.
func (r *queryResolver) Dataset(ctx context.Context) (*view.Dataset, error) {
	e, err := snapshot(ctx)
	if err != nil {
		return nil, err
	}
	d := view.NewDataset(e)
	return &d, nil
}
