package loader

import (
	"bytes"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	sjis "golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// The encodings of text that are read, as a manifest names them.
const (
	encodingUTF8     = "utf-8"
	encodingUTF16    = "utf-16"
	encodingCP932    = "cp932"        // Shift_JIS as Windows writes it
	encodingCentral  = "windows-1250" // Central Europe
	encodingCyrillic = "windows-1251"
	encodingWestern  = "windows-1252" // Western Europe
	encodingGreek    = "windows-1253"
)

var encodings = []string{encodingUTF8, encodingUTF16, encodingCP932, encodingCentral, encodingCyrillic, encodingWestern, encodingGreek}

// decoding is a text and what is known of how it was encoded.
type decoding struct {
	text     []byte // UTF-8 without a byte order mark
	encoding string
	guessed  bool   // by evidence, where neither a mark nor the form of UTF-8 says so
	other    string // what it could be as well, where the evidence is close
	sample   [2]string
}

// decode turns the bytes of a file into UTF-8: by the encoding that is stated, else by the byte order
// mark, the form of UTF-8, or evidence. bad is the offset of a byte that fits nothing, or -1.
func decode(data []byte, stated string) (d decoding, bad int) {
	if stated == "" {
		d.encoding, d.guessed = encodingOf(data)
		if d.encoding == "" {
			return d, firstInvalid(data)
		}
	} else {
		d.encoding = stated
	}
	switch d.encoding {
	case encodingUTF8:
		data = bytes.TrimPrefix(data, []byte("\ufeff"))
		if stated != "" { // else it is known to be valid
			if bad := firstInvalid(data); bad >= 0 {
				return d, bad
			}
		}
		d.text = data
		return d, -1
	case encodingUTF16:
		d.text, _, _ = transform.Bytes(utf16(data), data)
		d.text = bytes.TrimPrefix(d.text, []byte("\ufeff"))
		return d, -1
	}
	if bad := undecodable(data, d.encoding); bad >= 0 {
		return d, bad
	}
	d.text, _, _ = transform.Bytes(decoderOf(d.encoding), data)
	if d.guessed && stated == "" {
		d.doubt(data)
	}
	return d, -1
}

func decoderOf(name string) *encoding.Decoder {
	if page := codePages[name]; page != nil {
		return page.NewDecoder()
	}
	return sjis.ShiftJIS.NewDecoder() // as WHATWG has it: with NEC's and IBM's characters
}

// encodingOf finds the encoding by evidence; "" where the bytes fit none.
func encodingOf(data []byte) (name string, guessed bool) {
	switch {
	case bytes.HasPrefix(data, []byte{0xff, 0xfe}), bytes.HasPrefix(data, []byte{0xfe, 0xff}), looksUTF16(data):
		return encodingUTF16, false
	case firstInvalid(data) < 0:
		return encodingUTF8, false
	}
	if undecodable(data, encodingCP932) < 0 {
		if e := weigh(data); e.western > e.japanese && undecodable(data, encodingWestern) < 0 {
			return encodingWestern, true
		}
		return encodingCP932, true
	}
	if page := pageOf(data); undecodable(data, page) < 0 {
		return page, true
	}
	return "", false
}

// doubt notes where the other encoding explains the bytes nearly as well.
func (d *decoding) doubt(data []byte) {
	if undecodable(data, encodingCP932) >= 0 || undecodable(data, encodingWestern) >= 0 {
		return
	}
	e := weigh(data)
	most, least := max(e.japanese, e.western), min(e.japanese, e.western)
	if least*3 < most || most == 0 && least == 0 && e.high == 0 {
		return
	}
	d.other = encodingWestern
	if d.encoding == encodingWestern {
		d.other = encodingCP932
	}
	other, _, _ := transform.Bytes(decoderOf(d.other), data)
	d.sample = [2]string{firstForeign(d.text), firstForeign(other)}
}

// firstForeign returns the first word that is not ASCII.
func firstForeign(text []byte) string {
	at := bytes.IndexFunc(text, func(r rune) bool { return r >= utf8.RuneSelf })
	if at < 0 {
		return ""
	}
	from := bytes.LastIndexAny(text[:at], ",;\t\r\n\"") + 1
	rest := text[from:]
	if to := bytes.IndexAny(rest, ",;\t\r\n\""); to >= 0 {
		rest = rest[:to]
	}
	return string(rest)
}

// looksUTF16 reports whether every other byte is mostly zero, as in UTF-16 without a mark.
func looksUTF16(data []byte) bool {
	even, odd := zeros(data)
	sample := min(len(data), 4096) / 2
	return sample >= 4 && (even > sample*2/5 && odd == 0 || odd > sample*2/5 && even == 0)
}

func zeros(data []byte) (even, odd int) {
	for i, c := range data[:min(len(data), 4096)/2*2] {
		if c != 0 {
			continue
		}
		if i%2 == 0 {
			even++
		} else {
			odd++
		}
	}
	return even, odd
}

func utf16(data []byte) *encoding.Decoder {
	order := unicode.LittleEndian
	if even, odd := zeros(data); even > odd {
		order = unicode.BigEndian
	}
	return unicode.UTF16(order, unicode.UseBOM).NewDecoder()
}

// firstInvalid is the offset of the first byte that is not UTF-8, or of a zero; -1 where there is none.
func firstInvalid(data []byte) int {
	if utf8.Valid(data) {
		return bytes.IndexByte(data, 0)
	}
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && size == 1 || data[i] == 0 {
			return i
		}
		i += size
	}
	return -1
}

