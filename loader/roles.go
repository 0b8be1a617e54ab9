package loader

import (
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"noboru/graph"
	"noboru/loader/internal/workbook"
)

// codes remembers where each code first stood.
type codes map[string]codePlace

type codePlace struct {
	t   *table
	row int
}

// code checks that a code is there and stands once.
func (l *loading) code(t *table, r *record, column int, seen codes) (code string) {
	if m := r.mark(column); m.Kind == workbook.Covered {
		l.fault(t.fault(r.row, column, kindMerged, "", "range", m.Merge.Ref))
		return ""
	}
	code, ok := l.text(t, r, column)
	if code == "" {
		if ok {
			l.fault(t.fault(r.row, column, kindMissingCode, ""))
		}
		return ""
	}
	at, twice := seen[code]
	switch {
	case !twice:
		seen[code] = codePlace{t, r.row}
	case at.t.file == t.file:
		l.fault(t.fault(r.row, column, kindDuplicateCode, code, "row", at.row))
	default:
		l.fault(t.fault(r.row, column, kindDuplicateFar, code, "row", at.row, "file", at.t.file))
	}
	return code
}

// roleRows is what tables of roles have in common: everything but scores.
type roleRows struct {
	spec     *graph.Spec
	families map[string]bool // declared codes; nil: whatever the column says
	codes    codes
	implied  map[string]bool
	homeless Rows // of the table that is being read: without a family
	settled  bool // in that table some role has a family
}

func newRoleRows(spec *graph.Spec, declared bool) *roleRows {
	rr := &roleRows{spec: spec, codes: codes{}, implied: map[string]bool{}}
	if declared {
		rr.families = map[string]bool{}
		for _, f := range spec.Families {
			rr.families[f.Code] = true
		}
	}
	return rr
}

// expect makes room for further roles.
func (rr *roleRows) expect(n int) {
	rr.spec.Roles = slices.Grow(rr.spec.Roles, n)
	if len(rr.codes) == 0 {
		rr.codes = make(codes, n)
	}
}

// role reads the texts of one row. Its faults are added to l.
func (rr *roleRows) role(l *loading, t *table, c roleColumns, r *record) graph.Role {
	var role graph.Role
	if c.keyed && r.cell(c.code) == "" && min(c.nameJa, c.nameEn) >= 0 {
		c.code = min(c.nameJa, c.nameEn) // the other name is the key
	}
	if c.code >= 0 {
		role.Code = l.code(t, r, c.code, rr.codes)
	}
	var okJa, okEn bool
	role.Name.Ja, okJa = l.text(t, r, c.nameJa)
	role.Name.En, okEn = l.text(t, r, c.nameEn)
	role.Name.Kana, _ = l.text(t, r, c.kana)
	role.Description.Ja, _ = l.text(t, r, c.descriptionJa)
	role.Description.En, _ = l.text(t, r, c.descriptionEn)
	if max(c.nameJa, c.nameEn) < 0 {
		role.Name = nameOf(role.Code) // the code is all there is
	}
	if named := max(c.nameJa, c.nameEn); named >= 0 && !c.keyed && okJa && okEn && role.Name.Ja == "" && role.Name.En == "" {
		l.fault(t.fault(r.row, named, kindMissingName, ""))
	}
	rr.family(l, t, c.family, r, &role)
	return role
}

func (rr *roleRows) family(l *loading, t *table, column int, r *record, role *graph.Role) {
	family, ok := l.text(t, r, column)
	role.Family = family
	switch {
	case family == "":
		if ok && column >= 0 {
			rr.homeless = append(rr.homeless, r.row)
		}
		return
	case rr.families == nil:
		if !rr.implied[family] {
			rr.implied[family] = true
			rr.spec.Families = append(rr.spec.Families, graph.Family{Code: family, Name: nameOf(family)})
		}
	case !rr.families[family]:
		l.fault(t.fault(r.row, column, kindUnknownFamily, family))
	}
	rr.settled = true
}

