package loader

import (
	"slices"
	"strings"

	"noboru/internal/lazyregexp"
	"noboru/loader/internal/workbook"
)

// roleSheet is a sheet of a workbook that has a sheet for each role, as NICE publishes its work roles.
type roleSheet struct {
	sheet                    workbook.Sheet
	code, name, family, text string // what stands above the header
	header                   int    // index among the rows
	skill, label, level      int    // columns; -1 where there is none
}

// fewSheets is how many sheets of one layout make a workbook with a sheet a role.
const fewSheets = 3

// aboveHeader is how many rows of a sheet are looked at for its header.
const aboveHeader = 12

// roleSheetHeader heads the table that is made of such sheets.
var roleSheetHeader = []string{"role_id", "role_name", "family", "description", "skill_id", "skill", "level"}

// roleSheets makes one table of a workbook with a sheet for each role: a row for each role and skill.
// It reports false where the workbook is none, or cannot be read, which the error says.
func (l *loading) roleSheets(g *grid, book *workbook.Book) (bool, error) {
	sheets := findRoleSheets(book)
	if sheets == nil {
		return false, nil
	}
	levels := sheets[0].level >= 0
	width := len(roleSheetHeader)
	if !levels {
		width--
	}
	g.rows = append(g.rows, record{row: 1, cells: slices.Clone(roleSheetHeader[:width])})
	cells := 0
	for _, s := range sheets {
		content, err := book.Read(s.sheet, 0)
		if err != nil {
			return false, err
		}
		for _, r := range content.Rows {
			key := cellOf(r.Cells, s.skill)
			if r.Number <= s.header || key == "" {
				continue
			}
			row := record{row: r.Number, cells: []string{s.code, s.name, s.family, s.text, key, cellOf(r.Cells, s.label)}}
			if levels {
				row.cells = append(row.cells, cellOf(r.Cells, s.level))
			}
			if cells += len(row.cells); cells > l.opts.MaxCells {
				return false, workbook.ErrTooLarge
			}
			g.rows = append(g.rows, row)
		}
	}
	for _, s := range book.Sheets {
		g.sheets = append(g.sheets, s.Name)
	}
	l.notes = append(l.notes, Fact{"role-sheets", Values{"sheets", len(sheets)}})
	return true, nil
}

func cellOf(cells []string, column int) string {
	if column < 0 || column >= len(cells) {
		return ""
	}
	return trim(cells[column])
}

// findRoleSheets lists the sheets that have the same header, of skills and no roles; nil where they are
// fewer than half of all.
func findRoleSheets(book *workbook.Book) []roleSheet {
	if len(book.Sheets) < fewSheets {
		return nil
	}
	layouts := map[string][]roleSheet{}
	best := ""
	for _, s := range book.Sheets {
		content, err := book.Read(s, aboveHeader*3)
		if err != nil {
			continue
		}
		if found, layout := roleSheetOf(s, content.Rows); layout != "" {
			if layouts[layout] = append(layouts[layout], found); best == "" || len(layouts[layout]) > len(layouts[best]) {
				best = layout
			}
		}
	}
	sheets := layouts[best]
	// NICE's work roles have WRL in their codes; its competency areas are sheets, too, and no roles.
	if named := slices.DeleteFunc(slices.Clone(sheets), func(s roleSheet) bool { return !strings.Contains(s.sheet.Name, "-WRL-") }); len(named) >= fewSheets {
		sheets = named
	}
	if len(sheets) < fewSheets || len(sheets)*2 <= len(book.Sheets) {
		return nil
	}
	return sheets
}

// edition is a version that stands before a header, as in "v2.0.0 TKS ID".
var edition = lazyregexp.New(`^v[0-9][0-9.]* *`)

// roleSheetOf reads the head of a sheet; layout is empty where it is no role's.
func roleSheetOf(s workbook.Sheet, rows []workbook.Row) (found roleSheet, layout string) {
	is := func(text string, lists ...[]string) bool {
		u := usual(edition().ReplaceAllString(strings.ToLower(trim(text)), ""))
		return slices.ContainsFunc(lists, func(list []string) bool { return slices.Contains(list, u) })
	}
	for n, r := range rows[:min(len(rows), aboveHeader)] {
		skill := slices.IndexFunc(r.Cells, func(c string) bool { return is(c, skillKeyHeaders, statementHeaders, skillHeaders) })
		if skill < 0 {
			continue
		}
		if slices.ContainsFunc(r.Cells, func(c string) bool { return is(c, nameHeaders, nameJaHeaders, codeHeaders) }) {
			return found, ""
		}
		found = roleSheet{sheet: s, code: s.Name, name: s.Name, header: r.Number, skill: skill, label: -1, level: -1}
		numbers := 0
		for i, c := range r.Cells {
			switch {
			case i == skill || c == "":
			case is(c, levelHeaders):
				found.level = i
			case found.label < 0 && (is(c, skillHeaders, descriptionHeaders) || strings.Contains(strings.ToLower(c), "description")):
				found.label = i
			}
			if i != skill && slices.ContainsFunc(rows[n+1:], func(r workbook.Row) bool { return looksNumeric(cellOf(r.Cells, i)) }) {
				numbers++
			}
		}
		if numbers > 1 || numbers == 1 && found.level < 0 {
			return found, "" // roles in columns
		}
		found.title(rows[:n])
		layout = strings.Join([]string{usual(r.Cells[skill]), usual(cellOf(r.Cells, found.label)), usual(cellOf(r.Cells, found.level))}, "\x00")
		return found, layout
	}
	return found, ""
}

// title reads what stands above the header: the cell that names the sheet in brackets has the role's
// name before them and a text behind; another one names the family.
func (s *roleSheet) title(rows []workbook.Row) {
	for _, r := range rows {
		for _, c := range r.Cells {
			c = trim(c)
			name, text, ok := strings.Cut(c, "("+s.sheet.Name+")")
			switch {
			case ok && trim(name) != "":
				s.name, s.text = trim(name), trim(strings.TrimPrefix(trim(text), ":"))
			case c != "" && s.family == "" && len(c) < 80 && !strings.Contains(c, ":"):
				s.family = c
			}
		}
	}
	if s.text == "" {
		s.family = "" // nothing says that it is one
	}
}
