package main_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// mayImport says what each package may import beside the standard library. Data flows one way and imports
// point the other: loader -> graph <- store, answer -> graph, resolvers -> answer, and app sees everything. A
// package that is not listed fails, and so does an import: a new arrow is to be thought about. A library
// stands where it belongs, by the beginning of its path, and nowhere else.
var mayImport = map[string][]string{
	"noboru": {"noboru/internal/cli"},

	// The ground: the domain and the engine.
	"noboru/graph":                   {"noboru/graph/internal/allpairs"},
	"noboru/graph/internal/allpairs": {},

	// What brings datasets in and keeps them.
	"noboru/loader":                   {"noboru/internal/lazyregexp", "noboru/graph", "noboru/loader/internal/workbook", "github.com/google/uuid", "github.com/agnivade/levenshtein", "golang.org/x/text"},
	"noboru/loader/internal/workbook": {"noboru/internal/lazyregexp", "github.com/orisano/gosax", "github.com/xuri/nfp", "golang.org/x/text"},
	"noboru/store":                    {"noboru/graph"},
	"noboru/store/filestore":          {"noboru/graph", "noboru/loader", "noboru/store"},
	"noboru/store/neo4jstore":         {"noboru/graph", "noboru/store", "github.com/neo4j/neo4j-go-driver"},
	"noboru/store/snapshots":          {"noboru/internal/lazyregexp", "noboru/graph", "noboru/store"},
	"noboru/store/open":               {"noboru/store", "noboru/store/filestore", "noboru/store/neo4jstore", "noboru/store/snapshots"},
	"noboru/data":                     {},

	// What asks and says.
	"noboru/internal/people":     {"noboru/graph", "noboru/loader", "noboru/store"},
	"noboru/internal/lazyregexp": {},
	"noboru/internal/rolesearch": {"noboru/graph", "golang.org/x/text"},
	"noboru/internal/serving":    {"noboru/graph", "noboru/internal/rolesearch"},
	"noboru/internal/words":      {"noboru/graph"},
	"noboru/internal/words/make": {"github.com/nicksnyder/go-i18n", "github.com/BurntSushi/toml"},
	"noboru/internal/faults":     {"noboru/internal/words", "noboru/loader"},
	"noboru/internal/export":     {"noboru/internal/lazyregexp", "noboru/graph", "noboru/loader"},
	"noboru/internal/answer":     {"noboru/graph", "noboru/internal/rolesearch", "noboru/internal/serving", "noboru/internal/words"},

	// GraphQL over HTTP.
	"noboru/resolvers":                   {"noboru/graph", "noboru/internal/answer", "noboru/internal/serving", "noboru/internal/words", "noboru/resolvers/internal/gql", "github.com/99designs/gqlgen", "github.com/vektah/gqlparser"},
	"noboru/resolvers/internal/generate": {"github.com/99designs/gqlgen"},
	"noboru/resolvers/internal/gql":      {"noboru/graph", "noboru/internal/answer", "noboru/internal/rolesearch", "github.com/99designs/gqlgen", "github.com/vektah/gqlparser"},
	"noboru/internal/guard":              {"noboru/internal/lazyregexp", "github.com/hashicorp/golang-lru", "github.com/vektah/gqlparser"},
	"noboru/internal/admission":          {"github.com/hashicorp/golang-lru", "golang.org/x/time"},
	"noboru/internal/httpapi": {
		"noboru/graph", "noboru/internal/admission", "noboru/internal/guard", "noboru/internal/serving", "noboru/internal/words", "noboru/resolvers",
		"github.com/99designs/gqlgen", "github.com/vektah/gqlparser", "github.com/klauspost/compress", "github.com/munnerz/goautoneg", "github.com/go-json-experiment/json",
		"github.com/prometheus/client_golang", "github.com/rs/cors", "go.opentelemetry.io/otel", "golang.org/x/text",
	},
	"noboru/internal/server":  {"noboru/internal/admission", "noboru/internal/guard", "noboru/internal/httpapi", "noboru/internal/tracing", "github.com/spf13/pflag", "go.opentelemetry.io/otel", "golang.org/x/sys"},
	"noboru/internal/tracing": {"go.opentelemetry.io/otel"},
	"noboru/web":              {"noboru/internal/words"},

	// The top: wiring and commands.
	"noboru/internal/terminal": {"noboru/graph", "noboru/internal/words", "github.com/mattn/go-runewidth", "golang.org/x/term"},
	"noboru/internal/app":      {"noboru/data", "noboru/graph", "noboru/internal/httpapi", "noboru/internal/serving", "noboru/loader", "noboru/store", "noboru/store/open", "noboru/store/snapshots", "noboru/web"},
	"noboru/internal/cli": {
		"noboru/internal/lazyregexp", "noboru/graph", "noboru/internal/answer", "noboru/internal/app", "noboru/internal/export", "noboru/internal/faults", "noboru/internal/people", "noboru/internal/rolesearch", "noboru/internal/serving",
		"noboru/internal/server", "noboru/internal/terminal", "github.com/BurntSushi/toml", "noboru/internal/words", "noboru/loader", "noboru/resolvers", "noboru/store",
		"github.com/spf13/cobra", "github.com/spf13/pflag", "github.com/agnivade/levenshtein",
	},

	// Beside the program: what analysts take, what makes the data, what tests and measures.
	"noboru/cypher":        {},
	"noboru/docs":          {},
	"noboru/docs/browser":  {"noboru/cypher"},
	"noboru/data/make":     {},
	"noboru/data/snapshot": {"noboru/data", "noboru/graph", "noboru/loader", "noboru/store/snapshots"},
	"noboru/dev/neo4j":     {},
	"noboru/dev/attack":    {"noboru/internal/testkit/hostile", "noboru/internal/testkit/measured"},
	"noboru/dev/costs": {
		"noboru/data", "noboru/graph", "noboru/internal/guard", "noboru/internal/httpapi", "noboru/internal/serving", "noboru/internal/testkit/madeup", "noboru/loader", "noboru/resolvers",
	},
	"noboru/dev/load":                   {"noboru/internal/testkit/hostile", "noboru/internal/testkit/measured"},
	"noboru/dev/manual":                 {"noboru/internal/cli", "noboru/internal/words", "github.com/spf13/cobra"},
	"noboru/dev/judge":                  {"noboru/graph", "noboru/internal/answer", "noboru/internal/serving", "noboru/internal/words", "noboru/loader"},
	"noboru/dev/scoreboard":             {"noboru/data", "noboru/graph", "noboru/loader"},
	"noboru/internal/testkit/drawn":     {"github.com/vektah/gqlparser", "pgregory.net/rapid"},
	"noboru/internal/testkit/hostile":   {"github.com/vektah/gqlparser"},
	"noboru/internal/testkit/measured":  {},
	"noboru/dev/bench/neo4j":            {"noboru/data", "noboru/dev/bench/measure", "noboru/graph", "noboru/internal/httpapi", "noboru/internal/serving", "noboru/internal/testkit/madeup", "noboru/loader", "noboru/store", "noboru/store/neo4jstore", "github.com/neo4j/neo4j-go-driver"},
	"noboru/dev/bench/compare":          {},
	"noboru/dev/bench/document":         {"noboru/dev/bench/measure"},
	"noboru/dev/bench/growth":           {"noboru/dev/bench/measure", "noboru/graph", "noboru/internal/testkit/madeup", "noboru/loader"},
	"noboru/dev/bench/measure":          {},
	"noboru/dev/bench/pivot":            {},
	"noboru/dev/bench/start":            {"noboru/dev/bench/measure", "noboru/internal/testkit/madeup", "noboru/loader"},
	"noboru/dev/bench/handler":          {"noboru/data", "noboru/graph", "noboru/internal/testkit/measured", "noboru/store/snapshots"},
	"noboru/dev/bench/start/hello":      {},
	"noboru/internal/testkit":           {"noboru/data", "noboru/graph", "noboru/internal/testkit/neo4jtest", "noboru/loader", "noboru/store/neo4jstore", "go.uber.org/goleak"},
	"noboru/internal/testkit/madeup":    {"noboru/graph", "github.com/google/uuid"},
	"noboru/internal/testkit/neo4jtest": {"github.com/Shopify/toxiproxy", "github.com/neo4j/neo4j-go-driver", "github.com/rs/zerolog"},
	"noboru/store/storetest":            {"noboru/graph", "noboru/loader", "noboru/store", "pgregory.net/rapid"},
}

