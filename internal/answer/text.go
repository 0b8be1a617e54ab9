package answer

import "noboru/graph"

// Language is the GraphQL enum of that name.
type Language string

// The languages.
const (
	Japanese Language = "JA"
	English  Language = "EN"
)

func (l Language) code() string {
	if l == Japanese {
		return "ja"
	}
	return "en"
}

// Text is a text of the dataset in up to two languages.
type Text struct{ text graph.Text }

func optional(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// In is the text in "ja" or "en", or in the other language where that is empty.
func (t Text) In(lang string) string { return t.text.In(lang) }

func (t Text) Ja() *string { return optional(t.text.Ja) }
func (t Text) En() *string { return optional(t.text.En) }

// Text is in lang, or in the other language where that is empty.
func (t Text) Text(lang Language) string { return t.text.In(lang.code()) }

// Name is what something is called.
type Name struct{ name graph.Name }

// In is the name in "ja" or "en", or in the other language where that is empty.
func (n Name) In(lang string) string { return n.name.In(lang) }

func (n Name) Ja() *string   { return optional(n.name.Ja) }
func (n Name) En() *string   { return optional(n.name.En) }
func (n Name) Kana() *string { return optional(n.name.Kana) }

// Text is in lang, or in the other language where that is empty.
func (n Name) Text(lang Language) string { return n.name.In(lang.code()) }
