package people

import (
	"slices"
	"strings"

	"noboru/graph"
	"noboru/loader"
)

// The usual headers of the columns that are no skill, in any case, width and spacing.
var (
	idHeaders   = []string{"id", "person id", "employee id", "employee no", "employee number", "社員番号", "従業員番号", "職員番号", "社員id", "番号"}
	nameHeaders = []string{"name", "full name", "employee name", "氏名", "名前", "社員名"}
	roleHeaders = slices.Concat(loader.FromHeaders, []string{"role code", "current role code", "職種コード", "現職コード"})
)

const sinceHeader = "since"

// Table is a table of people: a person a row, with a column for each skill; or in the long form a row for
// each skill of a person.
type Table struct {
	Header []string // of the columns that say no level
	People []Person

	levels []int    // columns of levels, by their place in the sheet
	twice  []string // headers that stand twice
}

// Person is one person of a table.
type Person struct {
	Row      int      // of the first row, from 1, as a spreadsheet counts
	Cells    []string // as many as Table.Header, as they stand
	ID, Name string
	Role, To string // as they stand; "" where nothing is stated
	Since    string
	Levels   []Level
	Faults   []*Fault
}

// Level is one level that is stated of a person.
type Level struct {
	Skill int // index of a skill
	Score graph.Points
}

// Headers are all headers that a table of people may have, as loader.ReadSheet takes them.
func Headers(d *graph.Dataset) []string {
	known := slices.Concat(idHeaders, nameHeaders, roleHeaders, loader.ToHeaders, loader.SkillHeaders, []string{sinceHeader})
	for _, k := range d.Skills() {
		known = append(known, skillNames(k)...)
	}
	return known
}

func skillNames(k graph.Skill) []string {
	return slices.DeleteFunc([]string{k.Code, k.Name.Ja, k.Name.En}, func(s string) bool { return s == "" })
}

// ReadTable reads people. Skills are known by their code or by their name in either language; find names
// those of the long form. What is wrong with one person is that person's; the error is a *Fault of the whole.
// It takes O(rows x columns).
func ReadTable(sheet *loader.Sheet, d *graph.Dataset, find func(name string) (skill int, ok bool)) (*Table, error) {
	if len(sheet.Header) == 0 {
		return nil, &Fault{Code: "no-table"}
	}
	r := &tableReader{sheet: sheet, data: d, find: find, at: map[string]int{}, skillOf: map[int]int{}}
	r.columns()
	for _, row := range sheet.Rows {
		r.row(row)
	}
	return &r.table, nil
}

type tableReader struct {
	sheet *loader.Sheet
	data  *graph.Dataset
	find  func(string) (int, bool)
	table Table

	id, name, role, to, since int
	skill, level              int         // columns of the long form; -1 in the wide one
	skillOf                   map[int]int // skill by column of the wide form
	keep                      []int       // columns that pass through
	at                        map[string]int
}

func (r *tableReader) columns() {
	r.id, r.name = r.sheet.Column(idHeaders...), r.sheet.Column(nameHeaders...)
	r.role, r.to, r.since = r.sheet.Column(roleHeaders...), r.sheet.Column(loader.ToHeaders...), r.sheet.Column(sinceHeader)
	r.skill, r.level = r.sheet.Column(loader.SkillHeaders...), r.sheet.Column(loader.LevelHeaders...)
	if r.skill < 0 || r.level < 0 || r.skill == r.level {
		r.skill, r.level = -1, -1
		for i, k := range r.data.Skills() {
			c := r.sheet.Column(skillNames(k)...)
			if _, taken := r.skillOf[c]; c >= 0 && !taken && !slices.Contains([]int{r.id, r.name, r.role, r.to, r.since}, c) {
				r.skillOf[c] = i
				r.table.levels = append(r.table.levels, c)
			}
		}
	}
	for i, h := range r.sheet.Header {
		if _, level := r.skillOf[i]; level || i == r.skill || i == r.level {
			continue
		}
		r.keep = append(r.keep, i)
		r.table.Header = append(r.table.Header, h)
	}
	for i, h := range r.sheet.Header {
		if h != "" && slices.Index(r.sheet.Header, h) != i {
			r.table.twice = append(r.table.twice, h)
		}
	}
}

func (r *tableReader) row(row loader.SheetRow) {
	cell := func(column int) string { return strings.TrimSpace(row.Cell(column)) }
	p := Person{Row: row.Row, ID: cell(r.id), Name: cell(r.name), Role: cell(r.role), To: cell(r.to), Since: cell(r.since)}
	for _, c := range r.keep {
		p.Cells = append(p.Cells, row.Cell(c))
	}
	if r.skill < 0 {
		for _, c := range slices.Sorted(slices.Values(r.table.levels)) {
			r.stated(&p, row.Row, r.skillOf[c], r.sheet.Header[c], cell(c))
		}
		r.table.People = append(r.table.People, p)
		return
	}
	key := p.ID
	if key == "" {
		key = p.Name
	}
	i, seen := r.at[key]
	if !seen || key == "" {
		i = len(r.table.People)
		r.at[key] = i
		r.table.People = append(r.table.People, p)
	}
	name := cell(r.skill)
	skill, ok := r.find(name)
	if !ok {
		person := &r.table.People[i]
		person.Faults = append(person.Faults, &Fault{row.Row, r.sheet.Header[r.skill], name, "unknown-skill"})
		return
	}
	r.stated(&r.table.People[i], row.Row, skill, name, cell(r.level))
}

// stated adds a level, if the cell states one.
func (r *tableReader) stated(p *Person, row, skill int, name, text string) {
	value, nothing, ok := r.sheet.Number(text)
	if nothing {
		return
	}
	score, _, err := graph.NewPoints(value)
	most := r.data.MaxScore()
	if !ok || err != nil || score < 0 || most > 0 && score > most {
		p.Faults = append(p.Faults, &Fault{row, name, text, "not-a-level"})
		return
	}
	p.Levels = append(p.Levels, Level{skill, score})
}
