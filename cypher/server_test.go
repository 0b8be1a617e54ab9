package cypher_test

import (
	"context"
	"fmt"
	"os"
	"testing"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"noboru/cypher"
	"noboru/graph"
	"noboru/internal/testkit"
	"noboru/internal/testkit/neo4jtest"
	"noboru/store"
	"noboru/store/neo4jstore"
)

func TestMain(m *testing.M) { os.Exit(testkit.Main(m, "--plugins")) }

// analyst asks recipes of a real server, in READ transactions.
type analyst struct {
	driver  neo4j.DriverWithContext
	server  *neo4jtest.Server
	store   *neo4jstore.Store
	recipes map[string]cypher.Recipe
	names   []string
	gds     bool
	apoc    bool
}

func newAnalyst(t *testing.T) *analyst {
	t.Helper()
	a := &analyst{server: neo4jtest.Shared(t), recipes: map[string]cypher.Recipe{}}
	recipes, err := cypher.List()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range recipes {
		a.recipes[r.Name] = r
		a.names = append(a.names, r.Name)
	}
	a.store = testkit.Store(t, a.server)
	a.driver, err = neo4j.NewDriverWithContext(a.server.URI, neo4j.BasicAuth(a.server.Username, a.server.Password, ""))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = a.driver.Close(context.WithoutCancel(t.Context())) })
	for _, row := range a.must(t, "SHOW PROCEDURES YIELD name WHERE name IN ['gds.version', 'gds.graph.project', 'gds.graph.drop', 'apoc.help'] RETURN name", nil) {
		a.gds = a.gds || row["name"] != "apoc.help"
		a.apoc = a.apoc || row["name"] == "apoc.help"
	}
	return a
}

// need skips a recipe whose plugin the server lacks, except in CI.
func (a *analyst) need(t *testing.T, name string) cypher.Recipe {
	t.Helper()
	r, ok := a.recipes[name]
	if !ok {
		t.Fatalf("no recipe %s", name)
	}
	if r.Needs == cypher.GDS && !a.gds || r.Needs == cypher.APOC && !a.apoc {
		if os.Getenv("CI") == "true" {
			t.Fatalf("the server lacks %s", r.Needs)
		}
		t.Skipf("left out, since the server lacks %s", r.Needs)
	}
	return r
}

// save stores d for the time of the test; where it was there already it stays.
func (a *analyst) save(t *testing.T, d *graph.Dataset) *graph.Graph {
	t.Helper()
	g, err := graph.Build(t.Context(), d)
	if err != nil {
		t.Fatal(err)
	}
	saved, err := a.store.Save(t.Context(), d, store.SaveOptions{Graph: g})
	if err != nil {
		t.Fatal(err)
	}
	if saved.Previous == "" {
		t.Cleanup(func() { _ = a.store.Drop(context.WithoutCancel(t.Context()), d.Name(), store.DropOptions{}) })
	}
	return g
}

// row is a record by column.
type row map[string]any

func (a *analyst) run(ctx context.Context, query string, params map[string]any) ([]row, neo4j.ResultSummary, error) {
	session := a.driver.NewSession(ctx, neo4j.SessionConfig{AccessMode: neo4j.AccessModeRead})
	defer func() { _ = session.Close(ctx) }()
	result, err := session.Run(ctx, query, params)
	if err != nil {
		return nil, nil, err
	}
	var rows []row
	for result.Next(ctx) {
		rows = append(rows, result.Record().AsMap())
	}
	summary, err := result.Consume(ctx)
	return rows, summary, err
}

func (a *analyst) must(t *testing.T, query string, params map[string]any) []row {
	t.Helper()
	rows, _, err := a.run(t.Context(), query, params)
	if err != nil {
		t.Fatalf("%v\n%s", err, query)
	}
	return rows
}

// defaults evaluates the parameters of a recipe on the server.
func (a *analyst) defaults(t *testing.T, r cypher.Recipe) map[string]any {
	t.Helper()
	params := map[string]any{}
	for _, p := range r.Params {
		params[p.Name] = a.must(t, "RETURN "+p.Default+" AS value", nil)[0]["value"]
	}
	return params
}

// ask runs a recipe with its defaults, but for what is given as name and value in turn.
func (a *analyst) ask(t *testing.T, name string, given ...any) []row {
	t.Helper()
	r := a.need(t, name)
	params := a.defaults(t, r)
	for i := 0; i < len(given); i += 2 {
		key := given[i].(string)
		if _, ok := params[key]; !ok {
			t.Fatalf("%s has no parameter %s", name, key)
		}
		params[key] = given[i+1]
	}
	return a.must(t, r.Query, params)
}

func (r row) text(column string) string { s, _ := r[column].(string); return s }
func (r row) int(column string) int     { n, _ := r[column].(int64); return int(n) }

// number is a float column, or an integer one.
func (r row) number(column string) float64 {
	switch v := r[column].(type) {
	case float64:
		return v
	case int64:
		return float64(v)
	}
	panic(fmt.Sprintf("column %s is %T", column, r[column]))
}

func (r row) texts(column string) []string {
	list, _ := r[column].([]any)
	texts := make([]string, len(list))
	for i, v := range list {
		texts[i], _ = v.(string)
	}
	return texts
}
