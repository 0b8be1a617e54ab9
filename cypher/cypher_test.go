package cypher_test

import (
	"slices"
	"strings"
	"testing"

	"noboru/cypher"
)

func TestList(t *testing.T) {
	recipes, err := cypher.List()
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	titles := map[string]string{}
	for _, r := range recipes {
		names = append(names, r.Name)
		if other := titles[r.Title]; other != "" {
			t.Errorf("%s and %s share a title", other, r.Name)
		}
		titles[r.Title] = r.Name
		if !strings.HasSuffix(r.Text, ";\n") {
			t.Errorf("%s: want one line feed at the end", r.Name)
		}
		for _, p := range r.Params {
			if !strings.Contains(r.Query, "$"+p.Name) {
				t.Errorf("%s: parameter %s is not used", r.Name, p.Name)
			}
		}
		for i, line := range strings.Split(r.Text, "\n") {
			if comment := strings.HasPrefix(line, "//"); comment && len([]rune(line)) > 105 || strings.Contains(line, "\t") || line != strings.TrimRight(line, " ") {
				t.Errorf("%s:%d: long comment, tab or trailing space", r.Name, i+1)
			}
		}
		for _, word := range []string{"CREATE", "MERGE", "DELETE", " SET ", "REMOVE "} {
			if strings.Contains(r.Query, word) {
				t.Errorf("%s: %s in a recipe that only reads", r.Name, word)
			}
		}
	}
	if !slices.IsSorted(names) || len(names) < 20 {
		t.Errorf("recipes %v", names)
	}
}

func TestParse(t *testing.T) {
	good := "// Title\n// What.\n// More.\n// Needs: GDS\n:param a => 'x';\n:param b => [1, 2];\n\n// How.\nRETURN $a;\n"
	r, err := cypher.Parse("name", good)
	want := []cypher.Param{{Name: "a", Default: "'x'"}, {Name: "b", Default: "[1, 2]"}}
	if err != nil || r.Name != "name" || r.Title != "Title" || r.About != "What.\nMore." || r.Needs != cypher.GDS ||
		!slices.Equal(r.Params, want) || r.Query != "// How.\nRETURN $a" || r.Text != good {
		t.Errorf("%+v, %v", r, err)
	}
	if r, err := cypher.Parse("name", "// Title\n// What.\n// Needs: nothing beyond Neo4j\nRETURN 1;\n"); err != nil || r.Query != "RETURN 1" || r.Needs != cypher.None {
		t.Errorf("%+v, %v", r, err)
	}
	for _, bad := range []struct{ text, want string }{
		{"", "want a title"},
		{"RETURN 1;", "line 1: want comments first"},
		{"// Title\n// Needs: GDS\n\nRETURN 1;", "want a title"},
		{"// Title\n// What.\n\nRETURN 1;", "line 3: want comments first"},
		{"// Title\n// What.\n// Needs: SDG\n\nRETURN 1;", "unknown need"},
		{"// Title\n// What.\n// Needs: GDS\n:param a: 1\n\nRETURN 1;", "line 4: want :param"},
		{"// Title\n// What.\n// Needs: GDS\n:param a => 1\n\nRETURN 1;", "line 4: want :param"},
		{"// Title\n:param a => 1;\n// What.\n// Needs: GDS\n\nRETURN 1;", "line 2"},
		{"// Title\n// What.\n// Needs: GDS\n\nRETURN 1", "semicolon"},
		{"// Title\n// What.\n// Needs: GDS\n\nRETURN 1; RETURN 2;", "one statement"},
	} {
		if _, err := cypher.Parse("name", bad.text); err == nil || !strings.Contains(err.Error(), bad.want) {
			t.Errorf("%q: got %v, want %q", bad.text, err, bad.want)
		}
	}
}
