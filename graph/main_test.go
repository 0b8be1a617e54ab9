package graph_test

import (
	"flag"
	"fmt"
	"os"
	"testing"
)

// TestMain draws more graphs than rapid does by itself: some faults of a search show on one drawn
// graph in a thousand only.
func TestMain(m *testing.M) {
	if err := flag.Set("rapid.checks", "5000"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(m.Run())
}
