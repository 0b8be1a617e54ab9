// Package words holds every sentence that a person reads, in Japanese and in English: ja/ and en/
// have one TOML file a topic, with the same messages in both. The rest of the program states facts,
// a message's id and named values, and asks this package to say them.
//
// A place in a message is {name}. A message that depends on a number has the plural forms of its
// language ("one" and "other" in English, "other" in Japanese), chosen by the value named count.
// The program reads none of these files: go generate makes tables of them.
package words

import (
	"fmt"
	"iter"
	"reflect"

	"noboru/graph"
)

//go:generate go run ./make

// The languages, as flags, headers and manifests name them.
const (
	Japanese = "ja"
	English  = "en"
)

// Languages lists them in the order in which both are shown.
var Languages = [...]string{Japanese, English}

// Message is a sentence that is yet to be said: an id from the message files and the values for its
// places, a name and a value in turn. A value with a method In(lang) says itself in the language;
// a Message is such a value. A slice is said as a list.
type Message struct {
	ID     string
	Values []any
}

// M makes a Message.
func M(id string, values ...any) Message { return Message{id, values} }

// In says the message in a language.
func (m Message) In(lang string) string { return Say(lang, m.ID, m.Values...) }

// Named lists the message's values by their names.
func (m Message) Named() iter.Seq2[string, any] {
	return func(yield func(string, any) bool) {
		for i := 0; i+1 < len(m.Values); i += 2 {
			if name, _ := m.Values[i].(string); !yield(name, m.Values[i+1]) {
				return
			}
		}
	}
}

// Text says the message in both languages.
func (m Message) Text() graph.Text { return graph.Text{Ja: m.In(Japanese), En: m.In(English)} }

// Say says the message id in lang, with values in its places: a name and a value in turn. An id that
// no file has is a mistake of ours, which tests find; it is said as it is.
func Say(lang, id string, values ...any) string {
	t, ok := find(lang, id)
	if !ok {
		return id
	}
	return t.form(lang, values).fill(lang, values)
}

// Both says the message id in both languages.
func Both(id string, values ...any) graph.Text { return Message{id, values}.Text() }

// written is a value as it stands in a sentence.
func written(value any, lang string) any {
	switch v := value.(type) {
	case interface{ In(lang string) string }:
		return v.In(lang)
	case int:
		return v // as it is: it may choose the plural
	}
	if list := reflect.ValueOf(value); list.Kind() == reflect.Slice {
		items := make([]any, list.Len())
		for i := range items {
			items[i] = list.Index(i).Interface()
		}
		return ListOf(items).In(lang)
	}
	return fmt.Sprint(value)
}

// Write writes a value as it stands in a sentence.
func Write(lang string, value any) string { return fmt.Sprint(written(value, lang)) }
