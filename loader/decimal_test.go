package loader

import (
	"regexp"
	"strconv"
	"testing"

	"pgregory.net/rapid"
)

// TestDecimals compares with a regular expression and with strconv.
func TestDecimals(t *testing.T) {
	form := regexp.MustCompile(`^[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{1,4})?$`)
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringMatching(`[+-]?[0-9]{0,9}\.?[0-9]{0,9}([eE][+-]?[0-9]{0,5})?[ .x]?`).Draw(t, "s")
		if got, want := isDecimal(s), form.MatchString(s); got != want {
			t.Fatalf("%q: got %v, want %v", s, got, want)
		}
		if !simpleDigits(s) {
			return
		}
		want, err := strconv.ParseFloat(s, 64)
		if got := simpleValue(s); err != nil || got != want {
			t.Fatalf("%q: got %v, want %v, %v", s, got, want, err)
		}
	})
}
