package graph

import (
	"fmt"
	"slices"
)

// Raise is some levels more in one skill.
type Raise struct {
	Skill  int // index of a skill
	Levels int // 1 or more; no score rises over the dataset's maxScore
}

// raised is a role or a person on the way up: the row, and the first steps that any row on the way had.
// Learning never closes a door: what was open before stays open.
type raised struct {
	g     *Graph
	row   []int32
	known []bool
	own   int     // the role that set out, NoIndex for a person
	total Points  // before any raise
	open  []Step  // by code of the role; climbs, drops and gaps are those of the row
	dots  []int64 // by role, once they are asked for: Σxy of the row and the role's
}

// raise starts with what a role or a profile holds.
func (g *Graph) raise(role int, profile *Profile) *raised {
	r := &raised{g: g, own: role}
	if profile != nil {
		r.own, r.row, r.known, r.open = profile.except, profile.scores, profile.known, g.ProfileSteps(profile)
	} else {
		r.row, r.known = g.data.row(role), slices.Repeat([]bool{true}, len(g.data.Skills()))
		for s := range g.Edges(role) {
			s.From, s.ChangesFamily = FromProfile, false
			r.open = append(r.open, s)
		}
	}
	r.total = sumOf(r.row)
	return r
}

// learn is the same a level higher in one skill. A door that was open and is opened again takes the
// larger similarity; climbs count from the raised total, drops from the one that was held at first. ok
// is false where the skill is at the top. O(roles), and O(roles x skills) the first time, or under a measure whose
// product is not one of integers.
func (r *raised) learn(skill int) (next *raised, ok bool) {
	held := r.row[skill]
	to := held + PointsScale
	if largest := int32(r.g.data.MaxScore()); largest > 0 {
		to = min(to, largest)
	}
	if to == held {
		return r, false
	}
	next = &raised{g: r.g, own: r.own, total: r.total, known: r.known, row: slices.Clone(r.row)}
	next.row[skill] = to
	next.open = mergeSteps(r.open, r.g.joined(next.row, r.own, r.shifted(skill, int64(to-held))))
	r.g.measureSteps(next.open, next.row, sumOf(next.row), r.total)
	return next, true
}

// shifted gives Σxy of the row and each role's once so much is added to a skill: one term changes. It is nil where
// the measure's product is not made of it.
func (r *raised) shifted(skill int, by int64) func(role int) int64 {
	v := r.g.vectors
	if _, ok := v.measured.(integral); !ok {
		return nil
	}
	if r.dots == nil {
		r.dots = make([]int64, r.g.Len())
		for role := range r.dots {
			r.dots[role] = dotInt(r.row, v.row(role))
		}
	}
	column := v.rows[skill:]
	return func(role int) int64 { return r.dots[role] + by*int64(column[role*v.width]) }
}

// mergeSteps merges first steps by code of the role. A door that was open by effort stays so: a limit
// on correlation does not speak of it, and could close it otherwise.
func mergeSteps(a, b []Step) []Step {
	merged := make([]Step, 0, len(a)+len(b))
	for len(a) > 0 || len(b) > 0 {
		switch {
		case len(b) == 0 || len(a) > 0 && a[0].To < b[0].To:
			merged, a = append(merged, a[0]), a[1:]
		case len(a) == 0 || b[0].To < a[0].To:
			merged, b = append(merged, b[0]), b[1:]
		default:
			better := a[0]
			if !a[0].ByEffort && !b[0].ByEffort && b[0].Similarity > a[0].Similarity {
				better = b[0]
			}
			merged, a, b = append(merged, better), a[1:], b[1:]
		}
	}
	return merged
}

// profile is the raised row as a profile of which nobody asks which role it is most like.
func (r *raised) profile() *Profile {
	p := &Profile{data: r.g.data, scores: r.row, known: r.known, except: r.own, doors: r.open}
	if p.doors == nil {
		p.doors = []Step{}
	}
	for _, known := range r.known {
		if known {
			p.count++
		}
	}
	return p
}

// checkRaises says what is wrong with raises, an *InputError or nil.
func (d *Dataset) checkRaises(raises []Raise) error {
	for i, r := range raises {
		field := fmt.Sprintf("raises[%d]", i)
		if r.Skill < 0 || r.Skill >= len(d.Skills()) {
			return Invalid(field+".skill", r.Skill, "skill")
		}
		if r.Levels < 1 || r.Levels > maxRaise {
			return Invalid(field+".levels", r.Levels, "between", "least", 1, "most", maxRaise)
		}
	}
	return nil
}

// maxRaise is the most levels that one raise may name: more than any scale has.
const maxRaise = 100
