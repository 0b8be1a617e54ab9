package httpapi

import (
	"context"
	"log/slog"
	"sync/atomic"
	"time"
)

// sampler lets so many lines a second through.
type sampler struct {
	now     func() time.Time
	most    int64
	second  atomic.Int64
	lines   atomic.Int64
	omitted atomic.Uint64
}

// take reports whether there may be another line, and how many were omitted since the last.
func (s *sampler) take() (omitted uint64, ok bool) {
	if second := s.now().Unix(); s.second.Swap(second) != second {
		s.lines.Store(0)
	}
	if s.lines.Add(1) > s.most {
		s.omitted.Add(1)
		return 0, false
	}
	return s.omitted.Swap(0), true
}

// mostWarnings is how many lines a second a sampled logger writes.
const mostWarnings = 10

// Sampled is a logger that writes ten lines a second at most, and says how many it left out: for what one
// client may cause again and again. now tells the time.
func Sampled(logger *slog.Logger, now func() time.Time) *slog.Logger {
	return slog.New(sampledHandler{logger.Handler(), &sampler{now: now, most: mostWarnings}})
}

type sampledHandler struct {
	slog.Handler
	sample *sampler
}

// Handle implements slog.Handler.
func (h sampledHandler) Handle(ctx context.Context, r slog.Record) error {
	left, ok := h.sample.take()
	if !ok {
		return nil
	}
	if left > 0 {
		r.AddAttrs(slog.Uint64("omitted", left))
	}
	return h.Handler.Handle(ctx, r)
}

// WithAttrs implements slog.Handler.
func (h sampledHandler) WithAttrs(attrs []slog.Attr) slog.Handler {
	return sampledHandler{h.Handler.WithAttrs(attrs), h.sample}
}

// WithGroup implements slog.Handler.
func (h sampledHandler) WithGroup(name string) slog.Handler {
	return sampledHandler{h.Handler.WithGroup(name), h.sample}
}
