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

// openStore connects within the store's own deadline.
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
	return neo4jstore.Open(ctx, neo4jstore.Config{URI: uri, Username: a.getenv("NEO4J_USERNAME"), Password: password})
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
	if len(list) == 1 {
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
	store, err := s.app.openStore(ctx, s.uri)
	if err != nil {
		return nil, nil, err
	}
	defer store.Close(context.WithoutCancel(ctx)) //nolint:errcheck // what was read is whole
	name, err := s.app.onlyDataset(ctx, store, s.dataset)
	if err != nil {
		return nil, nil, err
	}
	d, err := store.Load(ctx, name)
	return d, &loader.Report{}, err
}

func (s neo4jSource) String() string { return "neo4j" }
