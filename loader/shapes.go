package loader

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// asPairs sees two columns of roles and one of correlations between them.
func asPairs(k *looking) shape {
	m := &k.manifest.Pairs.Columns
	a, b, r := k.column(pairAHeaders), k.column(pairBHeaders), k.column(correlationHeaders)
	for _, stated := range []struct {
		header string
		column *int
	}{{m.A, &a}, {m.B, &b}, {m.Correlation, &r}} {
		if stated.header != "" {
			*stated.column = k.t.column(trim(stated.header))
		}
	}
	s := shape{form: formCorrelations}
	// What is no correlation there is a fault, where the same roles stand on both sides.
	if a >= 0 && b >= 0 && r >= 0 && a != b && (k.facts[r].within(-1, 1) || overlap(k.facts[a], k.facts[b]) > 0) {
		s.score = 0.97
		s.evidence = []Fact{{"pair-headers", Values{"a", Name(k.t.header[a]), "b", Name(k.t.header[b]), "r", Name(k.t.header[r])}}}
	} else {
		texts, numbers := k.texts(), k.numbers()
		if len(texts) < 2 || len(numbers) == 0 || len(numbers) > 2 {
			return shape{}
		}
		a, b, r = texts[0], texts[1], numbers[len(numbers)-1]
		if shared := overlap(k.facts[a], k.facts[b]); !k.facts[r].within(-1, 1) || shared < 0.5 {
			return shape{}
		}
		if s.score = 0.85; k.facts[r].negatives > 0 {
			s.score = 0.95 // no score is negative
		}
		s.evidence = []Fact{{"pairs", Values{"a", Name(k.t.header[a]), "b", Name(k.t.header[b]), "r", Name(k.t.header[r])}}}
	}
	s.settle = func() {
		if m.A == "" {
			k.guess("pairs.columns", func() { m.A, m.B, m.Correlation = k.t.header[a], k.t.header[b], k.t.header[r] })
		}
		k.pairsAlone = len(k.manifest.Files) == 1 && k.manifest.Pairs.File == ""
	}
	return s
}

// asMatrix sees a square of correlations: the same names down as across, 1 on the diagonal, the same
// on both sides of it. A triangle will do.
func asMatrix(k *looking) shape {
	label, columns := -1, []int(nil)
	for _, i := range k.labels() {
		if at := k.square(i); len(at) > len(columns) {
			label, columns = i, at
		}
	}
	if len(columns) < 3 {
		return shape{}
	}
	row := map[string]int{}
	for n, r := range each(k.t.rows) {
		row[r.cell(label)] = n
	}
	known := func(n, c int) bool { return !blank(k.t.rows[n].cell(c)) }
	mirrored, ones, correlations := 0, 0, true
	for _, c := range columns {
		f := k.facts[c]
		if f.numbers == 0 && f.texts+f.others > 0 {
			return shape{}
		}
		correlations = correlations && (f.numbers == 0 || f.within(-1, 1) || f.percents == f.numbers && f.within(-100, 100))
		n, ok := row[k.t.header[c]]
		if !ok {
			continue
		}
		v, how, fault := k.notation.of(&k.t.rows[n], c)
		if !known(n, c) || fault == nil && (v == 1 || how == percent && v == 100) {
			ones++
		}
		for _, d := range columns {
			m, ok := row[k.t.header[d]]
			if !ok || !known(n, d) || !known(m, c) || k.t.rows[n].cell(d) == k.t.rows[m].cell(c) {
				mirrored++
			}
		}
	}
	size := len(columns)
	if !correlations || ones*2 < size {
		if k.facts[label].longest < 3 && mirrored < size*size {
			return shape{} // codes of one letter may be skills as well as roles
		}
		// Distances, or how many people went from one role to another: neither scores nor correlations.
		return shape{form: formMatrix, score: 0.96, settle: func() {
			k.fault(&Fault{File: k.g.file, Sheet: k.g.sheet, Row: k.t.headerRow, Kind: kindNoCorrelations, Values: Values{"roles", size}})
		}}
	}
	score := 0.5 + 0.25*float64(ones)/float64(size) + 0.25*float64(mirrored)/float64(size*size)
	return shape{form: formMatrix, score: score, evidence: []Fact{{"square", Values{"roles", size, "ones", ones}}}, settle: func() {
		k.setKey(label)
	}}
}

// square lists the columns whose headers stand in a column of labels, where nearly all labels have one.
func (k *looking) square(label int) []int {
	var columns []int
	for i, h := range k.t.header {
		if i != label && h != "" && k.facts[label].distinct()[h] > 0 {
			columns = append(columns, i)
		}
	}
	if len(columns)*10 < len(k.facts[label].distinct())*9 {
		return nil
	}
	return columns
}

