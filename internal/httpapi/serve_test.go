package httpapi_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"noboru/data"
	"noboru/graph"
	"noboru/internal/httpapi"
	"noboru/internal/serving"
	"noboru/loader"
)

// loadedAt is when every dataset of these tests was loaded.
var loadedAt = time.Date(2026, 4, 1, 9, 30, 0, 0, time.UTC)

// bundled is the bundled dataset, built once.
var bundled = sync.OnceValues(func() (*serving.Snapshot, error) {
	d, _, err := loader.LoadFS(context.Background(), data.Files, "security-roles/manifest.json", loader.Options{})
	if err != nil {
		return nil, err
	}
	return build(d)
})

func build(d *graph.Dataset) (*serving.Snapshot, error) {
	g, err := graph.Build(context.Background(), d)
	if err != nil {
		return nil, err
	}
	return serving.NewSnapshot(g, "test", loadedAt), nil
}

func bundledEdition(t testing.TB) *serving.Snapshot {
	t.Helper()
	e, err := bundled()
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// given is a small dataset of given correlations.
func given(t testing.TB) *serving.Snapshot {
	t.Helper()
	role := func(code string, total graph.Points) graph.Role {
		return graph.Role{ID: "id-" + code, Code: code, Name: graph.Name{Text: graph.Text{En: "Role " + code}}, Total: total * graph.PointsScale}
	}
	d, err := graph.NewDataset(graph.Spec{
		Name: "given", Measure: graph.Given, Threshold: 800_000,
		Roles: []graph.Role{role("A", 10), role("B", 20), role("C", 30), role("D", 40)},
		Pairs: []graph.Pair{{A: "A", B: "B", Similarity: 900_000}, {A: "B", B: "C", Similarity: 850_000}},
	})
	if err != nil {
		t.Fatal(err)
	}
	e, err := build(d)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// server is a running server and what it logged.
type server struct {
	*httptest.Server
	t   testing.TB
	log *safeBuffer
}

type safeBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *safeBuffer) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func (s *safeBuffer) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}

func (s *safeBuffer) Reset() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.b.Reset()
}

func serve(t testing.TB, a *serving.Live, opts httpapi.Options) *server {
	t.Helper()
	log := &safeBuffer{}
	if opts.Logger == nil {
		opts.Logger = textLogger(log)
	}
	s := httptest.NewServer(httpapi.New(a, opts))
	t.Cleanup(s.Close)
	return &server{s, t, log}
}

func serveBundled(t testing.TB) *server {
	t.Helper()
	return serve(t, serving.NewLive(bundledEdition(t)), httpapi.Options{})
}

// answer is a response to a GraphQL request.
type answer struct {
	Status int             `json:"-"`
	Data   json.RawMessage `json:"data"`
	Errors []struct {
		Message    string         `json:"message"`
		Path       []any          `json:"path"`
		Extensions map[string]any `json:"extensions"`
	} `json:"errors"`
}

// ask posts a query. Variables come in pairs of name and value.
func (s *server) ask(query string, variables map[string]any) answer {
	s.t.Helper()
	body, err := json.Marshal(map[string]any{"query": query, "variables": variables})
	if err != nil {
		s.t.Fatal(err)
	}
	status, raw := s.post("application/json", body)
	a := answer{Status: status}
	if err := json.Unmarshal(raw, &a); err != nil {
		s.t.Fatalf("%v in %s", err, raw)
	}
	return a
}

// must asks and expects no errors; it decodes the data into out.
func (s *server) must(query string, variables map[string]any, out any) {
	s.t.Helper()
	a := s.ask(query, variables)
	if len(a.Errors) > 0 || a.Status != http.StatusOK {
		s.t.Fatalf("status %d, errors %+v\n%s", a.Status, a.Errors, query)
	}
	if err := json.Unmarshal(a.Data, out); err != nil {
		s.t.Fatalf("%v in %s", err, a.Data)
	}
}

func (s *server) post(contentType string, body []byte) (int, []byte) {
	s.t.Helper()
	return s.do(http.MethodPost, "/graphql", contentType, body)
}

func (s *server) do(method, path, contentType string, body []byte) (int, []byte) {
	s.t.Helper()
	request, err := http.NewRequestWithContext(s.t.Context(), method, s.URL+path, bytes.NewReader(body))
	if err != nil {
		s.t.Fatal(err)
	}
	if contentType != "" {
		request.Header.Set("Content-Type", contentType)
	}
	client := *s.Client()
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	response, err := client.Do(request)
	if err != nil {
		s.t.Fatal(err)
	}
	defer response.Body.Close() //nolint:errcheck // only read
	raw, err := io.ReadAll(response.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	return response.StatusCode, raw
}

func textLogger(w io.Writer) *slog.Logger { return slog.New(slog.NewTextHandler(w, nil)) }
