package loader

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"noboru/graph"
)

// skeleton writes a name without what is hard to see: invisible characters, kinds of spaces and
// hyphens, widths, composed or decomposed kana, a long vowel more or less.
func skeleton(s string) string {
	var b strings.Builder
	for _, r := range norm.NFKC.String(strings.ToLower(s)) {
		switch {
		case unicode.Is(unicode.Cf, r), unicode.IsSpace(r), r == '\u3164', r == '\u115f':
		case unicode.Is(unicode.Pd, r), r == '−', r == 'ー', r == '－', r == '・', r == '･', r == '_':
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// warnTwins warns of codes and of names that look alike and are not the same.
func (rr *roleRows) warnTwins(l *loading) {
	type of struct{ code, name bool }
	for _, what := range []of{{code: true}, {name: true}} {
		spelt := func(r *graph.Role) string {
			if what.code {
				return r.Code
			}
			if r.Name.Ja != "" {
				return r.Name.Ja
			}
			return r.Name.En
		}
		first := map[string]*graph.Role{}
		for i := range rr.spec.Roles {
			r := &rr.spec.Roles[i]
			text := spelt(r)
			bones := skeleton(text)
			if bones == "" {
				continue
			}
			before, twice := first[bones]
			switch {
			case !twice:
				first[bones] = r
			case spelt(before) == text, what.code && norm.NFKC.String(strings.ToLower(spelt(before))) == norm.NFKC.String(strings.ToLower(text)):
				// the same, or said as a difference of case or width
			case !what.code && before.Code == spelt(before) && r.Code == text:
				// the name is the code, which is said already
			default:
				l.warn(rr.warning(r, warnTwins, "first", Name(visible(spelt(before))), "second", Name(visible(text))))
			}
		}
	}
}

// visible writes characters that nobody sees by their number.
func visible(s string) string {
	var b strings.Builder
	for _, r := range s {
		if unicode.Is(unicode.Cf, r) || unicode.IsSpace(r) && r != ' ' {
			b.WriteString("U+" + strings.ToUpper(hex4(r)))
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

func hex4(r rune) string {
	const digits = "0123456789abcdef"
	return string([]byte{digits[r>>12&15], digits[r>>8&15], digits[r>>4&15], digits[r&15]})
}
