package loader

import (
	"slices"

	"noboru/loader/internal/workbook"
)

// turn makes roles of the columns of a table that has skills in rows: one row a role, one column a
// skill. Places stay those of the file.
func (l *loading) turn(t *table) *table {
	label := t.column(trim(l.manifest.Columns.Skill))
	f := l.finder(t)
	if label < 0 {
		label = f.guess(skillHeaders)
	}
	if label < 0 {
		label = slices.IndexFunc(t.header, func(string) bool { return true })
	}
	if label < 0 {
		return nil
	}
	f.used[label] = true
	group := f.stated(l.manifest.Columns.SkillGroup)
	if group < 0 {
		if group = f.guess(skillGroupHeaders); group < 0 {
			group = f.guessWords(skillGroupWords)
		}
	}
	for _, h := range l.manifest.Columns.Ignore {
		if i := t.column(trim(h)); i >= 0 {
			f.used[i] = true
		}
	}
	turned := &table{file: t.file, sheet: t.sheet, headerRow: t.headerRow, header: []string{"name"}, turned: []int{t.headerRow}, roleNames: map[int]string{}}
	if group >= 0 {
		turned.groups = []string{""}
	}
	for _, r := range each(t.rows) {
		if h := usual(r.cell(label)); slices.Contains(nameHeaders, h) || slices.Contains(nameJaHeaders, h) || slices.Contains(nameEnHeaders, h) {
			turned.header[0] = "code" // the roles' names have a row of their own
		}
		turned.header = append(turned.header, r.cell(label))
		turned.turned = append(turned.turned, r.row)
		if group >= 0 {
			turned.groups = append(turned.groups, r.cell(group))
		}
	}
	for i, h := range t.header {
		if f.used[i] {
			continue
		}
		if _, none := l.noNumbers(t, i); none && len(t.rows) > 0 {
			l.warnUnread(t, []int{i}, reasonText)
			continue
		}
		rec := record{row: i + 1, cells: []string{h}}
		for n, r := range each(t.rows) {
			rec.cells = append(rec.cells, r.cell(i))
			if m := r.mark(i); m.Kind != workbook.Plain {
				m.Column = n + 1
				rec.marks = append(rec.marks, m)
			}
		}
		turned.roleNames[rec.row] = h
		turned.rows = append(turned.rows, rec)
	}
	return turned
}
