// Package store is the contract of everything that keeps datasets: the file store, which is the
// embedded default, and Neo4j. Package storetest holds the suite that every one of them passes.
package store

import (
	"context"
	"errors"
	"time"

	"noboru/graph"
)

// Store keeps datasets by name, one version of each. Its methods are safe for concurrent use.
//
// Whatever is killed, whenever, a store has the old version of a dataset or the new one.
type Store interface {
	// Save keeps d in the place of the dataset of that name, and touches no other. Where the
	// stored version is d's already it changes nothing and says so. It returns ErrBusy while
	// another Save or Drop of that name is under way, and ErrCannotHold for content that would
	// not come back as it is.
	Save(ctx context.Context, d *graph.Dataset) (Saved, error)
	// List says what there is, by name.
	List(ctx context.Context) ([]Info, error)
	// Load reads a dataset back and proves by its version that it is whole: ErrCorrupt if not,
	// ErrNoDataset where there is none of that name.
	Load(ctx context.Context, name string) (*graph.Dataset, error)
	// Version is the version of a dataset, for polling, or ErrNoDataset.
	Version(ctx context.Context, name string) (graph.Version, error)
	// Drop removes a dataset and all that belongs to it, or returns ErrNoDataset or ErrBusy.
	Drop(ctx context.Context, name string) error
}

// Saved is what a Save did.
type Saved struct {
	Version   graph.Version
	Previous  graph.Version // what was there before; empty for nothing
	Unchanged bool          // the version was there already
	Leftovers bool          // the new version is live, but remains of the old one await the next Save or Drop
}

// Info describes a stored dataset.
type Info struct {
	Name         string
	Version      graph.Version
	Title        graph.Text
	Illustrative bool
	Measure      graph.Measure
	Threshold    graph.Similarity
	TopK         int
	Roles        int
	Skills       int
	Families     int
	Edges        int // pairs of roles that correlate; -1 in a store that keeps no edges
	LoadedAt     time.Time
	Newer        bool // written by a newer Noboru: nothing but Name is known
}

// What can be wrong, in every store.
var (
	ErrNoDataset   = errors.New("there is no such dataset")
	ErrBusy        = errors.New("another load or drop of this dataset is under way")
	ErrCorrupt     = errors.New("what is stored is not whole")
	ErrNewerSchema = errors.New("the data was written by a newer Noboru")
	ErrCannotHold  = errors.New("the store cannot keep this content as it is")
)
