package neo4jstore

import (
	"context"
	"errors"
	"fmt"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"noboru/store"
)

// Drop removes a dataset: at once from what MATCH (r:Role) sees, then in batches from the disk. It also
// removes what an interrupted first load, or Drop, of that name left. Where others have tied
// something to it, that needs opts.Detach: else the error is ErrAttached, and names what.
func (s *Store) Drop(ctx context.Context, name string, opts store.DropOptions) error {
	t := task{"drop", name}
	ctx, cancel := context.WithTimeout(ctx, s.config.LoadTimeout)
	defer cancel()
	if _, err := s.Version(ctx, name); err != nil && !errors.Is(err, store.ErrBusy) && (!errors.Is(err, store.ErrNoDataset) || !s.leftovers(ctx, name)) {
		return err
	}
	if !opts.Detach {
		hanging, err := s.attached(ctx, t, name)
		if err != nil {
			return err
		}
		if len(hanging) > 0 {
			names := make([]string, len(hanging))
			for i, a := range hanging {
				names[i] = fmt.Sprintf("%s (%d)", a.what, a.count)
			}
			return t.error(store.ErrAttached, "attached", "name", name, "what", names)
		}
	}
	err := s.exclusively(ctx, name, func(ctx context.Context, w *writer) error {
		old, err := w.store.current(ctx, t, name)
		if err != nil {
			return err
		}
		if err := w.raiseFence(ctx); err != nil {
			return err
		}
		if err := w.adopt(ctx, old); err != nil {
			return err
		}
		if old.name != "" {
			if err := w.hide(ctx, t, old); err != nil {
				return err
			}
		}
		// First the indexes, so that deleting costs nothing there.
		if err := w.dropVectorIndexes(ctx, 0); err != nil {
			return err
		}
		report := func(done int64) {
			if opts.Progress != nil {
				opts.Progress(store.Progress{Stage: store.StageRemove, Done: done})
			}
		}
		if err := w.remove(ctx, func(k kind) string { return k.Ours }, report); err != nil {
			return err
		}
		return w.lowerFence(ctx)
	})
	return s.wrap(ctx, t, err)
}

// hide takes the live labels from a dataset's nodes and removes the Dataset node, in one transaction.
func (w *writer) hide(ctx context.Context, t task, old record) error {
	return w.write(ctx, t, func(tx neo4j.ExplicitTransaction, ctx context.Context) error {
		for k := range kinds {
			labels := kinds[k].Live
			if k == roles && old.label != "" {
				labels += ":" + old.label
			}
			cypher := fmt.Sprintf("MATCH (n:%s {dataset: $dataset}) REMOVE n:%s SET n:%s", kinds[k].Live, labels, stagedLabel)
			if _, err := rows(ctx, tx, cypher, map[string]any{"dataset": w.dataset}); err != nil {
				return err
			}
		}
		_, err := rows(ctx, tx, "MATCH (d:Dataset {name: $dataset}) DETACH DELETE d", map[string]any{"dataset": w.dataset})
		return err
	})
}

// leftovers reports whether a load or a Drop of that name is under way or was interrupted, or something
// of the dataset is kept for others.
func (s *Store) leftovers(ctx context.Context, name string) bool {
	var n int64
	err := s.read(ctx, task{}, func(tx neo4j.ManagedTransaction, ctx context.Context) (err error) {
		n, err = number(ctx, tx, "MATCH (f:NoboruLoad {dataset: $dataset}) RETURN count(f)", map[string]any{"dataset": name})
		return err
	})
	return err == nil && n > 0
}
