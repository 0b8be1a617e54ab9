package loader

import (
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
	if l.pairsAlone {
		if t := l.mainTable(l.manifest.Files[0], l.isPairHeader); t != nil {
			l.pairsOnly(t, rr)
		}
		return
	}
	if t := l.tableWithRows(l.manifest.Files[0], l.manifest.Sheet, l.isRoleHeader); t != nil {
		complete = l.totals(t, rr) && !t.partial
	}
	if t := l.pairTable(); t != nil {
		l.pairs(t, rr, complete)
	}
	if len(l.faults) == 0 {
		rr.warnAlike(l)
	}
}

// pairTable reads the table that the manifest names for pairs: pairs.file, else the second of
// files, else the sheet "pairs" of the roles' workbook.
func (l *loading) pairTable() *table {
	p, files := l.manifest.Pairs, l.manifest.Files
	switch {
	case l.doubts.within("pairs"):
		return nil
	case p.File != "":
		return l.table(p.File, p.Sheet, l.isPairHeader)
	case len(files) > 1:
		return l.table(files[1], p.Sheet, l.isPairHeader)
	case strings.HasPrefix(strings.ToLower(path.Ext(files[0])), ".xls"):
		if p.Sheet == "" {
			p.Sheet = "pairs"
		}
		return l.table(files[0], p.Sheet, l.isPairHeader)
	case files[0] != "":
		l.fault(&Fault{File: l.report.Manifest, Column: "pairs.file", Kind: kindNoPairs})
	}
	return nil
}

// totals reads roles whose totals are given. It says whether they have codes.
func (l *loading) totals(t *table, rr *roleRows) bool {
	c := l.roleColumns(t, nil)
	if c.total < 0 && l.manifest.Columns.Total == "" && !l.doubts.within("columns") {
		l.finder(t).missing("total", kindNoTotalColumn)
	}
	l.warnUnread(t, c.rest, reasonNoUse)
	rounded := 0
	for n, r := range each(t.rows) {
		if l.stopped(n) {
			return false
		}
		role := rr.role(l, t, c, r)
		if c.total >= 0 {
			total, exact, ok := l.points(t, r, c.total, bound{most: largestPoints})
			if ok && !exact {
				rounded++
			}
			role.Total = total
		}
		rr.spec.Roles = append(rr.spec.Roles, role)
	}
	l.raggedCodes(t, c.code, rr.codes)
	l.ragged(t, []int{c.total}, false)
	l.noteRounded(t, rounded)
	rr.endTable(l, t, c)
	return c.code >= 0
}

// pairReader reads correlations between roles that are named by code.
type pairReader struct {
	*loading
	t        *table
	roles    codes
	complete bool // every role is known: a code that none has is a fault
	a, b, r  int  // columns
	first    map[[2]string]seenPair
	byName   map[string]string // codes of roles by their names; "" where two have one
}

type seenPair struct {
	similarity graph.Similarity
	row        int
}

// pairs reads the correlations. Where the roles are not complete, a code that none of them has is
// no fault of the pair.
func (l *loading) pairs(t *table, rr *roleRows, complete bool) {
	p := &pairReader{loading: l, t: t, roles: rr.codes, complete: complete, first: map[[2]string]seenPair{}}
	if !p.columns() {
		return
	}
	p.names(rr.spec.Roles)
	for n, row := range each(t.rows) {
		if l.stopped(n) {
			return
		}
		if pair, ok := p.pair(row); ok {
			rr.spec.Pairs = append(rr.spec.Pairs, pair)
		}
	}
	l.ragged(t, []int{p.r}, true)
	l.noteMerged(t)
	l.noteNumbers(t)
}

// names lists the roles by their names: people pair those as well as codes.
func (p *pairReader) names(roles []graph.Role) {
	p.byName = map[string]string{}
	for _, r := range roles {
		for _, name := range distinct([]string{r.Name.Ja, r.Name.En}) {
			if before, twice := p.byName[name]; twice && before != r.Code {
				p.byName[name] = ""
			} else {
				p.byName[name] = r.Code
			}
		}
	}
}

