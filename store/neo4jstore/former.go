package neo4jstore

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// others is the condition that something of others hangs on a node n of a kind whose own relationships
// are gone: a relationship, a property or a label. It reads $owned and $labels.
const others = `(EXISTS { (n)--() } OR any(k IN keys(n) WHERE NOT k IN $owned) OR any(l IN labels(n) WHERE NOT l IN $labels AND NOT l STARTS WITH 'NoboruVector_'
	AND NOT l STARTS WITH 'RoleVector_'))`

// retire is the statement that takes nodes out of the dataset: their relationships of ours, and their
// live labels. On what others have tied to a node it becomes a former one; else it goes.
func (l *loading) retire(k int) string {
	k2 := kinds[k]
	labels := k2.Live
	if k == roles {
		labels += ":" + l.plan.label
	}
	return fmt.Sprintf(`UNWIND $rows AS e MATCH (n) WHERE elementId(n) = e AND n.dataset = $dataset
		CALL (n) { MATCH (n)-[l:%s]-(:%s) DELETE l }
		REMOVE n:%s SET n:%s:%s
		WITH n WHERE NOT %s DELETE n`, ourLinks, anyNode, labels, k2.Former, k2.Ours, l.inline(others, k))
}

// inline writes the lists that the condition reads into it: a statement over rows has no other parameters.
func (l *loading) inline(condition string, k int) string {
	return strings.NewReplacer("$owned", quoted(sortedKeys(ownedKeys[k])), "$labels", quoted(l.plan.ownedLabels(k))).Replace(condition)
}

// quoted writes a list of names of ours as a Cypher literal.
func quoted(names []string) string {
	slices.Sort(names)
	return "['" + strings.Join(names, "', '") + "']"
}

// attachment is what others tied to a dataset's nodes.
type attachment struct {
	what  string // "HOLDS" or "salary"
	count int64
}

// attached lists what others tied to the nodes of a dataset, live or former: relationships by type, then
// properties by name.
func (s *Store) attached(ctx context.Context, t task, dataset string) ([]attachment, error) {
	var all []attachment
	err := s.readWithin(ctx, s.config.LoadTimeout, t, func(tx neo4j.ManagedTransaction, ctx context.Context) error {
		all = all[:0]
		params := map[string]any{"dataset": dataset}
		add := func(r row) error {
			all = append(all, attachment{r.text(), r.int()})
			return r.err
		}
		err := each(ctx, tx, fmt.Sprintf(`MATCH (n:%[1]s {dataset: $dataset})-[l]-(m)
			WHERE NOT (type(l) IN %[2]s AND m:%[1]s) WITH DISTINCT l RETURN type(l) AS what, count(*) AS n ORDER BY what`,
			anyNode, quoted(strings.Split(ourLinks, "|"))), params, add)
		if err != nil {
			return err
		}
		for k := range kinds {
			err := each(ctx, tx, fmt.Sprintf(`MATCH (n:%s {dataset: $dataset}) UNWIND keys(n) AS what
				WITH what WHERE NOT what IN %s RETURN what, count(*) AS n ORDER BY what`, kinds[k].Ours, quoted(sortedKeys(ownedKeys[k]))), params, add)
			if err != nil {
				return err
			}
		}
		return nil
	})
	return all, err
}

// formerCount is how many nodes are kept for others, without being in the dataset.
func formerCount(ctx context.Context, tx runner, dataset string) (int64, error) {
	return number(ctx, tx, fmt.Sprintf("MATCH (n:%s {dataset: $dataset}) RETURN count(n)", joined(kinds[:], func(k kind) string { return k.Former })),
		map[string]any{"dataset": dataset})
}
