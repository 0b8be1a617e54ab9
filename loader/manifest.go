package loader

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"unicode/utf8"

	"noboru/graph"
	"noboru/internal/lazyregexp"
	"noboru/loader/internal/workbook"
)

// The forms of a dataset.
const (
	formScores       = "scores"       // one row a role, one column a skill
	formTransposed   = "transposed"   // one row a skill, one column a role
	formLong         = "long"         // one row for each role and skill, with the level
	formLinks        = "links"        // one row for each role and skill that it has
	formCorrelations = "correlations" // roles with totals, and pairs with their correlation
	formMatrix       = "matrix"       // a square of correlations, roles by roles
	formONET         = "onet"         // O*NET's: one row for each occupation, element and scale
)

var forms = []string{formScores, formTransposed, formLong, formLinks, formCorrelations, formMatrix, formONET}

// What a blank cell means where a score should stand.
const (
	blankMissing  = "missing"   // a fault, unless the whole row is blank
	blankZero     = "zero"      // the score 0
	blankLeaveOut = "leave-out" // the role is left out
)

// What becomes of a role whose total in the table is not the sum of its scores.
const (
	totalUseScores = "use-scores" // the sum counts, and that is said
	totalLeaveOut  = "leave-out"  // the role is left out
	totalRefuse    = "refuse"     // a fault: the total is trusted, so a score is wrong
)

var totalPolicies = []string{totalUseScores, totalLeaveOut, totalRefuse}

var blankPolicies = []string{blankMissing, blankZero, blankLeaveOut}

// defaultThreshold is the least similarity of an edge where nothing is said.
const defaultThreshold graph.Similarity = 900_000

