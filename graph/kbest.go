package graph

import (
	"cmp"
	"context"
	"slices"
)

// kBest finds the k best paths of a leg whose weights pack. The search from both ends goes on until it knows k ways of
// different weights and can find no other that is as good as the worst of them. What that one weighs is a bound, and
// all paths within the bound are enumerated depth first: what the search knows of a place says at once
// whether a way there can become one of them (Byers and Waterman 1984, Carlyle and Wood 2005). As paths are found the bound sinks.
//
// A path is put together at its first place that the search ahead has not gone on from, so it comes up once. Up to that
// place the search ahead knows what is spent at least, and from there on the search back what is left: where a path keeps
// the bound, the search back has gone on from all that follows (docs/decisions/0109 has the proof).
//
// Bounds know nothing of the roles on a way. So there may be very many ways of which no path comes, and then it is
// given up: Alternatives has another method, which takes longer but never that long.
type kBest struct {
	both   *bidirectional
	k      int
	bound  int64       // nothing that weighs more is sought
	found  []foundPath // the best so far, in order
	states []int32     // of paths that were found
	looks  int         // arcs that may still be looked at
	meets  []meeting
	ways   [2][]stop // from a meeting place on to a goal, and back to a start
	door   int64     // distance of the first step of a profile
}

// mostLooks is how many arcs are looked at before the k best paths are sought in another way, where that is less than
// eight times all arcs of the graph. On public tables one question in a few hundred needs as many.
const mostLooks = 100_000

// foundPath is a path and what it is compared by.
type foundPath struct {
	weight    int64
	rest      rest // distance and steps
	low, high int  // where its states stand
}

// meeting is a place that both ends know, and what the best way through it weighs.
type meeting struct {
	whole int64
	place int32
}

// stop is a place on a way, and the distance of the way there.
type stop struct {
	place    int32
	distance int64
}

// search finds the k best paths of a space, fewer where there are no more, and looks at so many arcs for it beside those
// of the search from both ends. The error is errTooHeavy, errTooManyWays or the context's.
func (e *kBest) search(ctx context.Context, s *space, k, looks int) error {
	b := e.both
	b.prepare(s)
	b.leg = b.legOf(s, 0)
	e.k, e.looks = k, looks
	for ways := k; ways <= 4*k; ways *= 2 { // ways may run into themselves, or be too long
		if err := ctx.Err(); err != nil {
			return err
		}
		b.ways = ways
		err := b.search(ctx)
		b.ways = 0
		if err != nil {
			return err
		}
		e.enumerate()
		switch {
		case e.looks < 0:
			return errTooManyWays
		case len(e.found) == k || b.best == noWeight:
			return nil
		}
	}
	return errTooManyWays
}

// enumerate finds the k best of the paths that keep the bound of the search.
func (e *kBest) enumerate() {
	b := e.both
	e.bound, e.found, e.states, e.meets = b.best, e.found[:0], e.states[:0], e.meets[:0]
	end := ahead
	if len(b.touched[back]) < len(b.touched[ahead]) {
		end = back
	}
	for _, place := range b.touched[end] {
		if o := b.weights[1-end][place]; o != noWeight && b.flags[place]&flagPassed == 0 {
			if whole := b.weights[end][place] + o; whole <= e.bound {
				e.meets = append(e.meets, meeting{whole, place})
			}
		}
	}
	slices.SortFunc(e.meets, func(x, y meeting) int { return cmp.Compare(x.whole, y.whole) })
	for _, m := range e.meets {
		if m.whole <= e.bound {
			e.visit(back, m.place, b.weights[back][m.place], 0)
		}
	}
}

// visit puts a place on the way to one end, and finds all paths that come of it. On the way back to a start, so is what is
// left from the place at least: the way to the meeting place, and what the search knows on from there. On the
// way to a goal it is what was spent.
func (e *kBest) visit(end int, place int32, so, distance int64) {
	b := e.both
	e.ways[end] = append(e.ways[end], stop{place, distance})
	b.flags[place] |= flagOnWay
	switch {
	case end == ahead && b.arrived(place):
		e.find(so + b.weights[back][place])
	case end == ahead:
		e.extend(ahead, place, so, distance)
	case b.flags[place]&flagFrom != 0:
		e.turn(b.weights[ahead][place]+so, 0)
	default:
		if d := b.space.doorTo(b.roads.role[place]); d != nil {
			if w, ok := b.door(d); ok && w+so <= e.bound {
				e.turn(w+so, int64(d.Distance()))
			}
		}
		e.extend(back, place, so, distance)
	}
	b.flags[place] &^= flagOnWay
	e.ways[end] = e.ways[end][:len(e.ways[end])-1]
}

