package graph

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
)

// MaxEdges is how many edges a graph may have. One takes some 60 bytes while a graph is built, and 24 then.
const MaxEdges = 5_000_000

// TooManyEdgesError says that a dataset's roles would be joined by more edges than a graph may have, and what
// would be few enough.
type TooManyEdgesError struct {
	Roles     int
	Edges     int        // estimated by sampling, unless they were drawn
	Threshold Similarity // that would leave few enough; 0 where none is known to
	TooAlike  bool       // no threshold would: too many pairs have similarity 1
	TopK      int        // that would leave few enough
}

func (e *TooManyEdgesError) Error() string {
	text := fmt.Sprintf("%d roles would be joined by about %d edges, at most %d are allowed: set topK to at most %d", e.Roles, e.Edges, MaxEdges, e.TopK)
	switch {
	case e.TooAlike:
		return text
	case e.Threshold == 0:
		return text + ", or a higher threshold"
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
// before any is drawn, and refuses where they are too many beyond the error of the sample: connect counts the rest.
// Datasets of which even all pairs would be few enough cost nothing, and neither do those whose pairs are listed.
// The sample is seeded: a dataset is always refused or never, with the same advice. The error is a *FieldError of
// a *TooManyEdgesError.
func checkDensity(d *Dataset, v *vectors) error {
	n, k := len(d.Roles()), d.TopK()
	if allPairs(n) <= MaxEdges || k > 0 && n*k/2 <= MaxEdges || len(d.Pairs()) > 0 || v == nil {
		return nil
	}
	similarities := v.sample(n)
	edges, least := over(similarities, n, d.Threshold())
	if k > 0 {
		most := float64(n*k) / 2 // so many where each is among the strongest of both its ends
		edges, least = min(edges, most), min(least, most)
	}
	if least <= MaxEdges {
		return nil
	}
	return tooManyOf(d, int(edges), similarities)
}

// allPairs is how many pairs n roles make.
func allPairs(n int) float64 { return float64(n) * float64(n-1) / 2 }

// over estimates, by a sample, how many pairs of n roles have so much similarity, and how many three standard errors
// below that (E. B. Wilson, Probable Inference, the Law of Succession, and Statistical Inference, JASA 22, 1927).
func over(similarities []Similarity, n int, threshold Similarity) (edges, least float64) {
	const z2 = 3 * 3
	size := float64(len(similarities))
	at, _ := slices.BinarySearch(similarities, threshold)
	share := float64(len(similarities)-at) / size
	low := (share + z2/(2*size) - math.Sqrt(z2*(share*(1-share)+z2/(4*size))/size)) / (1 + z2/size)
	return share * allPairs(n), low * allPairs(n)
}

// tooMany says no more than that there are too many.
func tooMany(d *Dataset, edges int) *TooManyEdgesError {
	n := len(d.Roles())
	return &TooManyEdgesError{Roles: n, Edges: edges, TopK: MaxEdges / n}
}

// tooAlike says that there are too many at every threshold.
func tooAlike(d *Dataset, edges int) error {
	dense := tooMany(d, edges)
	dense.TooAlike = true
	return &FieldError{Field: "topK", Err: dense}
}

// tooManyOf advises by a sample of similarities. Of very many roles so few pairs may be edges that it tells nothing.
func tooManyOf(d *Dataset, edges int, similarities []Similarity) error {
	n := len(d.Roles())
	if _, least := over(similarities, n, SimilarityScale); least > MaxEdges {
		return tooAlike(d, edges)
	}
	dense := tooMany(d, edges)
	// Of the sample, so many may be above the threshold. Three standard errors are left for its own.
	few := MaxEdges / allPairs(n) * sampledPairs
	few -= 3 * math.Sqrt(few)
	if few >= 0 && int(few) < len(similarities) {
		if s := similarities[len(similarities)-1-int(few)]; s >= d.Threshold() && s < SimilarityScale {
			dense.Threshold = s + 1
		}
	}
	return &FieldError{Field: "threshold", Err: dense}
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
