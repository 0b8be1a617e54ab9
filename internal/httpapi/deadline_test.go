package httpapi

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"pgregory.net/rapid"
)

// deadlineEvent is something that happens to contexts with a deadline.
type deadlineEvent struct {
	What  string
	Which int // of the open contexts, modulo their number
	Wait  time.Duration
}

// TestDeadlines holds contexts with a deadline against those of the standard library, whenever others begin and end, and whether or
// not somebody waits for one.
func TestDeadlines(t *testing.T) {
	events := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) deadlineEvent {
		return deadlineEvent{
			rapid.SampledFrom([]string{"begin", "begin", "end", "leave", "wait", "child", "pass"}).Draw(t, "what"),
			rapid.IntRange(0, 20).Draw(t, "which"), time.Duration(rapid.IntRange(0, 12_000).Draw(t, "wait")) * time.Millisecond,
		}
	}), 1, 40)
	rapid.Check(t, func(rt *rapid.T) {
		drawn, wrong := events.Draw(rt, "events"), ""
		synctest.Test(t, func(*testing.T) { wrong = tryDeadlines(drawn) })
		if wrong != "" {
			rt.Fatal(wrong)
		}
	})
}

// tryDeadlines says what differs.
func tryDeadlines(events []deadlineEvent) (wrong string) {
	const after = 10 * time.Second
	type key struct{}
	type pair struct {
		ours     *deadline
		plain    context.Context
		leave    context.CancelFunc // of the client
		end      func()
		children []context.Context
		late     bool // the client left after the end
	}
	d := newDeadlines(after)
	var open []*pair
	for _, event := range events {
		switch event.What {
		case "begin":
			parent, leave := context.WithCancel(context.WithValue(context.Background(), key{}, len(open)))
			plain, endPlain := context.WithTimeout(parent, after)
			ours := d.begin(parent)
			open = append(open, &pair{ours: ours, plain: plain, leave: leave, end: func() {
				d.end(ours)
				endPlain()
				leave()
			}})
		case "pass":
			time.Sleep(event.Wait) // of the bubble
		}
		synctest.Wait()
		if len(open) > 0 {
			i := event.Which % len(open)
			switch p := open[i]; event.What {
			case "end":
				p.end()
				open = slices.Delete(open, i, i+1)
				if err := p.ours.Err(); err == nil {
					wrong = "it goes on after its end"
				}
				select {
				case <-p.ours.Done():
				default:
					wrong = "who asks after the end waits"
				}
			case "leave":
				p.late = p.late || p.plain.Err() != nil
				p.leave()
			case "wait":
				p.ours.Done()
			case "child":
				child, cancel := context.WithCancel(p.ours)
				defer cancel()
				p.children = append(p.children, child)
			}
		}
		synctest.Wait()
		for _, p := range open {
			want := p.plain.Err()
			for _, c := range append(p.children, p.ours) {
				if err := c.Err(); !errors.Is(err, want) {
					wrong = fmt.Sprintf("after %v: error %v, want %v", event, err, want)
				}
				if cause := context.Cause(c); !errors.Is(cause, want) && !(p.late && cause != nil) {
					wrong = fmt.Sprintf("after %v: cause %v, want %v", event, cause, want)
				}
			}
			if got, want := p.ours.Value(key{}), p.plain.Value(key{}); got != want {
				wrong = fmt.Sprintf("after %v: value %v, want %v", event, got, want)
			}
		}
	}
	for _, p := range open {
		p.end()
	}
	if left := d.open.Len(); left > 0 {
		wrong = fmt.Sprintf("%d contexts are held", left)
	}
	return wrong
}
