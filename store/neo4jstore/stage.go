package neo4jstore

import (
	"context"
	"strings"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"noboru/graph"
	"noboru/store"
)

// How much one transaction writes. Parameters and changes of a batch stay far below a heap of 512 MB.
const (
	nodeBatch = 4000
	linkBatch = 20000
)

// batchBytes bounds the properties of a batch of nodes, for roles with long texts or many skills.
const batchBytes = 6 << 20

// roleBytes estimates the properties of a role: texts, and scores and vector as they travel.
func roleBytes(d *graph.Dataset) int {
	texts := 0
	for i := range d.Roles() {
		r := d.Role(i)
		texts += 2 * (len(r.Name.Ja) + len(r.Name.En) + len(r.Name.Kana) + len(r.Description.Ja) + len(r.Description.En))
	}
	return 400 + texts/len(d.Roles()) + 2*9*len(d.Skills())
}

// loading brings the database to a plan.
type loading struct {
	*writer
	plan     *plan
	changes  *changes
	there    elements
	added    [kindCount]map[int]bool // nodes of the plan that this load made
	progress func(store.Progress)
}

// atMost is a batch's size under Config.BatchRows.
func (w *writer) atMost(size int) int {
	if most := w.store.config.BatchRows; most > 0 {
		return min(size, most)
	}
	return size
}

// execute runs a statement over rows, which it knows as $rows.
type execute func(ctx context.Context, cypher string, rows []any) error

// batches returns an execute with a transaction for every size rows.
func (l *loading) batches(t task, size int, report func(done int)) execute {
	return func(ctx context.Context, cypher string, list []any) error {
		for from := 0; from < len(list); from += l.atMost(size) {
			part := list[from:min(len(list), from+l.atMost(size))]
			if err := l.run(ctx, t, cypher, map[string]any{"rows": part, "dataset": l.dataset}); err != nil {
				return err
			}
			report(len(part))
		}
		return nil
	}
}

// stage writes what is not seen before the swap: nodes that are new, and their relationships.
func (l *loading) stage(ctx context.Context) error {
	if err := l.makeVectorIndex(ctx); err != nil {
		return err
	}
	if err := l.stageNodes(ctx); err != nil {
		return err
	}
	var rows [linkTypeCount][]any
	var total int64
	kept := l.changes.links[:0]
	for _, c := range l.changes.links {
		if c.element == "" && l.unseen(c) {
			rows[c.kind] = append(rows[c.kind], l.linkRow(c))
			total++
			continue
		}
		kept = append(kept, c)
	}
	l.changes.links = kept
	var done int64
	for t := range linkTypes {
		stage := store.StageLinks
		if t == correlates || t == stated {
			stage = store.StageEdges
		}
		run := l.batches(task{"stage", l.dataset}, linkBatch, func(n int) {
			done += int64(n)
			l.progress(store.Progress{Stage: stage, Done: done, Total: total})
		})
		if err := run(ctx, createLink[t], rows[t]); err != nil {
			return err
		}
	}
	return nil
}

// unseen reports whether a relationship can be there before the swap. It belongs to the node that it
// starts from; a correlation belongs to both.
func (l *loading) unseen(c linkChange) bool {
	t := linkTypes[c.kind]
	if !l.added[t.From][c.from] {
		return false
	}
	return t.To != roles || l.added[t.To][c.to]
}

