package graph

import "cmp"

// tightWays reads the best path off the weights of a bidirectional search. A step is tight where it lies on a best
// way: what was spent before it, its own weight and what is left add up to the best, and then both are exact. Every
// place on a best way has its exact weight from one end at least; the ones that only the starts' side knows are
// flagged, from where the ends meet. The path is then read forwards: at each place, of the tight steps the one of smallest code.
type tightWays struct {
	queue []int32
	steps []tightStep    // a stack: the tight steps of each place that is looked at
	rests map[int32]rest // under GENTLEST, where best ways part
}

// tightStep is a step on a best way.
type tightStep struct {
	to       int32 // place
	spent    int64 // with the step
	distance int64 // of the step
}

// rest is what is left of a way: what GENTLEST compares once demotions and squares are equal.
type rest struct {
	distance int64
	steps    int32
}

func (r rest) compare(than rest) int {
	return cmp.Or(cmp.Compare(r.distance, than.distance), cmp.Compare(r.steps, than.steps))
}

// mark flags the places on best ways before the ends meet, and where they do. O(arcs of such places).
func (b *bidirectional) mark() {
	t, weights := &b.tight, b.weights[ahead]
	t.queue = t.queue[:0]
	for _, place := range b.meets {
		b.markOne(place)
	}
	for len(t.queue) > 0 {
		place := t.queue[len(t.queue)-1]
		t.queue = t.queue[:len(t.queue)-1]
		first := b.space.g.offsets[b.roads.role[place]]
		for i, a := range b.roads.from(place) {
			at := first + int32(i)
			if w := weights[a.to]; w < weights[place] && w+b.weigh(back, a, at) == weights[place] && b.takes(back, place, a, at) {
				b.markOne(a.to)
			}
		}
	}
}

// markOne flags a place on a best way, once.
func (b *bidirectional) markOne(place int32) {
	if b.flags[place]&flagTight == 0 {
		b.flag(place, flagTight)
		b.tight.queue = append(b.tight.queue, place)
	}
}

// on reports whether a place to which so much is spent lies on a best way.
func (b *bidirectional) on(place int32, spent int64) bool {
	return spent+b.weights[back][place] == b.best || b.flags[place]&flagTight != 0 && b.weights[ahead][place] == spent
}

// arrived reports whether a place ends the leg.
func (b *bidirectional) arrived(place int32) bool { return b.flags[place]&flagTo != 0 }

// walk appends the best path of the leg, as roles; a profile is the state before its first role.
func (b *bidirectional) walk(path []int32) []int32 {
	b.mark()
	t := &b.tight
	clear(t.rests)
	if b.leg.doors != nil {
		path = append(path, b.space.profileState())
	}
	t.steps = t.steps[:0]
	b.first()
	for {
		step := b.choose(0)
		path = append(path, b.roads.role[step.to])
		if b.arrived(step.to) {
			return path
		}
		t.steps = t.steps[:0]
		b.onward(step.to, step.spent)
	}
}

// first pushes what a best way may begin with: a start, or the first step of a profile.
func (b *bidirectional) first() {
	for _, role := range b.leg.from {
		place := b.roads.place[role]
		if w := -b.scale.height(b.roads.totals[place]); b.on(place, w) {
			b.tight.steps = append(b.tight.steps, tightStep{to: place, spent: w})
		}
	}
	for i := range b.leg.doors {
		d := &b.leg.doors[i]
		if w, ok := b.door(d); ok && b.on(b.roads.place[d.To], w) {
			b.tight.steps = append(b.tight.steps, tightStep{b.roads.place[d.To], w, int64(d.Distance())})
		}
	}
}

// onward pushes the tight steps from a place on a best way, by code.
func (b *bidirectional) onward(place int32, spent int64) {
	g := b.space.g
	first := g.offsets[b.roads.role[place]]
	for i, a := range b.roads.from(place) {
		if b.weights[back][a.to] == noWeight && b.flags[a.to]&flagTight == 0 {
			continue
		}
		at := first + int32(i)
		if w := spent + b.weigh(ahead, a, at); b.on(a.to, w) && b.takes(ahead, place, a, at) {
			b.tight.steps = append(b.tight.steps, tightStep{a.to, w, int64(g.similarity[at].Distance())})
		}
	}
}

// choose is the first in the order of codes of the best steps that have been pushed from low on. There is one at least.
func (b *bidirectional) choose(low int) tightStep {
	t := &b.tight
	best := t.steps[low]
	if b.space.criterion != gentlest || len(t.steps) == low+1 {
		return best // weights say it all
	}
	var least rest
	for i, high := low, len(t.steps); i < high; i++ {
		step := t.steps[i]
		if r := b.rest(step); i == low || r.compare(least) < 0 {
			best, least = step, r
		}
	}
	return best
}

// rest is the least distance, then steps, of the best ways that begin with a tight step.
func (b *bidirectional) rest(step tightStep) rest {
	t := &b.tight
	r, known := t.rests[step.to]
	if !known {
		if !b.arrived(step.to) {
			low := len(t.steps)
			b.onward(step.to, step.spent)
			for i, high := low, len(t.steps); i < high; i++ {
				if x := b.rest(t.steps[i]); i == low || x.compare(r) < 0 {
					r = x
				}
			}
			t.steps = t.steps[:low]
		}
		if t.rests == nil {
			t.rests = map[int32]rest{}
		}
		t.rests[step.to] = r
	}
	return rest{r.distance + step.distance, r.steps + 1}
}
