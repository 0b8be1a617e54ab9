package loader

import (
	"encoding/json"
	"slices"
	"strings"
	"unicode"

	"noboru/internal/lazyregexp"
)

// asScores sees one row a role and one column a skill: numbers, or marks of a known scale.
func asScores(k *looking) shape {
	if k.column([]string{onetUsual}) >= 0 && k.column([]string{"datavalue"}) >= 0 {
		return shape{}
	}
	numbers := slices.DeleteFunc(k.numbers(), k.isLabel)
	s := shape{form: formScores}
	marks := k.marked()
	scored := len(numbers)
	if marks != nil && len(marks) > len(numbers) {
		scored += len(marks)
	}
	key := k.column(codeHeaders, nameHeaders, nameJaHeaders, nameEnHeaders)
	labelled := key >= 0 && !(k.t.corner && key == 0)
	switch {
	case scored == 0:
		return shape{}
	case labelled:
		s.score = 0.9
	case k.column(skillHeaders) == 0:
		s.score = 0.2
	case k.t.corner:
		s.score = 0.5
	default:
		s.score = 0.6
	}
	if !labelled {
		if labels := k.labels(); len(labels) > 0 && roleLikeness(vocabulary(k.facts[labels[0]])) >= 0.3 {
			s.score = 0.85
		}
	}
	s.evidence = []Fact{{"scores", Values{"columns", scored, "rows", len(k.t.rows)}}}
	s.settle = func() {
		if len(marks) > 0 && len(marks) >= len(numbers) {
			k.settleMarks(marks)
		} else {
			k.doubtMarks()
		}
		k.settleKey()
	}
	return s
}

// marked lists the columns of marks that share one scale; nil where there are none.
func (k *looking) marked() []int {
	var columns []int
	for i, f := range k.facts {
		if f.filled == 0 || f.isNumbers() && f.texts == 0 || f.distinct() == nil || len(f.distinct()) > 30 || k.isLabel(i) {
			continue
		}
		if f.longest > 40 {
			continue
		}
		if levels, _ := markLevels(vocabulary(f)); levels != nil || gradeLike(vocabulary(f)) {
			columns = append(columns, i)
		}
	}
	if len(columns) < 2 {
		return nil
	}
	return columns
}

// unknownMarks lists the marks of columns of short words that share a vocabulary: levels, perhaps, of
// a scale that nobody knows here. It is nil where there are none.
func (k *looking) unknownMarks() []string {
	const most = 12
	var all []string
	columns := 0
	label := slices.IndexFunc(k.facts, func(f columnFacts) bool { return f.isText() && f.unique() })
	for i, f := range k.facts {
		if i == label || !f.isText() || k.isLabel(i) || f.distinct() == nil || len(f.distinct()) > most || f.longest > 20 {
			continue
		}
		words := vocabulary(f)
		if columns > 0 && !slices.ContainsFunc(words, func(w string) bool { return slices.Contains(all, w) }) {
			continue
		}
		columns++
		all = append(all, words...)
	}
	slices.Sort(all)
	if all = slices.Compact(all); columns < 2 || len(all) < 2 || len(all) > most {
		return nil
	}
	return all
}

// doubtMarks faults drawn marks such as ◎ and △ beside columns of numbers: they are levels, but nobody
// knows which of the others' they stand for.
func (k *looking) doubtMarks() {
	if k.manifest.Marks != nil {
		return
	}
	for i, f := range k.facts {
		if !f.isText() || k.isLabel(i) || slices.Contains(k.manifest.Columns.Ignore, k.t.header[i]) {
			continue
		}
		marks := vocabulary(f)
		if len(marks) < 2 || !drawn(marks) {
			continue
		}
		if levels, _ := markLevels(marks); levels != nil {
			k.fault(&Fault{File: k.g.file, Sheet: k.g.sheet, Row: k.t.headerRow, Column: k.t.header[i], Kind: kindMarkDoubt, Values: Values{"marks", Names(marks), "example", markExample(marks[0])}})
		}
	}
}

