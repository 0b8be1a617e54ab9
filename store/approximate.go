package store

import (
	"context"

	"noboru/graph"
)

// Approximator is a store that finds roles near each other by an index of its own.
type Approximator interface {
	// Approximate is d with edges among the pairs that the store's index finds: see graph.Dataset.Approximate.
	// Nothing is saved. Two calls may find other pairs. d needs topK, since an index finds the nearest of a
	// role, not all that are near enough: without, or without scores, the error is ErrCannotHold.
	Approximate(ctx context.Context, d *graph.Dataset, opts ApproximateOptions) (*graph.Dataset, error)
}

// ApproximateOptions direct an Approximate. The zero value is the default.
type ApproximateOptions struct {
	Progress func(Progress) // as for a Save
	// Nearest is how many roles the index is asked for each role. The more, the better the recall, and the
	// slower. 0 asks for three times topK, and 30 at least.
	Nearest int
}

// Approximate asks s, or returns ErrCannotHold where it has no index.
func Approximate(ctx context.Context, s Store, d *graph.Dataset, opts ApproximateOptions) (*graph.Dataset, error) {
	if a, ok := s.(Approximator); ok {
		return a.Approximate(ctx, d, opts)
	}
	return nil, NewError(ErrCannotHold, "no-index").During("draw", d.Name())
}
