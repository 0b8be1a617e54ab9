package app

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"

	"noboru/graph"
	"noboru/internal/httpapi"
	"noboru/internal/serving"
	"noboru/internal/testkit"
	"noboru/store"
)

// failing is a store whose every answer is an error.
type failing struct{ err error }

func (f failing) Version(context.Context, string) (graph.Version, error) { return "", f.err }
func (f failing) Load(context.Context, string) (*graph.Dataset, error)   { return nil, f.err }

// TestStoreErrorsTellNothing plants a secret in the errors of a store and looks for it in health, metrics, answers,
// log and traces.
func TestStoreErrorsTellNothing(t *testing.T) {
	const secret = "planted-5ecret"
	g, err := graph.Build(t.Context(), testkit.Bundled(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		err  error
		says string
	}{
		{errors.New("dial bolt://neo4j:" + secret + "@10.0.0.7:7687: refused"), "an unexpected error"},
		{fmt.Errorf("%s: %w", secret, errors.New(secret)), "an unexpected error"},
		{errors.Join(errors.New(secret), errors.New(secret)), "an unexpected error"},
		{fmt.Errorf("%s: %w", secret, context.DeadlineExceeded), "it takes too long"},
		{fmt.Errorf("%s: %w", secret, store.NewError(store.ErrUnreachable, "unreachable")), store.ErrUnreachable.Error()},
	} {
		var log bytes.Buffer
		spans := tracetest.NewInMemoryExporter()
		live := serving.NewLive(serving.NewSnapshot(g, "test", time.Now()))
		logger := slog.New(slog.NewTextHandler(&log, nil))
		follower := serving.NewFollower(live, failing{c.err}, serving.FollowOptions{Place: "test", Logger: logger, Explain: explain})
		follower.Look(t.Context())
		api := httpapi.New(live, httpapi.Options{
			Logger: logger, Following: follower.State, Tracer: sdktrace.NewTracerProvider(sdktrace.WithSyncer(spans)).Tracer("test"),
		})
		said := ""
		for _, path := range []string{"/healthz", "/readyz", "/metrics", "/graphql?query=%7Bdataset%7Bname%7D%7D"} {
			w := httptest.NewRecorder()
			api.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil))
			said += fmt.Sprint(w.Header(), w.Body)
		}
		if !strings.Contains(said, c.says) || !strings.Contains(log.String(), c.says) || len(spans.GetSpans()) == 0 {
			t.Errorf("%v: want that it is said to be %q\n%s\n%s", c.err, c.says, said, &log)
		}
		if all := said + log.String() + fmt.Sprint(spans.GetSpans()); strings.Contains(all, secret) {
			t.Errorf("%v: the secret is told:\n%s", c.err, all)
		}
	}
}
