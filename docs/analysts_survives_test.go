package docs_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"noboru/store"
	"noboru/store/storetest"
)

// testSurvives lives through the table of what survives what, and holds each cell to what is there then.
func (a *analyst) testSurvives(t *testing.T, g *guide) {
	const name = "analysts-survives"
	save := func(roles int, opts store.SaveOptions) error {
		_, err := a.store.Save(t.Context(), storetest.Sample(name, roles), opts)
		return err
	}
	write := func(statement string) {
		t.Helper()
		a.server.Run(t, statement, map[string]any{"d": name})
	}
	if err := save(12, store.SaveOptions{}); err != nil {
		t.Fatal(err)
	}
	defer func() {
		_ = a.store.Drop(t.Context(), name, store.DropOptions{Detach: true})
		write("MATCH (p:SurvivesPerson) DELETE p")
	}()
	// The last roles of the table, in the order of the columns: a property and a label, a relationship, both, nothing.
	codes := []string{"R000008", "R000009", "R000010", "R000011"}
	write("MATCH (r:Role {dataset: $d}) WHERE r.code IN ['R000008', 'R000010'] SET r.salary = 500, r:Shortage")
	write("MATCH (r:Role {dataset: $d}) WHERE r.code IN ['R000009', 'R000010'] CREATE (:SurvivesPerson {code: r.code})-[:HOLDS {since: 2024}]->(r)")
	first := map[string]any{} // nodes, of what has something by which to know it again
	gone := map[string]bool{}
	// state is what became of a role and what hangs on it.
	state := func(column int) string {
		t.Helper()
		rows := a.ask(t, `MATCH (r:Role|FormerRole {dataset: $d, code: $code}) OPTIONAL MATCH (p:SurvivesPerson)-[h:HOLDS {since: 2024}]->(r)
			RETURN elementId(r), r:Role AND NOT r:FormerRole, r.salary = 500 AND r:Shortage, p.code = $code`, map[string]any{"d": name, "code": codes[column]})
		switch {
		case len(rows) == 0:
			gone[codes[column]] = true
			return "goes"
		case len(rows) > 1:
			return fmt.Sprintf("%d nodes", len(rows))
		}
		row := rows[0].Values
		if first[codes[column]] == nil || column == 3 {
			first[codes[column]] = row[0]
		}
		property, relationship := column == 0 || column == 2, column == 1 || column == 2
		switch {
		case gone[codes[column]]:
			return "is a new node"
		case row[0] != first[codes[column]]:
			return "another node"
		case property && row[2] != true || relationship && row[3] != true:
			return fmt.Sprint("lost: ", row)
		case row[1] == true:
			return "stays"
		}
		return "on a `FormerRole`"
	}
	for column := range codes {
		if got := state(column); got != "stays" {
			t.Fatalf("%s at first: %s", codes[column], got)
		}
	}
	happens := []struct {
		what string
		do   func() error
	}{
		{"another version is loaded", func() error { return save(13, store.SaveOptions{}) }},
		{"`load --force`", func() error { return save(13, store.SaveOptions{Force: true}) }},
		{"a load over an older format", func() error {
			write("MATCH (d:Dataset {name: $d}) SET d.format = 1")
			return save(13, store.SaveOptions{})
		}},
		{"the role leaves the table", func() error { return save(8, store.SaveOptions{}) }},
		{"the role is in the table again", func() error { return save(12, store.SaveOptions{}) }},
		{"`drop`, which refuses", func() error {
			if err := a.store.Drop(t.Context(), name, store.DropOptions{}); !errors.Is(err, store.ErrAttached) {
				return fmt.Errorf("it does not refuse: %w", err)
			}
			return nil
		}},
		{"`drop --detach`", func() error { return a.store.Drop(t.Context(), name, store.DropOptions{Detach: true}) }},
	}
	told := g.find(t, "survives", "").cells()
	if len(told) != len(happens) {
		t.Fatalf("the guide has %d rows, want %d", len(told), len(happens))
	}
	for i, h := range happens {
		if err := h.do(); err != nil {
			t.Fatalf("%s: %v", h.what, err)
		}
		got := []string{h.what}
		for column := range codes {
			got = append(got, state(column))
		}
		if !slices.Equal(got, told[i]) {
			t.Errorf("got  %q\nthe guide has %q", got, told[i])
		}
	}
	if people := a.ask(t, "MATCH (p:SurvivesPerson) RETURN p", nil); len(people) != 2 {
		t.Errorf("%d people are left, want 2", len(people))
	}
}
