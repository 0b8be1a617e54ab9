package loader

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"noboru/graph"
)

// scores reads the first form: one row a role, one column a skill. Where several tables are named
// they are read one after the other, all with the same skills.
func (l *loading) scores(spec *graph.Spec) {
	rr := newRoleRows(spec, l.declaredFamilies(spec))
	headers, declared := l.declaredSkills(spec)
	for _, name := range l.manifest.Files {
		t := l.tableWithRows(name, l.manifest.Sheet)
		if t == nil {
			continue
		}
		var skills []int
		var c roleColumns
		if declared {
			skills = l.skillColumns(t, spec.Skills, headers)
			c = l.roleColumns(t, skills)
		} else {
			c = l.roleColumns(t, nil)
			skills = l.impliedSkills(t, c.rest)
			for _, i := range skills {
				spec.Skills = append(spec.Skills, graph.Skill{Code: t.header[i], Name: nameOf(t.header[i])})
				headers = append(headers, t.header[i])
			}
			declared = true
		}
		l.warnUnread(t, c.rest, skills)
		l.scoreTable(t, rr, c, skills)
	}
}

// impliedSkills returns the columns that hold scores where no list of skills says so: all that
// have no other use. One that looks like a second name or total is none of them; nor, where there
// is no manifest in which it could be named, is one without any number.
func (l *loading) impliedSkills(t *table, rest []int) []int {
	skills := slices.DeleteFunc(slices.Clone(rest), func(i int) bool {
		return usualHeader(t.header[i]) || (l.implied && allText(t, i))
	})
	if len(skills) == 0 {
		l.fault(t.fault(t.headerRow, -1, &Fault{Err: fmt.Errorf("%w: no column is left for scores", ErrEmpty), Want: "one column a skill"}))
	}
	return skills
}

// usualHeader says whether a column that has no use looks like a second code, name or total.
func usualHeader(header string) bool {
	for _, headers := range [][]string{
		codeHeaders, nameJaHeaders, nameEnHeaders, nameHeaders, kanaHeaders, familyHeaders,
		descriptionJaHeaders, descriptionEnHeaders, descriptionHeaders, totalHeaders,
	} {
		if slices.Contains(headers, usual(header)) {
			return true
		}
	}
	return false
}

// skillColumns finds the column of each skill: the stated header, else its Japanese name, its
// code or its English name.
func (l *loading) skillColumns(t *table, skills []graph.Skill, headers []string) []int {
	columns := make([]int, len(skills))
	owner := map[int]int{}
	for k, s := range skills {
		columns[k] = -1
		if s.Code == "" {
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
			f := t.fault(t.headerRow, -1, &Fault{Err: fmt.Errorf("%w column of skill %q", ErrMissing, s.Code), Want: "a column headed " + quoted(candidates)})
			f.Column = s.Code
			l.fault(f)
			continue
		}
		if other, ok := owner[i]; ok && skills[other].Code != s.Code {
			l.fault(t.fault(t.headerRow, i, &Fault{Err: fmt.Errorf("%w: skills %q and %q both read this column", ErrDuplicate, skills[other].Code, s.Code), Want: "a column of its own for each skill"}))
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

// scoreTable reads the roles of one table.
func (l *loading) scoreTable(t *table, rr *roleRows, c roleColumns, skills []int) {
	spec := rr.spec
	// A column without any number is one mistake, not one a row.
	text := make([]bool, len(skills)) // nothing to read in this column
	for k, i := range skills {
		if i < 0 {
			text[k] = true // skillColumns has said so
		} else if text[k] = allText(t, i); text[k] {
			r := t.rows[0]
			l.fault(t.fault(t.headerRow, i, &Fault{
				Value: r.cell(i), Err: fmt.Errorf("%w: no row has one in this column", ErrNotNumber),
				Want: "scores, or the header named under columns.ignore in a manifest",
			}))
		}
	}
	rounded := 0
	for n, r := range t.rows {
		if l.stopped(n) {
			return
		}
		role := rr.role(l, t, c, r)
		role.Scores = make([]graph.Points, len(skills))
		good := true
		for k, i := range skills {
			if text[k] {
				good = false
				continue
			}
			p, exact, fault := points(r.cell(i), spec.MaxScore)
			if fault != nil {
				l.fault(t.fault(r.row, i, fault))
				good = false
			} else if !exact {
				rounded++
			}
			role.Scores[k] = p
		}
		if good {
			l.checkTotal(t, r, c.total, role.Scores)
			if flat(spec.Measure, role.Scores) {
				l.warn(t.warning(r.row, -1, "role %q %s, so that its similarity is undefined: it stays, without edges", role.Code, flatness(spec.Measure)))
			}
		}
		spec.Roles = append(spec.Roles, role)
	}
	l.noteRounded(t, rounded)
}

func (l *loading) noteRounded(t *table, n int) {
	if n > 0 {
		l.report.Rounded += n
		l.warn(t.warning(0, -1, "%s finer than a thousandth of a point and rounded", plural(n, "number was", "numbers were")))
	}
}

// checkTotal warns where a printed total is not the sum of the scores. The sum counts.
func (l *loading) checkTotal(t *table, r record, column int, scores []graph.Points) {
	printed := r.cell(column)
	if printed == "" {
		return
	}
	var sum graph.Points
	for _, s := range scores {
		sum += s
	}
	v, fault := number(printed)
	if fault != nil || math.Abs(v-sum.Float()) > totalTolerance(printed, len(scores)) {
		l.warn(t.warning(r.row, column, "the total says %s, but the scores sum to %s; the sum counts", shorten(printed), sum))
	}
}

// flat says whether the measure is undefined for a row of scores, as far as the row alone shows.
func flat(m graph.Measure, scores []graph.Points) bool {
	switch m {
	case graph.Pearson:
		return !slices.ContainsFunc(scores, func(s graph.Points) bool { return s != scores[0] })
	case graph.Cosine:
		return !slices.ContainsFunc(scores, func(s graph.Points) bool { return s != 0 })
	default:
		return false
	}
}

func flatness(m graph.Measure) string {
	if m == graph.Cosine {
		return "has no score above zero"
	}
	return "has the same score in every skill"
}

// allText says whether no cell of a column means to be a number.
func allText(t *table, column int) bool {
	return len(t.rows) > 0 && !slices.ContainsFunc(t.rows, func(r record) bool {
		return looksNumeric(strings.TrimSpace(r.cell(column)))
	})
}
