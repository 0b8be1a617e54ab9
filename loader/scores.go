package loader

import (
	"math"
	"slices"
	"sync"

	"noboru/graph"
	"noboru/loader/internal/workbook"
)

// scores reads the first form: one row a role, one column a skill. Where several tables are named
// they are read one after the other, all with the same skills.
func (l *loading) scores(spec *graph.Spec) {
	rr := newRoleRows(spec, l.declaredFamilies(spec))
	list := l.declaredSkills(spec)
	careful := list.doubtful || (!list.stated && l.doubts.within("columns"))
	unlisted := reasonUnlisted
	if !list.stated {
		unlisted = reasonNotFirst
	}
	for _, name := range l.manifest.Files {
		t := l.mainTable(name, l.isRoleHeader)
		if t == nil {
			continue
		}
		if l.manifest.Form == formTransposed {
			t = l.turn(t)
		}
		s := scoreTable{table: t, careful: careful}
		if list.stated && !careful {
			s.skills = l.skillColumns(t, spec.Skills, list.headers)
			s.columns = l.roleColumns(t, s.skills)
			s.extra = t.twins(s.skills)
			l.use(t, append(slices.Clone(s.skills), s.extra...)...)
			l.warnUnread(t, s.columns.rest, unlisted)
		} else {
			l.impliedSkills(&s, spec, &list)
		}
		l.noteSkills(&s, spec.Skills)
		if !careful {
			l.drop(t, &s.columns, slices.DeleteFunc(slices.Clone(s.skills), func(i int) bool { return i < 0 }))
			l.scaleScores(t, s.skills, spec)
		}
		l.scoreRows(&s, rr)
	}
	if len(spec.Roles) == 0 && len(l.faults) == 0 && l.ctx.Err() == nil {
		l.fault(&Fault{File: l.path(l.manifest.Files[0]), Kind: kindNoRows}) // all of them were left out
	}
	if len(l.faults) == 0 && l.ctx.Err() == nil {
		rr.warnAlike(l)
		l.noteRanges(spec)
	}
}

// scoreTable is a table of scores and where its columns are.
type scoreTable struct {
	*table
	columns roleColumns
	skills  []int // one a skill; -1 where its column is not there
	extra   []int // further columns that have the header of a skill: a fault, but their cells count
	careful bool  // it is not known which columns are skills: only what is wrong in any case is a fault
}

// impliedSkills finds the columns that hold scores where no list of skills says so: all that have
// no other use and a number in them. Columns without any number are no skills; with a manifest, in
// which they could be named, they are faults. The first table has the skills of all.
func (l *loading) impliedSkills(s *scoreTable, spec *graph.Spec, list *skillList) {
	t := s.table
	s.columns = l.roleColumns(t, nil)
	var found []int
	var rest Columns
	before := len(l.faults)
	for _, i := range append(s.columns.rest, l.unheaded(t)...) {
		reason, none := l.noNumbers(t, i)
		if t.header[i] == "" && (none || l.counter(t, i)) {
			l.warn(t.warning(t.headerRow, -1, warnBlankHeader, "column", workbook.ColumnName(i)))
			continue
		}
		if usualHeader(t.header[i]) {
			reason, none = reasonSecond, true
		} else if none && reason == reasonFormula {
			l.fault(t.fault(t.headerRow, i, kindNoNumbers, t.firstValue(i), "reason", reason))
			continue
		} else if none && (l.isWords(t, i) || reason == reasonEmpty && l.guessedForm()) {
			none = true // a text beside the scores, such as a department or a remark
		} else if none && !l.implied && !s.careful {
			l.fault(t.fault(t.headerRow, i, kindNoNumbers, t.firstValue(i), "reason", reason))
			continue
		}
		if !none {
			found = append(found, i)
			continue
		}
		rest = append(rest, UnreadColumn{t.header[i], reason})
		l.warnUnread(t, []int{i}, reason)
	}
	l.use(t, found...)
	if !s.careful {
		found = l.suspects(t, &s.columns, found)
	}
	if len(found) == 0 && !s.careful && len(l.faults) == before {
		l.fault(t.fault(t.headerRow, -1, kindNoSkills, "", "columns", rest))
	}
	seen := map[string]bool{}
	for _, i := range found {
		if seen[t.header[i]] {
			s.extra = append(s.extra, i)
			continue
		}
		seen[t.header[i]] = true
		s.skills = append(s.skills, i)
		spec.Skills = append(spec.Skills, l.impliedSkill(t, i, spec))
		list.headers = append(list.headers, t.header[i])
	}
	list.stated = true
}

