package graph

import (
	"cmp"
	"context"
	"errors"
	"slices"
)

// differing finds the best path that shares few enough steps with each path that was taken, without looking at all the
// better ones that share too many. It is a search from the starts with labels for what is limited (Desrochers and Soumis 1988):
// of two ways to a place the one that is better and that shares no more, whatever comes after, stands for the other. It is led by
// the detours around each path taken: what such a way weighs at least that is to keep the limit with that path alone.
//
// Such labels know nothing of the roles on a way, so the best one may run into itself: a loop makes a share smaller. Then
// the places where it does are critical, labels remember them, and it is searched again (Boland, Dethridge and Dumitrescu
// 2006). This is hardly ever needed. The result is exact, ties by codes included.
type differing struct {
	overlap    *overlap
	looked     int // what was done, of most: a way that is gone on from counts once, and once more for every 256 bounds
	most       int
	from       corridor  // what it weighs to come to a place from the starts
	detours    []detours // by path taken
	beginnings []beginning
	newest     []int32 // by place: index into beginnings plus one, of those that have been gone on from
	buds       []bud
	queue      queue         // indices into buds, by what the whole way weighs at least
	critical   map[int32]int // bits of the places through which no way leads twice
}

// beginning is a way from a start to a place.
type beginning struct {
	weight, distance int64
	place, steps     int32
	shared           [MaxAlternatives]int32 // steps, by path taken
	visited          uint64                 // critical places
	before           int32                  // without its last step: index into beginnings plus one
	older            int32                  // of the same place: index into beginnings plus one
}

// bud is a beginning that waits: another one, as an index plus one, and the position of an arc from its place; or 0 and the
// position of a start. Most are never gone on from, so they are kept small.
type bud struct{ before, arc int32 }

// mostCritical is how many places can be critical.
const mostCritical = 64

// errTooManyWays says that a search was given up.
var errTooManyWays = errors.New("too many ways")

// begin starts where the two ends have met.
func (d *differing) begin(c *corridor, o *overlap, most int) {
	d.overlap, d.from.exact = o, c.exact
	d.from.takeUp()
	d.detours = d.detours[:0]
	d.looked, d.most = 0, most
}

// next is the best path of those that differ enough, the first in the order of codes; nil where there is none. The error is
// errTooHeavy, errTooManyWays or the context's.
func (d *differing) next(ctx context.Context) (path []int32, err error) {
	for j := len(d.detours); j < len(d.overlap.taken); j++ {
		d.detours = slices.Grow(d.detours, 1)[:j+1] // with the room of the last question
		d.detours[j].begin(d, j)
	}
	d.critical = nil
	for {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		best, err := d.search(ctx)
		if best == NoIndex || err != nil {
			return nil, err
		}
		path = d.path(&d.beginnings[best])
		if !d.repeats(path) {
			return path, nil
		}
		if len(d.critical) > mostCritical {
			return nil, errTooManyWays
		}
	}
}

// look takes note of one more way that is gone on from, with as many bounds to be worked out.
func (d *differing) look(bounds int) error {
	if d.looked >= d.most {
		return errTooManyWays
	}
	d.looked += 1 + bounds/256
	return nil
}

// repeats makes the places critical that a path comes through twice, if there are any.
func (d *differing) repeats(path []int32) (repeats bool) {
	for i, state := range path {
		if !slices.Contains(path[:i], state) {
			continue
		}
		repeats = true
		if d.critical == nil {
			d.critical = map[int32]int{}
		}
		place := d.from.both.roads.place[state]
		if _, known := d.critical[place]; !known {
			d.critical[place] = len(d.critical)
		}
	}
	return repeats
}

// search finds the best path that runs into itself at no critical place, and the first in the order of codes: the index of its
// beginning, NoIndex for none.
func (d *differing) search(ctx context.Context) (int32, error) {
	b := d.from.both
	d.putStarts()
	best, least := int32(NoIndex), int64(noWeight)
	for len(d.queue) > 0 && d.queue[0].weight <= least {
		e := d.queue.pop()
		x := d.grow(d.buds[e.place])
		f, err := d.sharpen(ctx, &x, e.weight)
		if err != nil {
			return NoIndex, err
		}
		if f > e.weight {
			if f < noWeight {
				d.queue.push(waiting{f, e.place})
			}
			continue
		}
		if d.beaten(&x) {
			continue
		}
		if x.weight > tooHeavy {
			return NoIndex, errTooHeavy
		}
		if err := d.look(len(d.detours) * len(b.roads.from(x.place))); err != nil {
			return NoIndex, err
		}
		x.older = d.newest[x.place]
		d.beginnings = append(d.beginnings, x)
		i := int32(len(d.beginnings) - 1)
		d.newest[x.place] = i + 1
		if b.flags[x.place]&flagTo == 0 {
			d.expand(i)
		} else if x.steps > 0 && d.overlap.fits(&x.shared, x.steps) && (best == NoIndex || d.compare(&x, &d.beginnings[best]) < 0) {
			best, least = i, e.weight
		}
	}
	return best, nil
}

