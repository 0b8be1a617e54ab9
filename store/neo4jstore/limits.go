package neo4jstore

import (
	"context"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"noboru/graph"
	"noboru/store"
)

// maxIndexed is how long a text may be that stands in a range index, in bytes. Neo4j's own limit
// is about 8 kB for the whole key.
const maxIndexed = 2000

// checkContent returns ErrCannotHold for what Neo4j would not give back, or not index.
func checkContent(d *graph.Dataset) error {
	check := func(node, property, text string, indexed bool) error {
		t := task{"save", d.Name()}
		if !utf8.ValidString(text) {
			return t.error(store.ErrCannotHold, "not-utf-8", "node", node, "property", property)
		}
		if indexed && len(text) > maxIndexed {
			return t.error(store.ErrCannotHold, "text-too-long", "node", node, "property", property, "bytes", len(text), "most", maxIndexed)
		}
		return nil
	}
	all := func(node, id, code string, n graph.Name, description graph.Text) error {
		node += " " + code
		for _, t := range []struct{ property, text string }{{"id", id}, {"code", code}, {"nameJa", n.Ja}, {"nameEn", n.En}, {"nameKana", n.Kana}} {
			if err := check(node, t.property, t.text, true); err != nil {
				return err
			}
		}
		if err := check(node, "descriptionJa", description.Ja, false); err != nil {
			return err
		}
		return check(node, "descriptionEn", description.En, false)
	}
	for _, l := range d.Levels() {
		for _, text := range []string{l.Meaning.Ja, l.Meaning.En} {
			if err := check("Dataset", "levels", text, false); err != nil {
				return err
			}
		}
	}
	for _, t := range []struct{ property, text string }{
		{"titleJa", d.Title().Ja},
		{"titleEn", d.Title().En},
		{"noticeJa", d.Notice().Ja},
		{"noticeEn", d.Notice().En},
		{"languages", strings.Join(d.Languages(), " ")},
	} {
		if err := check("Dataset", t.property, t.text, false); err != nil {
			return err
		}
	}
	for _, g := range d.SkillGroups() {
		if err := all("SkillGroup", g.ID, g.Code, g.Name, graph.Text{}); err != nil {
			return err
		}
	}
	for _, k := range d.Skills() {
		if err := all("Skill", k.ID, k.Code, k.Name, graph.Text{}); err != nil {
			return err
		}
	}
	for _, f := range d.Families() {
		if err := all("Family", f.ID, f.Code, f.Name, f.Description); err != nil {
			return err
		}
	}
	for i := range d.Roles() {
		r := d.Role(i)
		if err := all("Role", r.ID, r.Code, r.Name, r.Description); err != nil {
			return err
		}
	}
	return nil
}

// What the transaction of the swap takes of the server's heap, in bytes, by what Neo4j 5.26 itself says of
// it (4.1 to 4.3 kB for each node and relationship: TestSwapMemory), with a margin for what the server does
// not count while it commits.
const (
	nodeBytes = 4500 // a node gets its live labels, with entries in five indexes, or other properties
	linkBytes = 4500 // a relationship is made, changed or deleted
	swapBase  = 16 << 20
)

// needs estimates the heap of the swap in one transaction.
func (l *loading) needs() int64 {
	nodes := len(l.changes.nodes)
	for k := range kinds {
		nodes += len(l.added[k])
	}
	return swapNeeds(nodes, len(l.changes.links))
}

func swapNeeds(nodes, links int) int64 {
	return swapBase + int64(nodes)*nodeBytes + int64(links)*linkBytes
}

// fits reports whether the server has the memory for the swap in one transaction.
func (l *loading) fits(ctx context.Context) bool {
	limit := l.store.transactionMemory(ctx)
	if most := l.store.config.SwapMemory; most > 0 {
		limit = most
	}
	return limit == 0 || l.needs() <= limit
}

// transactionMemory asks the server for the heap that all transactions together may take. It is 0
// where there is no limit or the account may not know.
func (s *Store) transactionMemory(ctx context.Context) int64 {
	smallest := int64(math.MaxInt64)
	_ = s.read(ctx, task{doing: "settings"}, func(tx neo4j.ManagedTransaction, ctx context.Context) error { // no answer: no check
		return each(ctx, tx, `SHOW SETTINGS YIELD name, value WHERE name IN
			['dbms.memory.transaction.total.max', 'db.memory.transaction.total.max', 'db.memory.transaction.max']
			RETURN value`, nil, func(r row) error {
			if n := parseSize(r.text()); n > 0 {
				smallest = min(smallest, n)
			}
			return nil
		})
	})
	if smallest == math.MaxInt64 {
		return 0
	}
	return smallest
}

// parseSize reads sizes as Neo4j shows them: "358.40MiB", "0B".
func parseSize(text string) int64 {
	for _, u := range []struct {
		suffix string
		size   float64
	}{{"TiB", 1 << 40}, {"GiB", 1 << 30}, {"MiB", 1 << 20}, {"KiB", 1 << 10}, {"B", 1}} {
		if digits, ok := strings.CutSuffix(text, u.suffix); ok {
			n, err := strconv.ParseFloat(digits, 64)
			if err != nil || n < 0 || n > math.MaxInt64/u.size {
				return 0
			}
			return int64(n * u.size)
		}
	}
	return 0
}
