package words

import (
	"fmt"
	"strings"

	"github.com/nicksnyder/go-i18n/v2/i18n/template"
)

// placeParser reads messages whose places are {name}, in the place of Go's templates: a message can do
// nothing but name its values, and the page fills in the same places.
type placeParser struct{}

func (placeParser) Cacheable() bool { return true }

func (placeParser) Parse(src, _, _ string) (template.ParsedTemplate, error) {
	return parsePlaces(src)
}

// sentence is text and the names of places, in turn, text first.
type sentence []string

func parsePlaces(src string) (sentence, error) {
	var s sentence
	for {
		text, rest, found := strings.Cut(src, "{")
		s = append(s, text)
		if !found {
			return s, nil
		}
		name, after, closed := strings.Cut(rest, "}")
		if !closed || name == "" || strings.ContainsAny(name, " {\n") {
			return nil, fmt.Errorf("message %q: a place is {name}", src)
		}
		s = append(s, name)
		src = after
	}
}

// places lists the names of a sentence's places.
func (s sentence) places() []string {
	var names []string
	for i := 1; i < len(s); i += 2 {
		names = append(names, s[i])
	}
	return names
}

// Execute puts values in their places. A place without a value keeps its name in braces.
func (s sentence) Execute(data any) (string, error) {
	values, _ := data.(map[string]any)
	var b strings.Builder
	for i, part := range s {
		if i%2 == 0 {
			b.WriteString(part)
			continue
		}
		if value, ok := values[part]; ok {
			fmt.Fprint(&b, value)
		} else {
			b.WriteString("{" + part + "}")
		}
	}
	return b.String(), nil
}