// drawn reports whether none of the marks has a letter or a digit.
func drawn(marks []string) bool {
	return !slices.ContainsFunc(marks, func(m string) bool {
		return strings.ContainsFunc(m, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
	})
}

// isLabel reports whether a column's header says that it is no skill.
func (k *looking) isLabel(column int) bool { return usualHeader(k.t.header[column]) }

// settleMarks gives the marks of these columns, taken together, their levels. A blank cell is the
// lowest level where the scale has no mark for it.
func (k *looking) settleMarks(columns []int) {
	m := &k.manifest
	if m.Marks != nil {
		return
	}
	var all []string
	blanks := false
	for _, i := range columns {
		if i < 0 || k.facts[i].isNumbers() && k.facts[i].others == 0 {
			continue // what is no number there is a fault
		}
		all = append(all, vocabulary(k.facts[i])...)
		blanks = blanks || k.facts[i].filled < len(k.t.rows)
	}
	slices.Sort(all)
	all = slices.Compact(all)
	if len(all) == 0 {
		return
	}
	levels, hasZero := markLevels(all)
	if levels == nil {
		if gradeLike(all) {
			k.fault(&Fault{File: k.g.file, Sheet: k.g.sheet, Row: k.t.headerRow, Kind: kindMarkDoubt, Values: Values{"marks", Names(all), "example", markExample(all[0])}})
		} else {
			k.fault(&Fault{File: k.g.file, Sheet: k.g.sheet, Row: k.t.headerRow, Kind: kindMarks, Values: Values{"marks", Names(all), "example", markExample(all[0])}})
		}
		return
	}
	k.guess("marks", func() { m.Marks = markEntries(levels) })
	k.notation.marks = levels
	k.report.Recognition.Evidence = append(k.report.Recognition.Evidence, Fact{"marks", Values{"marks", markList(m.Marks)}})
	if blanks && !hasZero && m.Blank == "" {
		k.guess("blank", func() { m.Blank = blankZero })
	}
	k.measure()
}

// markExample is how a manifest says which level a mark stands for.
func markExample(mark string) string {
	example, _ := json.Marshal([]markEntry{{mark, 1}})
	return strings.TrimSuffix(string(example), "]") + ", …]"
}

// markList writes marks and their levels for a message.
func markList(entries []markEntry) Names {
	var list Names
	for _, e := range entries {
		list = append(list, e.Mark+" = "+trimFloat(e.Level))
	}
	return list
}

// settleKey finds the columns that name a role, a family and a text where no usual header does.
func (k *looking) settleKey() {
	c := &k.manifest.Columns
	named := k.column(nameHeaders, nameJaHeaders, nameEnHeaders) >= 0 || c.NameEn != "" || c.NameJa != ""
	if named || c.Code != "" && len(k.texts()) == 0 {
		return
	}
	code := k.column(codeHeaders)
	best := -1
	for _, i := range k.texts() {
		f := k.facts[i]
		if codeHeader().MatchString(k.t.header[i]) || k.dated(i) {
			continue // an employee's number, when a form was filled in
		}
		if i == code || !f.unique() || k.isLabel(i) || f.longest > 200 || k.t.header[i] == "" || slices.Contains(k.marked(), i) {
			continue
		}
		if best < 0 || asksForRole(k.headers[i]) && !asksForRole(k.headers[best]) {
			best = i
		}
	}
	if best >= 0 {
		k.setName(best)
	}
}

// asksForRole reports whether a header has the words of one that names roles, as a form's question does.
func asksForRole(header string) bool {
	return slices.ContainsFunc([]string{"jobtitle", "job", "role", "position", "occupation", "職種", "役職", "職位", "職名", "beruf", "poste", "puesto"}, func(w string) bool {
		return strings.Contains(header, w)
	})
}

// dated reports whether most texts of a column are days, times or addresses of mail.
func (k *looking) dated(column int) bool {
	n, rows := 0, k.sample()
	for _, r := range each(rows) {
		if text := r.cell(column); dateLike().MatchString(text) || strings.Contains(text, "@") {
			n++
		}
	}
	return n*2 > len(rows)
}

// dateLike are days and times as forms and programs write them.
var dateLike = lazyregexp.New(`^([0-9]{4}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}|[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{2,4})`)
