package loader

import (
	"errors"
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

// infinities are how programs write what is no finite number.
var infinities = []string{"inf", "infinity", "∞"}

// number reads s. A problem is a Fault that lacks its place.
func number(s string) (float64, *Fault) {
	fault := func(kind Kind) (float64, *Fault) { return 0, &Fault{Value: s, Kind: kind} }
	if s == "" {
		return fault(kindMissingNumber)
	}
	if slices.Contains(cellErrors, strings.ToUpper(s)) {
		return fault(kindCellError)
	}
	if decimalForm.MatchString(s) {
		v, err := strconv.ParseFloat(s, 64)
		if errors.Is(err, strconv.ErrRange) {
			return fault(kindInfinite)
		}
		return v, nil
	}
	switch unsigned := strings.TrimLeft(strings.ToLower(s), "+-"); {
	case slices.Contains(infinities, unsigned):
		return fault(kindInfinite)
	case truth(s):
		return fault(kindBoolean)
	case unsigned != "nan" && looksNumeric(s):
		return fault(kindNotation)
	}
	return fault(kindNotNumber)
}

// looksNumeric says whether s means to be a number, in whatever notation.
func looksNumeric(s string) bool {
	if unsigned := strings.TrimLeft(strings.ToLower(s), "+-"); unsigned == "nan" || slices.Contains(infinities, unsigned) {
		return true
	}
	folded := strings.NewReplacer(",", "", "、", "", "．", ".", "−", "-", " ", "", "'", "").Replace(norm.NFKC.String(s))
	return decimalForm.MatchString(folded) || slices.Contains(cellErrors, strings.ToUpper(s))
}

// never says why s, which means to be a number, can be none that this table has, in whatever
// column; nil where it can. Only correlations are signed.
func never(s string, signed bool) *Fault {
	if !looksNumeric(s) {
		return nil
	}
	v, fault := number(s)
	if fault == nil && v < 0 && !signed {
		return &Fault{Value: s, Kind: kindNegative}
	}
	return fault
}

// Limits of package graph.
const (
	largestPoints graph.Points = 1<<31 - 1                     // of a number of points
	largestSum    graph.Points = 2_000_000 * graph.PointsScale // of the largest score times the number of skills
)

// bound is the largest number of points that is allowed, and why.
type bound struct {
	most   graph.Points
	stated bool // as the manifest's maxScore
	skills int  // that largestSum was divided by; 0 where it was not
}

// scoreBound is the bound of scores: maxScore, or where that is 0 what the exact sums can take with
// so many skills (0: unknown).
func scoreBound(maxScore graph.Points, skills int) bound {
	switch {
	case maxScore > 0:
		return bound{most: maxScore, stated: true}
	case skills > 0:
		return bound{most: min(largestPoints, largestSum/graph.Points(skills)), skills: skills}
	}
	return bound{most: largestPoints}
}

// points reads a number from 0 to b. A problem is a Fault that lacks its place.
func points(s string, b bound) (p graph.Points, exact bool, fault *Fault) {
	v, fault := number(s)
	if fault != nil {
		return 0, false, fault
	}
	p, exact, err := graph.NewPoints(v)
	switch {
	case v < 0 && !b.stated:
		fault = &Fault{Value: s, Kind: kindNegative}
	case v >= 0 && err == nil && p <= b.most:
		return p, exact, nil
	case b.skills > 0:
		fault = &Fault{Value: s, Kind: kindScoreBound, Values: Values{"most", b.most, "sum", largestSum, "skills", b.skills}}
	default:
		fault = &Fault{Value: s, Kind: kindRange, Values: Values{"least", 0, "most", b.most}}
	}
	return 0, false, fault
}

// similarity reads a number from -1 to 1.
func similarity(s string) (graph.Similarity, *Fault) {
	v, fault := number(s)
	if fault != nil {
		return 0, fault
	}
	r, err := graph.NewSimilarity(v)
	if err != nil {
		return 0, &Fault{Value: s, Kind: kindRange, Values: Values{"least", -1, "most", 1}}
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
