package neo4jstore

import (
	"context"
	"errors"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"noboru/graph"
	"noboru/store"
)

// Save writes d in the place of the dataset of that name, all or nothing: see the package
// comment. Besides the contract's errors it returns ErrTooLarge, before anything is written, where
// the server's memory would not hold the swap, and ErrConflict where an id is another dataset's.
func (s *Store) Save(ctx context.Context, d *graph.Dataset, opts store.SaveOptions) (store.Saved, error) {
	t := task{"save", d.Name()}
	ctx, cancel := context.WithTimeout(ctx, s.config.LoadTimeout)
	defer cancel()
	if opts.Progress == nil {
		opts.Progress = func(store.Progress) {}
	}
	if err := checkContent(d); err != nil {
		return store.Saved{}, err
	}
	old, err := s.current(ctx, t, d.Name())
	if err != nil {
		return store.Saved{}, err
	}
	if old.version == d.Version() && old.format == format && !old.staging && !opts.Force {
		return store.Saved{Version: d.Version(), Previous: old.version, Unchanged: true}, nil
	}
	if err := s.checkMemory(ctx, old.nodes, d); err != nil {
		return store.Saved{}, err
	}
	if opts.Graph == nil {
		if opts.Graph, err = graph.Build(ctx, d); err != nil {
			return store.Saved{}, err
		}
	}
	var saved store.Saved
	err = s.exclusively(ctx, d.Name(), func(ctx context.Context, w *writer) error {
		saved, err = w.replace(ctx, t, newPlan(opts.Graph), old, opts)
		return err
	})
	return saved, s.wrap(ctx, t, err)
}

// current is the live record; the zero record where there is no dataset.
func (s *Store) current(ctx context.Context, t task, name string) (record, error) {
	var rec record
	err := s.read(ctx, t, func(tx neo4j.ManagedTransaction, ctx context.Context) (err error) {
		rec, err = find(ctx, tx, t, name)
		if errors.Is(err, store.ErrNoDataset) {
			rec, err = record{}, nil
		}
		return err
	})
	return rec, err
}

// exclusively runs work under the dataset's lock.
func (s *Store) exclusively(ctx context.Context, name string, work func(context.Context, *writer) error) error {
	w := s.writer(name)
	if err := w.ensureSchema(ctx); err != nil {
		return err
	}
	l, held, err := w.acquire(ctx)
	if err != nil {
		return err
	}
	defer l.release()
	err = work(held, w)
	if err != nil && errors.Is(context.Cause(held), errLost) {
		return errLost
	}
	return err
}

// replace does the work of Save under the lock. before is what was live when the load began.
func (w *writer) replace(ctx context.Context, t task, p *plan, before record, opts store.SaveOptions) (store.Saved, error) {
	d := p.data
	// Read again: the lock may have been another's until now. Then that load has won.
	old, err := w.store.current(ctx, t, d.Name())
	if err != nil {
		return store.Saved{}, err
	}
	if old.load != before.load && old.version != d.Version() {
		return store.Saved{}, t.error(store.ErrBusy, "another-load-ended", "version", old.version.Short())
	}
	if err := w.store.checkMemory(ctx, old.nodes, d); err != nil {
		return store.Saved{}, err
	}
	live := slot{d.Name(), "b"} // of no dataset: the first goes to a
	if old.name != "" {
		live = old.slot
	}
	p.slot = live.other()
	if err := w.raiseFence(ctx, p.slot); err != nil {
		return store.Saved{}, err
	}
	p.load = w.fence
	cleaning := func(done int64) { opts.Progress(store.Progress{Stage: store.StageClean, Done: done}) }
	if err := w.clean(ctx, p.slot, cleaning); err != nil {
		return store.Saved{}, err
	}
	if old.name == "" { // an interrupted Drop may have left the other one
		if err := w.clean(ctx, live, cleaning); err != nil {
			return store.Saved{}, err
		}
	}
	saved := store.Saved{Version: d.Version(), Previous: old.version}
	if old.version == d.Version() && old.format == format && !opts.Force {
		saved.Unchanged = true
		return saved, w.lowerFence(ctx)
	}
	g := &stager{writer: w, plan: p, progress: opts.Progress}
	for _, step := range []func(context.Context) error{g.stage, g.check, g.swap} {
		if err := step(ctx); err != nil {
			return store.Saved{}, err
		}
	}
	removing := func(done int64) { opts.Progress(store.Progress{Stage: store.StageRemove, Done: done}) }
	// From here on the new version is live, whatever happens.
	if err := w.clean(ctx, live, removing); err != nil {
		saved.Leftovers = true
		return saved, nil
	}
	saved.Leftovers = w.lowerFence(ctx) != nil
	return saved, nil
}
