package graph

import (
	"cmp"
	"context"
	"fmt"
	"math/bits"
	"slices"
)

// Opening is what more of some skills changes within reach.
type Opening struct {
	Opened []int  // roles newly within reach, by code
	Eased  Points // sum over roles within reach before of how much lower the steepest climb on the way becomes
}

func (o Opening) compare(than Opening) int {
	return cmp.Or(cmp.Compare(len(than.Opened), len(o.Opened)), cmp.Compare(than.Eased, o.Eased))
}

// useful reports whether anything changes for the better.
func (o Opening) useful() bool { return len(o.Opened) > 0 || o.Eased > 0 }

// Opener is one level more in one skill, and what that changes.
type Opener struct {
	Skill    int
	From, To Points // To is one level more, at most the dataset's maxScore
	Assumed  bool   // From is a level that the profile does not state
	Opening
}

// OpenerPair is one level more in each of two skills, or two in one.
type OpenerPair struct {
	Skills [2]int
	Opening
}

// NoOpener is why no single level more is of use.
type NoOpener string

// The reasons.
const (
	NoOpenerAtTheTop NoOpener = "AT_THE_TOP"   // no skill can be raised
	NoOpenerAll      NoOpener = "ALL_IN_REACH" // every role is within reach already
	NoOpenerNoEdge   NoOpener = "NO_NEW_EDGE"  // no raised row is alike enough to a role that was no neighbour before
	NoOpenerNoNew    NoOpener = "NOWHERE_NEW"  // what raised rows are joined to is within reach already, or beyond the limits
)

// Openers are the skills ranked by what one level more in each would change.
type Openers struct {
	Raised  Opening  // what the raises that were asked about change, of the question without them
	Openers []Opener // on top of those raises, best first
	Why     NoOpener // set where none of Openers is of use: OpenerPair says what two levels would do
}

// Openers ranks the skills by how many roles one level more in each brings newly within reach, then by
// how much lower the steepest climbs to the roles within reach become, then in the order of skills.
// Raises are learned first, in their order. What was open on the way stays open; the rest is drawn anew
// and reach is searched again: nothing is estimated. Climbs count from the raised total, drops from the
// one held. Skills at the top are left out.
//
// All skills are searched for at once. It takes skills x roles, one reach, and what the raised rows come to. The error
// is an *InputError or the context's.
func (p *Planner) Openers(ctx context.Context, q ReachQuestion, raises []Raise) (Openers, error) {
	o, held, answer, err := p.openers(ctx, q, raises)
	if err != nil {
		return Openers{}, err
	}
	edges := false
	var rows []*raised
	for s := range held.row {
		next, ok := held.learn(s)
		if !ok {
			continue
		}
		rows = append(rows, next)
		answer.Openers = append(answer.Openers, Opener{
			Skill: s, From: Points(held.row[s]), To: Points(next.row[s]), Assumed: !held.known[s],
		})
		edges = edges || len(next.open) > len(held.open)
	}
	openings, err := o.opens(held, rows)
	if err != nil {
		return Openers{}, fmt.Errorf("one level more: %w", err)
	}
	for i, opening := range openings {
		answer.Openers[i].Opening = opening
	}
	slices.SortStableFunc(answer.Openers, func(a, b Opener) int { return a.Opening.compare(b.Opening) })
	switch {
	case len(answer.Openers) == 0:
		answer.Why = NoOpenerAtTheTop
	case answer.Openers[0].useful():
	case o.within == o.others():
		answer.Why = NoOpenerAll
	case !edges:
		answer.Why = NoOpenerNoEdge
	default:
		answer.Why = NoOpenerNoNew
	}
	return answer, nil
}

// OpenerPair is the best two levels more on top of raises, learned in the order of skills; nil where no two are of use. It takes
// skills²/2 x (roles + what the raised rows come to). The error is an *InputError or the context's.
func (p *Planner) OpenerPair(ctx context.Context, q ReachQuestion, raises []Raise) (*OpenerPair, error) {
	o, held, _, err := p.openers(ctx, q, raises)
	if err != nil {
		return nil, err
	}
	var best *OpenerPair
	for a := range held.row {
		first, ok := held.learn(a)
		if !ok {
			continue
		}
		var rows []*raised
		var skills []int
		for b := a; b < len(held.row); b++ {
			if second, ok := first.learn(b); ok {
				rows, skills = append(rows, second), append(skills, b)
			}
		}
		openings, err := o.opens(held, rows)
		if err != nil {
			return nil, fmt.Errorf("two levels more: %w", err)
		}
		for i, opening := range openings {
			if opening.useful() && (best == nil || opening.compare(best.Opening) < 0) {
				best = &OpenerPair{[2]int{a, skills[i]}, opening}
			}
		}
	}
	return best, nil
}

