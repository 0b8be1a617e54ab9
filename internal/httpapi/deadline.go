package httpapi

import (
	"container/list"
	"context"
	"sync"
	"sync/atomic"
	"time"
)

// deadlines end contexts, each the same time after it began. The one that began first ends first, so that one timer serves all: to set
// one for each wakes a thread that waits for timers.
type deadlines struct {
	after time.Duration

	mu    sync.Mutex
	open  list.List // of *deadline, as they began
	timer *time.Timer
	runs  bool // the timer
}

func newDeadlines(after time.Duration) *deadlines {
	d := &deadlines{after: after}
	d.timer = time.AfterFunc(after, d.ring)
	return d
}

// deadline is a context that ends after a time. Who waits for its end has a timer of its own, made then.
type deadline struct {
	context.Context
	ends  time.Time
	place *list.Element
	state atomic.Int32 // open, or what came first: it is not said again

	once   sync.Once
	waited atomic.Pointer[waited]
}

// The states of a deadline.
const (
	open  int32 = iota // unless the parent is gone
	over               // its time was up before the parent was gone
	ended              // who began it has ended it
)

// waited is a context whose end somebody waits for.
type waited struct {
	context.Context
	cancel context.CancelFunc
}

// begin returns a context with a deadline, for end to end.
func (d *deadlines) begin(parent context.Context) *deadline {
	c := &deadline{Context: parent, ends: time.Now().Add(d.after)}
	if d.after <= 0 {
		c.ring()
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	c.place = d.open.PushBack(c)
	if !d.runs {
		d.runs = true
		d.timer.Reset(d.after)
	}
	return c
}

// end releases what a context holds.
func (d *deadlines) end(c *deadline) {
	d.mu.Lock()
	d.open.Remove(c.place)
	d.mu.Unlock()
	c.state.CompareAndSwap(open, ended)
	if w := c.waited.Load(); w != nil {
		w.cancel()
	}
}

// ring ends what is over. The timer runs on while something is open, and is not stopped before: the next begins soon.
func (d *deadlines) ring() {
	d.mu.Lock()
	defer d.mu.Unlock()
	for d.open.Len() > 0 {
		first := d.open.Front().Value.(*deadline)
		if left := time.Until(first.ends); left > 0 {
			d.timer.Reset(left)
			return
		}
		first.ring()
		d.open.Remove(first.place)
	}
	d.runs = false
}

// ring says that the time is over, unless something else came first.
func (c *deadline) ring() {
	if c.Context.Err() == nil {
		c.state.CompareAndSwap(open, over)
	}
}

// Deadline implements context.Context.
func (c *deadline) Deadline() (time.Time, bool) {
	if earlier, ok := c.Context.Deadline(); ok && earlier.Before(c.ends) {
		return earlier, true
	}
	return c.ends, true
}

// Err implements context.Context.
func (c *deadline) Err() error {
	if c.state.Load() == over {
		return context.DeadlineExceeded
	}
	if w := c.waited.Load(); w != nil {
		return w.Err()
	}
	if err := c.Context.Err(); err != nil {
		return err
	}
	if c.state.Load() == ended {
		return context.Canceled
	}
	return nil
}

// Done implements context.Context.
func (c *deadline) Done() <-chan struct{} {
	c.once.Do(func() {
		ctx, cancel := context.WithDeadline(c.Context, c.ends)
		c.waited.Store(&waited{ctx, cancel})
		if c.state.Load() == ended {
			cancel()
		}
	})
	return c.waited.Load().Done()
}

// Value implements context.Context. Contexts that stand on this one find out by a value which one they stand on.
func (c *deadline) Value(key any) any {
	if w := c.waited.Load(); w != nil {
		return w.Value(key)
	}
	return c.Context.Value(key)
}
