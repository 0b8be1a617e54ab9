package words

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// text is a message in one language.
type text struct {
	id    string
	one   sentence // for a count of 1; empty where it is said as every other
	other sentence
}

// find looks a message up in the language's table, which stands by id. Languages that we do not speak are English.
func find(lang, id string) (text, bool) {
	table := english[:]
	if lang == Japanese {
		table = japanese[:]
	}
	i, ok := slices.BinarySearchFunc(table, id, func(t text, id string) int { return cmp.Compare(t.id, id) })
	if !ok {
		return text{}, false
	}
	return table[i], true
}

// form is the plural form that the value named count asks for, by CLDR: English says 1 and -1 in the singular, but
// not 1.0; Japanese knows one form.
func (t text) form(lang string, values []any) sentence {
	if t.one == "" {
		return t.other
	}
	if count, ok := valueOf(values, "count"); ok {
		if strings.TrimPrefix(fmt.Sprint(written(count, lang)), "-") == "1" {
			return t.one
		}
	}
	return t.other
}

// valueOf is a value by its name.
func valueOf(values []any, name string) (any, bool) {
	for i := 0; i+1 < len(values); i += 2 {
		if values[i] == any(name) {
			return values[i+1], true
		}
	}
	return nil, false
}
