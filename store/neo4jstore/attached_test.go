package neo4jstore_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"noboru/graph"
	"noboru/internal/testkit/neo4jtest"
	"noboru/store"
	"noboru/store/storetest"
)

// TestAttachedStays ties a person, a salary and a label to nodes, and then loads: another version, the
// same by force, one without the role, and one with it again. Nodes keep their identity, and what
// others attached stays.
func TestAttachedStays(t *testing.T) {
	s, analyst := open(t), newAnalyst(t, neo4jtest.Shared(t))
	const name = "attached-test"
	defer func() { _ = s.Drop(context.WithoutCancel(t.Context()), name, store.DropOptions{Detach: true}) }()
	save := func(d *graph.Dataset, opts store.SaveOptions) store.Saved {
		t.Helper()
		saved, err := s.Save(t.Context(), d, opts)
		if err != nil {
			t.Fatal(err)
		}
		if v, err := s.Verify(t.Context(), name, store.VerifyOptions{}); err != nil || v.First != nil {
			t.Fatalf("%v, %v", v.First, err)
		}
		return saved
	}
	save(storetest.Sample(name, 12), store.SaveOptions{})
	params := map[string]any{"d": name}
	analyst.must(t, `MATCH (r:Role {dataset: $d, code: 'R000009'}), (s:Skill {dataset: $d, code: 'S1'}), (f:Family {dataset: $d, code: 'F0'})
		CREATE (p:AttachedPerson {name: 'Sato'})-[:HOLDS {since: date('2024-04-01')}]->(r), (p)-[:HAS {level: 3}]->(s), (p)-[:LEADS]->(f)
		SET r.salary = 500, r:Shortage, f.budget = 7`, params)
	defer analyst.must(t, "MATCH (p:AttachedPerson) DETACH DELETE p", nil)
	seen := func() string {
		t.Helper()
		r := analyst.must(t, `MATCH (p:AttachedPerson)-[h:HOLDS]->(r), (p)-[k:HAS]->(s:Skill {dataset: $d}), (p)-[:LEADS]->(f:Family {dataset: $d})
			RETURN elementId(r), elementId(s), elementId(f), r.id, r.salary, r:Shortage, h.since, k.level, f.budget`, params)
		if len(r) != 1 {
			t.Fatalf("%d rows: something was lost", len(r))
		}
		return fmt.Sprint(r[0].Values)
	}
	labels := func() string {
		t.Helper()
		return fmt.Sprint(analyst.must(t, "MATCH (p:AttachedPerson)-[:HOLDS]->(r) RETURN r:Role, r:AttachedTest, r:FormerRole", nil)[0].Values)
	}
	before := seen()
	if got := labels(); got != "[true true false]" {
		t.Errorf("live: %s", got)
	}
	for _, step := range []struct {
		what   string
		roles  int
		opts   store.SaveOptions
		kept   int64
		labels string
	}{
		{"another version", 15, store.SaveOptions{}, 0, "[true true false]"},
		{"the same by force", 15, store.SaveOptions{Force: true}, 0, "[true true false]"},
		{"without the role", 8, store.SaveOptions{}, 1, "[false false true]"},
		{"with the role again", 12, store.SaveOptions{}, 0, "[true true false]"},
	} {
		saved := save(storetest.Sample(name, step.roles), step.opts)
		if saved.Kept != step.kept || saved.Leftovers {
			t.Errorf("%s: %+v, want %d kept", step.what, saved, step.kept)
		}
		if now := seen(); now != before {
			t.Errorf("%s:\n  before %s\n  now    %s", step.what, before, now)
		}
		if got := labels(); got != step.labels {
			t.Errorf("%s: labels %s, want %s", step.what, got, step.labels)
		}
	}
	v, err := s.Verify(t.Context(), name, store.VerifyOptions{})
	if err != nil || v.First != nil || v.Others != 3+2 {
		t.Errorf("verify: %+v, %v", v, err)
	}
	explains(t, s.Drop(t.Context(), name, store.DropOptions{}), store.ErrAttached, "HAS (1)", "HOLDS (1)", "LEADS (1)", "salary (1)", "budget (1)", "--detach")
	if v, err := s.Version(t.Context(), name); err != nil || v == "" {
		t.Fatalf("after a drop that was refused: %v", err)
	}
	if err := s.Drop(t.Context(), name, store.DropOptions{Detach: true}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Version(t.Context(), name); !errors.Is(err, store.ErrNoDataset) {
		t.Error(err)
	}
	if left := analyst.must(t, "MATCH (n {dataset: $d}) WHERE NOT n:NoboruLock RETURN count(n)", params)[0].Values[0]; left != int64(0) {
		t.Errorf("%v nodes are left", left)
	}
}

// TestShownInBatches makes the swap go in batches: then the Dataset node says so until it is complete,
// also where it broke off, and the next load completes it.
func TestShownInBatches(t *testing.T) {
	server := neo4jtest.Shared(t)
	c := config(server)
	c.BatchRows, c.SwapMemory = 7, 1
	s := connectWith(t, c)
	const name = "batches-test"
	defer func() { _ = s.Drop(context.WithoutCancel(t.Context()), name, store.DropOptions{}) }()
	old, next := storetest.Sample(name, 10), storetest.Sample(name, 14)
	if _, err := s.Save(t.Context(), old, store.SaveOptions{}); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	_, err := s.Save(ctx, next, store.SaveOptions{Progress: func(p store.Progress) {
		if p.Stage == store.StageSwap && p.Done > 0 {
			cancel()
		}
	}})
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("got %v, want context.Canceled", err)
	}
	_, loadErr := s.Load(t.Context(), name)
	explains(t, loadErr, store.ErrBusy, "mixture", "load the dataset again")
	if v, err := s.Version(t.Context(), name); err != nil || v != old.Version() {
		t.Errorf("version %s, %v: whoever serves the old one goes on", v.Short(), err)
	}
	if _, err := s.Save(t.Context(), next, store.SaveOptions{}); err != nil {
		t.Fatal(err)
	}
	back, err := s.Load(t.Context(), name)
	if err != nil || back.Version() != next.Version() {
		t.Fatal(err)
	}
	if v, err := s.Verify(t.Context(), name, store.VerifyOptions{}); err != nil || v.First != nil {
		t.Errorf("%v, %v", v.First, err)
	}
}

