package resolvers_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"
	"pgregory.net/rapid"

	"noboru/data"
	"noboru/internal/guard"
	"noboru/internal/serving"
	"noboru/internal/testkit/drawn"
	"noboru/resolvers"
	"noboru/store/snapshots"
	"noboru/web"
)

// both answers operations by gqlgen's executor and compiled.
type both struct {
	schema   *ast.Schema
	values   drawn.Values
	guard    *guard.Guard
	snapshot *serving.Snapshot
	executor *executor.Executor
	document *ast.QueryDocument // that is to be executed, as the guard has checked it
}

// Get implements graphql.Cache.
func (b *both) Get(context.Context, string) (*ast.QueryDocument, bool) { return b.document, true }

// Add implements graphql.Cache.
func (b *both) Add(context.Context, string, *ast.QueryDocument) {}

func newBoth(t testing.TB) *both {
	t.Helper()
	g, err := snapshots.Decode("security-roles.snapshot", data.Snapshot)
	if err != nil {
		t.Fatal(err)
	}
	executable := resolvers.NewSchema()
	b := &both{
		schema: executable.Schema(), values: drawn.Values{Schema: executable.Schema(), Among: 250}, guard: guard.New(executable.Schema(), guard.Limits{}),
		snapshot: serving.NewSnapshot(g, "test", time.Unix(1, 0)), executor: executor.New(executable),
	}
	b.executor.SetQueryCache(b)
	return b
}

// execute has the executor answer.
func (b *both) execute(ctx context.Context, checked *guard.Checked) *graphql.Response {
	b.document = checked.Doc
	ctx = graphql.StartOperationTrace(ctx)
	operation, errs := b.executor.CreateOperationContext(ctx, &graphql.RawParams{Query: "checked", Variables: checked.Variables})
	if len(errs) > 0 {
		return &graphql.Response{Errors: errs}
	}
	respond, ctx := b.executor.DispatchOperation(ctx, operation)
	return respond(ctx)
}

// agree wants one answer of both, byte for byte, or an error of the executor that the compiled operation leaves to it. It
// reports whether there was an answer.
func (b *both) agree(t rapid.TB, document string, variables map[string]any) (answered bool) {
	ctx := serving.NewContext(context.Background(), b.snapshot)
	checked, err := b.guard.Check(ctx, guard.Request{Query: document, Variables: sent(t, variables)}, resolvers.Costs(b.snapshot))
	if err != nil {
		return false
	}
	compiled, ok := resolvers.Compile(checked.Doc, checked.Operation)
	if left := strings.Contains(document, "@") || strings.Contains(document, "__schema"); ok == left {
		t.Fatalf("compiled: %v\n%s", ok, document)
	}
	if !ok {
		return false
	}
	want := b.execute(ctx, checked)
	got, err := compiled.Answer(ctx, checked.Variables, nil, nil)
	if len(want.Errors) > 0 {
		if !errors.Is(err, resolvers.ErrUnusual) {
			t.Fatalf("the executor says %v, got %v and\n%s\n%s\n%v", want.Errors, err, got, document, variables)
		}
		return false
	}
	if err != nil || string(got) != string(want.Data) {
		t.Fatalf("%v\ngot  %s\nwant %s\n%s\n%v", err, got, want.Data, document, variables)
	}
	return true
}

// sent are variables as a server reads them.
func sent(t rapid.TB, variables map[string]any) (read map[string]any) {
	body, err := json.Marshal(variables)
	if err != nil {
		t.Fatal(err)
	}
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.UseNumber()
	if err := decoder.Decode(&read); err != nil {
		t.Fatal(err)
	}
	return read
}

// TestCompiledAnswersDocuments asks the documents of the page and the examples, with values that are drawn.
func TestCompiledAnswersDocuments(t *testing.T) {
	b := newBoth(t)
	documents := map[string]string{}
	if manifest := web.Documents(); manifest != nil {
		if err := json.Unmarshal(manifest, &documents); err != nil {
			t.Fatal(err)
		}
	} else {
		t.Log("the page is not built: its documents are left out")
	}
	examples, err := filepath.Glob("../examples/*.graphql")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range examples {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		documents[filepath.Base(file)] = string(text)
	}
	given := map[string]map[string]any{}
	for name := range documents {
		if text, err := os.ReadFile("../examples/" + strings.TrimSuffix(name, ".graphql") + ".variables.json"); err == nil {
			var variables map[string]any
			if err := json.Unmarshal(text, &variables); err != nil {
				t.Fatal(err)
			}
			given[name] = variables
		}
	}
	answered := 0
	for name, text := range documents {
		doc, err := parser.ParseQuery(&ast.Source{Input: text})
		if err != nil {
			t.Fatal(err)
		}
		t.Run(doc.Operations[0].Name+" "+name, func(t *testing.T) {
			if b.agree(t, text, given[name]) {
				answered++
			}
			rapid.Check(t, func(t *rapid.T) {
				variables := map[string]any{}
				for _, v := range doc.Operations[0].VariableDefinitions {
					if v.Type.NonNull || rapid.Bool().Draw(t, "stated") {
						variables[v.Variable] = b.values.Draw(t, v.Type)
					}
				}
				if b.agree(t, text, variables) {
					answered++
				}
			})
		})
	}
	if answered < len(documents) {
		t.Errorf("%d answers to %d documents", answered, len(documents))
	}
}

