package neo4jstore

import (
	"context"
	"fmt"
	"maps"
	"reflect"
	"slices"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// changes are how the database differs from a plan: what a load has to do, and what Verify reports.
// What others attached is no difference.
type changes struct {
	nodes   []nodeChange
	links   []linkChange
	vectors []int // roles whose vector, or its label, differs
	compared
}

// compared says how much was looked at.
type compared struct{ nodes, links int64 }

// nodeChange is a node that is not as planned.
type nodeChange struct {
	kind    int
	index   int    // in the plan; -1 for one too many
	element string // of the database; empty for one that is missing
	code    string
	set     properties // what is to be set, nil for what is to be removed
	was     properties // what stands there instead, by the same keys
	hidden  bool       // it is there, but is not live
}

// linkChange is a relationship that is not as planned.
type linkChange struct {
	kind     int // of linkTypes
	from, to int // indices; -1 for an end that is not of the plan
	element  string
	where    string // for people, of one too many
	surplus  bool
	set, was properties
}

// elements are the database's own names of the plan's nodes, by kind and index; empty for none.
type elements [kindCount][]string

// diff compares what is stored with the plan. It reads all of the dataset, in one transaction.
func (p *plan) diff(ctx context.Context, tx runner, progress func(done int64)) (*changes, elements, error) {
	c := &changes{}
	var there elements
	for k := range kinds {
		there[k] = make([]string, p.count(k))
		if err := p.diffNodes(ctx, tx, k, c, there[k]); err != nil {
			return nil, there, err
		}
		progress(c.compared.nodes)
	}
	for t := range linkTypes {
		if err := p.diffLinks(ctx, tx, t, c, progress); err != nil {
			return nil, there, err
		}
	}
	return c, there, nil
}

// diffNodes compares the nodes of a kind: ours, live or former, and those that only claim to be.
func (p *plan) diffNodes(ctx context.Context, tx runner, k int, c *changes, there []string) error {
	cypher := fmt.Sprintf(`MATCH (n:%[1]s {dataset: $dataset}) WHERE NOT n:%[3]s RETURN elementId(n), labels(n), properties(n)
		UNION ALL MATCH (n:%[2]s {dataset: $dataset}) WHERE NOT n:%[1]s RETURN elementId(n), labels(n), properties(n)`,
		kinds[k].Ours, kinds[k].Live, stagedLabel)
	seen := make([]bool, p.count(k))
	err := each(ctx, tx, cypher, map[string]any{"dataset": p.data.Name()}, func(r row) error {
		element, labels := r.text(), r.list()
		got, _ := r.next().(map[string]any)
		id, _ := got["id"].(string)
		code, _ := got["code"].(string)
		i, planned := p.ids[k][id]
		live := slices.Contains(labels, any(kinds[k].Live)) && slices.Contains(labels, any(kinds[k].Ours)) &&
			(k != roles || slices.Contains(labels, any(p.label)))
		if !planned || seen[i] {
			if slices.Contains(labels, any(kinds[k].Live)) || !slices.Contains(labels, any(kinds[k].Former)) {
				c.nodes = append(c.nodes, nodeChange{kind: k, index: -1, element: element, code: code})
			}
			return r.err
		}
		seen[i], there[i] = true, element
		c.compared.nodes++
		want := p.node(k, i)
		if k == roles && !p.sameVector(i, got, labels) {
			c.vectors = append(c.vectors, i)
		}
		delete(got, "vector")
		set, was := compare(got, want, ownedKeys[k])
		if len(set) > 0 || !live {
			c.nodes = append(c.nodes, nodeChange{kind: k, index: i, element: element, code: p.code(k, i), set: set, was: was, hidden: !live})
		}
		return r.err
	})
	for i := range seen {
		if !seen[i] {
			c.nodes = append(c.nodes, nodeChange{kind: k, index: i, code: p.code(k, i)})
		}
	}
	return err
}

// sameVector reports whether a role's vector is stored, and indexed, as it should be.
func (p *plan) sameVector(i int, got map[string]any, labels []any) bool {
	want := vectorOf(p.data, i, p.scales)
	if want == nil {
		return got["vector"] == nil
	}
	return reflect.DeepEqual(plain(got["vector"]), anything(want)) && slices.Contains(labels, any(vectorLabel(p.data.Name(), p.dimensions)))
}

// diffLinks compares the relationships of a type, whose ends are both ours.
func (p *plan) diffLinks(ctx context.Context, tx runner, t int, c *changes, progress func(int64)) error {
	l := linkTypes[t]
	cypher := fmt.Sprintf(`MATCH (a:%s {dataset: $dataset})-[l:%s]->(b:%s) WHERE NOT a:%[4]s AND NOT b:%[4]s
		RETURN a.id, b.id, a.code, b.code, elementId(l), properties(l)`, kinds[l.From].Ours, l.Name, kinds[l.To].Ours, stagedLabel)
	seen := make(map[[2]int]struct{}, p.counts[t])
	err := each(ctx, tx, cypher, map[string]any{"dataset": p.data.Name()}, func(r row) error {
		from, fromOK := p.ids[l.From][r.text()]
		to, toOK := p.ids[l.To][r.text()]
		where := fmt.Sprintf("(%s)-[%s]->(%s)", r.text(), l.Name, r.text())
		element := r.text()
		got, _ := r.next().(map[string]any)
		var want properties
		wanted := fromOK && toOK
		if wanted {
			want, wanted = p.link(t, from, to)
		}
		if _, twice := seen[[2]int{from, to}]; !wanted || twice {
			c.links = append(c.links, linkChange{kind: t, from: from, to: to, element: element, where: where, surplus: true})
			return r.err
		}
		seen[[2]int{from, to}] = struct{}{}
		if c.compared.links++; c.compared.links%10000 == 0 {
			progress(c.compared.nodes + c.compared.links)
		}
		if set, was := compare(got, want, ownedLinkKeys[t]); len(set) > 0 {
			c.links = append(c.links, linkChange{kind: t, from: from, to: to, element: element, set: set, was: was})
		}
		return r.err
	})
	if err != nil {
		return err
	}
	for from, to := range p.links(t) {
		if _, ok := seen[[2]int{from, to}]; !ok {
			c.links = append(c.links, linkChange{kind: t, from: from, to: to})
		}
	}
	return nil
}

// compare says what is to be set so that got holds want, and what stands there instead. Keys that are
// not owned are others'.
func compare(got map[string]any, want properties, owned map[string]bool) (set, was properties) {
	set, was = properties{}, properties{}
	for key, w := range want {
		if g := got[key]; !reflect.DeepEqual(plain(g), plain(w)) {
			set[key], was[key] = w, g
		}
	}
	for key, g := range got {
		if _, wanted := want[key]; !wanted && owned[key] {
			set[key], was[key] = nil, g
		}
	}
	return set, was
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

// describe is a change of a relationship's place, for people.
func (p *plan) describe(l linkChange) string {
	if l.where != "" {
		return l.where
	}
	t := linkTypes[l.kind]
	return fmt.Sprintf("(%s)-[%s]->(%s)", p.code(t.From, l.from), t.Name, p.code(t.To, l.to))
}

// keysOf lists the keys of a change in order.
func keysOf(p properties) []string { return slices.Sorted(maps.Keys(p)) }

// read runs the comparison in a READ transaction of its own.
func (s *Store) diff(ctx context.Context, t task, p *plan, progress func(int64)) (c *changes, there elements, err error) {
	err = s.readWithin(ctx, s.config.LoadTimeout, t, func(tx neo4j.ManagedTransaction, ctx context.Context) (err error) {
		c, there, err = p.diff(ctx, tx, progress)
		return err
	})
	return c, there, err
}
