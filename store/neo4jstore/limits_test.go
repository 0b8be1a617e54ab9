package neo4jstore_test

import (
	"context"
	"slices"
	"sync/atomic"
	"testing"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"noboru/graph"
	"noboru/internal/testkit/neo4jtest"
	"noboru/store"
	"noboru/store/neo4jstore"
)

// TestSwapMemory holds what a swap is assumed to take of the server's heap to what the server itself says
// of the transaction: of new roles, of roles that all change, and of roles that all leave.
func TestSwapMemory(t *testing.T) {
	server := neo4jtest.Shared(t)
	c := config(server)
	c.SwapMemory = 1 << 40 // all in one transaction
	s := connectWith(t, c)
	const n = 1500
	one, other := bigDataset(t, n, 3), bigDataset(t, n, 4)
	spec := other.Spec()
	spec.Roles = slices.Clone(spec.Roles)[:10]
	few, err := graph.NewDataset(spec)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Drop(context.WithoutCancel(t.Context()), one.Name(), store.DropOptions{}) })
	links := func(d *graph.Dataset) int {
		g, err := graph.Build(t.Context(), d)
		if err != nil {
			t.Fatal(err)
		}
		return 2*g.EdgeCount() + requirements(d)
	}
	for _, load := range []struct {
		what         string
		data         *graph.Dataset
		nodes, links int // that the swap changes, at most
	}{
		{"the first", one, n, 0}, // relationships of new roles are there before
		{"every role changed", other, n, links(one) + links(other)},
		{"nearly all roles gone", few, n, links(other)},
	} {
		var swapping atomic.Bool
		peak, err := watched(t, server, &swapping, func() error {
			_, err := s.Save(t.Context(), load.data, store.SaveOptions{Progress: func(p store.Progress) { swapping.Store(p.Stage == store.StageSwap) }})
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		needs := neo4jstore.SwapNeeds(load.nodes, load.links)
		t.Logf("%s: the server says %d KiB for %d nodes and at most %d relationships, assumed were %d KiB", load.what, peak>>10, load.nodes, load.links, needs>>10)
		if peak == 0 {
			t.Errorf("%s: the transaction was not seen", load.what)
		}
		if peak > needs {
			t.Errorf("%s: %d bytes, more than the %d that are assumed", load.what, peak, needs)
		}
	}
}

// watched is the most heap that the server said any transaction had while work was under way and now was set,
// in bytes.
func watched(t *testing.T, server *neo4jtest.Server, now *atomic.Bool, work func() error) (peak int64, err error) {
	t.Helper()
	done := make(chan error, 1)
	go func() { done <- work() }()
	session := newAnalyst(t, server).driver.NewSession(t.Context(), neo4j.SessionConfig{AccessMode: neo4j.AccessModeRead})
	defer session.Close(t.Context()) //nolint:errcheck // nothing was written
	for {
		select {
		case err := <-done:
			return peak, err
		default:
		}
		result, err := session.Run(t.Context(), "SHOW TRANSACTIONS YIELD estimatedUsedHeapMemory AS bytes RETURN max(bytes)", nil)
		if err != nil {
			return peak, err
		}
		record, err := result.Single(t.Context())
		if err != nil {
			return peak, err
		}
		if bytes, _ := record.Values[0].(int64); now.Load() {
			peak = max(peak, bytes)
		}
	}
}
