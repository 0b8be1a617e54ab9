package loader

import (
	"cmp"
	"encoding/json"
	"errors"
	"slices"
	"strconv"
	"strings"

	"noboru/graph"
)

// What can be wrong with an input. Match with errors.Is, on a Fault or on Faults as a whole.
var (
	ErrMissing   = errors.New("missing")                  // no file, column or value; empty is not zero
	ErrNotNumber = errors.New("not a number")             // text, NaN, or digits in another notation
	ErrRange     = errors.New("out of range")             // negative, over the largest score, infinite
	ErrDuplicate = errors.New("stands twice")             // a code, a header, a field
	ErrConflict  = errors.New("contradicts another row")  // a pair that is listed with two correlations
	ErrRagged    = errors.New("wrong number of cells")    // a row longer or shorter than its header
	ErrUnknown   = errors.New("unknown")                  // a field, a family, a role that nothing declares
	ErrEmpty     = errors.New("empty")                    // a table without a header or without rows
	ErrEncoding  = errors.New("no known encoding")        // bytes that are text in none of the encodings
	ErrFormat    = errors.New("malformed")                // bytes that are not the CSV, XLSX or JSON they claim to be
	ErrCell      = errors.New("error value in a cell")    // #N/A, #DIV/0! and their like
	ErrTooLarge  = errors.New("too large")                // over a limit of Options
	ErrMany      = errors.New("too many faults, stopped") // the list ends before all faults
	ErrInvalid   = errors.New("not a valid dataset")      // what graph.NewDataset refuses
	ErrValue     = errors.New("not an allowed value")     // a setting outside its list
	ErrType      = errors.New("wrong type")               // a JSON value of another kind
	ErrDoubt     = errors.New("in doubt")                 // there are two readings, and a person must choose
	ErrRead      = errors.New("cannot be read")           // the file system says no
)

// Fault is one thing wrong with one place of the input. It is a fact: package faults says it in a
// language.
type Fault struct {
	File   string
	Sheet  string // empty for CSV and JSON
	Row    int    // from 1, as a spreadsheet counts; the line in CSV and JSON; 0 for the whole file
	Char   int    // place in the line, from 1; manifests only
	Column string // header of the column, its letters where it has none, or the path of a manifest's field
	Value  string // what stands there
	Kind   Kind   // what is wrong
	Values Values // what there is to say beside the kind

	// Many faults with one cause are one: these are the rows and the columns that it stands in.
	Rows    Rows
	Columns Names

	Err error // what another package says about it, for logs; nil mostly

	place int // place of the column, for the order of Faults
}

// Error writes the fault on one line for logs and tests: place, kind, what was met and the values.
func (f *Fault) Error() string {
	text := where(f.File, f.Sheet, f.Row, f.Char, f.Column) + string(f.Kind)
	if f.Value != "" {
		text += " " + strconv.Quote(shorten(f.Value))
	}
	vs := f.Values
	if len(f.Rows) > 0 {
		vs = append(slices.Clone(vs), "rows", f.Rows)
	}
	if len(f.Columns) > 0 {
		vs = append(slices.Clone(vs), "columns", f.Columns)
	}
	if len(vs) > 0 {
		text += " " + vs.String()
	}
	return text
}

// MarshalJSON writes the facts, of which programs can rely on the kind and the names of values.
func (f *Fault) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Kind    Kind   `json:"kind"`
		File    string `json:"file"`
		Sheet   string `json:"sheet,omitempty"`
		Row     int    `json:"row,omitempty"`
		Char    int    `json:"char,omitempty"`
		Column  string `json:"column,omitempty"`
		Value   string `json:"value,omitempty"`
		Values  Values `json:"values,omitempty"`
		Rows    Rows   `json:"rows,omitempty"`
		Columns Names  `json:"columns,omitempty"`
	}{f.Kind, f.File, f.Sheet, f.Row, f.Char, f.Column, f.Value, f.Values, f.Rows, f.Columns})
}

// where writes a place without a word of any language, such as book.xlsx!Sheet1:3 [Reading].
func where(file, sheet string, row, char int, column string) string {
	text := file
	if sheet != "" {
		text += "!" + sheet
	}
	if row > 0 {
		text += ":" + strconv.Itoa(row)
	}
	if char > 0 {
		text += ":" + strconv.Itoa(char)
	}
	if column != "" {
		text += " [" + shorten(column) + "]"
	}
	if text == "" {
		return ""
	}
	return text + " "
}

// Unwrap returns the cause, one of the errors above, and what another package said.
func (f *Fault) Unwrap() []error {
	var errs []error
	for _, err := range []error{causeOf()[f.Kind], f.Err} {
		if err != nil {
			errs = append(errs, err)
		}
	}
	return errs
}

// Refused turns what package graph refuses of a file into faults.
func Refused(file string, err error) Faults {
	all := []error{err}
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		all = joined.Unwrap()
	}
	var faults Faults
	for _, err := range all {
		f := &Fault{File: file, Kind: kindRefused, Err: err}
		if field := (*graph.FieldError)(nil); errors.As(err, &field) {
			f.Column = field.Field
		}
		if dense := (*graph.TooManyEdgesError)(nil); errors.As(err, &dense) {
			f.Kind, f.Values = kindTooManyEdges, Values{"roles", dense.Roles, "edges", dense.Edges, "most", graph.MaxEdges, "topK", dense.TopK}
			switch {
			case dense.TooAlike:
				f.Kind = kindTooAlike
			case dense.Threshold == 0:
				f.Kind = kindTooLow
			default:
				f.Values = append(f.Values, "threshold", dense.Threshold.Float())
			}
		}
		faults = append(faults, f)
	}
	return faults
}

// Faults is everything wrong with an input: by file, sheet, row and column.
type Faults []*Fault

const (
	// faultsPrinted is how many faults Error prints.
	faultsPrinted = 20
	// maxFaults is how many faults are kept, so that a huge table of nonsense cannot fill memory.
	maxFaults = 100_000
)

// Error writes the first 20 faults, one a line.
func (fs Faults) Error() string {
	lines := make([]string, 0, faultsPrinted+1)
	for _, f := range fs[:min(len(fs), faultsPrinted)] {
		lines = append(lines, f.Error())
	}
	if more := len(fs) - faultsPrinted; more > 0 {
		lines = append(lines, "+"+strconv.Itoa(more))
	}
	return strings.Join(lines, "\n")
}

// Unwrap lets errors.Is and errors.As look at every fault.
func (fs Faults) Unwrap() []error {
	errs := make([]error, len(fs))
	for i, f := range fs {
		errs[i] = f
	}
	return errs
}

func (fs Faults) sort() {
	slices.SortStableFunc(fs, func(a, b *Fault) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Sheet, b.Sheet),
			cmp.Compare(a.Row, b.Row), cmp.Compare(a.Char, b.Char), cmp.Compare(a.place, b.place))
	})
}
