// Package app puts the parts together: it opens a dataset wherever it is kept and makes the server over
// it.
package app

import (
	"context"
	"errors"
	"time"

	"noboru/data"
	"noboru/graph"
	"noboru/internal/serving"
	"noboru/loader"
	"noboru/store"
	"noboru/store/open"
	"noboru/store/snapshots"
)

// Source says where a dataset comes from: from a store, from a file, or from the program itself.
type Source struct {
	Store     string // what package open opens: a URI of Neo4j or a folder of files
	Dataset   string // which of the store's; needless where there is one
	Database  string // of Neo4j, in the place of NEO4J_DATABASE
	Snapshots string // folder of the store's snapshots, in the place of the store's own
	File      string // a manifest, a folder with one, or a table

	Reading loader.Options // of files: a threshold, a form, a sheet

	Getenv      func(string) string // where a store's account stands
	ReadTimeout time.Duration       // the longest that one read from a store may take
}

const bundledManifest = "security-roles/manifest.json"

// String names the source for people. It tells no address of a store: people who are served the data are
// not told where it is kept.
func (s Source) String() string {
	switch {
	case s.Store != "":
		return open.Kind(s.Store)
	case s.File != "":
		return s.File
	}
	return "bundled"
}

// OpenStore opens the store.
func (s Source) OpenStore(ctx context.Context) (store.Store, error) {
	return open.Store(ctx, s.Store, open.Options{Getenv: s.Getenv, Database: s.Database, ReadTimeout: s.ReadTimeout, Snapshots: s.Snapshots})
}

// OpenStoreWhenReady is OpenStore, tried again as long as it is the store that is not ready. It tells each
// new reason.
func (s Source) OpenStoreWhenReady(ctx context.Context, tell func(reason error)) (store.Store, error) {
	return whenReady(ctx, s.OpenStore, tell)
}

// Read reads the dataset. The error is loader.Faults where the input is wrong, and a *store.Error where
// the store is.
func (s Source) Read(ctx context.Context) (*graph.Dataset, *loader.Report, error) {
	switch {
	case s.Store != "":
		var d *graph.Dataset
		from, err := s.stored(ctx, func(reading context.Context, from store.Store, name string, _ graph.Version) (err error) {
			d, err = from.Load(reading, name)
			return err
		})
		if err != nil {
			return nil, nil, err
		}
		return d, &loader.Report{}, CloseStore(ctx, from)
	case s.asBundled():
		g, err := bundled()
		if err != nil {
			return nil, nil, err
		}
		return g.Dataset(), &loader.Report{}, nil
	}
	return s.tables(ctx)
}

func (s Source) tables(ctx context.Context) (*graph.Dataset, *loader.Report, error) {
	if s.File != "" {
		return loader.Load(ctx, s.File, s.Reading)
	}
	return loader.LoadFS(ctx, data.Files, bundledManifest, s.Reading)
}

// asBundled says whether it is the bundled dataset that is meant, read as it was when the program was built.
func (s Source) asBundled() bool { return s.Store+s.File == "" && s.Reading == loader.Options{} }

// bundled is the bundled dataset's graph.
func bundled() (*graph.Graph, error) {
	return snapshots.Decode("security-roles.snapshot", data.Snapshot)
}

// stored opens the store and asks which version it has, and then reads it by read, all of it within the read
// timeout. The store stays open.
func (s Source) stored(ctx context.Context, read func(reading context.Context, from store.Store, name string, v graph.Version) error) (store.Store, error) {
	limited, cancel := context.WithTimeout(ctx, s.ReadTimeout)
	defer cancel()
	from, err := s.OpenStore(limited)
	if err != nil {
		return nil, err
	}
	name, err := store.Only(limited, from, s.Dataset)
	if err == nil {
		var v graph.Version
		if v, err = from.Version(limited, name); err == nil {
			if err = read(limited, from, name, v); err == nil {
				return from, nil
			}
		}
	}
	_ = CloseStore(ctx, from)
	return nil, err
}

// storedGraph is the graph in the store, which stays open. unusable says why its snapshot could not be used.
func (s Source) storedGraph(ctx context.Context) (g *graph.Graph, from store.Store, unusable, err error) {
	from, err = s.stored(ctx, func(reading context.Context, from store.Store, name string, v graph.Version) (err error) {
		g, unusable, err = serving.Read(ctx, reading, from, name, v)
		return err
	})
	return g, from, unusable, err
}

// CloseStore lets go of a store, also where ctx has ended.
func CloseStore(ctx context.Context, s store.Store) error { return s.Close(context.WithoutCancel(ctx)) }

// Snapshot reads the dataset and makes it ready to answer.
func (s Source) Snapshot(ctx context.Context) (*serving.Snapshot, *loader.Report, error) {
	if s.Store != "" {
		g, from, _, err := s.storedGraph(ctx) // the slower way is no matter to who asks once
		if err != nil {
			return nil, nil, err
		}
		return s.ready(g), &loader.Report{}, CloseStore(ctx, from)
	}
	if s.asBundled() {
		g, err := bundled()
		if err != nil {
			return nil, nil, err
		}
		return s.ready(g), &loader.Report{}, nil
	}
	return s.FromTables(ctx)
}

// FromTables is Snapshot of a dataset in files, or of the bundled one, read anew with all that is to be said of its
// tables. What the dataset is refused for as a graph is a fault of its input as well.
func (s Source) FromTables(ctx context.Context) (*serving.Snapshot, *loader.Report, error) {
	d, report, err := s.tables(ctx)
	if err != nil {
		return nil, nil, err
	}
	g, err := s.Draw(ctx, d)
	if err != nil {
		return nil, nil, err
	}
	return s.ready(g), report, nil
}

// Draw draws the edges of a dataset that was read of tables. The error is loader.Faults where these cannot be drawn.
func (s Source) Draw(ctx context.Context, d *graph.Dataset) (*graph.Graph, error) {
	g, err := graph.Build(ctx, d)
	if field := (*graph.FieldError)(nil); errors.As(err, &field) {
		return nil, loader.Refused(s.String(), err)
	}
	return g, err
}

func (s Source) ready(g *graph.Graph) *serving.Snapshot {
	return serving.NewSnapshot(g, s.String(), time.Now())
}
