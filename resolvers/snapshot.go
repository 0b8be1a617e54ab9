package resolvers

import (
	"context"
	"errors"

	"noboru/internal/serving"
	"noboru/resolvers/internal/view"
)

var errNoSnapshot = errors.New("the request has no snapshot: put one in its context by serving.NewContext")

// snapshot is what the whole request is answered from.
func snapshot(ctx context.Context) (*serving.Snapshot, error) {
	if e := serving.FromContext(ctx); e != nil {
		return e, nil
	}
	return nil, errNoSnapshot
}

// stamped is the snapshot as answers carry it.
func stamped(ctx context.Context) (view.Stamped, error) {
	e, err := snapshot(ctx)
	return view.Stamped{Snapshot: e}, err
}
