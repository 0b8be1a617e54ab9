package graph

import (
	"cmp"
	"context"
	"fmt"
	"slices"
)

// Opener is one level more in one skill, and what that changes within reach.
type Opener struct {
	Skill  int
	From   Points
	To     Points // one level more, at most the dataset's maxScore
	Gained []int  // roles newly within reach, by code
	Lost   []int  // roles no longer within reach, by code
}

// Openers ranks the skills by how many roles one level more in each brings newly within reach,
// then by how few it loses, then in the order of skills. The changed row is taken as a profile in
// the place of the role or profile asked about, its edges are drawn anew, and reach is searched
// again: nothing is estimated. Skills at the top, and those that a partial profile does not state,
// are left out. It takes skills x (roles x skills + one reach). The error is an *InputError or the
// context's.
func (p *Planner) Openers(ctx context.Context, q ReachQuestion) ([]Opener, error) {
	d := p.g.data
	if !d.HasScores() {
		return nil, Invalid("openers", nil, "scores")
	}
	if q.Direction != "" && q.Direction != Outward {
		return nil, Invalid("direction", q.Direction, "from-here")
	}
	if q.Profile == nil && len(q.Roles) != 1 {
		return nil, Invalid("roles", len(q.Roles), "one-role-or-profile")
	}
	before, err := p.Reach(ctx, q)
	if err != nil {
		return nil, err
	}
	own := -1
	row := &Profile{data: d, count: len(d.Skills())}
	if q.Profile != nil {
		*row = *q.Profile
	} else {
		own = q.Roles[0]
		row.scores, row.known = d.row(own), slices.Repeat([]bool{true}, row.count)
	}
	had := make([]bool, p.g.Len())
	for _, r := range before {
		had[r.Role] = true
	}
	changed := *row
	changed.scores = slices.Clone(row.scores)
	changed.except = own
	var openers []Opener
	for s, known := range row.known {
		from := row.scores[s]
		to := from + PointsScale
		if largest := int32(d.MaxScore()); largest > 0 {
			to = min(to, largest)
		}
		if !known || to == from {
			continue
		}
		changed.scores[s] = to
		after := q
		after.Roles, after.Profile = nil, &changed
		if own >= 0 {
			after.AvoidRoles = append(slices.Clone(q.AvoidRoles), own)
		}
		reached, err := p.Reach(ctx, after)
		if err != nil {
			return nil, fmt.Errorf("one level more in %s: %w", d.Skills()[s].Code, err)
		}
		openers = append(openers, compareReach(Opener{Skill: s, From: Points(from), To: Points(to)}, had, reached))
		changed.scores[s] = from
	}
	slices.SortStableFunc(openers, func(a, b Opener) int {
		return cmp.Or(cmp.Compare(len(b.Gained), len(a.Gained)), cmp.Compare(len(a.Lost), len(b.Lost)))
	})
	return openers, nil
}

func compareReach(o Opener, had []bool, reached []Reached) Opener {
	has := make([]bool, len(had))
	for _, r := range reached {
		has[r.Role] = true
	}
	for role := range had {
		if has[role] && !had[role] {
			o.Gained = append(o.Gained, role)
		}
		if had[role] && !has[role] {
			o.Lost = append(o.Lost, role)
		}
	}
	return o
}
