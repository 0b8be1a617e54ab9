package main

import (
	"bytes"
	"os"
	"testing"

	"noboru/cypher"
)

func TestScriptsAreFresh(t *testing.T) {
	recipes, err := cypher.List()
	if err != nil {
		t.Fatal(err)
	}
	want, err := pack(scripts(recipes))
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s is not what the recipes give; run: go generate ./docs/browser", file)
	}
}

func TestScripts(t *testing.T) {
	one, err := cypher.Parse("one", "// One\n// What.\n// Needs: nothing beyond Neo4j\n:param a => 1;\n:param b => 'x';\n\nRETURN $a, $b;\n")
	if err != nil {
		t.Fatal(err)
	}
	two, err := cypher.Parse("two", "// Two\n// What.\n// Needs: nothing beyond Neo4j\n:param a => 2;\n:param c => 3;\n\nRETURN $a, $c;\n")
	if err != nil {
		t.Fatal(err)
	}
	got := scripts([]cypher.Recipe{one, two})
	want := []script{
		{"parameters", "// All parameters: run this first, then any other script\n:param a => 1;\n:param b => 'x';\n:param c => 3;\n"},
		{"one", "// One\n// What.\n// Needs: nothing beyond Neo4j\n// :param a => 1;\n// :param b => 'x';\n\nRETURN $a, $b;\n"},
		{"two", "// Two\n// What.\n// Needs: nothing beyond Neo4j\n// :param a => 2;\n// :param c => 3;\n\nRETURN $a, $c;\n"},
	}
	for i := range want {
		if i >= len(got) || got[i] != want[i] {
			t.Fatalf("got %q\nwant %q", got, want)
		}
	}
}
