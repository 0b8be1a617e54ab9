package resolvers

import (
	"context"
	"errors"

	"noboru/internal/answer"
	"noboru/internal/serving"
)

var errNoSnapshot = errors.New("the request has no snapshot: put one in its context by serving.NewContext")

// asker answers from the snapshot that the whole request is answered from.
func asker(ctx context.Context) (answer.Asker, error) {
	if s := serving.FromContext(ctx); s != nil {
		return answer.Asker{Snapshot: s}, nil
	}
	return answer.Asker{}, errNoSnapshot
}
