package neo4jstore_test

import (
	"context"
	"fmt"
	"os"
	"testing"

	"noboru/internal/testkit"
	"noboru/internal/testkit/neo4jtest"
	"noboru/store/neo4jstore"
)

func TestMain(m *testing.M) {
	if roles := os.Getenv(loaderVariable); roles != "" {
		if err := runLoader(roles); err != nil {
			fmt.Fprintln(os.Stderr, "loader:", err)
			os.Exit(1)
		}
		return
	}
	os.Exit(testkit.Main(m))
}

// open connects to the shared server.
func open(tb testing.TB) *neo4jstore.Store {
	tb.Helper()
	return connect(tb, neo4jtest.Shared(tb))
}

func connect(tb testing.TB, server *neo4jtest.Server) *neo4jstore.Store {
	tb.Helper()
	return testkit.Store(tb, server)
}

func config(server *neo4jtest.Server) neo4jstore.Config {
	return neo4jstore.Config{URI: server.URI, Username: server.Username, Password: server.Password, ReadTimeout: testkit.Patience}
}

// connectWith opens a store of its own settings.
func connectWith(tb testing.TB, c neo4jstore.Config) *neo4jstore.Store {
	tb.Helper()
	s, err := neo4jstore.Open(tb.Context(), c)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = s.Close(context.WithoutCancel(tb.Context())) })
	return s
}
