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
	criterion criterion
	worst     func(arc) int64 // what a bottleneck measures
	weights   Weights
	n         int // roles
	last      int // index of the last leg
	via       []int32
	from, to  []int
	flags     []uint8 // by role
	c2, f2    int64   // c², f²
	falls     int64   // a step that drops more is a demotion; noFall where none counts
	bounds    bounds
	special   bool     // some steps are not allowed
	maxSteps  int      // math.MaxInt for none
	skip      [2]int32 // roles between which no step leads from the first to the second; NoIndex for none
	profile   []Step
	entry     []int32 // by role: index into profile plus one, 0 for no step from the profile; nil without one
}

// noFall is a drop that no step has; a rise can be added to it.
const noFall = math.MaxInt64 / 2

// bounds are between what every step must lie by itself.
type bounds struct {
	climb, drop int64      // at most
	similarity  Similarity // at least
	low, high   int64      // total of the role that it leads to: at least, at most
}

// unbounded is what every step keeps.
var unbounded = bounds{climb: math.MaxInt64, drop: math.MaxInt64, similarity: -SimilarityScale, low: math.MinInt64, high: math.MaxInt64}

func (b *bounds) allow(a *arc) bool {
	return a.climb <= b.climb && -a.rise <= b.drop && a.similarity >= b.similarity && b.low <= a.total && a.total <= b.high
}

const (
	flagAvoid uint8 = 1 << iota
	flagStart
	flagGoal
)

// newSpace prepares a checked question, in O(roles).
func newSpace(g *Graph, q *Question, flags []uint8) *space {
	s := &space{}
	s.prepare(g, q, flags)
	return s
}

func (s *space) prepare(g *Graph, q *Question, flags []uint8) {
	*s = space{
		via: s.via[:0], g: g, criterion: q.Objective.criterion(), weights: weightsOf(&q.Limits), n: g.Len(), last: len(q.Via),
		from: q.From, to: q.To, flags: flags, falls: noFall, bounds: unbounded, skip: [2]int32{NoIndex, NoIndex}, maxSteps: math.MaxInt,
	}
	s.c2 = int64(s.weights.ComfortableClimb) * int64(s.weights.ComfortableClimb)
	s.f2 = int64(s.weights.FamilyChange) * int64(s.weights.FamilyChange)
	if q.countsDemotions(g) {
		s.falls = int64(s.weights.ComfortableClimb)
	}
	for _, v := range q.Via {
		s.via = append(s.via, int32(v))
	}
	clear(flags)
	for _, l := range q.stated() {
		l.bind(s)
	}
	s.special = s.bounds != unbounded || len(q.AvoidRoles)+len(q.AvoidFamilies) > 0
	for _, r := range q.From {
		flags[r] |= flagStart
	}
	for _, r := range q.To {
		flags[r] |= flagGoal
	}
	if q.Profile != nil {
		s.startWith(g.ProfileSteps(q.Profile))
	}
}

// startWith takes the first steps of a profile, by code of the role.
func (s *space) startWith(steps []Step) {
	s.profile, s.entry = steps, make([]int32, s.n)
	for i, step := range steps {
		s.entry[step.To] = int32(i + 1)
	}
}

// doorTo is the first step of a profile to a role, nil where there is none.
func (s *space) doorTo(role int32) *Step {
	if s.entry == nil || s.entry[role] == 0 {
		return nil
	}
	return &s.profile[s.entry[role]-1]
}

// countsDemotions reports whether demotions are a part of what a path costs: under GENTLEST, unless
// they are allowed or a largest drop is stated, where every start lies lower than every goal.
func (q *Question) countsDemotions(g *Graph) bool {
	if q.Objective != Gentlest || q.Demotions == AllowDemotions || q.MaxDrop != nil {
		return false
	}
	highest, lowest := int64(0), int64(math.MaxInt64)
	if q.Profile != nil {
		highest = int64(q.Profile.Total())
	}
	for _, r := range q.From {
		highest = max(highest, g.totals[r])
	}
	for _, r := range q.To {
		lowest = min(lowest, g.totals[r])
	}
	return highest < lowest
}