// labels lists the first columns, which could name rows.
func (k *looking) labels() []int {
	var labels []int
	for i, f := range k.facts {
		if len(labels) < 4 && f.filled > 0 && f.unique() && f.distinct() != nil {
			labels = append(labels, i)
		}
	}
	return labels
}

// setKey takes a column as the code, or as the name where it has spaces or no code's header.
func (k *looking) setKey(column int) {
	c := &k.manifest.Columns
	if k.column(codeHeaders, nameHeaders, nameJaHeaders, nameEnHeaders) >= 0 {
		return // the usual headers do
	}
	if japanese(k.t.firstValue(column)) {
		k.set("nameJa", &c.NameJa, column)
	} else {
		k.set("nameEn", &c.NameEn, column)
	}
}

// roleColumn finds the column that names the role of a row in a long table.
func (k *looking) roleColumn() int {
	if i := k.column([]string{"roleid", "rolecode", "workroleid", "職種コード", "code", "id", "コード"}); i >= 0 && k.facts[i].recurs() {
		return i
	}
	return k.column(nameHeaders, nameJaHeaders, nameEnHeaders, []string{"person", "employee", "氏名"})
}

// asLong sees one row for each role and skill, with the level.
func asLong(k *looking) shape {
	s := shape{form: formLong}
	role, skill, level := k.roleColumn(), k.column(skillKeyHeaders, skillHeaders, statementHeaders), k.column(levelHeaders)
	if measure := k.onlyNumber(role, skill); level < 0 && measure >= 0 && !k.facts[measure].within(0, 1) {
		level = measure
	}
	if role >= 0 && skill >= 0 && level >= 0 && role != skill && (k.facts[role].recurs() || k.facts[skill].recurs()) {
		s.score = 0.97
	} else {
		texts, numbers := k.texts(), k.numbers()
		if len(texts) < 2 || len(numbers) != 1 {
			return shape{}
		}
		if role, skill = k.crossed(texts); role < 0 {
			return shape{}
		}
		level = numbers[0]
		s.score = 0.8
		if overlap(k.facts[role], k.facts[skill]) > 0.3 {
			return shape{} // pairs
		}
	}
	s.evidence = []Fact{{"long", Values{"role", Name(k.t.header[role]), "skill", Name(k.t.header[skill]), "level", Name(k.t.header[level])}}}
	s.settle = func() { k.settleLong(role, skill, level) }
	return s
}

// vocabulary lists the different values of a column.
func vocabulary(f columnFacts) []string {
	var list []string
	for v := range f.distinct() {
		if !blank(v) {
			list = append(list, v)
		}
	}
	slices.Sort(list)
	return list
}

// crossed finds two columns of words whose pairs stand once each, while their values repeat.
func (k *looking) crossed(texts []int) (role, skill int) {
	for _, a := range texts {
		for _, b := range texts {
			if a >= b || !k.facts[a].repeats() || !k.facts[b].repeats() || !k.once(a, b) {
				continue
			}
			// The table goes through one role after the other, mostly.
			if k.changes(b) < k.changes(a) {
				return b, a
			}
			return a, b
		}
	}
	return -1, -1
}

// once reports whether no pair of values stands twice.
func (k *looking) once(a, b int) bool {
	seen := map[[2]string]bool{}
	for _, r := range each(k.sample()) {
		pair := [2]string{r.cell(a), r.cell(b)}
		if seen[pair] {
			return false
		}
		seen[pair] = true
	}
	return true
}

// changes counts how often a column's value changes from row to row.
func (k *looking) changes(column int) int {
	n := 0
	for i := 1; i < len(k.sample()); i++ {
		if k.t.rows[i].cell(column) != k.t.rows[i-1].cell(column) {
			n++
		}
	}
	return n
}

