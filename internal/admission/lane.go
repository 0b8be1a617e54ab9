package admission

import (
	"context"
	"sync/atomic"
	"time"
)

// Lane lets so many through at once; some more wait for their turn, a short while.
type Lane struct {
	slots   chan struct{}
	waiting atomic.Int64
	queue   int64
	longest time.Duration
}

// NewLane returns a lane of so many slots, in which at most queue wait, each at most so long.
func NewLane(slots, queue int, longest time.Duration) *Lane {
	return &Lane{slots: make(chan struct{}, slots), queue: int64(queue), longest: longest}
}

// Enter waits for a slot; leave gives it back. The error is ErrFull, or the context's.
func (l *Lane) Enter(ctx context.Context) (leave func(), err error) {
	leave = func() { <-l.slots }
	select {
	case l.slots <- struct{}{}:
		return leave, nil
	default:
	}
	if l.waiting.Add(1) > l.queue {
		l.waiting.Add(-1)
		return nil, ErrFull
	}
	defer l.waiting.Add(-1)
	timer := time.NewTimer(l.longest)
	defer timer.Stop()
	select {
	case l.slots <- struct{}{}:
		return leave, nil
	case <-timer.C:
		return nil, ErrFull
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}
