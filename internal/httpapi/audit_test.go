package httpapi_test

import (
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"noboru/internal/testkit"
)

// TestAudits holds the server to GraphQL over HTTP by the audits of graphql-http: MUST, SHOULD and MAY.
func TestAudits(t *testing.T) {
	node, judges := testkit.Judges(t)
	s := serveBundled(t)
	out, err := exec.CommandContext(t.Context(), node, filepath.Join(judges, "audit.mjs"), s.URL+"/graphql").CombinedOutput()
	if err != nil || !strings.Contains(string(out), "61 of 61 audits hold") {
		t.Errorf("%v\n%s", err, out)
	}
}

// TestRelay uses the server as a Relay application does: its compiler over the schema served, its runtime over
// pages, an object by its id, and a union.
func TestRelay(t *testing.T) {
	node, judges := testkit.Judges(t)
	s := serveBundled(t)
	out, err := exec.CommandContext(t.Context(), node, filepath.Join(judges, "relay.mjs"), s.URL).CombinedOutput()
	if err != nil || !strings.Contains(string(out), "Relay: ") {
		t.Errorf("%v\n%s", err, out)
	}
}
