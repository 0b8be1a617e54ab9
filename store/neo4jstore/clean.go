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

// clean empties a slot that is not live, in batches. Its vector index stays, for the next load of
// the slot: each change of the schema makes Neo4j plan all its queries anew.
func (w *writer) clean(ctx context.Context, s slot, report func(done int64)) error {
	t := task{"remove", w.dataset}
	empty := false
	err := w.write(ctx, t, func(tx neo4j.ExplicitTransaction, ctx context.Context) error {
		n, err := number(ctx, tx, `RETURN CASE WHEN EXISTS { MATCH (:RoleVersion {slot: $slot}) }
			OR EXISTS { MATCH (:SkillVersion {slot: $slot}) } OR EXISTS { MATCH (:SkillGroupVersion {slot: $slot}) }
			OR EXISTS { MATCH (:FamilyVersion {slot: $slot}) } THEN 1 ELSE 0 END`, map[string]any{"slot": s.key()})
		empty = n == 0
		return err
	})
	if err != nil || empty {
		return err
	}
	var done int64
	drain := func(cypher string, limit int64) error {
		for {
			var n int64
			err := w.write(ctx, t, func(tx neo4j.ExplicitTransaction, ctx context.Context) (err error) {
				n, err = number(ctx, tx, cypher, map[string]any{"slot": s.key(), "limit": limit})
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
	if err := drain("MATCH (:RoleVersion {slot: $slot})-[l]->() WITH l LIMIT $limit DELETE l RETURN count(*)", removeLinks); err != nil {
		return err
	}
	for _, k := range kinds {
		// DETACH, for what others may have tied to the node.
		cypher := fmt.Sprintf("MATCH (n:%s {slot: $slot}) WITH n LIMIT $limit DETACH DELETE n RETURN count(*)", k.Version)
		if err := drain(cypher, removeNodes); err != nil {
			return err
		}
	}
	return nil
}

// dropVectors removes the slot's vector index.
func (w *writer) dropVectors(ctx context.Context, s slot) error {
	return w.alter(ctx, task{"remove", w.dataset}, "DROP INDEX "+s.vectorIndex()+" IF EXISTS")
}
