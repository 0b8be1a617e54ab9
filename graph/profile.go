package graph

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// Level is what a person states of one skill.
type Level struct {
	Skill int // index of a skill
	Score Points
}

// Profile is a person's own scores, taken as a virtual role. It is part of a question and is kept
// nowhere else. Skills that are not stated are unknown, which is not zero.
type Profile struct {
	data   *Dataset
	scores []int32
	known  []bool
	count  int
	except int // role that the profile stands in for and is not linked to; -1 for none
}

// MinKnownSkills is how many skills a partial profile must state for a correlation to mean anything.
const MinKnownSkills = 3

// NewProfile validates levels against d. The error is an *InputError.
func NewProfile(d *Dataset, levels []Level) (*Profile, error) {
	if !d.HasScores() {
		return nil, Invalid("profile", nil, "scores")
	}
	p := &Profile{data: d, except: -1, scores: make([]int32, len(d.Skills())), known: make([]bool, len(d.Skills()))}
	for i, l := range levels {
		field := fmt.Sprintf("profile[%d]", i)
		if l.Skill < 0 || l.Skill >= len(p.scores) {
			return nil, Invalid(field+".skill", l.Skill, "skill")
		}
		code := d.Skills()[l.Skill].Code
		if p.known[l.Skill] {
			return nil, Invalid(field+".skill", code, "each-skill-once")
		}
		largest := d.MaxScore()
		if largest == 0 {
			largest = d.LargestTotal()
		}
		if l.Score < 0 || l.Score > largest {
			return nil, Invalid(field+".level", l.Score, "between", "least", 0, "most", largest)
		}
		p.known[l.Skill], p.scores[l.Skill] = true, int32(l.Score)
		p.count++
	}
	if need := min(MinKnownSkills, len(p.scores)); p.count < need {
		return nil, Invalid("profile", p.count, "known-skills", "count", need)
	}
	return p, nil
}

// Known is the number of skills that the profile states.
func (p *Profile) Known() int { return p.count }

// Partial reports whether some skills are unknown.
func (p *Profile) Partial() bool { return p.count < len(p.scores) }

// Flat reports whether the measure's vector of a profile has no direction: all known scores equal
// under Pearson, all zero under cosine, all as far from the dataset's means (in deviations) under the
// standardised measure. Such a profile correlates with nothing and is linked to the roles of least
// effort instead.
func (g *Graph) Flat(p *Profile) bool {
	_, defined := p.similarityTo(g.vectors, p.scores) // with itself
	return !defined
}

// Total is the sum of the known scores.
func (p *Profile) Total() (total Points) {
	for s, known := range p.known {
		if known {
			total += Points(p.scores[s])
		}
	}
	return total
}

// Score returns the score of a skill; ok is false where it is unknown.
func (p *Profile) Score(skill int) (score Points, ok bool) {
	return Points(p.scores[skill]), p.known[skill]
}

// similarity is the measure over the skills that the profile states: its known scores and the same
// skills of the role. ok is false where it is undefined.
func (p *Profile) similarity(v *vectors, role int) (Similarity, bool) {
	return p.similarityTo(v, p.data.row(role))
}

func (p *Profile) similarityTo(v *vectors, row []int32) (Similarity, bool) { return p.against(v)(row) }

// against prepares the profile to be measured against many rows.
func (p *Profile) against(v *vectors) func(row []int32) (Similarity, bool) {
	if v.measure == PearsonStandardized {
		return p.standardized(v)
	}
	return func(row []int32) (Similarity, bool) { return p.exactly(v.measure, row) }
}

