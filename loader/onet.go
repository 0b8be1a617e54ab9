package loader

import (
	"fmt"

	"noboru/graph"
)

// defaultScale is O*NET's scale of levels, 0 to 7.
const defaultScale = "LV"

// onet reads the files of O*NET as they are published: one row for each occupation, element and
// scale, of which one scale is taken. Elements become skills in the order in which they first
// stand; families, where the manifest lists them, are the first two digits of the code.
func (l *loading) onet(spec *graph.Spec) {
	declared := l.declaredFamilies(spec)
	rr := newRoleRows(spec, declared)
	if t := l.tableWithRows(l.manifest.Files[0], l.manifest.Sheet); t != nil {
		l.onetTable(t, rr, declared)
	}
}

// onetRow is where an occupation was first met and which scores it has so far.
type onetRow struct {
	role   graph.Role
	first  record
	scores map[string]graph.Points
	given  map[string]int // row of each score
}

func (l *loading) onetTable(t *table, rr *roleRows, declared bool) {
	f := l.finder(t)
	code, title := f.stated("O*NET-SOC Code"), f.stated("Title")
	element, scale, value := f.stated("Element Name"), f.stated("Scale ID"), f.stated("Data Value")
	if min(code, title, element, scale, value) < 0 {
		return
	}
	elementID := t.column("Element ID")
	wanted := l.manifest.Scale
	if wanted == "" {
		wanted = defaultScale
	}
	spec := rr.spec
	skill := map[string]bool{}
	rows := map[string]*onetRow{}
	var order []*onetRow
	rounded := 0
	for n, r := range t.rows {
		if l.stopped(n) {
			return
		}
		if r.cell(scale) != wanted {
			continue
		}
		row := rows[r.cell(code)]
		if row == nil {
			role := graph.Role{Code: r.cell(code), Name: nameOf(r.cell(title))}
			if declared && len(role.Code) >= 2 {
				role.Family = role.Code[:2]
			}
			if role.Code == "" || r.cell(title) == "" {
				l.fault(t.fault(r.row, code, &Fault{Err: ErrMissing, Want: "a code and a title"}))
				continue
			}
			if declared && !rr.families[role.Family] {
				l.fault(t.fault(r.row, code, &Fault{Value: role.Code, Err: fmt.Errorf("%w family", ErrUnknown), Want: "a declared family whose code is the first two digits"}))
			}
			row = &onetRow{role: role, first: r, scores: map[string]graph.Points{}, given: map[string]int{}}
			rows[role.Code] = row
			order = append(order, row)
		}
		key := r.cell(elementID)
		if key == "" {
			key = r.cell(element)
		}
		if key == "" {
			l.fault(t.fault(r.row, element, &Fault{Err: ErrMissing, Want: "the name of an element"}))
			continue
		}
		if at, ok := row.given[key]; ok {
			l.fault(t.fault(r.row, element, &Fault{Value: key, Err: fmt.Errorf("%w: first in row %d for %s", ErrDuplicate, at, row.role.Code), Want: "one row for each occupation, element and scale"}))
			continue
		}
		row.given[key] = r.row
		if !skill[key] {
			skill[key] = true
			name := r.cell(element)
			if name == "" {
				name = key
			}
			spec.Skills = append(spec.Skills, graph.Skill{Code: key, Name: nameOf(name)})
		}
		p, exact, fault := points(r.cell(value), spec.MaxScore)
		if fault != nil {
			l.fault(t.fault(r.row, value, fault))
			continue
		}
		if !exact {
			rounded++
		}
		row.scores[key] = p
	}
	if len(order) == 0 {
		l.fault(t.fault(0, scale, &Fault{Value: wanted, Err: fmt.Errorf("%w: no row has this scale", ErrEmpty), Want: "a scale of this file, such as LV or IM"}))
	}
	for _, row := range order {
		row.role.Scores = make([]graph.Points, len(spec.Skills))
		for k, s := range spec.Skills {
			if _, ok := row.given[s.Code]; !ok {
				l.fault(t.fault(row.first.row, value, &Fault{Err: fmt.Errorf("%w: %s has no %q", ErrMissing, row.role.Code, s.Name.In("en")), Want: "every element for every occupation"}))
			}
			row.role.Scores[k] = row.scores[s.Code]
		}
		if flat(spec.Measure, row.role.Scores) {
			l.warn(t.warning(row.first.row, -1, "role %q %s, so that its similarity is undefined: it stays, without edges", row.role.Code, flatness(spec.Measure)))
		}
		spec.Roles = append(spec.Roles, row.role)
	}
	l.noteRounded(t, rounded)
}
