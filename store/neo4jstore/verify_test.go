package neo4jstore_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"noboru/internal/testkit/neo4jtest"
	"noboru/store"
	"noboru/store/storetest"
)

func TestVerify(t *testing.T) {
	s, analyst := open(t), newAnalyst(t, neo4jtest.Shared(t))
	d := storetest.Sample("verify-test", 30)
	defer func() { _ = s.Drop(context.WithoutCancel(t.Context()), d.Name(), store.DropOptions{}) }()
	if _, err := s.Save(t.Context(), d, store.SaveOptions{}); err != nil {
		t.Fatal(err)
	}
	good, err := s.Verify(t.Context(), d.Name(), store.VerifyOptions{Questions: 20, Seed: 1})
	if err != nil || good.Differences != 0 || good.Nodes != 30+8+1+3 || good.Questions != 40 {
		t.Fatalf("%+v, %v", good, err)
	}
	// Each is done, found, and undone by loading again.
	for _, c := range []struct{ damage, want string }{
		{"MATCH (r:Role {dataset: $d, code: 'R000003'}) SET r.nameEn = 'Other'", "Dataset verify-test, version"},
		{"MATCH (r:Role {dataset: $d, code: 'R000003'}) SET r.scores = [1.0] + r.scores[1..]", "Role R000003, total"},
		{"MATCH (r:Role {dataset: $d, code: 'R000003'}) SET r.vector = r.vector[..7] + [9.0]", "Role R000003, vector"},
		{"MATCH (r:Role {dataset: $d, code: 'R000003'}) REMOVE r:Role", "Role R000003, label Role: got <nil>, want Role"},
		{"CREATE (:Role {dataset: $d, code: 'X', id: 'x'})", "Role X: got a node, want <nil>"},
		{"MATCH (r:Role {dataset: $d, code: 'R000003'}) DETACH DELETE r", "Dataset verify-test"},
		{"MATCH (:Role {dataset: $d, code: 'R000003'})-[q:REQUIRES]->(:Skill {code: 'S1'}) SET q.level = q.level + 1", "(R000003)-[REQUIRES]->(S1), level"},
		{"MATCH (:Role {dataset: $d, code: 'R000003'})-[q:IN_FAMILY]->() DELETE q", "(R000003)-[IN_FAMILY]->(F0): got <nil>, want a relationship"},
		{"MATCH (:Skill {dataset: $d, code: 'S1'})-[q:IN_GROUP]->() DELETE q", "(S1)-[IN_GROUP]->(G)"},
		{"MATCH (a:Role {dataset: $d})-[c:CORRELATES]->(b) WITH c LIMIT 1 SET c.gentlestCost = c.gentlestCost + 1", "gentlestCost"},
		{"MATCH (a:Role {dataset: $d})-[c:CORRELATES]->(b) WITH c LIMIT 1 DELETE c", "]->("},
		{"MATCH (a:Role {dataset: $d})-[c:CORRELATES]->(b) WITH a, b, c LIMIT 1 CREATE (a)-[e:CORRELATES]->(b) SET e = properties(c)", "got a relationship, want <nil>"},
		{"DROP INDEX noboru_role_total", "Index noboru_role_total, state: got <nil>, want ONLINE"},
		{"MATCH (d:Dataset {name: $d}) SET d.edges = 1", "Dataset verify-test, edges: got 1"},
	} {
		analyst.must(t, c.damage, map[string]any{"d": d.Name()})
		v, err := s.Verify(t.Context(), d.Name(), store.VerifyOptions{})
		if err != nil || v.First == nil || !strings.Contains(v.First.String(), c.want) {
			t.Errorf("%s:\n  got %v, %v\n  want %s", c.damage, v.First, err, c.want)
		}
		analyst.must(t, "MATCH (r:Role {dataset: $d, code: 'X'}) DELETE r", map[string]any{"d": d.Name()})
		if _, err := s.Save(t.Context(), d, store.SaveOptions{Force: true}); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := s.Verify(t.Context(), "verify-none", store.VerifyOptions{}); !errors.Is(err, store.ErrNoDataset) {
		t.Errorf("got %v, want store.ErrNoDataset", err)
	}
	if v, err := s.Verify(t.Context(), d.Name(), store.VerifyOptions{Questions: 5}); err != nil || v.First != nil {
		t.Error(v.First, err)
	}
}

// TestVerifyLooksAgain mends damage while verify is at work, as a reader sees it that meets the server applying
// a commit: what is gone at the second look is no damage.
func TestVerifyLooksAgain(t *testing.T) {
	s, analyst := open(t), newAnalyst(t, neo4jtest.Shared(t))
	d := storetest.Sample("verify-again-test", 30)
	defer func() { _ = s.Drop(context.WithoutCancel(t.Context()), d.Name(), store.DropOptions{}) }()
	if _, err := s.Save(t.Context(), d, store.SaveOptions{}); err != nil {
		t.Fatal(err)
	}
	analyst.must(t, "MATCH (d:Dataset {name: $d}) SET d.edges = d.edges + 1", map[string]any{"d": d.Name()})
	looks := 0
	v, err := s.Verify(t.Context(), d.Name(), store.VerifyOptions{Progress: func(int64, string) {
		if looks++; looks == 1 { // the dataset's own node has been compared by then
			analyst.must(t, "MATCH (d:Dataset {name: $d}) SET d.edges = d.edges - 1", map[string]any{"d": d.Name()})
		}
	}})
	if err != nil || v.First != nil || v.Differences != 0 || looks < 2 {
		t.Errorf("%+v after %d looks, %v", v, looks, err)
	}
}
