package cli_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"

	"noboru/graph"
	"noboru/internal/testkit/neo4jtest"
	"noboru/store/storetest"
)

// TestThreeServers runs three processes over one database while versions take turns: no connection sees
// a version go back. Then each is restarted in turn under a load that goes to any of them, and no
// question is lost.
func TestThreeServers(t *testing.T) {
	server := neo4jtest.Shared(t)
	keep := newKeeper(t, server)
	const name = "three-servers"
	versions := []*graph.Dataset{storetest.Sample(name, 8), storetest.Sample(name, 9), storetest.Sample(name, 10)}
	keep.save(t, versions[0])
	start := func() *program {
		return launch(t, server, false, "--neo4j", server.URI, "--dataset", name, "--poll", "100ms", "--wait")
	}
	programs := []*program{start(), start(), start()}
	for _, p := range programs {
		p.serves(t, versions[0].Version())
	}

	ctx, stop := context.WithCancel(t.Context())
	var watchers sync.WaitGroup
	seen := make([][]int, len(programs)) // places in versions, without repetition
	for i, p := range programs {
		url := p.url(t)
		client := &http.Client{Transport: &http.Transport{MaxConnsPerHost: 1}}
		watchers.Go(func() {
			for ctx.Err() == nil {
				version, err := askVersion(ctx, client, url)
				if err != nil {
					if ctx.Err() == nil {
						t.Errorf("server %d: %v", i, err)
					}
					return
				}
				at := slices.IndexFunc(versions, func(d *graph.Dataset) bool { return string(d.Version()) == version })
				if n := len(seen[i]); n == 0 || seen[i][n-1] != at {
					seen[i] = append(seen[i], at)
				}
			}
		})
	}
	for _, d := range versions[1:] {
		keep.save(t, d)
		for _, p := range programs {
			p.serves(t, d.Version())
		}
	}
	stop()
	watchers.Wait()
	for i, places := range seen {
		if !slices.IsSorted(places) || slices.Contains(places, -1) || places[len(places)-1] != len(versions)-1 {
			t.Errorf("server %d: versions in the order %v", i, places)
		}
	}

	// A rolling restart: whoever asks goes on to the next server where one does not take the connection.
	var mu sync.Mutex
	urls := make([]string, len(programs))
	for i, p := range programs {
		urls[i] = p.url(t)
	}
	ctx, stop = context.WithCancel(t.Context())
	var asked, elsewhere, lost int
	watchers.Go(func() {
		client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
		for turn := 0; ctx.Err() == nil; turn++ {
			answered := false
			for try := range len(urls) {
				mu.Lock()
				url := urls[(turn+try)%len(urls)]
				mu.Unlock()
				if _, err := askVersion(ctx, client, url); err == nil {
					answered = true
					break
				}
				elsewhere++
			}
			if ctx.Err() == nil {
				asked++
				if !answered {
					lost++
				}
			}
		}
	})
	for i, p := range programs {
		if err := p.cmd.Process.Signal(syscall.SIGTERM); err != nil {
			t.Fatal(err)
		}
		p.refuses(t)
		if p.code != 0 {
			t.Errorf("server %d ended with code %d:\n%s", i, p.code, &p.out)
		}
		next := start()
		next.serves(t, versions[2].Version())
		mu.Lock()
		urls[i] = next.url(t)
		mu.Unlock()
	}
	stop()
	watchers.Wait()
	if lost > 0 || asked == 0 {
		t.Errorf("%d of %d questions were lost", lost, asked)
	}
	t.Logf("each connection saw %v of versions; restarts: %d questions, %d went on to another server, %d lost", seen, asked, elsewhere, lost)
}

// askVersion asks a server which version it serves.
func askVersion(ctx context.Context, client *http.Client, url string) (string, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, url+"/graphql", strings.NewReader(`{"query": "{ dataset { version } }"}`))
	if err != nil {
		return "", err
	}
	req.Header.Set("Content-Type", "application/json")
	res, err := client.Do(req)
	if err != nil {
		return "", err
	}
	defer res.Body.Close() //nolint:errcheck // only read
	var answer struct {
		Data struct{ Dataset struct{ Version string } }
	}
	if err := json.NewDecoder(res.Body).Decode(&answer); err != nil || answer.Data.Dataset.Version == "" {
		return "", fmt.Errorf("status %d, %w", res.StatusCode, err)
	}
	return answer.Data.Dataset.Version, nil
}
