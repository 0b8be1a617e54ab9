package graph

import (
	"context"
	"math"
)

// bidirectional finds the best path of a question from both ends in turn: Dijkstra's search (1959) from
// the starts and from the goals, as Nicholson (1966) and Pohl (1971) let them meet. It looks at two small
// neighbourhoods where a search from one end looks at everything that is nearer than the other end.
//
// It stops when no way that is yet to be found can be as good as the best one. Until then ties are
// settled, too: every role on a best path has its exact weight from one end at least. tight.go reads the
// path off them.
//
// A path through via roles is searched leg by leg: weights add up, and equal ones have equally many
// steps, so the first of all best chains is made of the first of the best legs.
//
// What it keeps is 32 bytes a role: both ends' labels side by side, so that one look at a role is one
// cache line. Rounds mark what is valid; a search allocates nothing once there is room.
type bidirectional struct {
	space *space
	leg   leg
	via   [2]int // room for the ends of a leg
	scale scale

	labels  [2][]roleLabel // by end and role
	touched [2][]int32     // roles whose labels are not blank
	queues  [2]queue
	waves   [2]wave // FEWEST_STEPS only

	best  weight // of the best way found
	found bool
	meets []int32 // roles at which best ways meet

	tight tightWays
}

// The two ends.
const (
	ahead = iota // from the starts
	back         // from the goals
)

// leg is one leg of a question: from any of some roles, or from a profile, to any of some roles.
type leg struct {
	from  []int
	doors []Step // the first steps of a profile, in the place of from
	to    []int
}

// roleLabel is what one end knows of a role, 32 bytes: the weight of the best way yet, and what decides about
// the weight of a step that leads there.
type roleLabel struct {
	weight
	flags  uint32
	total  int64 // from the goals' side negative, so that a difference is the rise of the step either way
	family int32
}

const (
	labelEnd   = 1 << iota // the role is one of those that the search began with
	labelExact             // no better way there is
	labelTight             // the role lies on a best way; of the starts' side only
)

// noWeight stands where no way is known: any way is better.
var noWeight = weight{math.MaxInt64, math.MaxInt32}

// forget makes a label as it was before a search.
func (l *roleLabel) forget() { l.weight, l.flags = noWeight, 0 }

func (l *roleLabel) known() bool { return l.major != math.MaxInt32 }

// states returns the states of the best path, the first in the order of codes, appended to path; none where there
// is no path. O((roles + arcs) log arcs) a leg at worst. The error is the context's.
func (b *bidirectional) states(ctx context.Context, s *space, path []int32) ([]int32, error) {
	b.prepare(s)
	for i := range s.last + 1 {
		b.leg = b.legOf(s, i)
		if err := b.search(ctx); err != nil {
			return nil, err
		}
		if !b.found {
			return nil, nil
		}
		low := len(path)
		if i > 0 {
			low-- // where the last leg ended, this one begins
			path = path[:low]
		}
		path = b.walk(path)
		for j := low; j < len(path); j++ {
			if path[j] != s.profileState() {
				path[j] += int32(i * s.n)
			}
		}
	}
	return path, nil
}

// legOf is one leg of a space.
func (b *bidirectional) legOf(s *space, i int) leg {
	l := leg{from: s.from, to: s.to}
	if i == 0 && s.entry != nil {
		l.from, l.doors = nil, s.profile
	}
	if i > 0 {
		b.via[0] = int(s.via[i-1])
		l.from = b.via[:1]
	}
	if i < s.last {
		b.via[1] = int(s.via[i])
		l.to = b.via[1:]
	}
	return l
}

// prepare makes room for a space.
func (b *bidirectional) prepare(s *space) {
	b.space = s
	if len(b.labels[ahead]) < s.n {
		for end, sign := range [2]int64{ahead: 1, back: -1} {
			b.labels[end], b.touched[end] = make([]roleLabel, s.n), b.touched[end][:0]
			for role, total := range s.g.totals {
				b.labels[end][role] = roleLabel{weight: noWeight, total: sign * total, family: s.g.data.roleFam[role]}
			}
		}
	}
}

