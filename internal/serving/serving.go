// Package serving holds the snapshot of the graph that is being served, and swaps it as a whole: a
// request sees one snapshot from beginning to end.
package serving

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"noboru/graph"
	"noboru/internal/rolesearch"
)

// Snapshot is one version of a dataset, made ready to answer. Its fields never change.
type Snapshot struct {
	Graph    *graph.Graph
	LoadedAt time.Time
	Source   string // where it came from, for the log

	search   *rolesearch.Index
	planners sync.Pool
}

// NewSnapshot makes g ready to answer.
func NewSnapshot(g *graph.Graph, source string, loadedAt time.Time) *Snapshot {
	return &Snapshot{
		Graph: g, LoadedAt: loadedAt, Source: source,
		search: rolesearch.New(g.Dataset()),
	}
}

// Search finds roles and families by what people type.
func (e *Snapshot) Search() *rolesearch.Index { return e.search }

// Dataset is what the snapshot's graph was built from.
func (e *Snapshot) Dataset() *graph.Dataset { return e.Graph.Dataset() }

// Plan lends ask a planner, whose scratch space is used again by later questions.
func (e *Snapshot) Plan(ask func(*graph.Planner) error) error {
	p, ok := e.planners.Get().(*graph.Planner)
	if !ok {
		p = graph.NewPlanner(e.Graph)
	}
	err := ask(p)
	e.planners.Put(p) // not reached by a panic: scratch space in an unknown state is dropped
	return err
}

// Live holds the current snapshot. It is safe for concurrent use.
type Live struct{ current atomic.Pointer[Snapshot] }

// NewLive returns a Live that serves s.
func NewLive(s *Snapshot) *Live {
	l := &Live{}
	l.current.Store(s)
	return l
}

// Current is the snapshot being served.
func (l *Live) Current() *Snapshot { return l.current.Load() }

// Swap serves e from now on and returns the snapshot served before. Requests under way end with
// the snapshot that they began with.
func (l *Live) Swap(e *Snapshot) *Snapshot { return l.current.Swap(e) }

type contextKey struct{}

// NewContext returns a context in which everything asks e.
func NewContext(ctx context.Context, e *Snapshot) context.Context {
	return context.WithValue(ctx, contextKey{}, e)
}

// FromContext returns the snapshot of a request; nil where there is none.
func FromContext(ctx context.Context) *Snapshot {
	e, _ := ctx.Value(contextKey{}).(*Snapshot)
	return e
}
