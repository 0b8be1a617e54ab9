package loader

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
)

// dates knows the styles of a workbook that show a number as a date or as a time.
type dates struct {
	book   *excelize.File
	styles map[int]cellKind
}

// of says what a number with that style is: date, clock, or plain.
func (d *dates) of(style int) cellKind {
	is, ok := d.styles[style]
	if !ok {
		if s, err := d.book.GetStyle(style); err == nil { // a style that is not there shows nothing special
			if s.CustomNumFmt != nil {
				is = formatKind(*s.CustomNumFmt)
			} else {
				is = builtinKind(s.NumFmt)
			}
		}
		d.styles[style] = is
	}
	return is
}

// from1904 says whether the workbook counts days from 1904, as on old Macs.
func (d *dates) from1904() bool {
	props, err := d.book.GetWorkbookProps()
	return err == nil && props.Date1904 != nil && *props.Date1904
}

// builtinKind is formatKind for the formats that have only a number (ECMA-376, part 1, 18.8.30).
func builtinKind(format int) cellKind {
	between := func(least, most int) bool { return least <= format && format <= most }
	switch {
	case between(18, 21), between(32, 33), between(45, 47), between(75, 80):
		return clock
	case between(14, 17), between(22, 22), between(27, 36), between(50, 58), between(71, 81):
		return date
	}
	return plain
}

// literal is what a number format shows as it is, or does not show: text in quotes, a character
// behind \, _ or *, and colours, conditions and locales in brackets.
var literal = regexp.MustCompile(`(?s)"[^"]*"?|[\\_*].|\[[^\]]*\]?`)

// formatKind says what a number format shows: a date where it has years or days, or months only; a
// clock where it has hours or seconds.
func formatKind(format string) cellKind {
	codes := literal.ReplaceAllStringFunc(strings.ToLower(format), func(s string) string {
		if unit := strings.Trim(s, "[]"); unit != "" && s != unit && strings.Trim(unit, "hms") == "" {
			return "h" // [h] is hours beyond 24
		}
		return ""
	})
	switch {
	case strings.ContainsAny(codes, "yd"):
		return date
	case strings.ContainsAny(codes, "hs"):
		return clock
	case strings.Contains(codes, "m"):
		return date
	}
	return plain
}

// lastDay is the day after 9999-12-31, the last that spreadsheets know.
const lastDay = 2_958_466

// dateText writes a stored date or time: 2024-01-31, 2024-01-31 12:00:00, or 36:00:00.
func dateText(raw string, is cellKind, from1904 bool) string {
	days, err := strconv.ParseFloat(raw, 64)
	if err != nil || !(days >= 0 && days < lastDay) { // NaN is neither
		return raw
	}
	if seconds := int(math.Round(days * 24 * 60 * 60)); is == clock {
		return fmt.Sprintf("%d:%02d:%02d", seconds/3600, seconds/60%60, seconds%60)
	}
	at, err := excelize.ExcelDateToTime(days, from1904)
	if err != nil {
		return raw
	}
	if days == math.Trunc(days) {
		return at.Format(time.DateOnly)
	}
	return at.Round(time.Second).Format(time.DateTime)
}
