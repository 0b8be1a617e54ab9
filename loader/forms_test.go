package loader

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/charmap"
	sjis "golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
	"pgregory.net/rapid"

	"noboru/graph"
)

// drawnTable is a table whose content is known, to be written in many ways.
type drawnTable struct {
	japanese     bool
	roles        []string
	families     []string
	skills       []string
	scores       [][]float64 // by role, then by skill
	roleHeader   string
	familyHeader string
	skillHeader  string
	levelHeader  string
}

var (
	westernRoles  = []string{"Développeur", "Ingénieur réseau", "Gestionnaire d’équipe", "Opérateur", "Señor de la red", "Größenprüfer", "Théoricien", "Employé"}
	westernSkills = []string{"Lecture", "Écriture", "Réseaux", "Études", "Größe", "Planification", "Qualité"}
	japaneseRoles = []string{"監視オペレーター", "分析担当者", "ネットワーク技術者", "品質管理者", "教育担当", "営業マネージャー", "髙橋式①担当", "研究者"}
	easternSkills = []string{"読解力", "ネットワーク", "交渉", "時間管理", "プログラミング", "説明力", "監視"}
)

func drawTable(t *rapid.T, japanese bool) drawnTable {
	d := drawnTable{japanese: japanese || rapid.Bool().Draw(t, "japanese"), roleHeader: "role", familyHeader: "family", skillHeader: "skill", levelHeader: "level"}
	roles, skills, families := westernRoles, westernSkills, []string{"Réseau", "Équipe"}
	if d.japanese {
		d.roleHeader, d.familyHeader, d.skillHeader, d.levelHeader = "職種名", "職種区分", "スキル", "レベル"
		roles, skills, families = japaneseRoles, easternSkills, []string{"運用", "企画チーム"}
	}
	d.roles = roles[:rapid.IntRange(4, len(roles)).Draw(t, "roles")]
	d.skills = skills[:rapid.IntRange(3, len(skills)).Draw(t, "skills")]
	half := rapid.Bool().Draw(t, "halves")
	for i := range d.roles {
		d.families = append(d.families, families[i%2])
		row := make([]float64, len(d.skills))
		for k := range row {
			row[k] = float64(rapid.IntRange(0, 14).Draw(t, "score"))
			if half {
				row[k] /= 2
			}
		}
		row[i%len(row)] = 6.5 // no column is the sum of others, and some number has a fraction
		d.scores = append(d.scores, row)
	}
	return d
}

// The layouts that the law below knows: the forms, marks in a table of scores, and job tag's table.
const (
	layoutMarks  = "marks"
	layoutJobTag = "job tag"
)

// cells writes the table in a layout.
func (d drawnTable) cells(layout string, decimal byte) [][]string {
	number := func(v float64) string {
		return strings.Replace(strconv.FormatFloat(v, 'f', -1, 64), ".", string(decimal), 1)
	}
	var rows [][]string
	add := func(cells ...string) { rows = append(rows, cells) }
	each := func(write func(i, k int)) {
		for i := range d.roles {
			for k := range d.skills {
				write(i, k)
			}
		}
	}
	switch layout {
	case formScores, layoutMarks:
		add(append([]string{d.roleHeader, d.familyHeader}, d.skills...)...)
		for i, role := range d.roles {
			row := []string{role, d.families[i]}
			for _, v := range d.scores[i] {
				if layout == layoutMarks {
					row = append(row, []string{"×", "△", "○", "◎"}[int(v)])
				} else {
					row = append(row, number(v))
				}
			}
			add(row...)
		}
	case formTransposed:
		add(append([]string{d.skillHeader}, d.roles...)...)
		add(append([]string{d.familyHeader}, d.families...)...)
		for k, skill := range d.skills {
			row := []string{skill}
			for i := range d.roles {
				row = append(row, number(d.scores[i][k]))
			}
			add(row...)
		}
	case formLong:
		add(d.roleHeader, d.familyHeader, d.skillHeader, d.levelHeader)
		each(func(i, k int) { add(d.roles[i], d.families[i], d.skills[k], number(d.scores[i][k])) })
	case formLinks:
		add(d.roleHeader, d.familyHeader, d.skillHeader)
		each(func(i, k int) {
			if d.scores[i][k] > 0 {
				add(d.roles[i], d.families[i], d.skills[k])
			}
		})
	case formONET:
		add("O*NET-SOC Code", "Title", "Element ID", "Element Name", "Scale ID", "Data Value")
		each(func(i, k int) {
			add(d.code(i), d.roles[i], d.skills[k], d.skills[k], "LV", number(d.scores[i][k]))
			add(d.code(i), d.roles[i], d.skills[k], d.skills[k], "IM", number(1))
		})
	case layoutJobTag:
		header, codes := []string{"", "収録番号", "職業名"}, []string{"", jobTagCode, jobTagName}
		for k, skill := range d.skills {
			header, codes = append(header, skill), append(codes, fmt.Sprintf("%s%03d", jobTagSkills, k+1))
		}
		add(header...)
		add(codes...)
		for i, role := range d.roles {
			row := []string{strconv.Itoa(i + 1), d.code(i), role}
			for _, v := range d.scores[i] {
				row = append(row, number(v))
			}
			add(row...)
		}
	case formCorrelations:
		add("role_a", "role_b", "correlation")
		for i := range d.roles {
			for j := range i {
				add(d.roles[i], d.roles[j], number(d.similarity(i, j)))
			}
		}
	case formMatrix:
		add(append([]string{d.roleHeader}, d.roles...)...)
		for i, role := range d.roles {
			row := []string{role}
			for j := range d.roles {
				row = append(row, number(d.similarity(i, j)))
			}
			add(row...)
		}
	}
	return rows
}

