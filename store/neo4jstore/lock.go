package neo4jstore

import (
	"context"
	"crypto/rand"
	"errors"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"noboru/store"
)

const (
	// lockWait is how long a loader waits for the lock before it says that another has it. The
	// server needs a moment to see that a killed loader is gone.
	lockWait = 3 * time.Second
	// lockPulse keeps routers from cutting the idle connection of the lock, and notices its loss.
	lockPulse = 5 * time.Second
)

// lock is a dataset's lock, held by an open transaction that never commits.
type lock struct {
	session neo4j.SessionWithContext
	stop    context.CancelFunc
	done    chan struct{}
}

// acquire takes the lock of the writer's dataset. The context that it returns ends when the lock
// is lost. The error is ErrBusy where another loader has it.
func (w *writer) acquire(ctx context.Context) (*lock, context.Context, error) {
	t := task{"lock", w.dataset}
	params := map[string]any{"dataset": w.dataset}
	// Committed first, so that there is a node to wait for.
	err := w.write(ctx, t, func(tx neo4j.ExplicitTransaction, ctx context.Context) error {
		found, err := number(ctx, tx, "MATCH (l:NoboruLock {dataset: $dataset}) RETURN count(l)", params)
		if err == nil && found == 0 {
			_, err = rows(ctx, tx, "MERGE (:NoboruLock {dataset: $dataset})", params)
		}
		return err
	})
	if err != nil {
		return nil, nil, err
	}
	session := w.store.session(ctx, neo4j.AccessModeWrite, w.bookmarks)
	tx, err := w.holdOpen(ctx, session, params)
	if err != nil {
		closeQuietly(session)
		return nil, nil, w.store.wrap(ctx, t, err)
	}
	held, cancel := context.WithCancelCause(ctx)
	pulse, stop := context.WithCancel(context.WithoutCancel(ctx))
	l := &lock{session: session, stop: stop, done: make(chan struct{})}
	go func() {
		defer close(l.done)
		tick := time.NewTicker(lockPulse)
		defer tick.Stop()
		for {
			select {
			case <-pulse.Done():
				cancel(nil)
				return
			case <-tick.C:
			}
			within, end := context.WithTimeout(pulse, w.store.config.ReadTimeout)
			_, err := rows(within, tx, "RETURN 1", nil)
			end()
			if err != nil && pulse.Err() == nil {
				cancel(errLost)
				return
			}
		}
	}()
	return l, held, nil
}

// holdOpen opens the transaction that is the lock.
func (w *writer) holdOpen(ctx context.Context, session neo4j.SessionWithContext, params map[string]any) (neo4j.ExplicitTransaction, error) {
	begin, cancel := context.WithTimeout(ctx, w.store.config.ReadTimeout)
	defer cancel()
	tx, err := session.BeginTransaction(begin, neo4j.WithTxTimeout(w.store.config.LoadTimeout))
	if err != nil {
		return nil, err
	}
	wait, cancelWait := context.WithTimeout(ctx, lockWait)
	defer cancelWait()
	n, err := number(wait, tx, "MATCH (l:NoboruLock {dataset: $dataset}) SET l.heldSince = datetime() RETURN count(l)", params)
	var neo *neo4j.Neo4jError
	switch {
	case err == nil && n == 1:
		return tx, nil
	case err == nil, errors.As(err, &neo) && neo.Code == "Neo.ClientError.Statement.EntityNotFound", // dropped meanwhile
		errors.Is(wait.Err(), context.DeadlineExceeded) && ctx.Err() == nil && w.alive(ctx):
		return nil, task{"lock", w.dataset}.error(store.ErrBusy, "busy")
	}
	return nil, err
}

// alive tells a lock that another has from a server that is gone.
func (w *writer) alive(ctx context.Context) bool {
	return w.store.read(ctx, task{}, func(tx neo4j.ManagedTransaction, ctx context.Context) error {
		_, err := rows(ctx, tx, "RETURN 1", nil)
		return err
	}) == nil
}

// release rolls the lock's transaction back.
func (l *lock) release() {
	l.stop()
	<-l.done
	closeQuietly(l.session)
}

// raiseFence makes this writer the only one whose transactions pass. It needs the lock.
func (w *writer) raiseFence(ctx context.Context) error {
	token := rand.Text()
	err := w.run(ctx, task{"save", w.dataset}, `MERGE (f:NoboruLoad {dataset: $dataset})
		SET f.token = $token, f.since = datetime(), f.seenAt = datetime()`,
		map[string]any{"dataset": w.dataset, "token": token})
	if err == nil {
		w.fence = token
	}
	return err
}

// lowerFence says that nothing is left over.
func (w *writer) lowerFence(ctx context.Context) error {
	return w.run(ctx, task{"save", w.dataset}, "MATCH (f:NoboruLoad {dataset: $dataset}) WHERE f.token = $token DELETE f",
		map[string]any{"dataset": w.dataset, "token": w.fence})
}
