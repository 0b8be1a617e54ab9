package neo4jstore

import (
	"context"
	"fmt"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// How much one transaction deletes.
const (
	removeLinks = 20000
	removeNodes = 5000
)

// sweep removes what is staged, in batches: a load that broke off left it, or a drop is under way.
func (w *writer) sweep(ctx context.Context, report func(done int64)) error {
	var drafts int64
	err := w.store.read(ctx, task{"remove", w.dataset}, func(tx neo4j.ManagedTransaction, ctx context.Context) (err error) {
		drafts, err = number(ctx, tx, fmt.Sprintf("MATCH (n:%s) RETURN count(n)", draftLabel(w.dataset)), nil)
		return err
	})
	if err != nil {
		return err
	}
	if drafts > 0 {
		if err := w.dropDrafts(ctx); err != nil {
			return err
		}
	}
	return w.remove(ctx, func(k kind) string { return k.Ours + ":" + stagedLabel }, report)
}

// remove deletes the dataset's nodes that have labels, and before them their relationships.
func (w *writer) remove(ctx context.Context, labels func(kind) string, report func(done int64)) error {
	t := task{"remove", w.dataset}
	var done int64
	drain := func(cypher string, limit int64) error {
		for {
			var n int64
			err := w.write(ctx, t, func(tx neo4j.ExplicitTransaction, ctx context.Context) (err error) {
				n, err = number(ctx, tx, cypher, map[string]any{"dataset": w.dataset, "limit": limit})
				return err
			})
			if err != nil {
				return err
			}
			if done += n; n > 0 {
				report(done)
			}
			if n < limit {
				return nil
			}
		}
	}
	for _, k := range kinds {
		if err := drain(fmt.Sprintf("MATCH (n:%s {dataset: $dataset})-[l]-() WITH DISTINCT l LIMIT $limit DELETE l RETURN count(*)", labels(k)), removeLinks); err != nil {
			return err
		}
		if err := drain(fmt.Sprintf("MATCH (n:%s {dataset: $dataset}) WITH n LIMIT $limit DETACH DELETE n RETURN count(*)", labels(k)), removeNodes); err != nil {
			return err
		}
	}
	return nil
}

// adopt makes the nodes of format 1 this format's, without a change that people see: the swap does the
// rest. There, a version stood beside the other in a slot, under a label such as RoleVersion.
func (w *writer) adopt(ctx context.Context, old record) error {
	if old.name == "" || old.format >= 2 {
		return nil
	}
	t := task{"adopt", w.dataset}
	for _, k := range kinds {
		for _, statement := range []string{
			fmt.Sprintf(`MATCH (n:%sVersion {dataset: $dataset}) WHERE NOT n:%[1]s WITH n LIMIT $limit DETACH DELETE n RETURN count(*)`, k.Live),
			fmt.Sprintf(`MATCH (n:%s {dataset: $dataset}) WHERE n:%[1]sVersion WITH n LIMIT $limit SET n:%s REMOVE n:%[1]sVersion RETURN count(*)`, k.Live, k.Ours),
		} {
			for {
				var n int64
				err := w.write(ctx, t, func(tx neo4j.ExplicitTransaction, ctx context.Context) (err error) {
					n, err = number(ctx, tx, statement, map[string]any{"dataset": w.dataset, "limit": int64(removeNodes)})
					return err
				})
				if err != nil {
					return err
				}
				if n < removeNodes {
					break
				}
			}
		}
	}
	return w.run(ctx, t, "MATCH (n:LoadLock|LoadStaging {dataset: $dataset}) DELETE n", map[string]any{"dataset": w.dataset})
}