// settleLong fills in the columns of a long table: of two columns that say the same, one is the code.
func (k *looking) settleLong(role, skill, level int) {
	c := &k.manifest.Columns
	k.settleMarks([]int{level})
	k.set("skill", &c.Skill, skill)
	if level >= 0 {
		k.set("level", &c.Level, level)
	}
	if name := k.column(skillHeaders, []string{"statementtext", "elementname", "description"}); name >= 0 && name != skill && k.follows(skill, name) {
		k.set("skillName", &c.SkillName, name)
	}
	if group := k.column(skillGroupHeaders); group >= 0 && k.follows(skill, group) {
		k.set("skillGroup", &c.SkillGroup, group)
	}
	code, name := role, k.column(nameHeaders, nameJaHeaders, nameEnHeaders)
	if name == role {
		code = k.column(codeHeaders)
	}
	if name >= 0 && (name == skill || !k.follows(role, name)) {
		name = -1
	}
	if code >= 0 && code != role && (code == skill || !k.follows(role, code) || !k.follows(code, role)) {
		code = -1
	}
	switch {
	case name < 0 && code == role && k.manifest.Roles == "":
		k.setName(role)
	case name < 0:
		k.set("code", &c.Code, role)
	default:
		k.set("code", &c.Code, code)
		k.setName(name)
	}
	if family := k.column(familyHeaders, familyWords); family >= 0 && k.follows(role, family) {
		k.set("family", &c.Family, family)
	}
}

func (k *looking) setName(column int) {
	c := &k.manifest.Columns
	if slices.ContainsFunc(k.t.rows[:min(len(k.t.rows), 50)], func(r record) bool { return japanese(r.cell(column)) }) {
		k.set("nameJa", &c.NameJa, column)
	} else {
		k.set("nameEn", &c.NameEn, column)
	}
}

// follows reports whether each value of a column goes with one value of another.
func (k *looking) follows(key, value int) bool {
	with := map[string]string{}
	for _, r := range each(k.sample()) {
		v, seen := with[r.cell(key)]
		if seen && v != r.cell(value) {
			return false
		}
		with[r.cell(key)] = r.cell(value)
	}
	return true
}

// onlyNumber finds the one column of numbers beside a role and a skill, or -1: codes are none.
func (k *looking) onlyNumber(role, skill int) int {
	if role < 0 || skill < 0 {
		return -1
	}
	only := -1
	for _, i := range k.numbers() {
		if i == role || i == skill || k.isLabel(i) || k.follows(role, i) || k.follows(skill, i) {
			continue
		}
		if only >= 0 {
			return -1
		}
		only = i
	}
	return only
}

// asLinks sees one row for each role and skill that it has, without a level or with 0 and 1.
func asLinks(k *looking) shape {
	if len(k.t.header) > 10 {
		return shape{}
	}
	role, skill := k.roleColumn(), k.column(statementHeaders, skillKeyHeaders, skillHeaders)
	s := shape{form: formLinks}
	if role >= 0 && skill < 0 && len(k.t.header) <= 3 && k.column(codeHeaders) != role {
		skill = k.column([]string{"code"})
	}
	if role >= 0 && skill < 0 && len(k.t.header) == 2 {
		skill = 1 - role // the role's header says what the other column is
	}
	level := k.onlyNumber(role, skill)
	switch {
	case role >= 0 && skill >= 0 && role != skill && k.facts[role].recurs() && k.once(role, skill) && (level < 0 || k.facts[level].within(0, 1)):
		s.score = 0.95
	default:
		texts := k.texts()
		if len(texts) < 2 || len(texts) > 4 || len(k.numbers()) > 0 {
			return shape{}
		}
		if role, skill = k.crossed(texts); role < 0 || overlap(k.facts[role], k.facts[skill]) > 0.3 {
			return shape{}
		}
		level = -1
		s.score = 0.7
	}
	s.evidence = []Fact{{"links", Values{"role", Name(k.t.header[role]), "skill", Name(k.t.header[skill])}}}
	s.settle = func() {
		k.settleLong(role, skill, -1)
		k.settleLinkKind(role, skill, level)
	}
	return s
}

// strongKind orders kinds of links: what a role cannot do without comes last.
func strongKind(kind string) int {
	kind = foldMark(kind)
	if slices.ContainsFunc([]string{"core", "essential", "required", "mandatory", "must", "primary", "必須", "主", "必要"}, func(w string) bool { return strings.HasPrefix(kind, w) }) {
		return 1
	}
	return 0
}

