package graph

import (
	"context"
	"slices"
)

// guide knows what is left to a goal from a state that is entered after so many steps of a path, or a bound of it that
// work makes sharper.
type guide interface {
	// begin starts on a space.
	begin(ctx context.Context, s *space) error
	// atLeast is the least key from a state to a goal, or a bound of it; exact says that it is all.
	atLeast(state int32, steps int) (k key, exact bool)
	// sharpen is atLeast after some more work, if that was not all.
	sharpen(ctx context.Context, state int32, steps int) (k key, exact bool, err error)
	// walk appends the best way on, from a state whose key is exact: of equal ones the first in the order of codes.
	walk(path []int32, state int32, steps int) []int32
}

// astar finds the best path of a pathSet: A* (Hart, Nilsson and Raphael 1968) from the end of the
// prefix, led by a guide that knows of no prefix. With a limit on steps the states are (state, steps), of which a
// label is dropped when another of the same state is no dearer and needs no more steps.
type astar struct {
	space   *space
	guide   guide
	bounded bool // by a limit on steps, of which the guide knows

	round   uint32
	mark    []uint32 // by state: round in which newest is valid
	newest  []int32  // by state: index into labels plus one
	blocked []uint32 // by state: round in which the prefix holds it
	labels  []waypoint
	queue   heap // of indices into labels
	moves   []move
	choices []choice

	steps []move     // moves that have been asked for, state by state
	asked []stepList // by state
	epoch uint32     // of what is asked, a space
}

// stepList is where a state's moves stand in steps, if they were asked for in this epoch.
type stepList struct {
	low, high int32
	epoch     uint32
}

// choice is a state that may follow a prefix, and what the whole path costs at least.
type choice struct {
	move
	whole key
	exact bool
}

// waypoint is a way to a state: labels of one state are linked from the newest to the oldest.
type waypoint struct {
	key     key // from the start, prefix included
	state   int32
	steps   int32 // of the whole path, prefix included
	older   int32
	settled bool
	guided  bool // the queue holds it at its exact estimate
	tight   bool // on a best path
}

func (s *astar) reset(sp *space, g guide) {
	s.space, s.guide = sp, g
	_, s.bounded = g.(*stepGuide)
	if n := sp.states(); len(s.mark) < n {
		s.mark, s.newest, s.blocked, s.round = make([]uint32, n), make([]int32, n), make([]uint32, n), 0
		s.asked = make([]stepList, n)
	}
	s.steps = s.steps[:0]
	if s.epoch++; s.epoch == 0 {
		clear(s.asked)
		s.epoch = 1
	}
}

// block starts a round, in which nothing is marked but what a prefix holds.
func (s *astar) block(prefix []int32) {
	if s.round++; s.round == 0 {
		clear(s.mark)
		clear(s.blocked)
		s.round = 1
	}
	for _, state := range prefix {
		s.blocked[state] = s.round
	}
}

// onward lists the states that may follow a prefix. The list stays as it is until another space is searched.
func (s *astar) onward(prefix []int32) []move {
	if len(prefix) == 0 {
		return s.space.onward(prefix, nil)
	}
	return s.successors(prefix[len(prefix)-1])
}

// successors lists the moves from a state, which are found once.
func (s *astar) successors(state int32) []move {
	list := &s.asked[state]
	if list.epoch != s.epoch {
		low := len(s.steps)
		s.steps = s.space.successors(state, s.steps)
		*list = stepList{int32(low), int32(len(s.steps)), s.epoch}
	}
	return s.steps[list.low:list.high:list.high]
}

// ended reports whether a set holds no path but its prefix.
func (s *astar) ended(set *pathSet) bool {
	n := len(set.prefix)
	return n > 0 && s.space.isGoal(set.prefix[n-1])
}

// bound is a lower bound of the best path of a set whose prefix is blocked, from what the guide knows so far. after is
// what is spent once the set goes on to a state.
func (s *astar) bound(set *pathSet, to int32) (least, after key) {
	least = noWay
	for _, m := range s.onward(set.prefix) {
		if m.state == to {
			after = set.spent.add(m.key)
		}
		if s.blocked[m.state] == s.round || slices.Contains(set.banned, m.state) {
			continue
		}
		ahead, _ := s.guide.atLeast(m.state, len(set.prefix))
		if k := set.spent.add(m.key).add(ahead); k.less(least) {
			least = k
		}
	}
	return least, after
}

// best finds the best path of a set: its key and path. found is false for an empty set.
func (s *astar) best(ctx context.Context, set *pathSet) (found bool, err error) {
	if s.ended(set) {
		return false, nil
	}
	s.block(set.prefix)
	steps := len(set.prefix)
	s.choices = s.choices[:0]
	for _, m := range s.onward(set.prefix) {
		if s.blocked[m.state] == s.round || slices.Contains(set.banned, m.state) {
			continue
		}
		if ahead, exact := s.guide.atLeast(m.state, steps); ahead.a < unreachable {
			s.choices = append(s.choices, choice{m, set.spent.add(m.key).add(ahead), exact})
		}
	}
	for {
		first := s.first()
		if first < 0 {
			return false, nil
		}
		c := &s.choices[first]
		if !c.exact {
			ahead, exact, err := s.guide.sharpen(ctx, c.state, steps)
			if err != nil {
				return false, err
			}
			c.whole, c.exact = set.spent.add(c.key).add(ahead), exact
			if ahead.a >= unreachable {
				s.choices = slices.Delete(s.choices, first, first+1)
			}
			continue
		}
		path := s.guide.walk(slices.Clone(set.prefix), c.state, steps)
		if slices.ContainsFunc(path[steps:], func(state int32) bool { return s.blocked[state] == s.round }) {
			return s.search(ctx, set)
		}
		set.key, set.path = c.whole, path
		return true, nil
	}
}

