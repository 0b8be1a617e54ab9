package graph

// Measure is how the similarity of two roles is computed.
type Measure string

// The measures. Given means that the dataset states similarities and has no scores.
const (
	Pearson             Measure = "PEARSON"
	PearsonStandardized Measure = "PEARSON_STANDARDIZED"
	Cosine              Measure = "COSINE"
	Given               Measure = "GIVEN"
)

// Measures lists every measure in the order in which they are shown.
var Measures = [...]Measure{Pearson, PearsonStandardized, Cosine, Given}

// ScoreMeasures lists the measures that are computed from scores.
func ScoreMeasures() []Measure {
	var scored []Measure
	for _, m := range Measures {
		if m.kind() != nil {
			scored = append(scored, m)
		}
	}
	return scored
}

// kind is the type of a measure, each in a file of its own; nil where there are no scores. A new measure
// is a constant, its place among Measures, a line here and its file.
func (m Measure) kind() *measureKind {
	switch m {
	case Pearson:
		return &measureKind{newPearson, flatPearson}
	case PearsonStandardized:
		return &measureKind{newStandardized, flatStandardized}
	case Cosine:
		return &measureKind{newCosine, flatCosine}
	default:
		return nil
	}
}

// measureKind makes a measure for the rows of a dataset.
type measureKind struct {
	prepare func(t table) measured
	flat    func(scores []Points) bool
}

// Flat says whether the measure is undefined for a row of scores, as far as the row alone shows: what is
// flat resembles nothing. A measure that looks at all rows together may leave more of them undefined.
func (m Measure) Flat(scores []Points) bool {
	kind := m.kind()
	return kind != nil && kind.flat(scores)
}

// table is the scores of all roles, row by row, in thousandths.
type table struct {
	rows  []int32
	width int
}

func (t table) len() int             { return len(t.rows) / max(1, t.width) }
func (t table) row(role int) []int32 { return t.rows[role*t.width : (role+1)*t.width] }

// vector is one row as a measure sees it: of a role, of a person, or of either after its scores were
// moved. Each measure fills in what it needs.
type vector struct {
	row  []int32
	z    []float64 // standardised: centred z-scores
	sum  int64     // Pearson: Σx
	norm float64   // √ of the sum of squares; 0 where similarity is undefined
}

// measured is a measure made ready for the rows of a dataset. Similarity is the product of two vectors by
// the product of their norms. It is immutable.
type measured interface {
	// at is the vector of a role.
	at(role int) vector
	// refresh brings a vector up to its row, whose scores have changed or are new.
	refresh(x *vector)
	// product of two vectors that are not flat.
	product(a, b *vector) float64
	// norms of the roles, and the product of two of them: at and product without the copying, for all pairs.
	norms() []float64
	between(a, b int) float64
	// elements is how many elements unit writes.
	elements() int
	// unit writes a vector that is not flat at length 1: the product of two of them is their similarity
	// up to rounding.
	unit(x *vector, z []float64)
	// spread is the population variance of a row and that of noise whose variance in a score is n (level²),
	// both as the measure sees them.
	spread(x *vector, n float64) (row, noise float64)
}

// integral is a measure whose product of two vectors is an integer: a factor times Σxy, less the product of their sums.
type integral interface {
	terms() (factor int64, sums []int64)
}
