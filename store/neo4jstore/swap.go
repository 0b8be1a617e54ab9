package neo4jstore

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"noboru/store"
)

// swapBatch is how many rows one statement of the swap takes.
const swapBatch = 10000

// swap puts the new version live. What it changes fits one transaction, or else it goes in batches, under
// a mark on the Dataset node that tells readers so.
func (l *loading) swap(ctx context.Context) error {
	t := task{"swap", l.dataset}
	l.progress(store.Progress{Stage: store.StageSwap})
	if l.fits(ctx) {
		return l.surely(ctx, t, func(tx neo4j.ExplicitTransaction, ctx context.Context) error {
			if done, err := l.live(ctx, tx); err != nil || done {
				return err
			}
			run := func(ctx context.Context, cypher string, list []any) error {
				for from := 0; from < len(list); from += swapBatch {
					part := list[from:min(len(list), from+swapBatch)]
					if _, err := rows(ctx, tx, cypher, map[string]any{"rows": part, "dataset": l.dataset}); err != nil {
						return err
					}
				}
				return nil
			}
			if err := l.apply(ctx, run); err != nil {
				return err
			}
			return l.finish(ctx, tx)
		})
	}
	err := l.run(ctx, t, `MERGE (d:Dataset {name: $dataset}) SET d.loading = $load, d.format = coalesce(d.format, $format)`,
		map[string]any{"dataset": l.dataset, "load": l.plan.load, "format": int64(format)})
	if err != nil {
		return err
	}
	var done int64
	total := int64(l.rows())
	run := l.batches(t, nodeBatch, func(n int) {
		done += int64(n)
		l.progress(store.Progress{Stage: store.StageSwap, Done: done, Total: total})
	})
	if err := l.apply(ctx, run); err != nil {
		return err
	}
	return l.surely(ctx, t, func(tx neo4j.ExplicitTransaction, ctx context.Context) error {
		if done, err := l.live(ctx, tx); err != nil || done {
			return err
		}
		return l.finish(ctx, tx)
	})
}

// surely writes a transaction whose repetition does nothing. Where the connection breaks during the
// commit, it asks again.
func (l *loading) surely(ctx context.Context, t task, work func(neo4j.ExplicitTransaction, context.Context) error) error {
	var err error
	for attempt := range 3 {
		if attempt > 0 {
			select {
			case <-ctx.Done():
				return err
			case <-time.After(time.Second):
			}
		}
		err = l.write(ctx, t, work)
		if !errors.Is(err, store.ErrUnreachable) || ctx.Err() != nil {
			return err
		}
	}
	return err
}

// live reports whether this very load is live already.
func (l *loading) live(ctx context.Context, tx runner) (bool, error) {
	n, err := number(ctx, tx, "MATCH (d:Dataset {name: $dataset}) WHERE d.load = $load AND d.loading IS NULL RETURN count(d)",
		map[string]any{"dataset": l.dataset, "load": l.plan.load})
	return n > 0, err
}

// rows counts what apply does.
func (l *loading) rows() int {
	n := len(l.changes.nodes) + len(l.changes.links)
	for k := range kinds {
		n += len(l.added[k])
	}
	return n
}

// statement is one of the swap, with its rows.
type statement struct {
	cypher string
	rows   []any
}

