package loader

import (
	"bytes"
	"unicode"

	"golang.org/x/text/encoding/charmap"
)

// codePages are the encodings of one byte a character.
var codePages = map[string]*charmap.Charmap{
	encodingCentral:  charmap.Windows1250,
	encodingCyrillic: charmap.Windows1251,
	encodingWestern:  charmap.Windows1252,
	encodingGreek:    charmap.Windows1253,
}

// undefined reports whether a code page has no character for a byte.
func undefined(page *charmap.Charmap, c byte) bool {
	r := page.DecodeByte(c)
	return c == 0 || c >= 0x80 && (r == '\ufffd' || r < 0xa0)
}

// Bytes that are frequent letters of an alphabet in its code page, small or capital, and rare ones in the other.
var (
	cyrillicLetters = []byte("\xee\xce\xe0\xc0\xe8\xc8")                                                 // о, а, и
	greekLetters    = []byte("\xe1\xc1\xef\xcf\xe9\xc9\xdc\xdd\xde\xdf\xfc\xfd\xfe\xa2\xb8\xb9\xba\xbc") // α, ο, ι, and vowels with an accent
)

// alphabet is what bytes from 0xc0 on, the letters of all code pages, say of a text.
type alphabet struct {
	letters, small  int // all of them, and those from 0xe0 on
	others          int // bytes from 0x80 to 0xbf
	inWords         int // letters next to two others: in whole words, not accents among plain letters
	cyrillic, greek int
}

func alphabetOf(data []byte) alphabet {
	var a alphabet
	run := 0
	for _, c := range data {
		if c < 0x80 {
			run = 0
			continue
		}
		switch {
		case bytes.IndexByte(greekLetters, c) >= 0:
			a.greek++
		case bytes.IndexByte(cyrillicLetters, c) >= 0:
			a.cyrillic++
		}
		if c < 0xc0 {
			a.others++
			run = 0
			continue
		}
		a.letters++
		if c >= 0xe0 {
			a.small++
		}
		if run++; run == 3 {
			a.inWords += 3
		} else if run > 3 {
			a.inWords++
		}
	}
	return a
}

// foreign reports whether the letters are those of another alphabet than Latin and no Japanese: most bytes beyond
// ASCII are letters in whole words, most of them small ones, where kana of half width have none and kanji have others.
func (a alphabet) foreign() bool {
	return a.inWords*2 > a.letters && a.others*5 < a.letters && a.small*2 > a.letters
}

// pageOf is the code page that the letters of a text speak for, Western where that is in doubt. The text is no CP932:
// kana of half width are the same bytes.
func pageOf(data []byte) string {
	switch a := alphabetOf(data); {
	case a.foreign() && a.greek > a.cyrillic:
		return encodingGreek
	case a.foreign():
		return encodingCyrillic
	case polish(data):
		return encodingCentral
	}
	return encodingWestern
}

var (
	// polishLetters are the letters of Polish beyond ASCII in Windows-1250, polishSigns the signs that stand among them:
	// quotation marks, dashes, an ellipsis, a space, a section, a degree.
	polishLetters = []byte("\x8c\x8f\x9c\x9f\xa3\xa5\xaf\xb3\xb9\xbf\xc6\xca\xd1\xd3\xe6\xea\xf1\xf3")
	polishSigns   = []byte("\x82\x84\x85\x91\x92\x93\x94\x96\x97\xa0\xa7\xab\xb0\xbb")
	// polishMarks are ź, ł, ą, ż, which Windows-1252 has as Ÿ, ³, ¹, ¿: no small letters.
	polishMarks = []byte("\x9f\xb3\xb9\xbf")
)

// polish reports whether a text is Polish in Windows-1250 beyond doubt: three different letters that would be signs in
// Windows-1252 stand inside words, before small letters, and no byte is a letter of another language, or ¥ or ³ in a formula.
func polish(data []byte) bool {
	found := map[byte]bool{}
	for i, c := range data {
		if c < 0x80 {
			continue
		}
		before, after := byteAt(data, i-1), byteAt(data, i+1)
		switch {
		case bytes.IndexByte(polishLetters, c) < 0 && bytes.IndexByte(polishSigns, c) < 0,
			(c == 0xa5 || c == 0xb3) && capitalOrDigit(before) && capitalOrDigit(after),
			c|0x20 == 0xf1 && bytes.IndexByte([]byte("aeiouy\xf3"), after|0x20) >= 0: // ñ: no vowel follows ń
			return false
		case bytes.IndexByte(polishMarks, c) >= 0 && unicode.IsLetter(charmap.Windows1250.DecodeByte(before)) && unicode.IsLower(charmap.Windows1250.DecodeByte(after)):
			found[c] = true
		}
	}
	return len(found) >= 3
}

// byteAt is the byte at a place, 0 beyond the ends.
func byteAt(data []byte, i int) byte {
	if i < 0 || i >= len(data) {
		return 0
	}
	return data[i]
}

func capitalOrDigit(c byte) bool { return c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' }
