package graph

import (
	"context"
	"fmt"
	"math"
)

// Toward is one search back from a goal that answers the same question for any number of people: the
// search by Dijkstra (1959) settles every role once, and who holds a role looks their path up. It is
// safe for concurrent use.
type Toward struct {
	lowest  int64 // total of the lowest goal
	plain   *dijkstra
	counted *dijkstra // the same with demotions counted, for whoever starts below the goal; nil where none count
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
	t := &Toward{lowest: math.MaxInt64}
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

// FromRole is the path of whoever holds a role, as Planner.Path finds it from that role alone; false
// where there is none. It takes O(steps x degree).
func (t *Toward) FromRole(role int) (Path, bool) {
	d := t.from(t.plain.space.g.totals[role])
	if d.space.flags[role]&flagGoal != 0 {
		return d.space.path([]int32{int32(role)}), true
	}
	return d.pathFrom(d.space, int32(role))
}

// FromProfile is the path of a person whose scores are p, which are of this version of the dataset. It takes
// O(roles x skills) for the person's edges, and then as much as FromRole.
func (t *Toward) FromProfile(p *Profile) (Path, bool) {
	d := t.from(int64(p.Total()))
	s := *d.space // for this person
	s.startWith(s.g.ProfileSteps(p))
	return d.pathFrom(&s, s.profileState())
}

// pathFrom is the best path from a start that the search need not have settled, the first in the order of codes; false
// where there is none. s is the space of the search, with the steps from the start.
func (d *dijkstra) pathFrom(s *space, start int32) (Path, bool) {
	moves := s.successors(start, nil)
	least, found := noWay, false
	for _, m := range moves {
		if rest, ok := d.settled(m.state); ok && rest.add(m.key).less(least) {
			least, found = rest.add(m.key), true
		}
	}
	if !found {
		return Path{}, false
	}
	states := s.follow([]int32{start}, key{}, moves, func(state int32, spent key, _ int) bool {
		rest, ok := d.settled(state)
		return ok && spent.add(rest) == least
	})
	return s.path(states), true
}