// apply changes what is live: first what goes, then what changes, then what comes.
func (l *loading) apply(ctx context.Context, run execute) error {
	var unlink, codes, update, relink []any
	var retire, show [kindCount][]any
	var link [linkTypeCount][]any
	for _, c := range l.changes.links {
		switch {
		case c.surplus:
			unlink = append(unlink, c.element)
		case c.element == "":
			link[c.kind] = append(link[c.kind], l.linkRow(c))
		default:
			relink = append(relink, map[string]any{"e": c.element, "p": map[string]any(c.set)})
		}
	}
	for _, c := range l.changes.nodes {
		if c.index < 0 {
			retire[c.kind] = append(retire[c.kind], c.element)
			continue
		}
		if _, recoded := c.set["code"]; recoded {
			codes = append(codes, c.element)
		}
		if len(c.set) > 0 {
			update = append(update, map[string]any{"e": c.element, "p": map[string]any(c.set)})
		}
		if c.hidden {
			show[c.kind] = append(show[c.kind], c.element)
		}
	}
	for k := range kinds {
		for i := range l.plan.count(k) {
			if l.added[k][i] {
				show[k] = append(show[k], l.there[k][i])
			}
		}
	}
	steps := []statement{{fmt.Sprintf("UNWIND $rows AS e MATCH ()-[l:%s]->() WHERE elementId(l) = e DELETE l", ourLinks), unlink}}
	for k := range kinds {
		steps = append(steps, statement{l.retire(k), retire[k]})
	}
	// Two roles may exchange their codes, which are unique at every moment.
	steps = append(steps, []statement{
		{"UNWIND $rows AS e MATCH (n) WHERE elementId(n) = e AND n.dataset = $dataset REMOVE n.code", codes},
		{"UNWIND $rows AS row MATCH (n) WHERE elementId(n) = row.e AND n.dataset = $dataset SET n += row.p", update},
	}...)
	for k := range kinds {
		labels := fmt.Sprintf("SET n:%s:%s", kinds[k].Live, kinds[k].Ours)
		if k == roles {
			labels += ":" + l.plan.label
		}
		steps = append(steps, statement{fmt.Sprintf("UNWIND $rows AS e MATCH (n) WHERE elementId(n) = e AND n.dataset = $dataset %s REMOVE n:%s:%s", labels, stagedLabel, kinds[k].Former), show[k]})
	}
	steps = append(steps, struct {
		cypher string
		rows   []any
	}{fmt.Sprintf("UNWIND $rows AS row MATCH ()-[l:%s]->() WHERE elementId(l) = row.e SET l += row.p", ourLinks), relink})
	for t := range linkTypes {
		steps = append(steps, statement{createLink[t], link[t]})
	}
	for _, step := range steps {
		if err := run(ctx, step.cypher, step.rows); err != nil {
			return err
		}
	}
	return nil
}

// finish describes the dataset as it is now, and proves that all of the plan is there.
func (l *loading) finish(ctx context.Context, tx runner) error {
	props := datasetProperties(l.plan)
	if len(l.changes.vectors) == 0 {
		for key, value := range vectorProperties(l.plan) {
			props[key] = value
		}
	}
	for key := range ownedDatasetKeys {
		if _, ok := props[key]; !ok && key != "loads" && key != "loadedAt" {
			props[key] = nil
		}
	}
	_, err := rows(ctx, tx, `MERGE (d:Dataset {name: $dataset}) SET d += $properties, d.loadedAt = datetime(),
		d.loads = CASE WHEN d.loads >= timestamp() THEN d.loads + 1 ELSE timestamp() END`,
		map[string]any{"dataset": l.dataset, "properties": map[string]any(props)})
	if err != nil {
		return err
	}
	return l.check(ctx, tx)
}

// check counts what is live.
func (l *loading) check(ctx context.Context, tx runner) error {
	params := map[string]any{"dataset": l.dataset}
	for k := range kinds {
		n, err := number(ctx, tx, fmt.Sprintf("MATCH (n:%s {dataset: $dataset}) RETURN count(n)", kinds[k].Live), params)
		if err != nil {
			return err
		}
		if want := l.plan.count(k); n != int64(want) {
			return fmt.Errorf("%w: %d of :%s are to be there, and %d are", errUnexpected, want, kinds[k].Live, n)
		}
	}
	for t, l2 := range linkTypes {
		n, err := number(ctx, tx, fmt.Sprintf("MATCH (a:%s {dataset: $dataset}) MATCH (a)-[l:%s]->(b) WHERE b:%s AND b.dataset = a.dataset RETURN count(l)",
			kinds[l2.From].Live, l2.Name, kinds[l2.To].Live), params)
		if err != nil {
			return err
		}
		if want := l.plan.counts[t]; n != want {
			return fmt.Errorf("%w: %d of %s are to be there, and %d are", errUnexpected, want, l2.Name, n)
		}
	}
	return nil
}
