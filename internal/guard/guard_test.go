package guard_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"noboru/data"
	"noboru/graph"
	"noboru/internal/guard"
	"noboru/internal/serving"
	"noboru/internal/testkit/hostile"
	"noboru/loader"
	"noboru/resolvers"
)

func newGuard(tb testing.TB, limits guard.Limits) (*guard.Guard, guard.Costs) {
	tb.Helper()
	d, _, err := loader.LoadFS(tb.Context(), data.Files, "security-roles/manifest.json", loader.Options{})
	if err != nil {
		tb.Fatal(err)
	}
	built, err := graph.Build(tb.Context(), d)
	if err != nil {
		tb.Fatal(err)
	}
	return guard.New(resolvers.NewSchema().Schema(), limits, "ProfileInput"), resolvers.Costs(serving.NewSnapshot(built, "bundled", time.Time{}))
}

// introspectionQuery is what GraphiQL and code generators ask.
func introspectionQuery(tb testing.TB) string {
	tb.Helper()
	return read(tb, "testdata/introspection.graphql")
}

func read(tb testing.TB, path string) string {
	tb.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		tb.Fatal(err)
	}
	return string(content)
}

// TestLawful checks that what people really ask passes, and with much room.
func TestLawful(t *testing.T) {
	g, costs := newGuard(t, guard.Limits{})
	ask := func(name, query string, variables map[string]any) {
		checked, err := g.Check(t.Context(), guard.Request{Query: query, Variables: variables}, costs)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			return
		}
		if most := g.Limits().Cost; checked.Cost <= 0 || checked.Cost > most/2 {
			t.Errorf("%s costs %d of %d", name, checked.Cost, most)
		}
	}
	ask("introspection", introspectionQuery(t), nil)
	paths, err := filepath.Glob("../../examples/*.graphql")
	if err != nil || len(paths) == 0 {
		t.Fatal(paths, err)
	}
	for _, path := range paths {
		var variables map[string]any
		if content, err := os.ReadFile(strings.TrimSuffix(path, ".graphql") + ".variables.json"); err == nil {
			decoder := json.NewDecoder(strings.NewReader(string(content)))
			decoder.UseNumber()
			if err := decoder.Decode(&variables); err != nil {
				t.Fatal(err)
			}
		}
		ask(path, read(t, path), variables)
	}
}

// TestLimits goes just beyond each limit, and just not.
func TestLimits(t *testing.T) {
	for _, c := range []struct {
		limit string
		query func(n int) string
		max   int
		over  int // what exceeds max
	}{
		{guard.LimitTokens, func(n int) string { return "{dataset{name" + strings.Repeat(" name", n-6) + "}}" }, 40, 41},
		{guard.LimitNesting, func(n int) string { return "{" + strings.Repeat("...{", n-1) + "__typename" + strings.Repeat("}", n) }, 8, 9},
		{guard.LimitName, func(n int) string { return "{" + strings.Repeat("a", n) + ": __typename}" }, 20, 21},
		{guard.LimitOperations, func(n int) string {
			var b strings.Builder
			for i := range n {
				fmt.Fprintf(&b, "query q%d {__typename} ", i)
			}
			return b.String()
		}, 3, 4},
		{guard.LimitFragments, func(n int) string {
			var b strings.Builder
			for i := range n {
				fmt.Fprintf(&b, "fragment f%d on Query {__typename %s} ", i, spreadNext(i, n))
			}
			return b.String() + "query q0 {...f0}"
		}, 3, 4},
		{guard.LimitVariables, func(n int) string {
			var b, used strings.Builder
			for i := range n {
				fmt.Fprintf(&b, "$v%d: Boolean! ", i)
				fmt.Fprintf(&used, "a%d: __typename @skip(if: $v%d) ", i, i)
			}
			return "query q0(" + b.String() + ") {" + used.String() + "}"
		}, 3, 4},
		{guard.LimitDirectives, func(n int) string {
			return "{" + strings.Repeat("__typename @include(if: true) ", n) + "}"
		}, 3, 4},
		{guard.LimitAliases, func(n int) string {
			var b strings.Builder
			for i := range n {
				fmt.Fprintf(&b, "a%d: __typename ", i)
			}
			return "{" + b.String() + "}"
		}, 3, 4},
		{guard.LimitRootFields, func(n int) string {
			var b strings.Builder
			for i := range n {
				fmt.Fprintf(&b, "a%d: __typename ", i)
			}
			return "{" + b.String() + "}"
		}, 3, 4},
		{guard.LimitFields, func(n int) string { return "{dataset {" + strings.Repeat("name ", n-1) + "}}" }, 8, 9},
		{guard.LimitDepth, func(n int) string {
			k := (n - 2) / 3
			return `{role(by: {code: "x"}) ` + strings.Repeat("{family {roles(first: 1) {nodes ", k) + "{code}" + strings.Repeat("}}}", k) + "}"
		}, 8, 11},
		{guard.LimitSchemaDepth, func(n int) string {
			return `{__type(name: "Query") ` + strings.Repeat("{ofType ", n-2) + "{name}" + strings.Repeat("}", n-2) + "}"
		}, 6, 7},
		{guard.LimitSchemaCost, func(n int) string {
			var b strings.Builder
			for i := range n / 4 {
				fmt.Fprintf(&b, "a%d: __schema {description} ", i)
			}
			return "{" + b.String() + "}"
		}, 80, 84},
		{guard.LimitCost, func(n int) string { return fmt.Sprintf(`{roles(first: %d) {nodes {code name {ja en}}}}`, n/16) }, 500, 600},
	} {
		t.Run(c.limit, func(t *testing.T) {
			var limits guard.Limits
			*limits.ByName(c.limit) = c.max
			g, costs := newGuard(t, limits)
			var refusal *guard.Refusal
			if _, err := g.Check(t.Context(), request(c.query(c.max)), costs); errors.As(err, &refusal) {
				t.Errorf("at the limit: %v", err)
			}
			query := c.query(c.over)
			_, err := g.Check(t.Context(), request(query), costs)
			if !errors.As(err, &refusal) || refusal.Limit != c.limit || refusal.Got <= refusal.Max {
				t.Errorf("beyond the limit: %v\n%s", err, query)
			}
		})
	}
}

func request(query string) guard.Request {
	r := guard.Request{Query: query}
	if strings.Contains(query, "query q0") {
		r.OperationName = "q0"
	}
	return r
}

func spreadNext(i, n int) string {
	if i+1 < n {
		return fmt.Sprintf("...f%d", i+1)
	}
	return ""
}

// cpu is the time that this process has computed. Tests in a package run one after the other.
func cpu() time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		panic(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

// TestAttacks prints what the documents made to be dear cost. What they must not exceed is held
// by FuzzCheck in units that do not depend on the machine.
func TestAttacks(t *testing.T) {
	g, costs := newGuard(t, guard.Limits{})
	for _, a := range hostile.Requests() {
		before := cpu()
		checked, err := g.Check(context.Background(), guard.Request{Query: a.Query, Variables: a.Variables}, costs)
		took := cpu() - before
		text := fmt.Sprint(err)
		if len(text) > 150 {
			text = text[:150]
		}
		t.Logf("%-40s %6d bytes %8v  %s", a.Name, len(a.Query), took.Round(10*time.Microsecond), text)
		if err == nil && checked.Cost > g.Limits().Cost {
			t.Errorf("%s costs %d", a.Name, checked.Cost)
		}
	}
}
