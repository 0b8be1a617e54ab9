package neo4jstore_test

import (
	"fmt"
	"os"
	"testing"
	"time"

	"noboru/data"
	"noboru/graph"
	"noboru/loader"
	"noboru/store/neo4jstore"
	"noboru/store/neo4jstore/neo4jtest"
)

func TestMain(m *testing.M) {
	if roles := os.Getenv(loaderVariable); roles != "" {
		if err := runLoader(roles); err != nil {
			fmt.Fprintln(os.Stderr, "loader:", err)
			os.Exit(1)
		}
		return
	}
	os.Exit(neo4jtest.Main(m))
}

// open connects to the shared server.
func open(tb testing.TB) *neo4jstore.Store {
	tb.Helper()
	return connect(tb, neo4jtest.Shared(tb))
}

func connect(tb testing.TB, server *neo4jtest.Server) *neo4jstore.Store {
	tb.Helper()
	s, err := neo4jstore.Open(tb.Context(), config(server))
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = s.Close(tb.Context()) })
	return s
}

func config(server *neo4jtest.Server) neo4jstore.Config {
	// A machine that runs other tests beside may be slow; nothing here is about speed.
	return neo4jstore.Config{URI: server.URI, Username: server.Username, Password: server.Password, ReadTimeout: 30 * time.Second}
}

// bundled is the dataset inside the binary.
func bundled(tb testing.TB) *graph.Dataset {
	tb.Helper()
	d, _, err := loader.LoadFS(tb.Context(), data.Files, "security-roles/manifest.json", loader.Options{})
	if err != nil {
		tb.Fatal(err)
	}
	return d
}