func (d drawnTable) code(i int) string { return fmt.Sprintf("11-%d.00", 1011+10*i) }

// similarity is made up of the scores, the same both ways: the pairs of roles differ in it.
func (d drawnTable) similarity(i, j int) float64 {
	if i == j {
		return 1
	}
	i, j = min(i, j), max(i, j)
	return float64(10*(1+i*len(d.roles)+j)+int(d.scores[i][0]))/1000 - 0.2
}

// like is the table with scores that a layout can say.
func (d drawnTable) like(layout string) drawnTable {
	if layout != formLinks && layout != layoutMarks && layout != layoutJobTag {
		return d
	}
	scores := make([][]float64, len(d.scores))
	for i, row := range d.scores {
		scores[i] = make([]float64, len(row))
		for k, v := range row {
			if layout == layoutMarks {
				scores[i][k] = float64(int(v) % 4)
			} else if layout == layoutJobTag {
				scores[i][k] = min(v, 7)
			} else if int(v)%2 == 1 || k == i%len(row) || i == 0 {
				scores[i][k] = 1 // the first role has them all, so that skills stand in their order
			}
		}
		if layout == layoutMarks {
			scores[i][i%len(row)] = 3
		}
	}
	d.scores = scores
	return d
}

// plainly loads the table as a manifest states it, whatever layout it is drawn in.
func (d drawnTable) plainly(t *rapid.T, layout string) *graph.Dataset {
	m := manifest{Name: "roles", Title: text{En: "roles"}, Files: []string{"roles.csv"}, IgnoreRows: []int{}}
	switch layout {
	case formCorrelations, formMatrix:
		m.Form = formCorrelations
		m.Pairs.Columns = pairColumns{"role_a", "role_b", "correlation"}
	case formONET:
		m.Form = formONET
	case layoutJobTag:
		m.MaxScore = 7
		m.Columns.Code, m.Columns.NameJa, m.HeaderRow, m.FirstRow = "収録番号", "職業名", 1, 3
		for k, skill := range d.skills {
			m.Skills.List = append(m.Skills.List, skillEntry{Code: fmt.Sprintf("%s%03d", jobTagSkills, k+1), Column: skill, NameJa: skill})
		}
	default:
		layout = formScores
		for _, skill := range d.skills {
			m.Skills.List = append(m.Skills.List, skillEntry{Code: skill, NameJa: nameOf(skill).Ja, NameEn: nameOf(skill).En})
		}
	}
	if layout == formMatrix {
		layout = formCorrelations
	}
	data, err := m.bytes()
	if err != nil {
		t.Fatal(err)
	}
	table := textOfRows(t, d.cells(layout, '.'), ',', "utf-8")
	set, _, err := LoadFS(t.Context(), fstest.MapFS{"manifest.json": {Data: data}, "roles.csv": {Data: table}}, "manifest.json", Options{})
	if err != nil {
		t.Fatalf("%v\n%s\n%s", err, data, table)
	}
	return set
}

