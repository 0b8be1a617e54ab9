package httpapi_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestExamples runs every query in examples/ against the bundled dataset.
func TestExamples(t *testing.T) {
	s := serveBundled(t)
	files, err := filepath.Glob("../../examples/*.graphql")
	if err != nil || len(files) < 8 {
		t.Fatalf("got %d examples, %v", len(files), err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".graphql")
		t.Run(name, func(t *testing.T) {
			query, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			request := map[string]any{"query": string(query)}
			variables, err := os.ReadFile(strings.TrimSuffix(file, ".graphql") + ".variables.json")
			if err == nil {
				request["variables"] = json.RawMessage(variables)
			} else if !errors.Is(err, fs.ErrNotExist) {
				t.Fatal(err)
			}
			body, err := json.Marshal(request)
			if err != nil {
				t.Fatal(err)
			}
			status, raw := s.post("application/json", body)
			if status != http.StatusOK || bytes.Contains(raw, []byte(`"errors"`)) {
				t.Errorf("status %d: %.2000s", status, raw)
			}
			var got bytes.Buffer
			if err := json.Indent(&got, raw, "", "  "); err != nil {
				t.Fatal(err)
			}
			got.WriteByte('\n')
			golden(t, filepath.Join("testdata", "examples", name+".json"), got.Bytes())
		})
	}
}

// golden compares got with a file, or writes the file.
func golden(t *testing.T, file string, got []byte) {
	t.Helper()
	if *update {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs; if the change is meant, run with -update. Got:\n%s", file, got)
	}
}
