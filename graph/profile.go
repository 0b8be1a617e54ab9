package graph

import (
	"cmp"
	"fmt"
	"slices"
)

// Level is what a person states of one skill.
type Level struct {
	Skill int // index of a skill
	Score Points
}

// Unknown is what a profile makes of the skills that it does not state.
type Unknown string

// The ways to fill in unknown skills.
const (
	// UnknownAssumed takes them from the roles most like what is stated.
	UnknownAssumed Unknown = "ASSUMED"
	// UnknownStrongest is the same, but nothing unknown exceeds the weakest that is stated: the stated
	// skills are the person's strongest.
	UnknownStrongest Unknown = "STRONGEST"
)

// Profile is a person's own scores, taken as a virtual role. It is part of a question and is kept
// nowhere else. Skills that are not stated are assumed (see assume), and the filled row is the profile
// everywhere.
type Profile struct {
	data   *Dataset
	scores []int32
	known  []bool
	count  int
	mode   Unknown
	except int    // role that the profile stands in for and is not linked to; NoIndex for none
	doors  []Step // of a raised row: its first steps; nil for those that the row itself has
}

// MinKnownSkills is how many skills a partial profile must state for its neighbours to mean anything.
const MinKnownSkills = 3

// NewProfile validates levels against d and assumes the rest by unknown ("" is UnknownAssumed).
// O(roles x skills). The error is an *InputError.
func NewProfile(d *Dataset, levels []Level, unknown Unknown) (*Profile, error) {
	if !d.HasScores() {
		return nil, Invalid("profile", nil, "scores")
	}
	if unknown == "" {
		unknown = UnknownAssumed
	}
	if unknown != UnknownAssumed && unknown != UnknownStrongest {
		return nil, Invalid("profile.unknown", unknown, "one-of", "choices", []Unknown{UnknownAssumed, UnknownStrongest})
	}
	p := &Profile{data: d, mode: unknown, except: NoIndex, scores: make([]int32, len(d.Skills())), known: make([]bool, len(d.Skills()))}
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
	p.assume()
	return p, nil
}

// Known is the number of skills that the profile states.
func (p *Profile) Known() int { return p.count }

// Partial reports whether some skills are assumed.
func (p *Profile) Partial() bool { return p.count < len(p.scores) }

// Unknown is what was made of the skills that are not stated.
func (p *Profile) Unknown() Unknown { return p.mode }

// Level returns the level of a skill; assumed says that the profile does not state it.
func (p *Profile) Level(skill int) (level Points, assumed bool) {
	return Points(p.scores[skill]), !p.known[skill]
}

// Total is the sum of the filled row.
func (p *Profile) Total() (total Points) {
	for _, x := range p.scores {
		total += Points(x)
	}
	return total
}

// Flat reports whether the measure's vector of a profile has no direction: all levels equal under
// Pearson, all zero under cosine, all as far from the dataset's means (in deviations) under the
// standardised measure. Such a profile correlates with nothing and is linked to the roles of least
// effort instead.
func (g *Graph) Flat(p *Profile) bool { return g.vectors.of(p.scores).norm == 0 }

// similarity of a profile and a role; ok is false where it is undefined.
func (g *Graph) profileSimilarity(p *Profile, role int) (Similarity, bool) {
	x, y := g.vectors.of(p.scores), g.vectors.at(role)
	return g.vectors.similarity(&x, &y)
}

// defaultFlatLinks is how many roles a flat profile is linked to where the dataset has no topK.
const defaultFlatLinks = 7

// flatLinks is how many roles a flat profile is linked to.
func (d *Dataset) flatLinks() int {
	if k := d.TopK(); k > 0 {
		return k
	}
	return defaultFlatLinks
}

// ProfileSteps draws the edges out of a profile by the rule of the graph: similarity at or over the
// threshold and, under topK, among the profile's K strongest or strong enough for the other end. A
// flat profile is linked to the roles of least effort. By code of the role. O(roles x skills).
func (g *Graph) ProfileSteps(p *Profile) []Step {
	if p.doors != nil {
		return p.doors
	}
	return g.doors(p.scores, p.except)
}

// doors are the first steps of a row; except is a role that is left out, or NoIndex.
func (g *Graph) doors(row []int32, except int) []Step {
	steps := g.joined(row, except, nil)
	total := sumOf(row)
	g.measureSteps(steps, row, total, total)
	return steps
}

// joined is doors without their climbs, drops and gaps. dots gives Σxy of the row and each role's, where that is
// known; else it is nil.
func (g *Graph) joined(row []int32, except int, dots func(role int) int64) []Step {
	x := g.vectors.of(row)
	if x.norm == 0 {
		return g.effortDoors(row, except)
	}
	var steps []Step
	for _, s := range g.vectors.alike(&x, g.data.Threshold(), dots) {
		if int(s.role) != except {
			steps = append(steps, Step{From: FromProfile, To: int(s.role), Similarity: s.similarity})
		}
	}
	if k := g.data.TopK(); k > 0 && len(steps) > k {
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
		slices.SortFunc(steps, func(a, b Step) int { return cmp.Compare(a.To, b.To) })
	}
	return steps
}

// effortDoors are the first steps of a row without direction: to the roles of least effort.
func (g *Graph) effortDoors(row []int32, except int) []Step {
	var steps []Step
	for role := range g.Len() {
		if role != except {
			steps = append(steps, Step{From: FromProfile, To: role, ByEffort: true})
		}
	}
	total := sumOf(row)
	g.measureSteps(steps, row, total, total)
	slices.SortFunc(steps, func(a, b Step) int { return cmp.Or(cmp.Compare(a.Gap, b.Gap), cmp.Compare(a.To, b.To)) })
	steps = steps[:min(g.data.flatLinks(), len(steps))]
	slices.SortFunc(steps, func(a, b Step) int { return cmp.Compare(a.To, b.To) })
	return steps
}

// measureSteps fills in climb, drop and gap of steps from a row: climbs count from one total, drops
// from another, which is no larger.
func (g *Graph) measureSteps(steps []Step, row []int32, climbFrom, dropFrom Points) {
	for i := range steps {
		s := &steps[i]
		total := Points(g.totals[s.To])
		s.Climb, s.Drop, s.Gap = max(0, total-climbFrom), max(0, dropFrom-total), gapBetween(row, g.data.row(s.To))
	}
}

// Gap is the sum over skills of what a role needs above the row, levels that are assumed included. O(skills).
func (p *Profile) Gap(role int) Points { return gapBetween(p.scores, p.data.row(role)) }

// gapBetween is the sum over skills of what one row needs above another.
func gapBetween(from, to []int32) (gap Points) {
	for s, x := range from {
		gap += Points(max(0, to[s]-x))
	}
	return gap
}

func sumOf(row []int32) (sum Points) {
	for _, x := range row {
		sum += Points(x)
	}
	return sum
}
