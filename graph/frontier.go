package graph

import (
	"context"
	"fmt"
)

// Bounds of a frontier.
const (
	DefaultFrontierSteps = 8
	MaxFrontierSteps     = 32
	MaxFrontierLabels    = 2_000_000 // three criteria only
)

// Third is a third criterion of a frontier, besides steps and steepest climb.
type Third string

// The third criteria.
const (
	NoThird            Third = ""
	ThirdGap           Third = "SKILL_GAP"      // total skill gap
	ThirdFamilyChanges Third = "FAMILY_CHANGES" // how many steps lead into another family
)

// criterion is what a search adds up of it.
func (t Third) criterion() criterion {
	if t == ThirdGap {
		return leastGap
	}
	return fewestChanges
}

// Frontier returns every non-dominated pair of (steps, steepest climb) up to q.MaxSteps (1 to 32,
// default 8), each with the best path under the question's objective among those with at most so
// many steps and no steeper one; third adds a criterion.
//
// Two criteria: one search backwards by layers of steps, in which a state enters a layer only when
// one more step has made its way less steep, gives all pairs in O(maxSteps x arcs). A pair's steps
// are the fewest for its climb, so its paths form a layered graph without cycles, and the best of
// them is found by going through those layers alone. Three criteria: labels as in Martins (1984);
// where they exceed MaxFrontierLabels the answer says that it is incomplete,
// and is exact for the numbers of steps that it has come to.
//
// The error is an *InputError or the context's.
func (p *Planner) Frontier(ctx context.Context, q Question, third Third) (Frontier, error) {
	if q.MaxSteps == nil {
		steps := DefaultFrontierSteps
		q.MaxSteps = &steps
	}
	if *q.MaxSteps < 1 || *q.MaxSteps > MaxFrontierSteps {
		return Frontier{}, Invalid("maxSteps", *q.MaxSteps, "between", "least", 1, "most", MaxFrontierSteps)
	}
	if third != NoThird && third != ThirdGap && third != ThirdFamilyChanges {
		return Frontier{}, Invalid("thirdCriterion", third, "one-of", "choices", []Third{ThirdGap, ThirdFamilyChanges})
	}
	if third == ThirdGap && !p.g.data.HasScores() {
		return Frontier{}, Invalid("thirdCriterion", third, "scores")
	}
	q, err := p.g.check(q)
	if err != nil {
		return Frontier{}, err
	}
	s := p.space(&q)
	p.hops = s.fewestSteps(p.hops, s.maxSteps)
	var answer Frontier
	if third != NoThird {
		answer, err = p.threeCriteria(ctx, s, third)
	} else {
		answer, err = p.twoCriteria(ctx, s)
	}
	if err != nil {
		return Frontier{}, fmt.Errorf("searching the frontier: %w", err)
	}
	return answer, nil
}

func (p *Planner) twoCriteria(ctx context.Context, s *space) (Frontier, error) {
	l := &p.ladder
	if err := l.climb(ctx, s.under(steepestClimb), s.maxSteps, p.hops, false); err != nil {
		return Frontier{}, err
	}
	answer := Frontier{Complete: true, Labels: len(l.labels)}
	least := int64(unreachable)
	for steps := 0; steps <= s.maxSteps; steps++ {
		climb := least
		for _, start := range s.starts() {
			if k, ok := l.within(start, steps); ok {
				climb = min(climb, k.a)
			}
		}
		if climb == least {
			continue
		}
		least = climb
		path := p.layered(s.noSteeper(climb), steps, func(_, to int32, left int) bool {
			need, ok := l.stepsWithin(to, climb)
			return ok && need == left
		})
		answer.Tradeoffs = append(answer.Tradeoffs, Tradeoff{Steps: steps, SteepestClimb: Points(climb), Path: path})
	}
	return answer, nil
}

// stepsWithin returns the fewest steps from a state at a bottleneck of at most so much.
func (l *ladder) stepsWithin(state int32, worst int64) (steps int, ok bool) {
	for i := l.newest[state]; i != 0 && l.labels[i-1].key.a <= worst; i = l.labels[i-1].older {
		steps, ok = int(l.labels[i-1].steps), true
	}
	return steps, ok
}

// layered returns the best path of exactly so many steps among those that take tight steps only:
// tight says so of a step from one state (-1 before the start) to another, and of the steps that
// are left after it. There must be a path, and tight steps must always lead on to a goal.
func (p *Planner) layered(s *space, steps int, tight func(from, to int32, left int) bool) Path {
	if len(p.place) < s.states() {
		p.place = make([]int32, s.states())
	}
	layers := make([]layer, steps+1)
	for _, start := range s.starts() {
		if tight(-1, start, steps) {
			layers[0] = append(layers[0], node{state: start})
		}
	}
	for i := range steps {
		for _, from := range layers[i] {
			p.moves = s.successors(from.state, p.moves[:0])
			for _, m := range p.moves {
				if p.place[m.state] == 0 && tight(from.state, m.state, steps-1-i) {
					layers[i+1] = append(layers[i+1], node{state: m.state})
					p.place[m.state] = int32(len(layers[i+1]))
				}
			}
		}
		layers[i+1].unplace(p.place)
	}
	// Back through the layers, adding up keys. The last layer holds goals.
	for i := steps - 1; i >= 0; i-- {
		layers[i+1].put(p.place)
		for j := range layers[i] {
			from := &layers[i][j]
			from.key = noWay
			p.moves = s.successors(from.state, p.moves[:0])
			for _, m := range p.moves {
				if at := p.place[m.state]; at != 0 && tight(from.state, m.state, steps-1-i) {
					if k := layers[i+1][at-1].key.add(m.key); k.less(from.key) {
						from.key, from.next = k, at-1 // moves come by code: the first of equals stays
					}
				}
			}
		}
		layers[i+1].unplace(p.place)
	}
	at := layers[0][0]
	for _, n := range layers[0][1:] {
		if n.key.less(at.key) {
			at = n
		}
	}
	states := []int32{at.state}
	for i := range steps {
		at = layers[i+1][at.next]
		states = append(states, at.state)
	}
	return s.path(states)
}

// layer is the states of a layered graph that are so many steps from the start.
type layer []node

type node struct {
	state int32
	next  int32 // index into the next layer
	key   key   // to the goal
}

func (l layer) put(place []int32) {
	for i, n := range l {
		place[n.state] = int32(i + 1)
	}
}

func (l layer) unplace(place []int32) {
	for _, n := range l {
		place[n.state] = 0
	}
}
