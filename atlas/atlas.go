// Package atlas holds the edition of the graph that is being served, and swaps it as a whole: a
// request sees one edition from beginning to end.
package atlas

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"noboru/graph"
	"noboru/rolesearch"
)

// Edition is one version of a dataset, made ready to answer. Its fields never change.
type Edition struct {
	Graph    *graph.Graph
	Search   *rolesearch.Index
	LoadedAt time.Time
	Source   string // where it came from, for the log

	planners sync.Pool
}

// NewEdition makes g ready to answer. It folds every name of the dataset once.
func NewEdition(g *graph.Graph, source string, loadedAt time.Time) *Edition {
	return &Edition{Graph: g, Search: rolesearch.New(g.Dataset()), LoadedAt: loadedAt, Source: source}
}

// Dataset is what the edition's graph was built from.
func (e *Edition) Dataset() *graph.Dataset { return e.Graph.Dataset() }

// Plan lends ask a planner, whose scratch space is used again by later questions.
func (e *Edition) Plan(ask func(*graph.Planner) error) error {
	p, ok := e.planners.Get().(*graph.Planner)
	if !ok {
		p = graph.NewPlanner(e.Graph)
	}
	err := ask(p)
	e.planners.Put(p) // not reached by a panic: scratch space in an unknown state is dropped
	return err
}

// Atlas holds the current edition. It is safe for concurrent use.
type Atlas struct{ current atomic.Pointer[Edition] }

// New returns an atlas that serves e.
func New(e *Edition) *Atlas {
	a := &Atlas{}
	a.current.Store(e)
	return a
}

// Current is the edition being served.
func (a *Atlas) Current() *Edition { return a.current.Load() }

// Swap serves e from now on and returns the edition served before. Requests under way end with
// the edition that they began with.
func (a *Atlas) Swap(e *Edition) *Edition { return a.current.Swap(e) }

type contextKey struct{}

// NewContext returns a context in which everything asks e.
func NewContext(ctx context.Context, e *Edition) context.Context {
	return context.WithValue(ctx, contextKey{}, e)
}

// FromContext returns the edition of a request; nil where there is none.
func FromContext(ctx context.Context) *Edition {
	e, _ := ctx.Value(contextKey{}).(*Edition)
	return e
}