// openers checks a question, learns the raises and finds what is within reach then.
func (p *Planner) openers(ctx context.Context, q ReachQuestion, raises []Raise) (*openers, *raised, Openers, error) {
	d := p.g.data
	var err error
	switch {
	case !d.HasScores():
		err = Invalid("openers", nil, "scores")
	case q.Direction != "" && q.Direction != Outward:
		err = Invalid("direction", q.Direction, "from-here")
	case q.Profile == nil && len(q.Roles) != 1:
		err = Invalid("roles", len(q.Roles), "one-role-or-profile")
	default:
		err = d.checkRaises(raises)
	}
	if err != nil {
		return nil, nil, Openers{}, err
	}
	first, err := p.Reach(ctx, q) // which checks q
	if err != nil {
		return nil, nil, Openers{}, err
	}
	o := &openers{ctx: ctx, p: p, q: q}
	role := NoIndex
	if q.Profile == nil {
		role = q.Roles[0]
	}
	start := p.g.raise(role, q.Profile)
	held := start
	for _, r := range raises {
		for range r.Levels {
			held, _ = held.learn(r.Skill)
		}
	}
	var answer Openers
	o.had(first)
	if held != start {
		reached, err := p.Reach(ctx, o.question(held))
		if err != nil {
			return nil, nil, Openers{}, err
		}
		answer.Raised = o.opening(reached)
		o.had(reached)
	}
	return o, held, answer, nil
}

// openers compares what is within reach of raised rows.
type openers struct {
	ctx    context.Context
	p      *Planner
	q      ReachQuestion
	steep  []Points // by role: steepest climb on the way before; -1 where it is out of reach
	within int      // how many roles were within reach before
}

func (o *openers) had(reached []Reached) {
	o.steep, o.within = slices.Repeat([]Points{-1}, o.p.g.Len()), len(reached)
	for _, r := range reached {
		o.steep[r.Role] = r.SteepestClimb
	}
}

// others is how many roles there are to reach.
func (o *openers) others() int {
	if o.q.Profile == nil {
		return o.p.g.Len() - 1
	}
	return o.p.g.Len()
}

// question asks what is within reach of a raised row. The role that set out is not come back to.
func (o *openers) question(r *raised) ReachQuestion {
	q := o.q
	q.Roles, q.Profile = nil, r.profile()
	if r.own != NoIndex {
		q.AvoidRoles = append(slices.Clone(q.AvoidRoles), r.own)
	}
	return q
}

// opens is what each of some rows opens that were raised from the one held.
func (o *openers) opens(held *raised, rows []*raised) ([]Opening, error) {
	q := o.question(held)
	s, err := o.p.reachSpace(&q)
	if err != nil {
		return nil, err
	}
	openings := make([]Opening, len(rows))
	width := min(max(1, o.p.effort.ways/o.p.g.Len()), 64)
	for low := 0; low < len(rows); low += width {
		high := min(low+width, len(rows))
		doors := make([][]Step, 0, width)
		for _, r := range rows[low:high] {
			doors = append(doors, r.open)
		}
		if err := o.p.many.search(o.ctx, s, doors); err != nil {
			return nil, err
		}
		o.compare(&o.p.many, openings[low:high])
	}
	return openings, nil
}

// compare sets what each lane came to beside what was within reach before.
func (o *openers) compare(m *multiSource, openings []Opening) {
	for role, before := range o.steep {
		ways := m.of(int32(role))
		for rest := m.seen[role]; rest != 0; rest &= rest - 1 {
			lane := bits.TrailingZeros64(rest)
			if opening := &openings[lane]; before < 0 {
				opening.Opened = append(opening.Opened, role)
			} else {
				opening.Eased += max(0, before-ways[lane].steepest)
			}
		}
	}
}

// opening is what a reach adds to what was within reach before.
func (o *openers) opening(reached []Reached) (opening Opening) {
	for _, r := range reached {
		if before := o.steep[r.Role]; before < 0 {
			opening.Opened = append(opening.Opened, r.Role)
		} else {
			opening.Eased += max(0, before-r.SteepestClimb)
		}
	}
	slices.Sort(opening.Opened)
	return opening
}
