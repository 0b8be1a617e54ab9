package httpapi_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"noboru/internal/guard"
	"noboru/internal/httpapi"
	"noboru/internal/serving"
	"noboru/resolvers"
)

const root = "../.."

func source(t *testing.T, path string) string {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(root, path))
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// TestErrorsAreDocumented holds docs/errors.md to the codes and limits that there are.
func TestErrorsAreDocumented(t *testing.T) {
	document := source(t, "docs/errors.md")
	var listed []string
	for _, row := range regexp.MustCompile("(?m)^\\| `([A-Z_]+)` \\|").FindAllStringSubmatch(document, -1) {
		listed = append(listed, row[1])
	}
	var there []string
	for _, path := range []string{"internal/httpapi/problem.go", "internal/guard/faults.go", "resolvers/errors.go"} {
		for _, constant := range regexp.MustCompile(`(?m)^\s+[cC]ode[A-Za-z]+\s*=\s*"([A-Z_]+)"`).FindAllStringSubmatch(source(t, path), -1) {
			there = append(there, constant[1])
		}
	}
	slices.Sort(there)
	if !slices.Equal(listed, there) {
		t.Errorf("docs/errors.md lists\n%v, there are\n%v", listed, there)
	}
	defaults := guard.New(resolvers.NewSchema().Schema(), guard.Limits{}).Limits()
	for _, name := range guard.LimitNames() {
		row := regexp.MustCompile("(?m)^\\| `" + name + "` \\| ([0-9,]+) \\|").FindStringSubmatch(document)
		if row == nil || strings.ReplaceAll(row[1], ",", "") != strconv.Itoa(*defaults.ByName(name)) {
			t.Errorf("docs/errors.md says %v of the limit %s, which is %d", row, name, *defaults.ByName(name))
		}
	}
}

// TestDeployedMetricsExist looks for every metric that the alerts and the dashboard name among those that a
// server over a store has.
func TestDeployedMetricsExist(t *testing.T) {
	s := serve(t, serving.NewLive(bundledEdition(t)), httpapi.Options{Following: func() serving.Following { return serving.Following{} }})
	s.ask(`{path(input: {from: {role: "SOC-OPERATOR"}, to: {role: "SOC-ANALYST"}}) {__typename}}`, nil)
	s.ask(`{`+strings.Repeat("a", 200)+`}`, nil)
	_, metrics := s.do("GET", "/metrics", "", nil)
	named := regexp.MustCompile(`\b(noboru|process|go)_[a-z_]+`)
	for _, path := range []string{"deploy/prometheus/alerts.yml", "deploy/grafana/noboru.json"} {
		found := named.FindAllString(source(t, path), -1)
		if len(found) == 0 {
			t.Errorf("%s names no metric", path)
		}
		for _, name := range found {
			if !strings.Contains(string(metrics), "\n"+name) {
				t.Errorf("%s names %s, which the server does not have", path, name)
			}
		}
	}
	documented := regexp.MustCompile("`(noboru_[a-z_]+)`").FindAllStringSubmatch(source(t, "docs/operations.md"), -1)
	told := map[string]bool{}
	for _, name := range documented {
		told[name[1]] = true
		if !strings.Contains(string(metrics), "\n# TYPE "+name[1]+" ") {
			t.Errorf("docs/operations.md names %s, which the server does not have", name[1])
		}
	}
	for _, name := range regexp.MustCompile(`(?m)^# TYPE (noboru_[a-z_]+) `).FindAllStringSubmatch(string(metrics), -1) {
		if !told[name[1]] {
			t.Errorf("docs/operations.md does not tell of %s", name[1])
		}
	}
	for _, want := range []string{
		`noboru_questions_total{objective="GENTLEST",question="path"} 1`, `noboru_refusals_total{limit="name"} 1`, `noboru_errors_total{code="LIMIT_EXCEEDED"} 1`,
		`noboru_http_request_duration_seconds_count{question="path",route="/graphql"} 1`, "noboru_operation_cost_seconds_count 1", fmt.Sprint("noboru_dataset_roles ", bundledEdition(t).Graph.Len()),
	} {
		if !strings.Contains(string(metrics), "\n"+want+"\n") {
			t.Errorf("no line %s", want)
		}
	}
}
