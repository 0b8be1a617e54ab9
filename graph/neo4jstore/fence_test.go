package neo4jstore

import (
	"context"
	"errors"
	"testing"
	"time"

	"noboru/graph/neo4jstore/neo4jtest"
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
		if err := w.raiseFence(t.Context(), slot{name, "a"}); err != nil {
			t.Fatal(err)
		}
	}
	if err := first.run(t.Context(), "write", "CREATE (:FenceTest)", nil); !errors.Is(err, ErrBusy) {
		t.Errorf("got %v, want ErrBusy", err)
	}
	if err := second.run(t.Context(), "write", "RETURN 1", nil); err != nil {
		t.Error(err)
	}
	if err := second.lowerFence(t.Context()); err != nil {
		t.Error(err)
	}
}
