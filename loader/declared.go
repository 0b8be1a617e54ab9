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
	entries, complete := m.List, !l.doubts.within("families")
	if m.File != "" {
		entries, complete = l.familyTable(m.File)
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

// familyTable reads a table of families. complete is false where some may be missing.
func (l *loading) familyTable(file string) (entries []familyEntry, complete bool) {
	t := l.tableWithRows(file, "", isListHeader)
	if t == nil {
		return nil, false
	}
	f := l.finder(t)
	code := f.guess(codeHeaders)
	nameJa, nameEn := f.guess(nameJaHeaders), f.guess(nameEnHeaders)
	f.inLanguage(&nameJa, &nameEn, nameHeaders)
	kana := f.guess(kanaHeaders)
	descriptionJa, descriptionEn := f.guess(descriptionJaHeaders), f.guess(descriptionEnHeaders)
	f.inLanguage(&descriptionJa, &descriptionEn, descriptionHeaders)
	if code < 0 {
		f.missing("code", kindNoListCode)
		return nil, false
	}
	l.warnUnread(t, f.rest(), reasonNoUse)
	seen := codes{}
	for _, r := range each(t.rows) {
		entries = append(entries, familyEntry{
			Code: l.code(t, r, code, seen), NameJa: l.word(t, r, nameJa), NameEn: l.word(t, r, nameEn), Kana: l.word(t, r, kana),
			DescriptionJa: l.word(t, r, descriptionJa), DescriptionEn: l.word(t, r, descriptionEn),
		})
	}
	l.raggedCodes(t, code, seen)
	l.noteMerged(t)
	return entries, !t.partial
}

// skillList is what is known of the skills before the table of roles is read.
type skillList struct {
	stated   bool     // there is a list
	doubtful bool     // there is one, but it could not be read
	headers  []string // that each skill asks for; "" for its names
}

// declaredSkills fills spec.Skills and spec.SkillGroups with what the manifest lists.
func (l *loading) declaredSkills(spec *graph.Spec) skillList {
	m := &l.manifest
	list := skillList{stated: m.Skills.stated(), doubtful: l.doubts.within("skills")}
	l.inlineCodes("groups", len(m.Groups), func(i int) string { return m.Groups[i].Code })
	groups, entries := slices.Clone(m.Groups), m.Skills.List
	if m.Skills.File != "" {
		t := l.tableWithRows(m.Skills.File, "", isListHeader)
		var named []groupEntry
		entries, named = l.skillTable(t)
		groups = append(groups, named...)
		list.doubtful = list.doubtful || entries == nil
	} else {
		l.inlineCodes("skills", len(entries), func(i int) string { return entries[i].Code })
		for _, e := range entries {
			groups = append(groups, groupEntry{Code: e.Group})
		}
	}
	added := map[string]bool{}
	for _, e := range groups {
		if e.Code != "" && !added[e.Code] {
			added[e.Code] = true
			spec.SkillGroups = append(spec.SkillGroups, graph.SkillGroup{Code: e.Code, Name: entryName(e.Code, e.NameJa, e.NameEn, e.Kana)})
		}
	}
	for _, e := range entries {
		spec.Skills = append(spec.Skills, graph.Skill{Code: e.Code, Name: entryName(e.Code, e.NameJa, e.NameEn, e.Kana), Group: e.Group})
		list.headers = append(list.headers, e.Column)
	}
	return list
}

// skillTable reads a table of skills, which may name their groups too; nil where it cannot.
func (l *loading) skillTable(t *table) (entries []skillEntry, groups []groupEntry) {
	if t == nil {
		return nil, nil
	}
	f := l.finder(t)
	code := f.guess(skillCodeHeaders)
	nameJa, nameEn := f.guess(nameJaHeaders), f.guess(nameEnHeaders)
	f.inLanguage(&nameJa, &nameEn, nameHeaders)
	kana := f.guess(kanaHeaders)
	column := f.guess([]string{"column", "列"})
	groupCode := f.guess([]string{"groupcode", "group", "グループ"})
	groupJa, groupEn := f.guess([]string{"groupnameja", "グループ名"}), f.guess([]string{"groupnameen"})
	if code < 0 {
		f.missing("code", kindNoListCode)
		return nil, nil
	}
	l.warnUnread(t, f.rest(), reasonNoUse)
	seen := codes{}
	for _, r := range each(t.rows) {
		e := skillEntry{
			Code: l.code(t, r, code, seen), Column: l.word(t, r, column), NameJa: l.word(t, r, nameJa), NameEn: l.word(t, r, nameEn),
			Kana: l.word(t, r, kana), Group: l.word(t, r, groupCode),
		}
		entries = append(entries, e)
		groups = append(groups, groupEntry{Code: e.Group, NameJa: l.word(t, r, groupJa), NameEn: l.word(t, r, groupEn)})
	}
	l.raggedCodes(t, code, seen)
	l.noteMerged(t)
	return entries, groups
}

// inlineCodes faults codes of a manifest's list that are empty or stand twice.
func (l *loading) inlineCodes(list string, n int, code func(i int) string) {
	first := map[string]int{}
	for i := range n {
		field := fmt.Sprintf("%s[%d].code", list, i)
		at, twice := first[code(i)]
		switch {
		case l.doubts.about(field):
		case trim(code(i)) == "":
			l.settingFault(field, code(i), kindMissingCode)
		case twice:
			l.settingFault(field, code(i), kindDuplicateEntry, "list", list, "index", at)
		default:
			first[code(i)] = i
		}
	}
}

// warnUnread warns of columns that are not read, once for each reason.
func (l *loading) warnUnread(t *table, columns []int, reason Term) {
	for _, i := range columns {
		w := t.warning(t.headerRow, i, warnUnread, "reason", reason)
		before := slices.IndexFunc(l.report.Warnings, func(b Warning) bool {
			return b.Kind == warnUnread && b.File == w.File && b.Sheet == w.Sheet && b.Values.Get("reason") == reason
		})
		if before < 0 {
			l.warn(w)
			continue
		}
		b := &l.report.Warnings[before]
		if b.Columns == nil {
			b.Columns, b.Column = Names{b.Column}, ""
		}
		b.Columns = append(b.Columns, w.Column)
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
