package graph

import "context"

// tree is a search by Dijkstra (1959) backwards from the goals over a space. What it has settled
// carries the exact key of the best way to a goal; it can be stopped and taken up again.
type tree struct {
	space *space
	best  []key
	mark  []uint32 // round << 1 | settled
	round uint32
	queue heap
	moves []move
	ticks int
}

// cancelEvery is how many states are settled between two looks at the context.
const cancelEvery = 1024

// reset starts a new search from the goals.
func (t *tree) reset(s *space) { t.resetFrom(s, s.goals()) }

func (t *tree) resetFrom(s *space, states []int32) {
	t.space = s
	if n := s.states(); len(t.best) < n {
		t.best, t.mark, t.round = make([]key, n), make([]uint32, n), 0
		t.queue.at = make([]int32, n)
	}
	t.round++
	if t.round == 1<<31 {
		clear(t.mark)
		t.round = 1
	}
	t.queue.clear()
	for _, state := range states {
		t.relax(state, key{})
	}
}

func (t *tree) relax(state int32, k key) {
	switch m := t.mark[state]; {
	case m>>1 != t.round:
		t.mark[state], t.best[state] = t.round<<1, k
		t.queue.push(entry{k, state})
	case m&1 == 0 && k.less(t.best[state]):
		t.best[state] = k
		t.queue.decrease(entry{k, state})
	}
}

// label returns the key of the best way between state and a goal that has been found yet.
func (t *tree) label(state int32) (key, bool) {
	return t.best[state], t.mark[state]>>1 == t.round
}

// settled returns the exact key from state to a goal, if the search has come so far.
func (t *tree) settled(state int32) (key, bool) {
	return t.best[state], t.mark[state] == t.round<<1|1
}

// next settles one more state and expands it. ok is false when nothing is left.
func (t *tree) next() (e entry, ok bool) {
	if t.queue.len() == 0 {
		return e, false
	}
	e = t.queue.pop()
	t.mark[e.id] |= 1
	t.moves = t.space.predecessors(e.id, t.moves[:0])
	for _, m := range t.moves {
		t.relax(m.state, t.space.join(e.key, m.key))
	}
	return e, true
}

// nearestStart runs the search until a start is settled and returns its key. ok is false where none
// can be reached. O((states + arcs) log arcs) at worst.
func (t *tree) nearestStart(ctx context.Context) (k key, ok bool, err error) {
	for t.queue.len() > 0 {
		if t.ticks++; t.ticks%cancelEvery == 0 && ctx.Err() != nil {
			return key{}, false, ctx.Err()
		}
		if e, more := t.next(); more && t.space.isStart(e.id) {
			return e.key, true, nil
		}
	}
	return key{}, false, ctx.Err()
}

// walk follows tight steps from state to a goal, by the smallest code where there is a choice.
// Because keys add up along steps, that is the first of all best paths in the order of codes.
func (t *tree) walk(state int32) []int32 {
	path := []int32{state}
	for !t.space.isGoal(state) {
		here := t.best[state]
		t.moves = t.space.successors(state, t.moves[:0])
		for _, m := range t.moves {
			if k, ok := t.settled(m.state); ok && k.add(m.key) == here {
				state = m.state
				break
			}
		}
		if state == path[len(path)-1] {
			panic("graph: a settled state leads nowhere")
		}
		path = append(path, state)
	}
	return path
}

// exhausted reports whether everything that leads to a goal is settled.
func (t *tree) exhausted() bool { return t.queue.len() == 0 }

// atLeast is the key from state to a goal, or as much of it as is known: an unsettled state is no
// nearer than the next one to settle.
func (t *tree) atLeast(state int32) key {
	if k, ok := t.settled(state); ok {
		return k
	}
	if t.queue.len() == 0 {
		return key{a: unreachable}
	}
	return t.queue.top()
}

// unreachable is larger than any sum of costs, and small enough to be added to.
const unreachable = 1 << 62

// advance settles a batch of states.
func (t *tree) advance(ctx context.Context) error {
	for range 32 {
		if t.ticks++; t.ticks%cancelEvery == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if _, ok := t.next(); !ok {
			break
		}
	}
	return nil
}

// until settles states until the given one is. ok is false if it leads to no goal.
func (t *tree) until(ctx context.Context, state int32) (ok bool, err error) {
	for {
		if _, ok := t.settled(state); ok || t.exhausted() {
			return ok, nil
		}
		if err := t.advance(ctx); err != nil {
			return false, err
		}
	}
}
