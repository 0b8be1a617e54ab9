package graph

import (
	"context"
	"slices"
)

// astar finds the best path of a pathSet: A* (Hart, Nilsson and Raphael 1968) from the end of the
// prefix, guided by the exact keys of ways that know of no prefix. Those come from a tree that is
// extended as far as it is asked, or, with a step limit, from a ladder: what is left of the steps
// is then part of the guidance. With a limit the states are (state, steps), of which a label is
// dropped when another of the same state is no dearer and needs no more steps.
type astar struct {
	space  *space
	tree   *dijkstra
	ladder *ladder // nil without a step limit

	round   uint32
	mark    []uint32 // by state: round in which newest is valid
	newest  []int32  // by state: index into labels plus one
	blocked []uint32 // by state: round in which the prefix holds it
	labels  []waypoint
	queue   heap // of indices into labels
	moves   []move
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

func (s *astar) reset(sp *space, t *dijkstra, l *ladder) {
	s.space, s.tree, s.ladder = sp, t, l
	if n := sp.states(); len(s.mark) < n {
		s.mark, s.newest, s.blocked, s.round = make([]uint32, n), make([]int32, n), make([]uint32, n), 0
	}
}

// ahead is the key from a state to a goal after so many steps, or as much of it as is known; exact
// says whether it is all.
func (s *astar) ahead(state int32, steps int) (k key, exact bool) {
	if s.ladder == nil {
		_, exact = s.tree.settled(state)
		return s.tree.atLeast(state), exact
	}
	if k, ok := s.ladder.within(state, s.space.maxSteps-steps); ok {
		return k, true
	}
	return noWay, true
}

// rest is the best way from a state to a goal after so many steps, where ahead is exact.
func (s *astar) rest(state int32, steps int) []int32 {
	if s.ladder == nil {
		return s.tree.walk(state)
	}
	return s.ladder.walk(state, s.space.maxSteps-steps)
}

// onward lists the states that may follow a prefix. The list is valid until the next call.
func (s *astar) onward(prefix []int32) []move {
	s.moves = s.space.onward(prefix, s.moves[:0])
	return s.moves
}

// bound is a lower bound of the best path of a set, from what the tree has settled so far.
func (s *astar) bound(set *pathSet) key {
	least := noWay
	ended := len(set.prefix) > 0 && s.space.isGoal(set.prefix[len(set.prefix)-1])
	if ended {
		return least
	}
	for _, m := range s.onward(set.prefix) {
		if !slices.Contains(set.banned, m.state) {
			ahead, _ := s.ahead(m.state, len(set.prefix))
			if k := set.spent.add(m.key).add(ahead); k.less(least) {
				least = k
			}
		}
	}
	return least
}

// best finds the best path of a set: its key and path. found is false for an empty set.
func (s *astar) best(ctx context.Context, set *pathSet) (found bool, err error) {
	if n := len(set.prefix); n > 0 && s.space.isGoal(set.prefix[n-1]) {
		return false, nil
	}
	for {
		// What is known of the next states?
		least, open, next := key{}, key{}, int32(-1)
		waiting := false
		for _, m := range s.onward(set.prefix) {
			if slices.Contains(set.banned, m.state) || slices.Contains(set.prefix, m.state) {
				continue
			}
			ahead, exact := s.ahead(m.state, len(set.prefix))
			k := set.spent.add(m.key).add(ahead)
			if ahead.a >= unreachable {
				continue
			}
			if exact {
				if next < 0 || k.less(least) {
					least, next = k, m.state
				}
			} else if !waiting || k.less(open) {
				open, waiting = k, true
			}
		}
		if waiting && (next < 0 || !least.less(open)) {
			if err := s.tree.advance(ctx); err != nil {
				return false, err
			}
			continue
		}
		if next < 0 {
			return false, nil
		}
		rest := s.rest(next, len(set.prefix))
		if !slices.ContainsFunc(rest, func(state int32) bool { return slices.Contains(set.prefix, state) }) {
			set.key, set.path = least, append(slices.Clone(set.prefix), rest...)
			return true, nil
		}
		return s.search(ctx, set)
	}
}

// search is the A* search.
func (s *astar) search(ctx context.Context, set *pathSet) (found bool, err error) {
	if s.round++; s.round == 0 {
		clear(s.mark)
		clear(s.blocked)
		s.round = 1
	}
	s.labels = s.labels[:0]
	s.queue.clear()
	for _, state := range set.prefix {
		s.blocked[state] = s.round
	}
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
			l.guided = true
			ok, err := s.tree.until(ctx, l.state)
			if err != nil {
				return false, err
			}
			if ok {
				s.queue.push(entry{l.key.add(s.tree.atLeast(l.state)), e.id})
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
		s.moves = s.space.successors(from, s.moves[:0])
		for _, m := range s.moves {
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
	ahead, exact := s.ahead(to, int(steps))
	if ahead.a >= unreachable {
		return
	}
	bounded := s.ladder != nil
	older := int32(0)
	if s.mark[to] == s.round {
		older = s.newest[to]
	}
	for i := older; i != 0; i = s.labels[i-1].older {
		o := &s.labels[i-1]
		if !k.less(o.key) && (!bounded || o.steps <= steps) {
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
		if o.key.less(l.key) && (s.ladder == nil || o.steps <= l.steps) {
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
