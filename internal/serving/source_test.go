package serving_test

import (
	"bytes"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"time"

	"noboru/graph"
	"noboru/internal/serving"
)

// keeping is a store that keeps graphs as they were drawn.
type keeping struct {
	scripted
	kept   *graph.Graph
	faulty error
}

func (k *keeping) Drawn(string, graph.Version) (*graph.Graph, error) { return k.kept, k.faulty }

// TestKeptGraph follows a store that has the graph drawn already, then one whose file of it is damaged, then
// one that has none.
func TestKeptGraph(t *testing.T) {
	var built []*graph.Graph
	for i := range 4 {
		g, err := graph.Build(t.Context(), dataset(t, 1000*(i+1)))
		if err != nil {
			t.Fatal(err)
		}
		built = append(built, g)
	}
	live := serving.NewLive(serving.NewSnapshot(built[0], "test", time.Now()))
	source := &keeping{}
	var log bytes.Buffer
	f := serving.NewFollower(live, source, serving.FollowOptions{Place: "test", Logger: slog.New(slog.NewTextHandler(&log, nil))})
	for _, c := range []struct {
		what   string
		data   *graph.Graph
		kept   *graph.Graph
		faulty error
		loads  int
	}{
		{"kept", built[1], built[1], nil, 0},
		{"damaged", built[2], nil, errors.New("cut short"), 1},
		{"none", built[3], nil, nil, 1},
	} {
		source.data, source.kept, source.faulty, source.loads = c.data.Dataset(), c.kept, c.faulty, 0
		log.Reset()
		f.Look(t.Context())
		if got := live.Current().Graph; got.Version() != c.data.Version() || c.kept != nil && got != c.kept {
			t.Errorf("%s: serving %s", c.what, got.Version().Short())
		}
		if source.loads != c.loads {
			t.Errorf("%s: the tables were read %d times, want %d", c.what, source.loads, c.loads)
		}
		if warned := strings.Contains(log.String(), "cut short"); warned != (c.faulty != nil) {
			t.Errorf("%s: log:\n%s", c.what, &log)
		}
	}
}
