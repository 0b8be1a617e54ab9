package neo4jstore

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"noboru/store"
)

// schemaItem is a constraint or an index: what it is called and what it does.
type schemaItem struct {
	name       string
	kind       string // RANGE or FULLTEXT
	labels     string // sorted, joined by a comma
	properties string // in order, joined by a comma
	unique     bool
	analyzer   string // of full text
	statement  string
}

// schema lists what every dataset shares. Vector indexes are made with each load.
func schema() []schemaItem {
	var items []schemaItem
	unique := func(name, label, properties string) {
		items = append(items, schemaItem{
			name: name, kind: "RANGE", labels: label, properties: properties, unique: true,
			statement: fmt.Sprintf("CREATE CONSTRAINT %s IF NOT EXISTS FOR (n:%s) REQUIRE (n.%s) IS UNIQUE", name, label, strings.ReplaceAll(properties, ",", ", n.")),
		})
	}
	index := func(name, label, property string) {
		items = append(items, schemaItem{
			name: name, kind: "RANGE", labels: label, properties: property,
			statement: fmt.Sprintf("CREATE INDEX %s IF NOT EXISTS FOR (n:%s) ON (n.%s)", name, label, property),
		})
	}
	fulltext := func(name, label, properties, analyzer string) {
		items = append(items, schemaItem{
			name: name, kind: "FULLTEXT", labels: label, properties: properties, analyzer: analyzer,
			statement: fmt.Sprintf("CREATE FULLTEXT INDEX %s IF NOT EXISTS FOR (n:%s) ON EACH [n.%s] OPTIONS {indexConfig: {`fulltext.analyzer`: '%s'}}",
				name, label, strings.ReplaceAll(properties, ",", ", n."), analyzer),
		})
	}
	unique("noboru_dataset_name", "Dataset", "name")
	unique("noboru_lock_dataset", "NoboruLock", "dataset")
	unique("noboru_load_dataset", "NoboruLoad", "dataset")
	for _, k := range []struct {
		kind
		name string
	}{{kinds[roles], "role"}, {kinds[skills], "skill"}, {kinds[groups], "skill_group"}, {kinds[families], "family"}} {
		unique("noboru_"+k.name+"_id", k.Live, "id")
		unique("noboru_"+k.name+"_code", k.Live, "dataset,code")
		index("noboru_"+k.name+"_dataset", k.Live, "dataset")
		index("noboru_"+k.name+"_ours", k.Ours, "dataset")
	}
	index("noboru_role_by_code", "Role", "code")
	index("noboru_role_total", "Role", "total")
	// On a label that the swap leaves alone: each index on one that it changes takes heap.
	index("noboru_role_name_ja", "NoboruRole", "nameJa")
	index("noboru_role_name_en", "NoboruRole", "nameEn")
	index("noboru_role_name_kana", "NoboruRole", "nameKana")
	fulltext("noboru_role_text", "NoboruRole", "nameJa,nameEn,nameKana,nameHiragana,descriptionJa,descriptionEn", "cjk")
	fulltext("noboru_role_text_en", "NoboruRole", "nameEn,descriptionEn", "english")
	return items
}

// existing is a constraint or an index of the database.
type existing struct {
	kind, labels, properties, analyzer string
	unique, online                     bool
}

// matches reports whether what exists does what an item is for.
func (e existing) matches(item schemaItem) bool {
	return e.kind == item.kind && e.labels == item.labels && e.properties == item.properties &&
		(e.unique || !item.unique) && (item.analyzer == "" || e.analyzer == item.analyzer)
}

// readSchema lists the database's constraints and indexes by name.
func readSchema(ctx context.Context, tx runner) (map[string]existing, error) {
	all := map[string]existing{}
	err := each(ctx, tx, `SHOW INDEXES YIELD name, type, labelsOrTypes, properties, owningConstraint, state, options
		RETURN name, type, labelsOrTypes, properties, owningConstraint IS NOT NULL, state = 'ONLINE', options.indexConfig['fulltext.analyzer']`, nil, func(r row) error {
		name := r.text()
		e := existing{kind: r.text()}
		labels, properties := texts(r.list()), texts(r.list())
		slices.Sort(labels)
		e.labels, e.properties = strings.Join(labels, ","), strings.Join(properties, ",")
		e.unique, e.online, e.analyzer = r.bool(), r.bool(), r.text()
		all[name] = e
		return r.err
	})
	return all, err
}

func texts(list []any) []string {
	out := make([]string, 0, len(list))
	for _, x := range list {
		s, _ := x.(string)
		out = append(out, s)
	}
	return out
}

// found looks for what does an item's work: full text is asked for by name, the rest may have any. A
// stranger under our name is an ErrConflict.
func (item schemaItem) found(t task, have map[string]existing) (bool, error) {
	if e, ok := have[item.name]; ok {
		if !e.matches(item) {
			return false, t.error(store.ErrConflict, "index-taken", "index", item.name)
		}
		return e.online, nil
	}
	if item.kind == "FULLTEXT" {
		return false, nil
	}
	for _, e := range have {
		if e.matches(item) && e.unique == item.unique && e.online {
			return true, nil
		}
	}
	return false, nil
}

func (w *writer) readSchema(ctx context.Context, t task) (have map[string]existing, err error) {
	err = w.write(ctx, t, func(tx neo4j.ExplicitTransaction, ctx context.Context) (err error) {
		have, err = readSchema(ctx, tx)
		return err
	})
	return have, err
}

// ensureSchema makes the constraints and indexes that are missing and waits until they are ready. It
// goes by what they do.
func (w *writer) ensureSchema(ctx context.Context) error {
	t := task{"schema", w.dataset}
	have, err := w.readSchema(ctx, t)
	if err != nil {
		return err
	}
	missing := false
	for _, item := range schema() {
		found, err := item.found(t, have)
		if err != nil {
			return err
		}
		if found {
			continue
		}
		missing = true
		if failed := w.run(ctx, t, item.statement, nil); failed != nil {
			// Two first loads at once: the other may have made it since.
			if have, err = w.readSchema(ctx, t); err != nil {
				return failed
			}
			if _, made := have[item.name]; !made {
				return failed
			}
		}
	}
	if !missing {
		return nil
	}
	return w.run(ctx, t, "CALL db.awaitIndexes($seconds)", map[string]any{"seconds": int64(w.store.config.WriteTimeout.Seconds())})
}