// endTable warns of what only shows at the end of a table.
func (rr *roleRows) endTable(l *loading, t *table, c roleColumns) {
	if rr.settled && len(rr.homeless) > 0 {
		l.warn(t.warning(rr.homeless[0], c.family, warnNoFamily, "rows", rr.homeless))
	}
	rr.homeless, rr.settled = nil, false
	l.noteMerged(t)
}

// warnAlike warns of roles that people cannot tell apart: by name within a family, by the case or the
// width of their codes, or by characters that nobody sees.
func (rr *roleRows) warnAlike(l *loading) {
	roles := rr.spec.Roles
	if code := func(r *graph.Role) string { return r.Code }; !apart(roles, code) {
		alike(roles, func(r *graph.Role) string { return norm.NFKC.String(strings.ToLower(r.Code)) }, func(first *graph.Role, codes Names) {
			l.warn(rr.warning(first, warnSameCode, "codes", codes))
		})
		rr.warnTwins(l, code, true)
	}
	named := apart(roles, spelling)
	if !named {
		rr.warnTwins(l, spelling, false)
	}
	for i := range roles {
		if r := &roles[i]; r.Code != "" && r.Code[0] == '#' && slices.Contains(cellErrors, strings.ToUpper(r.Code)) {
			l.warn(rr.warning(r, warnErrorCode, "code", Name(r.Code)))
		}
	}
	if named && !slices.ContainsFunc(roles, func(r graph.Role) bool { return r.Name.Ja != "" && r.Name.En != "" }) {
		return // a name in one language is the spelling
	}
	for _, lang := range []string{"ja", "en"} {
		called := func(r *graph.Role) string {
			if lang == "ja" {
				return r.Name.Ja
			}
			return r.Name.En
		}
		if apart(roles, called) {
			continue
		}
		key := func(r *graph.Role) string {
			if called(r) == "" {
				return ""
			}
			return r.Family + "\x00" + called(r)
		}
		alike(roles, key, func(first *graph.Role, codes Names) {
			l.warn(rr.warning(first, warnSameName, "codes", codes, "name", Name(called(first))))
		})
	}
}

// alike calls found for each set of roles with the same key, in the order of its first role.
func alike(roles []graph.Role, key func(*graph.Role) string, found func(first *graph.Role, codes Names)) {
	first := make(map[string]int, len(roles)) // role of each key
	sets := map[int]Names{}                   // of first roles that are not alone
	for i := range roles {
		k := key(&roles[i])
		if k == "" {
			continue
		}
		at, twice := first[k]
		if !twice {
			first[k] = i
			continue
		}
		if sets[at] == nil {
			sets[at] = Names{roles[at].Code}
		}
		sets[at] = append(sets[at], roles[i].Code)
	}
	for i := range roles {
		if set := sets[i]; set != nil {
			found(&roles[i], set)
		}
	}
}

// warning places a warning at a role.
func (rr *roleRows) warning(r *graph.Role, kind Kind, vs ...any) Warning {
	at := rr.codes[r.Code]
	return at.t.warning(at.row, -1, kind, vs...)
}

// ragged looks through rows of which it is not known where their cells belong.
func (l *loading) ragged(t *table, numbers []int, signed bool) {
	for n, r := range each(t.ragged) {
		if l.stopped(n) {
			return
		}
		l.neverNumbers(t, r, numbers, signed)
	}
}

// neverNumbers faults the cells of a row that can be no number of this table in any column.
func (l *loading) neverNumbers(t *table, r *record, numbers []int, signed bool) {
	for _, i := range numbers {
		if f := l.notation.never(r.cell(i), signed); i >= 0 && f != nil {
			l.fault(t.fault(r.row, i, f.Kind, f.Value, f.Values...))
		}
	}
}

// raggedCodes checks the codes of rows whose cells beyond the first may be out of place.
func (l *loading) raggedCodes(t *table, column int, seen codes) {
	if column != 0 {
		return
	}
	for n, r := range each(t.ragged) {
		if l.stopped(n) {
			return
		}
		l.code(t, r, column, seen)
	}
}

func nameOf(s string) graph.Name { return graph.Name{Text: textOf(s).graph()} }
