package graph

import (
	"context"
	"errors"
	"slices"
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
// What it keeps is 8 bytes a place and end, and 1 for both. A search puts back what it touched when the next
// begins, and allocates nothing once there is room.
type bidirectional struct {
	space *space
	roads *roads
	leg   leg
	via   [2]int // room for the ends of a leg
	scale scale

	weights [2][]int64 // by end and place: of the best way yet, noWeight where none is known
	touched [2][]int32 // places whose weight is known
	flags   []uint8    // by place
	flagged []int32    // places that have flags
	queues  [2]queue
	waves   [2]wave // FEWEST_STEPS only

	best    int64   // weight of the best way found, noWeight where there is none
	meets   []int32 // places at which best ways meet
	ways    int     // of different weights that are sought; 0 where it is the best one alone
	wholes  []int64 // their weights, in order; best is the last of them once all are known, and meets are not
	patient bool    // what all ways through it make dearer than the best one is gone on from, too

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

// Flags of a place.
const (
	flagFrom   uint8 = 1 << iota // the search ahead began with it
	flagTo                       // the search back began with it
	flagTight                    // it lies on a best way, and the weight ahead is exact
	flagPassed                   // the search ahead has gone on from it; only where several ways are sought
	flagOnWay                    // it is on the way that is being put together
)

// errTooHeavy says that weights do not fit in one number after all.
var errTooHeavy = errors.New("too heavy a way for one number")

// states returns the states of the best path, the first in the order of codes, appended to path; none where there
// is no path. O((roles + arcs) log arcs) a leg at worst. The error is errTooHeavy or the context's.
func (b *bidirectional) states(ctx context.Context, s *space, path []int32) ([]int32, error) {
	b.prepare(s)
	for i := range s.last + 1 {
		b.leg = b.legOf(s, i)
		if err := b.search(ctx); err != nil {
			return nil, err
		}
		if b.best == noWeight {
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
	if len(b.flags) < s.n {
		b.roads, b.flags = s.g.roads(), make([]uint8, s.n)
		for end := range b.weights {
			b.weights[end] = slices.Repeat([]int64{noWeight}, s.n)
		}
	}
}

// begin starts the search of a leg: what the last one touched is made blank.
func (b *bidirectional) begin() {
	for end, weights := range b.weights {
		for _, place := range b.touched[end] {
			weights[place] = noWeight
		}
		b.touched[end] = b.touched[end][:0]
		b.queues[end] = b.queues[end][:0]
		b.waves[end].clear()
	}
	for _, place := range b.flagged {
		b.flags[place] = 0
	}
	b.flagged = b.flagged[:0]
	b.best, b.meets, b.wholes = noWeight, b.meets[:0], b.wholes[:0]
	b.scale = b.space.scale(&b.leg)
	for _, role := range b.leg.to {
		place := b.roads.place[role]
		b.flag(place, flagTo)
		b.offer(back, place, b.scale.height(b.roads.totals[place]), 0)
	}
	for _, role := range b.leg.from {
		place := b.roads.place[role]
		b.flag(place, flagFrom)
		b.offer(ahead, place, -b.scale.height(b.roads.totals[place]), 0)
	}
	for i := range b.leg.doors {
		if w, ok := b.door(&b.leg.doors[i]); ok {
			b.offer(ahead, b.roads.place[b.leg.doors[i].To], w, 0)
		}
	}
}

func (b *bidirectional) flag(place int32, flag uint8) {
	b.flags[place] |= flag
	b.flagged = append(b.flagged, place)
}

// door is what a profile's first step weighs; false where the limits do not allow it.
func (b *bidirectional) door(step *Step) (int64, bool) {
	s := b.space
	a := s.g.arcOf(*step, s.weights.ClimbBy)
	if s.flags[step.To]&flagAvoid != 0 || !s.bounds.allow(&a) {
		return 0, false
	}
	w := b.scale.of(s, a.distance, a.climb, a.rise, a.changes)
	return w + b.scale.slope*a.rise - b.scale.height(a.total), true // in the place of the rise, where it leads
}

// search runs one leg.
//
// A way that is not found yet leads through a place that waits ahead, a step or more, and a place that waits from the
// goals. Where these weigh more than the best way together, every place on a best way has its exact weight from one
// end at least, and those where the ends meet from both.
func (b *bidirectional) search(ctx context.Context) error {
	b.begin()
	if b.space.criterion == fewestSteps {
		return b.byLayers(ctx)
	}
	for ticks := 1; ; ticks++ {
		if ticks%cancelEvery == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if len(b.queues[ahead]) == 0 || len(b.queues[back]) == 0 || b.best < b.queues[ahead][0].weight+b.scale.least+b.queues[back][0].weight {
			return nil
		}
		end, closed := ahead, flagTo
		if len(b.queues[back]) < len(b.queues[ahead]) {
			end, closed = back, flagFrom
		}
		e := b.queues[end].pop()
		if b.weights[end][e.place] != e.weight {
			continue // a better way there was found since
		}
		if e.weight > tooHeavy {
			return errTooHeavy
		}
		if b.flags[e.place]&closed == 0 && !b.hopeless(end, e.place, e.weight) { // a path ends where it first meets its end
			if b.ways > 0 && end == ahead {
				b.flag(e.place, flagPassed)
			}
			b.expand(end, e)
		}
	}
}

// expand goes on from a settled place along its arcs. Nearly all the time of a search is spent in these loops, so they
// branch on nothing that cannot be foreseen but whether a way is better.
func (b *bidirectional) expand(end int, e waiting) {
	s, arcs, weights := b.space, b.roads.from(e.place), b.weights[end]
	far := b.scale.least // what is left at least, where a way does not meet the other end at once
	if q := b.queues[1-end]; len(q) > 0 {
		far += q[0].weight
	}
	first := s.g.offsets[b.roads.role[e.place]] // of the same arcs in the graph
	if s.criterion == shortest {
		similarities := s.g.similarity[first:][:len(arcs)]
		shift := b.scale.shift & 63
		for i, a := range arcs {
			w := e.weight + (SimilarityScale-int64(similarities[i]))<<shift + 1
			if w < weights[a.to] && b.takes(end, e.place, a, first+int32(i)) {
				b.offer(end, a.to, w, far)
			}
		}
		return
	}
	here, f2, falls, slope, demotion, bySkills := e.weight+s.c2, s.f2, s.falls, b.scale.slope, b.scale.demotion, s.weights.ClimbBy == BySkillGap
	sign := -int64(end)
	for i, a := range arcs {
		rise := (int64(a.rise>>1) ^ sign) - sign // from the goals' side a rise the other way
		climb := max(0, rise)
		if bySkills {
			climb = b.gap(end, first+int32(i), rise)
		}
		w := here + climb*climb - slope*rise + f2&-int64(a.rise&1) + demotion&((falls+rise)>>63)
		if w < weights[a.to] && b.takes(end, e.place, a, first+int32(i)) {
			b.offer(end, a.to, w, far)
		}
	}
}

// offer gives a place a better weight from one end. far is what is left at least, if it does not meet the other end.
func (b *bidirectional) offer(end int, place int32, w, far int64) {
	if o := b.weights[1-end][place]; o != noWeight {
		b.meet(place, w+o)
	}
	if b.weights[end][place] == noWeight {
		b.touched[end] = append(b.touched[end], place)
	}
	b.weights[end][place] = w
	if w+far <= b.best && !b.hopeless(end, place, w) {
		b.queues[end].push(waiting{w, place})
	}
}

// hopeless reports whether a way from an end to a place is too long for any that it is part of to be as good as the
// best one.
func (b *bidirectional) hopeless(end int, place int32, w int64) bool {
	if b.best == noWeight || b.patient || b.space.criterion != gentlest || b.flags[place]&(flagTo>>end) != 0 {
		return false
	}
	x, total := &b.scale, b.roads.totals[place]
	if end == ahead {
		return b.best < w+x.height(total)+b.space.leastFor(x.goal-total)
	}
	return b.best < w-x.height(total)+b.space.leastFor(total-x.start)
}

// meet takes note of a way through a place.
func (b *bidirectional) meet(place int32, whole int64) {
	switch {
	case whole > b.best:
	case b.ways > 0:
		b.note(whole)
	case whole < b.best:
		b.best, b.meets = whole, append(b.meets[:0], place)
	default:
		b.meets = append(b.meets, place)
	}
}

// note adds a weight to those of the ways that are known.
func (b *bidirectional) note(whole int64) {
	at := len(b.wholes)
	for at > 0 && b.wholes[at-1] >= whole {
		at--
	}
	if at < len(b.wholes) && b.wholes[at] == whole {
		return
	}
	if len(b.wholes) < b.ways {
		b.wholes = append(b.wholes, 0)
	}
	copy(b.wholes[at+1:], b.wholes[at:])
	b.wholes[at] = whole
	if len(b.wholes) == b.ways {
		b.best = b.wholes[b.ways-1]
	}
}

// takes reports whether the limits allow the step along an arc of a place; at is its index in the graph.
func (b *bidirectional) takes(end int, place int32, a road, at int32) bool {
	return !b.space.special || b.allowed(end, b.roads.role[place], b.roads.role[a.to], at)
}

// weigh is what the step along an arc weighs; at is its index in the graph.
func (b *bidirectional) weigh(end int, a road, at int32) int64 {
	rise := int64(a.rise >> 1)
	if end == back {
		rise = -rise
	}
	climb := max(0, rise)
	if b.space.weights.ClimbBy == BySkillGap {
		climb = b.gap(end, at, rise)
	}
	return b.scale.of(b.space, int64(b.space.g.similarity[at].Distance()), climb, rise, a.rise&1 != 0)
}

// gap is the skill gap of a step along an arc, which is stored forwards; gap(u, v) = gap(v, u) + total(v) - total(u).
func (b *bidirectional) gap(end int, at int32, rise int64) int64 {
	gap := int64(b.space.g.gaps()[at])
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
	if s.flags[other]&flagAvoid != 0 && (end == ahead || b.flags[b.roads.place[other]]&flagFrom == 0) {
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