// stageNodes creates the nodes that are missing, out of sight.
func (l *loading) stageNodes(ctx context.Context) error {
	var missing [kindCount][]int
	var total, done int64
	kept := l.changes.nodes[:0]
	for _, c := range l.changes.nodes {
		if c.element == "" {
			missing[c.kind] = append(missing[c.kind], c.index)
			total++
			continue
		}
		kept = append(kept, c)
	}
	l.changes.nodes = kept
	size := l.atMost(max(20, min(nodeBatch, batchBytes/roleBytes(l.plan.data))))
	for k, indices := range missing {
		l.added[k] = make(map[int]bool, len(indices))
		labels := []string{kinds[k].Ours, stagedLabel}
		if k == roles && l.plan.dimensions > 0 {
			labels = append(labels, vectorLabel(l.dataset, l.plan.dimensions))
		}
		cypher := "UNWIND $rows AS row CREATE (n:" + strings.Join(labels, ":") + ") SET n = row.p RETURN row.i, elementId(n)"
		for from := 0; from < len(indices); from += size {
			batch := make([]any, 0, size)
			for _, i := range indices[from:min(len(indices), from+size)] {
				p := l.plan.node(k, i)
				if k == roles {
					if v := vectorOf(l.plan.data, i, l.plan.scales); v != nil {
						p["vector"] = v
					}
				}
				batch = append(batch, map[string]any{"i": int64(i), "p": map[string]any(p)})
				l.added[k][i] = true
			}
			err := l.write(ctx, task{"stage", l.dataset}, func(tx neo4j.ExplicitTransaction, ctx context.Context) error {
				return each(ctx, tx, cypher, map[string]any{"rows": batch}, func(r row) error {
					i, id := r.int(), r.text()
					if r.err == nil {
						l.there[k][i] = id
					}
					return r.err
				})
			})
			if err != nil {
				return err
			}
			done += int64(len(batch))
			l.progress(store.Progress{Stage: store.StageNodes, Done: done, Total: total})
		}
	}
	return nil
}

// createLink makes relationships of a type out of rows of linkRow.
var createLink = [linkTypeCount]string{
	correlates: `UNWIND $rows AS row
		MATCH (a) WHERE elementId(a) = row[0] MATCH (b) WHERE elementId(b) = row[1]
		CREATE (a)-[:CORRELATES {correlation: row[2] / 1000000.0, correlationMicro: row[2],
			distance: (1000000 - row[2]) / 1000000.0, distanceMicro: 1000000 - row[2],
			climb: row[3] / 1000.0, climbMilli: row[3], drop: row[4] / 1000.0, dropMilli: row[4],
			skillGap: row[5] / 1000.0, skillGapMilli: row[5],
			demotion: row[6], changesFamily: row[7], gentlestCost: row[8], risingCost: row[9]}]->(b)`,
	requires: `UNWIND $rows AS row
		MATCH (a) WHERE elementId(a) = row[0] MATCH (b) WHERE elementId(b) = row[1] CREATE (a)-[:REQUIRES {level: row[2]}]->(b)`,
	inFamily: `UNWIND $rows AS row
		MATCH (a) WHERE elementId(a) = row[0] MATCH (b) WHERE elementId(b) = row[1] CREATE (a)-[:IN_FAMILY]->(b)`,
	inGroup: `UNWIND $rows AS row
		MATCH (a) WHERE elementId(a) = row[0] MATCH (b) WHERE elementId(b) = row[1] CREATE (a)-[:IN_GROUP]->(b)`,
	stated: `UNWIND $rows AS row
		MATCH (a) WHERE elementId(a) = row[0] MATCH (b) WHERE elementId(b) = row[1]
		CREATE (a)-[:STATED {correlation: row[2] / 1000000.0, correlationMicro: row[2]}]->(b)`,
}

// linkRow is a relationship to be made, in integers where there are any: they travel light.
func (l *loading) linkRow(c linkChange) []any {
	t, p := linkTypes[c.kind], l.plan
	ends := []any{l.there[t.From][c.from], l.there[t.To][c.to]}
	switch c.kind {
	case correlates:
		step, _ := p.graph.Edge(c.from, c.to)
		e := p.edgeProperties(step)
		return append(ends, e["correlationMicro"], e["climbMilli"], e["dropMilli"], e["skillGapMilli"],
			e["demotion"], e["changesFamily"], e["gentlestCost"], e["risingCost"])
	case requires:
		return append(ends, p.data.Role(c.from).Scores[c.to].Float())
	case stated:
		return append(ends, int64(p.stated[[2]int{c.from, c.to}]))
	}
	return ends
}
