package neo4jstore_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"sync/atomic"
	"testing"
	"time"

	"noboru/graph"
	"noboru/internal/testkit/neo4jtest"
	"noboru/store"
	"noboru/store/neo4jstore"
	"noboru/store/storetest"
)

const (
	killName = "kill-test"
	killRows = 25 // rows a transaction: a load of some twenty
)

// loaderVariable makes the test binary a loader, which waits for a line and then saves the sample
// of that many roles.
const loaderVariable = "NOBORU_TEST_LOADER"

// runLoader is the loader's process.
func runLoader(roles string) error {
	n, err := strconv.Atoi(roles)
	if err != nil {
		return err
	}
	ctx := context.Background()
	s, err := neo4jstore.Open(ctx, neo4jstore.Config{
		URI: os.Getenv("NEO4J_URI"), Username: os.Getenv("NEO4J_USERNAME"), Password: os.Getenv("NEO4J_PASSWORD"), BatchRows: killRows, ReadTimeout: 30 * time.Second,
	})
	if err != nil {
		return err
	}
	d := storetest.Sample(killName, n)
	fmt.Println("ready")
	if _, err := bufio.NewReader(os.Stdin).ReadString('\n'); err != nil {
		return err
	}
	_, err = s.Save(ctx, d, store.SaveOptions{Force: true})
	return err
}

// loaderProcess starts a loader and waits until it is ready to go.
func loaderProcess(t *testing.T, server *neo4jtest.Server, roles int) (c *exec.Cmd, start func()) {
	t.Helper()
	c = exec.CommandContext(t.Context(), os.Args[0])
	c.Env = append(os.Environ(), loaderVariable+"="+strconv.Itoa(roles), "NEO4J_URI="+server.URI,
		"NEO4J_USERNAME="+server.Username, "NEO4J_PASSWORD="+server.Password)
	c.Stderr = os.Stderr
	in, err := c.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	if _, err := bufio.NewReader(out).ReadString('\n'); err != nil {
		t.Fatal(err)
	}
	return c, func() {
		if _, err := io.WriteString(in, "go\n"); err != nil {
			t.Fatal(err)
		}
	}
}

// knob reads how often to do something from the environment.
func knob(t *testing.T, name string, value int) int {
	t.Helper()
	if text := os.Getenv(name); text != "" {
		n, err := strconv.Atoi(text)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		return n
	}
	return value
}

// witness knows the two versions that may be seen, by name.
type witness struct {
	*analyst
	contents, versions [2]string
}

func newWitness(t *testing.T, server *neo4jtest.Server, a, b *graph.Dataset) *witness {
	return &witness{
		newAnalyst(t, server),
		[2]string{expected(t, a), expected(t, b)},
		[2]string{string(a.Version()), string(b.Version())},
	}
}

// sees says which of the two is live, -1 for neither or something in between.
func (w *witness) sees(ctx context.Context) (int, string, error) {
	version, content, err := w.live(ctx, killName)
	if err != nil {
		return -1, "", err
	}
	for i := range w.versions {
		if version == w.versions[i] && content == w.contents[i] {
			return i, "", nil
		}
	}
	return -1, "version " + version + " with\n" + content, nil
}

// watch reads all the time until the context ends. What does not fit is read again: a read that spans
// the swap may, a state that lasts may not.
func (w *witness) watch(ctx context.Context, reads, spanning, mixed *atomic.Int64) {
	for ctx.Err() == nil {
		at, _, err := w.sees(ctx)
		if err != nil {
			continue // the context ended
		}
		reads.Add(1)
		if at >= 0 {
			continue
		}
		if again, _, err := w.sees(ctx); err == nil && again < 0 {
			if third, _, err := w.sees(ctx); err == nil && third < 0 {
				mixed.Add(1)
				continue
			}
		}
		spanning.Add(1)
	}
}

