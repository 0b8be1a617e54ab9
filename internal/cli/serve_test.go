package cli_test

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"noboru/internal/testkit"
)

// served is a program under way that serves.
type served struct {
	cmd    *exec.Cmd
	url    string
	banner string
	rest   chan string // what it says on stderr after the first line
}

// startServing runs "noboru serve" on a free port and waits for the line that says where.
func startServing(t *testing.T, args ...string) *served {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), testkit.Program(t), append([]string{"serve", "--addr", "127.0.0.1:0"}, args...)...)
	cmd.Env = append(os.Environ(), "LC_ALL=C")
	stderr, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait() // a test may have waited already
	})
	lines := bufio.NewReader(stderr)
	banner, err := lines.ReadString('\n')
	if err != nil {
		t.Fatalf("waiting for the first line: %v", err)
	}
	m := regexp.MustCompile(`at (http://127\.0\.0\.1:[1-9][0-9]*)/graphql\n$`).FindStringSubmatch(banner)
	if m == nil {
		t.Fatalf("the first line has no address: %q", banner)
	}
	s := &served{cmd: cmd, url: m[1], banner: banner, rest: make(chan string, 1)}
	go func() {
		rest, _ := io.ReadAll(lines) // ends with the program
		s.rest <- string(rest)
	}()
	return s
}

// ask posts a GraphQL query and returns its answer.
func (s *served) ask(t *testing.T, query string) string {
	t.Helper()
	body, err := json.Marshal(map[string]string{"query": query})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), testkit.Patience)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, s.url+"/graphql", strings.NewReader(string(body)))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close() //nolint:errcheck // only read
	answer, err := io.ReadAll(res.Body)
	if err != nil || res.StatusCode != http.StatusOK {
		t.Fatalf("status %d, %v: %s", res.StatusCode, err, answer)
	}
	return string(answer)
}

// stop sends a signal and wants a clean end.
func (s *served) stop(t *testing.T, signal os.Signal) string {
	t.Helper()
	http.DefaultClient.CloseIdleConnections()
	if err := s.cmd.Process.Signal(signal); err != nil {
		t.Fatal(err)
	}
	rest := <-s.rest
	if err := s.cmd.Wait(); err != nil {
		t.Fatalf("after %v: %v\n%s", signal, err, rest)
	}
	return rest
}

func TestServeAnswersAndStops(t *testing.T) {
	for _, signal := range []os.Signal{syscall.SIGTERM, os.Interrupt} {
		t.Run(signal.String(), func(t *testing.T) {
			t.Parallel()
			s := startServing(t)
			if !strings.Contains(s.banner, "security-roles") || !strings.Contains(s.banner, "129 roles") || !strings.Contains(s.banner, "bundled") {
				t.Errorf("the first line does not name the dataset: %q", s.banner)
			}
			if answer := s.ask(t, `{ dataset { name illustrative } }`); !strings.Contains(answer, `"name":"security-roles"`) || !strings.Contains(answer, `"illustrative":true`) {
				t.Errorf("answer %s", answer)
			}
			rest := s.stop(t, signal)
			if !strings.Contains(rest, "noboru: stopping") {
				t.Errorf("it does not say that it stops: %s", rest)
			}
			if strings.Count(rest, "question=dataset") != 1 {
				t.Errorf("the request has no line in the log: %s", rest)
			}
		})
	}
}

func TestServeFile(t *testing.T) {
	t.Parallel()
	table := t.TempDir() + "/small.csv"
	if err := os.WriteFile(table, []byte("code,name,s1,s2,s3\nA,Alpha,1,2,3\nB,Beta,2,3,5\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	s := startServing(t, "--data", table)
	if answer := s.ask(t, `{ dataset { name } }`); !strings.Contains(answer, `"name":"small"`) {
		t.Errorf("answer %s", answer)
	}
	for path, want := range map[string]int{"/graphiql/": http.StatusOK, "/schema.graphql": http.StatusOK, "/nothing": http.StatusNotFound} {
		req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, s.url+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		res, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		_ = res.Body.Close()
		if res.StatusCode != want {
			t.Errorf("%s: status %d, want %d", path, res.StatusCode, want)
		}
	}
	s.stop(t, syscall.SIGTERM)
}

// TestServeFollowsFiles holds that a server over a store of files notices a new version by itself.
func TestServeFollowsFiles(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	load := func(score string) {
		t.Helper()
		if err := os.WriteFile(dir+"/team.csv", []byte("code,name,s1,s2,s3\nA,Alpha,1,2,3\nB,Beta,2,3,"+score+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		if out, err := exec.CommandContext(t.Context(), testkit.Program(t), "load", dir+"/team.csv", "--store", dir+"/kept").CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
	}
	load("5")
	s := startServing(t, "--store", dir+"/kept", "--poll", "50ms")
	first := s.ask(t, `{ dataset { version } }`)
	load("6")
	deadline := time.Now().Add(testkit.Patience)
	for s.ask(t, `{ dataset { version } }`) == first {
		if time.Now().After(deadline) {
			t.Fatal("the new version is not served")
		}
	}
	if answer := s.ask(t, `{ role(by: {code: "B"}) { total } }`); !strings.Contains(answer, `"total":11`) {
		t.Errorf("answer %s", answer)
	}
	if rest := s.stop(t, syscall.SIGTERM); strings.Count(rest, "serving a new version") != 1 {
		t.Errorf("the log: %s", rest)
	}
}

func TestServePortInUse(t *testing.T) {
	t.Parallel()
	s := startServing(t)
	out, err := exec.CommandContext(t.Context(), testkit.Program(t), "serve", "--addr", strings.TrimPrefix(s.url, "http://")).CombinedOutput()
	if err == nil || !strings.Contains(string(out), "in use already") {
		t.Errorf("got %v, %s", err, out)
	}
	s.stop(t, syscall.SIGTERM)
}