// manifest says which tables make a dataset and how to read them. Fields that are left out have
// the defaults of the comments.
type manifest struct {
	Schema           string              `json:"$schema,omitempty"` // for editors; not read
	Name             string              `json:"name"`
	Title            text                `json:"title,omitzero"`
	Languages        []string            `json:"languages,omitzero"` // nil: those that the roles' names are in
	Illustrative     bool                `json:"illustrative,omitempty"`
	Notice           text                `json:"notice,omitzero"`
	MaxScore         float64             `json:"maxScore,omitempty"`         // 0: unknown
	Measure          string              `json:"measure,omitempty"`          // PEARSON; GIVEN for correlations
	Threshold        *float64            `json:"threshold,omitempty"`        // 0.9
	TopK             int                 `json:"topK,omitempty"`             // 0: all
	Levels           []levelEntry        `json:"levels,omitzero"`            // nil: the scores are not explained
	ComfortableClimb float64             `json:"comfortableClimb,omitempty"` // 0: the default of package graph
	Form             string              `json:"form,omitempty"`             // what the tables look like
	Scale            string              `json:"scale,omitempty"`            // onet: LV
	Files            []string            `json:"files"`                      // relative to the manifest
	Roles            string              `json:"roles,omitempty"`            // a table of names, families and texts, for forms that have only codes
	Sheet            string              `json:"sheet,omitempty"`            // the one with the largest table
	Encoding         string              `json:"encoding,omitempty"`         // as the bytes show
	Delimiter        string              `json:"delimiter,omitempty"`        // as the rows show
	Decimal          string              `json:"decimal,omitempty"`          // . or ,
	Unit             string              `json:"unit,omitempty"`             // text behind numbers, such as 点
	HeaderRow        int                 `json:"headerRow,omitempty"`        // of the file, from 1
	GroupRow         int                 `json:"groupRow,omitempty"`         // headers of skill groups, above the header
	FirstRow         int                 `json:"firstRow,omitempty"`         // the first role's; the one below the header
	IgnoreRows       []int               `json:"ignoreRows,omitzero"`        // rows of the first file that are no roles; nil: notes, sums and repeated headers
	Blank            string              `json:"blank,omitempty"`            // missing
	TotalDiffers     string              `json:"totalDiffers,omitempty"`     // use-scores
	Marks            []markEntry         `json:"marks,omitzero"`             // what stands for a level, such as ◎
	ScaleBy          float64             `json:"scaleBy,omitempty"`          // 1: what every score is multiplied by
	Columns          columnNames         `json:"columns,omitzero"`           // the usual names
	Pairs            pairsPart           `json:"pairs,omitzero"`             // correlations
	Groups           []groupEntry        `json:"groups,omitzero"`            // nil: as skills name them
	Skills           fileOr[skillEntry]  `json:"skills,omitzero"`            // every column that has no other use
	Families         fileOr[familyEntry] `json:"families,omitzero"`          // every value of the family column
	Guessed          []string            `json:"guessed,omitzero"`           // fields that the program filled in by evidence; not read
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
	Skill         string   `json:"skill,omitempty"`      // long, links: the skill's code or name
	SkillName     string   `json:"skillName,omitempty"`  // long, links: its name beside its code
	SkillGroup    string   `json:"skillGroup,omitempty"` // long, links, transposed
	Level         string   `json:"level,omitempty"`      // long; links: the kind of link
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

// markEntry says which level a mark stands for.
type markEntry struct {
	Mark  string  `json:"mark"`
	Level float64 `json:"level"`
}

// levelEntry says what a score stands for.
type levelEntry struct {
	Score float64 `json:"score"`
	Ja    string  `json:"ja,omitempty"`
	En    string  `json:"en,omitempty"`
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

func (f *fileOr[T]) setFile(name string) { f.File = name }
func (f *fileOr[T]) list() reflect.Value { return reflect.ValueOf(&f.List).Elem() }

// MarshalJSON writes the name where there is one, else the list.
func (f fileOr[T]) MarshalJSON() ([]byte, error) {
	if f.File != "" {
		return json.Marshal(f.File)
	}
	return json.Marshal(f.List)
}

// stated says whether the manifest declares the list at all.
func (f fileOr[T]) stated() bool { return f.File != "" || f.List != nil }

// readManifest parses and checks the bytes of a manifest. What has a fault is in doubt, and has its
// default.
func (l *loading) readManifest(file string, data []byte) {
	if !utf8.Valid(data) {
		l.fault(&Fault{File: file, Kind: kindManifestEncoding})
		return
	}
	d := &strictDecoder{file: file, data: bytes.TrimPrefix(data, []byte("\ufeff"))}
	c := &manifestCheck{d: d, m: &l.manifest, whole: d.decode(&l.manifest)}
	c.lists()
	c.form()
	c.settings()
	for _, f := range d.faults {
		l.fault(f)
	}
	l.where, l.doubts = d.where, d.doubts
	l.readable = c.whole && !l.doubts.within("form", "sheet", "scale")
}

// manifestCheck checks the values of a manifest whose types are right.
type manifestCheck struct {
	d     *strictDecoder
	m     *manifest
	whole bool // it is JSON to its end: what is missing is missing
}

// want faults a field unless ok. What is in doubt already has its fault.
func (c *manifestCheck) want(ok bool, field, value string, kind Kind, vs ...any) {
	if ok || c.d.doubts.about(field) {
		return
	}
	p := c.d.where(field)
	c.d.doubts = append(c.d.doubts, field)
	c.d.faults = append(c.d.faults, &Fault{File: c.d.file, Row: p.line, Char: p.char, Column: field, Value: value, Kind: kind, Values: vs})
}

var datasetName = lazyregexp.New(`^[A-Za-z0-9._-]{1,100}$`)

func (c *manifestCheck) lists() {
	m := c.m
	if c.whole {
		c.want(m.Name != "", "name", "", kindNoName)
		c.want(len(m.Files) > 0, "files", "", kindNoFiles)
	}
	c.want(m.Name == "" || datasetName().MatchString(m.Name), "name", m.Name, kindBadName)
	for i, f := range m.Files {
		c.want(f != "", fmt.Sprintf("files[%d]", i), "", kindNoFileName)
	}
	for i, lang := range m.Languages {
		c.want(lang == "ja" || lang == "en", fmt.Sprintf("languages[%d]", i), lang, kindBadLanguage)
	}
}

// form checks the form and what hangs on it.
func (c *manifestCheck) form() {
	m := c.m
	oneOf := func(value, field string, allowed []string) {
		c.want(value == "" || slices.Contains(allowed, value), field, value, kindNotOneOf, "allowed", Names(allowed))
	}
	oneOf(m.Form, "form", forms)
	oneOf(m.Blank, "blank", blankPolicies)
	oneOf(m.TotalDiffers, "totalDiffers", totalPolicies)
	oneOf(m.Encoding, "encoding", encodings)
	oneOf(m.Delimiter, "delimiter", delimiters)
	oneOf(m.Decimal, "decimal", []string{".", ","})
	most := map[string]int{formONET: 1, formCorrelations: 2, formMatrix: 2, formTransposed: 1}[m.Form]
	c.want(most == 0 || len(m.Files) <= most, "files", "", kindTooManyFiles, "most", most, "form", m.Form)
	for _, n := range []struct {
		field string
		row   int
	}{{"headerRow", m.HeaderRow}, {"groupRow", m.GroupRow}, {"firstRow", m.FirstRow}} {
		c.want(n.row >= 0 && n.row <= workbook.MaxRows, n.field, fmt.Sprint(n.row), kindBadRow, "most", workbook.MaxRows)
	}
	for i, row := range m.IgnoreRows {
		c.want(row >= 1 && row <= workbook.MaxRows, fmt.Sprintf("ignoreRows[%d]", i), fmt.Sprint(row), kindBadRow, "most", workbook.MaxRows)
	}
	c.want(m.ScaleBy == 0 || m.ScaleBy >= 1 && m.ScaleBy <= 1e9, "scaleBy", fmt.Sprint(m.ScaleBy), kindBadScaleBy)
	if m.Form == formCorrelations || m.Form == formMatrix {
		c.want(m.Measure == "" || m.Measure == string(graph.Given), "measure", m.Measure, kindGivenMeasure)
		m.Measure = string(graph.Given)
		return
	}
	if m.Measure == "" {
		m.Measure = string(graph.Pearson)
	}
	measures := namesOf(graph.ScoreMeasures())
	c.want(slices.Contains(measures, m.Measure), "measure", m.Measure, kindNotOneOf, "allowed", measures)
}

// settings checks numbers.
func (c *manifestCheck) settings() {
	m := c.m
	if m.Threshold != nil {
		_, err := graph.NewSimilarity(*m.Threshold)
		c.want(err == nil, "threshold", fmt.Sprint(*m.Threshold), kindBadThreshold)
	}
	c.want(m.TopK >= 0, "topK", fmt.Sprint(m.TopK), kindBadTopK)
	c.levels()
	for _, field := range []struct {
		name  string
		value *float64
	}{{"maxScore", &m.MaxScore}, {"comfortableClimb", &m.ComfortableClimb}} {
		v := *field.value
		p, _, err := graph.NewPoints(v)
		c.want(err == nil && p >= 0 && (v == 0) == (p == 0), field.name, fmt.Sprint(v), kindBadPoints, "most", largestPoints)
		if c.d.doubts.about(field.name) {
			*field.value = 0
		}
	}
}

// levels checks that levels rise, lie within the scale and say something.
func (c *manifestCheck) levels() {
	last := graph.Points(-1)
	for i, l := range c.m.Levels {
		at := fmt.Sprintf("levels[%d]", i)
		p, _, err := graph.NewPoints(l.Score)
		c.want(err == nil && p > last && (c.m.MaxScore <= 0 || l.Score <= c.m.MaxScore), at+".score", fmt.Sprint(l.Score), kindBadLevel)
		c.want(l.Ja != "" || l.En != "", at, "", kindLevelWithoutMeaning)
		last = max(last, p)
	}
}

// settings fills what a manifest says about the dataset as a whole.
func (m *manifest) settings() graph.Spec {
	threshold := defaultThreshold
	if m.Threshold != nil {
		threshold, _ = graph.NewSimilarity(*m.Threshold) // readManifest has checked it
	}
	most, _, _ := graph.NewPoints(m.MaxScore)
	climb, _, _ := graph.NewPoints(m.ComfortableClimb)
	var levels []graph.LevelMeaning
	for _, l := range m.Levels {
		score, _, _ := graph.NewPoints(l.Score)
		levels = append(levels, graph.LevelMeaning{Score: score, Meaning: graph.Text{Ja: l.Ja, En: l.En}})
	}
	measure := graph.Measure(m.Measure)
	if m.Form == formCorrelations || m.Form == formMatrix {
		measure = graph.Given
	}
	return graph.Spec{
		Name: m.Name, Title: m.Title.graph(), Notice: m.Notice.graph(), Languages: m.Languages,
		Illustrative: m.Illustrative, Measure: measure, Threshold: threshold,
		TopK: m.TopK, MaxScore: most, ComfortableClimb: climb, Levels: levels,
	}
}
