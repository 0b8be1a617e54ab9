package resolvers

import (
	"context"
	"errors"

	"noboru/atlas"
	"noboru/resolvers/internal/view"
)

var errNoEdition = errors.New("the request has no edition: put one in its context by atlas.NewContext")

// edition is what the whole request is answered from.
func edition(ctx context.Context) (*atlas.Edition, error) {
	if e := atlas.FromContext(ctx); e != nil {
		return e, nil
	}
	return nil, errNoEdition
}

// stamped is the edition as answers carry it.
func stamped(ctx context.Context) (view.Stamped, error) {
	e, err := edition(ctx)
	return view.Stamped{Edition: e}, err
}
