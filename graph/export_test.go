package graph

import (
	"context"
	"errors"
	"slices"
)

// SetBounds lowers how much work a planner does before an answer says that it is incomplete.
func (p *Planner) SetBounds(labels, candidates, joint int) {
	p.effort.labels, p.effort.candidates, p.effort.joint = labels, candidates, joint
}

// SetFewCandidates sets how many paths are examined in order before those that differ are searched for.
func (p *Planner) SetFewCandidates(few int) { p.effort.few = few }

// SetLaneWays lowers how many ways a planner keeps at once for many people.
func (p *Planner) SetLaneWays(ways int) { p.effort.ways = ways }

// OneEnded answers a question by Dijkstra's search from the goal alone: what Path was before it
// searched from both ends, and the plain search that benchmarks count in.
func (p *Planner) OneEnded(ctx context.Context, q Question) (Path, bool, error) {
	q, err := p.g.check(q)
	if err != nil {
		return Path{}, false, err
	}
	s := p.space(&q)
	states, err := p.tree.path(ctx, s)
	if states == nil {
		return Path{}, false, err
	}
	return s.path(states), true, nil
}

// OpeningPlainly is what a planner says that levels more in some skills open, one after the other: every row drawn anew, and
// one search of reach for the last. ok is false where a skill is at the top.
func (p *Planner) OpeningPlainly(ctx context.Context, q ReachQuestion, skills ...int) (opening Opening, ok bool, err error) {
	o, held, _, err := p.openers(ctx, q, nil)
	if err != nil {
		return Opening{}, false, err
	}
	next := *held
	for _, skill := range skills {
		to := min(next.row[skill]+PointsScale, int32(p.g.data.MaxScore()))
		if to == next.row[skill] {
			return Opening{}, false, nil
		}
		next.row = slices.Clone(next.row)
		next.row[skill] = to
		next.open = mergeSteps(next.open, p.g.doors(next.row, next.own))
		p.g.measureSteps(next.open, next.row, sumOf(next.row), next.total)
	}
	reached, err := p.Reach(ctx, o.question(&next))
	return o.opening(reached), true, err
}

// AlternativesPlainly is Alternatives, led by a search by Dijkstra from the goal alone, with nothing passed over.
func (p *Planner) AlternativesPlainly(ctx context.Context, q Question, k int, maxOverlap *float64) (answer Alternatives, err error) {
	q, err = p.g.check(q)
	if err != nil {
		return Alternatives{}, err
	}
	s := p.space(&q)
	var plain guide = &p.tree
	if s.limitsSteps() {
		plain = &p.steps
	}
	if err := plain.begin(ctx, s); err != nil {
		return Alternatives{}, err
	}
	order := p.inOrder(s, plain, nil)
	for len(answer.Paths) < k && answer.Examined < p.effort.candidates {
		states, err := order.next(ctx)
		if err != nil {
			return Alternatives{}, err
		}
		if states == nil {
			break
		}
		answer.Examined++
		path := s.path(states)
		if maxOverlap == nil || differs(path, answer.Paths, *maxOverlap) {
			answer.Paths = append(answer.Paths, path)
		}
		answer.Complete = len(answer.Paths) == k
	}
	answer.Complete = answer.Complete || answer.Examined < p.effort.candidates
	return answer, nil
}

// differs reports whether path shares at most the given part of its steps with each of others.
func differs(path Path, others []Path, maxOverlap float64) bool {
	for _, other := range others {
		shared := 0
		for _, s := range path.Steps {
			if slices.ContainsFunc(other.Steps, func(o Step) bool { return o.From == s.From && o.To == s.To }) {
				shared++
			}
		}
		if len(path.Steps) > 0 && float64(shared)/float64(len(path.Steps)) > maxOverlap {
			return false
		}
	}
	return true
}

// SetLooks lowers how many arcs are looked at before the best paths are sought one after the other.
func (p *Planner) SetLooks(looks int) { p.effort.looks = looks }

// KBest is Alternatives as one search for all of them finds them; given is false where it gave up.
func (p *Planner) KBest(ctx context.Context, q Question, k int) (answer Alternatives, given bool, err error) {
	q, err = p.g.check(q)
	if err != nil {
		return Alternatives{}, false, err
	}
	err = p.kBest.search(ctx, p.space(&q), k, p.mostLooks())
	if errors.Is(err, errTooManyWays) {
		return Alternatives{}, false, nil
	}
	return p.kBest.answer(), err == nil, err
}
