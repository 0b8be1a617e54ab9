// Package store is the contract of everything that keeps datasets: the file store, which is the
// embedded default, and Neo4j. Package store/open opens either from one string; package storetest
// holds the suite that every one of them passes.
package store

import (
	"context"
	"time"

	"noboru/graph"
)

// Store keeps datasets by name, one version of each. Its methods are safe for concurrent use. Their
// errors are *Error, or those of the context or the system.
//
// Whatever is killed, whenever, a store has the old version of a dataset or the new one.
type Store interface {
	// Save keeps d in the place of the dataset of that name, and touches no other. Where the
	// stored version is d's already it changes nothing and says so. It returns ErrBusy while
	// another Save or Drop of that name is under way, and ErrCannotHold for content that would
	// not come back as it is.
	Save(ctx context.Context, d *graph.Dataset, opts SaveOptions) (Saved, error)
	// Names says which datasets there are, in order, without reading them.
	Names(ctx context.Context) ([]string, error)
	// List says what there is, by name.
	List(ctx context.Context) ([]Info, error)
	// Load reads a dataset back and proves by its version that it is whole: ErrCorrupt if not,
	// ErrNoDataset where there is none of that name.
	Load(ctx context.Context, name string) (*graph.Dataset, error)
	// Version is the version of a dataset, for polling, or ErrNoDataset.
	Version(ctx context.Context, name string) (graph.Version, error)
	// Drop removes a dataset and all that belongs to it, or returns ErrNoDataset or
	// ErrBusy; or ErrAttached where others have tied something to it, without opts.Detach.
	Drop(ctx context.Context, name string, opts DropOptions) error
	// Close lets go of connections. What was read is whole, and what was written is kept.
	Close(ctx context.Context) error
}

// SaveOptions direct a Save. The zero value is the default.
type SaveOptions struct {
	Graph    *graph.Graph   // the dataset's own graph, where there is one already
	Force    bool           // write also what is there already, for a store that was tampered with
	Progress func(Progress) // called now and then, from the calling goroutine; may be nil
}

// DropOptions direct a Drop. The zero value is the default.
type DropOptions struct {
	Detach   bool           // also what others have tied to the dataset
	Progress func(Progress) // as for a Save
}

// Saved is what a Save did.
type Saved struct {
	Version   graph.Version
	Previous  graph.Version // what was there before; empty for nothing
	Unchanged bool          // the version was there already
	Leftovers bool          // the new version is live, but remains of the old one await the next Save or Drop
	Kept      int64         // nodes that left the dataset, and stay for what others have tied to them
}

// Info describes a stored dataset.
type Info struct {
	Name          string
	Version       graph.Version
	Title         graph.Text
	Illustrative  bool
	Measure       graph.Measure
	Threshold     graph.Similarity
	TopK          int
	ApproximateBy string // the method of edges that are approximate; empty where they are exact
	Roles         int
	Skills        int
	Families      int
	Edges         int // pairs of roles that correlate; -1 in a store that keeps no edges
	LoadedAt      time.Time
	Newer         bool // written by a newer Noboru: nothing but Name is known
}

// Only is the name asked for, or that of the only dataset there is. With none the error is
// ErrNoDataset, with several ErrAmbiguous, which names them.
func Only(ctx context.Context, s Store, name string) (string, error) {
	if name != "" {
		return name, nil
	}
	names, err := s.Names(ctx)
	if err != nil {
		return "", err
	}
	switch len(names) {
	case 0:
		return "", NewError(ErrNoDataset, "empty").During("find", "")
	case 1:
		return names[0], nil
	}
	return "", NewError(ErrAmbiguous, "which-dataset", "names", names).During("find", "")
}
