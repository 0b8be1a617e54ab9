package serving_test

import (
	"context"
	"testing"

	"noboru/internal/testkit"
	"noboru/internal/testkit/neo4jtest"
	"noboru/store"
	"noboru/store/storetest"
)

// TestReplicaLags puts two databases of different states behind one address, as replicas of a cluster are: a
// look that comes to the one that is behind changes nothing and says so, and what is newer is taken from either.
func TestReplicaLags(t *testing.T) {
	const name = "lagging"
	first := neo4jtest.Shared(t)
	second := neo4jtest.Own(t, "--setting", "dbms.security.auth_enabled=false") // it takes the first one's password, too
	atFirst, atSecond := loader(t, first), loader(t, second)
	t.Cleanup(func() { _ = atFirst.Drop(context.WithoutCancel(t.Context()), name, store.DropOptions{}) })
	old, next, newest := storetest.Wordy(name, 10), storetest.Wordy(name, 11), storetest.Wordy(name, 12)
	save(t, atSecond, old)
	save(t, atFirst, old)
	s := serve(t, first, name, true, testkit.Patience)
	save(t, atFirst, next)
	s.recovers(t, next.Version())

	s.proxy.Lead(t, second) // which is two loads behind
	s.fails(t, store.ErrBehind)
	s.proxy.Lead(t, first)
	s.recovers(t, next.Version())

	save(t, atSecond, newest) // it has caught up, and overtaken
	s.proxy.Lead(t, second)
	s.recovers(t, newest.Version())
	s.proxy.Lead(t, first)
	s.fails(t, store.ErrBehind)
}
