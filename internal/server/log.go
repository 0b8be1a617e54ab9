package server

import (
	"context"
	"log/slog"
	"sync/atomic"
	"time"
)

// mostWarnings is how many lines a second the HTTP server itself may log, about connections for instance.
const mostWarnings = 10

// sampled is a logger of which some lines a second are written.
func sampled(logger *slog.Logger) *slog.Logger {
	return slog.New(&sampler{Handler: logger.Handler(), now: time.Now})
}

type sampler struct {
	slog.Handler
	now    func() time.Time
	second atomic.Int64
	lines  atomic.Int64
}

// Handle implements slog.Handler.
func (s *sampler) Handle(ctx context.Context, r slog.Record) error {
	if second := s.now().Unix(); s.second.Swap(second) != second {
		s.lines.Store(0)
	}
	if s.lines.Add(1) > mostWarnings {
		return nil
	}
	return s.Handler.Handle(ctx, r)
}
