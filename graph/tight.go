package graph

import "cmp"

// tightWays reads the best path off the labels of a bidirectional search. A step is tight where it lies on a best
// way: what was spent before it, its own weight and what is left add up to the best. Every role on a best way has
// its exact weight from one end at least; the ones that only the starts' side has settled are marked, from
// where the ends meet. The path is then read forwards: at each role, of the tight steps the one of smallest code.
type tightWays struct {
	queue []int32
	steps []tightStep    // a stack: the tight steps of each role that is looked at
	rests map[int32]rest // under GENTLEST, where best ways part
}

// tightStep is a step on a best way.
type tightStep struct {
	to       int32
	spent    weight // with the step
	distance int64  // of the step
}

// rest is what is left of a way: what GENTLEST compares once demotions and squares are equal.
type rest struct {
	distance int64
	steps    int32
}

func (r rest) compare(than rest) int {
	return cmp.Or(cmp.Compare(r.distance, than.distance), cmp.Compare(r.steps, than.steps))
}

// mark finds the roles on best ways that only the search from the starts has settled. O(arcs of such roles).
func (b *bidirectional) mark() {
	t, g := &b.tight, b.space.g
	t.queue = append(t.queue[:0], b.meets...)
	labels := b.labels[ahead]
	for len(t.queue) > 0 {
		role := t.queue[len(t.queue)-1]
		t.queue = t.queue[:len(t.queue)-1]
		here := labels[role].weight
		if b.exact(ahead, role) {
			labels[role].flags |= labelTight
		} else {
			here = b.best.sub(b.labels[back][role].weight)
		}
		for a := g.offsets[role]; a < g.offsets[role+1]; a++ {
			other := g.targets[a]
			l := &labels[other]
			if l.flags&(labelExact|labelTight) == labelExact && l.weight.add(b.weigh(back, role, other, a)) == here && b.takes(back, role, other, a) {
				l.flags |= labelTight
				t.queue = append(t.queue, other)
			}
		}
	}
}

// exact reports whether no better way between an end and a role is to be found.
func (b *bidirectional) exact(end int, role int32) bool {
	return b.labels[end][role].flags&labelExact != 0
}

// on reports whether a role to which so much is spent lies on a best way.
func (b *bidirectional) on(role int32, spent weight) bool {
	if b.exact(back, role) {
		return spent.add(b.labels[back][role].weight) == b.best
	}
	l := &b.labels[ahead][role]
	return l.flags&labelTight != 0 && l.weight == spent
}

// arrived reports whether a role ends the leg.
func (b *bidirectional) arrived(role int32) bool {
	return b.labels[back][role].flags&labelEnd != 0
}

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
		path = append(path, step.to)
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
		if w := (weight{minor: -b.scale.height(b.space.g.totals[role])}); b.on(int32(role), w) {
			b.tight.steps = append(b.tight.steps, tightStep{to: int32(role), spent: w})
		}
	}
	for i := range b.leg.doors {
		d := &b.leg.doors[i]
		if w, ok := b.door(d); ok && b.on(int32(d.To), w) {
			b.tight.steps = append(b.tight.steps, tightStep{int32(d.To), w, int64(d.Distance())})
		}
	}
}

// onward pushes the tight steps from a role on a best way, by code.
func (b *bidirectional) onward(role int32, spent weight) {
	g := b.space.g
	for a := g.offsets[role]; a < g.offsets[role+1]; a++ {
		other := g.targets[a]
		if b.labels[ahead][other].flags&labelTight == 0 && !b.exact(back, other) {
			continue
		}
		if w := spent.add(b.weigh(ahead, role, other, a)); b.on(other, w) && b.takes(ahead, role, other, a) {
			b.tight.steps = append(b.tight.steps, tightStep{other, w, int64(g.similarity[a].Distance())})
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
