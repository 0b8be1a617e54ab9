package graph

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
)

// MaxEdges is how many edges a graph may have. One takes some 60 bytes while a graph is built, and 24 then.
const MaxEdges = 5_000_000

// TooManyEdgesError says that a dataset's roles are so alike that they would be joined by more edges than
// a graph may have, and what would be few enough.
type TooManyEdgesError struct {
	Roles     int
	Edges     int        // estimated by sampling, unless they were drawn
	Threshold Similarity // that would leave few enough; 0 where none is known to
	TopK      int        // that would leave few enough
}

func (e *TooManyEdgesError) Error() string {
	text := fmt.Sprintf("%d roles would be joined by about %d edges, at most %d are allowed: set topK to at most %d", e.Roles, e.Edges, MaxEdges, e.TopK)
	if e.Threshold == 0 {
		return text
	}
	return fmt.Sprintf("%s, or the threshold to at least %v", text, e.Threshold.Float())
}

// sampledPairs is how many pairs of roles are looked at to estimate how many are similar. The estimate
// then has a standard error of at most 0.25 % of all pairs.
const sampledPairs = 40_000

// everyPairCounts says whether each pair of roles that resemble each other enough becomes an edge.
func everyPairCounts(d *Dataset, v *vectors) bool {
	return v != nil && d.ApproximateBy() == "" && d.TopK() == 0
}

// checkDensity estimates, by the similarities of sampled pairs, how many edges a dataset would have at least,
// before any is drawn. Datasets of which even all pairs would be few enough cost nothing, and neither do those
// whose pairs are listed. The sample is seeded: a dataset is always refused or never, with the same advice. The
// error is a *FieldError of a *TooManyEdgesError.
func checkDensity(d *Dataset, v *vectors) error {
	n, k := len(d.Roles()), d.TopK()
	if n*(n-1)/2 <= MaxEdges || k > 0 && n*k/2 <= MaxEdges || len(d.Pairs()) > 0 || v == nil {
		return nil
	}
	similarities := v.sample(n)
	pairs := float64(n) * float64(n-1) / 2
	at, _ := slices.BinarySearch(similarities, d.Threshold())
	edges := pairs * float64(sampledPairs-at) / sampledPairs
	if k > 0 {
		edges = min(edges, float64(n*k)/2) // so many where each is among the strongest of both its ends
	}
	if edges <= MaxEdges {
		return nil
	}
	return tooMany(d, int(edges), similarities)
}

// tooMany advises by a sample of similarities.
func tooMany(d *Dataset, edges int, similarities []Similarity) error {
	n := len(d.Roles())
	dense := &TooManyEdgesError{Roles: n, Edges: edges, TopK: MaxEdges / n}
	// Of the sample, so many may be above the threshold. Three standard errors are left for its own.
	few := MaxEdges / (float64(n) * float64(n-1) / 2) * sampledPairs
	few -= 3 * math.Sqrt(few)
	if few >= 0 && int(few) < len(similarities) {
		if s := similarities[len(similarities)-1-int(few)]; s < SimilarityScale {
			dense.Threshold = s + 1
		}
	}
	field := "threshold"
	if dense.Threshold == 0 {
		field = "topK"
	}
	return &FieldError{Field: field, Err: dense}
}

// sample is the similarities of pairs drawn from n roles, ascending; of pairs that have none it is less than any.
func (v *vectors) sample(n int) []Similarity {
	random := rand.New(rand.NewPCG(uint64(n), 1))
	similarities := make([]Similarity, sampledPairs)
	for i := range similarities {
		a, b := random.IntN(n), random.IntN(n-1)
		if b >= a {
			b++
		}
		s, ok := v.pair(a, b)
		if !ok {
			s = none.similarity
		}
		similarities[i] = s
	}
	slices.Sort(similarities)
	return similarities
}
