package resolvers

import (
	"fmt"
	"math"
	"strconv"
	"unicode/utf8"

	"noboru/graph"
)

// points checks a number of points from outside: from 0, with at most three decimals.
func points(field string, v float64) (graph.Points, error) {
	p, exact, err := graph.NewPoints(v)
	if err != nil || !exact || v < 0 {
		return 0, &graph.InputError{Field: field, Got: number(v), Want: "0 to 2000000 points with at most three decimals"}
	}
	return p, nil
}

// similarity checks a correlation from outside: -1 to 1, with at most six decimals.
func similarity(field string, v float64) (graph.Similarity, error) {
	s, err := graph.NewSimilarity(v)
	if err != nil || math.Abs(s.Float()-v) > 1e-9 {
		return 0, &graph.InputError{Field: field, Got: number(v), Want: "-1 to 1 with at most six decimals"}
	}
	return s, nil
}

func number(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }

func checkLength(field string, n, most int) error {
	if n > most {
		return &graph.InputError{Field: field, Got: fmt.Sprintf("%d entries", n), Want: fmt.Sprintf("at most %d", most)}
	}
	return nil
}

// checkText refuses a text that is too long, without repeating it.
func checkText(field, text string) error {
	if n := utf8.RuneCountInString(text); n > maxNameLength {
		return &graph.InputError{Field: field, Got: fmt.Sprintf("%d characters", n), Want: fmt.Sprintf("at most %d", maxNameLength)}
	}
	return nil
}

func checkRange(field string, v int32, least, most int32) error {
	if v < least || v > most {
		return &graph.InputError{Field: field, Got: strconv.Itoa(int(v)), Want: fmt.Sprintf("%d to %d", least, most)}
	}
	return nil
}
