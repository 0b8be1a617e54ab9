package loader

import (
	"fmt"
	"strconv"
	"strings"

	"noboru/graph"
)

// values are what a message says beside its words: a name and a value in turn, such as
// "row", 3, "code", name("SOC").
type values []any

// How values read in a message. Text from a file is a name, so that it stands in quotes.
type (
	name  string
	names []string
	rows  []int
	// unread are columns without a number, and why they have none.
	unread []unreadColumn
)

type unreadColumn struct {
	header string
	reason graph.Text
}

// In lists the first columns, each with its reason.
func (u unread) In(lang string) string {
	if len(u) == 0 {
		return reasonNoColumn.In(lang)
	}
	return list(u, func(c unreadColumn) string { return quote(c.header, lang) + ": " + c.reason.In(lang) }, lang)
}

// In writes the name in the quotes of the language.
func (n name) In(lang string) string { return quote(string(n), lang) }

// In lists the first names.
func (ns names) In(lang string) string {
	return list(ns, func(n string) string { return quote(n, lang) }, lang)
}

// In lists the first rows.
func (rs rows) In(lang string) string { return list(rs, strconv.Itoa, lang) }

// listed is how many items a message lists.
const listed = 12

func list[T any](items []T, write func(T) string, lang string) string {
	comma, more := ", ", " and %d more"
	if lang == "ja" {
		comma, more = "、", " ほか %d 件"
	}
	var written []string
	for _, item := range items[:min(len(items), listed)] {
		written = append(written, write(item))
	}
	text := strings.Join(written, comma)
	if n := len(items) - listed; n > 0 {
		text += fmt.Sprintf(more, n)
	}
	return text
}

func quote(s, lang string) string {
	if lang == "ja" {
		return "「" + shorten(s) + "」"
	}
	return strconv.Quote(shorten(s))
}

// say puts values into the places of a sentence: {row} is where the value of "row" goes.
func say(sentence graph.Text, vs values, lang string) string {
	var pairs []string
	for i := 0; i+1 < len(vs); i += 2 {
		value := fmt.Sprint(vs[i+1])
		if v, ok := vs[i+1].(interface{ In(lang string) string }); ok {
			value = v.In(lang)
		}
		pairs = append(pairs, fmt.Sprintf("{%s}", vs[i]), value)
	}
	return strings.NewReplacer(pairs...).Replace(sentence.In(lang))
}

// place says where something is: everything but the file may be absent. char counts only in a
// line of a manifest.
func place(file, sheet string, row, char int, column, lang string) string {
	ja := lang == "ja"
	var parts []string
	add := func(en, jaFormat string, args ...any) {
		if ja {
			en = jaFormat
		}
		parts = append(parts, fmt.Sprintf(en, args...))
	}
	if file != "" {
		add("%s", "%s", file)
	}
	if sheet != "" {
		add("sheet %s", "シート%s", quote(sheet, lang))
	}
	switch {
	case char > 0:
		add("line %d:%d", "%d 行 %d 文字目", row, char)
	case row > 0:
		add("row %d", "%d 行目", row)
	}
	if column != "" {
		add("%s", "%s", quote(column, lang))
	}
	return strings.Join(parts, map[bool]string{true: "、", false: ", "}[ja])
}

// shorten keeps messages to one readable line.
func shorten(s string) string {
	const most = 60
	runes := []rune(s)
	if len(runes) <= most {
		return s
	}
	return string(runes[:most]) + "… (" + strconv.Itoa(len(runes)) + ")"
}
