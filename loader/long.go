package loader

import (
	"cmp"
	"slices"

	"noboru/graph"
)

// defaultScale is O*NET's scale of levels, 0 to 7.
const defaultScale = "LV"

// The headers of O*NET's files.
const (
	onetCode, onetTitle, onetElementID    = "O*NET-SOC Code", "Title", "Element ID"
	onetElement, onetScale, onetDataValue = "Element Name", "Scale ID", "Data Value"
	onetSuppress, onetNotRelevant         = "Recommend Suppress", "Not Relevant"
)

// long reads tables with one row for each role and skill: with levels; without, where the row itself
// says that the role has the skill; and O*NET's, of which one scale is taken. Skills are those that
// stand in the table, in the order in which they first do.
func (l *loading) long(spec *graph.Spec) {
	declared := l.declaredFamilies(spec)
	list := l.declaredSkills(spec)
	rr := newRoleRows(spec, declared)
	o := &longReader{loading: l, rr: rr, declared: declared, rows: map[string]*longRow{}, skill: map[string]int{}, listed: list.stated && !list.doubtful}
	for k, s := range spec.Skills {
		o.skill[s.Code] = k
		if list.headers[k] != "" {
			o.skill[list.headers[k]] = k
		}
	}
	if !o.directory() {
		return
	}
	for _, file := range l.manifest.Files {
		o.t = l.mainTable(file, o.isHeader())
		if o.t == nil || !o.columns() {
			return
		}
		if o.manifest.Form == formLong {
			o.scaleScores(o.t, []int{o.value}, spec)
		}
		for n, r := range each(o.t.rows) {
			if l.stopped(n) {
				return
			}
			switch {
			case o.scale >= 0 && r.cell(o.scale) != o.wanted:
			case o.manifest.IgnoreRows == nil && o.isNote(r, []int{o.value, o.elementID}):
				o.noRole(o.t, r, suspectNote)
			default:
				o.read(r)
			}
		}
		o.endTable()
	}
	o.finish()
}

// longReader gathers the rows of each role.
type longReader struct {
	*loading
	t        *table
	rr       *roleRows
	declared bool // families are
	listed   bool // skills are: others are left out
	known    map[string]graph.Role

	// Columns; -1 where there is none.
	code, nameJa, nameEn, family     int
	descriptionJa, descriptionEn     int
	element, elementID, group, scale int
	value, suppress, notRelevant     int
	wanted                           string // scale
	suppressed, irrelevant, unlisted int
	rows                             map[string]*longRow
	order                            []*longRow
	skill                            map[string]int
	rounded                          int
}

// longRow is where a role was first met and which scores it has so far.
type longRow struct {
	role   graph.Role
	t      *table
	first  record
	scores []longScore // in the order of skills
}

// longScore is the level of a skill and where it stands.
type longScore struct {
	skill  int
	points graph.Points
	row    int
}

// find is the place of a skill among the scores, and whether it has one. Most tables list the skills of each role in the
// same order, so that a further one comes last.
func (r *longRow) find(skill int) (at int, found bool) {
	if n := len(r.scores); n == 0 || r.scores[n-1].skill < skill {
		return n, false
	}
	return slices.BinarySearchFunc(r.scores, skill, func(s longScore, skill int) int { return cmp.Compare(s.skill, skill) })
}

// isHeader knows O*NET's header; others are stated or found.
func (o *longReader) isHeader() func(cells []string) bool {
	if o.manifest.Form != formONET {
		return func([]string) bool { return false }
	}
	return func(cells []string) bool {
		for _, header := range []string{onetCode, onetElement, onetDataValue} {
			if !slices.ContainsFunc(cells, func(c string) bool { return usual(c) == usual(header) }) {
				return false
			}
		}
		return true
	}
}

// directory reads the table of roles that a table of codes needs, where there is one.
func (o *longReader) directory() bool {
	file := o.manifest.Roles
	if file == "" {
		return true
	}
	t := o.tableWithRows(file, "", func(cells []string) bool {
		return heads(cells, "", codeHeaders) && heads(cells, "", nameHeaders, nameJaHeaders, nameEnHeaders)
	})
	if t == nil {
		return false
	}
	f := o.finder(t)
	code := f.guess(codeHeaders)
	ja, en := f.guess(nameJaHeaders), f.guess(nameEnHeaders)
	f.inLanguage(&ja, &en, nameHeaders)
	family := f.guess(familyHeaders)
	descriptionJa, descriptionEn := f.guess(descriptionJaHeaders), f.guess(descriptionEnHeaders)
	f.inLanguage(&descriptionJa, &descriptionEn, descriptionHeaders)
	if code < 0 {
		f.missing("code", kindNoListCode)
		return false
	}
	o.known = map[string]graph.Role{}
	seen := codes{}
	for _, r := range each(t.rows) {
		role := graph.Role{Code: o.loading.code(t, r, code, seen), Family: o.word(t, r, family)}
		role.Name.Ja, role.Name.En = o.word(t, r, ja), o.word(t, r, en)
		role.Description.Ja, role.Description.En = o.word(t, r, descriptionJa), o.word(t, r, descriptionEn)
		o.known[role.Code] = role
	}
	return true
}

