package tracing

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
)

// collector is an OpenTelemetry collector that keeps what it is sent.
type collector struct {
	mu     sync.Mutex
	bodies strings.Builder
	paths  []string
	status int
}

func (c *collector) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body) // a test
	c.mu.Lock()
	defer c.mu.Unlock()
	c.bodies.Write(body)
	c.paths = append(c.paths, r.URL.Path)
	w.WriteHeader(c.status)
}

// TestTraces sends spans to a collector; what it does not take is logged and lost.
func TestTraces(t *testing.T) {
	for _, status := range []int{http.StatusOK, http.StatusBadRequest} {
		to := &collector{status: status}
		server := httptest.NewServer(to)
		var log strings.Builder
		p, err := New(t.Context(), server.URL, 1, "v1.2.3", slog.New(slog.NewTextHandler(&log, nil)))
		if err != nil {
			t.Fatal(err)
		}
		_, span := p.Tracer().Start(t.Context(), "a-request")
		span.End()
		if err := p.Stop(context.WithoutCancel(t.Context())); err != nil {
			t.Error(err)
		}
		server.Close()
		sent := to.bodies.String()
		for _, part := range []string{"a-request", "noboru", "v1.2.3"} {
			if !strings.Contains(sent, part) {
				t.Errorf("%q was not sent: %q", part, sent)
			}
		}
		if len(to.paths) != 1 || to.paths[0] != "/v1/traces" {
			t.Errorf("sent to %v", to.paths)
		}
		if strings.Contains(log.String(), "traces are lost") != (status != http.StatusOK) {
			t.Errorf("status %d: %s", status, log.String())
		}
	}
}

// TestShare traces none of the requests where the share is 0.
func TestShare(t *testing.T) {
	for _, share := range []float64{0, 1} {
		p, err := New(t.Context(), "http://127.0.0.1:9", share, "", slog.New(slog.DiscardHandler))
		if err != nil {
			t.Fatal(err)
		}
		_, span := p.Tracer().Start(t.Context(), "a-request")
		if span.IsRecording() != (share == 1) {
			t.Errorf("share %v: recording is %v", share, span.IsRecording())
		}
		if err := p.Stop(t.Context()); err != nil {
			t.Error(err)
		}
	}
}
