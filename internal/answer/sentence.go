package answer

import "noboru/internal/words"

// Sentence is a sentence of Noboru's own.
type Sentence struct{ message words.Message }

func sentence(id string, values ...any) Sentence { return Sentence{words.M(id, values...)} }

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

// caveats is what a reader should know before acting on an answer. They state what the numbers state
// and promise nothing.
func caveats(s Stamped) []Sentence {
	said := []Sentence{sentence("caveat.correlation")}
	if s.data().Illustrative() {
		said = append(said, sentence("caveat.illustrative"))
	}
	return said
}

// titled is a role's name with its total.
func (s Stamped) titled(role int) words.Message {
	r := s.data().Role(role)
	return words.M("step.titled", "role", r.Name, "total", words.Points(r.Total))
}
