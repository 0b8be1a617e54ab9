package graph

import (
	"context"
	"fmt"
	"math/bits"
)

// multiSource is one breadth-first search for up to 64 people at once, each with first steps of their own: MS-BFS
// (Then and others, "The More the Merrier: Efficient Multi-Source Graph Traversal", 2014). A lane is one person and
// a bit; an edge is looked at once for all lanes that have come to its end. Of all ways with the fewest steps each
// lane keeps the one that Reach keeps: of least distance, then of smallest codes.
type multiSource struct {
	space       *space
	lanes       int
	seen        []uint64 // by role: the lanes that have come there
	front, next []uint64 // by role: the lanes that came there with this step, with the next one
	layer, room []int32  // the roles that front speaks of
	ways        []laneWay
}

// laneWay is how one lane came to a role.
type laneWay struct {
	distance int64
	steepest Points // climb of the steepest step, as the question counts it
	from     int32  // the role before; NoIndex for the person
}

// MaxLaneWays bounds the ways that are kept at once for many people: 24 bytes each.
const MaxLaneWays = 1 << 20

// search finds what is within reach of each of some first steps, no more than 64, under the limits of a space
// without via roles. O(arcs + what the lanes come to).
func (m *multiSource) search(ctx context.Context, s *space, doors [][]Step) error {
	m.begin(s, len(doors))
	if s.maxSteps < 1 {
		return nil
	}
	for lane, steps := range doors {
		for i := range steps {
			m.enter(lane, &steps[i])
		}
	}
	for steps := 1; ; steps++ {
		if err := ctx.Err(); err != nil {
			return fmt.Errorf("searching what is within reach: %w", err)
		}
		for _, role := range m.layer {
			m.seen[role] |= m.front[role]
		}
		if len(m.layer) == 0 || steps >= s.maxSteps {
			return nil
		}
		m.step()
	}
}

func (m *multiSource) begin(s *space, lanes int) {
	m.space, m.lanes, m.layer = s, lanes, m.layer[:0]
	if len(m.seen) < s.n {
		m.seen, m.front, m.next = make([]uint64, s.n), make([]uint64, s.n), make([]uint64, s.n)
	}
	clear(m.seen)
	clear(m.front)
	clear(m.next)
	if len(m.ways) < s.n*lanes {
		m.ways = make([]laneWay, s.n*lanes)
	}
}

// of is how the lanes came to a role.
func (m *multiSource) of(role int32) []laneWay {
	return m.ways[int(role)*m.lanes : (int(role)+1)*m.lanes]
}

// enter takes a person's first step, if the limits allow it.
func (m *multiSource) enter(lane int, step *Step) {
	s := m.space
	a := s.g.arcOf(*step, s.weights.ClimbBy)
	if s.flags[step.To]&flagAvoid != 0 || !s.bounds.allow(&a) {
		return
	}
	role := int32(step.To)
	if m.front[role] == 0 {
		m.layer = append(m.layer, role)
	}
	m.front[role] |= 1 << lane
	m.of(role)[lane] = laneWay{a.distance, Points(a.climb), NoIndex}
}

// step goes one step on in every lane.
func (m *multiSource) step() {
	s, g := m.space, m.space.g
	bySkills := s.weights.ClimbBy == BySkillGap
	var gaps []int32
	if bySkills {
		gaps = g.gaps()
	}
	roles := m.layer
	m.layer, m.room = m.room[:0], roles
	for _, role := range roles {
		lanes, total := m.front[role], g.totals[role]
		for at := g.offsets[role]; at < g.offsets[role+1]; at++ {
			other := g.targets[at]
			lanes := lanes &^ m.seen[other]
			if lanes == 0 || s.flags[other]&flagAvoid != 0 {
				continue
			}
			rise := g.totals[other] - total
			climb := max(0, rise)
			if bySkills {
				climb = int64(gaps[at])
			}
			if s.special && !s.bounds.allow(&arc{similarity: g.similarity[at], climb: climb, rise: rise, total: g.totals[other]}) {
				continue
			}
			if m.next[other] == 0 {
				m.layer = append(m.layer, other)
			}
			m.spread(lanes, role, other, int64(g.similarity[at].Distance()), Points(climb))
		}
	}
	for _, role := range roles {
		m.front[role] = 0
	}
	m.front, m.next = m.next, m.front
}

// spread offers some lanes a step between two roles.
func (m *multiSource) spread(lanes uint64, from, to int32, distance int64, climb Points) {
	before, after, known := m.of(from), m.of(to), m.next[to]
	for rest := lanes; rest != 0; rest &= rest - 1 {
		lane := bits.TrailingZeros64(rest)
		old, now := &after[lane], &before[lane]
		d := now.distance + distance
		if known>>lane&1 == 0 || d < old.distance || d == old.distance && m.smaller(lane, from, old.from) {
			*old = laneWay{d, max(now.steepest, climb), from}
		}
	}
	m.next[to] |= lanes
}

// smaller reports whether the way to one of two different roles has smaller codes than that to the other. Both have
// as many steps, and codes are compared where they differ first, seen from the start.
func (m *multiSource) smaller(lane int, a, b int32) bool {
	smaller := a < b
	for {
		a, b = m.of(a)[lane].from, m.of(b)[lane].from
		if a == b {
			return smaller
		}
		smaller = a < b
	}
}
