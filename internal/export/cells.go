package export

import (
	"strconv"

	"noboru/internal/lazyregexp"
)

// plainNumber is a number that reads back as the same text: no leading zeros, no exponent, no sign plus.
var plainNumber = lazyregexp.New(`^-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,10})?$`)

// cellOf is a cell of a workbook: a number where the text is a plain one, else the text. The first
// row is a header, and text.
func cellOf(text string, row int) any {
	if row > 0 && plainNumber().MatchString(text) {
		if v, err := strconv.ParseFloat(text, 64); err == nil && strconv.FormatFloat(v, 'f', -1, 64) == text {
			return v
		}
	}
	return text
}
