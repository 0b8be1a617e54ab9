// Package follow keeps an atlas at the newest version of a dataset in a store. It polls the
// version; what it reads must prove whole by its hash before it is swapped in. Whatever the store
// does meanwhile, answers go on from the last good version.
package follow

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"noboru/atlas"
	"noboru/graph"
)

// Source is what a follower needs of a store.
type Source interface {
	Version(ctx context.Context, name string) (graph.Version, error)
	Load(ctx context.Context, name string) (*graph.Dataset, error)
}

// ReloadTimeout bounds one look at the store, reading included. Building the graph is our own work
// and is not part of it.
const ReloadTimeout = 5 * time.Second

// State is what a follower knows of its store.
type State struct {
	CheckedAt time.Time // when the store last answered with the version that is served
	Stale     bool      // the last look failed: answers are of the last good version
	Since     time.Time // when it began to fail; zero while it does not
	Failures  int64     // looks that failed, in all
	Reloads   int64     // versions swapped in, in all
}

// Follower follows one dataset.
type Follower struct {
	atlas  *atlas.Atlas
	source Source
	name   string
	place  string
	logger *slog.Logger
	now    func() time.Time

	mu    sync.Mutex
	state State
}

// New returns a follower of the dataset that a serves, read from source just now. place names the
// source for people.
func New(a *atlas.Atlas, source Source, place string, logger *slog.Logger) *Follower {
	return &Follower{
		atlas: a, source: source, name: a.Current().Dataset().Name(), place: place, logger: logger, now: time.Now,
		state: State{CheckedAt: a.Current().LoadedAt},
	}
}

// State returns what is known now.
func (f *Follower) State() State {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.state
}

// Run looks every so often until ctx is done.
func (f *Follower) Run(ctx context.Context, every time.Duration) {
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
			f.Look(ctx)
		}
	}
}

// Look compares versions once and swaps a new one in. What goes wrong is kept in the state, and
// logged when it begins and when it ends, not at every look.
func (f *Follower) Look(ctx context.Context) {
	swapped, err := f.look(ctx)
	if ctx.Err() != nil {
		return
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	served := f.atlas.Current()
	switch {
	case err != nil && !f.state.Stale:
		f.state.Stale, f.state.Since = true, f.now()
		f.logger.Warn("answers go on from the last good version", "dataset", f.name, "version", served.Graph.Version().Short(), "reason", err.Error())
	case err == nil && f.state.Stale:
		f.logger.Info("the store answers again", "dataset", f.name, "version", served.Graph.Version().Short(), "after", f.now().Sub(f.state.Since).Round(time.Millisecond))
		f.state.Stale, f.state.Since = false, time.Time{}
	}
	if err != nil {
		f.state.Failures++
		return
	}
	f.state.CheckedAt = f.now()
	if swapped {
		f.state.Reloads++
		f.logger.Info("serving a new version", "dataset", f.name, "version", served.Graph.Version().Short(), "roles", served.Graph.Len(), "edges", served.Graph.EdgeCount())
	}
}

func (f *Follower) look(ctx context.Context) (swapped bool, err error) {
	limited, cancel := context.WithTimeout(ctx, ReloadTimeout)
	defer cancel()
	version, err := f.source.Version(limited, f.name)
	if err != nil || version == f.atlas.Current().Graph.Version() {
		return false, err
	}
	d, err := f.source.Load(limited, f.name)
	if err != nil {
		return false, err
	}
	g, err := graph.Build(ctx, d)
	if err != nil {
		return false, fmt.Errorf("building version %s: %w", d.Version().Short(), err)
	}
	f.atlas.Swap(atlas.NewEdition(g, f.place, f.now()))
	return true, nil
}
