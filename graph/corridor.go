package graph

import (
	"context"
	"math"
	"math/bits"
)

// corridor knows what is left to the goal from the places that good paths pass. It takes up a search from both ends
// where that has met, and goes on from one end alone by A* (Hart, Nilsson and Raphael 1968): what the other side has
// settled is the exact bound for it, so only places on ways that are hardly dearer than the best one are looked at.
// It serves one leg whose weights pack. As a guide it goes on from the goals.
//
// A place is settled once the least way through it weighs less than all that waits: then it is exact, and so is
// all that is tight on from it.
type corridor struct {
	both  *bidirectional
	end   int      // from which it goes on
	exact [2]int64 // where the ends met: what weighed less from an end was exact, and gone on from
	far   int64    // what weighs less from the other end is exact, and all else weighs that at least
	queue queue    // by what the whole way weighs at least
	ticks int
	rests []restOf // by place, under GENTLEST: distance and steps of the best way on
	round uint32
}

// restOf is a rest, in the round in which it was found.
type restOf struct {
	rest
	round uint32
}

// serves reports whether a corridor can be made of a space.
func (c *corridor) serves(s *space) bool { return s.last == 0 && s.packs() }

// begin searches from both ends. Where they do not meet nothing waits, and so nothing leads to the goal.
func (c *corridor) begin(ctx context.Context, s *space) error {
	b := c.both
	if c.round++; c.round == 0 || len(c.rests) < s.n {
		c.rests, c.round = make([]restOf, s.n), 1
	}
	b.prepare(s)
	b.leg = b.legOf(s, 0)
	b.patient = true
	err := b.search(ctx)
	b.patient = false
	c.queue = c.queue[:0]
	if err == nil && b.best != noWeight {
		c.exact = b.exact()
		c.takeUp()
	}
	return err
}

// exact finds how far either side of a search that has met is exact, and has gone on.
func (b *bidirectional) exact() (exact [2]int64) {
	for end := range exact {
		if b.space.criterion == fewestSteps {
			exact[end] = b.lastLayer(end)
			continue
		}
		// What was dearer than the best way, with a step and what waited at the other end, was left out.
		exact[end] = b.best - b.scale.least - b.frontier(1-end) + 1
		if q := b.queues[end]; len(q) > 0 {
			exact[end] = min(exact[end], q[0].weight)
		}
	}
	return exact
}

// takeUp puts in line what its end has not gone on from.
func (c *corridor) takeUp() {
	b := c.both
	c.queue = c.queue[:0]
	c.far = c.exact[1-c.end]
	if b.space.criterion == fewestSteps {
		c.far = (c.far>>stepShift + 1) << stepShift // no place that is not known is nearer than the next layer
	}
	for _, place := range b.touched[c.end] {
		if w := b.weights[c.end][place]; w >= c.exact[c.end] {
			c.push(place, w)
		}
	}
}

// lastLayer is the least weight of the last layer of an end, more than all others where there is none.
func (b *bidirectional) lastLayer(end int) int64 {
	if places := b.waves[end].places; len(places) > 0 {
		return b.weights[end][places[0]] >> stepShift << stepShift
	}
	return b.heaviestOf(end) + 1
}

// frontier is what waits at an end, or waited last, at most.
func (b *bidirectional) frontier(end int) int64 {
	if q := b.queues[end]; len(q) > 0 {
		return q[0].weight
	}
	return b.heaviestOf(end)
}

// heaviestOf is the largest weight that an end knows of.
func (b *bidirectional) heaviestOf(end int) (heaviest int64) {
	heaviest = math.MinInt64 / 2
	for _, place := range b.touched[end] {
		heaviest = max(heaviest, b.weights[end][place])
	}
	return heaviest
}

// through is what a way weighs at least that weighs so much from its end to a place.
func (c *corridor) through(place int32, w int64) int64 {
	return w + min(c.both.weights[1-c.end][place], c.far)
}

// push puts a place in line.
func (c *corridor) push(place int32, w int64) {
	c.queue.push(waiting{c.through(place, w), place})
}

// settled reports whether nothing better is to be found for a place.
func (c *corridor) settled(place int32) bool {
	w := c.both.weights[c.end][place]
	return w != noWeight && (len(c.queue) == 0 || c.through(place, w) < c.queue[0].weight)
}

// least is the weight from its end to a place, or a bound of it; exact says that it is all.
func (c *corridor) least(place int32) (w int64, exact bool) {
	switch {
	case c.settled(place):
		return c.both.weights[c.end][place], true
	case len(c.queue) == 0:
		return noWeight, true
	default:
		return c.queue[0].weight - c.through(place, 0), false
	}
}

