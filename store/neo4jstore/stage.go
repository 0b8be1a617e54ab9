package neo4jstore

import (
	"context"
	"fmt"
	"strings"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"noboru/graph"
	"noboru/store"
)

// How much one transaction writes. Parameters and changes of a batch stay far below a heap of 512 MB.
const (
	nodeBatch = 4000
	pairBatch = 10000 // two relationships each
	linkBatch = 20000
)

// batchBytes bounds the properties of a batch of nodes, for roles with long texts or many skills.
const batchBytes = 6 << 20

// roleBytes estimates the properties of a role: texts, and scores and vector as they travel.
func roleBytes(d *graph.Dataset) int {
	texts := 0
	for i := range d.Roles() {
		r := d.Role(i)
		texts += len(r.Name.Ja) + len(r.Name.En) + len(r.Name.Kana) + len(r.Description.Ja) + len(r.Description.En)
	}
	return 300 + texts/len(d.Roles()) + 2*9*len(d.Skills())
}

// stager writes a plan into its slot.
type stager struct {
	*writer
	plan     *plan
	progress func(store.Progress)
	skills   []string // element ids
	groups   map[string]string
	families map[string]string
	roles    []string
}

var staging = task{doing: "stage"}

func (g *stager) stage(ctx context.Context) error {
	for _, step := range []func(context.Context) error{g.vectorIndex, g.nodes, g.groupLinks, g.roleLinks, g.edges, g.stated} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	return nil
}

// atMost is a batch's size under Config.BatchRows.
func (w *writer) atMost(size int) int {
	if most := w.store.config.BatchRows; most > 0 {
		return min(size, most)
	}
	return size
}

// vectorIndex makes the slot's index, unless there is one of that dimension.
func (g *stager) vectorIndex(ctx context.Context) error {
	if g.plan.dimensions == 0 {
		return nil
	}
	var usable int64
	err := g.write(ctx, staging, func(tx neo4j.ExplicitTransaction, ctx context.Context) (err error) {
		usable, err = number(ctx, tx, `SHOW INDEXES YIELD name, state, options WHERE name = $name AND state = 'ONLINE'
			AND options.indexConfig['vector.dimensions'] = $dimensions RETURN count(*)`,
			map[string]any{"name": g.plan.slot.vectorIndex(), "dimensions": int64(g.plan.dimensions)})
		return err
	})
	if err != nil || usable > 0 {
		return err
	}
	if err := g.dropVectors(ctx, g.plan.slot); err != nil {
		return err
	}
	s := g.plan.slot
	return g.alter(ctx, staging, fmt.Sprintf("CREATE VECTOR INDEX %s IF NOT EXISTS FOR (r:%s) ON (r.vector) "+
		"OPTIONS {indexConfig: {`vector.dimensions`: %d, `vector.similarity_function`: 'cosine', `vector.quantization.enabled`: false}}",
		s.vectorIndex(), s.vectorLabel(), g.plan.dimensions))
}

