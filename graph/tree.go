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
	start int32 // the only start of a search that will not be taken up again; -1 otherwise
	cap   key   // best key of that start so far: nothing dearer can lie on the way to it
}

// cancelEvery is how many states are settled between two looks at the context.
const cancelEvery = 1024

// resetOnce starts a new search from the goals that ends at the start and is not taken up again,
// so that whatever costs more than a way already found is left out.
func (t *tree) resetOnce(s *space) {
	t.reset(s)
	if starts := s.starts(); len(starts) == 1 {
		t.start, t.cap = starts[0], key{a: unreachable}
	}
}

// reset starts a new search from the goals.
func (t *tree) reset(s *space) {
	t.start = -1
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
	for _, state := range s.goals() {
		t.relax(state, key{})
	}
}

func (t *tree) relax(state int32, k key) {
	if t.start >= 0 {
		if t.cap.less(k) {
			return
		}
		if state == t.start {
			t.cap = k
		}
	}
	switch m := t.mark[state]; {
	case m>>1 != t.round:
		t.mark[state], t.best[state] = t.round<<1, k
		t.queue.push(entry{k, state})
	case m&1 == 0 && k.less(t.best[state]):
		t.best[state] = k
		t.queue.decrease(entry{k, state})
	}
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

// reach runs the search until the best start is settled, together with every start that ties with
// it, and returns that start of the smallest code. O((states + arcs) log arcs) at worst.
func (t *tree) reach(ctx context.Context) (start int32, ok bool, err error) {
	var least key
	for !ok || t.queue.len() > 0 && !least.less(t.queue.top()) {
		if t.ticks++; t.ticks%cancelEvery == 0 && ctx.Err() != nil {
			return 0, false, ctx.Err()
		}
		e, more := t.next()
		if !more {
			break
		}
		if t.space.isStart(e.id) && !ok {
			least, ok = e.key, true
			if len(t.space.from) < 2 {
				return e.id, true, nil
			}
		}
	}
	if !ok {
		return 0, false, ctx.Err()
	}
	for _, state := range t.space.starts() {
		if k, settled := t.settled(state); settled && k == least {
			return state, true, nil
		}
	}
	panic("graph: a settled start is not among the starts")
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
