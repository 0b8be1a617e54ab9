package graph

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
)

// MaxTrials bounds how many perturbations Stability tries.
const MaxTrials = 10_000

// Stability is how often a path survives small changes of the scores.
type Stability struct {
	Trials   int
	Survived int // trials in which every step survived
	Seed     uint64
	Steps    []int // by step: trials that it survived
	Noise    Noise
}

// Weakest is the step that survives least often, the first of equals; NoIndex for a path of no steps.
func (s Stability) Weakest() int {
	weakest := NoIndex
	for i, n := range s.Steps {
		if weakest == NoIndex || n < s.Steps[weakest] {
			weakest = i
		}
	}
	return weakest
}

// Noise is how scores are moved.
type Noise string

// The kinds of noise. Both move a score by about as much as two people who rate the same role differ.
const (
	WholeLevels Noise = "WHOLE_LEVELS" // -1, 0 or +1 with 1/8, 3/4, 1/8, where all scores are whole
	Fractions   Noise = "FRACTIONS"    // normal with deviation 0.2 level
)

// variance of the noise in square thousandths, before clipping.
func (n Noise) variance() float64 {
	if n == WholeLevels {
		return .25 * PointsScale * PointsScale
	}
	return .04 * PointsScale * PointsScale
}

// wholeMoves is how far a whole level moves, by the low three bits of a draw.
var wholeMoves = [8]int64{0: -PointsScale, 7: PointsScale}

// Noise is the kind that fits the dataset's scores.
func (d *Dataset) Noise() Noise {
	for _, x := range d.scores {
		if x%PointsScale != 0 {
			return Fractions
		}
	}
	return WholeLevels
}

// Stability moves every score of the path's roles, and of the profile that it starts from, by the
// noise that fits the dataset, clipped to 0 and maxScore, and counts how often every step survives.
// trials is 1 to MaxTrials; the draws are those of a PCG with the seed, the profile first, then role by
// role from the start and skill by skill, so the answer is the same everywhere.
//
// Noise lowers a similarity systematically, by √(S/(S+N)) for either row (S the row's variance, under
// cosine its mean square; N the noise's), so a step survives if it reaches what its edge needs times
// both factors. What an edge needs is the threshold and, under topK, the weaker of what the two ends
// keep; other roles' scores, means and deviations are held. A flat profile's step survives while its
// role is among those of least effort. O(trials x steps x skills). The error is an *InputError or the
// context's.
func (p *Planner) Stability(ctx context.Context, path Path, profile *Profile, trials int, seed uint64) (Stability, error) {
	g := p.g
	if !g.data.HasScores() {
		return Stability{}, Invalid("stability", nil, "scores")
	}
	if trials < 1 || trials > MaxTrials {
		return Stability{}, Invalid("trials", trials, "between", "least", 1, "most", MaxTrials)
	}
	noise := g.data.Noise()
	shaken := newShaken(g, path, profile, noise)
	answer := Stability{Trials: trials, Seed: seed, Steps: make([]int, len(path.Steps)), Noise: noise}
	source := rand.NewPCG(seed, 0)
	for range trials {
		if err := ctx.Err(); err != nil {
			return Stability{}, fmt.Errorf("moving scores: %w", err)
		}
		shaken.draw(source)
		all := true
		for i := range path.Steps {
			if shaken.survives(&shaken.steps[i]) {
				answer.Steps[i]++
			} else {
				all = false
			}
		}
		if all {
			answer.Survived++
		}
	}
	return answer, nil
}

// shaken is the rows of a path with its scores moved, and what its steps need.
type shaken struct {
	g     *Graph
	whole bool  // scores move by whole levels
	most  int64 // largest score
	rows  []shakenRow
	steps []shakenStep
}

type shakenRow struct {
	still []int32 // as it is
	moved vector
	loss  float64 // the factor by which noise lowers its similarities
}

