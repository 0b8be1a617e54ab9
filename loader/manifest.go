package loader

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"unicode/utf8"

	"noboru/graph"
)

// The forms of a dataset.
const (
	formScores       = "scores"       // one row a role, one column a skill
	formCorrelations = "correlations" // roles with totals, and pairs with their correlation
	formONET         = "onet"         // one row for each occupation, element and scale
)

// defaultThreshold is the least similarity of an edge where nothing is said.
const defaultThreshold graph.Similarity = 900_000

// manifest says which tables make a dataset and how to read them. Fields that are left out have
// the defaults of the comments.
type manifest struct {
	Name             string              `json:"name"`
	Title            text                `json:"title,omitzero"`
	Languages        []string            `json:"languages,omitzero"` // nil: those that the roles' names are in
	Illustrative     bool                `json:"illustrative,omitempty"`
	Notice           text                `json:"notice,omitzero"`
	MaxScore         float64             `json:"maxScore,omitempty"`         // 0: unknown
	Measure          string              `json:"measure,omitempty"`          // PEARSON; GIVEN for correlations
	Threshold        *float64            `json:"threshold,omitempty"`        // 0.9
	TopK             int                 `json:"topK,omitempty"`             // 0: all
	ComfortableClimb float64             `json:"comfortableClimb,omitempty"` // 0: the default of package graph
	Form             string              `json:"form,omitempty"`             // scores
	Scale            string              `json:"scale,omitempty"`            // onet: LV
	Files            []string            `json:"files"`                      // relative to the manifest
	Sheet            string              `json:"sheet,omitempty"`            // the first
	Columns          columnNames         `json:"columns,omitzero"`           // the usual names
	Pairs            pairsPart           `json:"pairs,omitzero"`             // correlations
	Groups           []groupEntry        `json:"groups,omitzero"`            // nil: as skills name them
	Skills           fileOr[skillEntry]  `json:"skills,omitzero"`            // every column that has no other use
	Families         fileOr[familyEntry] `json:"families,omitzero"`          // every value of the family column
}

type text struct {
	Ja string `json:"ja,omitempty"`
	En string `json:"en,omitempty"`
}

func (t text) graph() graph.Text { return graph.Text{Ja: t.Ja, En: t.En} }

// columnNames says under which headers a table of roles keeps what is not a score.
type columnNames struct {
	Code          string   `json:"code,omitempty"`
	NameJa        string   `json:"nameJa,omitempty"`
	NameEn        string   `json:"nameEn,omitempty"`
	NameKana      string   `json:"nameKana,omitempty"`
	Family        string   `json:"family,omitempty"`
	DescriptionJa string   `json:"descriptionJa,omitempty"`
	DescriptionEn string   `json:"descriptionEn,omitempty"`
	Total         string   `json:"total,omitempty"`
	Ignore        []string `json:"ignore,omitempty"`
}

type pairsPart struct {
	File    string      `json:"file,omitempty"`
	Sheet   string      `json:"sheet,omitempty"`
	Columns pairColumns `json:"columns,omitzero"`
}

type pairColumns struct {
	A           string `json:"a,omitempty"`
	B           string `json:"b,omitempty"`
	Correlation string `json:"correlation,omitempty"`
}

type groupEntry struct {
	Code   string `json:"code"`
	NameJa string `json:"nameJa,omitempty"`
	NameEn string `json:"nameEn,omitempty"`
	Kana   string `json:"kana,omitempty"`
}

type skillEntry struct {
	Code   string `json:"code"`
	Column string `json:"column,omitempty"` // header of its scores; else the one that equals nameJa, code or nameEn
	NameJa string `json:"nameJa,omitempty"`
	NameEn string `json:"nameEn,omitempty"`
	Kana   string `json:"kana,omitempty"`
	Group  string `json:"group,omitempty"`
}

type familyEntry struct {
	Code          string `json:"code"`
	NameJa        string `json:"nameJa,omitempty"`
	NameEn        string `json:"nameEn,omitempty"`
	Kana          string `json:"kana,omitempty"`
	DescriptionJa string `json:"descriptionJa,omitempty"`
	DescriptionEn string `json:"descriptionEn,omitempty"`
}

// fileOr is the name of a table, or the list itself.
type fileOr[T any] struct {
	File string
	List []T
}

func (fileOr[T]) itemType() reflect.Type { return reflect.TypeFor[T]() }

