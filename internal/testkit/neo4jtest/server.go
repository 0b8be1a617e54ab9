// Package neo4jtest gives tests a real Neo4j, started by dev/neo4j/neo4j.sh on ports and in a folder of its own.
package neo4jtest

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// Server is a running Neo4j.
type Server struct {
	URI, HTTPURI       string // HTTPURI is empty for a server that was given by NEO4J_URI
	Username, Password string
	home               string // empty for a server that was given
}

// ErrLacking says that this machine has not what it takes to run Neo4j.
var ErrLacking = errors.New("this machine lacks Java 17 or 21, or Maven")

// startTimeout is how many seconds a start may take: on a busy machine two minutes are not enough.
const startTimeout = "600"

// lackingCode is how neo4j.sh ends where Java or Maven is lacking.
const lackingCode = 4

// Start starts a server of its own, with flags of neo4j.sh such as "--heap", "1g". It ends with this
// process at the latest. The error is ErrLacking where the machine cannot.
func Start(ctx context.Context, flags ...string) (*Server, error) {
	home, err := os.MkdirTemp("", "noboru-neo4j-test")
	if err != nil {
		return nil, err
	}
	s := &Server{Username: "neo4j", Password: rand.Text(), home: home}
	args := append([]string{"--bolt-port", "0", "--http-port", "0", "--timeout", startTimeout, "--owner", fmt.Sprint(os.Getpid())}, flags...)
	if err := s.script(ctx, "start", args...); err != nil {
		return nil, errors.Join(err, os.RemoveAll(home))
	}
	return s, nil
}

// Kill ends the server at once, as a power cut would.
func (s *Server) Kill(ctx context.Context) error { return s.script(ctx, "kill") }

// Stop ends the server cleanly. Its data stays.
func (s *Server) Stop(ctx context.Context) error { return s.script(ctx, "stop") }

// Restart starts the server again on the same ports, with the data that it has.
func (s *Server) Restart(ctx context.Context, flags ...string) error {
	return s.script(ctx, "start", append([]string{"--timeout", startTimeout, "--owner", fmt.Sprint(os.Getpid())}, flags...)...)
}

// Wipe ends the server and deletes its data.
func (s *Server) Wipe() error {
	if s.home == "" {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	return errors.Join(s.script(ctx, "wipe"), os.RemoveAll(s.home))
}

// script runs neo4j.sh on the server's home and reads the addresses that it prints.
func (s *Server) script(ctx context.Context, command string, flags ...string) error {
	_, here, _, _ := runtime.Caller(0)
	path := filepath.Join(filepath.Dir(here), "..", "..", "..", "dev", "neo4j", "neo4j.sh")
	c := exec.CommandContext(ctx, path, append([]string{command, "--home", s.home}, flags...)...)
	for _, e := range os.Environ() {
		if !strings.HasPrefix(e, "NOBORU_NEO4J_") || strings.HasPrefix(e, "NOBORU_NEO4J_JARS=") {
			c.Env = append(c.Env, e)
		}
	}
	c.Env = append(c.Env, "NEO4J_PASSWORD="+s.Password)
	var stdout, stderr bytes.Buffer
	c.Stdout, c.Stderr = &stdout, &stderr
	if err := c.Run(); err != nil {
		var exit *exec.ExitError
		if errors.As(err, &exit) && exit.ExitCode() == lackingCode {
			return fmt.Errorf("%w: %s", ErrLacking, strings.TrimSpace(stderr.String()))
		}
		return fmt.Errorf("neo4j.sh %s: %w: %s", command, err, strings.TrimSpace(stderr.String()))
	}
	for line := range strings.Lines(stdout.String()) {
		key, value, _ := strings.Cut(strings.TrimSpace(line), "=")
		switch key {
		case "NEO4J_URI":
			s.URI = value
		case "NEO4J_HTTP_URI":
			s.HTTPURI = value
		}
	}
	return nil
}

// Run runs a query with the driver alone, as people do, and returns its rows.
func (s *Server) Run(tb testing.TB, cypher string, params map[string]any) [][]any {
	tb.Helper()
	ctx, cancel := context.WithTimeout(context.WithoutCancel(tb.Context()), time.Minute) // cleanups ask too
	defer cancel()
	driver, err := neo4j.NewDriverWithContext(s.URI, neo4j.BasicAuth(s.Username, s.Password, ""))
	if err != nil {
		tb.Fatal(err)
	}
	defer driver.Close(ctx) //nolint:errcheck // what was asked is answered
	result, err := neo4j.ExecuteQuery(ctx, driver, cypher, params, neo4j.EagerResultTransformer)
	if err != nil {
		tb.Fatalf("%s: %v", cypher, err)
	}
	rows := make([][]any, len(result.Records))
	for i, r := range result.Records {
		rows[i] = r.Values
	}
	return rows
}

// one is the server that a package's tests share. It starts when the first of them asks for it.
var one struct {
	sync.Once
	flags   []string
	server  *Server
	lacking error
	failed  error
}

// Main runs a package's tests with one server for all of them that call Shared: that of NEO4J_URI,
// NEO4J_USERNAME and NEO4J_PASSWORD, or one of its own, which it ends.
func Main(m *testing.M, flags ...string) int {
	one.flags = flags
	code := m.Run()
	if one.server != nil {
		if err := one.server.Wipe(); err != nil {
			fmt.Fprintln(os.Stderr, "neo4jtest:", err)
			return 1
		}
	}
	return code
}

// Shared returns the server of Main. Where this machine cannot run one it skips the test and says
// why, and with CI=true fails. With -short it skips, too.
func Shared(tb testing.TB) *Server {
	tb.Helper()
	skipShort(tb)
	one.Do(func() {
		if uri := os.Getenv("NEO4J_URI"); uri != "" {
			one.server = &Server{URI: uri, HTTPURI: os.Getenv("NEO4J_HTTP_URI"), Username: os.Getenv("NEO4J_USERNAME"), Password: os.Getenv("NEO4J_PASSWORD")}
			return
		}
		s, err := Start(context.Background(), one.flags...)
		switch {
		case errors.Is(err, ErrLacking) && os.Getenv("CI") != "true":
			one.lacking = err
		case err != nil:
			one.failed = err
		default:
			one.server = s
		}
	})
	switch {
	case one.failed != nil:
		tb.Fatal(one.failed)
	case one.server == nil:
		tb.Skipf("left out, since it needs a real Neo4j: %v", one.lacking)
	}
	return one.server
}

func skipShort(tb testing.TB) {
	tb.Helper()
	if testing.Short() {
		tb.Skip("left out by -short, since it needs a real Neo4j")
	}
}

// Own starts a server for one test, which may kill it. Like Shared it may skip the test.
func Own(tb testing.TB, flags ...string) *Server {
	tb.Helper()
	skipShort(tb)
	s, err := Start(tb.Context(), flags...)
	if errors.Is(err, ErrLacking) && os.Getenv("CI") != "true" {
		tb.Skipf("left out, since it needs a Neo4j of its own: %v", err)
	}
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := s.Wipe(); err != nil {
			tb.Error(err)
		}
	})
	return s
}
