package graph

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// PointsScale is how many Points make one point of a score.
const PointsScale = 1000

// Points is a score, a total, a climb or a gap in thousandths of a point.
type Points int64

// ErrRange says that a number lies outside what its meaning allows.
var ErrRange = errors.New("out of range")

// maxPoints bounds what NewPoints accepts, so that products of two never overflow.
const maxPoints = 1<<31 - 1

// NewPoints rounds p half away from zero to thousandths. It returns ErrRange for NaN and for
// magnitudes over two million points. exact is false where rounding changed the value.
func NewPoints(p float64) (points Points, exact bool, err error) {
	scaled := p * PointsScale
	if math.IsNaN(scaled) || math.Abs(scaled) > maxPoints {
		return 0, false, fmt.Errorf("%v points: %w", p, ErrRange)
	}
	rounded := math.Round(scaled)
	return Points(rounded), math.Abs(scaled-rounded) < 1e-6, nil
}

// Float returns the points as a plain number, for people and for JSON.
func (p Points) Float() float64 { return float64(p) / PointsScale }

// String writes the points in decimal without trailing zeros: "35", "8.05".
func (p Points) String() string { return decimal(int64(p), 3) }

// SimilarityScale is how many units of Similarity make 1.
const SimilarityScale = 1_000_000

// Similarity is how alike two roles are under a dataset's measure, from -1 to 1, in millionths.
type Similarity int32

// NewSimilarity rounds s half away from zero to millionths. It returns ErrRange for NaN and
// outside [-1, 1].
func NewSimilarity(s float64) (Similarity, error) {
	if math.IsNaN(s) || s < -1 || s > 1 {
		return 0, fmt.Errorf("similarity %v: %w, want -1 to 1", s, ErrRange)
	}
	return Similarity(math.Round(s * SimilarityScale)), nil
}

// Float returns the similarity as a plain number.
func (s Similarity) Float() float64 { return float64(s) / SimilarityScale }

// String writes the similarity in decimal without trailing zeros: "0.812345".
func (s Similarity) String() string { return decimal(int64(s), 6) }

// Distance is 1 - similarity, in millionths, from 0 to 2,000,000.
func (s Similarity) Distance() Distance { return Distance(SimilarityScale - int64(s)) }

// Distance is 1 - similarity of a step, or its sum over a path, in millionths.
type Distance int64

// Float returns the distance as a plain number.
func (d Distance) Float() float64 { return float64(d) / SimilarityScale }

// String writes the distance in decimal without trailing zeros.
func (d Distance) String() string { return decimal(int64(d), 6) }

// decimal writes n / 10^digits exactly.
func decimal(n int64, digits int) string {
	sign := ""
	if n < 0 {
		sign, n = "-", -n
	}
	s := strconv.FormatInt(n, 10)
	if len(s) <= digits {
		s = strings.Repeat("0", digits-len(s)+1) + s
	}
	whole, fraction := s[:len(s)-digits], strings.TrimRight(s[len(s)-digits:], "0")
	if fraction == "" {
		return sign + whole
	}
	return sign + whole + "." + fraction
}
