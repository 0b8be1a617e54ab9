package graph

import (
	"context"
	"slices"
)

// SetBounds lowers how much work a planner does before an answer says that it is incomplete.
func (p *Planner) SetBounds(labels, candidates, joint int) {
	p.effort = effort{labels, candidates, joint, p.effort.ways}
}

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

// AlternativesPlainly is Alternatives, led by a search by Dijkstra from the goal alone.
func (p *Planner) AlternativesPlainly(ctx context.Context, q Question, k int, maxOverlap *float64) (Alternatives, error) {
	q, err := p.g.check(q)
	if err != nil {
		return Alternatives{}, err
	}
	s := p.space(&q)
	return p.take(ctx, s, &p.tree, k, maxOverlap)
}
