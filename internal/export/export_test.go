package export_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"strings"
	"testing"
	"testing/fstest"

	"noboru/data"
	"noboru/graph"
	"noboru/internal/export"
	"noboru/loader"
)

func bundled(t *testing.T) *graph.Graph {
	t.Helper()
	d, _, err := loader.LoadFS(t.Context(), data.Files, "security-roles/manifest.json", loader.Options{})
	if err != nil {
		t.Fatal(err)
	}
	g, err := graph.Build(t.Context(), d)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// TestGraphML counts the nodes and edges of what is written.
func TestGraphML(t *testing.T) {
	g := bundled(t)
	var b bytes.Buffer
	if err := export.Write(&b, g, export.GraphML); err != nil {
		t.Fatal(err)
	}
	nodes, edges := 0, 0
	for d := xml.NewDecoder(&b); ; {
		token, err := d.Token()
		if err != nil {
			break
		}
		if e, ok := token.(xml.StartElement); ok {
			switch e.Name.Local {
			case "node":
				nodes++
			case "edge":
				edges++
			}
		}
	}
	if nodes != g.Len() || edges != g.EdgeCount() {
		t.Errorf("%d nodes, %d edges; want %d, %d", nodes, edges, g.Len(), g.EdgeCount())
	}
}

// TestJSONLines reads every line back.
func TestJSONLines(t *testing.T) {
	g := bundled(t)
	var b bytes.Buffer
	if err := export.Write(&b, g, export.JSONL); err != nil {
		t.Fatal(err)
	}
	types := map[string]int{}
	for line := range strings.Lines(b.String()) {
		var l struct{ Type string }
		if err := json.Unmarshal([]byte(line), &l); err != nil {
			t.Fatal(err)
		}
		types[l.Type]++
	}
	if types["dataset"] != 1 || types["role"] != g.Len() || types["edge"] != g.EdgeCount() {
		t.Errorf("lines %v", types)
	}
}

// TestEdgeTables holds that the edges of the tables are those of the graph: read as pairs, they give it
// back.
func TestEdgeTables(t *testing.T) {
	g := bundled(t)
	if n := len(export.Nodes(g)) - 1; n != g.Len() {
		t.Errorf("%d nodes", n)
	}
	table := export.Edges(g)
	if len(table)-1 != 2*g.EdgeCount() {
		t.Errorf("%d edges, two a pair", len(table)-1)
	}
	pairs := export.Table{{"a", "b", "correlation"}}
	for _, row := range table[1:] {
		pairs = append(pairs, row[:3])
	}
	var b bytes.Buffer
	if err := export.WriteCSV(&b, pairs, true); err != nil {
		t.Fatal(err)
	}
	threshold := graph.Similarity(-graph.SimilarityScale)
	d, _, err := loader.LoadFS(t.Context(), fstest.MapFS{"pairs.csv": {Data: b.Bytes()}}, "pairs.csv", loader.Options{Threshold: &threshold})
	if err != nil {
		t.Fatal(err)
	}
	if len(d.Pairs()) != g.EdgeCount() {
		t.Errorf("%d pairs came back, want %d", len(d.Pairs()), g.EdgeCount())
	}
}

// TestWorkbook holds that a workbook of roles reads back with the same scores.
func TestWorkbook(t *testing.T) {
	g := bundled(t)
	var b bytes.Buffer
	if err := export.Write(&b, g, export.XLSX); err != nil {
		t.Fatal(err)
	}
	d, _, err := loader.LoadFS(t.Context(), fstest.MapFS{"roles.xlsx": {Data: b.Bytes()}}, "roles.xlsx", loader.Options{Sheet: "roles"})
	if err != nil {
		t.Fatal(err)
	}
	if len(d.Roles()) != g.Len() {
		t.Fatalf("%d roles", len(d.Roles()))
	}
	for i := range d.Roles() {
		a, b := d.Role(i), g.Dataset().Role(i)
		if a.Code != b.Code || a.Total != b.Total || a.Name.Ja != b.Name.Ja {
			t.Errorf("%+v became %+v", b, a)
		}
	}
}

// TestNothingRuns holds that a name that looks like a formula is text in every table, and comes back.
func TestNothingRuns(t *testing.T) {
	evil := []string{`=HYPERLINK("http://example.org","x")`, "+cmd|calc", "-Lead", "@NOW(A1)", "\tx", "'=1"}
	table := export.Table{{"code", "name", "a", "b"}}
	for i, name := range evil {
		table = append(table, []string{name, "role " + name, string(rune('1' + i)), "2"})
	}
	var text, book bytes.Buffer
	if err := export.WriteCSV(&text, table, true); err != nil {
		t.Fatal(err)
	}
	if err := export.WriteXLSX(&book, []string{"roles"}, []export.Table{table}); err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(strings.TrimPrefix(text.String(), "\ufeff")) {
		if first := strings.TrimLeft(line, `"`); strings.ContainsRune("=+-@\t", rune(first[0])) {
			t.Errorf("%q could run", line)
		}
	}
	for name, content := range map[string][]byte{"roles.csv": text.Bytes(), "roles.xlsx": book.Bytes()} {
		d, _, err := loader.LoadFS(t.Context(), fstest.MapFS{name: {Data: content}}, name, loader.Options{})
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range evil {
			if _, ok := d.RoleByCode(strings.TrimSpace(want)); !ok {
				t.Errorf("%s: %q did not come back", name, want)
			}
		}
	}
}
