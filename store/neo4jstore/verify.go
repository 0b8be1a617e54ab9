package neo4jstore

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"noboru/graph"
	"noboru/store"
)

// Ranks of differences: what is closest to a cause comes first. The hash stands last, for what else
// differs says more.
const (
	rankNode = iota
	rankRelationship
	rankDataset
	rankQuestion
	rankHash
)

// ranked is a difference and its rank.
type ranked struct {
	store.Difference
	rank int
}

func (d *ranked) compare(e *ranked) int {
	return cmp.Or(cmp.Compare(d.rank, e.rank), cmp.Compare(d.Where, e.Where), cmp.Compare(d.Property, e.Property))
}

// Verify recomputes everything that is stored of a dataset: its hash, every node and property, every
// relationship and weight, and answers to a sample of questions. Which difference comes first does not
// depend on the database. The error is ErrCorrupt where there is nothing that could be compared. It takes
// as long as building the graph and reading all of it, and all in memory but the relationships.
func (s *Store) Verify(ctx context.Context, name string, opts store.VerifyOptions) (store.Verified, error) {
	t := task{"verify", name}
	ctx, cancel := context.WithTimeout(ctx, s.config.LoadTimeout)
	defer cancel()
	if opts.Progress == nil {
		opts.Progress = func(int64, string) {}
	}
	for range loadAttempts {
		before, err := s.current(ctx, t, name)
		if err != nil {
			return store.Verified{}, err
		}
		v := &verifier{store: s, opts: opts, name: name, task: t}
		err = v.verify(ctx)
		if err != nil && !errors.Is(err, store.ErrCorrupt) {
			return store.Verified{}, s.wrap(ctx, t, err)
		}
		after, afterErr := s.current(ctx, t, name)
		if afterErr != nil {
			return store.Verified{}, afterErr
		}
		if after.load != before.load {
			continue // replaced meanwhile
		}
		if v.first != nil {
			v.result.First = &v.first.Difference
		}
		return v.result, err
	}
	return store.Verified{}, t.error(store.ErrBusy, "replaced-while-read")
}

type verifier struct {
	store  *Store
	opts   store.VerifyOptions
	name   string
	task   task
	record record
	plan   *plan
	result store.Verified
	first  *ranked
}

func (v *verifier) verify(ctx context.Context) error {
	var spec graph.Spec
	err := v.reading(ctx, func(tx neo4j.ManagedTransaction, ctx context.Context) (err error) {
		if v.record, err = find(ctx, tx, v.task, v.name); err == nil {
			spec, err = readSpec(ctx, tx, v.record)
		}
		return err
	})
	if err != nil {
		return err
	}
	d, err := graph.NewDataset(spec)
	if err != nil {
		return v.task.error(store.ErrCorrupt, "unexpected-content", "found", err)
	}
	g, err := graph.Build(ctx, d)
	if err != nil {
		return err
	}
	v.plan = newPlan(g)
	v.plan.slot, v.plan.load = v.record.slot, v.record.load
	v.result.Version = v.record.version
	if d.Version() != v.record.version {
		v.differ(rankHash, "Dataset "+v.name, "version", string(v.record.version), string(d.Version()))
	}
	for _, step := range []func(context.Context) error{v.dataset, v.indexes, v.nodes, v.links, v.edges, v.questions} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	return nil
}

func (v *verifier) reading(ctx context.Context, work func(neo4j.ManagedTransaction, context.Context) error) error {
	return v.store.readWithin(ctx, v.store.config.LoadTimeout, v.task, work)
}

// differ notes a difference.
func (v *verifier) differ(rank int, where, property string, got, want any) {
	v.result.Differences++
	d := &ranked{store.Difference{Where: where, Property: property, Got: got, Want: want}, rank}
	if v.first == nil || d.compare(v.first) < 0 {
		v.first = d
	}
}

// compare notes every property that differs.
func (v *verifier) compare(rank int, where string, got, want map[string]any) {
	keys := slices.Sorted(maps.Keys(want))
	for key := range got {
		if _, ok := want[key]; !ok {
			keys = append(keys, key)
		}
	}
	for _, key := range keys {
		if g, w := plain(got[key]), plain(want[key]); !reflect.DeepEqual(g, w) {
			v.differ(rank, where, key, g, w)
		}
	}
}

