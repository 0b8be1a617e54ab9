package loader

import (
	"path"
	"slices"
	"strings"
)

// onetUsual is O*NET's first header, as usual writes it.
const onetUsual = "o*netsoccode"

// asPublished knows the files that O*NET and Japan's job tag publish.
func asPublished(k *looking) shape {
	if s := asONET(k); s.score > 0 {
		return s
	}
	return asJobTag(k)
}

// asONET sees one row for each occupation, element and scale.
func asONET(k *looking) shape {
	if k.column([]string{onetUsual, "onetsoccode"}) < 0 || k.column([]string{"elementname", "elementid"}) < 0 || k.column([]string{"datavalue"}) < 0 {
		return shape{}
	}
	return shape{form: formONET, score: 1, evidence: []Fact{{"onet", Values{"column", Name(onetDataValue)}}}, settle: func() { k.settleONET() }}
}

// settleONET finds the scale and, where the file has no titles, the file that has them.
func (k *looking) settleONET() {
	m := &k.manifest
	if column := k.column([]string{"scaleid"}); column >= 0 && m.Scale == "" {
		scales := k.facts[column].distinct()
		if scales[defaultScale] == 0 && len(scales) > 0 {
			best, plain := "", false
			for _, s := range vocabulary(k.facts[column]) {
				// Scales of shares have several rows for an element, one a category.
				once := k.onceOnScale(column, s)
				if best == "" || once && !plain || once == plain && scales[s] > scales[best] {
					best, plain = s, once
				}
			}
			k.guess("scale", func() { m.Scale = best })
		}
	}
	k.findTitles()
}

// onceOnScale reports whether each occupation has one row for an element on a scale.
func (k *looking) onceOnScale(column int, scale string) bool {
	code, element := k.column([]string{onetUsual, "onetsoccode"}), k.column([]string{"elementid", "elementname"})
	seen := map[[2]string]bool{}
	for _, r := range each(k.sample()) {
		if r.cell(column) != scale {
			continue
		}
		pair := [2]string{r.cell(code), r.cell(element)}
		if seen[pair] {
			return false
		}
		seen[pair] = true
	}
	return true
}

// findTitles looks for O*NET's table of occupations beside a file that has only codes.
func (l *looking) findTitles() {
	m := &l.manifest
	if m.Roles != "" || l.column([]string{"title"}) >= 0 {
		return
	}
	dir := l.src.dir(l.g.file)
	for _, name := range []string{"Occupation Data.txt", "Occupation Data.xlsx", "Occupation Data.csv", "Occupation_Data.txt", "Occupation_Data.xlsx", "Occupation_Data.csv"} {
		for _, name := range []string{name, strings.ToLower(name)} {
			if _, err := l.src.stat(l.src.join(dir, name)); err == nil {
				l.guess("roles", func() { m.Roles = l.besides(m.Files[0], name) })
				return
			}
		}
	}
}

// besides names a file in the folder of another one, as a manifest would.
func (l *loading) besides(file, name string) string {
	if dir := path.Dir(strings.ReplaceAll(file, "\\", "/")); dir != "." {
		return dir + "/" + name
	}
	return name
}

// The sections of job tag's numbers: the beginning of the codes that stand below the headers.
const (
	jobTagCode   = "IPD_01_01_001" // 収録番号
	jobTagName   = "IPD_02_01_001" // 職業名
	jobTagSkills = "IPD_04_03_01_" // スキル, 0 to 7
)

// asJobTag sees job tag's table of numbers, by the codes below its headers. Of its sections the
// skills are taken: the others have other ranges, or are shares of people.
func asJobTag(k *looking) shape {
	at := slices.IndexFunc(k.g.rows[:min(len(k.g.rows), titleRows+2)], func(r record) bool {
		return slices.ContainsFunc(r.cells, func(c string) bool { return strings.HasPrefix(c, jobTagSkills) })
	})
	if at < 1 {
		return shape{}
	}
	codes, header := k.g.rows[at], k.g.rows[at-1]
	skills := 0
	for _, c := range codes.cells {
		if strings.HasPrefix(c, jobTagSkills) {
			skills++
		}
	}
	return shape{form: formScores, score: 1, evidence: []Fact{{"job-tag", Values{"row", codes.row, "skills", skills}}}, settle: func() {
		m := &k.manifest
		k.h = headerPlace{row: at - 1, group: -1, first: at + 1}
		k.guess("headerRow", func() { m.HeaderRow = header.row })
		k.guess("firstRow", func() { m.FirstRow = codes.row + 1 })
		for i, code := range codes.cells {
			switch {
			case code == jobTagCode && m.Columns.Code == "":
				k.guess("columns.code", func() { m.Columns.Code = header.cell(i) })
			case code == jobTagName && m.Columns.NameJa == "":
				k.guess("columns.nameJa", func() { m.Columns.NameJa = header.cell(i) })
			case strings.HasPrefix(code, jobTagSkills):
				m.Skills.List = append(m.Skills.List, skillEntry{Code: code, Column: header.cell(i), NameJa: header.cell(i)})
			}
		}
		k.guess("skills", func() {})
		k.guess("maxScore", func() { m.MaxScore = 7 })
		k.jobTagFlags(codes)
		k.t = k.tabulateQuietly()
	}}
}

// jobTagFlags counts the flags that say that a skill has nothing to do with an occupation.
func (k *looking) jobTagFlags(codes record) {
	// The flags follow the skills in the same section: the score stands and is read as published.
	const flags = "IPD_04_03_02_"
	flagged := 0
	for _, r := range each(k.g.rows[k.h.first:]) {
		for i, code := range codes.cells {
			if strings.HasPrefix(code, flags) && r.cell(i) == "1" {
				flagged++
			}
		}
	}
	if flagged > 0 {
		k.warn(Warning{File: k.g.file, Sheet: k.g.sheet, Kind: warnNotRelevant, Values: Values{"scores", flagged}})
	}
}

func (k *looking) tabulateQuietly() *table {
	faults, warnings := len(k.loading.faults), len(k.report.Warnings)
	t := k.tabulate(k.g, k.h)
	k.loading.faults, k.report.Warnings = k.loading.faults[:faults], k.report.Warnings[:warnings]
	clear(k.said)
	return t
}
