package graph

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"sort"
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
// where they exceed MaxFrontierLabels the answer says that it is incomplete,
// and is exact for the numbers of steps that it has come to.
//
// The error is an *InputError or the context's.
func (p *Planner) Frontier(ctx context.Context, q Question, withGap bool) (Frontier, error) {
	if q.MaxSteps == nil {
		steps := DefaultFrontierSteps
		q.MaxSteps = &steps
	}
	if *q.MaxSteps < 1 || *q.MaxSteps > MaxFrontierSteps {
		return Frontier{}, Invalid("maxSteps", *q.MaxSteps, "between", "least", 1, "most", MaxFrontierSteps)
	}
	if withGap && !p.g.data.HasScores() {
		return Frontier{}, Invalid("threeCriteria", nil, "scores")
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

// gapLabel is a way to a goal in the three-criteria search.
type gapLabel struct {
	state int32
	steps int32
	climb int64
	gap   int64
	older int32 // next label of the same state, index plus one
	dead  bool  // dominated by a label of the same layer
}

// gapSearch goes backwards by layers of steps and keeps, by state, the labels that no label of at
// most as many steps dominates in climb and gap.
type gapSearch struct {
	space  *space
	hops   []int32
	most   int // labels
	labels []gapLabel
	heads  []int32     // by state: index of its newest label plus one
	least  []staircase // by state: what dominates further labels
	done   staircase   // of whole paths: nothing that they dominate can be part of a better one
}

func (p *Planner) threeCriteria(ctx context.Context, s *space) (Frontier, error) {
	g := gapSearch{space: s, hops: p.hops, most: p.effort.labels, heads: make([]int32, s.states()), least: make([]staircase, s.states())}
	complete, err := g.run(ctx)
	if err != nil {
		return Frontier{}, err
	}
	answer := Frontier{Complete: complete, Labels: len(g.labels)}
	var ends []gapLabel
	for _, start := range s.starts() {
		for i := g.heads[start]; i != 0; i = g.labels[i-1].older {
			if !g.labels[i-1].dead {
				ends = append(ends, g.labels[i-1])
			}
		}
	}
	slices.SortFunc(ends, func(a, b gapLabel) int {
		return cmp.Or(cmp.Compare(a.steps, b.steps), cmp.Compare(a.climb, b.climb), cmp.Compare(a.gap, b.gap))
	})
	var kept staircase
	for _, e := range ends {
		if kept.dominates(e.climb, e.gap) {
			continue
		}
		kept = kept.with(e.climb, e.gap)
		path, err := p.leastGapPath(ctx, s, e)
		if err != nil {
			return Frontier{}, err
		}
		answer.Tradeoffs = append(answer.Tradeoffs, Tradeoff{Steps: int(e.steps), SteepestClimb: Points(e.climb), Gap: Points(e.gap), Path: path})
	}
	return answer, nil
}

// run fills the layers. complete is false where there were too many labels: then the
// layer that was begun is taken back, so that what is left is exact for fewer steps.
func (g *gapSearch) run(ctx context.Context) (complete bool, err error) {
	s := g.space
	climbs, gaps := s.under(steepestClimb), s.under(leastGap)
	var rises, efforts []move
	for _, goal := range s.goals() {
		g.offer(gapLabel{state: goal})
	}
	low := 0
	for steps := int32(1); int(steps) <= s.maxSteps && low < len(g.labels); steps++ {
		high := len(g.labels)
		for i := low; i < high; i++ {
			if i%cancelEvery == 0 && ctx.Err() != nil {
				return false, ctx.Err()
			}
			at := g.labels[i]
			if at.dead {
				continue
			}
			// The same steps under both objectives, in the same order.
			rises, efforts = climbs.predecessors(at.state, rises[:0]), gaps.predecessors(at.state, efforts[:0])
			for m, from := range rises {
				g.offer(gapLabel{state: from.state, steps: steps, climb: max(at.climb, from.key.a), gap: at.gap + efforts[m].key.a})
			}
			if len(g.labels) > g.most {
				g.takeBack(high)
				return false, nil
			}
		}
		g.bury(high)
		low = high
	}
	return true, nil
}

// offer keeps a label unless another dominates it.
func (g *gapSearch) offer(l gapLabel) {
	hops := g.hops[l.state]
	if hops < 0 || int(hops+l.steps) > g.space.maxSteps || g.least[l.state].dominates(l.climb, l.gap) || g.done.dominates(l.climb, l.gap) {
		return
	}
	g.least[l.state] = g.least[l.state].with(l.climb, l.gap)
	if hops == 0 {
		g.done = g.done.with(l.climb, l.gap)
	}
	l.older = g.heads[l.state]
	g.labels = append(g.labels, l)
	g.heads[l.state] = int32(len(g.labels))
}

// bury marks the labels of the newest layer that another of the layer dominates.
func (g *gapSearch) bury(low int) {
	for i := low; i < len(g.labels); i++ {
		l := &g.labels[i]
		l.dead = !g.least[l.state].has(l.climb, l.gap)
	}
}

// takeBack drops the labels from low on.
func (g *gapSearch) takeBack(low int) {
	for i := len(g.labels) - 1; i >= low; i-- {
		g.heads[g.labels[i].state] = g.labels[i].older
	}
	g.labels = g.labels[:low]
}

// staircase is a set of pairs of which none dominates another, by climb ascending and so by gap
// descending.
type staircase []corner

type corner struct{ climb, gap int64 }

// after is the place of the first corner that is steeper.
func (s staircase) after(climb int64) int {
	return sort.Search(len(s), func(i int) bool { return s[i].climb > climb })
}

// dominates says whether a corner is as good in both.
func (s staircase) dominates(climb, gap int64) bool {
	i := s.after(climb)
	return i > 0 && s[i-1].gap <= gap
}

func (s staircase) has(climb, gap int64) bool {
	i := s.after(climb)
	return i > 0 && s[i-1] == corner{climb, gap}
}

// with adds a pair that no corner dominates, and drops those that it dominates.
func (s staircase) with(climb, gap int64) staircase {
	from := s.after(climb)
	if from > 0 && s[from-1].climb == climb {
		from--
	}
	to := from
	for to < len(s) && s[to].gap >= gap {
		to++
	}
	return slices.Replace(s, from, to, corner{climb, gap})
}

// leastGapPath returns the best path under the space's objective among those of at most so many
// steps, so steep and with so large a gap as a non-dominated label says.
func (p *Planner) leastGapPath(ctx context.Context, s *space, end gapLabel) (Path, error) {
	within := s.noSteeper(end.climb)
	within.maxSteps = int(end.steps)
	l := &p.ladder
	if err := l.climb(ctx, within.under(leastGap), within.maxSteps, p.hops, false); err != nil {
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
	return p.layered(within, within.maxSteps, func(from, to int32, left int) bool {
		return tight[hop{from, to, int32(left)}]
	}), nil
}
