package answer

import "noboru/internal/words"

// Sentence is a sentence of Noboru's own.
type Sentence struct{ message words.Message }

func sentence(id string, values ...any) Sentence { return Sentence{words.M(id, values...)} }

// Message is the sentence yet to be said.
func (s Sentence) Message() words.Message { return s.message }

// In says it in "ja" or "en".
func (s Sentence) In(lang string) string { return s.message.In(lang) }

func (s Sentence) Code() string              { return s.message.ID }
func (s Sentence) Ja() string                { return s.In(words.Japanese) }
func (s Sentence) En() string                { return s.In(words.English) }
func (s Sentence) Text(lang Language) string { return s.In(lang.code()) }

// SentenceValue is a value in a sentence, as each language writes it.
type SentenceValue struct{ Name, Ja, En string }

// Values are those of the sentence, in the order of its message.
func (s Sentence) Values() []SentenceValue {
	values := []SentenceValue{}
	for name, value := range s.message.Named() {
		values = append(values, SentenceValue{name, words.Write(words.Japanese, value), words.Write(words.English, value)})
	}
	return values
}

// IllustrativeCaveat is the code of the caveat that scores are made up.
const IllustrativeCaveat = "caveat.illustrative"

// Caveats are what a reader should know before acting on an answer. They state what the numbers state and
// promise nothing.
func (d Dataset) Caveats() []Sentence {
	said := []Sentence{sentence("caveat.correlation")}
	if d.Illustrative() {
		said = append(said, sentence(IllustrativeCaveat))
	}
	if method := d.data().ApproximateBy(); method != "" {
		said = append(said, sentence("caveat.approximate-edges", "method", method))
	}
	return said
}

// titled is a role's name with its total.
func (s Stamped) titled(role int) words.Message {
	r := s.data().Role(role)
	return words.M("step.titled", "role", r.Name, "total", words.Points(r.Total))
}
