package graph

import (
	"cmp"
	"context"
	"fmt"
	"slices"
)

// Bounds of a frontier.
const (
	DefaultFrontierSteps = 8
	MaxFrontierSteps     = 32
	MaxFrontierLabels    = 2_000_000 // three criteria only
)

// Frontier returns every non-dominated pair of (steps, steepest climb) up to q.MaxSteps (1 to 32,
// default 8), each with the best path under the question's objective among those with at most so
// many steps and no steeper one; withGap adds total skill gap as a third criterion.
//
// Two criteria: one search backwards by layers of steps, in which a state enters a layer only when
// one more step has made its way less steep, gives all pairs in O(maxSteps x arcs). A pair's steps
// are the fewest for its climb, so its paths form a layered graph without cycles, and the best of
// them is found by going through those layers alone. Three criteria: labels as in Martins (1984);
// where they exceed MaxFrontierLabels the answer says that it is incomplete.
//
// The error is an *InputError or the context's.
func (p *Planner) Frontier(ctx context.Context, q Question, withGap bool) (Frontier, error) {
	if q.MaxSteps == nil {
		steps := DefaultFrontierSteps
		q.MaxSteps = &steps
	}
	if *q.MaxSteps < 1 || *q.MaxSteps > MaxFrontierSteps {
		return Frontier{}, refuse("maxSteps", *q.MaxSteps, "1 to %d", "1〜%d", MaxFrontierSteps)
	}
	if withGap && !p.g.data.HasScores() {
		return Frontier{}, refuse("threeCriteria", nil, "a dataset with scores: this one states correlations and has no skill gaps", "点数のあるデータ（このデータには相関しかなく、スキルの差がわかりません）")
	}
	q, err := p.g.check(q)
	if err != nil {
		return Frontier{}, err
	}
	s := p.space(&q)
	p.hops = s.fewestSteps(p.hops, s.maxSteps)
	var answer Frontier
	if withGap {
		answer, err = p.threeCriteria(ctx, s)
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
	if err := l.climb(ctx, s.under(steepestClimb), s.maxSteps, p.hops); err != nil {
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
		within := *s
		within.maxClimb = climb
		path := p.layered(&within, steps, func(_, to int32, left int) bool {
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
			from.key = key{a: unreachable}
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

// gapLabel is a way to a goal in the three-criteria search.
type gapLabel struct {
	state int32
	steps int32
	climb int64
	gap   int64
	older int32 // next label of the same state, index plus one
	dead  bool  // dominated by a label of the same layer
}

func (p *Planner) threeCriteria(ctx context.Context, s *space) (Frontier, error) {
	labels, heads, err := s.gapLabels(ctx, p.hops)
	if err != nil {
		return Frontier{}, err
	}
	answer := Frontier{Complete: len(labels) < MaxFrontierLabels, Labels: len(labels)}
	var ends []gapLabel
	for _, start := range s.starts() {
		for i := heads[start]; i != 0; i = labels[i-1].older {
			if !labels[i-1].dead {
				ends = append(ends, labels[i-1])
			}
		}
	}
	slices.SortFunc(ends, func(a, b gapLabel) int {
		return cmp.Or(cmp.Compare(a.steps, b.steps), cmp.Compare(a.climb, b.climb), cmp.Compare(a.gap, b.gap))
	})
	var kept []gapLabel
	for _, e := range ends {
		if !slices.ContainsFunc(kept, func(k gapLabel) bool { return k.climb <= e.climb && k.gap <= e.gap }) {
			kept = append(kept, e)
		}
	}
	for _, e := range kept {
		path, err := p.leastGapPath(ctx, s, e)
		if err != nil {
			return Frontier{}, err
		}
		answer.Tradeoffs = append(answer.Tradeoffs, Tradeoff{Steps: int(e.steps), SteepestClimb: Points(e.climb), Gap: Points(e.gap), Path: path})
	}
	return answer, nil
}

// gapLabels searches backwards by layers of steps and keeps, by state, the labels that no label of
// at most as many steps dominates in climb and gap.
func (s *space) gapLabels(ctx context.Context, hops []int32) ([]gapLabel, []int32, error) {
	climbs, gaps := s.under(steepestClimb), s.under(leastGap)
	heads := make([]int32, s.states())
	var labels []gapLabel
	var rises, efforts []move
	for _, goal := range s.goals() {
		labels = append(labels, gapLabel{state: goal})
		heads[goal] = int32(len(labels))
	}
	low := 0
	for steps := int32(1); int(steps) <= s.maxSteps && low < len(labels); steps++ {
		high := len(labels)
		for i := low; i < high; i++ {
			if i%cancelEvery == 0 && ctx.Err() != nil {
				return nil, nil, ctx.Err()
			}
			at := labels[i]
			if at.dead {
				continue
			}
			// The same steps under both objectives, in the same order.
			rises, efforts = climbs.predecessors(at.state, rises[:0]), gaps.predecessors(at.state, efforts[:0])
			for m, from := range rises {
				climb, gap := max(at.climb, from.key.a), at.gap+efforts[m].key.a
				labels = s.offerGap(labels, heads, hops, gapLabel{state: from.state, steps: steps, climb: climb, gap: gap})
			}
			if len(labels) >= MaxFrontierLabels {
				return labels, heads, nil
			}
		}
		low = high
	}
	return labels, heads, nil
}

// offerGap keeps a label unless another dominates it, and drops those of its layer that it dominates.
func (s *space) offerGap(labels []gapLabel, heads, hops []int32, l gapLabel) []gapLabel {
	if hops[l.state] < 0 || int(hops[l.state]+l.steps) > s.maxSteps {
		return labels
	}
	for j := heads[l.state]; j != 0; j = labels[j-1].older {
		if o := &labels[j-1]; !o.dead && o.climb <= l.climb && o.gap <= l.gap {
			return labels
		}
	}
	for j := heads[l.state]; j != 0; j = labels[j-1].older {
		if o := &labels[j-1]; o.steps == l.steps && l.climb <= o.climb && l.gap <= o.gap {
			o.dead = true
		}
	}
	l.older = heads[l.state]
	labels = append(labels, l)
	heads[l.state] = int32(len(labels))
	return labels
}

// leastGapPath returns the best path under the space's objective among those of at most so many
// steps, so steep and with so large a gap as a non-dominated label says.
func (p *Planner) leastGapPath(ctx context.Context, s *space, end gapLabel) (Path, error) {
	within := *s
	within.maxClimb, within.maxSteps = end.climb, int(end.steps)
	l := &p.ladder
	if err := l.climb(ctx, within.under(leastGap), within.maxSteps, p.hops); err != nil {
		return Path{}, err
	}
	// A step is tight where what is spent before it, its own gap and the least gap from its end
	// add up to the gap of the label.
	type hop struct{ from, to, left int32 }
	var moves []move
	tight := map[hop]bool{}
	gaps := within.under(leastGap)
	layer := map[int32]int64{}
	for _, start := range s.starts() {
		if k, ok := l.within(start, within.maxSteps); ok && k.a == end.gap {
			layer[start] = 0
			tight[hop{-1, start, end.steps}] = true
		}
	}
	for left := end.steps - 1; left >= 0; left-- {
		next := map[int32]int64{}
		for from, spent := range layer {
			moves = gaps.successors(from, moves[:0])
			for _, m := range moves {
				if k, ok := l.within(m.state, int(left)); ok && spent+m.key.a+k.a == end.gap {
					next[m.state] = spent + m.key.a
					tight[hop{from, m.state, left}] = true
				}
			}
		}
		layer = next
	}
	return p.layered(&within, within.maxSteps, func(from, to int32, left int) bool {
		return tight[hop{from, to, int32(left)}]
	}), nil
}
