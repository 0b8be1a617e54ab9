package graph

import "context"

// dijkstra is a search by Dijkstra (1959) backwards from the goals over a space. What it has settled
// carries the exact key of the best way to a goal; it can be stopped and taken up again.
type dijkstra struct {
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
func (d *dijkstra) reset(s *space) { d.resetFrom(s, s.goals()) }

func (d *dijkstra) resetFrom(s *space, states []int32) {
	d.space = s
	if n := s.states(); len(d.best) < n {
		d.best, d.mark, d.round = make([]key, n), make([]uint32, n), 0
		d.queue.at = make([]int32, n)
	}
	d.round++
	if d.round == 1<<31 {
		clear(d.mark)
		d.round = 1
	}
	d.queue.clear()
	for _, state := range states {
		d.relax(state, key{})
	}
}

func (d *dijkstra) relax(state int32, k key) {
	switch m := d.mark[state]; {
	case m>>1 != d.round:
		d.mark[state], d.best[state] = d.round<<1, k
		d.queue.push(entry{k, state})
	case m&1 == 0 && k.less(d.best[state]):
		d.best[state] = k
		d.queue.decrease(entry{k, state})
	}
}

// settled returns the exact key from state to a goal, if the search has come so far.
func (d *dijkstra) settled(state int32) (key, bool) {
	return d.best[state], d.mark[state] == d.round<<1|1
}

// next settles one more state and expands it. ok is false when nothing is left.
func (d *dijkstra) next() (e entry, ok bool) {
	if d.queue.len() == 0 {
		return e, false
	}
	e = d.queue.pop()
	d.mark[e.id] |= 1
	d.moves = d.space.predecessors(e.id, d.moves[:0])
	for _, m := range d.moves {
		d.relax(m.state, d.space.join(e.key, m.key))
	}
	return e, true
}

// nearestStart runs the search until a start is settled and returns its key. ok is false where none
// can be reached. O((states + arcs) log arcs) at worst.
func (d *dijkstra) nearestStart(ctx context.Context) (k key, ok bool, err error) {
	for d.queue.len() > 0 {
		if d.ticks++; d.ticks%cancelEvery == 0 && ctx.Err() != nil {
			return key{}, false, ctx.Err()
		}
		if e, more := d.next(); more && d.space.isStart(e.id) {
			return e.key, true, nil
		}
	}
	return key{}, false, ctx.Err()
}

// path returns the states of the best path of a space, the first in the order of codes; nil where there is none. It is the
// plain form of what bidirectional does, for what does not pack into its weights, and its judge.
func (d *dijkstra) path(ctx context.Context, s *space) ([]int32, error) {
	d.reset(s)
	least, ok, err := d.nearestStart(ctx)
	if !ok {
		return nil, err
	}
	for !d.exhausted() && !least.less(d.queue.top()) { // other starts as near
		d.next()
	}
	return s.follow(nil, key{}, d.moves, func(state int32, spent key, _ int) bool {
		rest, ok := d.settled(state)
		return ok && spent.add(rest) == least
	}), nil
}

// walk appends the best way from a settled state to a goal.
func (d *dijkstra) walk(path []int32, state int32, _ int) []int32 {
	whole := d.best[state]
	return d.space.follow(append(path, state), key{}, d.moves, func(state int32, spent key, _ int) bool {
		rest, ok := d.settled(state)
		return ok && spent.add(rest) == whole
	})
}

// exhausted reports whether everything that leads to a goal is settled.
func (d *dijkstra) exhausted() bool { return d.queue.len() == 0 }

// begin is reset, for whoever is led by it.
func (d *dijkstra) begin(_ context.Context, s *space) error {
	d.reset(s)
	return nil
}

// atLeast is the key from state to a goal, or as much of it as is known: an unsettled state is no
// nearer than the next one to settle.
func (d *dijkstra) atLeast(state int32, _ int) (k key, exact bool) {
	if k, ok := d.settled(state); ok {
		return k, true
	}
	if d.queue.len() == 0 {
		return noWay, true
	}
	return d.queue.top(), false
}

// sharpen is atLeast after some more work, if that was not all.
func (d *dijkstra) sharpen(ctx context.Context, state int32, _ int) (k key, exact bool, err error) {
	if _, ok := d.settled(state); !ok {
		if err := d.advance(ctx); err != nil {
			return key{}, false, err
		}
	}
	k, exact = d.atLeast(state, 0)
	return k, exact, nil
}

// advance settles a batch of states.
func (d *dijkstra) advance(ctx context.Context) error {
	for range 32 {
		if d.ticks++; d.ticks%cancelEvery == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if _, ok := d.next(); !ok {
			break
		}
	}
	return nil
}