func (g *stager) nodes(ctx context.Context) error {
	d, s := g.plan.data, g.plan.slot
	total := int64(len(d.Roles()) + len(d.Skills()) + len(d.SkillGroups()) + len(d.Families()))
	var done int64
	perBatch := max(20, min(nodeBatch, batchBytes/roleBytes(d)))
	// create writes n nodes and returns their element ids in order.
	create := func(labels []string, n int, of func(i int) properties) ([]string, error) {
		ids := make([]string, n)
		cypher := "UNWIND $rows AS row CREATE (n:" + strings.Join(labels, ":") + ") SET n = row.p RETURN row.i, elementId(n)"
		size := g.atMost(perBatch)
		for from := 0; from < n; from += size {
			to := min(n, from+size)
			batch := make([]any, 0, to-from)
			for i := from; i < to; i++ {
				batch = append(batch, map[string]any{"i": int64(i), "p": map[string]any(of(i))})
			}
			err := g.write(ctx, staging, func(tx neo4j.ExplicitTransaction, ctx context.Context) error {
				return each(ctx, tx, cypher, map[string]any{"rows": batch}, func(r row) error {
					i, id := r.int(), r.text()
					if r.err == nil {
						ids[i] = id
					}
					return r.err
				})
			})
			if err != nil {
				return nil, err
			}
			done += int64(to - from)
			g.progress(store.Progress{Stage: store.StageNodes, Done: done, Total: total})
		}
		return ids, nil
	}
	groups, err := create([]string{groupKind.Version}, len(d.SkillGroups()), func(i int) properties { return groupProperties(s, &d.SkillGroups()[i], i) })
	if err != nil {
		return err
	}
	g.groups = make(map[string]string, len(groups))
	for i, id := range groups {
		g.groups[d.SkillGroups()[i].Code] = id
	}
	families, err := create([]string{familyKind.Version}, len(d.Families()), func(i int) properties { return familyProperties(s, &d.Families()[i]) })
	if err != nil {
		return err
	}
	g.families = make(map[string]string, len(families))
	for i, id := range families {
		g.families[d.Families()[i].Code] = id
	}
	g.skills, err = create([]string{skillKind.Version}, len(d.Skills()), func(i int) properties { return skillProperties(s, &d.Skills()[i], i, g.plan.scales) })
	if err != nil {
		return err
	}
	labels := []string{roleKind.Version}
	if g.plan.dimensions > 0 {
		labels = append(labels, s.vectorLabel())
	}
	g.roles, err = create(labels, len(d.Roles()), func(i int) properties { return roleProperties(s, d, i, g.plan.scales) })
	return err
}

// batcher collects rows and writes them when there are enough.
type batcher struct {
	*stager
	stage       store.Stage
	cypher      string
	size        int
	done, total int64
	rows        []any
}

// add counts one row as weight relationships.
func (b *batcher) add(ctx context.Context, row []any, weight int64) error {
	b.rows = append(b.rows, row)
	b.done += weight
	if len(b.rows) < b.atMost(b.size) {
		return nil
	}
	return b.flush(ctx)
}

func (b *batcher) flush(ctx context.Context) error {
	if len(b.rows) == 0 {
		return nil
	}
	if err := b.run(ctx, staging, b.cypher, map[string]any{"rows": b.rows}); err != nil {
		return err
	}
	b.rows = b.rows[:0]
	b.progress(store.Progress{Stage: b.stage, Done: b.done, Total: b.total})
	return nil
}

func (g *stager) groupLinks(ctx context.Context) error {
	b := &batcher{stager: g, stage: store.StageLinks, size: linkBatch, total: g.plan.inGroup, cypher: `UNWIND $rows AS row
		MATCH (k) WHERE elementId(k) = row[0] MATCH (g) WHERE elementId(g) = row[1] CREATE (k)-[:IN_GROUP]->(g)`}
	for i, k := range g.plan.data.Skills() {
		if k.Group == "" {
			continue
		}
		if err := b.add(ctx, []any{g.skills[i], g.groups[k.Group]}, 1); err != nil {
			return err
		}
	}
	return b.flush(ctx)
}

