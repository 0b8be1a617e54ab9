package main_test

import (
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// What each package may import of this module. Data flows one way: what is not listed is a new
// arrow, to be thought about. Packages without an entry (main, cli) see everything.
var mayImport = map[string][]string{
	"noboru/graph":                    {"noboru/graph/internal/allpairs"},
	"noboru/internal/words":           {"noboru/graph"},
	"noboru/loader":                   {"noboru/graph", "noboru/loader/internal/workbook"},
	"noboru/loader/internal/workbook": {},
	"noboru/internal/faults":          {"noboru/internal/words", "noboru/loader"},
	"noboru/internal/rolesearch":      {"noboru/graph"},
	"noboru/store":                    {"noboru/graph"},
	"noboru/store/filestore":          {"noboru/graph", "noboru/loader", "noboru/store"},
	"noboru/store/neo4jstore":         {"noboru/graph", "noboru/store"},
	"noboru/store/open":               {"noboru/store", "noboru/store/filestore", "noboru/store/neo4jstore"},
	"noboru/internal/serving":         {"noboru/graph", "noboru/internal/rolesearch"},
	"noboru/resolvers":                {"noboru/graph", "noboru/internal/rolesearch", "noboru/internal/serving", "noboru/internal/words", "noboru/internal/answer", "noboru/resolvers/internal/gql"},
	"noboru/internal/answer":          {"noboru/graph", "noboru/internal/rolesearch", "noboru/internal/serving", "noboru/internal/words"},
	"noboru/internal/guard":           {},
	"noboru/internal/admission":       {},
	"noboru/internal/server":          {"noboru/internal/admission", "noboru/internal/guard", "noboru/internal/httpapi"},
	"noboru/internal/httpapi":         {"noboru/graph", "noboru/internal/admission", "noboru/internal/guard", "noboru/internal/serving", "noboru/internal/words", "noboru/resolvers"},
	"noboru/web":                      {"noboru/internal/words"},
	"noboru/data":                     {},
}

// Packages that know a technology may be imported only by these.
var onlyIn = map[string][]string{
	"github.com/neo4j/neo4j-go-driver": {"noboru/store/neo4jstore", "noboru/internal/testkit/neo4jtest", "noboru/dev/bench/neo4j"},
	"github.com/xuri/excelize":         {"noboru/loader"},
	"github.com/orisano/gosax":         {"noboru/loader/internal/workbook"},
	"github.com/99designs/gqlgen":      {"noboru/resolvers", "noboru/internal/httpapi"},
	"github.com/spf13/cobra":           {"noboru/internal/cli"},
	// What only tests may have stays out of the program.
	"github.com/Shopify/toxiproxy": {"noboru/internal/testkit/neo4jtest"},
	"noboru/internal/testkit":      {"noboru/internal/testkit", "noboru/dev"},
}

func TestImportsPointOneWay(t *testing.T) {
	out, err := exec.CommandContext(t.Context(), "go", "list", "-f", `{{.ImportPath}} {{join .Imports " "}}`, "./...").Output()
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for line := range strings.Lines(string(out)) {
		fields := strings.Fields(line)
		pkg, imports := fields[0], fields[1:]
		seen[pkg] = true
		allowed, ruled := mayImport[pkg]
		for _, imported := range imports {
			if strings.HasPrefix(imported, "noboru") && ruled && !slices.Contains(allowed, imported) {
				t.Errorf("%s imports %s", pkg, imported)
			}
			if pkg == "noboru/graph" && strings.Contains(imported, ".") {
				t.Errorf("%s imports %s: the standard library only", pkg, imported)
			}
			for library, owners := range onlyIn {
				if strings.HasPrefix(imported, library) && !slices.ContainsFunc(owners, func(o string) bool { return strings.HasPrefix(pkg, o) }) {
					t.Errorf("%s imports %s, which belongs to %v", pkg, imported, owners)
				}
			}
		}
	}
	for pkg := range mayImport {
		if !seen[pkg] {
			t.Errorf("the rule for %s speaks of no package", pkg)
		}
	}
}