// putStarts puts the starts in line, and nothing else.
func (d *differing) putStarts() {
	b := d.from.both
	if len(d.newest) < b.space.n {
		d.newest = make([]int32, b.space.n)
	}
	for i := range d.beginnings {
		d.newest[d.beginnings[i].place] = 0
	}
	d.beginnings, d.buds, d.queue = d.beginnings[:0], d.buds[:0], d.queue[:0]
	for i := range max(len(b.leg.from), len(b.leg.doors)) {
		d.wait(bud{arc: int32(i)})
	}
}

// wait puts a bud in line, if anything can come of it.
func (d *differing) wait(u bud) {
	if x := d.grow(u); x.place != NoIndex {
		if f := d.whole(&x); f < noWeight {
			d.queue.push(waiting{f, int32(len(d.buds))})
			d.buds = append(d.buds, u)
		}
	}
}

// expand goes on from a beginning.
func (d *differing) expand(i int32) {
	b := d.from.both
	x := &d.beginnings[i]
	for j := range b.roads.from(x.place) {
		d.wait(bud{before: i + 1, arc: int32(j)})
	}
}

// grow is the beginning that comes of a bud; its place is NoIndex where the step is not allowed.
func (d *differing) grow(u bud) (x beginning) {
	b := d.from.both
	if u.before == 0 {
		return d.start(int(u.arc))
	}
	before := &d.beginnings[u.before-1]
	role := b.roads.role[before.place]
	a, at := b.roads.from(before.place)[u.arc], b.space.g.offsets[role]+u.arc
	bit, critical := d.critical[a.to]
	if b.flags[a.to]&flagFrom != 0 || critical && before.visited>>bit&1 != 0 || !b.takes(ahead, before.place, a, at) {
		return beginning{place: NoIndex}
	}
	x = *before
	x.before, x.place = u.before, a.to
	x.steps++
	x.weight += b.weigh(ahead, a, at)
	x.distance += int64(b.space.g.similarity[at].Distance())
	if critical {
		x.visited |= 1 << bit
	}
	d.overlap.count(&x.shared, role, b.roads.role[a.to])
	return x
}

// start is the beginning by the start, or the first step of a profile, of that index.
func (d *differing) start(i int) (x beginning) {
	b := d.from.both
	if b.leg.doors == nil {
		place := b.roads.place[b.leg.from[i]]
		return beginning{weight: -b.scale.height(b.roads.totals[place]), place: place}
	}
	door := &b.leg.doors[i]
	w, ok := b.door(door)
	if !ok {
		return beginning{place: NoIndex}
	}
	x = beginning{weight: w, place: b.roads.place[door.To], distance: int64(door.Distance()), steps: 1}
	d.overlap.count(&x.shared, b.space.profileState(), int32(door.To))
	if bit, critical := d.critical[x.place]; critical {
		x.visited = 1 << bit
	}
	return x
}

// whole is what a path weighs at least that begins so.
func (d *differing) whole(x *beginning) (f int64) {
	for j := range d.detours {
		left, _ := d.detours[j].atLeast(d, x.place, x.steps, x.shared[j])
		f = max(f, x.weight+left)
	}
	return f
}

// sharpen is whole after as much work as shows whether it is more than so much.
func (d *differing) sharpen(ctx context.Context, x *beginning, so int64) (int64, error) {
	for j := range d.detours {
		t := &d.detours[j]
		for {
			left, exact := t.atLeast(d, x.place, x.steps, x.shared[j])
			if x.weight+left > so {
				return d.whole(x), nil
			}
			if exact {
				break
			}
			if err := t.advance(ctx, d); err != nil {
				return 0, err
			}
		}
	}
	return so, nil
}

// beaten reports whether another beginning of the same place is better, whatever comes after.
func (d *differing) beaten(x *beginning) bool {
next:
	for k := d.newest[x.place]; k != 0; k = d.beginnings[k-1].older {
		o := &d.beginnings[k-1]
		if o.visited&^x.visited != 0 {
			continue
		}
		room := d.overlap.room(o.steps - x.steps)
		for j := range d.detours {
			if o.shared[j]-x.shared[j] > room {
				continue next
			}
		}
		if d.compare(o, x) <= 0 {
			return true
		}
	}
	return false
}

// compare compares beginnings of the same place, or paths, by the objective, then by codes.
func (d *differing) compare(x, y *beginning) int {
	b := d.from.both
	if c := cmp.Compare(x.weight+b.scale.height(b.roads.totals[x.place]), y.weight+b.scale.height(b.roads.totals[y.place])); c != 0 {
		return c
	}
	if b.space.criterion == gentlest {
		if c := (rest{x.distance, x.steps}).compare(rest{y.distance, y.steps}); c != 0 {
			return c
		}
	}
	return slices.Compare(d.path(x), d.path(y))
}

// path is the states of a beginning.
func (d *differing) path(x *beginning) (states []int32) {
	b := d.from.both
	for ; ; x = &d.beginnings[x.before-1] {
		states = append(states, b.roads.role[x.place])
		if x.before == 0 {
			break
		}
	}
	if b.leg.doors != nil {
		states = append(states, b.space.profileState())
	}
	slices.Reverse(states)
	return states
}
