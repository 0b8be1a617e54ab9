package loader

import (
	"errors"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"noboru/graph"
)

// decimalForm is the one notation that is read: a decimal point, an exponent if need be.
var decimalForm = regexp.MustCompile(`^[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{1,4})?$`)

// cellErrors are what a spreadsheet shows in the place of a result.
var cellErrors = []string{
	"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A",
	"#GETTING_DATA", "#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!", "#CONNECT!", "#BUSY!", "#UNKNOWN!",
}

const wantDigits = "digits like 3.5"

// number reads s. A problem is a Fault that lacks its place.
func number(s string) (float64, *Fault) {
	fault := func(err error, want string) (float64, *Fault) {
		return 0, &Fault{Value: s, Err: err, Want: want}
	}
	if s == "" {
		return fault(ErrMissing, "a number (an empty cell is not zero)")
	}
	if slices.Contains(cellErrors, strings.ToUpper(s)) {
		return fault(ErrCell, wantDigits)
	}
	if decimalForm.MatchString(s) {
		v, err := strconv.ParseFloat(s, 64)
		if errors.Is(err, strconv.ErrRange) {
			return fault(ErrRange, "a finite number")
		}
		return v, nil
	}
	switch strings.TrimLeft(strings.ToLower(s), "+-") {
	case "inf", "infinity", "∞":
		return fault(ErrRange, "a finite number")
	case "nan":
		return fault(ErrNotNumber, wantDigits)
	}
	if looksNumeric(s) {
		return fault(ErrNotNumber, wantDigits+": half-width, a point for decimals, no thousands separators")
	}
	return fault(ErrNotNumber, wantDigits)
}

// looksNumeric says whether s means to be a number, in whatever notation.
func looksNumeric(s string) bool {
	switch strings.TrimLeft(strings.ToLower(s), "+-") {
	case "inf", "infinity", "∞", "nan":
		return true
	}
	folded := strings.NewReplacer(",", "", "、", "", "．", ".", "−", "-", " ", "", "'", "").Replace(norm.NFKC.String(s))
	return decimalForm.MatchString(folded) || slices.Contains(cellErrors, strings.ToUpper(s))
}

// points reads a number from 0 to most (0: without a bound of the dataset's own).
func points(s string, most graph.Points) (p graph.Points, exact bool, fault *Fault) {
	v, fault := number(s)
	if fault != nil {
		return 0, false, fault
	}
	p, exact, err := graph.NewPoints(v)
	want := "0 or more"
	if most > 0 {
		want = "0 to " + most.String()
	}
	if err != nil || v < 0 || (most > 0 && p > most) {
		return 0, false, &Fault{Value: s, Err: ErrRange, Want: want}
	}
	return p, exact, nil
}

// similarity reads a number from -1 to 1.
func similarity(s string) (graph.Similarity, *Fault) {
	v, fault := number(s)
	if fault != nil {
		return 0, fault
	}
	r, err := graph.NewSimilarity(v)
	if err != nil {
		return 0, &Fault{Value: s, Err: ErrRange, Want: "-1 to 1"}
	}
	return r, nil
}

// totalTolerance is how far a printed total may lie from the sum of n rounded scores, in points:
// half a unit of its last digit, and half a thousandth a score.
func totalTolerance(printed string, n int) float64 {
	digits := 0
	if _, fraction, ok := strings.Cut(printed, "."); ok && !strings.ContainsAny(fraction, "eE") {
		digits = min(len(fraction), 3)
	}
	return 0.5*math.Pow10(-digits) + 0.0005*float64(n) + 1e-9
}

func plural(n int, one, many string) string {
	if n == 1 {
		return fmt.Sprintf("1 %s", one)
	}
	return fmt.Sprintf("%d %s", n, many)
}
