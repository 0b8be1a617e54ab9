package guard_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/formatter"
	"github.com/vektah/gqlparser/v2/parser"

	"noboru/graph"
	"noboru/internal/guard"
	"noboru/internal/serving"
	"noboru/internal/testkit/madeup"
	"noboru/resolvers"
)

// given is what the page gives for a variable of a type, as JSON, as dearly as it asks; %s is a role and %S a skill.
// Variables that may be left out are.
var given = map[string]string{
	"SearchInput!":         `{"text": "管理", "first": 20}`,
	"PathInput!":           `{"from": {"role": "%s"}, "to": {"role": "%s"}}`,
	"PathsInput!":          `{"from": {"role": "%s"}, "to": {"role": "%s"}, "first": 3, "maxOverlap": 0.5}`,
	"FrontierInput!":       `{"from": {"role": "%s"}, "to": {"role": "%s"}}`,
	"ReachInput!":          `{"of": {"profile": {"levels": [{"skill": "%S", "level": 3}]}}, "limits": {"maxSteps": 3}}`,
	"CorrelationMapInput!": `{"role": "%s", "minCorrelation": 0.5}`,
	"CompareInput!":        `{"from": {"role": "%s"}, "to": "%s"}`,
	"DoorOpenersInput!":    `{"of": {"role": "%s"}, "limits": {"maxSteps": 3}}`,
	"[String!]!":           `["%s", "%s", "%s", "%s"]`,
	"String!":              `"%s"`,
	"ID!":                  `"%s"`,
	"Int!":                 `60`,
}

// TestThePageIsLawful checks that all that the page asks passes, on small tables and large ones.
func TestThePageIsLawful(t *testing.T) {
	documents := pageDocuments(t)
	for _, roles := range []int{129, 1_000, 10_000} {
		if testing.Short() && roles > 1_000 {
			continue // it takes long to draw under the race detector
		}
		d, err := madeup.Dataset(roles)
		if err != nil {
			t.Fatal(err)
		}
		g, err := graph.Build(t.Context(), d)
		if err != nil {
			t.Fatal(err)
		}
		costs := resolvers.Costs(serving.NewSnapshot(g, "made up", time.Time{}))
		checks := guard.New(resolvers.NewSchema().Schema(), guard.Limits{}, "ProfileInput")
		for _, op := range documents.Operations {
			variables := map[string]any{}
			for _, v := range op.VariableDefinitions {
				if !v.Type.NonNull || v.DefaultValue != nil {
					continue
				}
				text, ok := given[v.Type.String()]
				if !ok {
					t.Fatalf("%s: nothing says what the page gives for $%s: %s", op.Name, v.Variable, v.Type)
				}
				text = strings.ReplaceAll(strings.ReplaceAll(text, "%s", d.Role(0).Code), "%S", d.Skills()[0].Code)
				var value any
				decoder := json.NewDecoder(strings.NewReader(text))
				decoder.UseNumber()
				if err := decoder.Decode(&value); err != nil {
					t.Fatal(err)
				}
				variables[v.Variable] = value
			}
			checked, err := checks.Check(t.Context(), guard.Request{Query: alone(documents, op), Variables: variables}, costs)
			if err != nil {
				t.Errorf("%s on %d roles: %v", op.Name, roles, err)
				continue
			}
			t.Logf("%s on %d roles: %d", op.Name, roles, checked.Cost)
		}
	}
}

// pageDocuments are all documents of the page, as one.
func pageDocuments(t *testing.T) *ast.QueryDocument {
	t.Helper()
	var all bytes.Buffer
	root := os.DirFS("../../web/src")
	err := fs.WalkDir(root, ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".graphql") {
			return err
		}
		content, err := fs.ReadFile(root, path)
		fmt.Fprintf(&all, "%s\n", content)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	doc, err := parser.ParseQuery(&ast.Source{Input: all.String()})
	if err != nil || len(doc.Operations) == 0 {
		t.Fatal(len(doc.Operations), err)
	}
	return doc
}

// alone is one operation with the fragments that it needs.
func alone(doc *ast.QueryDocument, op *ast.OperationDefinition) string {
	one := &ast.QueryDocument{Operations: ast.OperationList{op}}
	var need func(set ast.SelectionSet)
	need = func(set ast.SelectionSet) {
		for _, selection := range set {
			switch s := selection.(type) {
			case *ast.Field:
				need(s.SelectionSet)
			case *ast.InlineFragment:
				need(s.SelectionSet)
			case *ast.FragmentSpread:
				if one.Fragments.ForName(s.Name) == nil {
					f := doc.Fragments.ForName(s.Name)
					one.Fragments = append(one.Fragments, f)
					need(f.SelectionSet)
				}
			}
		}
	}
	need(op.SelectionSet)
	var text bytes.Buffer
	formatter.NewFormatter(&text).FormatQueryDocument(one)
	return text.String()
}
