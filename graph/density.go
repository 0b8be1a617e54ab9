package graph

import (
	"fmt"
	"math/rand/v2"
	"slices"
)

// MaxEdges is how many edges a graph may have. One takes some 60 bytes while a graph is built, and 24 then.
const MaxEdges = 5_000_000

// TooManyEdgesError says that a dataset's roles are so alike that they would be joined by more edges than
// a graph may have, and what would be few enough.
type TooManyEdgesError struct {
	Roles     int
	Edges     int        // estimated by sampling
	Threshold Similarity // that would leave few enough; 0 where none would
	TopK      int        // that would leave few enough
}

func (e *TooManyEdgesError) Error() string {
	return fmt.Sprintf("%d roles would be joined by about %d edges, at most %d are allowed: set topK to at most %d, or the threshold to at least %v", e.Roles, e.Edges, MaxEdges, e.TopK, e.Threshold.Float())
}

// sampledPairs is how many pairs of roles are looked at to estimate how many are similar. The estimate
// then has a standard error of at most 0.25 % of all pairs.
const sampledPairs = 40_000

// checkDensity estimates, by the similarities of sampled pairs, how many edges a dataset without topK would
// have, before any is drawn. Datasets of which even all pairs would be few enough cost nothing. The sample
// is seeded: a dataset is always refused or never. The error is a *FieldError of a *TooManyEdgesError.
func checkDensity(d *Dataset, v *vectors) error {
	n := len(d.Roles())
	if n*(n-1)/2 <= MaxEdges || d.TopK() > 0 || len(d.Pairs()) > 0 || v == nil {
		return nil
	}
	random := rand.New(rand.NewPCG(uint64(n), 1))
	similarities := make([]Similarity, 0, sampledPairs)
	for range sampledPairs {
		a, b := random.IntN(n), random.IntN(n-1)
		if b >= a {
			b++
		}
		s, ok := v.pair(a, b)
		if !ok {
			s = -1_000_000
		}
		similarities = append(similarities, s)
	}
	slices.Sort(similarities)
	pairs := float64(n) * float64(n-1) / 2
	at, _ := slices.BinarySearch(similarities, d.Threshold())
	edges := pairs * float64(sampledPairs-at) / sampledPairs
	if edges <= MaxEdges {
		return nil
	}
	// Of the sample, so many may be above the threshold; a tenth is left for its error.
	few := int(0.9 * MaxEdges / pairs * sampledPairs)
	dense := &TooManyEdgesError{Roles: n, Edges: int(edges), TopK: MaxEdges / n}
	if s := similarities[sampledPairs-1-few]; s < 1_000_000 {
		dense.Threshold = s + 1
	}
	return &FieldError{Field: "threshold", Err: dense}
}
