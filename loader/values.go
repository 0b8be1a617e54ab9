package loader

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
)

// Values are what a fault or a warning says beside its kind: a name and a value in turn, such as
// "row", 3, "role", Name("SOC").
type Values []any

// Get returns the value of a name, or nil.
func (vs Values) Get(name string) any {
	for i := 0; i+1 < len(vs); i += 2 {
		if vs[i] == name {
			return vs[i+1]
		}
	}
	return nil
}

// The types of values that are more than a number or a word of our own.
type (
	// Name is text from the input: a header, a code, a name of a role.
	Name string
	// Names are several of them.
	Names []string
	// Rows are rows of a table, from 1.
	Rows []int
	// Term is one of our own words, by its id: a reason, a type.
	Term string
	// Columns are columns that are not read, and why.
	Columns []UnreadColumn
)

// UnreadColumn is a column that is not read.
type UnreadColumn struct {
	Header string `json:"header"`
	Reason Term   `json:"reason"`
}

// String writes the values without a word of any language: name=value, separated by spaces.
func (vs Values) String() string {
	var parts []string
	for i := 0; i+1 < len(vs); i += 2 {
		parts = append(parts, fmt.Sprintf("%v=%s", vs[i], technical(vs[i+1])))
	}
	return strings.Join(parts, " ")
}

// MarshalJSON writes an object of the values by their names.
func (vs Values) MarshalJSON() ([]byte, error) {
	object := make(map[string]any, len(vs)/2)
	for i := 0; i+1 < len(vs); i += 2 {
		value := vs[i+1]
		if number, ok := value.(interface{ Float() float64 }); ok {
			value = number.Float()
		}
		object[fmt.Sprint(vs[i])] = value
	}
	return json.Marshal(object)
}

// technical writes a value for logs and tests.
func technical(value any) string {
	switch v := value.(type) {
	case Name:
		return strconv.Quote(shorten(string(v)))
	case Names:
		return bracketed(v, func(s string) string { return strconv.Quote(shorten(s)) })
	case Rows:
		return bracketed(v, strconv.Itoa)
	case Columns:
		return bracketed(v, func(c UnreadColumn) string { return strconv.Quote(shorten(c.Header)) + ":" + string(c.Reason) })
	default:
		return fmt.Sprint(v)
	}
}

func bracketed[T any](items []T, write func(T) string) string {
	const most = 12
	var parts []string
	for _, item := range items[:min(len(items), most)] {
		parts = append(parts, write(item))
	}
	if more := len(items) - most; more > 0 {
		parts = append(parts, "+"+strconv.Itoa(more))
	}
	return "[" + strings.Join(parts, ",") + "]"
}

// shorten keeps a text to one readable line.
func shorten(s string) string {
	const most = 60
	runes := []rune(s)
	if len(runes) <= most {
		return s
	}
	return string(runes[:most]) + "…"
}

// Why a column is not read.
const (
	reasonEmpty    Term = "unread.empty"
	reasonText     Term = "unread.text"
	reasonBoolean  Term = "unread.boolean"
	reasonDate     Term = "unread.date"
	reasonFormula  Term = "unread.formula"
	reasonMixed    Term = "unread.mixed"
	reasonSecond   Term = "unread.second"
	reasonUnlisted Term = "unread.unlisted"
	reasonNotFirst Term = "unread.not-first"
	reasonNoUse    Term = "unread.no-use"
)

// What JSON calls a value.
const (
	typeString Term = "json.string"
	typeBool   Term = "json.boolean"
	typeInt    Term = "json.integer"
	typeFloat  Term = "json.number"
	typeList   Term = "json.array"
	typeObject Term = "json.object"
)
