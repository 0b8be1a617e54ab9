package cli

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestTablesOfTooManyEdges holds that every command that draws edges says of a table of too many the same: how
// many there would be, how many there may be, and what would do, as a fault of the file.
func TestTablesOfTooManyEdges(t *testing.T) {
	table := filepath.Join(t.TempDir(), "alike.csv")
	var rows strings.Builder
	rows.WriteString("code,name,Reading,Writing,Law\n")
	for i := range 3300 {
		fmt.Fprintf(&rows, "R%d,Role %d,1,2,4\n", i, i)
	}
	if err := os.WriteFile(table, []byte(rows.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, args := range map[string][]string{
		"path":     {"path", "R1", "R2", "--data", table},
		"validate": {"validate", table},
		"load":     {"load", table, "--store", filepath.Join(t.TempDir(), "kept")},
		"serve":    {"serve", "--data", table, "--addr", "127.0.0.1:0"},
		"ja":       {"path", "R1", "R2", "--data", table, "--lang", "ja"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var out, errs bytes.Buffer
			ctx, stop := context.WithTimeout(t.Context(), time.Minute) // serve would listen for ever
			defer stop()
			code := Run(ctx, args, func(string) string { return "" }, strings.NewReader(""), &out, &errs)
			said := strings.Join(strings.Fields(out.String()+errs.String()), " ")
			if code != BadInput {
				t.Errorf("exit code %d: %s", code, said)
			}
			for _, fact := range []string{"alike.csv", "3300", "5443350", "5000000", "1515", "--top-k"} {
				if !strings.Contains(said, fact) {
					t.Errorf("%q does not say %s", said, fact)
				}
			}
		})
	}
}
