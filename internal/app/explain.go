package app

import (
	"context"
	"errors"
	"fmt"

	"noboru/store"
)

// explain says why a store could not be read. A store's own errors hold facts that may be told: their kind
// to everyone, with code and values in the log. In any other error there may be anything, an address or an account:
// of it only the type is told.
func explain(err error) (reason, detail string) {
	var known *store.Error
	switch {
	case errors.As(err, &known):
		return known.Kind.Error(), known.Error()
	case errors.Is(err, context.DeadlineExceeded):
		return "it takes too long", "it takes too long"
	default:
		for next := errors.Unwrap(err); next != nil; next = errors.Unwrap(err) {
			err = next
		}
		return "an unexpected error", fmt.Sprintf("an unexpected error of type %T", err)
	}
}
