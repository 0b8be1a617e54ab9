package rolesearch

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// Fold brings a text into the form in which texts are compared: compatibility characters unified
// (NFKC, which also settles full and half width), case folded, hiragana written as katakana, the
// long vowel mark dropped, and everything but letters, digits and marks turned into single
// spaces. Folding twice changes nothing.
func Fold(text string) string {
	if folded, ok := foldASCII(text); ok {
		return folded
	}
	folded := foldOnce(text)
	// Folding one character can make another foldable (a dropped mark brings two others
	// together), so it is repeated until nothing changes. That is once, save for odd input.
	for range 8 {
		again := foldOnce(folded)
		if again == folded {
			break
		}
		folded = again
	}
	return folded
}

// foldASCII is Fold of a text in ASCII, which is most codes and English names; ok says whether it is one.
func foldASCII(text string) (folded string, ok bool) {
	b := make([]byte, 0, len(text))
	gap := false
	for i := range len(text) {
		c := text[i]
		switch {
		case c >= utf8.RuneSelf:
			return "", false
		case c >= 'A' && c <= 'Z':
			c += 'a' - 'A'
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9':
		default:
			gap = len(b) > 0
			continue
		}
		if gap {
			b = append(b, ' ')
			gap = false
		}
		b = append(b, c)
	}
	return string(b), true
}

func foldOnce(text string) string {
	text = norm.NFKC.String(cases.Fold().String(norm.NFKC.String(text)))
	var b strings.Builder
	b.Grow(len(text))
	gap := false
	for _, r := range text {
		switch {
		case r == 'ー':
			continue
		case r == utf8.RuneError, !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r):
			gap = b.Len() > 0
			continue
		case r >= 'ぁ' && r <= 'ゖ', r == 'ゝ', r == 'ゞ':
			r += 'ァ' - 'ぁ'
		}
		if gap {
			b.WriteByte(' ')
			gap = false
		}
		b.WriteRune(r)
	}
	return b.String()
}

// compact drops the spaces of a folded text.
func compact(folded string) string { return strings.ReplaceAll(folded, " ", "") }
