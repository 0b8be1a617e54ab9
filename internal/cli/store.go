package cli

import (
	"context"

	"noboru/graph"
	"noboru/loader"
	"noboru/store"
	"noboru/store/open"
)

// storeFlags say which dataset of which store.
type storeFlags struct {
	uri     string // of Neo4j
	folder  string // of a store of files
	dataset string
}

// place is the store that the flags or the environment name; empty for none.
func (a *app) place() string {
	switch {
	case a.store.folder != "":
		return a.store.folder
	case a.store.uri != "":
		return a.store.uri
	}
	return a.getenv("NEO4J_URI")
}

// openStore opens the store that the flags or the environment name. Every read of a server ends within
// --read-timeout.
func (a *app) openStore(ctx context.Context) (store.Store, error) {
	place := a.place()
	if place == "" {
		return nil, misuse("%s", words.StoreWanted.In(a.lang))
	}
	return open.Store(ctx, place, open.Options{Getenv: a.getenv, ReadTimeout: a.readTimeout})
}

// closeStore lets go of a store, also where the command was interrupted.
func closeStore(ctx context.Context, s store.Store) { _ = s.Close(context.WithoutCancel(ctx)) }

// storeSource is a dataset in a store.
type storeSource struct {
	app     *app
	dataset string
}

func (s storeSource) open(ctx context.Context) (*graph.Dataset, *loader.Report, error) {
	d, k, err := s.read(ctx)
	if err != nil {
		return nil, nil, err
	}
	closeStore(ctx, k)
	return d, &loader.Report{}, nil
}

// read opens the store and reads the dataset, all of it within --read-timeout. The store stays open.
func (s storeSource) read(ctx context.Context) (*graph.Dataset, store.Store, error) {
	limited, cancel := context.WithTimeout(ctx, s.app.readTimeout)
	defer cancel()
	k, err := s.app.openStore(limited)
	if err != nil {
		return nil, nil, err
	}
	name, err := store.Only(limited, k, s.dataset)
	if err == nil {
		var d *graph.Dataset
		if d, err = k.Load(limited, name); err == nil {
			return d, k, nil
		}
	}
	closeStore(ctx, k)
	return nil, nil, err
}

// String tells no address: people who are served the data are not told where it is kept.
func (s storeSource) String() string { return open.Kind(s.app.place()) }
