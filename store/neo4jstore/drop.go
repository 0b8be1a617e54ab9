package neo4jstore

import (
	"context"
	"errors"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"noboru/store"
)

// Drop removes a dataset: at once from what MATCH (r:Role) sees, then in batches from the disk. It also
// removes what an interrupted first load, or Drop, of that name left.
func (s *Store) Drop(ctx context.Context, name string, opts store.DropOptions) error {
	t := task{"drop", name}
	ctx, cancel := context.WithTimeout(ctx, s.config.LoadTimeout)
	defer cancel()
	report := func(done int64) {
		if opts.Progress != nil {
			opts.Progress(store.Progress{Stage: store.StageRemove, Done: done})
		}
	}
	if _, err := s.Version(ctx, name); err != nil && (!errors.Is(err, store.ErrNoDataset) || !s.leftovers(ctx, name)) {
		return err
	}
	err := s.exclusively(ctx, name, func(ctx context.Context, w *writer) error {
		old, err := w.store.current(ctx, t, name)
		if err != nil {
			return err
		}
		sides := []slot{{name, "a"}, {name, "b"}}
		if err := w.raiseFence(ctx, sides[0]); err != nil {
			return err
		}
		if old.name != "" {
			err := w.write(ctx, t, func(tx neo4j.ExplicitTransaction, ctx context.Context) error {
				if err := takeLabels(ctx, tx, old.slot); err != nil {
					return err
				}
				_, err := rows(ctx, tx, "MATCH (d:Dataset {name: $name}) DETACH DELETE d", map[string]any{"name": name})
				return err
			})
			if err != nil {
				return err
			}
		}
		for _, side := range sides {
			// First the index, so that deleting costs nothing there.
			if err := w.dropVectors(ctx, side); err != nil {
				return err
			}
			if err := w.clean(ctx, side, report); err != nil {
				return err
			}
		}
		return w.lowerFence(ctx)
	})
	return s.wrap(ctx, t, err)
}

// leftovers says whether a load or a Drop of that name is under way or was interrupted.
func (s *Store) leftovers(ctx context.Context, name string) bool {
	var n int64
	err := s.read(ctx, task{}, func(tx neo4j.ManagedTransaction, ctx context.Context) (err error) {
		n, err = number(ctx, tx, "MATCH (f:LoadStaging {dataset: $dataset}) RETURN count(f)", map[string]any{"dataset": name})
		return err
	})
	return err == nil && n > 0
}
