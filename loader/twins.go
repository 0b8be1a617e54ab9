package loader

import (
	"cmp"
	"hash/maphash"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"noboru/graph"
)

// skeleton writes a name without what is hard to see: invisible characters, kinds of spaces and
// hyphens, widths, composed or decomposed kana, a long vowel more or less.
func skeleton(s string) string { return string(appendSkeleton(nil, s)) }

func appendSkeleton(b []byte, s string) []byte {
	if ascii(s) {
		for i := range len(s) {
			switch c := s[i]; {
			case c == ' ', c >= '\t' && c <= '\r', c == '-', c == '_':
			case c >= 'A' && c <= 'Z':
				b = append(b, c|0x20)
			default:
				b = append(b, c)
			}
		}
		return b
	}
	for _, r := range norm.NFKC.String(strings.ToLower(s)) {
		switch {
		case unicode.Is(unicode.Cf, r), unicode.IsSpace(r), r == '\u3164', r == '\u115f':
		case unicode.Is(unicode.Pd, r), r == '−', r == 'ー', r == '－', r == '・', r == '･', r == '_':
		default:
			b = utf8.AppendRune(b, r)
		}
	}
	return b
}

// apart reports whether the texts of all roles are certainly different, even without what is hard to see. A role may
// have no text.
func apart(roles []graph.Role, text func(*graph.Role) string) bool {
	seen := make(map[uint64]struct{}, len(roles))
	seed := maphash.MakeSeed()
	var bones []byte
	for i := range roles {
		s := text(&roles[i])
		if s == "" {
			continue
		}
		bones = appendSkeleton(bones[:0], s)
		sum := maphash.Bytes(seed, bones)
		if _, twice := seen[sum]; twice || len(bones) == 0 {
			return false // or two texts have the same hash, which costs a closer look
		}
		seen[sum] = struct{}{}
	}
	return true
}

// spelling is the name of a role in the first language that it has one in.
func spelling(r *graph.Role) string { return cmp.Or(r.Name.Ja, r.Name.En) }

// warnTwins warns of codes, or else of names, that look alike and are not the same.
func (rr *roleRows) warnTwins(l *loading, spelt func(*graph.Role) string, codes bool) {
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
		case spelt(before) == text, codes && norm.NFKC.String(strings.ToLower(spelt(before))) == norm.NFKC.String(strings.ToLower(text)):
			// the same, or said as a difference of case or width
		case !codes && before.Code == spelt(before) && r.Code == text:
			// the name is the code, which is said already
		default:
			l.warn(rr.warning(r, warnTwins, "first", Name(visible(spelt(before))), "second", Name(visible(text))))
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
