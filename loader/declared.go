package loader

import (
	"fmt"
	"slices"

	"noboru/graph"
)

// declaredFamilies fills spec.Families with what the manifest lists, and says whether that is all
// the families there are. It is not where none are listed, or where the list has faults.
func (l *loading) declaredFamilies(spec *graph.Spec) bool {
	m := &l.manifest.Families
	if !m.stated() {
		return false
	}
	entries := m.List
	complete := true
	if m.File != "" {
		t := l.tableWithRows(m.File, "")
		if t == nil {
			return false
		}
		f := l.finder(t)
		code := f.either("", codeHeaders)
		nameJa, nameEn := f.guess(nameJaHeaders), f.guess(nameEnHeaders)
		f.inLanguage(&nameJa, &nameEn, nameHeaders)
		kana := f.guess(kanaHeaders)
		descriptionJa, descriptionEn := f.guess(descriptionJaHeaders), f.guess(descriptionEnHeaders)
		f.inLanguage(&descriptionJa, &descriptionEn, descriptionHeaders)
		if code < 0 {
			f.missing("code", "a column with each family's code")
			return false
		}
		l.unused(f)
		complete = !t.partial
		first, file := map[string]record{}, map[string]string{}
		for _, r := range t.rows {
			l.code(t, r, code, r.cell(code), first, file)
			entries = append(entries, familyEntry{
				Code: r.cell(code), NameJa: r.cell(nameJa), NameEn: r.cell(nameEn), Kana: r.cell(kana),
				DescriptionJa: r.cell(descriptionJa), DescriptionEn: r.cell(descriptionEn),
			})
		}
	} else {
		l.inlineCodes("families", len(entries), func(i int) string { return entries[i].Code })
	}
	for _, e := range entries {
		spec.Families = append(spec.Families, graph.Family{
			Code: e.Code, Name: entryName(e.Code, e.NameJa, e.NameEn, e.Kana), Description: graph.Text{Ja: e.DescriptionJa, En: e.DescriptionEn},
		})
	}
	return complete
}

// declaredSkills fills spec.Skills and spec.SkillGroups with what the manifest lists, and returns
// the header that each skill asks for ("" for its names). ok is false where it lists none.
func (l *loading) declaredSkills(spec *graph.Spec) (headers []string, ok bool) {
	groups := map[string]bool{}
	group := func(e groupEntry) {
		if e.Code != "" && !groups[e.Code] {
			groups[e.Code] = true
			spec.SkillGroups = append(spec.SkillGroups, graph.SkillGroup{Code: e.Code, Name: entryName(e.Code, e.NameJa, e.NameEn, e.Kana)})
		}
	}
	l.inlineCodes("groups", len(l.manifest.Groups), func(i int) string { return l.manifest.Groups[i].Code })
	for _, e := range l.manifest.Groups {
		group(e)
	}
	m := &l.manifest.Skills
	if !m.stated() {
		return nil, false
	}
	entries := m.List
	if m.File != "" {
		t := l.tableWithRows(m.File, "")
		if t == nil {
			return nil, true
		}
		f := l.finder(t)
		code := f.guess([]string{"code", "skillcode", "id", "コード"})
		nameJa, nameEn := f.guess(nameJaHeaders), f.guess(nameEnHeaders)
		f.inLanguage(&nameJa, &nameEn, nameHeaders)
		kana := f.guess(kanaHeaders)
		column := f.guess([]string{"column", "列"})
		groupCode := f.guess([]string{"groupcode", "group", "グループ"})
		groupJa, groupEn := f.guess([]string{"groupnameja", "グループ名"}), f.guess([]string{"groupnameen"})
		if code < 0 {
			f.missing("code", "a column with each skill's code")
			return nil, true
		}
		l.unused(f)
		first, file := map[string]record{}, map[string]string{}
		for _, r := range t.rows {
			l.code(t, r, code, r.cell(code), first, file)
			entries = append(entries, skillEntry{
				Code: r.cell(code), Column: r.cell(column), NameJa: r.cell(nameJa), NameEn: r.cell(nameEn),
				Kana: r.cell(kana), Group: r.cell(groupCode),
			})
			group(groupEntry{Code: r.cell(groupCode), NameJa: r.cell(groupJa), NameEn: r.cell(groupEn)})
		}
	} else {
		l.inlineCodes("skills", len(entries), func(i int) string { return entries[i].Code })
		for _, e := range entries {
			group(groupEntry{Code: e.Group})
		}
	}
	for _, e := range entries {
		spec.Skills = append(spec.Skills, graph.Skill{Code: e.Code, Name: entryName(e.Code, e.NameJa, e.NameEn, e.Kana), Group: e.Group})
		headers = append(headers, e.Column)
	}
	return headers, true
}

// inlineCodes faults codes of a manifest's list that are empty or stand twice.
func (l *loading) inlineCodes(list string, n int, code func(i int) string) {
	first := map[string]int{}
	for i := range n {
		f := &Fault{File: l.report.Manifest, Column: fmt.Sprintf("%s[%d].code", list, i), Value: code(i), place: i}
		switch at, ok := first[code(i)]; {
		case code(i) == "":
			f.Err, f.Want = ErrMissing, "a code"
			l.fault(f)
		case ok:
			f.Err, f.Want = fmt.Errorf("%w: first in %s[%d]", ErrDuplicate, list, at), "a code of its own for each entry"
			l.fault(f)
		default:
			first[code(i)] = i
		}
	}
}

// unused warns of columns that nothing reads.
func (l *loading) unused(f *finder) {
	var rest []int
	for i, used := range f.used {
		if !used {
			rest = append(rest, i)
		}
	}
	l.warnUnread(f.t, rest, nil)
}

// warnUnread warns of the columns of rest that are not among skills.
func (l *loading) warnUnread(t *table, rest, skills []int) {
	var names []string
	for _, i := range rest {
		if !slices.Contains(skills, i) {
			names = append(names, t.header[i])
		}
	}
	if len(names) > 0 {
		l.warn(t.warning(t.headerRow, -1, "%s not read: %s", plural(len(names), "column is", "columns are"), quoted(names)))
	}
}

// entryName is the name of a declared thing; its code stands in where no name is given.
func entryName(code, ja, en, kana string) graph.Name {
	n := graph.Name{Text: graph.Text{Ja: ja, En: en}, Kana: kana}
	if ja == "" && en == "" {
		n.Text = textOf(code).graph()
	}
	return n
}
