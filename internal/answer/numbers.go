package answer

import (
	"math"
	"strconv"
	"unicode/utf8"

	"noboru/graph"
)

// points checks a number of points from outside: from 0, with at most three decimals.
func points(field string, v float64) (graph.Points, error) {
	p, exact, err := graph.NewPoints(v)
	if err != nil || !exact || v < 0 {
		return 0, graph.Invalid(field, number(v), "points")
	}
	return p, nil
}

// similarity checks a correlation from outside: -1 to 1, with at most six decimals.
func similarity(field string, v float64) (graph.Similarity, error) {
	s, err := graph.NewSimilarity(v)
	if err != nil || math.Abs(s.Float()-v) > 1e-9 {
		return 0, graph.Invalid(field, number(v), "correlation")
	}
	return s, nil
}

func number(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }

func checkLength(field string, n, most int) error {
	if n > most {
		return graph.Invalid(field, n, "at-most-entries", "most", most)
	}
	return nil
}

// checkText refuses a text that is too long, without repeating it.
func checkText(field, text string) error {
	if n := utf8.RuneCountInString(text); n > maxNameLength {
		return graph.Invalid(field, n, "at-most-characters", "most", maxNameLength)
	}
	return nil
}

func checkRange(field string, v int32, least, most int32) error {
	if v < least || v > most {
		return graph.Invalid(field, v, "between", "least", least, "most", most)
	}
	return nil
}
