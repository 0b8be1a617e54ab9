package serving_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"noboru/graph"
	"noboru/internal/serving"
)

// scripted is a store that does as it is told.
type scripted struct {
	data    *graph.Dataset
	version error
	load    error
	loads   int
}

func (s *scripted) Version(context.Context, string) (graph.Version, error) {
	return s.data.Version(), s.version
}

func (s *scripted) Load(context.Context, string) (*graph.Dataset, error) {
	s.loads++
	return s.data, s.load
}

var errNotWhole = errors.New("not whole")

func dataset(t *testing.T, total int) *graph.Dataset {
	t.Helper()
	d, err := graph.NewDataset(graph.Spec{Name: "followed", Measure: graph.Given, Roles: []graph.Role{
		{ID: "a", Code: "A", Name: graph.Name{Text: graph.Text{En: "A"}}, Total: graph.Points(total)},
	}})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestLook(t *testing.T) {
	first, second := dataset(t, 1000), dataset(t, 2000)
	g, err := graph.Build(t.Context(), first)
	if err != nil {
		t.Fatal(err)
	}
	a := serving.NewLive(serving.NewSnapshot(g, "test", time.Now()))
	source := &scripted{data: first}
	var log bytes.Buffer
	f := serving.NewFollower(a, source, serving.FollowOptions{Place: "test", Logger: slog.New(slog.NewTextHandler(&log, nil))})
	serves := func(d *graph.Dataset) {
		t.Helper()
		if got := a.Current().Graph.Version(); got != d.Version() {
			t.Fatalf("serving %s, want %s", got.Short(), d.Version().Short())
		}
	}

	f.Look(t.Context())
	if serves(first); source.loads != 0 || f.State().Stale {
		t.Fatalf("read %d times a version that it has: %+v", source.loads, f.State())
	}

	source.version = errors.New("no answer")
	for range 3 {
		f.Look(t.Context())
	}
	if state := f.State(); !state.Stale || state.Failures != 3 || state.Since.IsZero() {
		t.Fatalf("after three failures: %+v", state)
	}
	serves(first)
	if n := strings.Count(log.String(), "last good version"); n != 1 {
		t.Fatalf("%d log lines for one change:\n%s", n, &log)
	}

	source.version, source.data = nil, second
	for _, words := range []string{"read it", "read it once more"} {
		source.load = fmt.Errorf("%s: %w", words, errNotWhole)
		f.Look(t.Context())
	}
	serves(first)
	if n := strings.Count(log.String(), "last good version"); n != 2 || f.State().Reason != "not whole" {
		t.Fatalf("%d log lines for two reasons, the last %q:\n%s", n, f.State().Reason, &log)
	}

	source.load = nil
	f.Look(t.Context())
	serves(second)
	if state := f.State(); state.Stale || state.Reason != "" || state.Reloads != 1 {
		t.Fatalf("after recovery: %+v", state)
	}
	if !strings.Contains(log.String(), "answers again") || !strings.Contains(log.String(), "serving a new version") {
		t.Fatalf("log:\n%s", &log)
	}
}
