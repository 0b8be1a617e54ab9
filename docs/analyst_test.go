package docs_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"noboru/cypher"
	"noboru/graph"
	"noboru/internal/testkit"
	"noboru/internal/testkit/neo4jtest"
	"noboru/loader"
	"noboru/store"
	"noboru/store/neo4jstore"
)

// analyst is someone with a Neo4j, a terminal in a folder that looks like the repository, and a
// driver. Every question goes into a READ transaction.
type analyst struct {
	server  *neo4jtest.Server
	driver  neo4j.DriverWithContext
	store   *neo4jstore.Store
	recipes []cypher.Recipe
	dir     string
}

func newAnalyst(t *testing.T) *analyst {
	t.Helper()
	a := &analyst{dir: t.TempDir()}
	a.server = neo4jtest.Shared(t)
	for name, target := range map[string]string{"noboru": testkit.Program(t), "cypher": root + "/cypher", "data": root + "/data", "dev": root + "/dev"} {
		target, err := filepath.Abs(target)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(target, filepath.Join(a.dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	var err error
	if a.recipes, err = cypher.List(); err != nil {
		t.Fatal(err)
	}
	a.store = testkit.Store(t, a.server)
	a.driver, err = neo4j.NewDriverWithContext(a.server.URI, neo4j.BasicAuth(a.server.Username, a.server.Password, ""))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = a.driver.Close(context.WithoutCancel(t.Context())) })
	return a
}

// environment is that of the terminal.
func (a *analyst) environment() []string {
	return append(os.Environ(), "LC_ALL=C.UTF-8",
		"NEO4J_URI="+a.server.URI, "NEO4J_USERNAME="+a.server.Username, "NEO4J_PASSWORD="+a.server.Password)
}

// shell is a command of the terminal.
func (a *analyst) shell(t *testing.T, command string) *exec.Cmd {
	c := exec.CommandContext(t.Context(), "bash", "-c", command)
	c.Dir, c.Env = a.dir, a.environment()
	return c
}

func (a *analyst) recipe(t *testing.T, name string) cypher.Recipe {
	t.Helper()
	for _, r := range a.recipes {
		if r.Name == name {
			return r
		}
	}
	t.Fatalf("no recipe %s", name)
	return cypher.Recipe{}
}

// lacks says whether the server has not what a recipe needs. Under continuous integration that is
// a failure.
func (a *analyst) lacks(t *testing.T, r cypher.Recipe) bool {
	t.Helper()
	prefix := strings.ToLower(string(r.Needs)) + "."
	if r.Needs == cypher.None || len(a.ask(t, "SHOW PROCEDURES YIELD name WHERE name STARTS WITH $prefix RETURN name", map[string]any{"prefix": prefix})) > 0 {
		return false
	}
	if os.Getenv("CI") == "true" {
		t.Fatalf("the server lacks %s", r.Needs)
	}
	t.Logf("%s is left out, since the server lacks %s", r.Name, r.Needs)
	return true
}

func (a *analyst) run(t *testing.T, query string, params map[string]any) ([]*neo4j.Record, neo4j.ResultSummary) {
	t.Helper()
	session := a.driver.NewSession(t.Context(), neo4j.SessionConfig{AccessMode: neo4j.AccessModeRead})
	defer func() { _ = session.Close(context.WithoutCancel(t.Context())) }()
	result, err := session.Run(t.Context(), query, params)
	if err != nil {
		t.Fatalf("%v\n%s", err, query)
	}
	records, err := result.Collect(t.Context())
	if err != nil {
		t.Fatalf("%v\n%s", err, query)
	}
	summary, err := result.Consume(t.Context())
	if err != nil {
		t.Fatalf("%v\n%s", err, query)
	}
	return records, summary
}

func (a *analyst) ask(t *testing.T, query string, params map[string]any) []*neo4j.Record {
	t.Helper()
	records, _ := a.run(t, query, params)
	return records
}

// setParams evaluates :param lines on the server, as Browser does.
func (a *analyst) setParams(t *testing.T, lines []string, params map[string]any) {
	t.Helper()
	for _, line := range lines {
		name, value, ok := strings.Cut(strings.TrimPrefix(line, ":param "), " => ")
		value, closed := strings.CutSuffix(value, ";")
		if !ok || !closed {
			t.Fatalf("not a parameter: %s", line)
		}
		params[name] = a.ask(t, "RETURN "+value+" AS value", nil)[0].Values[0]
	}
}

// table is what a statement gives, as Markdown.
func (a *analyst) table(t *testing.T, query string, params map[string]any) []string {
	t.Helper()
	records := a.ask(t, query, params)
	if len(records) == 0 {
		t.Fatalf("no rows\n%s", query)
	}
	columns := make([]string, len(records[0].Keys))
	for i := range columns {
		columns[i] = "---"
	}
	row := func(cells []string) string { return "| " + strings.Join(cells, " | ") + " |" }
	lines := []string{row(records[0].Keys), row(columns)}
	for _, r := range records {
		for i, v := range r.Values {
			columns[i] = strings.ReplaceAll(shown(v), "|", `\|`)
		}
		lines = append(lines, row(columns))
	}
	return lines
}

// shown writes a value as Browser's Table view does.
func shown(value any) string {
	switch v := value.(type) {
	case nil:
		return "null"
	case string:
		return `"` + v + `"`
	case float64:
		text := strconv.FormatFloat(v, 'f', -1, 64)
		if !strings.Contains(text, ".") {
			text += ".0"
		}
		return text
	case []any:
		items := make([]string, len(v))
		for i, item := range v {
			items[i] = shown(item)
		}
		return "[" + strings.Join(items, ", ") + "]"
	}
	return fmt.Sprint(value)
}

// plan is what EXPLAIN says of a statement.
func (a *analyst) plan(t *testing.T, query string, params map[string]any) string {
	t.Helper()
	_, summary := a.run(t, "EXPLAIN "+query, params)
	var text strings.Builder
	var write func(neo4j.Plan)
	write = func(p neo4j.Plan) {
		fmt.Fprintln(&text, p.Operator(), p.Arguments()["Details"])
		for _, child := range p.Children() {
			write(child)
		}
	}
	write(summary.Plan())
	return text.String()
}

// keepBundled leaves the bundled dataset in the server just if it is there now.
func (a *analyst) keepBundled(t *testing.T) {
	t.Helper()
	name := testkit.Bundled(t).Name()
	_, err := a.store.Version(t.Context(), name)
	if errors.Is(err, store.ErrNoDataset) {
		t.Cleanup(func() { _ = a.store.Drop(context.WithoutCancel(t.Context()), name, store.DropOptions{}) })
	} else if err != nil {
		t.Fatal(err)
	}
}

// save stores a dataset for the time of the test.
func (a *analyst) save(t *testing.T, spec graph.Spec) *graph.Dataset {
	t.Helper()
	d, err := graph.NewDataset(spec)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := a.store.Save(t.Context(), d, store.SaveOptions{}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = a.store.Drop(context.WithoutCancel(t.Context()), d.Name(), store.DropOptions{}) })
	return d
}

// variant is the bundled dataset under another name, with ids of its own.
func variant(t *testing.T, name string) graph.Spec {
	t.Helper()
	spec := testkit.Bundled(t).Spec()
	spec.Name = name
	ids := loader.NewIDs(name)
	groups, skills, families, roles := spec.SkillGroups, spec.Skills, spec.Families, spec.Roles
	spec.SkillGroups, spec.Skills, spec.Families, spec.Roles = nil, nil, nil, nil
	for _, g := range groups {
		g.ID = ids.Group(g.Code)
		spec.SkillGroups = append(spec.SkillGroups, g)
	}
	for _, k := range skills {
		k.ID = ids.Skill(k.Code)
		spec.Skills = append(spec.Skills, k)
	}
	for _, f := range families {
		f.ID = ids.Family(f.Code)
		spec.Families = append(spec.Families, f)
	}
	for _, r := range roles {
		r.ID = ids.Role(r.Code)
		spec.Roles = append(spec.Roles, r)
	}
	return spec
}
