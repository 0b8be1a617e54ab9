package graph

import "math"

// space is the state space of one question. A path from the start by via roles to the goal is a
// chain of legs, so a state is a leg and a role: leg x roles + role. Arriving at the role that
// ends a leg is the first state of the next leg. One more state stands for a profile.
//
// A leg never passes through its own end, the first leg never back through its start. What is
// forbidden for all states of a role is in flags, computed once a question.
type space struct {
	g         *Graph
	objective Objective
	bySkills  bool
	n         int // roles
	last      int // index of the last leg
	via       []int32
	from, to  []int
	flags     []uint8 // by role
	c2        int64   // c²
	maxClimb  int64
	maxDrop   int64
	minSim    Similarity
	maxSteps  int // math.MaxInt for none
	profile   []Step
	entry     []int32 // by role: index into profile plus one, 0 for no step from the profile; nil without one
}

const (
	flagAvoid uint8 = 1 << iota
	flagStart
	flagGoal
)

// key is what a path costs, in the order in which the objective compares it. Every step adds to
// at least one component and subtracts from none.
type key struct {
	a, b int64
	c    int32
}

func (k key) less(l key) bool {
	if k.a != l.a {
		return k.a < l.a
	}
	if k.b != l.b {
		return k.b < l.b
	}
	return k.c < l.c
}

func (k key) add(l key) key { return key{k.a + l.a, k.b + l.b, k.c + l.c} }

func (k key) sub(l key) key { return key{k.a - l.a, k.b - l.b, k.c - l.c} }

// newSpace prepares a checked question, in O(roles).
func newSpace(g *Graph, q *Question, flags []uint8) *space {
	s := &space{
		g: g, objective: q.Objective, bySkills: q.ClimbBy == BySkillGap, n: g.Len(), last: len(q.Via),
		from: q.From, to: q.To, flags: flags, c2: int64(q.ComfortableClimb) * int64(q.ComfortableClimb),
		maxClimb: math.MaxInt64, maxDrop: math.MaxInt64, minSim: -SimilarityScale, maxSteps: math.MaxInt,
	}
	for _, v := range q.Via {
		s.via = append(s.via, int32(v))
	}
	if q.MaxClimb != nil {
		s.maxClimb = int64(*q.MaxClimb)
	}
	if q.MaxDrop != nil {
		s.maxDrop = int64(*q.MaxDrop)
	}
	if q.MinCorrelation != nil {
		s.minSim = *q.MinCorrelation
	}
	if q.MaxSteps != nil {
		s.maxSteps = *q.MaxSteps
	}
	clear(flags)
	for _, f := range q.AvoidFamilies {
		for role, family := range g.data.roleFam {
			if int(family) == f {
				flags[role] |= flagAvoid
			}
		}
	}
	for _, r := range q.AvoidRoles {
		flags[r] |= flagAvoid
	}
	for _, r := range q.From {
		flags[r] |= flagStart
	}
	for _, r := range q.To {
		flags[r] |= flagGoal
	}
	if q.Profile != nil {
		s.profile = g.ProfileSteps(q.Profile)
		s.entry = make([]int32, s.n)
		for i, step := range s.profile {
			s.entry[step.To] = int32(i + 1)
		}
	}
	return s
}

// states is how many states there are; the last one is the profile's.
func (s *space) states() int { return (s.last+1)*s.n + 1 }

// profileState is the state of a person's profile before the first step.
func (s *space) profileState() int32 { return int32((s.last + 1) * s.n) }

// state places a role in a leg; at the end of the leg it is the first state of the next.
func (s *space) state(leg, role int) int32 {
	if leg < s.last && int(s.via[leg]) == role {
		leg++
	}
	return int32(leg*s.n + role)
}

// role is the role of a state other than the profile's.
func (s *space) role(state int32) int { return int(state) % s.n }

// isStart reports whether a path may begin in the state.
func (s *space) isStart(state int32) bool {
	if s.entry != nil {
		return state == s.profileState()
	}
	role := s.role(state)
	return s.flags[role]&flagStart != 0 && s.state(0, role) == state
}

// isGoal reports whether a path ends in the state.
func (s *space) isGoal(state int32) bool {
	return int(state) >= s.last*s.n && state != s.profileState() && s.flags[s.role(state)]&flagGoal != 0
}

// starts lists the states in which a path may begin, by role code.
func (s *space) starts() []int32 {
	if s.entry != nil {
		return []int32{s.profileState()}
	}
	states := make([]int32, len(s.from))
	for i, r := range s.from {
		states[i] = s.state(0, r)
	}
	return states
}

// goals lists the states in which a path ends, by role code.
func (s *space) goals() []int32 {
	states := make([]int32, len(s.to))
	for i, r := range s.to {
		states[i] = int32(s.last*s.n + r)
	}
	return states
}

// Objectives of the engine's own, for frontiers and relaxations. The first three are bottlenecks:
// a path costs as much as its worst step.
const (
	steepestClimb Objective = "steepest climb"
	deepestDrop   Objective = "deepest drop"
	weakestEdge   Objective = "weakest edge"
	leastGap      Objective = "least gap" // sum of skill gaps, then steps
)