// plain brings lists of any type to []any, as the driver gives them.
func plain(value any) any {
	switch list := value.(type) {
	case []float64:
		return anything(list)
	case []string:
		return anything(list)
	}
	return value
}

func anything[T any](list []T) []any {
	out := make([]any, len(list))
	for i, x := range list {
		out[i] = x
	}
	return out
}

func (v *verifier) dataset(ctx context.Context) error {
	return v.reading(ctx, func(tx neo4j.ManagedTransaction, ctx context.Context) error {
		return each(ctx, tx, "MATCH (d:Dataset {name: $name}) RETURN properties(d)", map[string]any{"name": v.name}, func(r row) error {
			got, _ := r.next().(map[string]any)
			delete(got, "loadedAt")
			want := datasetProperties(v.plan)
			delete(want, "version") // the hash has a difference of its own
			delete(got, "version")
			v.compare(rankDataset, "Dataset "+v.name, got, want)
			return nil
		})
	})
}

// indexes asks for every constraint and index, the vector index included.
func (v *verifier) indexes(ctx context.Context) error {
	state := map[string]any{}
	err := v.reading(ctx, func(tx neo4j.ManagedTransaction, ctx context.Context) error {
		return each(ctx, tx, "SHOW INDEXES YIELD name, state RETURN name, state", nil, func(r row) error {
			state[r.text()] = r.next()
			return r.err
		})
	})
	if err != nil {
		return err
	}
	items := schema()
	if v.plan.dimensions > 0 {
		items = append(items, schemaItem{name: v.plan.slot.vectorIndex()})
	}
	for _, item := range items {
		if state[item.name] != "ONLINE" {
			v.differ(rankDataset, "Index "+item.name, "state", state[item.name], "ONLINE")
		}
	}
	return nil
}

// nodes compares all nodes of the slot, and that they, and no others of the dataset, are live.
func (v *verifier) nodes(ctx context.Context) error {
	d, s := v.plan.data, v.plan.slot
	want := [len(kinds)]map[string]map[string]any{}
	for i := range want {
		want[i] = map[string]map[string]any{}
	}
	for i := range d.Roles() {
		want[0][d.Role(i).Code] = roleProperties(s, d, i, v.plan.scales)
	}
	for i := range d.Skills() {
		want[1][d.Skills()[i].Code] = skillProperties(s, &d.Skills()[i], i, v.plan.scales)
	}
	for i := range d.SkillGroups() {
		want[2][d.SkillGroups()[i].Code] = groupProperties(s, &d.SkillGroups()[i], i)
	}
	for i := range d.Families() {
		want[3][d.Families()[i].Code] = familyProperties(s, &d.Families()[i])
	}
	return v.reading(ctx, func(tx neo4j.ManagedTransaction, ctx context.Context) error {
		for i, k := range kinds {
			// Live nodes of the dataset, and those of the slot that are not live.
			cypher := fmt.Sprintf(`MATCH (n:%[1]s {dataset: $dataset}) RETURN n.code, properties(n), true AS live
				UNION ALL MATCH (n:%[2]s {slot: $slot}) WHERE NOT n:%[1]s RETURN n.code, properties(n), false AS live`, k.Live, k.Version)
			err := each(ctx, tx, cypher, map[string]any{"dataset": v.name, "slot": s.key()}, func(r row) error {
				code := r.text()
				got, _ := r.next().(map[string]any)
				where := k.Live + " " + code
				if !r.bool() {
					v.differ(rankNode, where, "label "+k.Live, nil, k.Live)
				}
				expected, ok := want[i][code]
				if !ok {
					v.differ(rankNode, where, "", "a node", nil)
					return r.err
				}
				v.result.Nodes++
				v.compare(rankNode, where, got, expected)
				delete(want[i], code)
				return r.err
			})
			if err != nil {
				return err
			}
			for code := range want[i] {
				v.differ(rankNode, k.Live+" "+code, "", nil, "a node")
			}
			v.opts.Progress(v.result.Nodes, "nodes")
		}
		return nil
	})
}

// relationship is one that has to be there, by the codes of its ends.
type relationship struct{ from, to string }

