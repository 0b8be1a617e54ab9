package words

import (
	"fmt"
	"strings"
)

// sentence is what a message says, with places for values: {name}.
type sentence string

// next cuts the sentence at its first place: the text before it, the place's name, and what follows. found says
// whether there is a place.
func (s sentence) next() (before, name string, rest sentence, found bool) {
	before, after, opened := strings.Cut(string(s), "{")
	name, end, closed := strings.Cut(after, "}")
	if !opened || !closed {
		return string(s), "", "", false
	}
	return before, name, sentence(end), true
}

// fill puts values in their places. A place without a value keeps its name in braces.
func (s sentence) fill(lang string, values []any) string {
	before, name, rest, found := s.next()
	if !found {
		return before
	}
	var b strings.Builder
	b.Grow(len(s) + 32)
	for ; found; before, name, rest, found = rest.next() {
		b.WriteString(before)
		if value, ok := valueOf(values, name); ok {
			fmt.Fprint(&b, written(value, lang))
		} else {
			b.WriteString("{" + name + "}")
		}
	}
	b.WriteString(before)
	return b.String()
}
