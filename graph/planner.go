package graph

import (
	"context"
	"errors"
	"fmt"
	"slices"
)

// Planner answers questions about one graph, one at a time. It owns the scratch space of its
// searches and reuses it from question to question; make one for each goroutine.
type Planner struct {
	g      *Graph
	asked  Question // room for the question of Find
	room   space
	flags  []uint8
	states []int32
	both   bidirectional
	tree   dijkstra
	ladder ladder
	good   corridor
	kBest  kBest
	differ differing
	steps  stepGuide
	spur   astar
	many   multiSource
	hops   []int32
	moves  []move
	effort effort
	place  []int32 // by state, for layered: index into a layer plus one
}

// NewPlanner returns a Planner for g. It costs nothing until it is asked.
func NewPlanner(g *Graph) *Planner {
	p := &Planner{g: g, effort: effort{labels: MaxFrontierLabels, candidates: MaxCandidates, few: fewCandidates, joint: MaxJointSearches, ways: MaxLaneWays, looks: mostLooks}}
	p.good.both, p.good.end, p.steps.ladder = &p.both, back, &p.ladder
	p.kBest.both = &p.both
	p.differ.from.both, p.differ.from.end = &p.both, ahead
	return p
}

// effort is how much work is done before an answer says that it is incomplete, or takes another turn.
type effort struct {
	labels     int // of a frontier with three criteria
	candidates int // for alternatives of limited overlap
	few        int // of these that are paths in order, before what differs is searched for
	joint      int // combinations of limits
	looks      int // at arcs, for the best paths at once
	ways       int // kept at once for many people; with fewer they are searched for in more turns
}

// Graph is what the planner answers about.
func (p *Planner) Graph() *Graph { return p.g }

// Path returns the one best path of a question. found is false where the limits allow none; WhyNoPath
// says why. The error is an *InputError or the context's.
//
// Without MaxSteps it is a search from both ends, until they meet, for each leg. A step limit
// matters only where that path is too long; then a search over (role, steps) finds the best path
// within it, which is exact because the limit is part of the state.
func (p *Planner) Path(ctx context.Context, q Question) (path Path, found bool, err error) {
	found, err = p.Find(ctx, q, &path)
	return path, found, err
}

// Find is Path into a path whose slices are used again: for whoever asks many questions. It allocates nothing
// once there is room, unless the question states limits or a profile.
func (p *Planner) Find(ctx context.Context, q Question, path *Path) (found bool, err error) {
	p.asked = q
	if err := p.g.checkInPlace(&p.asked); err != nil {
		return false, err
	}
	s := p.space(&p.asked)
	states, err := p.best(ctx, s)
	if err != nil || states == nil {
		return false, err
	}
	s.describe(states, path)
	return true, nil
}

// Without returns the best path of a question that does not take a step: what stands in for it where it
// is gone. found is false where there is none. The error is an *InputError or the context's.
func (p *Planner) Without(ctx context.Context, q Question, step Step) (path Path, found bool, err error) {
	q, err = p.g.check(q)
	if err != nil {
		return Path{}, false, err
	}
	s := p.space(&q)
	if step.From == FromProfile {
		s.startWith(slices.DeleteFunc(slices.Clone(s.profile), func(x Step) bool { return x.To == step.To }))
	} else {
		s.skip, s.special = [2]int32{int32(step.From), int32(step.To)}, true
	}
	states, err := p.best(ctx, s)
	if err != nil || states == nil {
		return Path{}, false, err
	}
	return s.path(states), true, nil
}

// space prepares a checked question with the planner's scratch space. Only one space is in use at
// a time.
func (p *Planner) space(q *Question) *space {
	if p.flags == nil {
		p.flags = make([]uint8, p.g.Len())
	}
	p.room.prepare(p.g, q, p.flags)
	return &p.room
}

// best returns the states of the best path, nil where there is none. They are valid until the next search.
func (p *Planner) best(ctx context.Context, s *space) ([]int32, error) {
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("searching a path: %w", err)
	}
	states, err := p.free(ctx, s)
	if err != nil {
		return nil, fmt.Errorf("searching a path: %w", err)
	}
	if states == nil || len(states)-1 <= s.maxSteps {
		return states, nil
	}
	p.hops = s.fewestSteps(p.hops, s.maxSteps)
	if err := p.ladder.climb(ctx, s, s.maxSteps, p.hops, false); err != nil {
		return nil, fmt.Errorf("searching a path of at most %d steps: %w", s.maxSteps, err)
	}
	start, ok := p.ladder.best(s.maxSteps)
	if !ok {
		return nil, nil
	}
	return p.ladder.walk(nil, start, s.maxSteps), nil
}

// free is best without regard to a limit on steps.
func (p *Planner) free(ctx context.Context, s *space) ([]int32, error) {
	if !s.packs() {
		return p.tree.path(ctx, s)
	}
	states, err := p.both.states(ctx, s, p.states[:0])
	if errors.Is(err, errTooHeavy) {
		return p.tree.path(ctx, s)
	}
	if states != nil {
		p.states = states
	}
	return states, err
}

// path describes the path through states.
func (s *space) path(states []int32) (p Path) {
	s.describe(states, &p)
	return p
}

// describe is path into a path whose slices are used again.
func (s *space) describe(states []int32, p *Path) {
	*p = Path{Weights: s.weights, Roles: p.Roles[:0], Steps: p.Steps[:0]}
	if cap(p.Roles) < len(states) {
		p.Roles, p.Steps = make([]int, 0, len(states)), make([]Step, 0, len(states))
	}
	from := FromProfile
	if states[0] != s.profileState() {
		from = s.role(states[0])
		p.Roles = append(p.Roles, from)
	}
	for _, state := range states[1:] {
		to := s.role(state)
		p.Roles = append(p.Roles, to)
		if from == FromProfile {
			p.Steps = append(p.Steps, s.profile[s.entry[to]-1])
		} else {
			a, _ := s.g.arc(from, to)
			p.Steps = append(p.Steps, s.g.step(from, a))
		}
		step := &p.Steps[len(p.Steps)-1]
		climb, change := int64(s.weights.Climb(*step)), int64(s.weights.Change(*step))
		p.Cost.Climbing += s.c2 + climb*climb + change*change
		p.Cost.Squares += climb * climb
		p.Cost.Changes += change * change
		if int64(step.Drop) > s.falls {
			p.Cost.Demotions++
		}
		p.Cost.Distance += step.Distance()
		p.Cost.Steps++
		from = to
	}
}
