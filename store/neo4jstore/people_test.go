package neo4jstore_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"noboru/internal/testkit/neo4jtest"
	"noboru/store"
	"noboru/store/storetest"
)

// TestPeople writes people, changes one, loads a new version under them, and removes them.
func TestPeople(t *testing.T) {
	s, analyst := open(t), newAnalyst(t, neo4jtest.Shared(t))
	const name = "people-test"
	defer func() {
		_, _ = s.DropPeople(context.WithoutCancel(t.Context()), name)
		_ = s.Drop(context.WithoutCancel(t.Context()), name, store.DropOptions{Detach: true})
	}()
	if _, err := s.Save(t.Context(), storetest.Sample(name, 8), store.SaveOptions{}); err != nil {
		t.Fatal(err)
	}
	day := time.Date(2024, 4, 1, 0, 0, 0, 0, time.UTC)
	person := func(i int) store.Person {
		return store.Person{
			ID: fmt.Sprint("people-test-", i), Holds: []store.Holding{{Role: fmt.Sprintf("R%06d", i%8), Since: day}},
			Has: []store.Level{{Skill: "S1", Level: 3500}},
		}
	}
	people := make([]store.Person, 20)
	for i := range people {
		people[i] = person(i)
	}
	saved, err := s.SavePeople(t.Context(), name, people, store.PeopleOptions{})
	if err != nil || saved != (store.PeopleSaved{People: 20, Holds: 20, Has: 20}) {
		t.Fatalf("%+v, %v", saved, err)
	}
	// One changes role, has nothing any more, and gets a name; the others stay.
	moved := person(3)
	moved.Name, moved.Has, moved.Holds[0].Role = "Sato", nil, "R000005"
	if saved, err = s.SavePeople(t.Context(), name, []store.Person{moved}, store.PeopleOptions{}); err != nil || saved != (store.PeopleSaved{People: 1, Holds: 1}) {
		t.Fatalf("%+v, %v", saved, err)
	}
	count := func() string {
		r := analyst.must(t, `MATCH (p:Person) WHERE p.id STARTS WITH 'people-test-' RETURN count(p), count(p.name),
			sum(COUNT { (p)-[:HOLDS]->(:Role) }), sum(COUNT { (p)-[:HAS]->(:Skill) })`, nil)
		return fmt.Sprint(r[0].Values)
	}
	if got := count(); got != "[20 1 20 19]" {
		t.Errorf("people, names, roles, skills: %s", got)
	}
	if _, err := s.Save(t.Context(), storetest.Sample(name, 9), store.SaveOptions{}); err != nil {
		t.Fatal(err)
	}
	if got := count(); got != "[20 1 20 19]" {
		t.Errorf("after a load: %s", got)
	}
	_, err = s.SavePeople(t.Context(), name, []store.Person{{ID: "x", Holds: []store.Holding{{Role: "NOBODY"}}}}, store.PeopleOptions{})
	explains(t, err, store.ErrNotThere, "NOBODY")
	if saved, err = s.SavePeople(t.Context(), name, people[:5], store.PeopleOptions{Replace: true}); err != nil || saved.Removed != 15 {
		t.Errorf("%+v, %v", saved, err)
	}
	if removed, err := s.DropPeople(t.Context(), name); err != nil || removed != 5 {
		t.Errorf("removed %d, %v", removed, err)
	}
}

// TestNeverBack puts an older state back, as a replica that lags would answer.
func TestNeverBack(t *testing.T) {
	s, fresh, analyst := open(t), open(t), newAnalyst(t, neo4jtest.Shared(t))
	const name = "back-test"
	defer func() { _ = s.Drop(context.WithoutCancel(t.Context()), name, store.DropOptions{}) }()
	d := storetest.Sample(name, 4)
	if _, err := s.Save(t.Context(), d, store.SaveOptions{}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Load(t.Context(), name); err != nil {
		t.Fatal(err)
	}
	analyst.must(t, "MATCH (d:Dataset {name: $d}) SET d.loads = d.loads - 1", map[string]any{"d": name})
	_, versionErr := s.Version(t.Context(), name)
	_, loadErr := s.Load(t.Context(), name)
	for _, err := range []error{versionErr, loadErr} {
		explains(t, err, store.ErrBehind, name)
	}
	if _, err := fresh.Version(t.Context(), name); err != nil {
		t.Errorf("whoever read nothing newer: %v", err)
	}
	if _, err := s.Save(t.Context(), d, store.SaveOptions{Force: true}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Version(t.Context(), name); err != nil || errors.Is(err, store.ErrBehind) {
		t.Error(err)
	}
}
