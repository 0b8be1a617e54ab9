package graph

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
)

// MaxJointSearches is how many combinations of limits are tried for the fewest that open a path
// together before the answer says that it is incomplete.
const MaxJointSearches = 2000

// ErrPathExists says that a question of which was asked why it has no path has one.
var ErrPathExists = errors.New("there is a path")

// WhyNoPath says why a question has no path, what would open one, and how near one can come. Each
// relaxation is the smallest change of one limit with all others held: fewest steps by a search
// without the step limit; climb, drop and correlation by a bottleneck search (the smallest worst
// step); every role or family to avoid and every via role is a limit of its own. The nearest
// reachable role is looked for under all limits but via.
//
// It takes a few searches a limit. The error is ErrPathExists, an *InputError or the context's.
func (p *Planner) WhyNoPath(ctx context.Context, q Question) (NoPath, error) {
	goals := sorted(q.To)
	q, err := p.g.check(q)
	if err != nil {
		return NoPath{}, err
	}
	if states, err := p.best(ctx, p.space(&q)); err != nil {
		return NoPath{}, err
	} else if states != nil {
		return NoPath{}, ErrPathExists
	}
	var r NoPath
	if r.Nearest, err = p.nearest(ctx, &q); err != nil {
		return NoPath{}, err
	}
	free := q
	free.Limits, free.To = q.dials(), goals
	freely := p.space(&free)
	states, err := p.best(ctx, freely)
	if err != nil {
		return NoPath{}, err
	}
	if states == nil {
		r.Blockage, r.JointComplete = Disconnected, true
		return r, nil
	}
	r.JointPath = freely.path(states)
	limits := q.stated()
	search := &relaxer{ctx, p, &q, goals}
	for _, l := range limits {
		relaxation, ok, err := l.relax(search, search.without(l))
		if err != nil {
			return NoPath{}, err
		}
		if ok {
			r.Relaxations = append(r.Relaxations, relaxation)
		}
	}
	if len(r.Relaxations) > 0 {
		r.Blockage, r.JointComplete, r.JointPath = BlockedByOne, true, Path{}
		return r, nil
	}
	r.Blockage = JointlyBlocks
	// What the path without any limits needs holds until fewer limits are found.
	r.Joint = search.broken(limits, r.JointPath)
	return r, search.joint(limits, &r)
}

// relaxer looks for what would open a path of a question.
type relaxer struct {
	ctx   context.Context
	p     *Planner
	q     *Question // checked
	goals []int     // as they were asked for, those that are avoided among them
}

// broken lists the limits that a path does not keep, as it would need them.
func (r *relaxer) broken(limits []limit, path Path) []Relaxation {
	var list []Relaxation
	for _, l := range limits {
		if relaxation, kept := l.needed(r.p.g, path); !kept {
			list = append(list, relaxation)
		}
	}
	return list
}

// without is the question with limits taken off. Goals that are no longer avoided come back.
func (r *relaxer) without(limits ...limit) Question {
	q := *r.q
	for _, l := range limits {
		l.lift(&q.Limits)
	}
	q.To = slices.DeleteFunc(slices.Clone(r.goals), func(goal int) bool { return r.p.g.avoided(&q.Limits, goal) })
	// Where a via role is left out, the next may be the very start or goal: once is enough.
	if n := len(q.Via); n > 0 && len(q.From) == 1 && q.From[0] == q.Via[0] {
		q.Via = q.Via[1:]
	}
	if n := len(q.Via); n > 0 && len(q.To) == 1 && q.To[0] == q.Via[n-1] {
		q.Via = q.Via[:n-1]
	}
	return q
}

// best is the best path of a question.
func (r *relaxer) best(q Question) (Path, bool, error) {
	s := r.p.space(&q)
	states, err := r.p.best(r.ctx, s)
	if err != nil || states == nil {
		return Path{}, false, err
	}
	return s.path(states), true, nil
}

// opened is a relaxation with the best path of the relaxed question.
func (r *relaxer) opened(relaxation Relaxation, relaxed Question) (Relaxation, bool, error) {
	path, ok, err := r.best(relaxed)
	relaxation.Path = path
	return relaxation, ok, err
}

// worstStep is the smallest worst step, by a measure, of any path of a question.
func (r *relaxer) worstStep(q Question, measure func(arc) int64) (worst int64, ok bool, err error) {
	p := r.p
	s := p.space(&q).worstBy(measure)
	if s.maxSteps == math.MaxInt {
		p.tree.reset(s)
		k, ok, err := p.tree.nearestStart(r.ctx)
		return k.a, ok, wrap(err)
	}
	p.hops = s.fewestSteps(p.hops, s.maxSteps)
	if err := p.ladder.climb(r.ctx, s, s.maxSteps, p.hops, false); err != nil {
		return 0, false, wrap(err)
	}
	start, ok := p.ladder.best(s.maxSteps)
	if !ok {
		return 0, false, nil
	}
	k, _ := p.ladder.within(start, s.maxSteps)
	return k.a, true, nil
}

