package neo4jstore

import (
	"context"
	"fmt"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"noboru/graph"
	"noboru/store"
)

// approximateBy names the method of Approximate.
const approximateBy = "neo4j-vector"

// askBatch is how many roles are looked for in one transaction.
const askBatch = 500

// Approximate finds the roles near each role by a vector index of the rows as the measure sees them: a graph
// that is searched greedily (HNSW: Malkov and Yashunin 2018), so that some that are near may be missed. It
// writes the rows to nodes out of sight, and removes them. It takes about n log n where all pairs take n².
func (s *Store) Approximate(ctx context.Context, d *graph.Dataset, opts store.ApproximateOptions) (*graph.Dataset, error) {
	t := task{"draw", d.Name()}
	ctx, cancel := context.WithTimeout(ctx, s.config.LoadTimeout)
	defer cancel()
	if opts.Progress == nil {
		opts.Progress = func(store.Progress) {}
	}
	if !d.HasScores() || d.TopK() == 0 {
		return nil, t.error(store.ErrCannotHold, "wants-top-k")
	}
	if opts.Nearest == 0 {
		opts.Nearest = max(30, 3*d.TopK())
	}
	scales := scales(d)
	var rows []any // the role's index, and its vector
	dimensions := 0
	for i := range d.Roles() {
		if v := vectorOf(d, i, scales); v != nil {
			dimensions = len(v)
			rows = append(rows, []any{int64(i), v})
		}
	}
	var pairs [][2]int32
	if len(rows) > 0 {
		err := s.exclusively(ctx, d.Name(), func(ctx context.Context, w *writer) (err error) {
			pairs, err = w.nearest(ctx, t, rows, dimensions, opts)
			return err
		})
		if err != nil {
			return nil, s.wrap(ctx, t, err)
		}
	}
	return d.Approximate(approximateBy, pairs)
}

// draftLabel is on the nodes that Approximate writes. Nothing of theirs outlives it, or the next load.
func draftLabel(dataset string) string { return "NoboruDraft_" + mark(dataset) }

func draftIndex(dataset string) string { return "noboru_draft_" + mark(dataset) }

// nearest asks an index of rows about each of them.
func (w *writer) nearest(ctx context.Context, t task, rows []any, dimensions int, opts store.ApproximateOptions) ([][2]int32, error) {
	if err := w.raiseFence(ctx); err != nil {
		return nil, err
	}
	if err := w.dropDrafts(ctx); err != nil {
		return nil, err
	}
	for from := 0; from < len(rows); from += nodeBatch {
		part := rows[from:min(len(rows), from+nodeBatch)]
		err := w.run(ctx, t, fmt.Sprintf("UNWIND $rows AS row CREATE (:%s {dataset: $dataset, position: row[0], vector: row[1]})", draftLabel(w.dataset)),
			map[string]any{"rows": part, "dataset": w.dataset})
		if err != nil {
			return nil, err
		}
		opts.Progress(store.Progress{Stage: store.StageNodes, Done: int64(from + len(part)), Total: int64(len(rows))})
	}
	err := w.alter(ctx, t, fmt.Sprintf("CREATE VECTOR INDEX %s IF NOT EXISTS FOR (n:%s) ON (n.vector) "+
		"OPTIONS {indexConfig: {`vector.dimensions`: %d, `vector.similarity_function`: 'cosine', `vector.quantization.enabled`: false}}",
		draftIndex(w.dataset), draftLabel(w.dataset), dimensions))
	if err != nil {
		return nil, err
	}
	if err := w.run(ctx, t, "CALL db.awaitIndex($name, $seconds)", map[string]any{"name": draftIndex(w.dataset), "seconds": int64(w.store.config.WriteTimeout.Seconds())}); err != nil {
		return nil, err
	}
	var pairs [][2]int32
	for from := 0; from < len(rows); from += askBatch {
		part := rows[from:min(len(rows), from+askBatch)]
		err := w.store.readWithin(ctx, w.store.config.WriteTimeout, t, func(tx neo4j.ManagedTransaction, ctx context.Context) error {
			return each(ctx, tx, `UNWIND $rows AS row CALL db.index.vector.queryNodes($index, $nearest, row[1]) YIELD node
				RETURN row[0], collect(node.position)`, map[string]any{"rows": part, "index": draftIndex(w.dataset), "nearest": int64(opts.Nearest + 1)}, // the role finds itself
				func(r row) error {
					a := r.int()
					for _, b := range r.list() {
						if b, ok := b.(int64); ok && b != a {
							pairs = append(pairs, [2]int32{int32(a), int32(b)})
						}
					}
					return r.err
				})
		})
		if err != nil {
			return nil, err
		}
		opts.Progress(store.Progress{Stage: store.StageNearest, Done: int64(from + len(part)), Total: int64(len(rows))})
	}
	if err := w.dropDrafts(ctx); err != nil {
		return nil, err
	}
	return pairs, w.lowerFence(ctx)
}

// dropDrafts removes what Approximate wrote, or left when it broke off.
func (w *writer) dropDrafts(ctx context.Context) error {
	t := task{"remove", w.dataset}
	if err := w.alter(ctx, t, "DROP INDEX "+draftIndex(w.dataset)+" IF EXISTS"); err != nil {
		return err
	}
	for {
		var n int64
		err := w.write(ctx, t, func(tx neo4j.ExplicitTransaction, ctx context.Context) (err error) {
			n, err = number(ctx, tx, fmt.Sprintf("MATCH (n:%s) WITH n LIMIT $limit DELETE n RETURN count(*)", draftLabel(w.dataset)), map[string]any{"limit": int64(removeNodes)})
			return err
		})
		if err != nil || n < removeNodes {
			return err
		}
	}
}
