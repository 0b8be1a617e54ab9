package neo4jstore_test

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"os"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"noboru/graph"
	"noboru/internal/testkit/neo4jtest"
	"noboru/loader"
	"noboru/store"
)

// bigVariable is how many roles TestBig takes, 3000 where it is not set: 100000 takes some minutes.
const bigVariable = "NOBORU_BIG"

// bigHeapVariable is the server's heap for it, 512m where it is not set.
const bigHeapVariable = "NOBORU_BIG_HEAP"

// TestBig loads a made-up dataset of about ten relationships a role into a Neo4j of its own with 512 MB of
// heap, then another in its place, then that with one role in a hundred changed, and reads it back
// each time. One person holds each role from the first load on, and must hold it in the end; and it logs
// what moving these relationships to other nodes would take, which is the other way to keep them.
func TestBig(t *testing.T) {
	n := knob(t, bigVariable, 3000)
	server := neo4jtest.Own(t, "--heap", cmp.Or(os.Getenv(bigHeapVariable), "512m"))
	c := config(server)
	c.ReadTimeout = 10 * time.Minute
	s := connectWith(t, c)
	few := bigDataset(t, n, 2).Spec()
	for i := 0; i < n; i += 100 {
		few.Roles[i].Name.En += ", renamed"
		few.Roles[i].Scores = slices.Clone(few.Roles[i].Scores)
		few.Roles[i].Scores[0] = (few.Roles[i].Scores[0] + 500) % 7000
		few.Roles[i].Total = 0
	}
	fewChanged, err := graph.NewDataset(few)
	if err != nil {
		t.Fatal(err)
	}
	for i, load := range []struct {
		what string
		data *graph.Dataset
	}{{"the first", bigDataset(t, n, 1)}, {"every role changed", bigDataset(t, n, 2)}, {"one in a hundred changed", fewChanged}} {
		d := load.data
		began := time.Now()
		g, err := graph.Build(t.Context(), d)
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("%s: built %d roles, %d edges in %v; memory %s", load.what, n, g.EdgeCount(), time.Since(began).Round(time.Millisecond), memory(t))
		began = time.Now()
		last, stageBegan := store.Progress{}, began
		batches := false
		saved, err := s.Save(t.Context(), d, store.SaveOptions{Graph: g, Progress: func(p store.Progress) {
			if p.Stage != last.Stage {
				if last.Stage != "" {
					t.Logf("  %s: %d in %v", last.Stage, last.Done, time.Since(stageBegan).Round(time.Millisecond))
				}
				stageBegan = time.Now()
			}
			batches = batches || p.Stage == store.StageSwap && p.Done > 0
			last = p
		}})
		if err != nil || saved.Leftovers {
			t.Fatal(saved, err)
		}
		t.Logf("  %s: %d in %v", last.Stage, last.Done, time.Since(stageBegan).Round(time.Millisecond))
		took := time.Since(began)
		rows := n + 2*g.EdgeCount() + requirements(d)
		t.Logf("  saved %d nodes and relationships in %v, swap in batches: %v; memory %s", rows, took.Round(time.Millisecond), batches, memory(t))
		began = time.Now()
		back, err := s.Load(t.Context(), d.Name())
		if err != nil || back.Version() != d.Version() {
			t.Fatal(err)
		}
		t.Logf("  read back in %v", time.Since(began).Round(time.Millisecond))
		if i == 0 {
			inBatches(t, server, `MATCH (r:Role {dataset: 'big-test'}) CALL (r) { CREATE (:Person {id: r.code})-[:HOLDS {since: date()}]->(r) } IN TRANSACTIONS OF 10000 ROWS`)
		}
	}
	if got := server.Run(t, "MATCH (p:Person)-[:HOLDS]->(r:Role {dataset: 'big-test'}) WHERE p.id = r.code RETURN count(*)", nil)[0][0]; got != int64(n) {
		t.Errorf("%v people hold their role, want %d", got, n)
	}
	began := time.Now()
	inBatches(t, server, `MATCH (p:Person)-[h:HOLDS]->(r:Role {dataset: 'big-test'})
		CALL (p, h, r) { CREATE (p)-[m:HOLDS]->(:MovedTo) SET m = properties(h) DELETE h } IN TRANSACTIONS OF 10000 ROWS`)
	t.Logf("moving one relationship of others a role would take %v", time.Since(began).Round(time.Millisecond))
}

// inBatches runs a statement that commits by itself.
func inBatches(t *testing.T, server *neo4jtest.Server, cypher string) {
	t.Helper()
	session := newAnalyst(t, server).driver.NewSession(t.Context(), neo4j.SessionConfig{})
	defer session.Close(t.Context()) //nolint:errcheck // what was written is committed
	result, err := session.Run(t.Context(), cypher, nil)
	if err == nil {
		_, err = result.Consume(t.Context())
	}
	if err != nil {
		t.Fatal(err)
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