// isWords reports whether a column has nothing but words, of which most rows have one: it is no skill
// in disguise, where another column has scores.
func (l *loading) isWords(t *table, column int) bool {
	f := l.facts(t, column)
	return l.guessedForm() && f.texts > 0 && f.texts == f.filled
}

// guessedForm reports whether the manifest leaves it to the evidence what the table is.
func (l *loading) guessedForm() bool { return l.isGuess("form") }

func (l *loading) isGuess(field string) bool { return slices.Contains(l.guessed, field) }

// unheaded lists columns without a header that have values.
func (l *loading) unheaded(t *table) []int {
	var columns []int
	for i, h := range t.header {
		if h == "" && t.doubtful[i] != nil {
			columns = append(columns, i)
		}
	}
	return columns
}

// counter reports whether a column only numbers the rows.
func (l *loading) counter(t *table, column int) bool { return counts(l.numbersOf(t, []int{column}), 0) }

// impliedSkill is a skill that a column stands for, in the group of the header above it.
func (l *loading) impliedSkill(t *table, column int, spec *graph.Spec) graph.Skill {
	s := graph.Skill{Code: t.header[column], Name: nameOf(t.header[column])}
	if t.groups == nil || t.groups[column] == "" {
		return s
	}
	s.Group = t.groups[column]
	if !slices.ContainsFunc(spec.SkillGroups, func(g graph.SkillGroup) bool { return g.Code == s.Group }) {
		spec.SkillGroups = append(spec.SkillGroups, graph.SkillGroup{Code: s.Group, Name: nameOf(s.Group)})
	}
	return s
}

// leftOut reports whether a role stays out for its blank cells: all of them blank, whatever the
// policy, or any of them where the policy says so.
func (l *loading) leftOut(s *scoreTable, r *record, columns []int, role string) bool {
	blanks, scores := 0, 0
	plain := l.notation.plainNumbers(r)
	for _, i := range columns {
		if i < 0 {
			continue
		}
		if _, ok := numberAt(plain, i); ok {
			scores++
		} else if m := r.mark(i).Kind; m == workbook.Plain && blank(r.cell(i)) && l.notation.marks[r.cell(i)] == 0 && !l.isMark(r.cell(i)) {
			blanks++
		} else {
			scores++
		}
	}
	if blanks == 0 || l.manifest.Blank == blankZero || scores > 0 && l.manifest.Blank != blankLeaveOut {
		return false
	}
	l.report.Blanks.leave(role)
	return true
}

func (l *loading) isMark(s string) bool {
	_, known := l.notation.marks[s]
	return known
}

// usualHeader says whether a column that has no use looks like a second code, name or total.
func usualHeader(header string) bool {
	return labelHeaders()[usual(header)]
}

// labelHeaders are the usual headers of what a role has beside its scores.
var labelHeaders = sync.OnceValue(func() map[string]bool {
	return setOf(codeHeaders, nameJaHeaders, nameEnHeaders, nameHeaders, kanaHeaders, familyHeaders,
		descriptionJaHeaders, descriptionEnHeaders, descriptionHeaders, totalHeaders)
})

