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

// ErrPathExists says that a question which was to be refused has a path.
var ErrPathExists = errors.New("there is a path")

// Refuse says why a question has no path, what would open one, and how near one can come. Each
// relaxation is the smallest change of one limit with all others held: fewest steps by a search
// without the step limit; climb, drop and correlation by a bottleneck search (the smallest worst
// step); every role or family to avoid and every via role is a limit of its own. The nearest
// reachable role is looked for under all limits but via.
//
// It takes a few searches a limit. The error is ErrPathExists, an *InputError or the context's.
func (p *Planner) Refuse(ctx context.Context, q Question) (Refusal, error) {
	goals := sorted(q.To)
	q, err := p.g.check(q)
	if err != nil {
		return Refusal{}, err
	}
	if states, err := p.best(ctx, p.space(&q)); err != nil {
		return Refusal{}, err
	} else if states != nil {
		return Refusal{}, ErrPathExists
	}
	var r Refusal
	if r.Nearest, err = p.nearest(ctx, &q); err != nil {
		return Refusal{}, err
	}
	free := q
	free.Limits = Limits{ClimbBy: q.ClimbBy, ComfortableClimb: q.ComfortableClimb}
	free.To = goals
	freely := p.space(&free)
	states, err := p.best(ctx, freely)
	if err != nil {
		return Refusal{}, err
	}
	if states == nil {
		r.Blockage, r.JointComplete = Disconnected, true
		return r, nil
	}
	r.JointPath = freely.path(states)
	limits := p.obstacles(&q)
	for _, l := range limits {
		relaxation, ok, err := p.relax(ctx, &q, goals, l)
		if err != nil {
			return Refusal{}, err
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
	r.Joint = p.g.violated(r.JointPath, &q, limits)
	return r, p.joint(ctx, &q, goals, limits, &r)
}

// violated lists the limits that a path does not keep, with the values that it would need.
func (g *Graph) violated(path Path, q *Question, limits []Relaxation) []Relaxation {
	var list []Relaxation
	passes := path.Roles
	if path.Start() != FromProfile && len(passes) > 1 {
		passes = passes[1:] // the start is exempt from what is avoided, unless it is the goal
	}
	for _, l := range limits {
		l.needed(path, q.ClimbBy)
		kept := true
		switch l.Limit {
		case MaxStepsObstacle:
			kept = l.MaxSteps <= *q.MaxSteps
		case MaxClimbObstacle:
			kept = l.Climb <= *q.MaxClimb
		case MaxDropObstacle:
			kept = l.Climb <= *q.MaxDrop
		case MinCorrelationObstacle:
			kept = l.MinCorrelation >= *q.MinCorrelation
		case ViaObstacle:
			kept = false // the path was found without
		case AvoidRoleObstacle:
			kept = !slices.Contains(passes, l.Role)
		case AvoidFamilyObstacle:
			kept = !slices.ContainsFunc(passes, func(r int) bool { return g.data.FamilyOf(r) == l.Family })
		}
		if !kept {
			list = append(list, l)
		}
	}
	return list
}

// obstacles lists the limits of a question in the order in which they are reported.
func (p *Planner) obstacles(q *Question) []Relaxation {
	var limits []Relaxation
	if q.MaxSteps != nil {
		limits = append(limits, Relaxation{Limit: MaxStepsObstacle})
	}
	if q.MaxClimb != nil {
		limits = append(limits, Relaxation{Limit: MaxClimbObstacle})
	}
	if q.MaxDrop != nil {
		limits = append(limits, Relaxation{Limit: MaxDropObstacle})
	}
	if q.MinCorrelation != nil && *q.MinCorrelation > p.g.data.Threshold() {
		limits = append(limits, Relaxation{Limit: MinCorrelationObstacle})
	}
	for i, v := range q.Via {
		if !slices.Contains(q.Via[:i], v) {
			limits = append(limits, Relaxation{Limit: ViaObstacle, Role: v})
		}
	}
	for _, a := range sorted(q.AvoidRoles) {
		limits = append(limits, Relaxation{Limit: AvoidRoleObstacle, Role: a})
	}
	for _, f := range sorted(q.AvoidFamilies) {
		limits = append(limits, Relaxation{Limit: AvoidFamilyObstacle, Family: f})
	}
	return limits
}

// without is the question with limits taken off; goals are all that were asked for, of which those
// come back that are no longer avoided.
func (p *Planner) without(q *Question, goals []int, limits ...Relaxation) Question {
	r := *q
	for _, l := range limits {
		switch l.Limit {
		case MaxStepsObstacle:
			r.MaxSteps = nil
		case MaxClimbObstacle:
			r.MaxClimb = nil
		case MaxDropObstacle:
			r.MaxDrop = nil
		case MinCorrelationObstacle:
			r.MinCorrelation = nil
		case ViaObstacle:
			r.Via = slices.DeleteFunc(slices.Clone(r.Via), func(v int) bool { return v == l.Role })
		case AvoidRoleObstacle:
			r.AvoidRoles = slices.DeleteFunc(slices.Clone(r.AvoidRoles), func(a int) bool { return a == l.Role })
		case AvoidFamilyObstacle:
			r.AvoidFamilies = slices.DeleteFunc(slices.Clone(r.AvoidFamilies), func(f int) bool { return f == l.Family })
		}
	}
	r.To = slices.DeleteFunc(slices.Clone(goals), func(goal int) bool { return p.g.avoided(&r.Limits, goal) })
	// Where a via role is left out, its neighbours on the chain may be one role: once is enough.
	r.Via = slices.Compact(slices.Clone(r.Via))
	if n := len(r.Via); n > 0 && len(r.From) == 1 && r.From[0] == r.Via[0] {
		r.Via = r.Via[1:]
	}
	if n := len(r.Via); n > 0 && len(r.To) == 1 && r.To[0] == r.Via[n-1] {
		r.Via = r.Via[:n-1]
	}
	return r
}

// relax finds the smallest change of one limit that opens a path, and that path.
func (p *Planner) relax(ctx context.Context, q *Question, goals []int, limit Relaxation) (Relaxation, bool, error) {
	relaxed := p.without(q, goals, limit)
	var bottleneck Objective
	switch limit.Limit {
	case MaxStepsObstacle:
		fewest := relaxed
		fewest.Objective = FewestSteps
		states, err := p.best(ctx, p.space(&fewest))
		if err != nil || states == nil {
			return limit, false, err
		}
		limit.MaxSteps = len(states) - 1
		relaxed.MaxSteps = &limit.MaxSteps
	case MaxClimbObstacle:
		bottleneck = steepestClimb
	case MaxDropObstacle:
		bottleneck = deepestDrop
	case MinCorrelationObstacle:
		bottleneck = weakestEdge
	}
	if bottleneck != "" {
		worst, ok, err := p.worstStep(ctx, p.space(&relaxed).under(bottleneck))
		if err != nil || !ok {
			return limit, false, err
		}
		switch limit.Limit {
		case MaxClimbObstacle:
			limit.Climb = Points(worst)
			relaxed.MaxClimb = &limit.Climb
		case MaxDropObstacle:
			limit.Climb = Points(worst)
			relaxed.MaxDrop = &limit.Climb
		default:
			limit.MinCorrelation = Similarity(SimilarityScale - worst)
			relaxed.MinCorrelation = &limit.MinCorrelation
		}
	}
	s := p.space(&relaxed)
	states, err := p.best(ctx, s)
	if err != nil || states == nil {
		return limit, false, err
	}
	limit.Path = s.path(states)
	return limit, true, nil
}

// worstStep returns the smallest worst step of any path, under a bottleneck objective.
func (p *Planner) worstStep(ctx context.Context, s *space) (worst int64, ok bool, err error) {
	if s.maxSteps == math.MaxInt {
		p.tree.reset(s)
		k, ok, err := p.tree.nearestStart(ctx)
		return k.a, ok, wrap(err)
	}
	p.hops = s.fewestSteps(p.hops, s.maxSteps)
	if err := p.ladder.climb(ctx, s, s.maxSteps, p.hops, false); err != nil {
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
func (p *Planner) joint(ctx context.Context, q *Question, goals []int, limits []Relaxation, r *Refusal) error {
	searches := 0
	for size := 2; size < len(r.Joint); size++ {
		chosen := make([]int, size)
		for i := range chosen {
			chosen[i] = i
		}
		for more := true; more; more = nextCombination(chosen, len(limits)) {
			if searches++; searches > p.bounds.joint {
				return nil
			}
			off := make([]Relaxation, size)
			for i, c := range chosen {
				off[i] = limits[c]
			}
			relaxed := p.without(q, goals, off...)
			s := p.space(&relaxed)
			states, err := p.best(ctx, s)
			if err != nil {
				return err
			}
			if states == nil {
				continue
			}
			path := s.path(states)
			for i := range off {
				off[i].needed(path, q.ClimbBy)
			}
			r.Joint, r.JointPath, r.JointComplete = off, path, true
			return nil
		}
	}
	r.JointComplete = true
	return nil
}

// needed fills in the value that a path needs of a limit.
func (l *Relaxation) needed(path Path, by ClimbBy) {
	switch l.Limit {
	case MaxStepsObstacle:
		l.MaxSteps = len(path.Steps)
	case MaxClimbObstacle:
		l.Climb = path.SteepestClimb(by)
	case MaxDropObstacle:
		for _, s := range path.Steps {
			l.Climb = max(l.Climb, s.Drop)
		}
	case MinCorrelationObstacle:
		l.MinCorrelation = SimilarityScale
		for _, s := range path.Steps {
			if !s.ByEffort {
				l.MinCorrelation = min(l.MinCorrelation, s.Similarity)
			}
		}
	}
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
				t, ok = q.Profile.similarity(p.g.vectors, goal)
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

// total is a path's cost in the order of the objective.
func (s *space) total(p Path) key {
	switch s.objective {
	case FewestSteps:
		return key{int64(p.Cost.Steps), int64(p.Cost.Distance), 0}
	case Shortest:
		return key{int64(p.Cost.Distance), int64(p.Cost.Steps), 0}
	default:
		return key{p.Cost.Climbing, int64(p.Cost.Distance), int32(p.Cost.Steps)}
	}
}
