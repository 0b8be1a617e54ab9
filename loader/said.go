package loader

import (
	"slices"

	"noboru/graph"
)

// writeManifest states in a manifest all that was found by evidence, ready to be saved: read with it,
// the same files give the same dataset.
func (l *loading) writeManifest(spec *graph.Spec) {
	rec := &l.report.Recognition
	m := l.manifest
	rec.Evidence = append(rec.Evidence, l.notes...)
	guessed := slices.Clone(l.guessed)
	guessed = slices.DeleteFunc(guessed, func(f string) bool { return len(f) > 15 && f[:15] == "columns.ignore." })
	if len(m.Marks) > 0 {
		m.Marks = markEntries(l.notation.marks)
	}
	if l.totalHeader != "" && m.Columns.Total == "" {
		m.Columns.Total = l.totalHeader
		guessed = append(guessed, "columns.total")
	}
	l.stateColumns(&m, &guessed)
	m.Measure = string(spec.Measure)
	if spec.Measure == graph.Given {
		m.Measure = ""
	}
	for _, w := range l.report.Warnings {
		if w.Kind == suspectWholeRow && m.Form == formTransposed && w.Column != "" {
			m.Columns.Ignore = append(slices.Clone(m.Columns.Ignore), w.Column)
		}
		if w.Kind == suspectTotal || !slices.Contains(leftOutSuspects, w.Kind) || slices.Contains(m.Columns.Ignore, w.Column) {
			continue
		}
		m.Columns.Ignore = append(slices.Clone(m.Columns.Ignore), w.Column)
		if !slices.Contains(guessed, "columns.ignore") {
			guessed = append(guessed, "columns.ignore")
		}
	}
	if len(l.noRoles) > 0 && m.IgnoreRows == nil && len(m.Files) == 1 {
		m.IgnoreRows = slices.Sorted(slices.Values(l.noRoles))
		guessed = append(guessed, "ignoreRows")
	}
	if m.Form == formScores && !m.Skills.stated() {
		for _, s := range spec.Skills {
			m.Skills.List = append(m.Skills.List, skillEntry{Code: s.Code, NameJa: s.Name.Ja, NameEn: s.Name.En, Group: s.Group})
		}
		guessed = append(guessed, "skills")
	}
	if m.Threshold == nil {
		threshold := spec.Threshold.Float()
		m.Threshold = &threshold
		guessed = append(guessed, "threshold")
	}
	m.Guessed = guessed
	if len(guessed) == 0 {
		m.Guessed = nil
	}
	rec.Guessed = guessed
	if rec.Guessed == nil {
		rec.Guessed = []string{}
	}
	l.report.ScaledBy = l.scaleBy
	rec.manifest, rec.base = m, l.base
	if data, err := m.bytes(); err == nil {
		rec.Manifest = data
	}
}

// stateColumns writes down which columns were found by their usual headers.
func (l *loading) stateColumns(m *manifest, guessed *[]string) {
	if l.columns == nil || m.Form == formLong || m.Form == formLinks || m.Form == formONET {
		return
	}
	for _, c := range []struct {
		field      string
		into, from *string
	}{
		{"code", &m.Columns.Code, &l.columns.Code},
		{"nameJa", &m.Columns.NameJa, &l.columns.NameJa},
		{"nameEn", &m.Columns.NameEn, &l.columns.NameEn},
		{"nameKana", &m.Columns.NameKana, &l.columns.NameKana},
		{"family", &m.Columns.Family, &l.columns.Family},
		{"descriptionJa", &m.Columns.DescriptionJa, &l.columns.DescriptionJa},
		{"descriptionEn", &m.Columns.DescriptionEn, &l.columns.DescriptionEn},
		{"total", &m.Columns.Total, &l.columns.Total},
	} {
		if *c.into == "" && *c.from != "" {
			*c.into = *c.from
			*guessed = append(*guessed, "columns."+c.field)
		}
	}
}

// leftOutSuspects are the suspects that are not read as skills.
var leftOutSuspects = []Kind{suspectCounter, suspectCode, suspectPersonnel, suspectRank, suspectRepeat, suspectSecondTotal, suspectMean, suspectRange}
