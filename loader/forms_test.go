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

func drawTable(t *rapid.T) drawnTable {
	d := drawnTable{japanese: rapid.Bool().Draw(t, "japanese"), roleHeader: "role", familyHeader: "family", skillHeader: "skill", levelHeader: "level"}
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

// cells writes the table in a form.
func (d drawnTable) cells(form string, decimal byte) [][]string {
	number := func(v float64) string {
		return strings.Replace(strconv.FormatFloat(v, 'f', -1, 64), ".", string(decimal), 1)
	}
	var rows [][]string
	switch form {
	case formScores:
		rows = append(rows, append([]string{d.roleHeader, d.familyHeader}, d.skills...))
		for i, role := range d.roles {
			row := []string{role, d.families[i]}
			for _, v := range d.scores[i] {
				row = append(row, number(v))
			}
			rows = append(rows, row)
		}
	case formTransposed:
		rows = append(rows, append([]string{d.skillHeader}, d.roles...), append([]string{d.familyHeader}, d.families...))
		for k, skill := range d.skills {
			row := []string{skill}
			for i := range d.roles {
				row = append(row, number(d.scores[i][k]))
			}
			rows = append(rows, row)
		}
	case formLong:
		rows = append(rows, []string{d.roleHeader, d.familyHeader, d.skillHeader, d.levelHeader})
		for i, role := range d.roles {
			for k, skill := range d.skills {
				rows = append(rows, []string{role, d.families[i], skill, number(d.scores[i][k])})
			}
		}
	}
	return rows
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

// TestOneTableManyForms holds that a table loads as the same dataset, in whatever form, encoding,
// delimiter and notation it is written, above which title, and from the manifest that says so.
func TestOneTableManyForms(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		d := drawTable(rt)
		plain := loadDrawn(rt, "roles.csv", textOfRows(rt, d.cells(formScores, '.'), ',', "utf-8"), nil)
		form := rapid.SampledFrom([]string{formScores, formTransposed, formLong}).Draw(rt, "form")
		decimal := rapid.SampledFrom([]byte{'.', ','}).Draw(rt, "decimal")
		rows := d.cells(form, decimal)
		if rapid.Bool().Draw(rt, "title") {
			title := make([]string, len(rows[0]))
			title[0] = "Skills of all roles"
			rows = append([][]string{title, make([]string, len(rows[0]))}, rows...)
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
			rt.Fatalf("%s as %s has another version:\n%s", name, form, describe(got, plain))
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
