package cypher_test

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"noboru/internal/testkit"
)

// TestCypherShell runs every file as an analyst would: by the official cypher-shell, read-only, with
// the defaults that stand in it. It must answer as many rows as the driver gets.
func TestCypherShell(t *testing.T) {
	a := newAnalyst(t)
	a.save(t, testkit.Bundled(t))
	a.people(t, testkit.Bundled(t))
	here, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	var script strings.Builder
	for _, name := range a.names {
		a.need(t, name)
		fmt.Fprintf(&script, "RETURN 'recipe %s' AS next;\n:source %s\n", name, filepath.Join(here, name+".cypher"))
	}
	c := exec.CommandContext(t.Context(), "../dev/neo4j/neo4j.sh", "shell", "--", "--access-mode", "read", "--format", "plain", "--fail-fast", "--non-interactive")
	c.Env = append(os.Environ(), "NEO4J_URI="+a.server.URI, "NEO4J_USERNAME="+a.server.Username, "NEO4J_PASSWORD="+a.server.Password)
	c.Stdin = strings.NewReader(script.String())
	var out, errs bytes.Buffer
	c.Stdout, c.Stderr = &out, &errs
	if err := c.Run(); err != nil {
		t.Fatalf("%v\n%s\n%s", err, &errs, &out)
	}
	// Plain format: a header line and a line a row, the first of each recipe's being its name.
	lines := map[string]int{}
	name := ""
	for line := range strings.Lines(out.String()) {
		line = strings.TrimSpace(line)
		if next, ok := strings.CutPrefix(line, `"recipe `); ok {
			name = strings.TrimSuffix(next, `"`)
		} else if name != "" && line != "next" {
			lines[name]++
		}
	}
	for _, name := range a.names {
		rows := a.ask(t, name)
		if lines[name] != len(rows)+1 {
			t.Errorf("%s: %d lines from cypher-shell, want a header and %d rows", name, lines[name], len(rows))
		}
		if len(rows) == 0 {
			t.Errorf("%s: no answer with its defaults", name)
		}
	}
}

// TestPlans holds that every recipe begins at an index, and that those that look for ways prune as
// they go instead of filtering whole paths. Planners call that by different names: Neo4j 5 searches with the limit in
// StatefulShortestPath, Neo4j 2026 with a predicate on the relationships inside ShortestPath.
func TestPlans(t *testing.T) {
	a := newAnalyst(t)
	d := testkit.Bundled(t)
	a.save(t, d)
	a.people(t, d) // a planner that knows of no people scans them
	limited := regexp.MustCompile(`\+StatefulShortestPath|\+ShortestPath .*\]->\(b\) WHERE all\(`)
	breadth := regexp.MustCompile(`\+VarLengthExpand\(Pruning,BFS,All\)`)
	prunes := map[string]*regexp.Regexp{
		"fewest-steps": regexp.MustCompile(`\+ShortestPath`), "climb-limit": limited, "frontier": limited, "reach": breadth, "reach-into": breadth,
	}
	for _, name := range a.names {
		t.Run(name, func(t *testing.T) {
			r := a.need(t, name)
			_, summary, err := a.run(t.Context(), "EXPLAIN "+r.Query, a.defaults(t, r))
			if err != nil {
				t.Fatal(err)
			}
			// The server's own drawing: the driver's tree has only one child of each operator.
			plan, _ := summary.Plan().Arguments()["string-representation"].(string)
			if !strings.Contains(plan, "ProduceResults") {
				t.Fatalf("no plan: %q", plan)
			}
			has := func(part string) bool { return strings.Contains(plan, part) }
			if has("non-inlined") {
				t.Error("it filters whole paths")
			}
			if has("AllNodesScan") || !has("Index") && !has("NodeByLabelScan") && !has("ProcedureCall") {
				t.Errorf("it does not begin at an index:\n%s", plan)
			}
			if has("NodeByLabelScan") && name != "datasets" {
				t.Errorf("it looks at every node of a label:\n%s", plan)
			}
			if want := prunes[name]; want != nil && !want.MatchString(plan) {
				t.Errorf("want %s in\n%s", want, plan)
			}
		})
	}
}
