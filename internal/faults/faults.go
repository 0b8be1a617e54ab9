// Package faults says what the loader states: faults and warnings become sentences in a language.
package faults

import (
	"noboru/internal/words"
	"noboru/loader"
)

// What says what is wrong, without the place.
func What(f *loader.Fault) words.Message {
	return words.M("fault."+string(f.Kind)+".what", spoken(f.Values)...)
}

// Want says what would be right.
func Want(f *loader.Fault) words.Message {
	return words.M("fault."+string(f.Kind)+".want", spoken(f.Values)...)
}

// Line says all of a fault: where, what is wrong, what stands there, what would be right.
func Line(f *loader.Fault, lang string) string {
	text := place{f.File, f.Sheet, f.Row, f.Char, f.Column, f.Rows, f.Columns}.in(lang) + What(f).In(lang)
	if f.Value != "" {
		text += words.Say(lang, "fault.got", "value", words.Name(f.Value))
	}
	return text + words.Say(lang, "fault.wanted", "want", Want(f))
}

// Message says what a warning is about, without the place.
func Message(w loader.Warning) words.Message {
	return words.M("warning."+string(w.Kind), spoken(w.Values)...)
}

// WarningLine says all of a warning.
func WarningLine(w loader.Warning, lang string) string {
	return place{w.File, w.Sheet, w.Row, 0, w.Column, w.Rows, w.Columns}.in(lang) + Message(w).In(lang)
}

// place is where something is: everything but the file may be absent.
type place struct {
	file, sheet string
	row, char   int // a char counts only in a line of a manifest
	column      string
	rows        loader.Rows // in the place of row, where there are several
	columns     loader.Names
}

// in says the place, with a colon behind it.
func (p place) in(lang string) string {
	var parts []string
	if p.file != "" {
		parts = append(parts, p.file)
	}
	if p.sheet != "" {
		parts = append(parts, words.Say(lang, "place.sheet", "sheet", words.Name(p.sheet)))
	}
	switch {
	case p.char > 0:
		parts = append(parts, words.Say(lang, "place.line", "line", p.row, "char", p.char))
	case len(p.rows) > 1:
		parts = append(parts, words.Say(lang, "place.rows", "rows", spokenValue(p.rows)))
	case p.row > 0:
		parts = append(parts, words.Say(lang, "place.row", "row", p.row))
	}
	switch {
	case len(p.columns) > 1:
		parts = append(parts, words.Say(lang, "place.columns", "columns", spokenValue(p.columns)))
	case p.column != "":
		parts = append(parts, words.Name(p.column).In(lang))
	}
	if len(parts) == 0 {
		return ""
	}
	text := parts[0]
	for _, part := range parts[1:] {
		text += words.Say(lang, "place.comma") + part
	}
	return text + words.Say(lang, "place.colon")
}

// spoken gives values the form in which words says them.
func spoken(values loader.Values) []any {
	said := make([]any, len(values))
	for i, value := range values {
		said[i] = value
		if i%2 == 1 {
			said[i] = spokenValue(value)
		}
	}
	return said
}

func spokenValue(value any) any {
	switch v := value.(type) {
	case loader.Name:
		return words.Name(v)
	case loader.Names:
		if len(v) == 0 {
			return words.M("list.none")
		}
		list := make([]words.Name, len(v))
		for i, name := range v {
			list[i] = words.Name(name)
		}
		return words.ListOf(list)
	case loader.Rows:
		return words.ListOf(v)
	case loader.Term:
		return words.M(string(v))
	case loader.Columns:
		if len(v) == 0 {
			return words.M("unread.none")
		}
		list := make([]words.Message, len(v))
		for i, c := range v {
			list[i] = words.M("unread.column", "column", words.Name(c.Header), "reason", words.M(string(c.Reason)))
		}
		return words.ListOf(list)
	default:
		return value
	}
}

// Evidence says what was seen in a table.
func Evidence(f loader.Fact) words.Message { return words.M("evidence."+f.Kind, spoken(f.Values)...) }

// Form says what a table is, as a person would call it.
func Form(form string) words.Message { return words.M("form." + form) }