// exactly is Pearson or cosine over the known skills.
func (p *Profile) exactly(measure Measure, row []int32) (Similarity, bool) {
	var k, sx, sy, sxx, syy, sxy int64
	flatX, flatY := true, true
	first := -1
	for s, known := range p.known {
		if !known {
			continue
		}
		if first < 0 {
			first = s
		}
		x, y := int64(p.scores[s]), int64(row[s])
		flatX, flatY = flatX && x == int64(p.scores[first]), flatY && y == int64(row[first])
		k, sx, sy, sxx, syy, sxy = k+1, sx+x, sy+y, sxx+x*x, syy+y*y, sxy+x*y
	}
	if measure == Cosine {
		if sxx == 0 || syy == 0 {
			return 0, false
		}
		return quotient(float64(sxy), math.Sqrt(float64(sxx)), math.Sqrt(float64(syy))), true
	}
	if flatX || flatY {
		return 0, false
	}
	return quotient(float64(k*sxy-sx*sy), math.Sqrt(float64(k*sxx-sx*sx)), math.Sqrt(float64(k*syy-sy*sy))), true
}

// standardized uses the dataset's own means and deviations, over the known skills that vary.
func (p *Profile) standardized(v *vectors) func(row []int32) (Similarity, bool) {
	known := vectors{measure: v.measure}
	for j, s := range v.kept {
		if p.known[s] {
			known.kept = append(known.kept, s)
			known.means, known.devs = append(known.means, v.means[j]), append(known.devs, v.devs[j])
		}
	}
	x, y, nx := make([]float64, len(known.kept)), make([]float64, len(known.kept)), 0.0
	if len(known.kept) > 0 {
		nx = known.centre(x, p.scores)
	}
	return func(row []int32) (Similarity, bool) {
		if nx == 0 {
			return 0, false
		}
		ny := known.centre(y, row)
		if ny == 0 {
			return 0, false
		}
		return quotient(dotFloat(x, y), nx, ny), true
	}
}

// gapTo is the sum over the known skills of what a row has above the profile.
func (p *Profile) gapTo(row []int32) (gap Points) {
	for s, known := range p.known {
		if known {
			gap += Points(max(0, row[s]-p.scores[s]))
		}
	}
	return gap
}

// step describes the step from the profile to a role over the known skills.
func (p *Profile) step(role int) Step {
	row := p.data.row(role)
	s := Step{From: FromProfile, To: role, Gap: p.gapTo(row)}
	var rise Points
	for k, known := range p.known {
		if known {
			rise += Points(row[k] - p.scores[k])
		}
	}
	s.Climb, s.Drop = max(0, rise), max(0, -rise)
	return s
}

// defaultFlatLinks is how many roles a flat profile is linked to where the dataset has no topK.
const defaultFlatLinks = 7

// ProfileSteps draws the edges out of a profile by the rule of the graph: similarity at or over the
// threshold and, under topK, among the profile's K strongest or strong enough for the other end. A
// flat profile is linked to the roles of least effort. By code of the role. O(roles x skills).
func (g *Graph) ProfileSteps(p *Profile) []Step {
	n, k := g.Len(), g.data.TopK()
	var steps []Step
	if g.Flat(p) {
		for role := range n {
			if role == p.except {
				continue
			}
			s := p.step(role)
			s.ByEffort = true
			steps = append(steps, s)
		}
		slices.SortFunc(steps, func(a, b Step) int { return cmp.Or(cmp.Compare(a.Gap, b.Gap), cmp.Compare(a.To, b.To)) })
		if k == 0 {
			k = defaultFlatLinks
		}
		steps = steps[:min(k, len(steps))]
	} else {
		similarity := p.against(g.vectors)
		for role := range n {
			if r, ok := similarity(g.data.row(role)); ok && role != p.except && r >= g.data.Threshold() {
				s := p.step(role)
				s.Similarity = r
				steps = append(steps, s)
			}
		}
		if k > 0 && len(steps) > k {
			slices.SortFunc(steps, func(a, b Step) int {
				return strength{a.Similarity, int32(a.To)}.compare(strength{b.Similarity, int32(b.To)})
			})
			kept := steps[:k]
			for _, s := range steps[k:] {
				if s.Similarity >= g.cutoffs[s.To].similarity {
					kept = append(kept, s)
				}
			}
			steps = kept
		}
	}
	slices.SortFunc(steps, func(a, b Step) int { return cmp.Compare(a.To, b.To) })
	return steps
}