// atLeast is the key from a state to a goal, or a bound of it; exact says that it is all.
func (c *corridor) atLeast(state int32, _ int) (k key, exact bool) {
	b := c.both
	place := b.roads.place[state]
	w, exact := c.least(place)
	if w == noWeight {
		return noWay, true
	}
	k = c.key(place, w)
	if !exact || b.space.criterion != gentlest {
		return k, exact
	}
	if r := &c.rests[place]; r.round == c.round {
		k.b, k.c = r.distance, r.steps
		return k, true
	}
	return k, false
}

// key is a weight from a place to a goal as a key, but for what a gentlest way has besides. A bound stays one.
func (c *corridor) key(place int32, w int64) key {
	switch x := &c.both.scale; c.both.space.criterion {
	case fewestSteps:
		return key{a: w >> stepShift, b: w & (1<<stepShift - 1)}
	case shortest:
		return key{a: w >> x.shift, b: w & (1<<x.shift - 1)}
	default:
		w -= x.height(c.both.roads.totals[place])
		if x.demotion == 0 {
			return key{a: w}
		}
		return key{d: int32(w >> bits.TrailingZeros64(uint64(x.demotion))), a: w & (x.demotion - 1)}
	}
}

// sharpen is atLeast after some more work, if that was not all.
func (c *corridor) sharpen(ctx context.Context, state int32, _ int) (k key, exact bool, err error) {
	if place := c.both.roads.place[state]; c.settled(place) {
		c.rest(place)
	} else if err := c.advance(ctx); err != nil {
		return key{}, false, err
	}
	k, exact = c.atLeast(state, 0)
	return k, exact, nil
}

// advance settles a batch of places.
func (c *corridor) advance(ctx context.Context) error {
	b := c.both
	closed := flagFrom // no path goes on through its start
	if c.end == ahead {
		closed = flagTo
	}
	for range 8 {
		if c.ticks++; c.ticks%cancelEvery == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if len(c.queue) == 0 {
			return nil
		}
		e := c.queue.pop()
		w := b.weights[c.end][e.place]
		if c.through(e.place, w) != e.weight {
			continue // a better way was found since
		}
		if w > tooHeavy {
			return errTooHeavy
		}
		if b.flags[e.place]&closed == 0 {
			c.expand(e.place, w)
		}
	}
	return nil
}

// expand goes on from a settled place.
func (c *corridor) expand(place int32, so int64) {
	b := c.both
	weights, first := b.weights[c.end], b.space.g.offsets[b.roads.role[place]]
	for i, a := range b.roads.from(place) {
		at := first + int32(i)
		if w := so + b.weigh(c.end, a, at); w < weights[a.to] && b.takes(c.end, place, a, at) {
			if weights[a.to] == noWeight {
				b.touched[c.end] = append(b.touched[c.end], a.to)
			}
			weights[a.to] = w
			c.push(a.to, w)
		}
	}
}

// rest is the least distance, then steps, of the best ways on from a settled place.
func (c *corridor) rest(place int32) rest {
	r := &c.rests[place]
	if r.round == c.round {
		return r.rest
	}
	b := c.both
	best := rest{distance: math.MaxInt64}
	if b.arrived(place) {
		best = rest{}
	} else {
		first := b.space.g.offsets[b.roads.role[place]]
		for i, a := range b.roads.from(place) {
			at := first + int32(i)
			if c.tight(place, a, at) {
				if x := c.rest(a.to).after(b.space.g, at); x.compare(best) < 0 {
					best = x
				}
			}
		}
	}
	*r = restOf{best, c.round}
	return best
}

// after is a rest with the step along an arc before it.
func (r rest) after(g *Graph, at int32) rest {
	return rest{r.distance + int64(g.similarity[at].Distance()), r.steps + 1}
}

// tight reports whether a step lies on a best way on from a settled place, as far as weights tell. No way passes a
// start again.
func (c *corridor) tight(place int32, a road, at int32) bool {
	b := c.both
	left := b.weights[back][a.to]
	return left != noWeight && b.flags[a.to]&flagFrom == 0 && left+b.weigh(ahead, a, at) == b.weights[back][place] && b.takes(ahead, place, a, at)
}

// walk appends the best way from a state whose key is exact to a goal, the first in the order of codes.
func (c *corridor) walk(path []int32, state int32, _ int) []int32 {
	b := c.both
	path = append(path, state)
	for place := b.roads.place[state]; !b.arrived(place); {
		next := int32(NoIndex)
		first := b.space.g.offsets[b.roads.role[place]]
		for i, a := range b.roads.from(place) {
			at := first + int32(i)
			if c.tight(place, a, at) && (b.space.criterion != gentlest || c.rest(a.to).after(b.space.g, at) == c.rests[place].rest) {
				next = a.to
				break
			}
		}
		if next == NoIndex {
			panic("graph: a best way leads nowhere")
		}
		place = next
		path = append(path, b.roads.role[place])
	}
	return path
}
