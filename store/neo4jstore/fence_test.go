package neo4jstore

import (
	"context"
	"errors"
	"testing"
	"time"

	"noboru/graph"
	"noboru/internal/testkit/neo4jtest"
	"noboru/store"
	"noboru/store/storetest"
)

// TestFence lets a loader go on after another took its place: it must not write any more.
func TestFence(t *testing.T) {
	server := neo4jtest.Shared(t)
	s, err := Open(t.Context(), Config{URI: server.URI, Username: server.Username, Password: server.Password, ReadTimeout: 30 * time.Second})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close(context.WithoutCancel(t.Context())) }()
	const name = "fence-test"
	first, second := s.writer(name), s.writer(name)
	if err := first.ensureSchema(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, w := range []*writer{first, second} {
		if err := w.raiseFence(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if err := first.run(t.Context(), task{doing: "write"}, "CREATE (:FenceTest)", nil); !errors.Is(err, store.ErrBusy) {
		t.Errorf("got %v, want store.ErrBusy", err)
	}
	if err := second.run(t.Context(), task{doing: "write"}, "RETURN 1", nil); err != nil {
		t.Error(err)
	}
	if err := second.lowerFence(t.Context()); err != nil {
		t.Error(err)
	}
}

// TestLoserSaysSo lets a loader get the lock after another one has put a version live: it does not
// replace what it has not seen.
func TestLoserSaysSo(t *testing.T) {
	server := neo4jtest.Shared(t)
	s, err := Open(t.Context(), Config{URI: server.URI, Username: server.Username, Password: server.Password, ReadTimeout: 30 * time.Second})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close(context.WithoutCancel(t.Context())) }()
	const name = "loser-test"
	defer func() { _ = s.Drop(context.WithoutCancel(t.Context()), name, store.DropOptions{}) }()
	before, err := s.current(t.Context(), task{doing: "load"}, name)
	if err != nil {
		t.Fatal(err)
	}
	won, lost := storetest.Sample(name, 4), storetest.Sample(name, 6)
	if _, err := s.Save(t.Context(), won, store.SaveOptions{}); err != nil {
		t.Fatal(err)
	}
	g, err := graph.Build(t.Context(), lost)
	if err != nil {
		t.Fatal(err)
	}
	_, err = s.writer(name).replace(t.Context(), task{doing: "load"}, newPlan(g), before, store.SaveOptions{Progress: func(store.Progress) {}})
	if !errors.Is(err, store.ErrBusy) {
		t.Errorf("got %v, want store.ErrBusy", err)
	}
	if v, err := s.Version(t.Context(), name); err != nil || v != won.Version() {
		t.Errorf("version %s, %v", v.Short(), err)
	}
}
