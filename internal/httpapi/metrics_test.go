package httpapi_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"noboru/graph"
	"noboru/internal/httpapi"
	"noboru/internal/serving"
)

// A server that follows a store says how the store is doing, and that it serves all the same.
func TestMetricsAndHealthTellOfTheStore(t *testing.T) {
	d, err := graph.NewDataset(graph.Spec{Name: "followed", Measure: graph.Given, Roles: []graph.Role{
		{ID: "a", Code: "A", Name: graph.Name{Text: graph.Text{En: "A"}}, Total: 1000},
	}})
	if err != nil {
		t.Fatal(err)
	}
	g, err := graph.Build(t.Context(), d)
	if err != nil {
		t.Fatal(err)
	}
	state := serving.Following{CheckedAt: time.Unix(1_700_000_000, 0), Stale: true, Since: time.Unix(1_700_000_100, 0), Reason: "no answer", Failures: 7, Reloads: 2}
	server := httptest.NewServer(httpapi.New(serving.NewLive(serving.NewSnapshot(g, "test", time.Now())), httpapi.Options{Following: func() serving.Following { return state }}))
	defer server.Close()
	get := func(path string) string {
		t.Helper()
		request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, server.URL+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		response, err := server.Client().Do(request)
		if err != nil {
			t.Fatal(err)
		}
		defer response.Body.Close() //nolint:errcheck // only read
		body, err := io.ReadAll(response.Body)
		if err != nil || response.StatusCode != http.StatusOK {
			t.Fatalf("%s: %d, %v", path, response.StatusCode, err)
		}
		return string(body)
	}
	if body := get("/healthz"); !strings.Contains(body, `"stale":true`) || !strings.Contains(body, `"staleSince":"2023-11-14T22:15:00Z","staleReason":"no answer"`) {
		t.Errorf("health: %s", body)
	}
	metrics := get("/metrics")
	for _, line := range []string{
		`noboru_dataset_info{dataset="followed",version="` + string(d.Version()) + `"} 1`,
		"noboru_store_stale 1", "noboru_store_failures_total 7", "noboru_store_reloads_total 2",
		"noboru_store_last_success_timestamp_seconds 1.7e+09", `noboru_http_requests_total{code="200",method="GET",route="/healthz"} 1`,
	} {
		if !strings.Contains(metrics, line+"\n") {
			t.Errorf("no line %q in:\n%s", line, metrics)
		}
	}
}