// states is how many states there are; the last one is the profile's.
func (s *space) states() int { return (s.last+1)*s.n + 1 }

// limitsSteps reports whether the limit on steps is one: no loopless path has more steps than there are states.
func (s *space) limitsSteps() bool { return s.maxSteps < s.states() }

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

// under is the same space with another criterion.
func (s *space) under(c criterion) *space {
	t := *s
	t.criterion = c
	return &t
}

// worstBy is the same space, in which a path costs as much as its worst step by a measure.
func (s *space) worstBy(measure func(arc) int64) *space {
	t := s.under(bottleneck)
	t.worst = measure
	return t
}

// noSteeper is the same space, in which no step climbs more.
func (s *space) noSteeper(climb int64) *space {
	t := *s
	t.bounds.climb = min(t.bounds.climb, climb)
	return &t
}

// join adds a step in front of a path.
func (s *space) join(path, step key) key {
	if s.criterion.worst() {
		return key{a: max(path.a, step.a)}
	}
	return path.add(step)
}

// key is what a step adds to a path, other than under a bottleneck.
func (s *space) key(distance, climb, rise, gap int64, changes bool) key {
	switch s.criterion {
	case gentlest:
		k := key{a: s.c2 + climb*climb, b: distance, c: 1}
		if changes {
			k.a += s.f2
		}
		if -rise > s.falls {
			k.d = 1
		}
		return k
	case fewestSteps:
		return key{a: 1, b: distance}
	case shortest:
		return key{a: distance, b: 1}
	case leastGap:
		return key{a: gap, b: 1}
	case steepestClimb:
		return key{a: climb}
	default: // fewestChanges
		if changes {
			return key{a: 1, b: 1}
		}
		return key{b: 1}
	}
}

// take appends the move along a step, if the limits allow it.
func (s *space) take(state int32, a arc, moves []move) []move {
	if !s.bounds.allow(&a) {
		return moves
	}
	if s.criterion == bottleneck {
		return append(moves, move{state, key{a: s.worst(a)}})
	}
	return append(moves, move{state, s.key(a.distance, a.climb, a.rise, a.gap, a.changes)})
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
	if leg == 0 {
		if step := s.doorTo(int32(role)); step != nil {
			moves = s.take(s.profileState(), s.g.arcOf(*step, s.weights.ClimbBy), moves)
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
				moves = s.take(s.state(0, step.To), s.g.arcOf(step, s.weights.ClimbBy), moves)
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
	bySkills := s.weights.ClimbBy == BySkillGap
	var gaps []int32
	if g.data.HasScores() && (bySkills || s.criterion == leastGap) {
		gaps = g.gaps()[low:high]
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
	base, total, families, family := int32(leg*s.n), g.totals[role], g.data.roleFam, int32(-1)
	if s.f2 > 0 || s.criterion >= leastGap {
		family = families[role]
	}
	bounds := s.bounds
	if back && (total < bounds.low || total > bounds.high) {
		return moves
	}
	skip := int32(NoIndex)
	switch role := int32(role); {
	case back && role == s.skip[1]:
		skip = s.skip[0]
	case !back && role == s.skip[0]:
		skip = s.skip[1]
	}
	for i, other := range targets {
		if other == skip {
			continue
		}
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
		rise, to := g.totals[other]-total, g.totals[other]
		if back {
			rise, to = -rise, total
		}
		gap := int64(0)
		if gaps != nil {
			gap = int64(gaps[i])
			if back {
				gap += rise // gap(u→v) = gap(v→u) + total(v) - total(u)
			}
		}
		climb := max(0, rise)
		if bySkills {
			climb = gap
		}
		changes := family >= 0 && families[other] >= 0 && families[other] != family
		similarity := similarities[i]
		distance := SimilarityScale - int64(similarity)
		if climb > bounds.climb || -rise > bounds.drop || similarity < bounds.similarity || to < bounds.low || to > bounds.high {
			continue
		}
		if s.criterion == bottleneck {
			moves = append(moves, move{state, key{a: s.worst(arc{similarity, changes, distance, climb, rise, gap, to})}})
			continue
		}
		moves = append(moves, move{state, s.key(distance, climb, rise, gap, changes)})
	}
	return moves
}
