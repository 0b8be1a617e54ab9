package neo4jstore

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"noboru/store"
)

// check proves that the slot holds all of the plan, and that its vectors are indexed, before it goes live.
func (g *stager) check(ctx context.Context) error {
	t := task{"check", g.dataset}
	g.progress(store.Progress{Stage: store.StageCheck})
	d, p := g.plan.data, g.plan
	want := [...]int64{
		int64(len(d.Roles())), int64(len(d.Skills())), int64(len(d.SkillGroups())), int64(len(d.Families())),
		2 * int64(p.graph.EdgeCount()), p.requires, p.inFamily, p.stated, p.inGroup,
	}
	names := [...]string{"roles", "skills", "skill groups", "families", "CORRELATES", "REQUIRES", "IN_FAMILY", "STATED", "IN_GROUP"}
	return g.write(ctx, t, func(tx neo4j.ExplicitTransaction, ctx context.Context) error {
		if p.dimensions > 0 {
			_, err := rows(ctx, tx, "CALL db.awaitIndex($name, $seconds)",
				map[string]any{"name": p.slot.vectorIndex(), "seconds": int64(g.store.config.WriteTimeout.Seconds())})
			if err != nil {
				return err
			}
		}
		var got [len(want)]int64
		params := map[string]any{"slot": p.slot.key()}
		for i, k := range kinds {
			n, err := number(ctx, tx, fmt.Sprintf("MATCH (n:%s {slot: $slot}) RETURN count(n)", k.Version), params)
			if err != nil {
				return err
			}
			got[i] = n
		}
		err := each(ctx, tx, `MATCH (r:RoleVersion {slot: $slot}) RETURN
			coalesce(sum(COUNT { (r)-[:CORRELATES]->() }), 0), coalesce(sum(COUNT { (r)-[:REQUIRES]->() }), 0),
			coalesce(sum(COUNT { (r)-[:IN_FAMILY]->() }), 0), coalesce(sum(COUNT { (r)-[:STATED]->() }), 0)`, params,
			func(r row) error {
				for i := range 4 {
					got[4+i] = r.int()
				}
				return r.err
			})
		if err != nil {
			return err
		}
		if got[8], err = number(ctx, tx, "MATCH (:SkillVersion {slot: $slot})-[l:IN_GROUP]->() RETURN count(l)", params); err != nil {
			return err
		}
		for i := range want {
			if got[i] != want[i] {
				return fmt.Errorf("%w: %d %s were written and %d are there", errUnexpected, want[i], names[i], got[i])
			}
		}
		return nil
	})
}

// swap puts the slot live in the place of the other one, in one transaction. Where the connection
// breaks during the commit, it asks what became of it, and repeats it if nothing did.
func (g *stager) swap(ctx context.Context) error {
	t := task{"swap", g.dataset}
	g.progress(store.Progress{Stage: store.StageSwap})
	var err error
	for attempt := range 3 {
		if attempt > 0 {
			select {
			case <-ctx.Done():
				return err
			case <-time.After(time.Second):
			}
		}
		err = g.write(ctx, t, g.flip)
		if !errors.Is(err, store.ErrUnreachable) || ctx.Err() != nil {
			return err
		}
	}
	return err
}

// flip is the transaction. It does nothing where this very load is live already.
func (g *stager) flip(tx neo4j.ExplicitTransaction, ctx context.Context) error {
	p := g.plan
	params := map[string]any{"name": p.data.Name(), "load": p.load, "old": p.slot.other().key(), "new": p.slot.key()}
	done, err := number(ctx, tx, "MATCH (d:Dataset {name: $name}) WHERE d.load = $load RETURN count(d)", params)
	if err != nil || done > 0 {
		return err
	}
	if err := takeLabels(ctx, tx, p.slot.other()); err != nil {
		return err
	}
	for _, k := range kinds {
		if _, err := rows(ctx, tx, fmt.Sprintf("MATCH (n:%s {slot: $new}) SET n:%s", k.Version, k.Live), params); err != nil {
			return err
		}
	}
	params["properties"] = map[string]any(datasetProperties(p))
	_, err = rows(ctx, tx, "MERGE (d:Dataset {name: $name}) SET d = $properties, d.loadedAt = datetime()", params)
	return err
}

// takeLabels makes the nodes of a slot invisible to MATCH (r:Role) and its like.
func takeLabels(ctx context.Context, tx runner, s slot) error {
	for _, k := range kinds {
		cypher := fmt.Sprintf("MATCH (n:%s {slot: $slot}) REMOVE n:%s", k.Version, k.Live)
		if _, err := rows(ctx, tx, cypher, map[string]any{"slot": s.key()}); err != nil {
			return err
		}
	}
	return nil
}