// UnmarshalJSON takes a string or a list.
func (f *fileOr[T]) UnmarshalJSON(data []byte) error {
	if bytes.HasPrefix(data, []byte{'"'}) {
		return json.Unmarshal(data, &f.File)
	}
	return json.Unmarshal(data, &f.List)
}

// MarshalJSON writes the name where there is one, else the list.
func (f fileOr[T]) MarshalJSON() ([]byte, error) {
	if f.File != "" {
		return json.Marshal(f.File)
	}
	return json.Marshal(f.List)
}

// stated says whether the manifest declares the list at all.
func (f fileOr[T]) stated() bool { return f.File != "" || f.List != nil }

// readManifest parses and checks the bytes of a manifest.
func readManifest(file string, data []byte) (manifest, Faults) {
	var m manifest
	if !utf8.Valid(data) {
		return m, Faults{{File: file, Err: ErrEncoding, Want: "a manifest in UTF-8"}}
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	where, faults := decodeStrict(file, data, &m)
	if len(faults) > 0 {
		return m, faults
	}
	check := func(ok bool, field, value string, err error, want string) {
		if !ok {
			p := where(field)
			faults = append(faults, &Fault{File: file, Row: p.line, Char: p.char, Column: field, Value: value, Err: err, Want: want})
		}
	}
	check(m.Name != "", "name", "", ErrMissing, "the dataset's name, such as security-roles")
	check(len(m.Files) > 0, "files", "", ErrMissing, `a list of tables, such as ["roles.csv"]`)
	for i, f := range m.Files {
		check(f != "", fmt.Sprintf("files[%d]", i), "", ErrMissing, "the name of a file")
	}
	for i, lang := range m.Languages {
		check(lang == "ja" || lang == "en", fmt.Sprintf("languages[%d]", i), lang, ErrValue, `"ja" or "en"`)
	}
	forms := []string{"", formScores, formCorrelations, formONET}
	check(slices.Contains(forms, m.Form), "form", m.Form, ErrValue, "scores, correlations or onet")
	if m.Form == "" {
		m.Form = formScores
	}
	most := map[string]int{formONET: 1, formCorrelations: 2}[m.Form]
	check(most == 0 || len(m.Files) <= most, "files", "", ErrValue, fmt.Sprintf("at most %s with form %s", plural(most, "file", "files"), m.Form))
	if m.Form == formCorrelations {
		check(m.Measure == "" || m.Measure == string(graph.Given), "measure", m.Measure, ErrValue, "GIVEN, or nothing, with form correlations")
		m.Measure = string(graph.Given)
	} else {
		measures := []string{"", string(graph.Pearson), string(graph.PearsonStandardized), string(graph.Cosine)}
		check(slices.Contains(measures, m.Measure), "measure", m.Measure, ErrValue, "PEARSON, PEARSON_STANDARDIZED or COSINE")
	}
	if m.Measure == "" {
		m.Measure = string(graph.Pearson)
	}
	if m.Threshold != nil {
		_, err := graph.NewSimilarity(*m.Threshold)
		check(err == nil, "threshold", fmt.Sprint(*m.Threshold), ErrRange, "-1 to 1")
	}
	check(m.TopK >= 0, "topK", fmt.Sprint(m.TopK), ErrRange, "0 (all) or more")
	checkPoints := func(field string, v float64) {
		p, _, err := graph.NewPoints(v)
		check(err == nil && p >= 0 && (v == 0) == (p == 0), field, fmt.Sprint(v), ErrRange, "0.001 to 2000000, or nothing")
	}
	checkPoints("maxScore", m.MaxScore)
	checkPoints("comfortableClimb", m.ComfortableClimb)
	return m, faults
}

// settings fills what a manifest says about the dataset as a whole.
func (m *manifest) settings() graph.Spec {
	threshold := defaultThreshold
	if m.Threshold != nil {
		threshold, _ = graph.NewSimilarity(*m.Threshold) // readManifest has checked it
	}
	most, _, _ := graph.NewPoints(m.MaxScore)
	climb, _, _ := graph.NewPoints(m.ComfortableClimb)
	return graph.Spec{
		Name: m.Name, Title: m.Title.graph(), Notice: m.Notice.graph(), Languages: m.Languages,
		Illustrative: m.Illustrative, Measure: graph.Measure(m.Measure), Threshold: threshold,
		TopK: m.TopK, MaxScore: most, ComfortableClimb: climb,
	}
}
