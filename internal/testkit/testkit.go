// Package testkit has what tests of several packages set up: the real program, the bundled dataset,
// the public tables, and a store over a real Neo4j (package neo4jtest runs the server). Made-up
// datasets are in package madeup; package storetest has small ones of every kind.
//
// With -short, tests leave out what needs a JVM or a browser.
package testkit

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"noboru/data"
	"noboru/graph"
	"noboru/internal/testkit/neo4jtest"
	"noboru/loader"
	"noboru/store/neo4jstore"
)

// Patience is how long a test waits for what has no deadline of its own. It is far beyond what an
// idle machine takes, so that a busy one is enough.
const Patience = 3 * time.Minute

// Main runs a package's tests, then ends the server that tests share, deletes the program of Program, and fails
// where a test left a goroutine behind.
// The flags are those of neo4jtest.Main.
func Main(m *testing.M, flags ...string) int {
	code := neo4jtest.Main(m, flags...)
	if code == 0 {
		if err := left(); err != nil {
			fmt.Fprintln(os.Stderr, "testkit: a test left a goroutine behind:", err)
			code = 1
		}
	}
	if program.dir != "" {
		_ = os.RemoveAll(program.dir) // a leftover in the folder for such
	}
	return code
}

// left looks for goroutines of tests again and again, until a busy machine has had the time to end them.
func left() error {
	for began := time.Now(); ; {
		if err := goleak.Find(ofProxies()...); err == nil || time.Since(began) > Patience/3 {
			return err
		}
	}
}

// ofProxies are what the library behind neo4jtest.Proxy leaves where a connection is cut in the midst of it.
func ofProxies() []goleak.Option {
	return []goleak.Option{
		goleak.IgnoreAnyFunction("github.com/Shopify/toxiproxy/v2.(*ToxicLink).read"),
		goleak.IgnoreAnyFunction("github.com/Shopify/toxiproxy/v2/toxics.(*ToxicStub).Run"),
	}
}

var program struct {
	sync.Once
	dir, path string
	err       error
}

// Program is the path of the real program, built once for all tests of a package that has Main.
func Program(tb testing.TB) string {
	tb.Helper()
	program.Do(func() {
		if program.dir, program.err = os.MkdirTemp("", "noboru-test"); program.err != nil { //nolint:usetesting // it outlives the test that builds it
			return
		}
		program.path = filepath.Join(program.dir, "noboru")
		build := exec.CommandContext(context.Background(), "go", "build", "-o", program.path, "noboru")
		build.Dir = root()
		if out, err := build.CombinedOutput(); err != nil {
			program.err = fmt.Errorf("building the program: %w\n%s", err, out)
		}
	})
	if program.err != nil {
		tb.Fatal(program.err)
	}
	return program.path
}

// root is the folder of the module.
func root() string {
	_, here, _, _ := runtime.Caller(0)
	return filepath.Join(filepath.Dir(here), "..", "..")
}

var bundled = sync.OnceValues(func() (*graph.Dataset, error) {
	d, _, err := loader.LoadFS(context.Background(), data.Files, "security-roles/manifest.json", loader.Options{})
	return d, err
})

// Bundled is the dataset inside the program.
func Bundled(tb testing.TB) *graph.Dataset {
	tb.Helper()
	d, err := bundled()
	if err != nil {
		tb.Fatal(err)
	}
	return d
}

// PublicTables is the folder of the public tables beside the project. Where it is absent the test is
// skipped.
func PublicTables(tb testing.TB) string {
	tb.Helper()
	folder := filepath.Join(root(), "..", "shared", "data")
	if _, err := os.Stat(folder); err != nil {
		tb.Skip("left out: ../shared/data is absent")
	}
	return folder
}

// Store opens a server's store, with all the time that a busy machine may need.
func Store(tb testing.TB, server *neo4jtest.Server) *neo4jstore.Store {
	tb.Helper()
	s, err := neo4jstore.Open(tb.Context(), neo4jstore.Config{
		URI: server.URI, Username: server.Username, Password: server.Password, ReadTimeout: Patience,
	})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = s.Close(context.WithoutCancel(tb.Context())) })
	return s
}

// Judges is Node and the folder of the reference implementations of GraphQL that tests compare with. It
// installs them from their lock file where they are not yet, or the file is newer. Without Node, or with -short, the test is skipped.
func Judges(tb testing.TB) (node, folder string) {
	tb.Helper()
	if testing.Short() {
		tb.Skip("left out with -short: the judges run under Node")
	}
	node, err := exec.LookPath("node")
	if err != nil {
		tb.Skip("left out: Node is not installed")
	}
	folder = filepath.Join(root(), "dev", "graphql")
	judges.Do(func() {
		locked, err := os.Stat(filepath.Join(folder, "package-lock.json"))
		installed, missing := os.Stat(filepath.Join(folder, "node_modules", ".package-lock.json"))
		if err == nil && missing == nil && !installed.ModTime().Before(locked.ModTime()) {
			return
		}
		install := exec.CommandContext(context.Background(), "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
		install.Dir = folder
		if out, err := install.CombinedOutput(); err != nil {
			judges.err = fmt.Errorf("installing the judges: %w\n%s", err, out)
		}
	})
	if judges.err != nil {
		tb.Fatal(judges.err)
	}
	return node, folder
}

var judges struct {
	sync.Once
	err error
}
