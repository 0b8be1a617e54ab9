package docs_test

import (
	"archive/zip"
	"context"
	"fmt"
	"io"
	"os"
	"path"
	"regexp"
	"strings"
	"testing"

	"noboru/internal/testkit"
	"noboru/store"
)

const (
	styleFile   = "browser/noboru.grass"
	scriptsFile = "browser/noboru-scripts.zip"
)

// What Browser knows of each tag. A later rule wins over an earlier one that fits the same node.
var (
	styleProperties = map[string]map[string]*regexp.Regexp{
		"node": {
			"diameter": pixels, "color": colour, "border-color": colour, "border-width": pixels,
			"text-color-internal": colour, "font-size": pixels, "caption": caption,
		},
		"relationship": {
			"color": colour, "shaft-width": pixels, "font-size": pixels, "padding": pixels,
			"text-color-external": colour, "text-color-internal": colour, "caption": caption,
		},
	}
	pixels   = regexp.MustCompile(`^[1-9][0-9]*px$`)
	colour   = regexp.MustCompile(`^#[0-9A-F]{6}$`)
	caption  = regexp.MustCompile(`^'(?:\{[A-Za-z]+\}|<type>|<id>)'$`)
	selector = regexp.MustCompile(`^(node|relationship)(?:\.[A-Za-z][A-Za-z0-9]*)?$`)
)

// parseStyle reads a GraSS file into properties by selector. It takes less than Browser does, which
// has no comments and passes over what it does not understand.
func parseStyle(text string) (map[string]map[string]string, error) {
	style := map[string]map[string]string{}
	for rest := strings.TrimSpace(text); rest != ""; rest = strings.TrimSpace(rest) {
		name, body, ok := strings.Cut(rest, "{")
		name = strings.TrimSpace(name)
		m := selector.FindStringSubmatch(name)
		if !ok || m == nil {
			return nil, fmt.Errorf("want a selector and {, got %q", name)
		}
		if style[name] != nil {
			return nil, fmt.Errorf("%s stands twice", name)
		}
		style[name] = map[string]string{}
		for body = strings.TrimSpace(body); !strings.HasPrefix(body, "}"); body = strings.TrimSpace(body) {
			line, after, ok := strings.Cut(body, ";")
			property, value, colon := strings.Cut(line, ": ")
			if !ok || !colon {
				return nil, fmt.Errorf("%s: want name: value; got %q", name, line)
			}
			form := styleProperties[m[1]][property]
			if form == nil || !form.MatchString(value) {
				return nil, fmt.Errorf("%s: %s cannot be %s", name, property, value)
			}
			if style[name][property] != "" {
				return nil, fmt.Errorf("%s: %s stands twice", name, property)
			}
			style[name][property] = value
			body = after
		}
		rest = strings.TrimPrefix(body, "}")
	}
	return style, nil
}

func readStyle(t *testing.T) map[string]map[string]string {
	t.Helper()
	text, err := os.ReadFile(styleFile)
	if err != nil {
		t.Fatal(err)
	}
	style, err := parseStyle(string(text))
	if err != nil {
		t.Fatalf("%s: %v", styleFile, err)
	}
	return style
}

