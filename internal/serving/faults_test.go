package serving_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"noboru/graph"
	"noboru/internal/serving"
	"noboru/internal/testkit"
	"noboru/internal/testkit/neo4jtest"
	"noboru/store"
	"noboru/store/neo4jstore"
	"noboru/store/storetest"
)

func TestMain(m *testing.M) { os.Exit(testkit.Main(m)) }

const (
	// deadline of a look that meets a fault. Looks that are to succeed have testkit.Patience, or
	// are made again.
	deadline = 3 * time.Second

	// midway is amid the roles of a wordy dataset: a look for a new version takes 2 kB, the dataset
	// 100.
	midway = 20_000
)

// server is a follower of a real Neo4j, and the way between them.
type server struct {
	proxy    *neo4jtest.Proxy // nil for one without
	live     *serving.Live
	follower *serving.Follower
	log      bytes.Buffer
}

// serve reads the dataset as "noboru serve" does and follows it; timeout is that of each look.
func serve(t *testing.T, neo4j *neo4jtest.Server, name string, through bool, timeout time.Duration) *server {
	t.Helper()
	s, uri := &server{}, neo4j.URI
	if through {
		s.proxy = neo4j.Proxy(t)
		uri = "bolt://" + s.proxy.Host
	}
	keep := connect(t, neo4jstore.Config{URI: uri, Username: neo4j.Username, Password: neo4j.Password, ReadTimeout: testkit.Patience})
	d, err := keep.Load(t.Context(), name)
	if err != nil {
		t.Fatal(err)
	}
	g, err := graph.Build(t.Context(), d)
	if err != nil {
		t.Fatal(err)
	}
	s.live = serving.NewLive(serving.NewSnapshot(g, "test", time.Now()))
	s.follower = serving.NewFollower(s.live, keep, serving.FollowOptions{Place: "test", Timeout: timeout, Logger: slog.New(slog.NewTextHandler(&s.log, nil))})
	return s
}

func connect(t *testing.T, c neo4jstore.Config) *neo4jstore.Store {
	t.Helper()
	keep, err := neo4jstore.Open(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = keep.Close(context.WithoutCancel(t.Context())) })
	return keep
}

// loader is a store without a proxy, for whoever loads meanwhile.
func loader(t *testing.T, neo4j *neo4jtest.Server) *neo4jstore.Store {
	t.Helper()
	return testkit.Store(t, neo4j)
}

func save(t *testing.T, keep *neo4jstore.Store, d *graph.Dataset) {
	t.Helper()
	if _, err := keep.Save(t.Context(), d, store.SaveOptions{}); err != nil {
		t.Fatal(err)
	}
}

func (s *server) version() graph.Version { return s.live.Current().Graph.Version() }

// look is one look.
func (s *server) look(t *testing.T) {
	t.Helper()
	s.follower.Look(t.Context())
}

// fails looks twice while a fault is there: answers go on from one and the same snapshot, and that
// is said once. It returns the log line.
func (s *server) fails(t *testing.T, reason error) string {
	t.Helper()
	before, snapshot, said := s.follower.State(), s.live.Current(), s.log.Len()
	for range 2 {
		s.look(t)
	}
	state := s.follower.State()
	if s.live.Current() != snapshot {
		t.Fatalf("another snapshot is served: %s", s.version().Short())
	}
	if !state.Stale || state.Since.IsZero() || state.Reason != reason.Error() {
		t.Errorf("the state does not tell: %+v; want the reason %q", state, reason)
	}
	if state.Failures != before.Failures+2 || !state.CheckedAt.Equal(before.CheckedAt) {
		t.Errorf("before %+v, after %+v", before, state)
	}
	lines := strings.Split(strings.TrimSpace(s.log.String()[said:]), "\n")
	if len(lines) != 1 || !strings.Contains(lines[0], "answers go on from the last good version") || !strings.Contains(lines[0], "confirmed=") {
		t.Errorf("want one log line, with how old the answers are; got %q", lines)
	}
	_, line, _ := strings.Cut(lines[0], "reason=")
	return strings.Trim(line, `"`)
}

// recovers looks until the version is served and confirmed. Nobody touches the follower.
func (s *server) recovers(t *testing.T, want graph.Version) {
	t.Helper()
	before, said := s.follower.State(), s.log.Len()
	for began := time.Now(); ; {
		s.look(t)
		if state := s.follower.State(); !state.Stale && s.version() == want {
			if state.Reason != "" || !state.Since.IsZero() || !state.CheckedAt.After(before.CheckedAt) {
				t.Errorf("it recovered, but the state says %+v", state)
			}
			break
		}
		if time.Since(began) > testkit.Patience {
			t.Fatalf("it does not recover: %+v, serving %s", s.follower.State(), s.version().Short())
		}
	}
	if text := s.log.String()[said:]; before.Stale && strings.Count(text, "the store answers again") != 1 {
		t.Errorf("want one log line that the store answers again; got %q", text)
	}
}

// report collects the lines of the fault table.
type report struct {
	sync.Mutex
	lines []string
}

const row = "%-30s  %-13s  %-12s  %-10s  %s"

func (r *report) add(fault, moment, meanwhile, afterwards, said string) {
	r.Lock()
	defer r.Unlock()
	r.lines = append(r.lines, fmt.Sprintf(row, fault, moment, meanwhile, afterwards, said))
	slices.Sort(r.lines) // they come as they end
}

func (r *report) log(t *testing.T) {
	t.Helper()
	t.Logf(row+"\n%s", "fault", "moment", "served then", "afterwards", "said, once", strings.Join(r.lines, "\n"))
}