// columns finds the three columns, all or none.
func (p *pairReader) columns() bool {
	f, m := p.finder(p.t), p.manifest.Pairs.Columns
	p.a, p.b, p.r = f.stated(m.A), f.stated(m.B), f.stated(m.Correlation)
	for _, c := range []struct {
		column  *int
		stated  string
		headers []string
		field   string
	}{{&p.a, m.A, pairAHeaders, "role_a"}, {&p.b, m.B, pairBHeaders, "role_b"}, {&p.r, m.Correlation, correlationHeaders, "correlation"}} {
		if c.stated == "" {
			if *c.column = f.guess(c.headers); *c.column < 0 {
				f.missing(c.field, kindNoPairColumn)
			}
		}
	}
	if min(p.a, p.b, p.r) < 0 {
		return false
	}
	p.warnUnread(p.t, f.rest(), reasonNoUse)
	return true
}

// pair reads one row; ok is false where it has a fault or says nothing new.
func (p *pairReader) pair(row *record) (pair graph.Pair, ok bool) {
	a, knownA := p.role(row, p.a)
	b, knownB := p.role(row, p.b)
	s, ok := p.similarity(p.t, row, p.r)
	if !ok || !knownA || !knownB {
		return graph.Pair{}, false
	}
	return p.add(a, b, s, row, p.r)
}

// add makes a pair of two roles; ok is false where it has a fault or says nothing new.
func (p *pairReader) add(a, b string, s graph.Similarity, row *record, column int) (pair graph.Pair, ok bool) {
	if a == b {
		// A printed map has its base role at 1.
		if s != graph.SimilarityScale {
			p.fault(p.t.fault(row.row, column, kindSelfPair, row.cell(column)))
		} else if !p.said[string(warnSelfPair)] && p.r >= 0 {
			p.said[string(warnSelfPair)] = true
			p.warn(p.t.warning(row.row, column, warnSelfPair))
		}
		return graph.Pair{}, false
	}
	pair = graph.Pair{A: min(a, b), B: max(a, b), Similarity: s}
	key := [2]string{pair.A, pair.B}
	if before, twice := p.first[key]; twice {
		if before.similarity != s {
			p.fault(p.t.fault(row.row, column, kindConflict, row.cell(column), "row", before.row, "value", before.similarity))
		}
		return graph.Pair{}, false
	}
	p.first[key] = seenPair{s, row.row}
	return pair, true
}

// pairsOnly reads pairs that nothing else goes with: they name the roles, whose totals are unknown.
func (l *loading) pairsOnly(t *table, rr *roleRows) {
	p := &pairReader{loading: l, t: t, roles: rr.codes, first: map[[2]string]seenPair{}}
	if !p.columns() {
		return
	}
	for _, r := range each(t.rows) {
		for _, i := range []int{p.a, p.b} {
			code, _ := l.text(t, r, i)
			if _, known := rr.codes[code]; code != "" && !known {
				rr.codes[code] = codePlace{t, r.row}
				rr.spec.Roles = append(rr.spec.Roles, graph.Role{Code: code, Name: nameOf(code)})
			}
		}
	}
	l.warn(t.warning(t.headerRow, -1, warnNoTotals))
	l.pairs(t, rr, true)
	if len(l.faults) == 0 {
		rr.warnAlike(l)
	}
}

// role reads one end of a pair.
func (p *pairReader) role(row *record, column int) (code string, known bool) {
	code, ok := p.text(p.t, row, column)
	if code == "" {
		if ok {
			p.fault(p.t.fault(row.row, column, kindMissingRole, ""))
		}
		return "", false
	}
	if _, known = p.roles[code]; !known && p.byName[code] != "" {
		return p.byName[code], true
	}
	if !known && p.complete {
		p.fault(p.t.fault(row.row, column, kindUnknownRole, code))
	}
	return code, known
}