// under is the same space with another objective.
func (s *space) under(o Objective) *space {
	t := *s
	t.objective = o
	return &t
}

// join adds a step in front of a path.
func (s *space) join(path, step key) key {
	switch s.objective {
	case steepestClimb, deepestDrop, weakestEdge:
		return key{a: max(path.a, step.a)}
	default:
		return path.add(step)
	}
}

// move is one step in the state space.
type move struct {
	state int32
	key   key
}

// predecessors appends the states from which one allowed step leads to state, with the key of that
// step, by code of the role; a profile comes last.
func (s *space) predecessors(state int32, moves []move) []move {
	if state == s.profileState() {
		return moves
	}
	leg, role := s.split(state)
	if leg > 0 && int(s.via[leg-1]) == role {
		leg--
	}
	if leg == 0 && s.entry == nil && s.isStart(state) {
		return moves // nothing comes before the start
	}
	moves = s.along(leg, role, true, moves)
	if leg == 0 && s.entry != nil {
		if e := s.entry[role]; e != 0 {
			moves = s.fromProfile(s.profile[e-1], s.profileState(), moves)
		}
	}
	return moves
}

// successors appends the states to which one allowed step leads from state, with the key of that
// step, by code of the role.
func (s *space) successors(state int32, moves []move) []move {
	if state == s.profileState() {
		for _, step := range s.profile {
			if s.flags[step.To]&flagAvoid == 0 {
				moves = s.fromProfile(step, s.state(0, step.To), moves)
			}
		}
		return moves
	}
	leg, role := s.split(state)
	return s.along(leg, role, false, moves)
}

func (s *space) split(state int32) (leg, role int) {
	if s.last == 0 {
		return 0, int(state)
	}
	return int(state) / s.n, int(state) % s.n
}

// along appends the moves along the edges of a role within a leg: back to where a step may come
// from, or on to where it may go.
func (s *space) along(leg, role int, back bool, moves []move) []move {
	g := s.g
	low, high := g.offsets[role], g.offsets[role+1]
	targets, similarities := g.targets[low:high], g.similarity[low:high]
	var gaps []int32
	if g.gaps != nil && (s.bySkills || s.objective == leastGap) {
		gaps = g.gaps[low:high]
	}
	// Whoever is avoided, or would end the first leg before it began, or begin the last one anew.
	forbidden, exempt := flagAvoid, uint8(0)
	switch {
	case back && leg == 0:
		exempt = flagStart
	case !back && leg == 0:
		forbidden |= flagStart
	}
	if back && leg == s.last {
		forbidden |= flagGoal
	}
	end := int32(-1) // the role that ends the leg
	if leg < s.last {
		end = s.via[leg]
	}
	base, total := int32(leg*s.n), g.totals[role]
	for i, other := range targets {
		state := base + other
		if f := s.flags[other]; f&forbidden != 0 && (f&exempt == 0 || f&forbidden&^flagAvoid != 0) {
			continue
		}
		if other == end {
			if back {
				continue
			}
			state += int32(s.n)
		}
		rise := g.totals[other] - total
		if back {
			rise = -rise
		}
		gap := int64(0)
		if gaps != nil {
			gap = int64(gaps[i])
			if back {
				gap += rise // gap(u→v) = gap(v→u) + total(v) - total(u)
			}
		}
		climb := max(0, rise)
		if s.bySkills {
			climb = gap
		}
		similarity := similarities[i]
		if climb > s.maxClimb || -rise > s.maxDrop || similarity < s.minSim {
			continue
		}
		moves = append(moves, move{state, s.key(similarity, SimilarityScale-int64(similarity), climb, rise, gap)})
	}
	return moves
}

// fromProfile appends the move along a profile's step, if the limits allow it. A step drawn by
// effort has no correlation that a limit could speak about.
func (s *space) fromProfile(step Step, state int32, moves []move) []move {
	similarity := step.Similarity
	if step.ByEffort {
		similarity = SimilarityScale
	}
	climb, rise := int64(step.Climb), int64(step.Climb-step.Drop)
	if s.bySkills {
		climb = int64(step.Gap)
	}
	if climb > s.maxClimb || -rise > s.maxDrop || similarity < s.minSim {
		return moves
	}
	return append(moves, move{state, s.key(similarity, int64(step.Distance()), climb, rise, int64(step.Gap))})
}

// key is what a step adds to a path. climb is counted by skills where the question says so; rise
// is total(v) - total(u).
func (s *space) key(similarity Similarity, distance, climb, rise, gap int64) key {
	switch s.objective {
	case Gentlest:
		return key{s.c2 + climb*climb, distance, 1}
	case FewestSteps:
		return key{1, distance, 0}
	case Shortest:
		return key{distance, 1, 0}
	case steepestClimb:
		return key{a: climb}
	case deepestDrop:
		return key{a: max(0, -rise)}
	case weakestEdge:
		return key{a: SimilarityScale - int64(similarity)}
	default: // leastGap
		return key{gap, 1, 0}
	}
}
