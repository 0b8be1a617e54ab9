package cli

import (
	"context"
	"fmt"
	"os"
	"strings"

	"noboru/graph"
	"noboru/graph/neo4jstore"
	"noboru/loader"
)

// neo4jFlags say which dataset of which Neo4j. The password comes from the environment or a file:
// a flag would stand in the list of processes.
type neo4jFlags struct {
	uri     string
	dataset string
}

// openStore connects. Every read of the store ends within --read-timeout.
func (a *app) openStore(ctx context.Context, uri string) (*neo4jstore.Store, error) {
	if uri == "" {
		uri = a.getenv("NEO4J_URI")
	}
	if uri == "" {
		return nil, misuse("%s", words.Neo4jWanted.In(a.lang))
	}
	password := a.getenv("NEO4J_PASSWORD")
	if file := a.getenv("NEO4J_PASSWORD_FILE"); password == "" && file != "" {
		content, err := os.ReadFile(file)
		if err != nil {
			return nil, fmt.Errorf("NEO4J_PASSWORD_FILE: %w", err)
		}
		password = strings.TrimRight(string(content), "\r\n")
	}
	return neo4jstore.Open(ctx, neo4jstore.Config{URI: uri, Username: a.getenv("NEO4J_USERNAME"), Password: password, ReadTimeout: a.readTimeout})
}

// onlyDataset is the name asked for, or that of the only dataset there is.
func (a *app) onlyDataset(ctx context.Context, s *neo4jstore.Store, name string) (string, error) {
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
			Doing: "find a dataset", Kind: neo4jstore.ErrNoDataset, Detail: "the database has none", Advice: "write one with: noboru load FILE",
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

// neo4jSource is a dataset in Neo4j.
type neo4jSource struct {
	app *app
	neo4jFlags
}

func (s neo4jSource) open(ctx context.Context) (*graph.Dataset, *loader.Report, error) {
	d, store, err := s.read(ctx)
	if err != nil {
		return nil, nil, err
	}
	_ = store.Close(ctx) // what was read is whole
	return d, &loader.Report{}, nil
}

// read connects and reads the dataset, all of it within --read-timeout. The store stays open.
func (s neo4jSource) read(ctx context.Context) (*graph.Dataset, *neo4jstore.Store, error) {
	limited, cancel := context.WithTimeout(ctx, s.app.readTimeout)
	defer cancel()
	store, err := s.app.openStore(limited, s.uri)
	if err != nil {
		return nil, nil, err
	}
	name, err := s.app.onlyDataset(limited, store, s.dataset)
	if err == nil {
		var d *graph.Dataset
		if d, err = store.Load(limited, name); err == nil {
			return d, store, nil
		}
	}
	_ = store.Close(ctx) // the error says more
	return nil, nil, err
}

func (s neo4jSource) String() string { return "neo4j" }
