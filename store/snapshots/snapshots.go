// Package snapshots lets a store have its graphs drawn once: whoever saves a dataset writes it with its edges
// to a file, and whoever serves it starts from that file. The folder of these files is one that all of them
// see: a shared disk, or an object store that is mounted.
package snapshots

import (
	"context"
	"errors"
	"os"
	"slices"

	"noboru/graph"
	"noboru/store"
)

// Store is another store with snapshots beside it. Its errors are those of that store, and *store.Error
// where a snapshot cannot be written or read.
type Store struct {
	store.Store
	dir string
}

// Over returns s with its snapshots in the folder dir, which is made when something is saved.
func Over(s store.Store, dir string) *Store { return &Store{s, dir} }

// Save writes the snapshot of d before d goes live, so that whoever sees the version finds it, and removes
// those of other versions after. A snapshot that is there already is written anew.
func (s *Store) Save(ctx context.Context, d *graph.Dataset, opts store.SaveOptions) (store.Saved, error) {
	if opts.Graph == nil {
		g, err := graph.Build(ctx, d)
		if err != nil {
			return store.Saved{}, err
		}
		opts.Graph = g
	}
	if err := write(s.dir, opts.Graph); err != nil {
		return store.Saved{}, failed("save", d.Name(), err)
	}
	saved, err := s.Store.Save(ctx, d, opts)
	if err != nil {
		return saved, err
	}
	return saved, failed("save", d.Name(), prune(s.dir, d.Name(), d.Version()))
}

// Drop removes the dataset and then its snapshots.
func (s *Store) Drop(ctx context.Context, name string, opts store.DropOptions) error {
	if err := s.Store.Drop(ctx, name, opts); err != nil {
		return err
	}
	return failed("drop", name, prune(s.dir, name, ""))
}

// Approximate asks the other store.
func (s *Store) Approximate(ctx context.Context, d *graph.Dataset, opts store.ApproximateOptions) (*graph.Dataset, error) {
	return store.Approximate(ctx, s.Store, d, opts)
}

// Drawn is the graph of a version as it was drawn when it was saved; nil where there is no snapshot of it. A
// snapshot that is damaged, or of another format, is an error: what it holds can be drawn anew.
func (s *Store) Drawn(name string, v graph.Version) (*graph.Graph, error) {
	g, err := read(s.dir, name, v)
	return g, failed("load", name, err)
}

// Verify proves what the store has, and that the snapshot, where there is one, has just the edges that are
// drawn anew of it.
func (s *Store) Verify(ctx context.Context, name string, opts store.VerifyOptions) (store.Verified, error) {
	v, err := store.Verify(ctx, s.Store, name, opts)
	if err != nil || v.First != nil {
		return v, err
	}
	kept, err := s.Drawn(name, v.Version)
	if err != nil || kept == nil {
		return v, err
	}
	drawn, err := graph.Build(ctx, kept.Dataset())
	if err != nil {
		return v, err
	}
	v.Redrawn = int64(drawn.EdgeCount())
	for _, d := range differences(drawn, kept) {
		v.Differences++
		if v.First == nil {
			v.First = &d
		}
	}
	return v, nil
}

// differences are edges that one of two graphs of a dataset has and the other has not.
func differences(want, got *graph.Graph) []store.Difference {
	var all []store.Difference
	for i := range want.Len() {
		w, g := slices.Collect(want.Edges(i)), slices.Collect(got.Edges(i))
		for len(w)+len(g) > 0 {
			d := store.Difference{Property: "correlation"}
			var to int
			if len(g) == 0 || len(w) > 0 && w[0].To < g[0].To {
				to, d.Want, w = w[0].To, w[0].Similarity.Float(), w[1:]
			} else if len(w) == 0 || g[0].To < w[0].To {
				to, d.Got, g = g[0].To, g[0].Similarity.Float(), g[1:]
			} else {
				w, g = w[1:], g[1:] // Join proves the similarity of each
				continue
			}
			if to > i {
				d.Where = "snapshot (" + want.Dataset().Role(i).Code + ")-[CORRELATES]-(" + want.Dataset().Role(to).Code + ")"
				all = append(all, d)
			}
		}
	}
	return all
}

// failed puts what went wrong into the contract's terms.
func failed(doing, name string, err error) error {
	var known *store.Error
	var path *os.PathError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &known):
		return known.During(doing, name)
	case errors.As(err, &path):
		return store.NewError(store.ErrRefused, "system", "file", path.Path, "reason", path.Err).During(doing, name)
	}
	return store.NewError(store.ErrRefused, "system", "file", name, "reason", err).During(doing, name)
}