// begin starts the search of a leg: what the last one touched is made blank.
func (b *bidirectional) begin() {
	for end, labels := range b.labels {
		for _, role := range b.touched[end] {
			labels[role].forget()
		}
		b.touched[end] = b.touched[end][:0]
	}
	b.found, b.meets = false, b.meets[:0]
	b.scale = b.space.scale(&b.leg)
	for end := range b.queues {
		b.queues[end] = b.queues[end][:0]
		b.waves[end].clear()
	}
	for _, role := range b.leg.to {
		b.offer(back, int32(role), weight{minor: b.scale.height(b.space.g.totals[role])}, labelEnd|labelExact)
	}
	for _, role := range b.leg.from {
		b.offer(ahead, int32(role), weight{minor: -b.scale.height(b.space.g.totals[role])}, labelEnd|labelExact)
	}
	for i := range b.leg.doors {
		if w, ok := b.door(&b.leg.doors[i]); ok {
			b.offer(ahead, int32(b.leg.doors[i].To), w, 0)
		}
	}
}

// door is what a profile's first step weighs; false where the limits do not allow it.
func (b *bidirectional) door(step *Step) (weight, bool) {
	s := b.space
	a := s.g.arcOf(*step, s.weights.ClimbBy)
	if s.flags[step.To]&flagAvoid != 0 || !s.bounds.allow(&a) {
		return weight{}, false
	}
	w := b.scale.of(s, a.distance, a.climb, a.rise, a.changes)
	w.minor += b.scale.slope*a.rise - b.scale.height(a.total) // in the place of the rise, where it leads
	return w, true
}

// search runs one leg.
func (b *bidirectional) search(ctx context.Context) error {
	if b.space.criterion == fewestSteps {
		return b.byLayers(ctx)
	}
	b.begin()
	for ticks := 1; ; ticks++ {
		if ticks%cancelEvery == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if len(b.queues[ahead]) == 0 || len(b.queues[back]) == 0 {
			return nil
		}
		if b.found && b.best.less(b.queues[ahead][0].weight().add(b.queues[back][0].weight())) {
			return nil
		}
		end := ahead
		if len(b.queues[back]) < len(b.queues[ahead]) {
			end = back
		}
		e := b.queues[end].pop()
		l, other := &b.labels[end][e.role], &b.labels[1-end][e.role]
		if l.weight != e.weight() {
			continue // a better way there was found since
		}
		l.flags |= labelExact
		if other.known() {
			b.meet(e.role, e.weight().add(other.weight))
		}
		if other.flags&labelEnd == 0 && !b.hopeless(end, e.role, e.weight()) { // a path ends where it first meets its end
			b.expand(end, e)
		}
	}
}

// expand goes on from a settled role along its edges. Nearly all the time of a search is spent in these loops, so they
// branch on nothing that cannot be foreseen but whether a way is better.
//
// What is dearer than the best way is, with the least that is left on the other side, leads nowhere new: its
// role, if it lies on a best way, has been settled from there.
func (b *bidirectional) expand(end int, e waiting) {
	s, g := b.space, b.space.g
	low, high := g.offsets[e.role], g.offsets[e.role+1]
	targets, similarities, labels := g.targets[low:high], g.similarity[low:high], b.labels[end]
	if s.criterion == shortest {
		similarities = similarities[:len(targets)]
		shift := b.scale.shift & 63
		for i, other := range targets {
			w := weight{e.minor + (SimilarityScale-int64(similarities[i]))<<shift + 1, e.major}
			if w.less(labels[other].weight) && b.takes(end, e.role, other, low+int32(i)) {
				b.offer(end, other, w, 0)
			}
		}
		return
	}
	total, family := labels[e.role].total, labels[e.role].family
	c2, f2, falls, slope, bySkills := e.minor+s.c2, s.f2, s.falls, b.scale.slope, s.weights.ClimbBy == BySkillGap
	if family < 0 {
		f2 = 0
	}
	for i, other := range targets {
		l := &labels[other]
		rise := l.total - total
		climb := max(0, rise)
		if bySkills {
			climb = b.gap(end, low+int32(i), rise)
		}
		w := weight{c2 + climb*climb - slope*rise + f2&otherwise(family, l.family), e.major + negative(falls+rise)}
		if w.less(l.weight) && b.takes(end, e.role, other, low+int32(i)) {
			b.offer(end, other, w, 0)
		}
	}
}