// TestKilledLoader kills a replacing load at random moments of its run. The old version or the new is live,
// whole, the lock is free at once, and the next load sweeps up.
func TestKilledLoader(t *testing.T) {
	server := neo4jtest.Shared(t)
	s := connect(t, server)
	sizes := [2]int{60, 75}
	samples := [2]*graph.Dataset{storetest.Sample(killName, sizes[0]), storetest.Sample(killName, sizes[1])}
	w := newWitness(t, server, samples[0], samples[1])
	defer func() { _ = s.Drop(context.WithoutCancel(t.Context()), killName, store.DropOptions{}) }()
	if _, err := s.Save(t.Context(), samples[0], store.SaveOptions{}); err != nil {
		t.Fatal(err)
	}

	live := 0
	// measured runs a load to its end and says how long it took.
	measured := func() time.Duration {
		live = 1 - live
		c, start := loaderProcess(t, server, sizes[live])
		began := time.Now()
		start()
		if err := c.Wait(); err != nil {
			t.Fatal(err)
		}
		if n := w.unswept(t, killName); n != 0 {
			t.Errorf("a whole load left %d nodes", n)
		}
		return time.Since(began)
	}
	measured() // plans the queries
	whole := measured()

	var reads, spanning, mixedReads atomic.Int64
	watching, stop := context.WithCancel(t.Context())
	watched := make(chan struct{})
	go func() { defer close(watched); w.watch(watching, &reads, &spanning, &mixedReads) }()

	const seed = 5
	random := rand.New(rand.NewPCG(seed, 0))
	moments := knob(t, "NOBORU_KILLS", 50)
	var old, replaced, unswept int
	for kills := 0; kills < moments && !t.Failed(); {
		next := 1 - live
		c, start := loaderProcess(t, server, sizes[next])
		ended := make(chan error, 1)
		began := time.Now()
		start()
		go func() { ended <- c.Wait() }()
		select {
		case err := <-ended: // before its moment: the server gets faster as it warms up
			if err != nil {
				t.Fatalf("a loader failed by itself: %v", err) // such as by a lock of one that is dead
			}
			whole, live = time.Since(began), next
			continue
		case <-time.After(time.Duration(random.Float64() * float64(whole))):
		}
		_ = c.Process.Kill()
		<-ended //nolint:errcheck // killed: how it ended is no news
		kills++
		w.settle(t, killName)
		at, what, err := w.sees(t.Context())
		switch {
		case err != nil:
			t.Fatal(err)
		case at < 0:
			t.Fatalf("a mixture: %s", what)
		case at == live:
			old++
		default:
			replaced++
			live = at
		}
		if w.unswept(t, killName) > 0 {
			unswept++
		}
	}
	stop()
	<-watched
	began := time.Now()
	if _, err := s.Save(t.Context(), samples[1-live], store.SaveOptions{}); err != nil {
		t.Fatalf("after all the kills: %v", err)
	}
	if n := w.unswept(t, killName); n != 0 {
		t.Errorf("%d nodes were left over", n)
	}
	if at, what, err := w.sees(t.Context()); err != nil || at != 1-live {
		t.Errorf("the last load did not take: %v %s", err, what)
	}
	t.Logf("%d kills over a load of about %v: old %d, new %d, mixed 0; %d left something, swept by the next load (%v)",
		moments, whole.Round(time.Millisecond), old, replaced, unswept, time.Since(began).Round(time.Millisecond))
	t.Logf("%d reads meanwhile: %d spanned a swap, %d mixed", reads.Load(), spanning.Load(), mixedReads.Load())
	if mixedReads.Load() > 0 {
		t.Error("a reader saw a lasting mixture")
	}
}

// TestKilledServer kills Neo4j itself in the middle of a load.
func TestKilledServer(t *testing.T) {
	server := neo4jtest.Own(t)
	s, err := neo4jstore.Open(t.Context(), neo4jstore.Config{URI: server.URI, Password: server.Password, BatchRows: killRows, ReadTimeout: 30 * time.Second})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close(context.WithoutCancel(t.Context())) }()
	samples := [2]*graph.Dataset{storetest.Sample(killName, 60), storetest.Sample(killName, 75)}
	w := newWitness(t, server, samples[0], samples[1])
	for i := range 2 {
		if _, err := s.Save(t.Context(), samples[i], store.SaveOptions{}); err != nil {
			t.Fatal(err)
		}
	}
	live := 1
	began := time.Now()
	if _, err := s.Save(t.Context(), samples[1], store.SaveOptions{Force: true}); err != nil {
		t.Fatal(err)
	}
	whole := time.Since(began)
	const seed = 6
	random := rand.New(rand.NewPCG(seed, 0))
	var old, replaced int
	for moment := range knob(t, "NOBORU_SERVER_KILLS", 3) {
		// In turn: anywhere in the load, and around the swap.
		done, swapping := make(chan error, 1), make(chan struct{}, 1)
		opts := store.SaveOptions{Progress: func(p store.Progress) {
			if p.Stage == store.StageSwap {
				swapping <- struct{}{}
			}
		}}
		go func() { _, err := s.Save(t.Context(), samples[1-live], opts); done <- err }()
		if moment%2 == 0 {
			select {
			case <-swapping:
				time.Sleep(time.Duration(random.Float64() * float64(300*time.Millisecond)))
			case err := <-done:
				done <- err
			}
		} else {
			time.Sleep(time.Duration(random.Float64() * float64(whole)))
		}
		if err := server.Kill(t.Context()); err != nil {
			t.Fatal(err)
		}
		if err := <-done; err != nil && !errors.Is(err, store.ErrUnreachable) && !errors.Is(err, store.ErrBusy) {
			t.Errorf("the loader said: %v", err)
		}
		if err := server.Restart(t.Context()); err != nil {
			t.Fatal(err)
		}
		w.settle(t, killName)
		at, what, err := w.sees(t.Context())
		switch {
		case err != nil || at < 0:
			t.Fatalf("a mixture: %v %s", err, what)
		case at == live:
			old++
		default:
			replaced++
			live = at
		}
		back, err := s.Load(t.Context(), killName)
		if err != nil || back.Version() != samples[live].Version() {
			t.Fatalf("load: %v", err)
		}
	}
	if _, err := s.Save(t.Context(), samples[1-live], store.SaveOptions{}); err != nil {
		t.Fatal(err)
	}
	if n := w.unswept(t, killName); n != 0 {
		t.Errorf("%d nodes were left over", n)
	}
	t.Logf("Neo4j killed: old %d, new %d, mixed 0", old, replaced)
}
