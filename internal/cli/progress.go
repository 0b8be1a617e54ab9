package cli

import (
	"fmt"
	"os"
	"sync"
	"time"

	"noboru/internal/terminal"
	"noboru/store"
)

// Progress is a courtesy to someone who waits at a terminal: errors of writing it are passed over.

// tick is how often progress is shown at most.
const tick = 100 * time.Millisecond

// waiting is how long a person waits before anything says what for.
const waiting = time.Second

// patience is stderr, if a person looks at it.
func (r *run) patience() (*os.File, bool) {
	f, ok := r.stderr.(*os.File)
	return f, ok && terminal.Is(f)
}

// busy says on a terminal, after a second, what takes so long; done wipes it away.
func (r *run) busy(id string, values ...any) (done func()) {
	f, ok := r.patience()
	if !ok {
		return func() {}
	}
	var mu sync.Mutex
	over := false
	timer := time.AfterFunc(waiting, func() {
		mu.Lock()
		defer mu.Unlock()
		if !over {
			_, _ = f.WriteString("\r\x1b[K" + r.say(id, values...))
		}
	})
	return func() {
		mu.Lock()
		defer mu.Unlock()
		over = true
		if !timer.Stop() {
			_, _ = f.WriteString("\r\x1b[K")
		}
	}
}

// progress shows how far a batch has come.
func (r *run) progress(of int) func(done int) {
	f, ok := r.patience()
	if !ok {
		return func(int) {}
	}
	var last time.Time
	return func(done int) {
		if time.Since(last) < tick && done < of {
			return
		}
		last = time.Now()
		end := ""
		if done == of {
			end = "\n"
		}
		_, _ = f.WriteString("\r" + r.say("done.progress", "done", done, "all", of) + end)
	}
}

// stages says on stderr how a load or a drop comes on: on a terminal in one line that changes, else
// each stage once.
func (r *run) stages() func(store.Progress) {
	var stage store.Stage
	var last time.Time
	_, watched := r.patience()
	return func(p store.Progress) {
		next := p.Stage != stage
		stage = p.Stage
		switch {
		case !watched && next:
			fmt.Fprintln(r.stderr, r.say("store.stage."+string(p.Stage))) //nolint:errcheck // a courtesy
		case watched && (next || p.Done == p.Total || time.Since(last) >= tick):
			last = time.Now()
			line := r.say("store.stage." + string(p.Stage))
			if p.Total > 0 {
				line += fmt.Sprintf(" %d/%d", p.Done, p.Total)
			}
			end := ""
			if p.Done == p.Total {
				end = "\n"
			}
			fmt.Fprintf(r.stderr, "\r\x1b[K%s%s", line, end) //nolint:errcheck // as above
		}
	}
}
