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
	g      *Graph
	row    []int32
	known  []bool
	own    int    // the role that set out, NoIndex for a person
	total  Points // before any raise
	open   []Step // by code of the role; climbs, drops and gaps are those of the row
	levels []int  // raised so far, by skill
}

// raise starts with what a role or a profile holds.
func (g *Graph) raise(role int, profile *Profile) *raised {
	r := &raised{g: g, own: role, levels: make([]int, len(g.data.Skills()))}
	if profile != nil {
		r.own, r.row, r.known, r.open = profile.except, profile.scores, profile.known, g.ProfileSteps(profile)
	} else {
		r.row, r.known = g.data.row(role), slices.Repeat([]bool{true}, len(r.levels))
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
// is false where the skill is at the top.
func (r *raised) learn(skill int) (next *raised, ok bool) {
	to := r.row[skill] + PointsScale
	if largest := int32(r.g.data.MaxScore()); largest > 0 {
		to = min(to, largest)
	}
	if to == r.row[skill] {
		return r, false
	}
	next = &raised{g: r.g, own: r.own, total: r.total, known: r.known, row: slices.Clone(r.row), levels: slices.Clone(r.levels)}
	next.row[skill] = to
	next.levels[skill]++
	next.open = mergeSteps(r.open, r.g.doors(next.row, r.own))
	r.g.data.measureSteps(next.open, next.row, sumOf(next.row), r.total)
	return next, true
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
