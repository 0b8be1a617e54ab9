package graph

import (
	"context"
	"fmt"
	"math/rand/v2"
)

// MaxTrials bounds how many perturbations Stability tries.
const MaxTrials = 10_000

// Stability is how often a path survives small changes of the scores.
type Stability struct {
	Trials   int
	Survived int // trials in which every step's edge still existed
	Seed     uint64
	Steps    []int // by step: trials in which its edge still existed
}

// Stability moves every score of the path's roles by -1, 0 or +1 level with equal chance, clipped
// to 0 and the dataset's maxScore, and counts how often every edge of the path still exists. The
// scores of all other roles, a person's profile, and the means and deviations of the standardised
// measure are held. trials is 1 to MaxTrials; the draws are those of a PCG with the seed, role by
// role from the start and skill by skill, so the answer is the same everywhere.
//
// Only rows that changed are computed anew: O(trials x steps x skills), and under topK, where an
// edge depends on how strong the role's other edges are, O(trials x steps x roles x skills). The
// error is an *InputError or the context's.
func (p *Planner) Stability(ctx context.Context, path Path, profile *Profile, trials int, seed uint64) (Stability, error) {
	g := p.g
	if !g.data.HasScores() {
		return Stability{}, Invalid("stability", nil, "scores")
	}
	if trials < 1 || trials > MaxTrials {
		return Stability{}, Invalid("trials", trials, "between", "least", 1, "most", MaxTrials)
	}
	t := &perturbation{g: g, profile: profile, rows: map[int][]int32{}, drawn: map[int]moments{}, roles: distinct(path.Roles)}
	for _, role := range t.roles {
		t.rows[role] = make([]int32, len(g.data.Skills()))
	}
	answer := Stability{Trials: trials, Seed: seed, Steps: make([]int, len(path.Steps))}
	random := rand.New(rand.NewPCG(seed, 0))
	for range trials {
		if err := ctx.Err(); err != nil {
			return Stability{}, fmt.Errorf("perturbing scores: %w", err)
		}
		t.draw(random)
		all := true
		for i, step := range path.Steps {
			if t.joins(step) {
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

// distinct keeps the first of every role, in order.
func distinct(roles []int) []int {
	seen := map[int]bool{}
	var kept []int
	for _, r := range roles {
		if !seen[r] {
			seen[r] = true
			kept = append(kept, r)
		}
	}
	return kept
}

// perturbation is one draw of changed rows.
type perturbation struct {
	g       *Graph
	profile *Profile
	roles   []int
	rows    map[int][]int32
	drawn   map[int]moments // Pearson and cosine: of the rows as drawn
	z       [2][]float64
}

type moments struct {
	sum  int64
	norm float64
}

func (t *perturbation) draw(random *rand.Rand) {
	largest := int32(t.g.data.MaxScore())
	if largest == 0 {
		largest = maxPoints
	}
	for _, role := range t.roles {
		row := t.rows[role]
		for s, x := range t.g.data.row(role) {
			moved := int64(x) + int64(random.IntN(3)-1)*PointsScale
			row[s] = int32(min(max(moved, 0), int64(largest)))
		}
		if v := t.g.vectors; v.measure != PearsonStandardized {
			sum, norm := v.moments(row)
			t.drawn[role] = moments{sum, norm}
		}
	}
}

// row is a role's row as drawn, or its own.
func (t *perturbation) row(role int) []int32 {
	if row, ok := t.rows[role]; ok {
		return row
	}
	return t.g.data.row(role)
}

// joins reports whether the edge of a step exists under the draw.
func (t *perturbation) joins(step Step) bool {
	g := t.g
	if step.ByEffort {
		return t.leastEffort(step.To)
	}
	s, ok := t.similarity(step.From, step.To)
	if !ok || s < g.data.Threshold() {
		return false
	}
	if g.data.TopK() == 0 || t.counts(step.From, step.To, s) {
		return true
	}
	if step.From == FromProfile {
		return t.admits(step.To, s)
	}
	return t.counts(step.To, step.From, s)
}

// admits reports whether a profile as similar as s is strong enough for a role: fewer than K of the
// role's edges are stronger. A profile displaces nobody, so it need not be stronger than the last.
func (t *perturbation) admits(role int, s Similarity) bool {
	stronger := 0
	for i := range t.g.Len() {
		if i == role {
			continue
		}
		if r, ok := t.similarity(role, i); ok && r > s {
			if stronger++; stronger >= t.g.data.TopK() {
				return false
			}
		}
	}
	return true
}

// counts reports whether role counts other among its K strongest.
func (t *perturbation) counts(role, other int, s Similarity) bool {
	stronger := 0
	for i := range t.g.Len() {
		if i == role || i == other {
			continue
		}
		if r, ok := t.similarity(role, i); ok && (strength{r, int32(i)}).compare(strength{s, int32(other)}) < 0 {
			if stronger++; stronger >= t.g.data.TopK() {
				return false
			}
		}
	}
	return true
}

// leastEffort reports whether a flat profile is still linked to a role.
func (t *perturbation) leastEffort(role int) bool {
	links := t.g.data.TopK()
	if links == 0 {
		links = defaultFlatLinks
	}
	own := t.profile.gapTo(t.row(role))
	for i := range t.g.Len() {
		if gap := t.profile.gapTo(t.row(i)); i != role && (gap < own || gap == own && i < role) {
			if links--; links == 0 {
				return false
			}
		}
	}
	return true
}

// moments of a row as drawn; those of a row that was not are known.
func (t *perturbation) moments(role int) (sum int64, norm float64) {
	if m, ok := t.drawn[role]; ok {
		return m.sum, m.norm
	}
	v := t.g.vectors
	return v.sums[role], v.norms[role]
}

// similarity of two rows as drawn; a may be FromProfile.
func (t *perturbation) similarity(a, b int) (Similarity, bool) {
	v := t.g.vectors
	if a == FromProfile {
		return t.profile.similarityTo(v, t.row(b))
	}
	if t.rows[a] == nil && t.rows[b] == nil {
		return v.pair(a, b)
	}
	x, y := t.row(a), t.row(b)
	if v.measure == PearsonStandardized {
		if t.z[0] == nil {
			t.z = [2][]float64{make([]float64, v.zWidth), make([]float64, v.zWidth)}
		}
		nx, ny := v.centre(t.z[0], x), v.centre(t.z[1], y)
		if nx == 0 || ny == 0 {
			return 0, false
		}
		return quotient(dotFloat(t.z[0], t.z[1]), nx, ny), true
	}
	sx, nx := t.moments(a)
	sy, ny := t.moments(b)
	if nx == 0 || ny == 0 {
		return 0, false
	}
	dot := dotInt(x, y)
	if v.measure == Pearson {
		dot = int64(len(x))*dot - sx*sy
	}
	return quotient(float64(dot), nx, ny), true
}