func (g *stager) roleLinks(ctx context.Context) error {
	d := g.plan.data
	families := &batcher{stager: g, stage: store.StageLinks, size: linkBatch, total: g.plan.inFamily, cypher: `UNWIND $rows AS row
		MATCH (r) WHERE elementId(r) = row[0] MATCH (f) WHERE elementId(f) = row[1] CREATE (r)-[:IN_FAMILY]->(f)`}
	// A role's requirements are one row: [role, [[skill, level], ...]].
	requires := &batcher{stager: g, stage: store.StageLinks, size: max(1, linkBatch/max(1, len(d.Skills()))), total: g.plan.requires, cypher: `UNWIND $rows AS row
		MATCH (r) WHERE elementId(r) = row[0] UNWIND row[1] AS need
		MATCH (k) WHERE elementId(k) = need[0] CREATE (r)-[:REQUIRES {level: need[1]}]->(k)`}
	for i := range d.Roles() {
		r := d.Role(i)
		if r.Family != "" {
			if err := families.add(ctx, []any{g.roles[i], g.families[r.Family]}, 1); err != nil {
				return err
			}
		}
		needs := make([]any, 0, len(r.Scores))
		for k, v := range r.Scores {
			if v > 0 {
				needs = append(needs, []any{g.skills[k], v.Float()})
			}
		}
		if len(needs) == 0 {
			continue
		}
		if err := requires.add(ctx, []any{g.roles[i], needs}, int64(len(needs))); err != nil {
			return err
		}
	}
	if err := families.flush(ctx); err != nil {
		return err
	}
	return requires.flush(ctx)
}

// createEdges makes both relationships of a pair out of integers:
// [a, b, similarity, rise from a to b, gap from a to b, gap from b to a].
const createEdges = `UNWIND $rows AS row
	MATCH (a) WHERE elementId(a) = row[0] MATCH (b) WHERE elementId(b) = row[1]
	WITH a, b, row, CASE WHEN row[3] > 0 THEN row[3] ELSE 0 END AS up, CASE WHEN row[3] < 0 THEN -row[3] ELSE 0 END AS down
	CREATE (a)-[:CORRELATES {correlation: row[2] / 1000000.0, correlationMicro: row[2],
		distance: (1000000 - row[2]) / 1000000.0, distanceMicro: 1000000 - row[2],
		climb: up / 1000.0, climbMilli: up, drop: down / 1000.0, dropMilli: down,
		gap: row[4] / 1000.0, gapMilli: row[4], gentlestCost: row[6] + up * up}]->(b)
	CREATE (b)-[:CORRELATES {correlation: row[2] / 1000000.0, correlationMicro: row[2],
		distance: (1000000 - row[2]) / 1000000.0, distanceMicro: 1000000 - row[2],
		climb: down / 1000.0, climbMilli: down, drop: up / 1000.0, dropMilli: up,
		gap: row[5] / 1000.0, gapMilli: row[5], gentlestCost: row[6] + down * down}]->(a)`

func (g *stager) edges(ctx context.Context) error {
	d := g.plan.data
	b := &batcher{stager: g, stage: store.StageEdges, size: pairBatch, total: 2 * int64(g.plan.graph.EdgeCount()), cypher: createEdges}
	square := gentlestCost(d.ComfortableClimb(), 0)
	for from := range d.Roles() {
		for step := range g.plan.graph.Edges(from) {
			if step.To < from {
				continue
			}
			var gap, back any // absent without scores
			if d.HasScores() {
				gap, back = int64(step.Gap), int64(step.Gap-step.Climb+step.Drop)
			}
			row := []any{g.roles[from], g.roles[step.To], int64(step.Similarity), int64(step.Climb - step.Drop), gap, back, square}
			if err := b.add(ctx, row, 2); err != nil {
				return err
			}
		}
	}
	return b.flush(ctx)
}

func (g *stager) stated(ctx context.Context) error {
	b := &batcher{stager: g, stage: store.StageEdges, size: linkBatch, total: g.plan.stated, cypher: `UNWIND $rows AS row
		MATCH (a) WHERE elementId(a) = row[0] MATCH (b) WHERE elementId(b) = row[1]
		CREATE (a)-[:STATED {correlation: row[2] / 1000000.0, correlationMicro: row[2]}]->(b)`}
	for pair := range pairsWithoutEdge(g.plan.graph) {
		if err := b.add(ctx, []any{g.roles[pair.a], g.roles[pair.b], int64(pair.similarity)}, 1); err != nil {
			return err
		}
	}
	return b.flush(ctx)
}
