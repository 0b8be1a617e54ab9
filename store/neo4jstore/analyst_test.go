package neo4jstore_test

import (
	"context"
	"math"
	"strings"
	"testing"

	"noboru/graph"
	"noboru/internal/testkit"
	"noboru/internal/testkit/neo4jtest"
	"noboru/store"
)

// TestIndexes asks what the indexes are for, on the bundled dataset.
func TestIndexes(t *testing.T) {
	s, analyst, d := open(t), newAnalyst(t, neo4jtest.Shared(t)), testkit.Bundled(t)
	if _, err := s.Save(t.Context(), d, store.SaveOptions{}); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Drop(context.WithoutCancel(t.Context()), d.Name(), store.DropOptions{}) }()
	g, err := graph.Build(t.Context(), d)
	if err != nil {
		t.Fatal(err)
	}
	// A vector's cosine is the correlation.
	checked := 0
	for from := 0; from < g.Len(); from += 10 {
		records := analyst.must(t, `MATCH (d:Dataset {name: $name}), (r:Role {id: $id})
			CALL db.index.vector.queryNodes(d.vectorIndex, 8, r.vector) YIELD node, score
			WHERE node <> r RETURN node.code, score ORDER BY score DESC`, map[string]any{"name": d.Name(), "id": d.Role(from).ID})
		if len(records) < 7 {
			t.Fatalf("%s: %d neighbours", d.Role(from).Code, len(records))
		}
		for _, r := range records {
			to, ok := d.RoleByCode(r.Values[0].(string))
			if !ok {
				t.Fatalf("no role %v", r.Values[0])
			}
			if step, ok := g.Edge(from, to); ok {
				checked++
				if cosine := 2*r.Values[1].(float64) - 1; math.Abs(cosine-step.Similarity.Float()) > 1e-5 {
					t.Errorf("%s to %s: cosine %v, correlation %v", d.Role(from).Code, d.Role(to).Code, cosine, step.Similarity)
				}
			}
		}
	}
	if checked == 0 {
		t.Error("no neighbour is an edge")
	}
	role := d.Role(0)
	for _, words := range []string{role.Name.Ja, role.Name.En} {
		records := analyst.must(t, `CALL db.index.fulltext.queryNodes('noboru_role_text', $text) YIELD node, score
			WHERE node:Role RETURN node.code LIMIT 5`, map[string]any{"text": `"` + words + `"`})
		if len(records) == 0 || records[0].Values[0] != role.Code {
			t.Errorf("full text %q: %v", words, records)
		}
	}
	for cypher, index := range map[string]string{
		"MATCH (r:Role {id: $x}) RETURN r":                  "NodeUniqueIndexSeek",
		"MATCH (r:Role {code: $x}) RETURN r":                "NodeIndexSeek",
		"MATCH (r:Role {dataset: $x, code: $x}) RETURN r":   "Index",
		"MATCH (r:Role {dataset: $x}) RETURN r":             "NodeIndexSeek",
		"MATCH (r:Role) WHERE r.total > 1e9 RETURN r":       "NodeIndexSeek",
		"MATCH (r:Role&NoboruRole {nameJa: $x}) RETURN r":   "NodeIndex",
		"MATCH (r:Role&NoboruRole {nameEn: $x}) RETURN r":   "NodeIndex",
		"MATCH (r:Role&NoboruRole {nameKana: $x}) RETURN r": "NodeIndex",
		"MATCH (d:Dataset {name: $x}) RETURN d":             "NodeUniqueIndexSeek",
		"MATCH (k:Skill {dataset: $x, code: $x}) RETURN k":  "Index", // which of two, statistics decide
	} {
		if plan := analyst.plan(t, cypher, map[string]any{"x": "x"}); !strings.Contains(plan, index) {
			t.Errorf("%s: %s", cypher, plan)
		}
	}
}
