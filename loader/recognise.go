package loader

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// Fact is a code and named values: something that was seen in the input.
type Fact struct {
	Kind   string `json:"kind"`
	Values Values `json:"values,omitempty"`
}

// Recognition says what a table was taken for, and why.
type Recognition struct {
	Form         string   `json:"form"`
	Stated       bool     `json:"stated"`  // the manifest says so
	Certain      bool     `json:"certain"` // the evidence leaves no other reading
	Evidence     []Fact   `json:"evidence"`
	Alternatives []string `json:"alternatives"` // forms that it could be as well, the likelier first
	Sheet        string   `json:"sheet,omitempty"`
	Sheets       []string `json:"sheets,omitempty"` // all of the workbook
	Hidden       []string `json:"hidden,omitempty"` // those that are hidden
	Encoding     string   `json:"encoding,omitempty"`
	Delimiter    string   `json:"delimiter,omitempty"`
	HeaderRow    int      `json:"headerRow"`
	Guessed      []string `json:"guessed"` // fields of the manifest that were filled in
	Manifest     []byte   `json:"-"`       // that says all this

	manifest manifest
	base     string // folder that its names lead from
}

// Guess is a field of the manifest that was filled in by evidence.
type Guess struct {
	Field string // such as columns.code
	Value string // "" where it is a list
}

// Guesses are the guessed fields with what they were found to be.
func (r *Recognition) Guesses() []Guess {
	var said any
	if data, err := json.Marshal(r.manifest); err == nil {
		_ = json.Unmarshal(data, &said) // our own
	}
	list := make([]Guess, 0, len(r.Guessed))
	for _, field := range r.Guessed {
		if header, ok := strings.CutPrefix(field, "columns.ignore."); ok {
			list = append(list, Guess{"columns.ignore", header})
			continue
		}
		at := said
		for _, part := range strings.Split(field, ".") {
			inner, _ := at.(map[string]any)
			at = inner[part]
		}
		g := Guess{Field: field}
		switch v := at.(type) {
		case string, float64, bool:
			g.Value = fmt.Sprint(v)
		}
		list = append(list, g)
	}
	return list
}

// shape is a form that a table could have.
type shape struct {
	form     string
	score    float64 // 0 to 1
	evidence []Fact
	settle   func() // fills in the manifest
}

// looking is a table that is being recognised: nothing of it is read yet.
type looking struct {
	*loading
	g       *grid
	h       headerPlace
	t       *table
	facts   []columnFacts
	headers []string // as usual writes them
}

// sure is the score from which a shape is taken without a doubt, margin how near another one may come.
const (
	sure   = 0.9
	margin = 0.15
)

// recognise fills in what the manifest leaves open, by evidence. It reports whether the tables can
// be read; where they cannot, the reason is a fault.
func (l *loading) recognise() bool {
	m := &l.manifest
	if l.doubts.within("files", "form", "sheet", "columns", "pairs", "scale") || len(m.Files) == 0 || m.Files[0] == "" {
		if m.Form == "" {
			m.Form = formScores
		}
		return true
	}
	k := l.look(m.Files[0])
	if k == nil {
		return false
	}
	stated := m.Form != ""
	measured := l.notation
	l.notation.points = l.notation.comma && k.g.isText()
	if m.Decimal == "" && m.Unit == "" {
		n, ambiguous := notationOf(k.g, k.h.first)
		if ambiguous != "" {
			l.fault(&Fault{File: k.g.file, Sheet: k.g.sheet, Value: ambiguous, Kind: kindCommaDoubt})
			return false
		}
		l.notation.comma, l.notation.unit = n.comma, n.unit
		l.notation.points = n.comma && k.g.isText()
		if n.comma && len(m.Files) == 1 {
			l.guess("decimal", func() { m.Decimal = "," })
		}
		if n.unit != "" {
			l.guess("unit", func() { m.Unit = n.unit })
		}
		if n := l.notation; n.comma != measured.comma || n.points != measured.points || n.unit != measured.unit {
			k.measure()
		}
	}
	rec := &l.report.Recognition
	rec.Stated = stated
	if !stated && !l.settleForm(k) {
		return false
	}
	if stated && m.Form == formCorrelations && k.column(totalHeaders) < 0 {
		l.pairsAlone = len(m.Files) == 1 && m.Pairs.File == "" && asPairs(k).score > 0
	}
	if m.Form == formONET {
		k.settleONET()
	}
	rec.Form, rec.Sheet, rec.Sheets, rec.Hidden = m.Form, k.g.sheet, k.g.sheets, k.g.hiddenSheets
	rec.Encoding, rec.Delimiter, rec.HeaderRow = k.g.encoding, k.g.delimiter, k.t.headerRow
	l.fillFrame(k)
	return true
}

