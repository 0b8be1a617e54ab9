package graph

import (
	"context"
	"slices"
)

// ladder is a search backwards from the goals that is bounded in steps: for every state the best
// key with at most k steps, for k up to a limit. It is Bellman-Ford by layers, in which a state
// enters a layer only when one more step has made it better.
type ladder struct {
	space  *space
	labels []label
	newest []int32 // by state: index into labels plus one
	moves  []move
}

// label says that steps suffice for key; older labels of a state need fewer steps and cost more.
type label struct {
	key   key
	state int32
	steps int32
	older int32 // index into labels plus one
}

// climb fills the ladder up to limit steps. O(limit x arcs) at worst; hops, the fewest steps from
// a start by state (-1 where there is no way), keep out states from which the limit is too short.
//
// What costs as much as a shorter way from a start is left out, unless all is set: it cannot be part
// of the best path, though of the next best.
func (l *ladder) climb(ctx context.Context, s *space, limit int, hops []int32, all bool) error {
	l.space, l.labels = s, l.labels[:0]
	if n := s.states(); len(l.newest) < n {
		l.newest = make([]int32, n)
	} else {
		clear(l.newest)
	}
	for _, state := range s.goals() {
		l.add(label{state: state})
	}
	least := noWay
	low := 0
	for steps := int32(1); int(steps) <= limit && low < len(l.labels); steps++ {
		high, next := len(l.labels), least
		for i := low; i < high; i++ {
			if i%cancelEvery == 0 && ctx.Err() != nil {
				return ctx.Err()
			}
			at := l.labels[i]
			l.moves = s.predecessors(at.state, l.moves[:0])
			for _, m := range l.moves {
				from := m.state
				if hops[from] < 0 || int(hops[from]+steps) > limit {
					continue
				}
				k := s.join(at.key, m.key)
				if !k.less(least) {
					continue
				}
				if !all && hops[from] == 0 && k.less(next) {
					next = k
				}
				newest := l.newest[from]
				if newest == 0 || k.less(l.labels[newest-1].key) {
					if newest != 0 && l.labels[newest-1].steps == steps {
						l.labels[newest-1].key = k
					} else {
						l.add(label{key: k, state: from, steps: steps, older: newest})
					}
				}
			}
		}
		low, least = high, next
	}
	return nil
}

func (l *ladder) add(x label) {
	l.labels = append(l.labels, x)
	l.newest[x.state] = int32(len(l.labels))
}

// within returns the best key of a state with at most so many steps.
func (l *ladder) within(state int32, steps int) (key, bool) {
	for i := l.newest[state]; i != 0; i = l.labels[i-1].older {
		if int(l.labels[i-1].steps) <= steps {
			return l.labels[i-1].key, true
		}
	}
	return key{}, false
}

// best returns the start of least key, of smallest code among equals.
func (l *ladder) best(limit int) (start int32, ok bool) {
	var least key
	for _, state := range l.space.starts() {
		if k, reached := l.within(state, limit); reached && (!ok || k.less(least)) {
			start, least, ok = state, k, true
		}
	}
	return start, ok
}

// walk appends the best way from a state to a goal in at most so many steps.
func (l *ladder) walk(path []int32, state int32, most int) []int32 {
	whole, _ := l.within(state, most)
	before := len(path)
	return l.space.follow(append(path, state), key{}, l.moves, func(state int32, spent key, steps int) bool {
		rest, ok := l.within(state, most-(steps-before))
		return ok && spent.add(rest) == whole
	})
}

// stepGuide guides by a ladder within a limit on steps: one search over (state, steps) serves all others.
type stepGuide struct {
	*ladder
	hops []int32
	most int
}

func (g *stepGuide) begin(ctx context.Context, s *space) error {
	g.most = s.maxSteps
	g.hops = s.fewestSteps(g.hops, g.most)
	return g.climb(ctx, s, g.most, g.hops, true)
}

func (g *stepGuide) atLeast(state int32, steps int) (k key, exact bool) {
	if k, ok := g.within(state, g.most-steps); ok {
		return k, true
	}
	return noWay, true
}

func (g *stepGuide) sharpen(_ context.Context, state int32, steps int) (k key, exact bool, err error) {
	k, exact = g.atLeast(state, steps)
	return k, exact, nil
}

func (g *stepGuide) walk(path []int32, state int32, steps int) []int32 {
	return g.ladder.walk(path, state, g.most-steps)
}

// fewestSteps fills hops with the fewest steps from a start to every state, -1 where there is no
// way within limit.
func (s *space) fewestSteps(hops []int32, limit int) []int32 {
	hops = slices.Grow(hops[:0], s.states())[:s.states()]
	for i := range hops {
		hops[i] = -1
	}
	queue := append(make([]int32, 0, s.states()), s.starts()...)
	for _, state := range queue {
		hops[state] = 0
	}
	plain := s.last == 0 && !s.special && s.bounds == unbounded // every arc is a step
	var moves []move
	for i := 0; i < len(queue) && int(hops[queue[i]]) < limit; i++ {
		state := queue[i]
		next := hops[state] + 1
		switch {
		case s.isGoal(state):
		case plain && state != s.profileState():
			for _, other := range s.g.targets[s.g.offsets[state]:s.g.offsets[state+1]] {
				if hops[other] < 0 {
					hops[other] = next
					queue = append(queue, other)
				}
			}
		default:
			moves = s.successors(state, moves[:0])
			for _, m := range moves {
				if hops[m.state] < 0 {
					hops[m.state] = next
					queue = append(queue, m.state)
				}
			}
		}
	}
	return hops
}
