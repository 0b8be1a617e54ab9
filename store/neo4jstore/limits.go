package neo4jstore

import (
	"context"
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"noboru/graph"
)

// maxIndexed is how long a text may be that stands in a range index, in bytes. Neo4j's own limit
// is about 8 kB for the whole key.
const maxIndexed = 2000

// checkContent returns ErrCannotHold for what Neo4j would not give back, or not index.
func checkContent(d *graph.Dataset) error {
	check := func(where, what, text string, indexed bool) error {
		if !utf8.ValidString(text) {
			return cannotHold(d, where, what, "is not valid UTF-8")
		}
		if indexed && len(text) > maxIndexed {
			return cannotHold(d, where, what, fmt.Sprintf("has %d bytes, more than the %d that are indexed", len(text), maxIndexed))
		}
		return nil
	}
	all := func(where, id, code string, n graph.Name, others ...string) error {
		for _, t := range []struct{ what, text string }{{"id", id}, {"code", code}, {"Japanese name", n.Ja}, {"English name", n.En}, {"kana", n.Kana}} {
			if err := check(where, t.what, t.text, true); err != nil {
				return err
			}
		}
		for _, t := range others {
			if err := check(where, "description", t, false); err != nil {
				return err
			}
		}
		return nil
	}
	for _, l := range d.Levels() {
		for _, t := range []string{l.Meaning.Ja, l.Meaning.En} {
			if err := check("the dataset", "meaning of a level", t, false); err != nil {
				return err
			}
		}
	}
	for _, t := range append([]string{d.Title().Ja, d.Title().En, d.Notice().Ja, d.Notice().En}, d.Languages()...) {
		if err := check("the dataset", "title, notice or languages", t, false); err != nil {
			return err
		}
	}
	for _, g := range d.SkillGroups() {
		if err := all("skill group "+g.Code, g.ID, g.Code, g.Name); err != nil {
			return err
		}
	}
	for _, k := range d.Skills() {
		if err := all("skill "+k.Code, k.ID, k.Code, k.Name); err != nil {
			return err
		}
	}
	for _, f := range d.Families() {
		if err := all("family "+f.Code, f.ID, f.Code, f.Name, f.Description.Ja, f.Description.En); err != nil {
			return err
		}
	}
	for i := range d.Roles() {
		r := d.Role(i)
		if err := all("role "+r.Code, r.ID, r.Code, r.Name, r.Description.Ja, r.Description.En); err != nil {
			return err
		}
	}
	return nil
}

func cannotHold(d *graph.Dataset, where, what, why string) error {
	return &Error{
		Doing: "save dataset " + d.Name(), Kind: ErrCannotHold,
		Detail: fmt.Sprintf("%q: the %s %s", where, what, why), Advice: "correct it and load again",
	}
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
	_ = s.read(ctx, "read settings", func(tx neo4j.ManagedTransaction, ctx context.Context) error { // no answer: no check
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
	advice := fmt.Sprintf("set server.memory.heap.max_size to %d MiB or more", (needs*10/7+mib-1)/mib)
	if old > 0 {
		advice += fmt.Sprintf(", or drop the dataset first, which has %d nodes", old)
	}
	return &Error{
		Doing: "save dataset " + d.Name(), Kind: ErrTooLarge,
		Detail: fmt.Sprintf("putting %d roles live at once needs about %d MiB for transactions, the server has %d MiB", len(d.Roles()), needs/mib, limit/mib),
		Advice: advice + "; nothing was changed",
	}
}
