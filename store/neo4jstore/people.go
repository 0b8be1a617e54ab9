package neo4jstore

import (
	"context"
	"fmt"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"noboru/store"
)

// peopleBatch is how many people one transaction writes.
const peopleBatch = 2000

// personID is the constraint that people need.
var personID = schemaItem{
	name: "noboru_person_id", kind: "RANGE", labels: "Person", properties: "id", unique: true,
	statement: "CREATE CONSTRAINT noboru_person_id IF NOT EXISTS FOR (n:Person) REQUIRE n.id IS UNIQUE",
}

// writePeople replaces what each person holds and has of the dataset. $now marks those of this run.
const writePeople = `UNWIND $rows AS row
	MERGE (p:Person {id: row.id}) SET p.name = row.name, p.loadedAt = $now
	WITH p, row
	CALL (p) { MATCH (p)-[old:HOLDS|HAS]->({dataset: $dataset}) DELETE old }
	CALL (p, row) {
		UNWIND row.holds AS h MATCH (r:Role {dataset: $dataset, code: h[0]}) CREATE (p)-[:HOLDS {since: h[1]}]->(r)
		RETURN count(*) AS holds
	}
	CALL (p, row) {
		UNWIND row.has AS h MATCH (s:Skill {dataset: $dataset, code: h[0]}) CREATE (p)-[:HAS {level: h[1]}]->(s)
		RETURN count(*) AS has
	}
	RETURN sum(holds), sum(has)`

// SavePeople writes (:Person {id, name})-[:HOLDS {since}]->(:Role) and -[:HAS {level}]->(:Skill).
func (s *Store) SavePeople(ctx context.Context, dataset string, people []store.Person, opts store.PeopleOptions) (store.PeopleSaved, error) {
	t := task{"people", dataset}
	ctx, cancel := context.WithTimeout(ctx, s.config.LoadTimeout)
	defer cancel()
	d, err := s.Load(ctx, dataset)
	if err != nil {
		return store.PeopleSaved{}, err
	}
	known := map[string]bool{}
	for _, k := range d.Skills() {
		known[k.Code] = true
	}
	for _, p := range people {
		for _, h := range p.Holds {
			if _, ok := d.RoleByCode(h.Role); !ok {
				return store.PeopleSaved{}, t.error(store.ErrNotThere, "no-such-role", "person", p.ID, "role", h.Role)
			}
		}
		for _, l := range p.Has {
			if !known[l.Skill] {
				return store.PeopleSaved{}, t.error(store.ErrNotThere, "no-such-skill", "person", p.ID, "skill", l.Skill)
			}
		}
	}
	w := s.writer(dataset)
	if err := w.ensureItem(ctx, t, personID); err != nil {
		return store.PeopleSaved{}, err
	}
	saved, now := store.PeopleSaved{}, time.Now().UTC()
	for from := 0; from < len(people); from += w.atMost(peopleBatch) {
		part := people[from:min(len(people), from+w.atMost(peopleBatch))]
		var holds, has int64
		err := w.write(ctx, t, func(tx neo4j.ExplicitTransaction, ctx context.Context) error {
			return each(ctx, tx, writePeople, map[string]any{"rows": personRows(part), "dataset": dataset, "now": now}, func(r row) error {
				holds, has = r.int(), r.int()
				return r.err
			})
		})
		if err != nil {
			return saved, err
		}
		saved.People, saved.Holds, saved.Has = saved.People+int64(len(part)), saved.Holds+holds, saved.Has+has
		if opts.Progress != nil {
			opts.Progress(saved.People)
		}
	}
	if opts.Replace {
		saved.Removed, err = w.removePeople(ctx, t, "p.loadedAt IS NULL OR p.loadedAt < $now", now)
	}
	return saved, err
}

func personRows(people []store.Person) []any {
	rows := make([]any, len(people))
	for i, p := range people {
		holds, has := make([]any, len(p.Holds)), make([]any, len(p.Has))
		for j, h := range p.Holds {
			var since any
			if !h.Since.IsZero() {
				since = neo4j.DateOf(h.Since)
			}
			holds[j] = []any{h.Role, since}
		}
		for j, l := range p.Has {
			has[j] = []any{l.Skill, l.Level.Float()}
		}
		var name any
		if p.Name != "" {
			name = p.Name
		}
		rows[i] = map[string]any{"id": p.ID, "name": name, "holds": holds, "has": has}
	}
	return rows
}

// DropPeople removes everyone who holds or has anything of the dataset, with all that hangs on them.
func (s *Store) DropPeople(ctx context.Context, dataset string) (int64, error) {
	t := task{"people", dataset}
	ctx, cancel := context.WithTimeout(ctx, s.config.LoadTimeout)
	defer cancel()
	return s.writer(dataset).removePeople(ctx, t, "true", time.Time{})
}

// removePeople removes people of the dataset under a condition on p, in batches.
func (w *writer) removePeople(ctx context.Context, t task, condition string, now time.Time) (removed int64, err error) {
	cypher := fmt.Sprintf(`MATCH (p:Person) WHERE (%s) AND EXISTS { (p)-[:HOLDS|HAS]->({dataset: $dataset}) }
		WITH p LIMIT $limit DETACH DELETE p RETURN count(*)`, condition)
	for {
		var n int64
		err := w.write(ctx, t, func(tx neo4j.ExplicitTransaction, ctx context.Context) (err error) {
			n, err = number(ctx, tx, cypher, map[string]any{"dataset": w.dataset, "limit": int64(removeNodes), "now": now})
			return err
		})
		if removed += n; err != nil || n < removeNodes {
			return removed, err
		}
	}
}

// ensureItem makes one constraint or index, if it is missing.
func (w *writer) ensureItem(ctx context.Context, t task, item schemaItem) error {
	var have map[string]existing
	err := w.write(ctx, t, func(tx neo4j.ExplicitTransaction, ctx context.Context) (err error) {
		have, err = readSchema(ctx, tx)
		return err
	})
	if err != nil {
		return err
	}
	if found, err := item.found(t, have); err != nil || found {
		return err
	}
	return w.run(ctx, t, item.statement, nil)
}
