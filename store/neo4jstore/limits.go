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

// What the transaction of the swap takes of the server's heap, as measured with Neo4j 5.26 (see
// docs): label, index entries of id, (dataset, code), code and total, for each role that gets or loses its label.
// The margin is for what the server does not count while it commits.
const (
	swapBytes    = 2600
	swapMargin   = 1.15
	swapBase     = 8 << 20
	memoryPerNew = 4 // bytes for each byte of id and code beyond 48
)

// swapNeeds estimates the heap of a swap with that many roles, skills, ... going out and coming in.
func swapNeeds(old int64, d *graph.Dataset) int64 {
	nodes := old + int64(len(d.Roles())+len(d.Skills())+len(d.SkillGroups())+len(d.Families()))
	long := 0
	for i := range d.Roles() {
		long += max(0, len(d.Role(i).ID)+len(d.Role(i).Code)-48)
	}
	return swapBase + int64(swapMargin*float64(nodes*swapBytes)) + 2*memoryPerNew*int64(long)
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

// checkMemory refuses a swap that the server's memory would not hold, before anything is written.
func (s *Store) checkMemory(ctx context.Context, old int64, d *graph.Dataset) error {
	limit, needs := s.transactionMemory(ctx), swapNeeds(old, d)
	if limit == 0 || needs <= limit {
		return nil
	}
	const mib = 1 << 20
	return task{"save", d.Name()}.error(store.ErrTooLarge, "heap-too-small",
		"roles", len(d.Roles()), "needs", needs/mib, "has", limit/mib, "heap", (needs*10/7+mib-1)/mib)
}
