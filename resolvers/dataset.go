package resolvers

import (
	"context"

	"noboru/internal/answer"
)

// Dataset is what is being served.
func (r *queryResolver) Dataset(ctx context.Context) (*answer.Dataset, error) {
	a, err := asker(ctx)
	if err != nil {
		return nil, err
	}
	d := answer.NewDataset(a.Snapshot)
	return &d, nil
}
