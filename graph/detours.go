package graph

import "context"

// detours knows what is left to a goal at least, for a way that is to share few enough steps with one path that was
// taken. It is a search back from the goals over labels of (weight, steps, shared steps): one that is no heavier and whose
// share is no worse, whatever comes before, stands for the other. It is led by what the way from a start weighs. That
// ways may run into themselves makes it a bound.
type detours struct {
	path    uint64 // the bit of the path that was taken
	endings []ending
	first   []int32 // by place: index into endings plus one, of those that have been gone on from, from the lightest on
	last    []int32
	queue   queue // indices into endings, by what the whole way weighs at least
}

// ending is a way from a place to a goal.
type ending struct {
	left          int64 // what it weighs
	place         int32
	steps, shared int32
	heavier       int32 // of the same place: index into endings plus one
}

// begin starts at the goals.
func (t *detours) begin(d *differing, taken int) {
	for i := range t.endings {
		t.first[t.endings[i].place] = 0
	}
	b := d.from.both
	if len(t.first) < b.space.n {
		t.first, t.last = make([]int32, b.space.n), make([]int32, b.space.n)
	}
	t.path, t.endings, t.queue = 1<<taken, t.endings[:0], t.queue[:0]
	for _, role := range b.leg.to {
		place := b.roads.place[role]
		t.add(d, ending{left: b.scale.height(b.roads.totals[place]), place: place})
	}
}

func (t *detours) add(d *differing, x ending) {
	if spent, _ := d.from.least(x.place); spent != noWeight {
		t.queue.push(waiting{spent + x.left, int32(len(t.endings))})
		t.endings = append(t.endings, x)
	}
}

// atLeast is what is left from a place at least after so many steps, so many of them shared; exact says that it is all.
func (t *detours) atLeast(d *differing, place, steps, shared int32) (left int64, exact bool) {
	left = noWeight
	for i := t.first[place]; i != 0; i = t.endings[i-1].heavier {
		if o := &t.endings[i-1]; shared+o.shared <= d.overlap.room(steps+o.steps) {
			left = o.left
			break
		}
	}
	if len(t.queue) == 0 {
		return left, true
	}
	spent, _ := d.from.least(place)
	if waits := t.queue[0].weight - spent; waits < left {
		return waits, false
	}
	return left, true
}

// advance goes on from the ending that waits first.
func (t *detours) advance(ctx context.Context, d *differing) error {
	e := t.queue.pop()
	x := t.endings[e.place]
	for {
		spent, exact := d.from.least(x.place)
		if spent == noWeight {
			return nil
		}
		if spent+x.left > e.weight {
			t.queue.push(waiting{spent + x.left, e.place})
			return nil
		}
		if exact {
			break
		}
		if err := d.from.advance(ctx); err != nil {
			return err
		}
	}
	for i := t.first[x.place]; i != 0; i = t.endings[i-1].heavier {
		o := &t.endings[i-1]
		if o.shared-x.shared <= d.overlap.room(o.steps-x.steps) {
			return nil
		}
	}
	if x.left > tooHeavy {
		return errTooHeavy
	}
	if err := d.look(len(d.from.both.roads.from(x.place))); err != nil {
		return err
	}
	if t.first[x.place] == 0 {
		t.first[x.place] = e.place + 1
	} else {
		t.endings[t.last[x.place]-1].heavier = e.place + 1
	}
	t.last[x.place] = e.place + 1
	b := d.from.both
	if b.flags[x.place]&flagFrom != 0 {
		return nil
	}
	role := b.roads.role[x.place]
	first := b.space.g.offsets[role]
	for i, a := range b.roads.from(x.place) {
		at := first + int32(i)
		if b.flags[a.to]&flagTo != 0 || !b.takes(back, x.place, a, at) {
			continue
		}
		y := ending{left: x.left + b.weigh(back, a, at), place: a.to, steps: x.steps + 1, shared: x.shared}
		if s := d.overlap.step(b.roads.role[a.to], role); s != nil && s.paths&t.path != 0 {
			y.shared++
		}
		t.add(d, y)
	}
	return nil
}