// turn goes on from the meeting place to the goals, once the way back has come to a start. whole is what the best of
// these paths weighs at least.
func (e *kBest) turn(whole, door int64) {
	b, meeting := e.both, e.ways[back][0].place
	e.door = door
	if b.arrived(meeting) {
		e.find(whole)
		return
	}
	e.extend(ahead, meeting, whole-b.weights[back][meeting], 0)
}

// extend visits the places to which the way to one end may go on from a place.
func (e *kBest) extend(end int, place int32, so, distance int64) {
	b := e.both
	if len(e.ways[ahead])+len(e.ways[back]) > b.space.maxSteps {
		return
	}
	weights, first, arcs := b.weights[1-end], b.space.g.offsets[b.roads.role[place]], b.roads.from(place)
	asked, wanted := flagOnWay|flagFrom, uint8(0) // no path passes a start again
	if end == back {
		asked, wanted = flagOnWay|flagPassed, flagPassed
	}
	e.looks -= len(arcs)
	least := b.scale.least
	room := e.bound - so
	for i, a := range arcs {
		o := weights[a.to]
		if o+least > room || b.flags[a.to]&asked != wanted || e.looks < 0 {
			continue
		}
		at := first + int32(i)
		if w := b.weigh(end, a, at); o+w <= room && b.takes(end, place, a, at) {
			e.visit(end, a.to, so+w, distance+int64(b.space.g.similarity[at].Distance()))
			room = e.bound - so // it may have sunk
		}
	}
}

// find takes note of the path along both ways, if it is one of the k best so far.
func (e *kBest) find(weight int64) {
	b, to, on := e.both, e.ways[back], e.ways[ahead]
	low := len(e.states)
	if b.leg.doors != nil {
		e.states = append(e.states, b.space.profileState())
	}
	for i := len(to) - 1; i >= 0; i-- {
		e.states = append(e.states, b.roads.role[to[i].place])
	}
	for _, s := range on {
		e.states = append(e.states, b.roads.role[s.place])
	}
	x := foundPath{weight, rest{e.door + to[len(to)-1].distance, int32(len(e.states) - low - 1)}, low, len(e.states)}
	if len(on) > 0 {
		x.rest.distance += on[len(on)-1].distance
	}
	at := len(e.found)
	for at > 0 && e.before(x, e.found[at-1]) {
		at--
	}
	if at == e.k || int(x.rest.steps) > b.space.maxSteps {
		e.states = e.states[:low]
		return
	}
	e.found = slices.Insert(e.found, at, x)
	e.found = e.found[:min(len(e.found), e.k)]
	if len(e.found) == e.k {
		e.bound = min(e.bound, e.found[e.k-1].weight)
	}
}

// before reports whether a path comes before another one.
func (e *kBest) before(x, y foundPath) bool {
	if x.weight != y.weight {
		return x.weight < y.weight
	}
	return cmp.Or(x.rest.compare(y.rest), slices.Compare(e.states[x.low:x.high], e.states[y.low:y.high])) < 0
}

// answer describes what was found.
func (e *kBest) answer() Alternatives {
	answer := Alternatives{Complete: true, Examined: len(e.found)}
	if len(e.found) == 0 {
		return answer
	}
	answer.Paths = make([]Path, len(e.found))
	many := 0
	for _, x := range e.found {
		many += x.high - x.low
	}
	roles, steps := make([]int, many), make([]Step, many) // one piece of memory for all
	for i, x := range e.found {
		path, n := &answer.Paths[i], x.high-x.low
		path.Roles, path.Steps = roles[:0:n], steps[:0:n]
		roles, steps = roles[n:], steps[n:]
		e.both.space.describe(e.states[x.low:x.high], path)
	}
	return answer
}
