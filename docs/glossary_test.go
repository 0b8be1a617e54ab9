package docs_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// term is a row of the glossary.
type term struct{ thing, graphQL, csv, cypher, japanese string }

func glossary(t *testing.T) (terms []term, text string) {
	t.Helper()
	lines := readLines(t, "glossary.md")
	at := slices.Index(lines, "<!-- names -->")
	for _, row := range lines[at+3:] {
		if !strings.HasPrefix(row, "|") {
			break
		}
		cells := strings.Split(strings.Trim(row, "|"), "|")
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		terms = append(terms, term{cells[0], cells[1], cells[2], cells[3], cells[4]})
	}
	if at < 0 || len(terms) < 20 {
		t.Fatalf("the glossary has %d names", len(terms))
	}
	return terms, strings.Join(lines, "\n")
}

// textOf joins the files that a pattern fits.
func textOf(t *testing.T, pattern string) string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(root, pattern))
	if err != nil || len(files) == 0 {
		t.Fatalf("%s: %d files, %v", pattern, len(files), err)
	}
	var all strings.Builder
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		all.Write(content)
		all.WriteByte('\n')
	}
	return all.String()
}

func hasWord(text, word string) bool {
	return regexp.MustCompile(`(?:^|[^A-Za-z0-9_])` + regexp.QuoteMeta(word) + `(?:[^A-Za-z0-9_]|$)`).MatchString(text)
}

// TestGlossaryIsKept holds that every name stands where the glossary says that it is used.
func TestGlossaryIsKept(t *testing.T) {
	schema, commands, words := textOf(t, "schema/*.graphqls"), textOf(t, "internal/cli/*.go"), textOf(t, "internal/words/ja/*.toml")
	cypher := textOf(t, "store/neo4jstore/*.go") + textOf(t, "cypher/*.cypher")
	terms, _ := glossary(t)
	snake := regexp.MustCompile("[A-Z]")
	for _, n := range terms {
		if !regexp.MustCompile(`(?m)^ *` + n.graphQL + `[(:]`).MatchString(schema) {
			t.Errorf("%s: GraphQL has no %s", n.thing, n.graphQL)
		}
		if want := snake.ReplaceAllStringFunc(n.graphQL, func(s string) string { return "_" + strings.ToLower(s) }); n.csv != "" && n.csv != want {
			t.Errorf("%s: CSV says %s, not %s", n.thing, n.csv, want)
		}
		if n.csv != "" && n.csv != "role" && !strings.Contains(commands, `"`+n.csv+`"`) {
			t.Errorf("%s: no CSV has %s", n.thing, n.csv)
		}
		if n.cypher != "" && !hasWord(cypher, n.cypher) {
			t.Errorf("%s: Cypher has no %s", n.thing, n.cypher)
		}
		if !strings.Contains(words, n.japanese) {
			t.Errorf("%s: no sentence says %s", n.thing, n.japanese)
		}
	}
}

// TestOldNamesStayAway holds that no name that has gone comes back.
func TestOldNamesStayAway(t *testing.T) {
	_, text := glossary(t)
	fields := textOf(t, "schema/*.graphqls")
	_, gone, _ := strings.Cut(text, "Words of GraphQL that have gone")
	gone, japanese, _ := strings.Cut(gone, "Japanese that")
	for _, m := range regexp.MustCompile("`([A-Za-z]+)`").FindAllStringSubmatch(gone, -1) {
		if regexp.MustCompile(`(?m)^ *` + m[1] + `[(:]`).MatchString(fields) {
			t.Errorf("GraphQL has %s again", m[1])
		}
	}
	said := textOf(t, "internal/words/ja/*.toml") + textOf(t, "README.ja.md")
	for _, word := range []string{"プロファイル", "プロフィール", "歩数", "フラグ", "費用", "連結成分"} {
		if !strings.Contains(japanese, word) {
			t.Errorf("the glossary does not name %s", word)
		}
		rest := said
		if word == "フラグ" {
			rest = strings.ReplaceAll(rest, "フラグメント", "")
		}
		if strings.Contains(rest, word) {
			t.Errorf("a planner reads %s", word)
		}
	}
}