// TestFaults puts what can befall a network between a follower and a real Neo4j.
func TestFaults(t *testing.T) {
	neo4j := neo4jtest.Shared(t)
	keep := loader(t, neo4j)
	same, old, next := storetest.Wordy("fault-polled", 10), storetest.Wordy("fault-reloaded", 40), storetest.Wordy("fault-reloaded", 41)
	for _, d := range []*graph.Dataset{same, old} {
		save(t, keep, d)
		defer func() { _ = keep.Drop(context.WithoutCancel(t.Context()), d.Name(), store.DropOptions{}) }()
	}
	const polling, reloading = "polling", "amid a reload"
	bearable := neo4jtest.Slow(50 * time.Millisecond)
	type reading struct {
		moment string
		fault  neo4jtest.Fault
		server *server
	}
	cases := []reading{
		{polling, bearable, nil},
		{polling, neo4jtest.Slow(20 * time.Second), nil},
		{polling, neo4jtest.Refused(), nil},
		{polling, neo4jtest.Hole(0), nil},
		{polling, neo4jtest.DeafHole(), nil},
		{polling, neo4jtest.Cut(0), nil},
		{polling, neo4jtest.Reset(0), nil},
		{reloading, bearable, nil},
		{reloading, neo4jtest.Trickle(10), nil},
		{reloading, neo4jtest.Hole(midway), nil},
		{reloading, neo4jtest.Cut(midway), nil},
		{reloading, neo4jtest.Reset(midway), nil},
	}
	for i, c := range cases {
		name := same.Name()
		if c.moment == reloading {
			name = old.Name()
		}
		timeout := deadline
		if c.fault.Name == bearable.Name {
			timeout = testkit.Patience
		}
		cases[i].server = serve(t, neo4j, name, true, timeout)
	}
	save(t, keep, next)

	var table report
	neo4jtest.AtOnce(t, cases, func(c reading) string { return c.moment + "/" + c.fault.Name }, func(t *testing.T, c reading) {
		s, want, served := c.server, same.Version(), "the same"
		if c.moment == reloading {
			want, served = next.Version(), "the new"
		}
		s.proxy.Put(t, c.fault)
		if c.fault.Name == bearable.Name {
			s.recovers(t, want)
			if s.follower.State().Failures > 0 {
				t.Errorf("a slow answer is an answer: %s", &s.log)
			}
			table.add(c.fault.Name, c.moment, served, served, "(nothing: it is an answer)")
			return
		}
		said := s.fails(t, store.ErrUnreachable)
		s.proxy.Heal(t)
		s.recovers(t, want)
		table.add(c.fault.Name, c.moment, "last good", served, strings.ReplaceAll(said, s.proxy.Host, "HOST"))
	})
	table.log(t)
}

// TestUnfitData follows a dataset that turns into what cannot be served.
func TestUnfitData(t *testing.T) {
	neo4j := neo4jtest.Shared(t)
	keep := loader(t, neo4j)
	const name = "unfit-test"
	roles := 40
	old := storetest.Sample(name, roles)
	save(t, keep, old)
	defer func() { _ = keep.Drop(context.WithoutCancel(t.Context()), name, store.DropOptions{}) }()
	s := serve(t, neo4j, name, false, testkit.Patience)
	damage := func(cypher string) func(*testing.T) {
		return func(t *testing.T) {
			t.Helper()
			if n := len(neo4j.Run(t, cypher+" RETURN 1", map[string]any{"d": name})); n != 1 {
				t.Fatalf("the damage is to %d nodes", n)
			}
		}
	}
	var table report
	for _, c := range []struct {
		name   string
		load   bool // a new version is there, but before it is read ...
		damage func(*testing.T)
		reason error
	}{
		{"a score was changed", true, damage("MATCH (r:Role {dataset: $d, code: 'R000003'}) SET r.scores = [r.scores[0] + 0.001] + r.scores[1..]"), store.ErrCorrupt},
		{"a role is missing", true, damage("MATCH (r:Role {dataset: $d, code: 'R000003'}) DETACH DELETE r"), store.ErrCorrupt},
		{"half of the roles are missing", true, damage("MATCH (r:Role {dataset: $d}) WHERE r.code < 'R000020' DETACH DELETE r WITH count(*) AS n"), store.ErrCorrupt},
		{"a value of another type", true, damage("MATCH (r:Role {dataset: $d, code: 'R000003'}) SET r.scores = 'none'"), store.ErrCorrupt},
		{"another version is claimed", false, damage("MATCH (d:Dataset {name: $d}) SET d.version = reverse(d.version)"), store.ErrCorrupt},
		{"a newer format", false, damage("MATCH (d:Dataset {name: $d}) SET d.format = 99"), store.ErrNewerFormat},
		{"the dataset was dropped", false, func(t *testing.T) {
			t.Helper()
			if err := keep.Drop(t.Context(), name, store.DropOptions{}); err != nil {
				t.Fatal(err)
			}
		}, store.ErrNoDataset},
	} {
		t.Run(c.name, func(t *testing.T) {
			if c.load {
				roles++
				save(t, keep, storetest.Sample(name, roles))
			}
			c.damage(t)
			said := s.fails(t, c.reason)
			if errors.Is(c.reason, store.ErrNewerFormat) {
				// A store leaves alone what it does not understand.
				neo4j.Run(t, "MATCH (d:Dataset {name: $d}) SET d.format = 2", map[string]any{"d": name})
			}
			roles++
			whole := storetest.Sample(name, roles)
			save(t, keep, whole)
			s.recovers(t, whole.Version())
			table.add(c.name, "at a look", "last good", "the new", said)
		})
	}
	table.log(t)
}