func wrap(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("searching what would open a path: %w", err)
}

// joint finds the fewest limits that open a path when all of them are taken off: all pairs first,
// then all threes, in the order of limits.
func (r *relaxer) joint(limits []limit, answer *NoPath) error {
	searches := 0
	for size := 2; size < len(answer.Joint); size++ {
		chosen := make([]int, size)
		for i := range chosen {
			chosen[i] = i
		}
		for more := true; more; more = nextCombination(chosen, len(limits)) {
			if searches++; searches > r.p.effort.joint {
				return nil
			}
			off := make([]limit, size)
			for i, c := range chosen {
				off[i] = limits[c]
			}
			path, ok, err := r.best(r.without(off...))
			if err != nil {
				return err
			}
			if !ok {
				continue
			}
			answer.Joint = answer.Joint[:0]
			for _, l := range off {
				relaxation, _ := l.needed(r.p.g, path)
				answer.Joint = append(answer.Joint, relaxation)
			}
			answer.JointPath, answer.JointComplete = path, true
			return nil
		}
	}
	answer.JointComplete = true
	return nil
}

// nextCombination moves to the next choice of len(c) out of n, in lexicographic order.
func nextCombination(c []int, n int) bool {
	i := len(c) - 1
	for i >= 0 && c[i] == n-len(c)+i {
		i--
	}
	if i < 0 {
		return false
	}
	c[i]++
	for j := i + 1; j < len(c); j++ {
		c[j] = c[j-1] + 1
	}
	return true
}

// nearest finds the reachable role that is most similar to a goal, then cheapest to reach, then of
// the smallest code. The start counts.
func (p *Planner) nearest(ctx context.Context, q *Question) (NearestRole, error) {
	limits := q.Limits
	limits.Via = nil
	reached, err := p.Reach(ctx, ReachQuestion{Roles: q.From, Profile: q.Profile, Direction: Outward, Limits: limits})
	if err != nil {
		return NearestRole{}, err
	}
	var best NearestRole
	ties := []int{}
	offer := func(role int) {
		s, known := Similarity(0), false
		for _, goal := range q.To {
			var t Similarity
			var ok bool
			if role == FromProfile {
				t, ok = p.g.profileSimilarity(q.Profile, goal)
			} else {
				t, ok = p.g.Similarity(role, goal)
			}
			if ok && (!known || t > s) {
				s, known = t, true
			}
		}
		switch {
		case len(ties) == 0, known && !best.Known, known == best.Known && s > best.Similarity:
			best, ties = NearestRole{Similarity: s, Known: known}, append(ties[:0], role)
		case known == best.Known && s == best.Similarity:
			ties = append(ties, role)
		}
	}
	if q.Profile != nil {
		offer(FromProfile)
	}
	for _, r := range q.From {
		offer(r)
	}
	for _, r := range reached {
		offer(r.Role)
	}
	if ties[0] == FromProfile {
		best.Role = FromProfile
		return best, nil
	}
	near := *q
	near.Limits, near.To = limits, sorted(ties)
	s := p.space(&near)
	states, err := p.best(ctx, s)
	if err != nil {
		return NearestRole{}, err
	}
	best.Path = s.path(states)
	// Of equally cheap ones the smallest code counts, not the codes on the way.
	for _, role := range near.To {
		if role == best.Path.End() {
			break
		}
		other := near
		other.To = []int{role}
		s := p.space(&other)
		if states, err = p.best(ctx, s); err != nil {
			return NearestRole{}, err
		}
		if path := s.path(states); s.total(path) == s.total(best.Path) {
			best.Path = path
			break
		}
	}
	best.Role = best.Path.End()
	return best, nil
}

// total is a path's cost in the order of the criterion.
func (s *space) total(p Path) key {
	switch s.criterion {
	case fewestSteps:
		return key{a: int64(p.Cost.Steps), b: int64(p.Cost.Distance)}
	case shortest:
		return key{a: int64(p.Cost.Distance), b: int64(p.Cost.Steps)}
	default:
		return key{d: int32(p.Cost.Demotions), a: p.Cost.Climbing, b: int64(p.Cost.Distance), c: int32(p.Cost.Steps)}
	}
}
