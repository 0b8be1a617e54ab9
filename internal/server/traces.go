package server

import (
	"context"
	"log/slog"
	"time"

	"go.opentelemetry.io/otel/trace"

	"noboru/internal/tracing"
)

// longestFlush is how long the last traces may take to be sent when the server stops.
const longestFlush = 2 * time.Second

// Tracer sends traces to the settings' collector; it is nil where there is none. stop sends what is left.
func (s *Settings) Tracer(ctx context.Context, version string, logger *slog.Logger) (tracer trace.Tracer, stop func(), err error) {
	if s.Traces == "" {
		return nil, func() {}, nil
	}
	p, err := tracing.New(ctx, s.Traces, s.TraceShare, version, logger)
	if err != nil {
		return nil, nil, err
	}
	return p.Tracer(), func() {
		end, cancel := context.WithTimeout(context.WithoutCancel(ctx), longestFlush)
		defer cancel()
		_ = p.Stop(end) // what is not sent by then is lost, as the log says
	}, nil
}
