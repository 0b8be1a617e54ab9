package httpapi

import (
	"context"
	"net/http"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/trace"
)

// traced makes a span of each request but those for health and metrics. What is told about it is what the
// log tells: named values of our own, nothing that a client sent, and not who it is.
func traced(tracer trace.Tracer, next http.Handler) http.Handler {
	if tracer == nil {
		return next
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		route := routeOf(r)
		switch route {
		case "/healthz", "/readyz", "/metrics":
			next.ServeHTTP(w, r)
			return
		}
		ctx := propagation.TraceContext{}.Extract(r.Context(), propagation.HeaderCarrier(r.Header))
		ctx, span := tracer.Start(ctx, methodOf(r)+" "+route, trace.WithSpanKind(trace.SpanKindServer))
		defer span.End()
		c := count(w)
		next.ServeHTTP(c, r.WithContext(ctx))
		n := note(r.Context())
		span.SetAttributes(
			attribute.String("http.request.method", methodOf(r)), attribute.String("http.route", route), attribute.Int("http.response.status_code", c.status),
			attribute.Int64("http.response.body.size", c.bytes), attribute.String("noboru.request", n.id),
		)
		for _, a := range []attribute.KeyValue{
			attribute.String("noboru.question", n.question), attribute.String("noboru.version", n.version),
			attribute.String("error.type", n.code), attribute.String("noboru.limit", n.limit),
		} {
			if a.Value.AsString() != "" {
				span.SetAttributes(a)
			}
		}
		if n.cost > 0 {
			span.SetAttributes(attribute.Int("noboru.cost", n.cost))
		}
		if c.status >= http.StatusInternalServerError {
			span.SetStatus(codes.Error, n.code)
		}
	})
}

// span begins a part of a request's span; ended ends it.
func span(ctx context.Context, name string) (part context.Context, ended func()) {
	whole := trace.SpanFromContext(ctx)
	if !whole.IsRecording() {
		return ctx, func() {}
	}
	part, s := whole.TracerProvider().Tracer("noboru").Start(ctx, name)
	return part, func() { s.End() }
}
