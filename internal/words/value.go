package words

import (
	"strconv"
	"strings"
)

// Name is text of the user's (a file, a column, what was typed): it stands in quotes.
type Name string

// In writes the name in the quotes of the language, shortened where it is long.
func (n Name) In(lang string) string {
	if lang == Japanese {
		return "「" + shorten(string(n)) + "」"
	}
	return strconv.Quote(shorten(string(n)))
}

// longestName is how many characters of a name are shown.
const longestName = 80

func shorten(s string) string {
	if runes := []rune(s); len(runes) > longestName {
		return string(runes[:longestName]) + "…"
	}
	return s
}

// List is values in a row: "a, b and 3 more".
type List struct {
	Items []any
	More  int // how many are left out
}

// listed is how many items a sentence lists where nothing else is said.
const listed = 12

// ListOf lists the first of items.
func ListOf[T any](items []T) List {
	var l List
	for _, item := range items[:min(len(items), listed)] {
		l.Items = append(l.Items, item)
	}
	l.More = len(items) - len(l.Items)
	return l
}

// AllOf lists every item.
func AllOf[T any](items []T) List {
	l := ListOf(items[:0])
	for _, item := range items {
		l.Items = append(l.Items, item)
	}
	return l
}

// Row is sentences one after the other.
type Row []Message

// In sets them as the language does: with a space between them, or without.
func (r Row) In(lang string) string {
	text := ""
	for i, m := range r {
		if i == 0 {
			text = m.In(lang)
		} else {
			text = Say(lang, "list.row", "before", text, "after", m)
		}
	}
	return text
}

// In writes the list with the language's comma.
func (l List) In(lang string) string {
	parts := make([]string, len(l.Items))
	for i, item := range l.Items {
		parts[i] = Say(lang, "list.item", "item", item)
	}
	text := strings.Join(parts, Say(lang, "list.comma"))
	if l.More > 0 {
		return Say(lang, "list.more", "items", text, "count", l.More)
	}
	return text
}