// guess fills in a field of the manifest and remembers that it was a guess.
func (l *loading) guess(field string, fill func()) {
	if slices.Contains(l.guessed, field) {
		return
	}
	fill()
	l.guessed = append(l.guessed, field)
}

// look reads a file for recognition only: what is wrong with its rows is said when it is read.
func (l *loading) look(name string) *looking {
	g := l.grid(name, l.manifest.Sheet)
	if g == nil {
		return nil
	}
	if len(g.rows) == 0 {
		l.fault(&Fault{File: g.file, Sheet: g.sheet, Kind: kindNoHeader})
		return nil
	}
	k := &looking{loading: l, g: g, h: l.headerOf(g)}
	faults, warnings := len(l.faults), len(l.report.Warnings)
	k.t = l.tabulate(g, k.h)
	l.faults, l.report.Warnings = l.faults[:faults], l.report.Warnings[:warnings]
	clear(l.said)
	k.measure()
	return k
}

// headerOf is the header that the manifest states, or that its columns name, or that is found.
func (l *loading) headerOf(g *grid) headerPlace {
	m := &l.manifest
	if m.HeaderRow > 0 {
		h := headerPlace{row: min(g.rowIndex(m.HeaderRow), len(g.rows)-1), group: -1}
		h.first = h.row + 1
		if m.GroupRow > 0 {
			h.group = min(g.rowIndex(m.GroupRow), len(g.rows)-1)
		}
		if m.FirstRow > 0 {
			h.first = g.rowIndex(m.FirstRow)
		}
		return h
	}
	if named := distinct([]string{m.Columns.Code, m.Columns.NameJa, m.Columns.NameEn, m.Columns.Family}); len(named) > 0 {
		for i, r := range each(g.rows[:min(len(g.rows), titleRows+1)]) {
			if !slices.ContainsFunc(named, func(n string) bool { return !slices.Contains(r.cells, trim(n)) }) {
				h := headerPlace{row: i, group: -1, first: i + 1}
				if i > 0 && isGroupRow(g, i-1, i) {
					h.group = i - 1
				}
				return h
			}
		}
	}
	return findHeader(g)
}

func (k *looking) measure() {
	columns := make([]int, len(k.t.header))
	k.headers = make([]string, len(k.t.header))
	for i, h := range k.t.header {
		columns[i], k.headers[i] = i, usual(h)
	}
	k.facts = k.countFacts(k.sample(), columns)
}

// looked is how many rows decide what a table is.
const looked = 5000

func (k *looking) sample() []record { return k.t.rows[:min(len(k.t.rows), looked)] }

// settleForm decides the form. In doubt it says what it would take, and reports false.
func (l *loading) settleForm(k *looking) bool {
	m, rec := &l.manifest, &l.report.Recognition
	if l.settlePair(k) {
		return true
	}
	if m.Skills.stated() && !strings.Contains(strings.Join(k.headers, " "), "o*netsoccode") {
		m.Form, rec.Certain = formScores, true
		return true
	}
	var shapes []shape
	for _, see := range []func(*looking) shape{asPublished, asPairs, asLong, asLinks, asMatrix, asTransposed, asScores} {
		if s := see(k); s.score > 0 {
			shapes = append(shapes, s)
		}
	}
	if key := k.column(codeHeaders); len(shapes) == 0 || shapes[0].form == formScores && k.listLike(key) {
		if k.listLike(key) {
			l.fault(&Fault{File: k.g.file, Sheet: k.g.sheet, Row: k.t.headerRow, Column: k.t.header[key], Kind: kindUnknownShape, Values: Values{"columns", Names(distinct(k.t.header))}})
			return false
		}
		if marks := k.unknownMarks(); marks != nil {
			l.fault(&Fault{File: k.g.file, Sheet: k.g.sheet, Row: k.t.headerRow, Kind: kindMarks, Values: Values{"marks", Names(marks), "example", markExample(marks[0])}})
			return false
		}
		m.Form = formScores // which says what is missing
		return true
	}
	slices.SortStableFunc(shapes, func(a, b shape) int {
		switch {
		case a.score > b.score:
			return -1
		case a.score < b.score:
			return 1
		}
		return 0
	})
	best := shapes[0]
	for _, s := range shapes[1:] {
		if s.form != best.form && !slices.Contains(rec.Alternatives, s.form) {
			rec.Alternatives = append(rec.Alternatives, s.form)
		}
	}
	rec.Evidence = append(rec.Evidence, best.evidence...)
	rec.Certain = best.score >= sure
	if len(rec.Alternatives) > 0 && !rec.Certain {
		second := shapes[1]
		if best.score-second.score < margin && second.form != best.form {
			l.fault(&Fault{File: k.g.file, Sheet: k.g.sheet, Row: k.t.headerRow, Kind: kindShapeDoubt, Values: Values{
				"first", Term("form." + best.form), "second", Term("form." + second.form), "firstForm", best.form, "secondForm", second.form,
			}})
			return false
		}
	}
	l.guess("form", func() { m.Form = best.form })
	before := len(l.faults)
	if best.settle != nil {
		best.settle()
	}
	return len(l.faults) == before
}

