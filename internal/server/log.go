package server

import (
	"context"
	"io"
	"log/slog"
	"sync"
	"time"
)

// To write a line wakes whoever reads it, which takes longer than most searches. So lines wait for one another.
const (
	longestHeld = 100 * time.Millisecond // that a line waits
	mostHeld    = 32 << 10               // bytes that wait
)

// Logger writes to w in the settings' format. Lines wait for others, a tenth of a second at most; warnings and errors, and what
// stands before them, do not. flush writes what waits: a process that ends without it loses that.
func (s *Settings) Logger(w io.Writer) (logger *slog.Logger, flush func()) {
	lines := newHeld(w)
	var handler slog.Handler = slog.NewTextHandler(lines, nil)
	if s.LogFormat == "json" {
		handler = slog.NewJSONHandler(lines, nil)
	}
	return slog.New(urgent{handler, lines}), lines.flush
}

// urgent has lines that tell of something wrong written at once.
type urgent struct {
	slog.Handler
	lines *held
}

// Handle implements slog.Handler.
func (u urgent) Handle(ctx context.Context, r slog.Record) error {
	err := u.Handler.Handle(ctx, r)
	if r.Level >= slog.LevelWarn {
		u.lines.flush()
	}
	return err
}

// WithAttrs implements slog.Handler.
func (u urgent) WithAttrs(attrs []slog.Attr) slog.Handler {
	return urgent{u.Handler.WithAttrs(attrs), u.lines}
}

// WithGroup implements slog.Handler.
func (u urgent) WithGroup(name string) slog.Handler {
	return urgent{u.Handler.WithGroup(name), u.lines}
}

// held are lines that wait to be written to to.
type held struct {
	to io.Writer

	mu    sync.Mutex
	lines []byte
	timer *time.Timer // runs while lines wait
}

func newHeld(to io.Writer) *held {
	h := &held{to: to}
	h.timer = time.AfterFunc(longestHeld, h.flush)
	return h
}

// Write implements io.Writer.
func (h *held) Write(line []byte) (int, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if len(h.lines) == 0 {
		h.timer.Reset(longestHeld)
	}
	h.lines = append(h.lines, line...)
	if len(h.lines) >= mostHeld {
		h.write()
	}
	return len(line), nil
}

func (h *held) flush() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.write()
}

func (h *held) write() {
	if len(h.lines) == 0 {
		return
	}
	_, _ = h.to.Write(h.lines) // who would be told that the log cannot be written?
	h.lines = h.lines[:0]
}