func TestStyle(t *testing.T) {
	style := readStyle(t)
	for tag, properties := range styleProperties {
		for property := range properties {
			if style[tag][property] == "" {
				t.Errorf("%s has no %s of its own", tag, property)
			}
		}
	}
	for _, name := range []string{"node.Role", "node.Skill", "node.SkillGroup", "node.Family", "node.Dataset"} {
		if style[name]["color"] == "" || style[name]["caption"] == "" {
			t.Errorf("%s has no colour or no caption", name)
		}
	}
	for _, name := range []string{"relationship.CORRELATES", "relationship.REQUIRES", "relationship.STATED"} {
		if style[name]["caption"] == "" {
			t.Errorf("%s has no caption", name)
		}
	}
	used := map[string]string{}
	for _, f := range testkit.Bundled(t).Families() {
		rule := style["node."+f.Code]
		if rule["color"] == "" || rule["caption"] == "" {
			t.Errorf("family %s has no colour or no caption", f.Code)
		}
		if other := used[rule["color"]]; other != "" {
			t.Errorf("families %s and %s have the same colour", other, f.Code)
		}
		used[rule["color"]] = f.Code
	}
	if style["node.NoFamily"]["color"] == "" {
		t.Error("roles without a family have no colour")
	}
	last := 0
	for size := 1; size <= 10; size++ {
		var diameter int
		if _, err := fmt.Sscanf(style[fmt.Sprint("node.Size", size)]["diameter"], "%dpx", &diameter); err != nil || diameter <= last {
			t.Errorf("Size%d is no larger than the one below: %v", size, err)
		}
		last = diameter
	}
}

func TestParseStyle_refuses(t *testing.T) {
	for _, bad := range []string{
		"/* a comment */ node { color: #FFFFFF; }",
		"node { color: #FFFFFF }",
		"node { color #FFFFFF; }",
		"node { colour: #FFFFFF; }",
		"node { color: white; }",
		"node { shaft-width: 1px; }",
		"node { caption: {code}; }",
		"node { color: #FFFFFF; color: #FFFFFF; }",
		"node { color: #FFFFFF;",
		"node color: #FFFFFF; }",
		"node.A.B { color: #FFFFFF; }",
		"node {} node {}",
		"node {} }",
	} {
		if style, err := parseStyle(bad); err == nil {
			t.Errorf("%s: %v", bad, style)
		}
	}
}

// testStyle holds that every label of the picture of the whole bundled dataset has a rule.
func (a *analyst) testStyle(t *testing.T) {
	picture := a.recipe(t, "picture")
	if a.lacks(t, picture) {
		t.Skip("the picture needs APOC")
	}
	style := readStyle(t)
	labels := a.ask(t, "CALL () {\n"+picture.Query+"\n}\nUNWIND nodes AS n UNWIND apoc.node.labels(n) AS label RETURN DISTINCT label ORDER BY label",
		map[string]any{"dataset": testkit.Bundled(t).Name(), "role": nil})
	if len(labels) < len(testkit.Bundled(t).Families()) {
		t.Fatalf("only %d labels", len(labels))
	}
	for _, r := range labels {
		if style["node."+r.Values[0].(string)] == nil {
			t.Errorf("%s has no rule for %s", styleFile, r.Values[0])
		}
	}
}

// testSavedScripts runs the scripts as Browser does: the parameters, then each as one statement,
// which shows rows.
func (a *analyst) testSavedScripts(t *testing.T) {
	archive, err := zip.OpenReader(scriptsFile)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = archive.Close() }()
	people := []store.Person{
		{ID: "docs-1", Holds: []store.Holding{{Role: "SOC-OPERATOR"}}}, {ID: "docs-2", Holds: []store.Holding{{Role: "SOC-INTEL"}}},
	}
	name := testkit.Bundled(t).Name()
	if _, err := a.store.SavePeople(t.Context(), name, people, store.PeopleOptions{}); err != nil {
		t.Fatal(err)
	}
	defer func() { _, _ = a.store.DropPeople(context.WithoutCancel(t.Context()), name) }()
	params := map[string]any{}
	for i, f := range archive.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if i == 0 {
			_, lines, _ := strings.Cut(strings.TrimSpace(string(text)), "\n")
			a.setParams(t, strings.Split(lines, "\n"), params)
			continue
		}
		recipe := a.recipe(t, strings.TrimSuffix(path.Base(f.Name), ".cypher"))
		if !a.lacks(t, recipe) && len(a.ask(t, string(text), params)) == 0 {
			t.Errorf("%s shows no rows", f.Name)
		}
	}
	if len(archive.File) != len(a.recipes)+1 {
		t.Errorf("%d scripts for %d recipes", len(archive.File)-1, len(a.recipes))
	}
}