// columns finds the columns, all that are needed or none.
func (o *longReader) columns() bool {
	f := o.finder(o.t)
	o.code, o.nameJa, o.nameEn, o.family, o.element, o.elementID, o.group, o.scale, o.value, o.suppress, o.notRelevant = -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1
	o.descriptionJa, o.descriptionEn = -1, -1
	if o.manifest.Form == formONET {
		o.code, o.nameEn = f.stated(onetCode), o.t.like(onetTitle)
		o.element, o.elementID = f.stated(onetElement), o.t.like(onetElementID)
		o.scale, o.value = f.stated(onetScale), f.stated(onetDataValue)
		o.suppress, o.notRelevant = o.t.like(onetSuppress), o.t.like(onetNotRelevant)
		if o.wanted = o.manifest.Scale; o.wanted == "" {
			o.wanted = defaultScale
		}
		if o.nameEn < 0 && o.known == nil {
			o.fault(o.t.headerFault(onetTitle, kindONETTitles))
			return false
		}
		return min(o.code, o.element, o.scale, o.value) >= 0
	}
	m := &o.manifest.Columns
	o.code, o.nameJa, o.nameEn, o.family = f.stated(m.Code), f.stated(m.NameJa), f.stated(m.NameEn), f.stated(m.Family)
	o.elementID, o.element, o.group, o.value = f.stated(m.Skill), f.stated(m.SkillName), f.stated(m.SkillGroup), f.stated(m.Level)
	for _, c := range []struct {
		column  *int
		stated  string
		headers [][]string
	}{
		{&o.elementID, m.Skill, [][]string{skillKeyHeaders, statementHeaders, skillHeaders}},
		{&o.value, m.Level, [][]string{levelHeaders}},
		{&o.nameJa, m.NameJa, [][]string{nameJaHeaders}},
		{&o.nameEn, m.NameEn, [][]string{nameEnHeaders, nameHeaders}},
		{&o.code, m.Code, [][]string{codeHeaders}},
	} {
		if c.stated != "" || o.manifest.Form == formLinks && c.column == &o.value || m.Code+m.NameJa+m.NameEn != "" && (c.column == &o.code || c.column == &o.nameJa || c.column == &o.nameEn) {
			continue
		}
		for _, h := range c.headers {
			if *c.column < 0 {
				*c.column = f.guess(h)
			}
		}
	}
	o.descriptions(f)
	switch {
	case max(o.code, o.nameJa, o.nameEn) < 0:
		f.missing("code", kindNoCodeColumn)
	case o.elementID < 0:
		f.missing("skill", kindNoLongColumn)
	case o.value < 0 && o.manifest.Form == formLong:
		f.missing("level", kindNoLongColumn)
	default:
		o.warnUnread(o.t, slices.DeleteFunc(f.rest(), func(i int) bool { return o.t.header[i] == o.linkKind }), reasonNoUse)
		return true
	}
	return false
}

// descriptions finds texts about roles: the same in every row of a role.
func (o *longReader) descriptions(f *finder) {
	m := &o.manifest.Columns
	if o.descriptionJa, o.descriptionEn = f.stated(m.DescriptionJa), f.stated(m.DescriptionEn); max(o.descriptionJa, o.descriptionEn) >= 0 || o.known != nil {
		return
	}
	column := f.find(descriptionJaHeaders, descriptionEnHeaders, descriptionHeaders)
	key := max(o.code, o.nameJa, o.nameEn)
	if o.code >= 0 {
		key = o.code
	}
	if column < 0 || key < 0 {
		return
	}
	text := map[string]string{}
	for _, r := range each(o.t.rows) {
		if before, seen := text[r.cell(key)]; seen && before != r.cell(column) {
			return // it is about the skill, or the row
		}
		text[r.cell(key)] = r.cell(column)
	}
	f.used[column] = true
	if japanese(o.t.firstValue(column)) {
		o.descriptionJa = column
	} else {
		o.descriptionEn = column
	}
}

