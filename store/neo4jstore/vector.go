package neo4jstore

import (
	"context"
	"fmt"
	"math"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"noboru/graph"
	"noboru/store"
)

// maxDimensions is what Neo4j's vector indexes take.
const maxDimensions = 4096

// scale is how the dataset's measure sees a skill: score less mean, by deviation. Both in points.
type scale struct{ mean, deviation float64 }

// scales returns the mean and the population deviation of every skill under the standardised
// measure; nil under the others. A skill that is constant has deviation 0 and counts for nothing.
func scales(d *graph.Dataset) []scale {
	if d.Measure() != graph.PearsonStandardized {
		return nil
	}
	n := float64(len(d.Roles()))
	all := make([]scale, len(d.Skills()))
	for s := range all {
		first, sum, varies := d.Role(0).Scores[s], int64(0), false
		for i := range d.Roles() {
			x := d.Role(i).Scores[s]
			sum += int64(x)
			varies = varies || x != first
		}
		all[s].mean = float64(sum) / n / graph.PointsScale
		if !varies {
			continue
		}
		variance := 0.0
		for i := range d.Roles() {
			diff := d.Role(i).Scores[s].Float() - all[s].mean
			variance += diff * diff
		}
		all[s].deviation = math.Sqrt(variance / n)
	}
	return all
}

// vectorOf returns the row whose cosine with another's is the two roles' similarity; nil where
// that is undefined.
func vectorOf(d *graph.Dataset, role int, scales []scale) []float64 {
	scores := d.Role(role).Scores
	if len(scores) == 0 || len(scores) > maxDimensions {
		return nil
	}
	v := make([]float64, len(scores))
	switch d.Measure() {
	case graph.Cosine:
		zero := true
		for s, x := range scores {
			v[s] = x.Float()
			zero = zero && x == 0
		}
		if zero {
			return nil
		}
	case graph.PearsonStandardized:
		return standardized(v, scores, scales)
	default:
		// k x - Σx is exact, and all zero just where the row is constant.
		k, sum, flat := int64(len(scores)), int64(d.Role(role).Total), true
		for s, x := range scores {
			centred := k*int64(x) - sum
			v[s] = float64(centred) / float64(k) / graph.PointsScale
			flat = flat && centred == 0
		}
		if flat {
			return nil
		}
	}
	return v
}

func standardized(v []float64, scores []graph.Points, scales []scale) []float64 {
	sum, kept, largest := 0.0, 0.0, 0.0
	for s, x := range scores {
		if scales[s].deviation > 0 {
			v[s] = (x.Float() - scales[s].mean) / scales[s].deviation
			sum += v[s]
			kept++
			largest = max(largest, math.Abs(v[s]))
		}
	}
	if kept == 0 {
		return nil
	}
	flat := true
	for s := range v {
		if scales[s].deviation > 0 {
			v[s] -= sum / kept
			flat = flat && math.Abs(v[s]) <= 1e-9*largest
		}
	}
	if flat {
		return nil
	}
	return v
}

// makeVectorIndex makes the dataset's vector index, unless there is one of that dimension.
func (l *loading) makeVectorIndex(ctx context.Context) error {
	p, t := l.plan, task{"schema", l.dataset}
	if p.dimensions == 0 {
		return nil
	}
	index := vectorIndex(l.dataset, p.dimensions)
	var usable int64
	err := l.write(ctx, t, func(tx neo4j.ExplicitTransaction, ctx context.Context) (err error) {
		usable, err = number(ctx, tx, "SHOW INDEXES YIELD name, state WHERE name = $name AND state = 'ONLINE' RETURN count(*)", map[string]any{"name": index})
		return err
	})
	if err != nil || usable > 0 {
		return err
	}
	return l.alter(ctx, t, fmt.Sprintf("CREATE VECTOR INDEX %s IF NOT EXISTS FOR (r:%s) ON (r.vector) "+
		"OPTIONS {indexConfig: {`vector.dimensions`: %d, `vector.similarity_function`: 'cosine', `vector.quantization.enabled`: false}}",
		index, vectorLabel(l.dataset, p.dimensions), p.dimensions))
}

// writeVectors brings vectors up to date, in batches after the swap: they are derived, the index over
// them is approximate, and all of them at once would not fit the server's memory. Then it tells people
// the index.
func (l *loading) writeVectors(ctx context.Context) error {
	p, t := l.plan, task{"vectors", l.dataset}
	if len(l.changes.vectors) > 0 {
		list := make([]any, len(l.changes.vectors))
		for n, i := range l.changes.vectors {
			var v any // nil removes
			if vector := vectorOf(p.data, i, p.scales); vector != nil {
				v = vector
			}
			list[n] = []any{l.there[roles][i], v}
		}
		cypher := "UNWIND $rows AS row MATCH (n) WHERE elementId(n) = row[0] AND n.dataset = $dataset SET n.vector = row[1]"
		if p.dimensions > 0 {
			cypher += ", n:" + vectorLabel(l.dataset, p.dimensions)
		}
		var done int64
		run := l.batches(t, max(20, min(nodeBatch, batchBytes/roleBytes(p.data))), func(n int) {
			done += int64(n)
			l.progress(store.Progress{Stage: store.StageVectors, Done: done, Total: int64(len(list))})
		})
		if err := run(ctx, cypher, list); err != nil {
			return err
		}
	}
	if p.dimensions == 0 {
		return nil
	}
	if err := l.run(ctx, t, "CALL db.awaitIndex($name, $seconds)",
		map[string]any{"name": vectorIndex(l.dataset, p.dimensions), "seconds": int64(l.store.config.WriteTimeout.Seconds())}); err != nil {
		return err
	}
	return l.run(ctx, t, "MATCH (d:Dataset {name: $dataset}) SET d += $properties",
		map[string]any{"dataset": l.dataset, "properties": map[string]any(vectorProperties(p))})
}

// dropVectorIndexes removes the dataset's vector indexes but that of so many dimensions.
func (w *writer) dropVectorIndexes(ctx context.Context, except int) error {
	t := task{"schema", w.dataset}
	var names []string
	err := w.write(ctx, t, func(tx neo4j.ExplicitTransaction, ctx context.Context) error {
		names = names[:0]
		return each(ctx, tx, `SHOW VECTOR INDEXES YIELD name WHERE (name STARTS WITH $prefix OR name STARTS WITH $old) AND name <> $except RETURN name ORDER BY name`,
			map[string]any{
				"prefix": "noboru_role_vectors_" + mark(w.dataset) + "_", "old": "role_vectors_" + mark(w.dataset) + "_", "except": vectorIndex(w.dataset, except),
			}, func(r row) error {
				names = append(names, r.text())
				return r.err
			})
	})
	for _, name := range names {
		if err == nil {
			err = w.alter(ctx, t, "DROP INDEX "+name+" IF EXISTS")
		}
	}
	return err
}