func TestImportsPointOneWay(t *testing.T) {
	out, err := exec.CommandContext(t.Context(), "go", "list", "-f", `{{.ImportPath}} {{join .Imports " "}}`, "./...").Output()
	if err != nil {
		t.Fatal(err)
	}
	used := map[string]bool{} // "package import", for rules that speak of nothing
	for line := range strings.Lines(string(out)) {
		fields := strings.Fields(line)
		pkg, imports := fields[0], fields[1:]
		used[pkg] = true
		allowed, ruled := mayImport[pkg]
		if !ruled {
			t.Errorf("no rule says what %s may import", pkg)
			continue
		}
		for _, imported := range imports {
			if !strings.HasPrefix(imported, "noboru/") && !strings.Contains(imported, ".") {
				continue // the standard library
			}
			i := slices.IndexFunc(allowed, func(a string) bool {
				return imported == a || !strings.HasPrefix(a, "noboru/") && strings.HasPrefix(imported, a+"/")
			})
			if i < 0 {
				t.Errorf("%s imports %s", pkg, imported)
			} else {
				used[pkg+" "+allowed[i]] = true
			}
		}
	}
	for pkg, allowed := range mayImport {
		if !used[pkg] {
			t.Errorf("the rule for %s speaks of no package", pkg)
		}
		for _, a := range allowed {
			if !used[pkg+" "+a] {
				t.Errorf("%s need not be allowed to import %s", pkg, a)
			}
		}
	}
}

// TestNoticeNamesWhatIsUsed holds NOTICE to the modules of the program and the packages of its pages.
func TestNoticeNamesWhatIsUsed(t *testing.T) {
	notice, err := os.ReadFile("NOTICE")
	if err != nil {
		t.Fatal(err)
	}
	out, err := exec.CommandContext(t.Context(), "go", "list", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}}{{end}}{{end}}", ".").Output()
	if err != nil {
		t.Fatal(err)
	}
	used := strings.Fields(string(out))
	manifest, err := os.ReadFile("web/package.json")
	if err != nil {
		t.Fatal(err)
	}
	var page struct{ Dependencies map[string]string }
	if err := json.Unmarshal(manifest, &page); err != nil {
		t.Fatal(err)
	}
	for name := range page.Dependencies {
		used = append(used, name)
	}
	slices.Sort(used)
	named := strings.FieldsFunc(string(notice), func(r rune) bool { return r == ' ' || r == ',' || r == '\n' })
	for _, name := range slices.Compact(used) {
		if !slices.Contains(named, name) {
			t.Errorf("NOTICE does not name %s", name)
		}
	}
}
