package neo4jstore

import (
	"context"
	"fmt"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// schemaItem is a constraint or an index, by its name.
type schemaItem struct{ name, statement string }

// schema lists what every dataset shares. Vector indexes are made with each load.
func schema() []schemaItem {
	var items []schemaItem
	add := func(name, format string, args ...any) {
		items = append(items, schemaItem{name, fmt.Sprintf(format, args...)})
	}
	for _, label := range []string{"Dataset", "LoadLock", "LoadStaging"} {
		property, name := "dataset", "load_lock_dataset"
		switch label {
		case "Dataset":
			property, name = "name", "dataset_name"
		case "LoadStaging":
			name = "load_staging_dataset"
		}
		add(name, "CREATE CONSTRAINT %s IF NOT EXISTS FOR (n:%s) REQUIRE n.%s IS UNIQUE", name, label, property)
	}
	for _, k := range []struct {
		kind
		name string
	}{{roleKind, "role"}, {skillKind, "skill"}, {groupKind, "skill_group"}, {familyKind, "family"}} {
		add(k.name+"_id", "CREATE CONSTRAINT %s_id IF NOT EXISTS FOR (n:%s) REQUIRE n.id IS UNIQUE", k.name, k.Live)
		add(k.name+"_code", "CREATE CONSTRAINT %s_code IF NOT EXISTS FOR (n:%s) REQUIRE (n.dataset, n.code) IS UNIQUE", k.name, k.Live)
		add(k.name+"_slot", "CREATE INDEX %s_slot IF NOT EXISTS FOR (n:%s) ON (n.slot)", k.name, k.Version)
	}
	add("role_by_code", "CREATE INDEX role_by_code IF NOT EXISTS FOR (n:Role) ON (n.code)")
	add("role_total", "CREATE INDEX role_total IF NOT EXISTS FOR (n:Role) ON (n.total)")
	for _, n := range []struct{ name, property string }{{"role_name_ja", "nameJa"}, {"role_name_en", "nameEn"}, {"role_name_kana", "nameKana"}} {
		add(n.name, "CREATE INDEX %s IF NOT EXISTS FOR (n:RoleVersion) ON (n.%s)", n.name, n.property)
	}
	add("role_text", "CREATE FULLTEXT INDEX role_text IF NOT EXISTS FOR (n:RoleVersion) "+
		"ON EACH [n.nameJa, n.nameEn, n.nameKana, n.descriptionJa, n.descriptionEn] "+
		"OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk'}}")
	return items
}

// ensureSchema makes the constraints and indexes that are missing and waits until they are ready.
func (w *writer) ensureSchema(ctx context.Context) error {
	t := task{"schema", w.dataset}
	have := map[string]bool{}
	err := w.write(ctx, t, func(tx neo4j.ExplicitTransaction, ctx context.Context) error {
		clear(have)
		return each(ctx, tx, "SHOW INDEXES YIELD name, state WHERE state = 'ONLINE' RETURN name", nil, func(r row) error {
			have[r.text()] = true
			return r.err
		})
	})
	if err != nil {
		return err
	}
	missing := false
	for _, item := range schema() {
		if have[item.name] {
			continue
		}
		missing = true
		if err := w.run(ctx, t, item.statement, nil); err != nil {
			return err
		}
	}
	if !missing {
		return nil
	}
	return w.run(ctx, t, "CALL db.awaitIndexes($seconds)", map[string]any{"seconds": int64(w.store.config.WriteTimeout.Seconds())})
}
