package neo4jstore

import (
	"context"
	"errors"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"noboru/graph"
	"noboru/store"
)

// Save brings the database to d, all or nothing: see the package comment. Besides the contract's errors
// it returns ErrConflict where an id is another dataset's.
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
	if old.complete(d) && !opts.Force {
		return store.Saved{Version: d.Version(), Previous: old.version, Unchanged: true}, nil
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

// complete reports whether d is what is stored, with nothing left to do.
func (r record) complete(d *graph.Dataset) bool {
	return r.version == d.Version() && r.format == format && !r.staging && !r.loading
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
	if p.label, err = w.labelFor(ctx, t, old); err != nil {
		return store.Saved{}, err
	}
	if err := w.raiseFence(ctx); err != nil {
		return store.Saved{}, err
	}
	p.load = w.fence
	if err := w.adopt(ctx, old); err != nil {
		return store.Saved{}, err
	}
	if err := w.sweep(ctx, func(done int64) { opts.Progress(store.Progress{Stage: store.StageClean, Done: done}) }); err != nil {
		return store.Saved{}, err
	}
	saved := store.Saved{Version: d.Version(), Previous: old.version}
	if old.version == d.Version() && old.format == format && !old.loading && old.load != before.load && !opts.Force {
		saved.Unchanged = true
		return saved, w.lowerFence(ctx)
	}
	l := &loading{writer: w, plan: p, progress: opts.Progress}
	opts.Progress(store.Progress{Stage: store.StageCompare})
	l.changes, l.there, err = w.store.diff(ctx, t, p, func(done int64) { opts.Progress(store.Progress{Stage: store.StageCompare, Done: done}) })
	if err != nil {
		return store.Saved{}, err
	}
	for _, step := range []func(context.Context) error{l.stage, l.swap} {
		if err := step(ctx); err != nil {
			return store.Saved{}, err
		}
	}
	// From here on the new version is live, whatever happens.
	saved.Leftovers = l.tidy(ctx) != nil
	saved.Kept, err = l.kept(ctx)
	saved.Leftovers = saved.Leftovers || err != nil
	return saved, nil
}

// tidy does what may wait: vectors, and what an older format or another number of skills left.
func (l *loading) tidy(ctx context.Context) error {
	if err := l.writeVectors(ctx); err != nil {
		return err
	}
	if err := l.dropVectorIndexes(ctx, l.plan.dimensions); err != nil {
		return err
	}
	if err := l.sweep(ctx, func(done int64) { l.progress(store.Progress{Stage: store.StageRemove, Done: done}) }); err != nil {
		return err
	}
	return l.lowerFence(ctx)
}

// kept counts what left the dataset and stays for others.
func (l *loading) kept(ctx context.Context) (n int64, err error) {
	t := task{"save", l.dataset}
	err = l.store.read(ctx, t, func(tx neo4j.ManagedTransaction, ctx context.Context) (err error) {
		n, err = formerCount(ctx, tx, l.dataset)
		return err
	})
	return n, err
}

// labelFor is the label of the dataset's roles: what it has already, or a new one that no other has.
func (w *writer) labelFor(ctx context.Context, t task, old record) (string, error) {
	if old.label != "" {
		return old.label, nil
	}
	label := roleLabel(w.dataset)
	var others int64
	err := w.store.read(ctx, t, func(tx neo4j.ManagedTransaction, ctx context.Context) (err error) {
		others, err = number(ctx, tx, "MATCH (d:Dataset {roleLabel: $label}) WHERE d.name <> $dataset RETURN count(d)",
			map[string]any{"label": label, "dataset": w.dataset})
		return err
	})
	if others > 0 {
		label += "_" + mark(w.dataset)
	}
	return label, err
}