// shakenStep joins two rows, by their places.
type shakenStep struct {
	from, to int
	role     int
	byEffort bool
	least    float64 // similarity that the step must reach, in millionths
}

func newShaken(g *Graph, path Path, profile *Profile, noise Noise) *shaken {
	s := &shaken{g: g, whole: noise == WholeLevels, most: math.MaxInt32}
	if largest := g.data.MaxScore(); largest > 0 {
		s.most = int64(largest)
	}
	place := map[int]int{}
	add := func(role int, row []int32) {
		if _, ok := place[role]; ok {
			return
		}
		place[role] = len(s.rows)
		moved := make([]int32, len(row))
		copy(moved, row)
		s.rows = append(s.rows, shakenRow{still: row, moved: g.vectors.of(moved), loss: g.vectors.loss(row, noise)})
	}
	if path.Start() == FromProfile {
		add(FromProfile, profile.scores)
	}
	for _, role := range path.Roles {
		add(role, g.data.row(role))
	}
	for _, step := range path.Steps {
		x := shakenStep{from: place[step.From], to: place[step.To], role: step.To, byEffort: step.ByEffort}
		x.least = g.needed(step, profile).Float() * SimilarityScale * s.rows[x.from].loss * s.rows[x.to].loss
		s.steps = append(s.steps, x)
	}
	return s
}

// loss is √(S/(S+N)) of a row. S and N are of the measure's own vector: of z-scores, where the measure
// standardises.
func (v *vectors) loss(row []int32, noise Noise) float64 {
	x := v.of(row)
	spread, n := v.spread(&x, noise.variance())
	return math.Sqrt(spread / (spread + n))
}

// needed is the similarity that the edge of a step needs: the threshold and, under topK, the weaker of
// what the two ends keep.
func (g *Graph) needed(step Step, profile *Profile) Similarity {
	least := g.data.Threshold()
	if g.cutoffs == nil || step.ByEffort {
		return least
	}
	own := g.cutoffs[step.To].similarity
	if step.From == FromProfile {
		own = min(own, g.keptBy(profile))
	} else {
		own = min(own, g.cutoffs[step.From].similarity)
	}
	return max(least, own)
}

// keptBy is the weakest similarity among the K strongest of a profile; that of none where it has fewer.
func (g *Graph) keptBy(profile *Profile) Similarity {
	var list []Similarity
	for _, s := range g.ProfileSteps(profile) {
		list = append(list, s.Similarity)
	}
	k := g.data.TopK()
	if len(list) < k {
		return none.similarity
	}
	slices.Sort(list)
	return list[len(list)-k]
}

// draw moves every row.
func (s *shaken) draw(source *rand.PCG) {
	normal := rand.New(source)
	for i := range s.rows {
		r := &s.rows[i]
		for k, x := range r.still {
			var move int64
			if s.whole {
				move = wholeMoves[source.Uint64()&7]
			} else {
				move = int64(math.Round(normal.NormFloat64() * .2 * PointsScale))
			}
			r.moved.row[k] = int32(min(max(int64(x)+move, 0), s.most))
		}
		s.g.vectors.refresh(&r.moved)
	}
}

// survives reports whether a step still is one.
func (s *shaken) survives(step *shakenStep) bool {
	from, to := &s.rows[step.from].moved, &s.rows[step.to].moved
	if step.byEffort {
		return s.leastEffort(from.row, to.row, step.role)
	}
	r, ok := s.g.vectors.similarity(from, to)
	return ok && float64(r) >= step.least
}

// leastEffort reports whether a flat profile is still linked to a role.
func (s *shaken) leastEffort(person, row []int32, role int) bool {
	own, links := gapBetween(person, row), s.g.data.flatLinks()
	for i := range s.g.Len() {
		if gap := gapBetween(person, s.g.data.row(i)); i != role && (gap < own || gap == own && i < role) {
			if links--; links == 0 {
				return false
			}
		}
	}
	return true
}