// first is the choice that costs least; of equal ones one that is not exact yet, then the first. It is -1 where there is none.
func (s *astar) first() int {
	first := -1
	for i := range s.choices {
		c := &s.choices[i]
		if first < 0 || c.whole.less(s.choices[first].whole) || c.whole == s.choices[first].whole && !c.exact && s.choices[first].exact {
			first = i
		}
	}
	return first
}

// search is the A* search. The prefix of the set is blocked.
func (s *astar) search(ctx context.Context, set *pathSet) (found bool, err error) {
	s.labels = s.labels[:0]
	s.queue.clear()
	steps := int32(len(set.prefix))
	for _, m := range s.onward(set.prefix) {
		if !slices.Contains(set.banned, m.state) {
			s.reach(m.state, set.spent.add(m.key), steps)
		}
	}
	for ticks := 1; s.queue.len() > 0; ticks++ {
		if ticks%cancelEvery == 0 && ctx.Err() != nil {
			return false, ctx.Err()
		}
		if found && set.key.less(s.queue.top()) {
			break
		}
		e := s.queue.pop()
		l := &s.labels[e.id]
		if l.settled || s.dominated(l) {
			continue
		}
		if !l.guided {
			ahead, exact, err := s.guide.sharpen(ctx, l.state, int(l.steps))
			if err != nil {
				return false, err
			}
			l.guided = exact
			if ahead.a < unreachable {
				s.queue.push(entry{l.key.add(ahead), e.id})
			}
			continue
		}
		l.settled = true
		if s.space.isGoal(l.state) {
			if !found {
				found, set.key = true, l.key
			}
			continue
		}
		from, at, spent := l.state, l.steps, l.key
		for _, m := range s.successors(from) {
			s.reach(m.state, spent.add(m.key), at+1)
		}
	}
	if found {
		s.markTight(set)
		set.path = s.walk(set)
	}
	return found, nil
}

// reach adds a label for a state that the prefix does not block.
func (s *astar) reach(to int32, k key, steps int32) {
	if s.blocked[to] == s.round {
		return
	}
	ahead, exact := s.guide.atLeast(to, int(steps))
	if ahead.a >= unreachable {
		return
	}
	older := int32(0)
	if s.mark[to] == s.round {
		older = s.newest[to]
	}
	for i := older; i != 0; i = s.labels[i-1].older {
		o := &s.labels[i-1]
		if !k.less(o.key) && (!s.bounded || o.steps <= steps) {
			return
		}
	}
	s.labels = append(s.labels, waypoint{key: k, state: to, steps: steps, older: older, guided: exact})
	s.mark[to], s.newest[to] = s.round, int32(len(s.labels))
	s.queue.push(entry{k.add(ahead), int32(len(s.labels) - 1)})
}

// dominated reports whether another label of the same state is better in every way.
func (s *astar) dominated(l *waypoint) bool {
	for i := s.newest[l.state]; i != 0; i = s.labels[i-1].older {
		o := &s.labels[i-1]
		if o.key.less(l.key) && (!s.bounded || o.steps <= l.steps) {
			return true
		}
	}
	return false
}

// find returns the settled label of a state with the key, if there is one.
func (s *astar) find(state int32, k key) *waypoint {
	if s.mark[state] != s.round {
		return nil
	}
	for i := s.newest[state]; i != 0; i = s.labels[i-1].older {
		if l := &s.labels[i-1]; l.settled && l.key == k {
			return l
		}
	}
	return nil
}

// markTight marks the labels on best paths, from the goals back.
func (s *astar) markTight(set *pathSet) {
	var queue []*waypoint
	for i := range s.labels {
		if l := &s.labels[i]; l.settled && l.key == set.key && s.space.isGoal(l.state) {
			l.tight = true
			queue = append(queue, l)
		}
	}
	for len(queue) > 0 {
		l := queue[0]
		queue = queue[1:]
		s.moves = s.space.predecessors(l.state, s.moves[:0])
		for _, m := range s.moves {
			if o := s.find(m.state, l.key.sub(m.key)); o != nil && !o.tight {
				o.tight = true
				queue = append(queue, o)
			}
		}
	}
}

// walk follows the waypoints on best paths.
func (s *astar) walk(set *pathSet) []int32 {
	return s.space.follow(slices.Clone(set.prefix), set.spent, s.moves, func(state int32, spent key, steps int) bool {
		if steps == len(set.prefix) && slices.Contains(set.banned, state) {
			return false
		}
		l := s.find(state, spent)
		return l != nil && l.tight
	})
}