// settleLinkKind finds what a link says beside its ends: 0 and 1, yes and no, or a kind such as core
// and additional, which counts as 1 unless the manifest has other weights.
func (k *looking) settleLinkKind(role, skill, level int) {
	if k.manifest.Columns.Level != "" {
		return
	}
	kind := k.column(linkKindHeaders, levelHeaders)
	for i, f := range k.facts {
		if kind >= 0 || i == role || i == skill || !f.isText() || k.isLabel(i) {
			continue
		}
		if levels, zero := markLevels(vocabulary(f)); levels != nil && zero {
			kind = i
		}
	}
	if level < 0 && kind >= 0 && kind != role && kind != skill {
		if levels, zero := markLevels(vocabulary(k.facts[kind])); levels != nil && zero {
			k.settleMarks([]int{kind})
			level = kind
		}
	}
	if level >= 0 {
		k.set("level", &k.manifest.Columns.Level, level)
		return
	}
	if kind < 0 || kind == role || kind == skill || k.facts[kind].distinct() == nil || len(k.facts[kind].distinct()) > 12 || len(k.facts[kind].distinct()) < 2 {
		return
	}
	var kinds Names
	var weights []markEntry
	all := vocabulary(k.facts[kind])
	slices.SortStableFunc(all, func(a, b string) int { return strongKind(a) - strongKind(b) })
	for n, v := range all {
		kinds = append(kinds, v+": "+strconv.Itoa(k.facts[kind].distinct()[v]))
		weights = append(weights, markEntry{v, float64(n + 1)})
	}
	k.linkKind = k.t.header[kind]
	columns, _ := json.Marshal(columnNames{Level: k.linkKind})
	example, _ := json.Marshal(weights)
	k.warn(k.t.warning(k.t.headerRow, kind, warnLinkKinds, "kinds", kinds, "columns", string(columns), "example", string(example)))
}

// asTransposed sees skills in rows and roles in columns.
func asTransposed(k *looking) shape {
	labels := k.labels()
	numbers := k.numbers()
	marks := k.marked()
	if len(marks) > len(numbers) {
		numbers = marks
	}
	if len(labels) == 0 || len(numbers) < 2 {
		return shape{}
	}
	label := labels[0]
	if !k.facts[label].isText() {
		return shape{}
	}
	s := shape{form: formTransposed}
	named := slices.Contains(skillHeaders, k.headers[label])
	roles := !k.t.corner && (isRoleLabel(k.headers[label]) || k.column(codeHeaders, nameHeaders, nameJaHeaders, nameEnHeaders, familyHeaders) >= 0)
	across, down := 0.0, 0.0
	if !named && !roles {
		across, down = k.roleLike(numbers), roleLikeness(vocabulary(k.facts[label]))
	}
	switch {
	case named && k.column(codeHeaders, nameHeaders, nameJaHeaders) < 0:
		s.score = 0.93
	case named:
		s.score = 0.5
	case roles:
		return shape{}
	case across >= 0.4 && across > 2*down:
		s.score = 0.8
	case down >= 0.3 && down > across:
		return shape{}
	case k.t.corner:
		s.score = 0.5 // nothing says which way it lies
	default:
		s.score = 0.3
	}
	s.evidence = []Fact{{"transposed", Values{"column", Name(k.t.header[label]), "roles", len(numbers), "skills", len(k.t.rows)}}}
	s.settle = func() {
		if len(marks) > 0 && len(marks) == len(numbers) {
			k.settleMarks(marks)
		}
		k.set("skill", &k.manifest.Columns.Skill, label)
	}
	return s
}

// roleLike is the share of headers that sound like roles.
func (k *looking) roleLike(columns []int) float64 {
	var names []string
	for _, i := range columns {
		names = append(names, k.t.header[i])
	}
	return roleLikeness(names)
}

// roleWords are what names of roles end in, or have in them.
var (
	roleEndings = []string{"er", "or", "ist", "lead", "head", "chief", "officer", "analyst", "manager", "engineer", "director", "assistant", "consultant", "architect", "technician", "specialist", "accountant", "clerk", "nurse", "intern", "auditor", "executive", "担当", "担当者", "官", "係", "工", "手", "家", "者", "士", "師", "員", "職", "長", "役", "責任者", "マネージャー", "マネージャ", "エンジニア", "アナリスト", "オペレーター", "リーダー", "デザイナー", "スタッフ", "コンサルタント", "アーキテクト", "プログラマー", "ディレクター", "ドライバー"}
)

// roleLikeness is the share of names that sound like people at work.
func roleLikeness(names []string) float64 {
	if len(names) == 0 {
		return 0
	}
	n := 0
	for _, name := range names {
		folded := strings.ToLower(strings.TrimRightFunc(norm.NFKC.String(name), func(r rune) bool { return !unicode.IsLetter(r) }))
		if slices.ContainsFunc(roleEndings, func(e string) bool { return len(folded) > len(e) && strings.HasSuffix(folded, e) || folded == e }) {
			n++
		}
	}
	return float64(n) / float64(len(names))
}

func isRoleLabel(header string) bool {
	return slices.Contains(nameHeaders, header) || slices.Contains(nameJaHeaders, header) || slices.Contains(codeHeaders, header) || slices.Contains(nameEnHeaders, header)
}
