package graph

import (
	"context"
	"fmt"
	"math"
	"slices"
)

// Toward is one search back from a goal that answers the same question for any number of people: the
// search by Dijkstra (1959) settles every role once, and who holds a role looks its answer up. It is
// safe for concurrent use.
type Toward struct {
	q       Question
	lowest  int64 // total of the lowest goal
	plain   *dijkstra
	counted *dijkstra // the same with demotions counted, for whoever starts below the goal; nil where none count
}

// Way is how someone gets to the goal: what the best path costs, and its first step.
type Way struct {
	Cost Cost
	Next int // role after the first step; the goal itself where Cost.Steps is 0
}

// Toward searches from the goals of q, which states no start. MaxSteps and Via must be empty: under
// them a role's answer is no longer one for all who come to it. It takes O((roles + arcs) log arcs), twice
// where demotions count. The error is an *InputError or the context's.
func (p *Planner) Toward(ctx context.Context, q Question) (*Toward, error) {
	switch {
	case len(q.From) > 0 || q.Profile != nil:
		return nil, Invalid("from", nil, "no-start")
	case len(q.Via) > 0:
		return nil, Invalid("via", nil, "no-via")
	case q.MaxSteps != nil:
		return nil, Invalid("maxSteps", *q.MaxSteps, "no-max-steps")
	}
	q.From = q.To // for the check alone
	q, err := p.g.check(q)
	if err != nil {
		return nil, err
	}
	q.From = nil
	t := &Toward{q: q, lowest: math.MaxInt64}
	for _, r := range q.To {
		t.lowest = min(t.lowest, p.g.totals[r])
	}
	s := newSpace(p.g, &q, make([]uint8, p.g.Len()))
	s.falls = noFall
	if t.plain, err = settleAll(ctx, s); err != nil {
		return nil, err
	}
	if q.Objective == Gentlest && q.Demotions != AllowDemotions && q.MaxDrop == nil {
		counting := *s
		counting.falls = int64(s.weights.ComfortableClimb)
		if t.counted, err = settleAll(ctx, &counting); err != nil {
			return nil, err
		}
	}
	return t, nil
}

// settleAll searches until nothing is left.
func settleAll(ctx context.Context, s *space) (*dijkstra, error) {
	d := &dijkstra{}
	d.reset(s)
	for !d.exhausted() {
		if err := d.advance(ctx); err != nil {
			return nil, fmt.Errorf("searching from the goal: %w", err)
		}
	}
	return d, nil
}

// from is the search that a start of that total reads.
func (t *Toward) from(total int64) *dijkstra {
	if t.counted != nil && total < t.lowest {
		return t.counted
	}
	return t.plain
}

// FromRole is the way of whoever holds a role, as Planner.Path finds it from that role alone; false
// where there is none. It takes O(degree).
func (t *Toward) FromRole(role int) (Way, bool) {
	if slices.Contains(t.q.To, role) {
		return Way{Next: role}, true
	}
	d := t.from(t.plain.space.g.totals[role])
	return t.first(d, d.space.successors(int32(role), nil))
}

// FromProfile is the way of a person whose scores are p. It takes O(roles x skills) for the
// person's edges.
func (t *Toward) FromProfile(p *Profile) (Way, bool) {
	d := t.from(int64(p.Total()))
	s := d.space
	var moves []move
	for _, step := range s.g.ProfileSteps(p) {
		if s.flags[step.To]&flagAvoid == 0 {
			moves = s.take(int32(step.To), s.g.arcOf(step, s.weights.ClimbBy), moves)
		}
	}
	return t.first(d, moves)
}

// first picks the best of some first steps: of equal ones the smallest code.
func (t *Toward) first(d *dijkstra, moves []move) (way Way, found bool) {
	best := noWay
	for _, m := range moves {
		rest, ok := d.settled(m.state)
		if !ok {
			continue
		}
		if k := d.space.join(rest, m.key); k.less(best) {
			best, way.Next, found = k, d.space.role(m.state), true
		}
	}
	if !found {
		return Way{}, false
	}
	switch t.q.Objective {
	case FewestSteps:
		way.Cost = Cost{Steps: int(best.a), Distance: Distance(best.b)}
	case Shortest:
		way.Cost = Cost{Steps: int(best.b), Distance: Distance(best.a)}
	default:
		way.Cost = Cost{Demotions: int(best.d), Climbing: best.a, Distance: Distance(best.b), Steps: int(best.c)}
	}
	return way, true
}
