package neo4jstore_test

import (
	"context"
	"errors"
	"testing"

	"noboru/internal/testkit/neo4jtest"
	"noboru/store"
	"noboru/store/storetest"
)

// TestCancelled ends a load by its context at every stage: the old version stays, or the new one is
// live, the lock is free, and the next Save or Drop sweeps up.
func TestCancelled(t *testing.T) {
	s, analyst := open(t), newAnalyst(t, neo4jtest.Shared(t))
	const name = "cancel-test"
	for _, stage := range []store.Stage{store.StageNodes, store.StageLinks, store.StageSwap} {
		old, next := storetest.Sample(name, 6), storetest.Sample(name, 8)
		for _, first := range []bool{true, false} {
			if !first {
				if _, err := s.Save(t.Context(), old, store.SaveOptions{}); err != nil {
					t.Fatal(err)
				}
			}
			ctx, cancel := context.WithCancel(t.Context())
			_, err := s.Save(ctx, next, store.SaveOptions{Progress: func(p store.Progress) {
				if p.Stage == stage {
					cancel()
				}
			}})

			cancel()
			if !errors.Is(err, context.Canceled) {
				t.Fatalf("%s: got %v, want context.Canceled", stage, err)
			}
			version, err := s.Version(t.Context(), name)
			if first && !errors.Is(err, store.ErrNoDataset) || !first && version != old.Version() {
				t.Fatalf("%s: %q, %v", stage, version, err)
			}
			if analyst.unswept(t, name) == 0 {
				t.Errorf("%s: the test leaves nothing over", stage)
			}
			if err := s.Drop(t.Context(), name, store.DropOptions{}); err != nil {
				t.Fatalf("%s: %v", stage, err)
			}
			if n := analyst.unswept(t, name); n != 0 {
				t.Errorf("%s: Drop left %d nodes", stage, n)
			}
		}
	}
	if err := s.Drop(t.Context(), name, store.DropOptions{}); !errors.Is(err, store.ErrNoDataset) {
		t.Errorf("dropped nothing: %v", err)
	}
}
