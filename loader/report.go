package loader

import (
	"encoding/json"

	"noboru/graph"
)

// Report says what was loaded and what a person should know about it.
type Report struct {
	Name     string        `json:"name"`
	Version  graph.Version `json:"version"`
	Manifest string        `json:"manifest,omitempty"` // empty where columns were read by their usual names
	Files    []string      `json:"files"`              // every file that was read, in the order of reading
	Form     string        `json:"form"`               // scores, correlations or onet
	Roles    int           `json:"roles"`
	Skills   int           `json:"skills"`
	Families int           `json:"families"`
	Pairs    int           `json:"pairs"`
	Rounded  int           `json:"rounded"` // numbers finer than a thousandth
	// SkillColumns are the columns that were read as skills, in the order of skills. Where several
	// tables were read, their headers are those of the first.
	SkillColumns []SkillColumn `json:"skillColumns"`
	Warnings     []Warning     `json:"warnings"`
}

// SkillColumn is a column that was read as a skill. Its range shows what is no score at all.
type SkillColumn struct {
	Column string  `json:"column"` // the header
	Skill  string  `json:"skill"`  // the code
	Least  float64 `json:"least"`  // smallest score, in points
	Most   float64 `json:"most"`   // largest score
}

// Warning is something that did not stop the loading.
type Warning struct {
	File   string
	Sheet  string
	Row    int // 0 for the whole file
	Column string
	Kind   Kind

	values values
}

// In says all of it on one line, in "en" or "ja".
func (w Warning) In(lang string) string {
	at := place(w.File, w.Sheet, w.Row, 0, w.Column, lang)
	if at != "" {
		at += ": "
	}
	return at + w.Message(lang)
}

// Message says what the warning is about, without the place.
func (w Warning) Message(lang string) string { return say(catalogue[w.Kind].what(), w.values, lang) }

// MarshalJSON writes the warning with its kind, which programs can rely on, and its text in English.
func (w Warning) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Kind    Kind   `json:"kind"`
		File    string `json:"file,omitempty"`
		Sheet   string `json:"sheet,omitempty"`
		Row     int    `json:"row,omitempty"`
		Column  string `json:"column,omitempty"`
		Message string `json:"message"`
	}{w.Kind, w.File, w.Sheet, w.Row, w.Column, w.Message("en")})
}