// otherwise is -1 where two families differ and the second is one, else 0.
func otherwise(family, other int32) int64 {
	x := int64(family ^ other)
	return (x | -x) >> 63 &^ (int64(other) >> 63)
}

// negative is 1 for a negative number, else 0.
func negative(x int64) int32 { return int32(uint64(x) >> 63) }

// offer gives a role a better weight from one end.
func (b *bidirectional) offer(end int, role int32, w weight, flags uint32) {
	if o := &b.labels[1-end][role]; o.known() {
		b.meet(role, w.add(o.weight))
	}
	l := &b.labels[end][role]
	if !l.known() {
		b.touched[end] = append(b.touched[end], role)
	}
	l.weight, l.flags = w, flags
	if q := b.queues[1-end]; b.found && (len(q) > 0 && b.best.less(w.add(q[0].weight())) || b.hopeless(end, role, w)) {
		return
	}
	b.queues[end].push(waiting{w.minor, w.major, role})
}

// hopeless reports whether a way from an end to a role is too long for any that it is part of to be as good as the
// best one.
func (b *bidirectional) hopeless(end int, role int32, w weight) bool {
	if !b.found || b.space.criterion != gentlest || b.labels[1-end][role].flags&labelEnd != 0 {
		return false
	}
	x, total := &b.scale, b.space.g.totals[role]
	if end == ahead {
		w.minor += x.height(total) + b.space.leastFor(x.goal-total)
	} else {
		w.minor += b.space.leastFor(total-x.start) - x.height(total)
	}
	return b.best.less(w)
}

// meet takes note of a way through a role.
func (b *bidirectional) meet(role int32, whole weight) {
	switch {
	case !b.found || whole.less(b.best):
		b.found, b.best, b.meets = true, whole, append(b.meets[:0], role)
	case whole == b.best:
		b.meets = append(b.meets, role)
	}
}

// takes reports whether the limits allow the step along an arc.
func (b *bidirectional) takes(end int, role, other, at int32) bool {
	return !b.space.special || b.allowed(end, role, other, at)
}

// weigh is what the step along an arc weighs.
func (b *bidirectional) weigh(end int, role, other, at int32) weight {
	g := b.space.g
	rise := g.totals[other] - g.totals[role]
	if end == back {
		rise = -rise
	}
	climb := max(0, rise)
	if b.space.weights.ClimbBy == BySkillGap {
		climb = b.gap(end, at, rise)
	}
	return b.scale.of(b.space, int64(g.similarity[at].Distance()), climb, rise, g.data.changesFamily(int(role), int(other)))
}

// gap is the skill gap of a step along an arc, which is stored forwards; gap(u, v) = gap(v, u) + total(v) - total(u).
func (b *bidirectional) gap(end int, at int32, rise int64) int64 {
	gap := int64(b.space.g.gaps[at])
	if end == back {
		gap += rise
	}
	return gap
}

// allowed reports whether limits allow the step along an arc between a role that was reached from one end and
// another. A start is exempt from what is avoided.
func (b *bidirectional) allowed(end int, role, other, at int32) bool {
	s, g := b.space, b.space.g
	from, to := role, other
	if end == back {
		from, to = other, role
	}
	if s.flags[other]&flagAvoid != 0 && (end == ahead || b.labels[ahead][other].flags&labelEnd == 0) {
		return false
	}
	if from == s.skip[0] && to == s.skip[1] {
		return false
	}
	rise := g.totals[to] - g.totals[from]
	climb := max(0, rise)
	if s.weights.ClimbBy == BySkillGap {
		climb = b.gap(end, at, rise)
	}
	return s.bounds.allow(&arc{similarity: g.similarity[at], climb: climb, rise: rise, total: g.totals[to]})
}