// undecodable is the offset of the first byte that the encoding does not have, or -1.
func undecodable(data []byte, name string) int {
	if page := codePages[name]; page != nil {
		return indexByteFunc(data, func(c byte) bool { return undefined(page, c) })
	}
	d := decoderOf(name)
	var out [16]byte
	for i := 0; i < len(data); {
		if data[i] < 0x80 {
			if data[i] == 0 {
				return i
			}
			i++
			continue
		}
		n := min(2, len(data)-i)
		if c := data[i]; c >= 0xa1 && c <= 0xdf {
			n = 1 // half-width kana
		}
		d.Reset()
		written, read, err := d.Transform(out[:], data[i:i+n], true)
		if r, _ := utf8.DecodeRune(out[:written]); err != nil || read != n || r == utf8.RuneError || r >= 0xe000 && r <= 0xf8ff {
			return i
		}
		i += n
	}
	return -1
}

// evidence speaks for one of the two encodings in which the same bytes are text.
type evidence struct{ japanese, western, high int }

// weigh counts what speaks for Japanese (kana, kanji of everyday use, in runs) and what for Western
// text (accented letters alone between plain ones). Many Western texts are valid CP932 by accident:
// an accent and the letter behind it make a rare kanji.
func weigh(data []byte) evidence {
	var e evidence
	letter := func(i int) bool {
		return i >= 0 && i < len(data) && (data[i]|0x20 >= 'a' && data[i]|0x20 <= 'z')
	}
	for i := 0; i < len(data); i++ {
		c := data[i]
		if c < 0x80 {
			continue
		}
		e.high++
		alone := (i == 0 || data[i-1] < 0x80) && (i+1 >= len(data) || data[i+1] < 0x80)
		if c >= 0xc0 && alone && (letter(i-1) || letter(i+1)) {
			e.western += 2
		} else if alone && (c == 0x92 || c == 0x96 || c == 0x97 || c == 0x85 || c == 0xa0 || c == 0xab || c == 0xbb) {
			e.western++ // an apostrophe, a dash, quotation marks
		}
		if c >= 0xa1 && c <= 0xdf { // half-width kana, or accents one after the other
			if !alone {
				e.japanese++
			}
			continue
		}
		if i+1 >= len(data) {
			continue
		}
		switch t := data[i+1]; {
		case c == 0x82 && t >= 0x9f && t <= 0xf1, c == 0x83 && t >= 0x40 && t <= 0x96, c == 0x81:
			e.japanese += 3 // kana, punctuation
		case c >= 0x88 && c <= 0x97: // kanji of level 1
			e.japanese++
			if t >= 0x80 {
				e.japanese++
			}
		case t >= 0x80:
			e.japanese++
		}
		i++
	}
	return e
}

func indexByteFunc(data []byte, is func(c byte) bool) int {
	for i, c := range data {
		if is(c) {
			return i
		}
	}
	return -1
}
