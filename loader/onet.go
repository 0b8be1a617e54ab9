package loader

import "noboru/graph"

// defaultScale is O*NET's scale of levels, 0 to 7.
const defaultScale = "LV"

// The headers of O*NET's files.
const (
	onetCode, onetTitle, onetElementID    = "O*NET-SOC Code", "Title", "Element ID"
	onetElement, onetScale, onetDataValue = "Element Name", "Scale ID", "Data Value"
)

// onet reads the files of O*NET as they are published: one row for each occupation, element and
// scale, of which one scale is taken. Elements become skills in the order in which they first
// stand; families, where the manifest lists them, are the first two digits of the code.
func (l *loading) onet(spec *graph.Spec) {
	declared := l.declaredFamilies(spec)
	rr := newRoleRows(spec, declared)
	t := l.tableWithRows(l.manifest.Files[0], l.manifest.Sheet, isONETHeader)
	if t == nil {
		return
	}
	o := &onetReader{loading: l, t: t, rr: rr, declared: declared, rows: map[string]*onetRow{}, skill: map[string]bool{}}
	if !o.columns() {
		return
	}
	for n, r := range t.rows {
		if l.stopped(n) {
			return
		}
		if r.cell(o.scale) == o.wanted {
			o.read(r)
		}
	}
	o.finish()
}

func isONETHeader(cells []string) bool {
	for _, header := range []string{onetCode, onetTitle, onetElement, onetScale, onetDataValue} {
		if !heads(cells, header) {
			return false
		}
	}
	return true
}

// onetReader gathers the rows of each occupation.
type onetReader struct {
	*loading
	t        *table
	rr       *roleRows
	declared bool // families are

	code, title, element, elementID, scale, value int // columns

	wanted  string // scale
	rows    map[string]*onetRow
	order   []*onetRow
	skill   map[string]bool
	rounded int
}

// onetRow is where an occupation was first met and which scores it has so far.
type onetRow struct {
	role   graph.Role
	first  record
	scores map[string]onetScore // by element
}

type onetScore struct {
	points graph.Points
	row    int
}

// columns finds the columns, all or none.
func (o *onetReader) columns() bool {
	f := o.finder(o.t)
	o.code, o.title = f.stated(onetCode), f.stated(onetTitle)
	o.element, o.scale, o.value = f.stated(onetElement), f.stated(onetScale), f.stated(onetDataValue)
	o.elementID = o.t.column(onetElementID)
	o.wanted = o.manifest.Scale
	if o.wanted == "" {
		o.wanted = defaultScale
	}
	return min(o.code, o.title, o.element, o.scale, o.value) >= 0
}

// read takes one score.
func (o *onetReader) read(r record) {
	row := o.occupation(r)
	key, name := o.word(o.t, r, o.elementID), o.word(o.t, r, o.element)
	if key == "" {
		key = name
	}
	if key == "" {
		o.fault(o.t.fault(r.row, o.element, kindONETElement, ""))
	}
	p, exact, ok := o.points(o.t, r, o.value, scoreBound(o.rr.spec.MaxScore, 0))
	if ok && !exact {
		o.rounded++
	}
	if row == nil || key == "" {
		return
	}
	if before, twice := row.scores[key]; twice {
		o.fault(o.t.fault(r.row, o.element, kindONETTwice, key, "row", before.row, "role", row.role.Code))
		return
	}
	row.scores[key] = onetScore{p, r.row}
	if !o.skill[key] {
		o.skill[key] = true
		if name == "" {
			name = key
		}
		o.rr.spec.Skills = append(o.rr.spec.Skills, graph.Skill{Code: key, Name: nameOf(name)})
	}
}

// occupation returns the occupation of a row, which it may be the first of; nil where it has no
// code or title.
func (o *onetReader) occupation(r record) *onetRow {
	code, title := o.word(o.t, r, o.code), o.word(o.t, r, o.title)
	if row := o.rows[code]; row != nil {
		return row
	}
	if code == "" || title == "" {
		o.fault(o.t.fault(r.row, o.code, kindONETHead, code))
		return nil
	}
	role := graph.Role{Code: code, Name: nameOf(title)}
	if o.declared {
		role.Family = code[:min(2, len(code))]
		if !o.rr.families[role.Family] {
			o.fault(o.t.fault(r.row, o.code, kindONETFamily, code))
		}
	}
	row := &onetRow{role: role, first: r, scores: map[string]onetScore{}}
	o.rows[code] = row
	o.order = append(o.order, row)
	o.rr.codes[code] = codePlace{o.t, r.row}
	return row
}

// finish makes the roles, each of which must have every element.
func (o *onetReader) finish() {
	spec := o.rr.spec
	if len(o.order) == 0 && !o.t.partial {
		o.fault(o.t.fault(0, o.scale, kindONETScale, o.wanted))
	}
	b := scoreBound(spec.MaxScore, len(spec.Skills))
	for _, row := range o.order {
		for _, s := range spec.Skills {
			score, ok := row.scores[s.Code]
			switch {
			case !ok && !o.t.partial:
				o.fault(o.t.fault(row.first.row, o.value, kindONETMissing, "", "role", row.role.Code, "skill", Name(s.Name.In("en"))))
			case score.points > b.most && !b.stated:
				o.fault(o.t.fault(score.row, o.value, kindScoreBound, score.points.String(), "most", b.most, "sum", largestSum, "skills", b.skills))
			}
			row.role.Scores = append(row.role.Scores, score.points)
		}
		o.warnFlat(o.t, row.first.row, &row.role, spec.Measure)
		spec.Roles = append(spec.Roles, row.role)
	}
	o.ragged(o.t, []int{o.value}, false)
	o.noteRounded(o.t, o.rounded)
	o.noteMerged(o.t)
	if len(o.faults) == 0 {
		o.rr.warnAlike(o.loading)
	}
}
