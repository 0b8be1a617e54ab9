package neo4jstore

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// errUnexpected says that a stored value is absent or of another type than it was written with.
var errUnexpected = errors.New("unexpected content")

// runner is a transaction of either kind.
type runner interface {
	Run(ctx context.Context, cypher string, params map[string]any) (neo4j.ResultWithContext, error)
}

// rows runs a query and collects what it returns.
func rows(ctx context.Context, tx runner, cypher string, params map[string]any) ([]*neo4j.Record, error) {
	result, err := tx.Run(ctx, cypher, params)
	if err != nil {
		return nil, err
	}
	return result.Collect(ctx)
}

// each runs a query and hands its rows over one by one.
func each(ctx context.Context, tx runner, cypher string, params map[string]any, visit func(row) error) error {
	result, err := tx.Run(ctx, cypher, params)
	if err != nil {
		return err
	}
	for result.Next(ctx) {
		if err := visit(row{values: result.Record().Values}); err != nil {
			return err
		}
	}
	return result.Err()
}

// number runs a query that returns one integer.
func number(ctx context.Context, tx runner, cypher string, params map[string]any) (int64, error) {
	records, err := rows(ctx, tx, cypher, params)
	if err != nil {
		return 0, err
	}
	if len(records) != 1 {
		return 0, fmt.Errorf("%w: %d rows", errUnexpected, len(records))
	}
	n, ok := records[0].Values[0].(int64)
	if !ok {
		return 0, fmt.Errorf("%w: %T", errUnexpected, records[0].Values[0])
	}
	return n, nil
}

// row takes a record's values one after another. Absent texts are empty; other absent or odd
// values are noted, and err tells.
type row struct {
	values []any
	at     int
	err    error
}

func (r *row) next() any {
	r.at++
	if r.at > len(r.values) {
		return nil
	}
	return r.values[r.at-1]
}

func (r *row) odd(v any) {
	if r.err == nil {
		r.err = fmt.Errorf("%w: a %T in column %d", errUnexpected, v, r.at)
	}
}

func (r *row) text() string {
	v := r.next()
	s, ok := v.(string)
	if !ok && v != nil {
		r.odd(v)
	}
	return s
}

func (r *row) int() int64 {
	v := r.next()
	n, ok := v.(int64)
	if !ok {
		r.odd(v)
	}
	return n
}

func (r *row) bool() bool {
	v := r.next()
	b, ok := v.(bool)
	if !ok {
		r.odd(v)
	}
	return b
}

func (r *row) list() []any {
	v := r.next()
	l, ok := v.([]any)
	if !ok && v != nil {
		r.odd(v)
	}
	return l
}

func (r *row) time() time.Time {
	v := r.next()
	t, ok := v.(time.Time)
	if !ok && v != nil {
		r.odd(v)
	}
	return t.UTC()
}

func (s *Store) session(ctx context.Context, mode neo4j.AccessMode, bookmarks neo4j.BookmarkManager) neo4j.SessionWithContext {
	return s.driver.NewSession(ctx, neo4j.SessionConfig{
		AccessMode: mode, DatabaseName: s.config.Database, BookmarkManager: bookmarks,
	})
}

// read runs work in a READ transaction, again after transient failures, within ReadTimeout.
func (s *Store) read(ctx context.Context, t task, work func(neo4j.ManagedTransaction, context.Context) error) error {
	return s.readWithin(ctx, s.config.ReadTimeout, t, work)
}

func (s *Store) readWithin(ctx context.Context, limit time.Duration, t task, work func(neo4j.ManagedTransaction, context.Context) error) error {
	within, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	session := s.session(within, neo4j.AccessModeRead, nil)
	defer closeQuietly(session)
	_, err := session.ExecuteRead(within, func(tx neo4j.ManagedTransaction) (any, error) {
		return nil, work(tx, within)
	}, neo4j.WithTxTimeout(limit))
	return s.wrap(within, t, err)
}

// closeQuietly gives a connection back, also when the context has ended.
func closeQuietly(session neo4j.SessionWithContext) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	_ = session.Close(ctx) // the work's own error says more
}

// writer runs the write transactions of one Save or Drop. Each sees what the one before wrote,
// also in a cluster.
type writer struct {
	store     *Store
	bookmarks neo4j.BookmarkManager
	fence     string // token that each transaction checks; empty before there is one
	dataset   string
}

func (s *Store) writer(dataset string) *writer {
	return &writer{store: s, dataset: dataset, bookmarks: neo4j.NewBookmarkManager(neo4j.BookmarkManagerConfig{})}
}

// write runs work in a transaction and commits. Work that the server has surely rolled back for a
// passing reason (a deadlock) runs again, up to five times; a lost connection does not,
// since the commit may have succeeded, nor does a lack of memory, which would only come back.
func (w *writer) write(ctx context.Context, t task, work func(neo4j.ExplicitTransaction, context.Context) error) error {
	var err error
	for attempt := range 5 {
		if attempt > 0 {
			wait(ctx, time.Duration(attempt)*100*time.Millisecond)
		}
		err = w.once(ctx, work)
		var neo *neo4j.Neo4jError
		again := errors.As(err, &neo) && neo.IsRetriable() && !isMemory(neo)
		if !again || ctx.Err() != nil {
			break
		}
	}
	return w.store.wrap(ctx, t, err)
}

// wait passes time, unless ctx ends first.
func wait(ctx context.Context, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-timer.C:
	}
}

func (w *writer) once(ctx context.Context, work func(neo4j.ExplicitTransaction, context.Context) error) error {
	within, cancel := context.WithTimeout(ctx, w.store.config.WriteTimeout)
	defer cancel()
	session := w.store.session(within, neo4j.AccessModeWrite, w.bookmarks)
	defer closeQuietly(session)
	tx, err := session.BeginTransaction(within, neo4j.WithTxTimeout(w.store.config.WriteTimeout))
	if err != nil {
		return err
	}
	if w.fence != "" {
		if err := w.passFence(within, tx); err != nil {
			return err
		}
	}
	if err := work(tx, within); err != nil {
		return err
	}
	return tx.Commit(within)
}

// passFence locks the staging node, and only then reads its token: nobody changes it before this
// transaction ends.
func (w *writer) passFence(ctx context.Context, tx runner) error {
	params := map[string]any{"dataset": w.dataset, "token": w.fence}
	if _, err := rows(ctx, tx, "MATCH (f:NoboruLoad {dataset: $dataset}) SET f.seenAt = datetime()", params); err != nil {
		return err
	}
	n, err := number(ctx, tx, "MATCH (f:NoboruLoad {dataset: $dataset}) WHERE f.token = $token RETURN count(f)", params)
	if err == nil && n != 1 {
		err = errLost
	}
	return err
}

// run is write for one statement without an answer.
func (w *writer) run(ctx context.Context, t task, cypher string, params map[string]any) error {
	return w.write(ctx, t, func(tx neo4j.ExplicitTransaction, ctx context.Context) error {
		_, err := rows(ctx, tx, cypher, params)
		return err
	})
}

// alter runs a statement that changes indexes. Neo4j does not let it stand in a transaction that
// writes, so the fence is passed in one of its own just before. A loader that loses its lock
// between the two can still take a vector index away, which Verify finds, but no data.
func (w *writer) alter(ctx context.Context, t task, cypher string) error {
	if w.fence != "" {
		if err := w.write(ctx, t, func(neo4j.ExplicitTransaction, context.Context) error { return nil }); err != nil {
			return err
		}
	}
	free := *w
	free.fence = ""
	return free.run(ctx, t, cypher, nil)
}