// skillColumns finds the column of each skill: the stated header, else its Japanese name, its
// code or its English name.
func (l *loading) skillColumns(t *table, skills []graph.Skill, headers []string) []int {
	columns := make([]int, len(skills))
	owner := map[int]int{}
	for k, s := range skills {
		columns[k] = -1
		if trim(s.Code) == "" {
			continue // the list of skills has this fault
		}
		candidates := []string{s.Name.Ja, s.Code, s.Name.En}
		if headers[k] != "" {
			candidates = headers[k : k+1]
		}
		candidates = distinct(candidates)
		for _, h := range candidates {
			if columns[k] = t.column(trim(h)); columns[k] >= 0 {
				break
			}
		}
		i := columns[k]
		if i < 0 {
			l.fault(t.headerFault(s.Code, kindNoSkillColumn, "skill", Name(s.Code), "headers", Names(candidates)))
			continue
		}
		if other, ok := owner[i]; ok && skills[other].Code != s.Code {
			l.fault(t.fault(t.headerRow, i, kindSharedColumn, "", "first", Name(skills[other].Code), "second", Name(s.Code)))
		}
		owner[i] = k
	}
	return columns
}

// distinct drops what is empty or stands twice, and keeps the order.
func distinct(names []string) []string {
	var kept []string
	for _, n := range names {
		if n != "" && !slices.Contains(kept, n) {
			kept = append(kept, n)
		}
	}
	return kept
}

// noteSkills reports which columns were read as skills, once.
func (l *loading) noteSkills(s *scoreTable, skills []graph.Skill) {
	if len(l.report.SkillColumns) > 0 || len(s.skills) != len(skills) {
		return
	}
	for k, i := range s.skills {
		if i >= 0 {
			l.report.SkillColumns = append(l.report.SkillColumns, SkillColumn{Column: s.header[i], Skill: skills[k].Code})
		}
	}
}

// noteRanges reports the smallest and the largest score of each skill.
func (l *loading) noteRanges(spec *graph.Spec) {
	if len(l.report.SkillColumns) == 0 {
		return
	}
	least, most := slices.Clone(spec.Roles[0].Scores), slices.Clone(spec.Roles[0].Scores)
	for i := range spec.Roles {
		for k, s := range spec.Roles[i].Scores {
			least[k], most[k] = min(least[k], s), max(most[k], s)
		}
	}
	for k := range l.report.SkillColumns {
		c := &l.report.SkillColumns[k]
		c.Least, c.Most = least[k].Float(), most[k].Float()
	}
}

// scoreRows reads the roles of one table.
func (l *loading) scoreRows(s *scoreTable, rr *roleRows) {
	spec := rr.spec
	b := scoreBound(spec.MaxScore, len(spec.Skills))
	columns := s.scored(l)
	rr.expect(len(s.rows))
	room := make([]graph.Points, len(s.rows)*len(columns))
	rounded := 0
	for n, r := range each(s.rows) {
		if l.stopped(n) {
			return
		}
		role := rr.role(l, s.table, s.columns, r)
		if s.careful {
			l.neverNumbers(s.table, r, columns, false)
			continue
		}
		if l.leftOut(s, r, columns, role.Code) {
			continue
		}
		var good bool
		role.Scores, room = room[:len(columns):len(columns)], room[len(columns):]
		good = l.rowScores(role.Scores, s, r, columns, b, &rounded)
		if good {
			if !l.checkTotal(s.table, r, s.columns.total, &role) {
				continue
			}
			l.warnFlat(s.table, r.row, &role, spec.Measure)
		}
		spec.Roles = append(spec.Roles, role)
	}
	l.raggedCodes(s.table, s.columns.code, rr.codes)
	l.ragged(s.table, columns, false)
	l.noteRounded(s.table, rounded)
	l.noteNumbers(s.table)
	l.noteBlanks(s.table)
	if n := len(l.wrongTotals); n > 0 {
		l.warn(s.table.warning(0, -1, warnTotalLeftOut, "roles", Names(l.wrongTotals), "number", n))
		l.wrongTotals = nil
	}
	if !s.careful {
		l.outliers(s.table, s.skills)
	}
	rr.endTable(l, s.table, s.columns)
}

