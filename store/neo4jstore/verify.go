package neo4jstore

import (
	"cmp"
	"context"
	"errors"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"noboru/graph"
	"noboru/store"
)

// Ranks of differences: what is closest to a cause comes first. The hash stands last, for what else
// differs says more.
const (
	rankNode = iota
	rankDataset
	rankRelationship
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
// depend on the database. What looks damaged is looked at again, for while the server applies a commit, a
// reader can see a part of it. The error is ErrCorrupt where there is nothing that could be compared. It takes
// as long as building the graph and reading all of it, and all in memory but the relationships.
func (s *Store) Verify(ctx context.Context, name string, opts store.VerifyOptions) (store.Verified, error) {
	t := task{"verify", name}
	ctx, cancel := context.WithTimeout(ctx, s.config.LoadTimeout)
	defer cancel()
	if opts.Progress == nil {
		opts.Progress = func(int64, string) {}
	}
	var damage *look
	for range loadAttempts {
		seen, err := s.look(ctx, t, opts)
		switch {
		case err != nil:
			return store.Verified{}, err
		case seen.replaced:
			damage = nil
		case seen.whole() || damage != nil && seen.same(damage):
			return seen.result, seen.err
		default:
			damage = seen
			wait(ctx, applying)
		}
	}
	if damage != nil {
		return damage.result, damage.err
	}
	return store.Verified{}, t.error(store.ErrBusy, "replaced-while-read")
}

// look is what was seen of a dataset at once.
type look struct {
	replaced bool // by another load meanwhile: it says nothing
	result   store.Verified
	err      error // ErrCorrupt
}

func (l *look) whole() bool { return l.err == nil && l.result.First == nil }

// same reports whether two looks saw the same damage.
func (l *look) same(other *look) bool {
	if l.err != nil || other.err != nil {
		return l.err != nil && other.err != nil && l.err.Error() == other.err.Error()
	}
	return l.result.Differences == other.result.Differences && l.result.First.String() == other.result.First.String()
}

func (s *Store) look(ctx context.Context, t task, opts store.VerifyOptions) (*look, error) {
	before, err := s.current(ctx, t, t.dataset)
	if err != nil {
		return nil, err
	}
	v := &verifier{store: s, opts: opts, name: t.dataset, task: t}
	err = v.verify(ctx)
	if err != nil && !errors.Is(err, store.ErrCorrupt) {
		return nil, s.wrap(ctx, t, err)
	}
	after, afterErr := s.current(ctx, t, t.dataset)
	if afterErr != nil {
		return nil, afterErr
	}
	if v.first != nil {
		v.result.First = &v.first.Difference
	}
	return &look{replaced: after.load != before.load, result: v.result, err: err}, nil
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
		if v.record, err = readable(ctx, tx, v.task, v.name); err == nil {
			spec, err = readSpec(ctx, tx, v.record, ours)
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
	if field := (*graph.FieldError)(nil); errors.As(err, &field) {
		return v.task.error(store.ErrCorrupt, "unexpected-content", "found", field)
	}
	if err != nil {
		return err
	}
	if v.result.ApproximateBy = d.ApproximateBy(); v.result.ApproximateBy != "" {
		if v.result.Recall, err = g.Recall(ctx); err != nil {
			return err
		}
	}
	v.plan = newPlan(g)
	v.plan.load, v.plan.label = v.record.load, v.record.label
	v.result.Version = v.record.version
	if d.Version() != v.record.version {
		v.differ(rankHash, "Dataset "+v.name, "version", string(v.record.version), string(d.Version()))
	}
	for _, step := range []func(context.Context) error{v.dataset, v.indexes, v.content, v.questions, v.others} {
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

func (v *verifier) dataset(ctx context.Context) error {
	return v.reading(ctx, func(tx neo4j.ManagedTransaction, ctx context.Context) error {
		return each(ctx, tx, "MATCH (d:Dataset {name: $name}) RETURN properties(d)", map[string]any{"name": v.name}, func(r row) error {
			got, _ := r.next().(map[string]any)
			want := datasetProperties(v.plan)
			for key, value := range vectorProperties(v.plan) {
				want[key] = value
			}
			for _, key := range []string{"loadedAt", "loads", "version"} { // the hash has a difference of its own
				delete(got, key)
				delete(want, key)
			}
			set, was := compare(got, want, ownedDatasetKeys)
			for _, key := range keysOf(set) {
				v.differ(rankDataset, "Dataset "+v.name, key, plain(was[key]), plain(set[key]))
			}
			return nil
		})
	})
}

// indexes asks for every constraint and index, the vector index included.
func (v *verifier) indexes(ctx context.Context) error {
	return v.reading(ctx, func(tx neo4j.ManagedTransaction, ctx context.Context) error {
		have, err := readSchema(ctx, tx)
		if err != nil {
			return err
		}
		for _, item := range schema() {
			if found, err := item.found(v.task, have); err != nil || !found {
				v.differ(rankDataset, "Index "+item.name, "state", nil, "ONLINE")
			}
		}
		if v.plan.dimensions > 0 {
			if name := vectorIndex(v.name, v.plan.dimensions); !have[name].online {
				v.differ(rankDataset, "Index "+name, "state", nil, "ONLINE")
			}
		}
		return nil
	})
}

// content compares every node and relationship. What others attached is no difference.
func (v *verifier) content(ctx context.Context) error {
	c, _, err := v.store.diff(ctx, v.task, v.plan, func(done int64) { v.opts.Progress(done, "compared") })
	if err != nil {
		return err
	}
	v.result.Nodes, v.result.Relationships = c.compared.nodes, c.compared.links
	for _, n := range c.nodes {
		where := kinds[n.kind].Live + " " + n.code
		switch {
		case n.index < 0:
			v.differ(rankNode, where, "", "a node", nil)
		case n.element == "":
			v.differ(rankNode, where, "", nil, "a node")
		default:
			if n.hidden {
				v.differ(rankNode, where, "label "+kinds[n.kind].Live, nil, kinds[n.kind].Live)
			}
			for _, key := range keysOf(n.set) {
				v.differ(rankNode, where, key, plain(n.was[key]), plain(n.set[key]))
			}
		}
	}
	for _, i := range c.vectors {
		v.differ(rankNode, "Role "+v.plan.code(roles, i), "vector", "another", "the score row as the measure sees it")
	}
	for _, l := range c.links {
		where := v.plan.describe(l)
		switch {
		case l.surplus:
			v.differ(rankRelationship, where, "", "a relationship", nil)
		case l.element == "":
			v.differ(rankRelationship, where, "", nil, "a relationship")
		default:
			for _, key := range keysOf(l.set) {
				v.differ(rankRelationship, where, key, l.was[key], l.set[key])
			}
		}
	}
	return nil
}

// others counts what is not Noboru's. It is no damage.
func (v *verifier) others(ctx context.Context) error {
	hanging, err := v.store.attached(ctx, v.task, v.name)
	for _, a := range hanging {
		v.result.Others += a.count
	}
	return err
}
