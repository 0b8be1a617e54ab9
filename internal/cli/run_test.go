package cli

import (
	"strings"
	"testing"
)

func TestLanguage(t *testing.T) {
	for _, c := range []struct {
		name string
		args []string
		env  map[string]string
		want string
	}{
		{"nothing said", nil, nil, "en"},
		{"LANG", nil, map[string]string{"LANG": "ja_JP.UTF-8"}, "ja"},
		{"LC_ALL over LANG", nil, map[string]string{"LANG": "ja_JP.UTF-8", "LC_ALL": "C"}, "en"},
		{"another language", nil, map[string]string{"LANG": "de_DE.UTF-8"}, "en"},
		{"flag over all", []string{"path", "--lang", "en"}, map[string]string{"LC_ALL": "ja_JP"}, "en"},
		{"flag with =", []string{"--lang=ja", "path"}, nil, "ja"},
		{"after --", []string{"path", "--", "--lang=ja"}, nil, "en"},
		{"unknown value", []string{"--lang=fr"}, nil, "en"},
	} {
		if got := language(c.args, func(k string) string { return c.env[k] }); got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
}

// TestOnlyTheCommandAskedFor makes each command alone: it has the name that it is asked for by, and the help that it has among
// all others.
func TestOnlyTheCommandAskedFor(t *testing.T) {
	help := func(args ...string) string {
		var out strings.Builder
		if code := Run(t.Context(), args, func(string) string { return "" }, strings.NewReader(""), &out, &out); code != OK {
			t.Fatalf("%q: exit code %d", args, code)
		}
		return out.String()
	}
	for _, c := range commands {
		if alone, among := help(c.name, "--help"), help("help", c.name); alone != among || !strings.Contains(alone, "noboru "+c.name) {
			t.Errorf("%s --help says\n%s\nand help %s\n%s", c.name, alone, c.name, among)
		}
	}
}