// scored lists the columns whose cells are scores, first those of the skills in their order; -1
// where there is nothing to read. That a skill's column has no number is one fault, not one a row.
func (s *scoreTable) scored(l *loading) []int {
	columns := append(slices.Clone(s.skills), s.extra...)
	seen := map[int]bool{}
	for k, i := range columns {
		if i < 0 || s.careful {
			continue // skillColumns has said so, or nobody knows
		}
		if seen[i] {
			columns[k] = -1 // two skills read it, which is a fault already
			continue
		}
		seen[i] = true
		if reason, none := l.noNumbers(s.table, i); none {
			l.fault(s.fault(s.headerRow, i, kindNoScores, s.firstValue(i), "reason", reason))
			columns[k] = -1
		}
	}
	return columns
}

// rowScores reads the scores of one role; good is false where one of them is none.
func (l *loading) rowScores(scores []graph.Points, s *scoreTable, r *record, columns []int, b bound, rounded *int) (good bool) {
	good = true
	plain := l.notation.plainNumbers(r)
	for k, i := range columns {
		if i < 0 {
			good = false
			continue
		}
		if v, ok := numberAt(plain, i); ok && l.scaleBy <= 1 {
			if p, exact, err := graph.NewPoints(v); err == nil && p <= b.most { // no plain digits are less than 0
				if scores[k] = p; !exact {
					*rounded++
				}
				continue
			}
		}
		if l.manifest.Blank == blankZero && blank(r.cell(i)) && r.mark(i).Kind == workbook.Plain {
			l.report.Blanks.Cells++
			continue
		}
		p, exact, ok := l.points(s.table, r, i, b)
		if ok && !exact {
			*rounded++
		}
		scores[k], good = p, good && ok
	}
	return good
}

func (l *loading) noteRounded(t *table, n int) {
	if n > 0 {
		l.report.Rounded += n
		l.warn(t.warning(0, -1, warnRounded, "numbers", n))
	}
}

// checkTotal compares a printed total with the sum of the scores. Where it is another, the sum counts,
// unless the manifest has another policy; ok is false where the role is to be left out.
func (l *loading) checkTotal(t *table, r *record, column int, role *graph.Role) (ok bool) {
	printed := r.cell(column)
	if printed == "" || r.mark(column).Kind == workbook.Formula {
		return true
	}
	var sum graph.Points
	for _, s := range role.Scores {
		sum += s
	}
	v, _, fault := l.notation.of(r, column)
	if l.scaleBy > 1 {
		v *= l.scaleBy
	}
	if fault == nil && math.Abs(v-sum.Float()) <= totalTolerance(printed, len(role.Scores)) {
		return true
	}
	switch l.manifest.TotalDiffers {
	case totalLeaveOut:
		l.wrongTotals = append(l.wrongTotals, role.Code)
		return false
	case totalRefuse:
		l.fault(t.fault(r.row, column, kindTotal, "", "printed", shorten(printed), "sum", sum))
	default:
		l.warn(t.warning(r.row, column, warnTotal, "printed", shorten(printed), "sum", sum))
	}
	return true
}

// warnFlat warns of a role that no other can resemble.
func (l *loading) warnFlat(t *table, row int, role *graph.Role, m graph.Measure) {
	if !m.Flat(role.Scores) {
		return
	}
	kind := warnFlat
	if m == graph.Cosine {
		kind = warnZero
	}
	w := t.warning(row, -1, kind, "roles", Names{role.Code})
	before := slices.IndexFunc(l.report.Warnings, func(b Warning) bool { return b.Kind == kind && b.File == w.File && b.Sheet == w.Sheet })
	if before < 0 {
		l.warn(w)
		return
	}
	b := &l.report.Warnings[before]
	if b.Rows == nil {
		b.Rows, b.Row = Rows{b.Row}, 0
	}
	b.Rows = append(b.Rows, row)
	b.Values[1] = append(b.Values[1].(Names), role.Code)
}
