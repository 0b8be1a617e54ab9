package neo4jstore_test

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"runtime"
	"strings"
	"testing"
	"time"

	"noboru/graph"
	"noboru/internal/testkit/neo4jtest"
	"noboru/loader"
	"noboru/store"
	"noboru/store/neo4jstore"
)

// bigVariable is how many roles TestBig takes, 3000 where it is not set: 100000 takes some minutes.
const bigVariable = "NOBORU_BIG"

// bigHeapVariable is the server's heap for it, 512m where it is not set.
const bigHeapVariable = "NOBORU_BIG_HEAP"

// TestBig loads and reads back a made-up dataset of about ten relationships a role, into a Neo4j of
// its own with 512 MB of heap, then another in its place, and logs speed and memory.
func TestBig(t *testing.T) {
	n := knob(t, bigVariable, 3000)
	server := neo4jtest.Own(t, "--heap", cmp.Or(os.Getenv(bigHeapVariable), "512m"))
	c := config(server)
	c.ReadTimeout = time.Minute
	s, err := neo4jstore.Open(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close(context.WithoutCancel(t.Context())) }()
	var live graph.Version
	for _, seed := range []uint64{1, 2} { // the second replaces the first, or is refused
		d := bigDataset(t, n, seed)
		began := time.Now()
		g, err := graph.Build(t.Context(), d)
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("built %d roles, %d edges in %v; memory %s", n, g.EdgeCount(), time.Since(began).Round(time.Millisecond), memory(t))
		began = time.Now()
		last := store.Progress{}
		stageBegan := began
		_, err = s.Save(t.Context(), d, store.SaveOptions{Graph: g, Progress: func(p store.Progress) {
			if p.Stage != last.Stage {
				if last.Stage != "" {
					t.Logf("  %s: %d in %v", last.Stage, last.Done, time.Since(stageBegan).Round(time.Millisecond))
				}
				stageBegan = time.Now()
			}
			last = p
		}})

		t.Logf("  %s: %d in %v", last.Stage, last.Done, time.Since(stageBegan).Round(time.Millisecond))
		took := time.Since(began)
		if errors.Is(err, store.ErrTooLarge) && seed > 1 {
			t.Logf("refused after %v: %v", took.Round(time.Millisecond), err)
			if v, err := s.Version(t.Context(), d.Name()); err != nil || v != live {
				t.Errorf("after the refusal: version %q, %v; want %q", v, err, live)
			}
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		live = d.Version()
		rows := n + 2*g.EdgeCount() + requirements(d)
		t.Logf("saved %d nodes and relationships in %v: %.0f a second; memory %s", rows, took.Round(time.Millisecond), float64(rows)/took.Seconds(), memory(t))
		began = time.Now()
		back, err := s.Load(t.Context(), d.Name())
		if err != nil || back.Version() != d.Version() {
			t.Fatal(err)
		}
		t.Logf("read back in %v: %.0f roles a second; memory %s", time.Since(began).Round(time.Millisecond), float64(n)/time.Since(began).Seconds(), memory(t))
	}
}

func requirements(d *graph.Dataset) (n int) {
	for i := range d.Roles() {
		for _, v := range d.Role(i).Scores {
			if v > 0 {
				n++
			}
		}
	}
	return n
}

// bigDataset makes families of ten alike roles on three of twelve skills.
func bigDataset(t *testing.T, n int, seed uint64) *graph.Dataset {
	t.Helper()
	random := rand.New(rand.NewPCG(seed, 0))
	const name, skills = "big-test", 12
	ids := loader.NewIDs(name)
	spec := graph.Spec{Name: name, Title: graph.Text{En: "Big"}, Measure: graph.Pearson, Threshold: 990_000, TopK: 6, MaxScore: 7000}
	for k := range skills {
		code := fmt.Sprintf("S%02d", k)
		spec.Skills = append(spec.Skills, graph.Skill{ID: ids.Skill(code), Code: code, Name: graph.Name{Text: graph.Text{En: code}}})
	}
	var centre []graph.Points
	for i := range n {
		if i%10 == 0 {
			centre = make([]graph.Points, skills)
			for _, k := range random.Perm(skills)[:3] {
				centre[k] = graph.Points(1000 + random.IntN(5500))
			}
		}
		code := fmt.Sprintf("R%06d", i)
		r := graph.Role{ID: ids.Role(code), Code: code, Scores: make([]graph.Points, skills)}
		r.Name = graph.Name{Text: graph.Text{Ja: fmt.Sprintf("役割%d号", i), En: fmt.Sprintf("Role number %d", i)}, Kana: fmt.Sprintf("ヤクワリ%d", i)}
		for k, v := range centre {
			if v > 0 {
				r.Scores[k] = v + graph.Points(random.IntN(400))
			}
		}
		spec.Roles = append(spec.Roles, r)
	}
	d, err := graph.NewDataset(spec)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// memory is what this process holds now, and held at most.
func memory(t *testing.T) string {
	t.Helper()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	peak := "unknown"
	if status, err := os.ReadFile("/proc/self/status"); err == nil {
		for line := range strings.Lines(string(status)) {
			if rest, ok := strings.CutPrefix(line, "VmHWM:"); ok {
				peak = strings.TrimSpace(rest)
			}
		}
	}
	return fmt.Sprintf("%d MiB live, peak %s resident", m.HeapAlloc>>20, peak)
}