// like finds a column whose header is written nearly so, or -1.
func (t *table) like(header string) int {
	return slices.IndexFunc(t.header, func(h string) bool { return usual(h) == usual(header) })
}

// read takes one score.
func (o *longReader) read(r *record) {
	row := o.role(r)
	key, name := o.word(o.t, r, o.elementID), o.word(o.t, r, o.element)
	if key == "" {
		key = name
	}
	if key == "" {
		o.fault(o.t.fault(r.row, max(o.element, o.elementID), kindONETElement, ""))
	}
	skill, known := o.skill[key]
	if !known && o.listed {
		o.unlisted++
		return
	}
	p, given := o.score(r)
	if row == nil || key == "" || !given {
		return
	}
	if !known {
		skill = o.newSkill(r, key, name)
	}
	at, twice := row.find(skill)
	if twice {
		before := row.scores[at]
		o.fault(o.t.fault(r.row, max(o.element, o.elementID), kindONETTwice, key, "row", before.row, "role", row.role.Code))
		return
	}
	row.scores = slices.Insert(row.scores, at, longScore{skill, p, r.row})
}

// score reads the level of a row; given is false where it is missing. What is none is a fault.
func (o *longReader) score(r *record) (p graph.Points, given bool) {
	if r.cell(o.suppress) == "Y" {
		o.suppressed++
	}
	if r.cell(o.notRelevant) == "Y" {
		o.irrelevant++
	}
	if o.value < 0 {
		return graph.PointsScale, true
	}
	if blank(r.cell(o.value)) && o.manifest.Blank != "" && o.manifest.Blank != blankMissing {
		return 0, false // it is missing where all rows are read
	}
	p, exact, ok := o.points(o.t, r, o.value, scoreBound(o.rr.spec.MaxScore, 0))
	if ok && !exact {
		o.rounded++
	}
	return p, true
}

func (o *longReader) newSkill(r *record, key, name string) int {
	if name == "" {
		name = key
	}
	spec := o.rr.spec
	skill := graph.Skill{Code: key, Name: nameOf(name)}
	if group := o.word(o.t, r, o.group); group != "" {
		skill.Group = group
		if !slices.ContainsFunc(spec.SkillGroups, func(g graph.SkillGroup) bool { return g.Code == group }) {
			spec.SkillGroups = append(spec.SkillGroups, graph.SkillGroup{Code: group, Name: nameOf(group)})
		}
	}
	o.skill[key] = len(spec.Skills)
	spec.Skills = append(spec.Skills, skill)
	return o.skill[key]
}

// role returns the role of a row, which it may be the first of; nil where it has no code or name.
func (o *longReader) role(r *record) *longRow {
	code, ja, en := o.word(o.t, r, o.code), o.word(o.t, r, o.nameJa), o.word(o.t, r, o.nameEn)
	column := max(o.code, o.nameJa, o.nameEn)
	if o.code < 0 {
		if code = en; code == "" {
			code = ja
		}
	} else {
		column = o.code
	}
	if row := o.rows[code]; row != nil {
		return row
	}
	role, known := o.known[code]
	if !known {
		role = graph.Role{Code: code, Family: o.word(o.t, r, o.family), Description: graph.Text{Ja: o.word(o.t, r, o.descriptionJa), En: o.word(o.t, r, o.descriptionEn)}}
		if role.Name.Ja, role.Name.En = ja, en; ja == "" && en == "" && o.known == nil && max(o.nameJa, o.nameEn) < 0 {
			role.Name = nameOf(code)
		}
	}
	switch {
	case code == "" || role.Name.Ja == "" && role.Name.En == "" && o.known == nil:
		o.fault(o.t.fault(r.row, column, kindONETHead, code))
		return nil
	case role.Name.Ja == "" && role.Name.En == "":
		o.fault(o.t.fault(r.row, column, kindUnknownRole, code))
		role.Name = nameOf(code)
	}
	o.settleFamily(r, column, &role)
	row := &longRow{role: role, t: o.t, first: *r}
	o.rows[code] = row
	o.order = append(o.order, row)
	o.rr.codes[code] = codePlace{o.t, r.row}
	return row
}

func (o *longReader) settleFamily(r *record, column int, role *graph.Role) {
	if o.manifest.Form == formONET && o.declared {
		role.Family = role.Code[:min(2, len(role.Code))]
		if !o.rr.families[role.Family] {
			o.fault(o.t.fault(r.row, column, kindONETFamily, role.Code))
		}
		return
	}
	switch {
	case role.Family == "":
	case !o.declared && !o.rr.implied[role.Family]:
		o.rr.implied[role.Family] = true
		o.rr.spec.Families = append(o.rr.spec.Families, graph.Family{Code: role.Family, Name: nameOf(role.Family)})
	case o.declared && !o.rr.families[role.Family]:
		o.fault(o.t.fault(r.row, max(o.family, column), kindUnknownFamily, role.Family))
	}
}

