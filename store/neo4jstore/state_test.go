package neo4jstore_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"noboru/graph"
	"noboru/internal/testkit/neo4jtest"
)

// analyst reads with the driver alone, as people do.
type analyst struct{ driver neo4j.DriverWithContext }

func newAnalyst(tb testing.TB, server *neo4jtest.Server) *analyst {
	tb.Helper()
	driver, err := neo4j.NewDriverWithContext(server.URI, neo4j.BasicAuth(server.Username, server.Password, ""))
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = driver.Close(context.WithoutCancel(tb.Context())) })
	return &analyst{driver}
}

func (a *analyst) query(ctx context.Context, cypher string, params map[string]any) ([]*neo4j.Record, error) {
	result, err := neo4j.ExecuteQuery(ctx, a.driver, cypher, params, neo4j.EagerResultTransformer)
	if err != nil {
		return nil, err
	}
	return result.Records, nil
}

func (a *analyst) must(tb testing.TB, cypher string, params map[string]any) []*neo4j.Record {
	tb.Helper()
	records, err := a.query(tb.Context(), cypher, params)
	if err != nil {
		tb.Fatalf("%s: %v", cypher, err)
	}
	return records
}

// settle waits until no transaction of a killed loader is left.
func (a *analyst) settle(tb testing.TB, name string) {
	tb.Helper()
	for _, label := range []string{"NoboruLock", "NoboruLoad"} {
		a.must(tb, "MATCH (n:"+label+" {dataset: $name}) SET n.seenAt = datetime()", map[string]any{"name": name})
	}
}

// live describes what MATCH (r:Role), (k:Skill), ... show of a dataset, and the version it says it has.
func (a *analyst) live(ctx context.Context, name string) (version, content string, err error) {
	params := map[string]any{"name": name}
	records, err := a.query(ctx, "MATCH (d:Dataset {name: $name}) RETURN d.version", params)
	if err != nil {
		return "", "", err
	}
	if len(records) == 1 {
		version, _ = records[0].Values[0].(string)
	}
	var lines []string
	records, err = a.query(ctx, `MATCH (r:Role {dataset: $name}) RETURN r.code, r.nameEn, COUNT { (r)-[:REQUIRES]->(:Skill) },
		COUNT { (r)-[:CORRELATES]->(:Role) }, COUNT { (r)<-[:CORRELATES]-(:Role) }, COUNT { (r)-[:IN_FAMILY]->(:Family) }`, params)
	if err != nil {
		return "", "", err
	}
	for _, r := range records {
		lines = append(lines, fmt.Sprint(r.Values...))
	}
	for _, label := range []string{"Skill", "SkillGroup", "Family"} {
		records, err = a.query(ctx, "MATCH (n:"+label+" {dataset: $name}) RETURN n.code", params)
		if err != nil {
			return "", "", err
		}
		for _, r := range records {
			lines = append(lines, label+fmt.Sprint(r.Values...))
		}
	}
	slices.Sort(lines)
	return version, strings.Join(lines, "\n"), nil
}

// expected is what live must show of a dataset.
func expected(tb testing.TB, d *graph.Dataset) string {
	tb.Helper()
	g, err := graph.Build(tb.Context(), d)
	if err != nil {
		tb.Fatal(err)
	}
	var lines []string
	for i := range d.Roles() {
		r := d.Role(i)
		requires, family := int64(0), int64(0)
		for _, v := range r.Scores {
			if v > 0 {
				requires++
			}
		}
		if r.Family != "" {
			family = 1
		}
		degree := int64(g.Degree(i))
		lines = append(lines, fmt.Sprint([]any{r.Code, r.Name.En, requires, degree, degree, family}...))
	}
	for _, k := range d.Skills() {
		lines = append(lines, "Skill"+k.Code)
	}
	for _, g := range d.SkillGroups() {
		lines = append(lines, "SkillGroup"+g.Code)
	}
	for _, f := range d.Families() {
		lines = append(lines, "Family"+f.Code)
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

// unswept counts nodes that are not live.
func (a *analyst) unswept(tb testing.TB, name string) int64 {
	tb.Helper()
	records := a.must(tb, "MATCH (n:NoboruStaged {dataset: $name}) RETURN count(n)", map[string]any{"name": name})
	staging := a.must(tb, "MATCH (n:NoboruLoad {dataset: $name}) RETURN count(n)", map[string]any{"name": name})
	return records[0].Values[0].(int64) + staging[0].Values[0].(int64)
}

// plan lists the operators of a query's plan.
func (a *analyst) plan(tb testing.TB, cypher string, params map[string]any) string {
	tb.Helper()
	result, err := neo4j.ExecuteQuery(tb.Context(), a.driver, "EXPLAIN "+cypher, params, neo4j.EagerResultTransformer)
	if err != nil {
		tb.Fatal(err)
	}
	var names []string
	var walk func(neo4j.Plan)
	walk = func(p neo4j.Plan) {
		names = append(names, p.Operator())
		for _, child := range p.Children() {
			walk(child)
		}
	}
	walk(result.Summary.Plan())
	return strings.Join(names, " ")
}