// links compares what is not CORRELATES.
func (v *verifier) links(ctx context.Context) error {
	d := v.plan.data
	family, group, stated := map[relationship]any{}, map[relationship]any{}, map[relationship]any{}
	requires := map[relationship]any{}
	for i := range d.Roles() {
		r := d.Role(i)
		if r.Family != "" {
			family[relationship{r.Code, r.Family}] = properties{}
		}
		for k, score := range r.Scores {
			if score > 0 {
				requires[relationship{r.Code, d.Skills()[k].Code}] = properties{"level": score.Float()}
			}
		}
	}
	for _, k := range d.Skills() {
		if k.Group != "" {
			group[relationship{k.Code, k.Group}] = properties{}
		}
	}
	for p := range pairsWithoutEdge(v.plan.graph) {
		stated[relationship{d.Role(p.a).Code, d.Role(p.b).Code}] = properties{"correlation": p.similarity.Float(), "correlationMicro": int64(p.similarity)}
	}
	for _, l := range []struct {
		kind kind
		name string
		want map[relationship]any
	}{{roleKind, "REQUIRES", requires}, {roleKind, "IN_FAMILY", family}, {skillKind, "IN_GROUP", group}, {roleKind, "STATED", stated}} {
		err := v.relationships(ctx, l.kind, l.name, func(r relationship) (map[string]any, bool) {
			p, ok := l.want[r].(properties)
			delete(l.want, r)
			return p, ok
		})
		if err != nil {
			return err
		}
		for r := range l.want {
			v.differ(rankRelationship, fmt.Sprintf("(%s)-[%s]->(%s)", r.from, l.name, r.to), "", nil, "a relationship")
		}
	}
	return nil
}

// edges compares every weight of every CORRELATES.
func (v *verifier) edges(ctx context.Context) error {
	d, g := v.plan.data, v.plan.graph
	seen := make([]map[int]bool, g.Len())
	err := v.relationships(ctx, roleKind, "CORRELATES", func(r relationship) (map[string]any, bool) {
		from, ok := d.RoleByCode(r.from)
		to, ok2 := d.RoleByCode(r.to)
		if !ok || !ok2 {
			return nil, false
		}
		step, ok := g.Edge(from, to)
		if !ok || seen[from][to] {
			return nil, false
		}
		if seen[from] == nil {
			seen[from] = make(map[int]bool, g.Degree(from))
		}
		seen[from][to] = true
		return edgeProperties(d, step), true
	})
	if err != nil {
		return err
	}
	for from := range seen {
		for step := range g.Edges(from) {
			if !seen[from][step.To] {
				v.differ(rankRelationship, fmt.Sprintf("(%s)-[CORRELATES]->(%s)", d.Role(from).Code, d.Role(step.To).Code), "", nil, "a relationship")
			}
		}
	}
	return nil
}

// edgeProperties is what createEdges writes for a step.
func edgeProperties(d *graph.Dataset, step graph.Step) properties {
	p := properties{
		"correlation": step.Similarity.Float(), "correlationMicro": int64(step.Similarity),
		"distance": step.Similarity.Distance().Float(), "distanceMicro": int64(step.Similarity.Distance()),
		"climb": step.Climb.Float(), "climbMilli": int64(step.Climb), "drop": step.Drop.Float(), "dropMilli": int64(step.Drop),
		"gentlestCost": gentlestCost(d.ComfortableClimb(), step.Climb),
	}
	if d.HasScores() {
		p["gap"], p["gapMilli"] = step.Gap.Float(), int64(step.Gap)
	}
	return p
}

// relationships reads all of a type and compares each with what want returns; false for one too many.
func (v *verifier) relationships(ctx context.Context, k kind, name string, want func(relationship) (map[string]any, bool)) error {
	cypher := fmt.Sprintf("MATCH (a:%s {slot: $slot})-[l:%s]->(b) RETURN a.code, b.code, b.slot, properties(l)", k.Version, name)
	return v.reading(ctx, func(tx neo4j.ManagedTransaction, ctx context.Context) error {
		return each(ctx, tx, cypher, map[string]any{"slot": v.plan.slot.key()}, func(r row) error {
			ends := relationship{r.text(), r.text()}
			other := r.text()
			got, _ := r.next().(map[string]any)
			where := fmt.Sprintf("(%s)-[%s]->(%s)", ends.from, name, ends.to)
			expected, ok := want(ends)
			if !ok || other != v.plan.slot.key() {
				v.differ(rankRelationship, where, "", "a relationship", nil)
				return r.err
			}
			v.compare(rankRelationship, where, got, expected)
			if v.result.Relationships++; v.result.Relationships%10000 == 0 {
				v.opts.Progress(v.result.Relationships, "relationships")
			}
			return r.err
		})
	})
}
