package loader

import (
	"bytes"

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
	// centralLetters are Ą, Ł, Ż, ą, ł, ż, which would be signs such as ³ and ¿ in the middle of a Western word.
	centralLetters = []byte("\xa5\xa3\xaf\xb9\xb3\xbf")
)

// alphabet is what bytes from 0xc0 on, the letters of all code pages, say of a text.
type alphabet struct {
	letters, small  int // all of them, and those from 0xe0 on
	others          int // bytes from 0x80 to 0xbf
	inWords         int // letters next to two others: in whole words, not accents among plain letters
	cyrillic, greek int
	central         int // letters of Central Europe between others
}

func alphabetOf(data []byte) alphabet {
	var a alphabet
	run := 0
	for i, c := range data {
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
		if c >= 0xc0 {
			a.letters++
			if c >= 0xe0 {
				a.small++
			}
			if run++; run == 3 {
				a.inWords += 3
			} else if run > 3 {
				a.inWords++
			}
			continue
		}
		a.others++
		run = 0
		if i > 0 && i+1 < len(data) && inWord(data[i-1]) && inWord(data[i+1]) && bytes.IndexByte(centralLetters, c) >= 0 {
			a.central++
		}
	}
	return a
}

// inWord reports whether a byte may be a letter.
func inWord(c byte) bool { return letter(c) || c >= 0xc0 || bytes.IndexByte(centralLetters, c) >= 0 }

// page is the code page that the letters speak for.
func (a alphabet) page() string {
	switch {
	case a.inWords*2 > a.letters && a.greek > a.cyrillic:
		return encodingGreek
	case a.inWords*2 > a.letters:
		return encodingCyrillic
	case a.central > 0:
		return encodingCentral
	}
	return encodingWestern
}

// foreign reports whether the letters are those of another alphabet than Latin and no Japanese: most bytes beyond
// ASCII are letters in whole words, most of them small ones, where kana of half width have none and kanji have others.
func (a alphabet) foreign() bool {
	return a.inWords*2 > a.letters && a.others*5 < a.letters && a.small*2 > a.letters
}
