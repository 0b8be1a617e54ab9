package cli

import (
	"bufio"
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"noboru/internal/app"
)

// TestDoubtsAreAsked holds that a numbered answer settles a doubt, that nonsense is asked again, and that an
// empty line gives up.
func TestDoubtsAreAsked(t *testing.T) {
	path := filepath.Join(t.TempDir(), "roles.csv")
	if err := os.WriteFile(path, []byte("code,name,a,b,c\nA,Alpha,1,2,3\nB,Beta,2,,4\nC,Gamma,3,4,5\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		typed string
		valid bool
		roles int
		said  string
	}{
		{"1\n", true, 3, "--blank zero"},
		{"nine\n3\n2\n", true, 2, "--blank leave-out"},
		{"\n", false, 0, "Which one?"},
		{"", false, 0, "Which one?"},
	} {
		var out bytes.Buffer
		r := &run{lang: "en", getenv: func(string) string { return "" }, stdout: &out}
		src := app.Source{File: path}
		report, err := inspect(context.Background(), src, nil)
		if err == nil && !report.Valid {
			report, err = r.settleDoubts(context.Background(), src, nil, report, bufio.NewScanner(strings.NewReader(tt.typed)))
		}
		if err != nil || report.Valid != tt.valid || !strings.Contains(out.String(), tt.said) {
			t.Errorf("%q: valid %t, %v, said\n%s", tt.typed, report.Valid, err, out.String())
		}
		if tt.valid && report.Report.Roles != tt.roles {
			t.Errorf("%q: %d roles, want %d", tt.typed, report.Report.Roles, tt.roles)
		}
	}
}