// TestCompiledAnswersDrawn asks operations that are drawn: of each question, with what it answers in all its depth.
func TestCompiledAnswersDrawn(t *testing.T) {
	b := newBoth(t)
	answered := 0
	rapid.Check(t, func(t *rapid.T) {
		if b.drawn(t) {
			answered++
		}
	})
	if answered == 0 {
		t.Error("nothing was answered")
	}
}

// FuzzCompiled does the same for as long as one likes.
func FuzzCompiled(f *testing.F) {
	b := newBoth(f)
	f.Fuzz(rapid.MakeFuzz(func(t *rapid.T) { b.drawn(t) }))
}

func (b *both) drawn(t *rapid.T) bool {
	d := drawer{T: t, schema: b.schema, values: b.values, variables: map[string]any{}}
	selection := d.selection(b.schema.Query, 5)
	if d.fragments != nil && rapid.Bool().Draw(t, "twice") {
		selection = strings.TrimSuffix(selection, "}") + "... " + selection + "}"
	}
	operation := "query"
	if len(d.declared) > 0 {
		operation += "(" + strings.Join(d.declared, ", ") + ")"
	}
	return b.agree(t, operation+" "+selection+"\n"+strings.Join(d.fragments, "\n"), d.variables)
}

// drawer draws selections that are valid but for their values.
type drawer struct {
	*rapid.T
	schema    *ast.Schema
	values    drawn.Values
	declared  []string
	variables map[string]any
	fragments []string
	aliases   int
}

func (d *drawer) selection(on *ast.Definition, depth int) string {
	fields := slices.DeleteFunc(slices.Clone(on.Fields), func(f *ast.FieldDefinition) bool {
		return strings.HasPrefix(f.Name, "__") || depth == 0 && !d.schema.Types[f.Type.Name()].IsLeafType()
	})
	var parts []string
	for range rapid.IntRange(1, 5).Draw(d.T, "fields") {
		part := "__typename"
		switch kind := rapid.IntRange(0, 9).Draw(d.T, "kind"); {
		case kind == 0 && depth > 0:
			name := fmt.Sprintf("F%d", len(d.fragments))
			at := len(d.fragments)
			d.fragments = append(d.fragments, "")
			of := d.possible(on)
			d.fragments[at] = "fragment " + name + " on " + of.Name + " " + d.selection(of, depth-1)
			part = "..." + name
		case kind <= 2 && depth > 0 || len(on.Fields) == 0 && depth > 0:
			of := d.possible(on)
			part = "... on " + of.Name + " " + d.selection(of, depth-1)
		case kind > 3 && len(fields) > 0:
			part = d.field(rapid.SampledFrom(fields).Draw(d.T, "field"), depth)
		}
		parts = append(parts, part)
	}
	return "{" + strings.Join(parts, " ") + "}"
}

// possible is a type that an object of a type has, too.
func (d *drawer) possible(on *ast.Definition) *ast.Definition {
	return rapid.SampledFrom(append(slices.Clone(d.schema.GetPossibleTypes(on)), on)).Draw(d.T, "type")
}

func (d *drawer) field(f *ast.FieldDefinition, depth int) string {
	text := f.Name
	answer := d.schema.Types[f.Type.Name()]
	if len(f.Arguments) > 0 || !answer.IsLeafType() || rapid.IntRange(0, 4).Draw(d.T, "alias") == 0 {
		d.aliases++
		text = fmt.Sprintf("a%d: %s", d.aliases, f.Name)
	}
	var given []string
	for _, a := range f.Arguments {
		if rapid.IntRange(0, 3).Draw(d.T, "given") > 0 && (!a.Type.NonNull || a.DefaultValue != nil) {
			continue
		}
		value := d.values.Draw(d.T, a.Type)
		if rapid.Bool().Draw(d.T, "literal") {
			given = append(given, a.Name+": "+drawn.Literal(value))
			continue
		}
		name := fmt.Sprintf("v%d", len(d.declared))
		d.declared = append(d.declared, "$"+name+": "+a.Type.String())
		d.variables[name] = value
		given = append(given, a.Name+": $"+name)
	}
	if len(given) > 0 {
		text += "(" + strings.Join(given, ", ") + ")"
	}
	if answer.IsLeafType() {
		return text
	}
	return text + " " + d.selection(answer, depth-1)
}