// endTable says what only shows when all rows of a table are read.
func (o *longReader) endTable() {
	if o.value >= 0 {
		o.ragged(o.t, []int{o.value}, false)
	}
	o.noteRounded(o.t, o.rounded)
	o.rounded = 0
	o.noteMerged(o.t)
	o.noteNumbers(o.t)
	for _, n := range []struct {
		count int
		kind  Kind
	}{{o.suppressed, warnSuppressed}, {o.irrelevant, warnNotRelevant}, {o.unlisted, warnUnlisted}} {
		if n.count > 0 {
			o.warn(o.t.warning(0, -1, n.kind, "scores", n.count))
		}
	}
	o.suppressed, o.irrelevant, o.unlisted = 0, 0, 0
}

// finish makes the roles. A skill that a role does not list is blank.
func (o *longReader) finish() {
	spec := o.rr.spec
	if len(o.order) == 0 && !o.t.partial {
		if o.manifest.Form == formONET {
			o.fault(o.t.fault(0, o.scale, kindONETScale, o.wanted))
		} else {
			o.fault(o.t.fault(o.t.headerRow, -1, kindNoRows, ""))
		}
	}
	o.dropTotals()
	b := scoreBound(spec.MaxScore, len(spec.Skills))
	links := o.manifest.Form == formLinks
	for _, row := range o.order {
		var missing Names
		row.role.Scores = make([]graph.Points, 0, len(spec.Skills))
		rest := row.scores
		for k, s := range spec.Skills {
			var score longScore
			if len(rest) > 0 && rest[0].skill == k {
				score, rest = rest[0], rest[1:]
			} else {
				missing = append(missing, s.Name.In("en"))
			}
			if score.points > b.most && !b.stated {
				o.fault(o.t.fault(score.row, o.value, kindScoreBound, score.points.String(), "most", b.most, "sum", largestSum, "skills", b.skills))
			}
			row.role.Scores = append(row.role.Scores, score.points)
		}
		if len(missing) > 0 && !links && !o.t.partial {
			switch o.manifest.Blank {
			case blankZero:
				o.report.Blanks.Cells += len(missing)
			case blankLeaveOut:
				o.report.Blanks.leave(row.role.Code)
				continue
			default:
				o.fault(row.t.fault(row.first.row, o.value, kindONETMissing, "", "role", row.role.Code, "skills", missing))
			}
		}
		o.warnFlat(row.t, row.first.row, &row.role, spec.Measure)
		spec.Roles = append(spec.Roles, row.role)
	}
	o.noteBlanks(o.t)
	if len(o.faults) == 0 {
		o.rr.warnAlike(o.loading)
	}
}

// dropTotals takes skills out that are named as the sum or the mean of the others, and are one.
func (o *longReader) dropTotals() {
	spec := o.rr.spec
	for k := len(spec.Skills) - 1; k >= 0 && !o.listed && len(spec.Skills) > 2; k-- {
		name := usual(cmp.Or(spec.Skills[k].Name.En, spec.Skills[k].Name.Ja))
		if !slices.Contains(totalHeaders, name) && !slices.Contains(wholeNames, name) {
			continue
		}
		sums, means := 0, 0
		for _, row := range o.order {
			at, found := row.find(k)
			if !found || len(row.scores) == 1 {
				continue
			}
			own, n, sum := row.scores[at].points, graph.Points(len(row.scores)-1), graph.Points(0)
			for _, s := range row.scores {
				sum += s.points
			}
			sum -= own
			switch {
			case own == sum:
				sums++
			case own-sum/n < 10 && sum/n-own < 10:
				means++
			}
		}
		kind := suspectTotal
		if means > sums {
			kind = suspectMean
		}
		if max(sums, means)*10 < len(o.order)*8 {
			continue
		}
		w := o.t.warning(0, o.elementID, kind)
		w.Column = spec.Skills[k].Code
		o.warn(w)
		spec.Skills = slices.Delete(spec.Skills, k, k+1)
		for _, row := range o.order {
			at, found := row.find(k)
			if found {
				row.scores = slices.Delete(row.scores, at, at+1)
			}
			for i := at; i < len(row.scores); i++ {
				row.scores[i].skill--
			}
		}
	}
}
