package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"noboru/graph"
	"noboru/loader"
	"noboru/store"
	"noboru/store/filestore"
	"noboru/store/neo4jstore"
)

// storeFlags say which dataset of which store. Neo4j's password comes from the environment or a file:
// a flag would stand in the list of processes.
type storeFlags struct {
	uri     string // of Neo4j
	folder  string // of a store of files
	dataset string
}

// keeper is an open store. Neo4j can do more than the contract asks; files cannot, and need not.
type keeper struct {
	store.Store
	neo4j *neo4jstore.Store // nil for files
}

// openStore opens the store that the flags or the environment name. Every read of Neo4j ends within
// --read-timeout.
func (a *app) openStore(ctx context.Context) (*keeper, error) {
	if a.store.folder != "" {
		return &keeper{Store: filestore.Open(a.store.folder)}, nil
	}
	uri := a.store.uri
	if uri == "" {
		uri = a.getenv("NEO4J_URI")
	}
	if uri == "" {
		return nil, misuse("%s", words.StoreWanted.In(a.lang))
	}
	password := a.getenv("NEO4J_PASSWORD")
	if file := a.getenv("NEO4J_PASSWORD_FILE"); password == "" && file != "" {
		content, err := os.ReadFile(file)
		if err != nil {
			return nil, fmt.Errorf("NEO4J_PASSWORD_FILE: %w", err)
		}
		password = strings.TrimRight(string(content), "\r\n")
	}
	s, err := neo4jstore.Open(ctx, neo4jstore.Config{URI: uri, Username: a.getenv("NEO4J_USERNAME"), Password: password, ReadTimeout: a.readTimeout})
	if errors.Is(err, neo4jstore.ErrUnauthorized) && password == "" {
		err = fmt.Errorf(words.NoPassword.In(a.lang), err)
	}
	if err != nil {
		return nil, err
	}
	return &keeper{s, s}, nil
}

// close lets go of connections. What was read is whole, and what was written is committed.
func (k *keeper) close(ctx context.Context) {
	if k.neo4j != nil {
		_ = k.neo4j.Close(context.WithoutCancel(ctx))
	}
}

// save is Save with a graph that is built already. Files are written anew where they are damaged,
// with force or without.
func (k *keeper) save(ctx context.Context, g *graph.Graph, force bool, progress func(neo4jstore.Progress)) (store.Saved, error) {
	if k.neo4j == nil {
		return k.Save(ctx, g.Dataset())
	}
	return k.neo4j.SaveWith(ctx, g.Dataset(), neo4jstore.SaveOptions{Graph: g, Force: force, Progress: progress})
}

func (k *keeper) drop(ctx context.Context, name string, progress func(neo4jstore.Progress)) error {
	if k.neo4j == nil {
		return k.Drop(ctx, name)
	}
	return k.neo4j.DropWith(ctx, name, progress)
}

// verify proves what is stored. Of files, which keep nothing that is derived, the hash is the proof.
func (k *keeper) verify(ctx context.Context, name string, opts neo4jstore.VerifyOptions) (neo4jstore.Verified, error) {
	if k.neo4j != nil {
		return k.neo4j.Verify(ctx, name, opts)
	}
	d, err := k.Load(ctx, name)
	if err != nil {
		return neo4jstore.Verified{}, err
	}
	return neo4jstore.Verified{Version: d.Version(), Nodes: int64(len(d.Roles()) + len(d.Skills()) + len(d.SkillGroups()) + len(d.Families()))}, nil
}

// onlyDataset is the name asked for, or that of the only dataset there is.
func (a *app) onlyDataset(ctx context.Context, s store.Store, name string) (string, error) {
	if name != "" {
		return name, nil
	}
	list, err := s.List(ctx)
	if err != nil {
		return "", err
	}
	switch len(list) {
	case 0:
		return "", &neo4jstore.Error{
			Doing: "find a dataset", Kind: store.ErrNoDataset, Detail: "the store has none", Advice: "write one with: noboru load FILE",
		}
	case 1:
		return list[0].Name, nil
	}
	names := make([]string, len(list))
	for i, info := range list {
		names[i] = info.Name
	}
	return "", misuse(words.Neo4jWhich.In(a.lang), strings.Join(names, ", "))
}

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
	k.close(ctx)
	return d, &loader.Report{}, nil
}

// read opens the store and reads the dataset, all of it within --read-timeout. The store stays open.
func (s storeSource) read(ctx context.Context) (*graph.Dataset, *keeper, error) {
	limited, cancel := context.WithTimeout(ctx, s.app.readTimeout)
	defer cancel()
	k, err := s.app.openStore(limited)
	if err != nil {
		return nil, nil, err
	}
	name, err := s.app.onlyDataset(limited, k, s.dataset)
	if err == nil {
		var d *graph.Dataset
		if d, err = k.Load(limited, name); err == nil {
			return d, k, nil
		}
	}
	k.close(ctx)
	return nil, nil, err
}

// String tells no address: people who are served the data are not told where it is kept.
func (s storeSource) String() string {
	if s.app.store.folder != "" {
		return "files"
	}
	return "neo4j"
}
