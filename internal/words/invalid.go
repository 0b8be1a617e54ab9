package words

import (
	"strconv"

	"noboru/graph"
)

// Invalid says what is wrong with a field of a question.
func Invalid(e *graph.InputError) Message {
	if e.Got == "" {
		return M("invalid.want", "field", e.Field, "want", Wanted(e))
	}
	var got any = Name(e.Got)
	if _, err := strconv.ParseFloat(e.Got, 64); err == nil {
		got = e.Got // a number needs no quotes
	}
	return M("invalid.got-want", "field", e.Field, "got", got, "want", Wanted(e))
}

// Wanted says what would be right.
func Wanted(e *graph.InputError) Message { return M("input."+e.Code, e.Values...) }
