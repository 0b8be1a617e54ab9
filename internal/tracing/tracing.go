// Package tracing sends OpenTelemetry traces to a collector, over HTTP.
package tracing

import (
	"context"
	"fmt"
	"log/slog"
	"net/url"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp"
	"go.opentelemetry.io/otel/sdk/resource"
	sdk "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/trace"
)

// Provider makes traces. Its exporter works beside the requests: a collector that is away costs them nothing.
type Provider struct{ sdk *sdk.TracerProvider }

// New sends a share of all traces, 0 to 1, to the collector at an address such as http://127.0.0.1:4318.
// Whether a client wants its request traced does not matter. What cannot be sent is logged and lost.
func New(ctx context.Context, address string, share float64, version string, logger *slog.Logger) (*Provider, error) {
	to, err := url.JoinPath(address, "v1", "traces")
	if err != nil {
		return nil, fmt.Errorf("tracing: %w", err)
	}
	exporter, err := otlptracehttp.New(ctx, otlptracehttp.WithEndpointURL(to))
	if err != nil {
		return nil, fmt.Errorf("tracing: %w", err)
	}
	return newProvider(sdk.WithBatcher(logged{exporter, logger}), share, version), nil
}

func newProvider(to sdk.TracerProviderOption, share float64, version string) *Provider {
	return &Provider{sdk.NewTracerProvider(to,
		sdk.WithSampler(sdk.TraceIDRatioBased(share)),
		sdk.WithResource(resource.NewSchemaless(attribute.String("service.name", "noboru"), attribute.String("service.version", version))),
	)}
}

// Tracer begins spans.
func (p *Provider) Tracer() trace.Tracer { return p.sdk.Tracer("noboru") }

// Stop sends what is left, until ctx is done.
func (p *Provider) Stop(ctx context.Context) error { return p.sdk.Shutdown(ctx) }

// logged logs what cannot be sent, in the place of the package's global handler.
type logged struct {
	sdk.SpanExporter
	logger *slog.Logger
}

// ExportSpans implements sdk.SpanExporter.
func (l logged) ExportSpans(ctx context.Context, spans []sdk.ReadOnlySpan) error {
	if err := l.SpanExporter.ExportSpans(ctx, spans); err != nil {
		l.logger.WarnContext(ctx, "traces are lost", "spans", len(spans), "err", err)
	}
	return nil
}