// TestOlderFormat turns a dataset into what format 1 was, with something of others on it. It is not read,
// and a load makes it this format's.
func TestOlderFormat(t *testing.T) {
	s, analyst := open(t), newAnalyst(t, neo4jtest.Shared(t))
	const name = "older-test"
	d := storetest.Sample(name, 6)
	defer func() { _ = s.Drop(context.WithoutCancel(t.Context()), name, store.DropOptions{Detach: true}) }()
	if _, err := s.Save(t.Context(), d, store.SaveOptions{}); err != nil {
		t.Fatal(err)
	}
	params := map[string]any{"d": name}
	for _, kind := range []string{"Role", "Skill", "SkillGroup", "Family"} {
		analyst.must(t, fmt.Sprintf("MATCH (n:%s {dataset: $d}) REMOVE n:Noboru%[1]s, n:OlderTest SET n:%[1]sVersion, n.slot = $d + '/a', n.name = null", kind), params)
	}
	analyst.must(t, "MATCH (:Role {dataset: $d})-[c:CORRELATES]->() SET c.gap = c.skillGap, c.skillGap = null, c.demotion = null", params)
	analyst.must(t, "MATCH (d:Dataset {name: $d}) SET d.format = 1, d.slot = $d + '/a', d.roleLabel = null", params)
	analyst.must(t, "MATCH (r:Role {dataset: $d, code: 'R000002'}) SET r.salary = 5 CREATE (:RoleVersion {dataset: $d, slot: $d + '/b'})", params)
	_, err := s.Load(t.Context(), name)
	explains(t, err, store.ErrOlderFormat, "noboru load", "stays")
	if _, err := s.Save(t.Context(), d, store.SaveOptions{}); err != nil {
		t.Fatal(err)
	}
	if v, err := s.Verify(t.Context(), name, store.VerifyOptions{Questions: 3}); err != nil || v.First != nil || v.Others != 1 {
		t.Errorf("%+v, %v", v, err)
	}
	if left := analyst.must(t, "MATCH (n:RoleVersion|SkillVersion|SkillGroupVersion|FamilyVersion) WHERE n.dataset = $d RETURN count(n)", params)[0].Values[0]; left != int64(0) {
		t.Errorf("%v nodes of the older format are left", left)
	}
}
