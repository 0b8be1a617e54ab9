package loader

import (
	"slices"

	"noboru/graph"
)

// Report says what was loaded and what a person should know about it.
type Report struct {
	Name        string        `json:"name"`
	Version     graph.Version `json:"version"`
	Manifest    string        `json:"manifest,omitempty"` // empty where columns were read by their usual names
	Files       []string      `json:"files"`              // every file that was read, in the order of reading
	Form        string        `json:"form"`               // how the tables are laid out: scores, long, ...
	Recognition Recognition   `json:"recognition"`
	Blanks      Blanks        `json:"blanks"`
	ScaledBy    float64       `json:"scaledBy,omitempty"` // what every score was multiplied by
	Roles       int           `json:"roles"`
	Skills      int           `json:"skills"`
	Families    int           `json:"families"`
	Pairs       int           `json:"pairs"`
	Rounded     int           `json:"rounded"` // numbers finer than a thousandth
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

// Warning is something that did not stop the loading. Like a Fault it is a fact.
type Warning struct {
	Kind   Kind   `json:"kind"`
	File   string `json:"file,omitempty"`
	Sheet  string `json:"sheet,omitempty"`
	Row    int    `json:"row,omitempty"` // 0 for the whole file
	Column string `json:"column,omitempty"`
	Values Values `json:"values,omitempty"`

	// Many warnings of one kind are one: these are the rows and the columns that it is about.
	Rows    Rows  `json:"rows,omitempty"`
	Columns Names `json:"columns,omitempty"`
}

// Note reports whether the warning says only how something was read that has one clear reading.
func (w Warning) Note() bool {
	switch w.Kind {
	case warnEncoding, warnFullWidth, warnGrouped, warnTitleRows, warnSpaces, warnBlankRows, warnQuoteSpace:
		return true
	}
	return false
}

// String writes the warning on one line, for tests and logs.
func (w Warning) String() string {
	text := where(w.File, w.Sheet, w.Row, 0, w.Column) + string(w.Kind)
	vs := w.Values
	if len(w.Rows) > 0 {
		vs = append(slices.Clone(vs), "rows", w.Rows)
	}
	if len(w.Columns) > 0 {
		vs = append(slices.Clone(vs), "columns", w.Columns)
	}
	if len(vs) > 0 {
		text += " " + vs.String()
	}
	return text
}

func newReport() *Report {
	return &Report{
		Files: []string{}, SkillColumns: []SkillColumn{}, Warnings: []Warning{},
		Recognition: Recognition{Evidence: []Fact{}, Alternatives: []string{}, Guessed: []string{}}, Blanks: Blanks{Policy: blankMissing, Roles: []string{}},
	}
}
