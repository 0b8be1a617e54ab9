// Package neo4j_test tries what runs a real Neo4j: neo4j.sh and docker-compose.yml.
package neo4j_test

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"noboru/internal/testkit/neo4jtest"
)

func TestMain(m *testing.M) { os.Exit(neo4jtest.Main(m)) }

// script runs neo4j.sh on a home and returns its exit code and what it wrote.
func script(t *testing.T, home string, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	c := exec.CommandContext(t.Context(), "./neo4j.sh", slices.Insert(args, 1, "--home", home)...)
	for _, e := range os.Environ() { // nothing of an instance that the tests run in
		if name, _, _ := strings.Cut(e, "="); !strings.HasPrefix(name, "NEO4J_") && (!strings.HasPrefix(name, "NOBORU_NEO4J_") || name == "NOBORU_NEO4J_JARS") {
			c.Env = append(c.Env, e)
		}
	}
	var out, errs bytes.Buffer
	c.Stdout, c.Stderr = &out, &errs
	err := c.Run()
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		code = exit.ExitCode()
	} else if err != nil {
		t.Fatal(err)
	}
	return code, out.String(), errs.String()
}

// TestLife starts an instance, asks it, stops it, starts it again with its data, and wipes it.
func TestLife(t *testing.T) {
	neo4jtest.Shared(t) // skips where the machine cannot
	home := filepath.Join(t.TempDir(), "home")
	if code, _, _ := script(t, home, "status"); code != 3 {
		t.Fatalf("status of nothing: exit code %d, want 3", code)
	}
	code, first, errs := script(t, home, "start", "--bolt-port", "0", "--http-port", "0")
	if code != 0 || !strings.Contains(first, "NEO4J_URI=neo4j://127.0.0.1:") || strings.Contains(first, "NEO4J_PASSWORD") {
		t.Fatalf("start: %d %s %s", code, first, errs)
	}
	t.Cleanup(func() {
		if _, err := os.Stat(home); err == nil {
			c := exec.Command("./neo4j.sh", "wipe", "--home", home) //nolint:noctx // the test's context has ended
			_ = c.Run()
		}
	})
	if code, env, _ := script(t, home, "env"); code != 0 || !strings.Contains(env, "NEO4J_PASSWORD=") || !strings.HasPrefix(env, first) {
		t.Errorf("env: %d", code)
	}
	if code, out, errs := script(t, home, "shell", "--", "CREATE (:Kept {text: '登る'})"); code != 0 {
		t.Errorf("shell: %d %s %s", code, out, errs)
	}
	if code, out, errs := script(t, home, "shell", "--", "--access-mode", "read", "CREATE (:Refused)"); code == 0 {
		t.Errorf("a read-only shell wrote: %s %s", out, errs)
	}
	if code, _, errs := script(t, home, "start", "--plugins"); code != 1 || !strings.Contains(errs, "already running") {
		t.Errorf("start with other plugins: %d %s", code, errs)
	}
	if code, _, _ := script(t, home, "stop"); code != 0 {
		t.Fatalf("stop: %d", code)
	}
	if code, _, _ := script(t, home, "status"); code != 3 {
		t.Errorf("status after stop: exit code %d, want 3", code)
	}
	if code, again, errs := script(t, home, "start"); code != 0 || again != first {
		t.Fatalf("start again: %d %s, want the same addresses %s: %s", code, again, first, errs)
	}
	if code, out, _ := script(t, home, "shell", "--", "--format", "plain", "MATCH (k:Kept) RETURN k.text"); code != 0 || !strings.Contains(out, "登る") {
		t.Errorf("the data is gone: %d %s", code, out)
	}
	if code, _, errs := script(t, home, "wipe"); code != 0 {
		t.Fatalf("wipe: %d %s", code, errs)
	}
	if _, err := os.Stat(home); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the home is still there: %v", err)
	}
}

// TestForeignFolder holds that only a folder of its own making is used or deleted.
func TestForeignFolder(t *testing.T) {
	neo4jtest.Shared(t)
	home := t.TempDir()
	if err := os.WriteFile(filepath.Join(home, "thesis.txt"), []byte("years of work"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, command := range []string{"start", "wipe"} {
		if code, _, errs := script(t, home, command); code != 1 || !strings.Contains(errs, "made by neo4j.sh") {
			t.Errorf("%s: %d %s", command, code, errs)
		}
	}
	if entries, err := os.ReadDir(home); err != nil || len(entries) != 1 {
		t.Errorf("the folder has %v, %v", entries, err)
	}
}

func TestWrongUsage(t *testing.T) {
	for _, args := range [][]string{{"fly"}, {"start", "--bolt-port", "seven"}, {"start", "--bolt-port", "70000"}, {"start", "--heap", "much"}, {"stop", "now"}, {"run"}} {
		if code, _, errs := script(t, t.TempDir(), args...); code != 2 || errs == "" {
			t.Errorf("%v: exit code %d, want 2: %s", args, code, errs)
		}
	}
}
