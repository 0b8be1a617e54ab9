package server

import (
	"bytes"
	"fmt"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// writtenText is what was written by whichever goroutine.
type writtenText struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (w *writtenText) Write(b []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.text.Write(b)
}

func (w *writtenText) String() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.text.String()
}

// TestLinesWait holds how long lines of the log wait, and that none is lost, doubled or moved.
func TestLinesWait(t *testing.T) {
	for _, format := range []string{"text", "json"} {
		t.Run(format, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				out := &writtenText{}
				s := Settings{LogFormat: format}
				logger, flush := s.Logger(out)
				written := func(when string, want int) {
					t.Helper()
					synctest.Wait()
					lines := strings.Split(out.String(), "\n")
					if len(lines) != want+1 {
						t.Fatalf("%s: %d lines, want %d", when, len(lines)-1, want)
					}
					for i, line := range lines[:want] {
						if !strings.Contains(line, fmt.Sprintf("line-%d-", i)) {
							t.Errorf("%s: line %d is %q", when, i, line)
						}
					}
				}
				next := 0
				tell := func(log func(string, ...any)) {
					log(fmt.Sprintf("line-%d-", next))
					next++
				}
				tell(logger.Info)
				tell(logger.With("a", 1).Info)
				time.Sleep(longestHeld - 1)
				written("before the time", 0)
				time.Sleep(time.Nanosecond)
				written("in time", 2)
				tell(logger.Info)
				tell(logger.WithGroup("g").With("a", 1).Warn)
				written("with a warning", 4)
				tell(logger.Info)
				flush()
				written("at the end", 5)
				for next < 2000 {
					tell(logger.Info)
				}
				synctest.Wait()
				if n := len(out.String()); n < mostHeld {
					t.Errorf("of 2000 lines at once only %d bytes are written", n)
				}
				flush()
				written("many", 2000)
			})
		})
	}
}
