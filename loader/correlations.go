package loader

import (
	"fmt"
	"path"
	"strings"

	"noboru/graph"
)

// correlations reads the second form: a table of roles with their totals, and a table of pairs.
// A pair may be listed from both ends, as the printed maps do, if both say the same.
func (l *loading) correlations(spec *graph.Spec) {
	rr := newRoleRows(spec, l.declaredFamilies(spec))
	l.declaredSkills(spec)
	complete := false
	if t := l.tableWithRows(l.manifest.Files[0], l.manifest.Sheet); t != nil {
		complete = l.totals(t, rr) && !t.partial
	}
	if t := l.pairTable(); t != nil {
		l.pairs(t, rr, complete)
	}
}

// pairTable reads the table that the manifest names for pairs: pairs.file, else the second of
// files, else the sheet "pairs" of the roles' workbook.
func (l *loading) pairTable() *table {
	p, files := l.manifest.Pairs, l.manifest.Files
	switch {
	case p.File != "":
		return l.table(p.File, p.Sheet)
	case len(files) > 1:
		return l.table(files[1], p.Sheet)
	case strings.HasPrefix(strings.ToLower(path.Ext(files[0])), ".xls"):
		if p.Sheet == "" {
			p.Sheet = "pairs"
		}
		return l.table(files[0], p.Sheet)
	}
	l.fault(&Fault{File: l.report.Manifest, Column: "pairs.file", Err: ErrMissing, Want: "the table that lists pairs of roles with their correlation"})
	return nil
}

// totals reads roles whose totals are given. It says whether they have codes.
func (l *loading) totals(t *table, rr *roleRows) bool {
	c := l.roleColumns(t, nil)
	if c.total < 0 && l.manifest.Columns.Total == "" {
		l.finder(t).missing("total", "a column with each role's total, headed total or 合計")
	}
	l.warnUnread(t, c.rest, nil)
	rounded := 0
	for n, r := range t.rows {
		if l.stopped(n) {
			return false
		}
		role := rr.role(l, t, c, r)
		if c.total >= 0 {
			total, exact, fault := points(r.cell(c.total), 0)
			if fault != nil {
				l.fault(t.fault(r.row, c.total, fault))
			} else if !exact {
				rounded++
			}
			role.Total = total
		}
		rr.spec.Roles = append(rr.spec.Roles, role)
	}
	l.noteRounded(t, rounded)
	return c.code >= 0
}

// pairs reads the correlations between roles that are named by code. Where the roles are not
// complete, a code that none of them has is no fault of the pair.
func (l *loading) pairs(t *table, rr *roleRows, complete bool) {
	f, m := l.finder(t), l.manifest.Pairs.Columns
	a, b, r := f.stated(m.A), f.stated(m.B), f.stated(m.Correlation)
	for _, c := range []struct {
		column  *int
		stated  string
		headers []string
		field   string
	}{{&a, m.A, pairAHeaders, "role_a"}, {&b, m.B, pairBHeaders, "role_b"}, {&r, m.Correlation, correlationHeaders, "correlation"}} {
		if c.stated == "" {
			if *c.column = f.guess(c.headers); *c.column < 0 {
				f.missing(c.field, fmt.Sprintf("a column with this header, or one named under pairs.columns; there are %s", quoted(t.header)))
			}
		}
	}
	if a < 0 || b < 0 || r < 0 {
		return
	}
	l.unused(f)
	type seen struct {
		similarity graph.Similarity
		row        int
	}
	first := map[[2]string]seen{}
	for n, row := range t.rows {
		if l.stopped(n) {
			return
		}
		p := graph.Pair{A: min(row.cell(a), row.cell(b)), B: max(row.cell(a), row.cell(b))}
		known := true
		for _, i := range []int{a, b} {
			code := row.cell(i)
			switch _, ok := rr.first[code]; {
			case code == "":
				l.fault(t.fault(row.row, i, &Fault{Err: ErrMissing, Want: "the code of a role"}))
				known = false
			case !ok && !complete:
				known = false
			case !ok:
				l.fault(t.fault(row.row, i, &Fault{Value: code, Err: fmt.Errorf("%w role", ErrUnknown), Want: "the code of a role in the table of roles"}))
				known = false
			}
		}
		s, fault := similarity(row.cell(r))
		if fault != nil {
			l.fault(t.fault(row.row, r, fault))
			continue
		}
		p.Similarity = s
		if !known {
			continue
		}
		if p.A == p.B {
			// A printed map has its base role at 1.
			if s != graph.SimilarityScale {
				l.fault(t.fault(row.row, r, &Fault{Value: row.cell(r), Err: fmt.Errorf("%w: a role with itself", ErrRange), Want: "1, or no such row"}))
			}
			continue
		}
		key := [2]string{p.A, p.B}
		if before, ok := first[key]; ok {
			if before.similarity != s {
				l.fault(t.fault(row.row, r, &Fault{Value: row.cell(r), Err: fmt.Errorf("%w: row %d says %s for this pair", ErrConflict, before.row, before.similarity), Want: "one correlation for each pair"}))
			}
			continue
		}
		first[key] = seen{s, row.row}
		rr.spec.Pairs = append(rr.spec.Pairs, p)
	}
}