// listLike reports whether most values of a column stand in several rows: then rows are no roles.
func (k *looking) listLike(column int) bool {
	return column >= 0 && len(k.t.rows) > 5 && k.facts[column].repeats()
}

// settlePair looks at two files of which the first lists roles without scores: the second has the pairs,
// the links or the levels.
func (l *loading) settlePair(k *looking) bool {
	m := &l.manifest
	if len(m.Files) != 2 || m.Skills.stated() || k.column(codeHeaders) < 0 {
		return false
	}
	total := k.column(totalHeaders)
	for i, f := range k.facts {
		if i != total && f.isNumbers() && !k.isLabel(i) {
			return false // it has scores of its own
		}
	}
	second := l.look(m.Files[1])
	if second == nil {
		return false
	}
	if s := asPairs(second); s.score > 0 && total >= 0 {
		l.guess("form", func() { m.Form = formCorrelations })
		l.report.Recognition.Evidence, l.report.Recognition.Certain = s.evidence, true
		return true
	}
	for _, see := range []func(*looking) shape{asLong, asLinks} {
		s := see(second)
		if s.score == 0 {
			continue
		}
		l.guess("form", func() { m.Form = s.form })
		l.guess("roles", func() { m.Roles, m.Files = m.Files[0], m.Files[1:] })
		l.report.Recognition.Evidence, l.report.Recognition.Certain = s.evidence, s.score >= sure
		s.settle()
		*k = *second
		return true
	}
	return false
}

// fillFrame notes where the table stands in the file, where that is not the usual place.
func (l *loading) fillFrame(k *looking) {
	m := &l.manifest
	if k.g.sheetGuessed && m.Sheet == "" {
		l.guess("sheet", func() { m.Sheet = k.g.sheet })
		l.grids[k.g.file+"\x00"+m.Sheet] = k.g
	}
	if k.g.isText() && k.g.encoding != encodingUTF8 && m.Encoding == "" && len(m.Files) == 1 {
		l.guess("encoding", func() { m.Encoding = k.g.encoding })
	}
	if k.g.isText() && k.g.delimiter != "," && m.Delimiter == "" && len(m.Files) == 1 && m.Roles == "" {
		l.guess("delimiter", func() { m.Delimiter = k.g.delimiter })
	}
	if k.h.row > 0 && m.HeaderRow == 0 {
		l.guess("headerRow", func() { m.HeaderRow = k.t.headerRow })
	}
	if k.h.group >= 0 && m.GroupRow == 0 {
		l.guess("groupRow", func() { m.GroupRow = k.g.rows[k.h.group].row; m.HeaderRow = k.t.headerRow })
	}
	if k.h.first != k.h.row+1 && m.FirstRow == 0 && k.h.first < len(k.g.rows) {
		l.guess("firstRow", func() { m.FirstRow = k.g.rows[k.h.first].row; m.HeaderRow = k.t.headerRow })
	}
}

// column returns the first column whose header is one of these, or -1.
func (k *looking) column(headers ...[]string) int {
	for _, list := range headers {
		for _, h := range list {
			if i := slices.Index(k.headers, h); i >= 0 {
				return i
			}
		}
	}
	return -1
}

// texts lists the columns of words, numbers those of numbers or marks.
func (k *looking) texts() (columns []int) {
	for i, f := range k.facts {
		if f.isText() {
			columns = append(columns, i)
		}
	}
	return columns
}

func (k *looking) numbers() (columns []int) {
	for i, f := range k.facts {
		if f.isNumbers() {
			columns = append(columns, i)
		}
	}
	return columns
}

// overlap is the share of the smaller column's values that stand in the other one, too.
func overlap(a, b columnFacts) float64 {
	if len(a.distinct()) == 0 || len(b.distinct()) == 0 {
		return 0
	}
	if len(b.distinct()) < len(a.distinct()) {
		a, b = b, a
	}
	both := 0
	for v := range a.distinct() {
		if b.distinct()[v] > 0 {
			both++
		}
	}
	return float64(both) / float64(len(a.distinct()))
}

func (f columnFacts) within(least, most float64) bool {
	return f.numbers > 0 && f.least >= least && f.most <= most
}

// set fills in the header of a column, unless the manifest states one.
func (k *looking) set(field string, into *string, column int) {
	if column >= 0 && *into == "" && k.t.header[column] != "" {
		k.guess("columns."+field, func() { *into = k.t.header[column] })
	}
}
