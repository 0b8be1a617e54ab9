package graph

import "context"

// bidirectional is a search from both ends in turn: Dijkstra's (1959) from the starts and from the goals, as
// Nicholson (1966) and Pohl (1971) let them meet. It looks at two small neighbourhoods where a
// search from one end looks at everything that is nearer than the other end.
//
// It stops when no way that is yet to be found can be as good as the best one. Until then ties are
// settled, too: every state on a best path has its exact key from one end at least.
type bidirectional struct {
	space       *space
	ahead, back dijkstra
	cost        key // of the best way found
	found       bool
	tight       []uint32 // by state: round in which it is known to lie on a best path
	queue       []int32
}

// best returns the states of the best path, the first in the order of codes; nil where there is none.
// O((states + arcs) log arcs) at worst. The error is the context's.
func (b *bidirectional) best(ctx context.Context, s *space) ([]int32, error) {
	b.space, b.found = s, false
	b.back.reset(s)
	b.ahead.resetFrom(s, s.starts())
	for _, state := range s.starts() {
		if k, ok := b.back.label(state); ok { // already there
			b.cost, b.found = k, true
		}
	}
	for ticks := 1; b.ahead.queue.len() > 0 && b.back.queue.len() > 0; ticks++ {
		if ticks%cancelEvery == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if b.found && b.cost.less(b.ahead.queue.top().add(b.back.queue.top())) {
			break
		}
		if b.ahead.queue.len() <= b.back.queue.len() {
			b.step(&b.ahead, &b.back, true)
		} else {
			b.step(&b.back, &b.ahead, false)
		}
	}
	if !b.found {
		return nil, ctx.Err()
	}
	b.mark()
	return s.follow(nil, key{}, b.ahead.moves, b.on), nil
}

// step settles one more state of t, and notes where its ways meet those of the other.
func (b *bidirectional) step(t, other *dijkstra, forward bool) {
	e := t.queue.pop()
	t.mark[e.id] |= 1
	t.moves = t.moves[:0]
	switch {
	case !forward:
		t.moves = b.space.predecessors(e.id, t.moves)
	case !b.space.isGoal(e.id): // a path ends where it first meets its goal
		t.moves = b.space.successors(e.id, t.moves)
	}
	for _, move := range t.moves {
		k := e.key.add(move.key)
		if b.found && b.cost.less(k) {
			continue
		}
		t.relax(move.state, k)
		if rest, ok := other.label(move.state); ok {
			if whole := k.add(rest); !b.found || whole.less(b.cost) {
				b.cost, b.found = whole, true
			}
		}
	}
}

// mark finds the states on best paths that only the search from the starts has settled. The last of
// them on each path waits in the other search's queue, with the exact key of its way on.
func (b *bidirectional) mark() {
	if len(b.tight) < b.space.states() {
		b.tight = make([]uint32, len(b.ahead.mark))
	}
	if b.ahead.round == 1 { // rounds begin anew
		clear(b.tight)
	}
	b.queue = b.queue[:0]
	for _, e := range b.back.queue.entries {
		if spent, ok := b.ahead.settled(e.id); ok && spent.add(e.key) == b.cost {
			b.tight[e.id] = b.ahead.round
			b.queue = append(b.queue, e.id)
		}
	}
	for len(b.queue) > 0 {
		state := b.queue[len(b.queue)-1]
		b.queue = b.queue[:len(b.queue)-1]
		here, _ := b.ahead.settled(state)
		b.back.moves = b.space.predecessors(state, b.back.moves[:0])
		for _, move := range b.back.moves {
			if spent, ok := b.ahead.settled(move.state); ok && b.tight[move.state] != b.ahead.round && spent.add(move.key) == here {
				b.tight[move.state] = b.ahead.round
				b.queue = append(b.queue, move.state)
			}
		}
	}
}

// on says whether a state is on a best path that costs so much until there.
func (b *bidirectional) on(state int32, spent key, _ int) bool {
	if rest, ok := b.back.settled(state); ok || b.space.isGoal(state) {
		return spent.add(rest) == b.cost
	}
	if b.tight[state] != b.ahead.round {
		return false
	}
	k, ok := b.ahead.settled(state)
	return ok && k == spent
}
