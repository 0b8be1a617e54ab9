package workbook

import (
	"math"
	"strconv"
	"strings"

	"github.com/xuri/nfp"
)

// Format is what a cell's number format makes of a number.
type Format struct {
	Kind     FormatKind
	Digits   int // of the whole part at least, as 0000 asks for
	Decimals int // shown; -1 where the format does not say
	Grouped  bool
	Places   int       // for digits of the whole part
	Literals []Literal // texts among the digits, such as the hyphen of 00"-"0000
}

// Literal is a text that a number format writes.
type Literal struct {
	Text   string
	Before int // so many digits of the whole part follow it; -1 for behind the number
}

// FormatKind says what a number is shown as.
type FormatKind uint8

// What a number is shown as.
const (
	General FormatKind = iota
	Number
	Percent
	Date
	Clock // a time of day, or a duration
)

// readStyles reads the number format of every cell style.
func (b *Book) readStyles(part string) error {
	custom := map[int]string{}
	inCells := false
	return b.parse(part, func(x *reader) error {
		switch {
		case x.start && x.name == "numFmt" && !inCells:
			id, _ := strconv.Atoi(x.attribute("numFmtId"))
			custom[id] = x.attribute("formatCode")
		case x.name == "cellXfs":
			inCells = x.start && !x.end
		case x.start && x.name == "xf" && inCells:
			id, _ := strconv.Atoi(x.attribute("numFmtId"))
			if code, ok := custom[id]; ok {
				b.formats = append(b.formats, formatOf(code))
			} else {
				b.formats = append(b.formats, builtin(id))
			}
		}
		return nil
	})
}

// builtin is the format with a number of its own (ECMA-376, part 1, 18.8.30).
func builtin(id int) Format {
	between := func(least, most int) bool { return least <= id && id <= most }
	switch {
	case between(18, 21), between(32, 33), between(45, 47), between(75, 80):
		return Format{Kind: Clock, Decimals: -1}
	case between(14, 17), id == 22, between(27, 36), between(50, 58), between(71, 81):
		return Format{Kind: Date, Decimals: -1}
	case id == 1, id == 3, id == 37, id == 38:
		return Format{Kind: Number, Grouped: id != 1}
	case id == 2, id == 4, id == 39, id == 40:
		return Format{Kind: Number, Decimals: 2, Grouped: id != 2}
	case id == 9:
		return Format{Kind: Percent}
	case id == 10:
		return Format{Kind: Percent, Decimals: 2}
	}
	return Format{Decimals: -1}
}

// formatOf reads a number format of the workbook's own: its section for positive numbers. A date has
// years or days, or months only; a clock has hours or seconds.
func formatOf(code string) Format {
	f := Format{Decimals: -1}
	parser := nfp.NumberFormatParser()
	sections := parser.Parse(code)
	if len(sections) == 0 {
		return f
	}
	var dateParts string
	point, placeholders, whole := false, false, 0
	for _, token := range sections[0].Items {
		switch token.TType {
		case nfp.TokenTypeDateTimes:
			dateParts += strings.ToLower(token.TValue)
		case nfp.TokenTypeElapsedDateTimes:
			dateParts += "h"
		case nfp.TokenTypePercent:
			f.Kind = Percent
		case nfp.TokenTypeDecimalPoint:
			point = true
		case nfp.TokenTypeThousandsSeparator:
			f.Grouped = true
		case nfp.TokenTypeZeroPlaceHolder, nfp.TokenTypeHashPlaceHolder, nfp.TokenTypeDigitalPlaceHolder:
			placeholders = true
			if !point {
				whole += len(token.TValue)
				f.Places = whole
			}
			if point {
				f.Decimals = max(0, f.Decimals) + len(token.TValue)
			} else if token.TType == nfp.TokenTypeZeroPlaceHolder {
				f.Digits += len(token.TValue)
			}
		case nfp.TokenTypeLiteral:
			f.Literals = append(f.Literals, Literal{token.TValue, whole})
			if point {
				f.Literals[len(f.Literals)-1].Before = -1
			}
		case nfp.TokenTypeFraction, nfp.TokenTypeExponential:
			return Format{Kind: Number, Decimals: -1}
		}
	}
	switch {
	case strings.ContainsAny(dateParts, "yd"), dateParts != "" && !strings.ContainsAny(dateParts, "hs"):
		return Format{Kind: Date, Decimals: -1}
	case dateParts != "":
		return Format{Kind: Clock, Decimals: -1}
	}
	for i := range f.Literals {
		if l := &f.Literals[i]; l.Before >= 0 {
			if l.Before = whole - l.Before; l.Before == 0 {
				l.Before = -1
			}
		}
	}
	if placeholders {
		f.Decimals = max(0, f.Decimals)
		if f.Kind == General {
			f.Kind = Number
		}
	}
	return f
}

func (b *Book) format(style int) Format {
	if style < 0 || style >= len(b.formats) {
		return Format{Decimals: -1}
	}
	return b.formats[style]
}

// shown writes a stored number as the sheet shows it; "" where that is how it is stored.
func (f Format) shown(raw string) string {
	if f.Kind != Number && f.Kind != Percent || f.Decimals < 0 {
		return ""
	}
	v, err := strconv.ParseFloat(raw, 64)
	if err != nil || math.IsInf(v, 0) || math.Abs(v) > 1e15 {
		return ""
	}
	if f.Kind == Percent {
		return strconv.FormatFloat(v*100, 'f', f.Decimals, 64) + "%"
	}
	text := strconv.FormatFloat(math.Abs(v), 'f', f.Decimals, 64)
	whole, fraction, _ := strings.Cut(text, ".")
	if missing := f.Digits - len(whole); missing > 0 {
		whole = strings.Repeat("0", missing) + whole
	}
	if len(f.Literals) > 0 {
		return f.written(whole, fraction, v < 0)
	}
	text = whole
	if fraction != "" {
		text += "." + fraction
	}
	if v < 0 {
		text = "-" + text
	}
	if same, err := strconv.ParseFloat(text, 64); err == nil && same == v && (whole[0] != '0' || whole == "0") {
		return "" // it differs in trailing zeros at most
	}
	if text == raw {
		return ""
	}
	return text
}

// written puts the texts of a format among the digits of a number.
func (f Format) written(whole, fraction string, negative bool) string {
	var b strings.Builder
	if negative {
		b.WriteByte('-')
	}
	at := 0
	for _, l := range f.Literals {
		if l.Before < 0 {
			continue
		}
		to := max(at, len(whole)-l.Before)
		if l.Before == f.Places {
			to = 0 // digits beyond the format's own follow it
		}
		b.WriteString(whole[at:to])
		b.WriteString(l.Text)
		at = to
	}
	b.WriteString(whole[at:])
	if fraction != "" {
		b.WriteString("." + fraction)
	}
	for _, l := range f.Literals {
		if l.Before < 0 {
			b.WriteString(l.Text)
		}
	}
	return b.String()
}