// textOfRows writes rows as a file of text.
func textOfRows(t *rapid.T, rows [][]string, delimiter byte, encoding string) []byte {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.Comma = rune(delimiter)
	if err := w.WriteAll(rows); err != nil {
		t.Fatal(err)
	}
	var encoded []byte
	var err error
	switch encoding {
	case "utf-8":
		return b.Bytes()
	case "utf-8-bom":
		return append([]byte("\ufeff"), b.Bytes()...)
	case "utf-16":
		encoded, _, err = transform.Bytes(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder(), b.Bytes())
	case "utf-16-be":
		encoded, _, err = transform.Bytes(unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder(), b.Bytes())
	case encodingCP932:
		encoded, _, err = transform.Bytes(sjis.ShiftJIS.NewEncoder(), b.Bytes())
	case encodingWestern:
		encoded, _, err = transform.Bytes(charmap.Windows1252.NewEncoder(), b.Bytes())
	}
	if err != nil {
		t.Fatal(err)
	}
	return encoded
}

// TestOneTableManyForms holds that a table loads as the same dataset, in whatever layout, encoding,
// delimiter and notation it is written, below which title, and from the manifest that says so.
func TestOneTableManyForms(t *testing.T) {
	layouts := []string{formScores, formTransposed, formLong, formLinks, formCorrelations, formMatrix, formONET, layoutMarks, layoutJobTag}
	rapid.Check(t, func(rt *rapid.T) {
		layout := rapid.SampledFrom(layouts).Draw(rt, "layout")
		d := drawTable(rt, layout == layoutMarks || layout == layoutJobTag).like(layout)
		plain := d.plainly(rt, layout)
		decimal := rapid.SampledFrom([]byte{'.', ','}).Draw(rt, "decimal")
		rows := d.cells(layout, decimal)
		for n := rapid.IntRange(0, 3).Draw(rt, "rows above"); n > 0; n-- {
			title := make([]string, len(rows[0]))
			title[0] = []string{"", "Skills of all roles", "As of spring"}[n-1]
			rows = append([][]string{title}, rows...)
		}
		var name string
		var data []byte
		if rapid.IntRange(0, 4).Draw(rt, "workbook") == 0 {
			name, data = "roles.xlsx", bookOf(t, rows, decimal)
		} else {
			encodings := []string{"utf-8", "utf-8-bom", "utf-16", "utf-16-be", encodingWestern}
			if d.japanese {
				encodings[4] = encodingCP932
			}
			encoding := rapid.SampledFrom(encodings).Draw(rt, "encoding")
			delimiter := rapid.SampledFrom([]byte{',', ';', '\t', '|'}).Draw(rt, "delimiter")
			name, data = "roles."+rapid.SampledFrom([]string{"csv", "tsv", "txt"}).Draw(rt, "ext"), textOfRows(rt, rows, delimiter, encoding)
		}
		var manifest []byte
		got := loadDrawn(rt, name, data, func(r *Report) { manifest = r.Recognition.Manifest })
		if got.Version() != plain.Version() {
			rt.Fatalf("%s as %s has another version:\n%s", name, layout, describe(got, plain))
		}
		again, _, err := LoadFS(t.Context(), fstest.MapFS{name: {Data: data}, "manifest.json": {Data: manifest}}, "manifest.json", Options{})
		if err != nil || again.Version() != plain.Version() {
			rt.Fatalf("by its own manifest: %v\n%s", err, manifest)
		}
	})
}

func loadDrawn(t *rapid.T, name string, data []byte, see func(r *Report)) *graph.Dataset {
	d, report, err := LoadFS(t.Context(), fstest.MapFS{name: {Data: data}}, name, Options{})
	if err != nil {
		if strings.HasSuffix(name, ".xlsx") {
			data = nil
		}
		t.Fatalf("%s: %v\n%s", name, err, data)
	}
	if see != nil {
		see(report)
	}
	return d
}

// bookOf writes rows as a workbook: numbers as numbers.
func bookOf(t *testing.T, rows [][]string, decimal byte) []byte {
	return []byte(newBook(t, func(b *excelize.File) error {
		for i, row := range rows {
			cells := make([]any, len(row))
			for k, text := range row {
				cells[k] = text
				if v, err := strconv.ParseFloat(strings.Replace(text, string(decimal), ".", 1), 64); err == nil {
					cells[k] = v
				}
				if text == "" {
					cells[k] = nil
				}
			}
			if err := b.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &cells); err != nil {
				return err
			}
		}
		return nil
	}))
}

// describe shows where two datasets differ.
func describe(a, b *graph.Dataset) string {
	return fmt.Sprintf("%+v\n%+v\n%+v\n%+v", a.Skills(), b.Skills(), a.Roles(), b.Roles())
}
