package graph

import "context"

// meet is a search from both ends in turn: Dijkstra's (1959) from the starts and from the goals, as
// Nicholson (1966) and Pohl (1971) let them meet. It looks at two small neighbourhoods where a
// search from one end looks at everything that is nearer than the other end.
//
// It stops when no way that is yet to be found can be as good as the best one. Until then ties are
// settled, too: every state on a best path has its exact key from one end at least.
type meet struct {
	space       *space
	ahead, back tree
	cost        key // of the best way found
	found       bool
	tight       []uint32 // by state: round in which it is known to lie on a best path
	queue       []int32
}

// best returns the states of the best path, the first in the order of codes; nil where there is none.
// O((states + arcs) log arcs) at worst. The error is the context's.
func (m *meet) best(ctx context.Context, s *space) ([]int32, error) {
	m.space, m.found = s, false
	m.back.reset(s)
	m.ahead.resetFrom(s, s.starts())
	for _, state := range s.starts() {
		if k, ok := m.back.label(state); ok { // already there
			m.cost, m.found = k, true
		}
	}
	for ticks := 1; m.ahead.queue.len() > 0 && m.back.queue.len() > 0; ticks++ {
		if ticks%cancelEvery == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if m.found && m.cost.less(m.ahead.queue.top().add(m.back.queue.top())) {
			break
		}
		if m.ahead.queue.len() <= m.back.queue.len() {
			m.step(&m.ahead, &m.back, true)
		} else {
			m.step(&m.back, &m.ahead, false)
		}
	}
	if !m.found {
		return nil, ctx.Err()
	}
	m.mark()
	return m.walk(), nil
}

// step settles one more state of t, and notes where its ways meet those of the other.
func (m *meet) step(t, other *tree, forward bool) {
	e := t.queue.pop()
	t.mark[e.id] |= 1
	t.moves = t.moves[:0]
	switch {
	case !forward:
		t.moves = m.space.predecessors(e.id, t.moves)
	case !m.space.isGoal(e.id): // a path ends where it first meets its goal
		t.moves = m.space.successors(e.id, t.moves)
	}
	for _, move := range t.moves {
		k := e.key.add(move.key)
		if m.found && m.cost.less(k) {
			continue
		}
		t.relax(move.state, k)
		if rest, ok := other.label(move.state); ok {
			if whole := k.add(rest); !m.found || whole.less(m.cost) {
				m.cost, m.found = whole, true
			}
		}
	}
}

// mark finds the states on best paths that only the search from the starts has settled. The last of
// them on each path waits in the other search's queue, with the exact key of its way on.
func (m *meet) mark() {
	if len(m.tight) < m.space.states() {
		m.tight = make([]uint32, len(m.ahead.mark))
	}
	if m.ahead.round == 1 { // rounds begin anew
		clear(m.tight)
	}
	m.queue = m.queue[:0]
	for _, e := range m.back.queue.entries {
		if spent, ok := m.ahead.settled(e.id); ok && spent.add(e.key) == m.cost {
			m.tight[e.id] = m.ahead.round
			m.queue = append(m.queue, e.id)
		}
	}
	for len(m.queue) > 0 {
		state := m.queue[len(m.queue)-1]
		m.queue = m.queue[:len(m.queue)-1]
		here, _ := m.ahead.settled(state)
		m.back.moves = m.space.predecessors(state, m.back.moves[:0])
		for _, move := range m.back.moves {
			if spent, ok := m.ahead.settled(move.state); ok && m.tight[move.state] != m.ahead.round && spent.add(move.key) == here {
				m.tight[move.state] = m.ahead.round
				m.queue = append(m.queue, move.state)
			}
		}
	}
}

// on says whether a state is on a best path that costs so much until there.
func (m *meet) on(state int32, spent key) bool {
	if rest, ok := m.back.settled(state); ok || m.space.isGoal(state) {
		return spent.add(rest) == m.cost
	}
	if m.tight[state] != m.ahead.round {
		return false
	}
	k, ok := m.ahead.settled(state)
	return ok && k == spent
}

// walk follows best paths by the smallest code where there is a choice. Because keys add up along
// steps, that is the first of all best paths in the order of codes.
func (m *meet) walk() []int32 {
	var path []int32
	var spent key
	for _, start := range m.space.starts() {
		if m.on(start, spent) {
			path = append(path, start)
			break
		}
	}
	for state := path[0]; !m.space.isGoal(state); {
		m.ahead.moves = m.space.successors(state, m.ahead.moves[:0])
		for _, move := range m.ahead.moves {
			if m.on(move.state, spent.add(move.key)) {
				state, spent = move.state, spent.add(move.key)
				break
			}
		}
		if state == path[len(path)-1] {
			panic("graph: a best path leads nowhere")
		}
		path = append(path, state)
	}
	return path
}
