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
	"sync"
	"testing"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"
	"github.com/vektah/gqlparser/v2/validator/rules"
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
	if !ok {
		t.Fatalf("not compiled: %s", document)
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

// TestCompiledLeavesOut asks one compiled operation with its conditions in turn, at once by many.
func TestCompiledLeavesOut(t *testing.T) {
	const document = `query($a: Boolean!, $b: Boolean!, $n: Int!) {
		roles(first: $n) {nodes {code @include(if: $a) name @skip(if: $b) {ja ...English}}}
	}
	fragment English on Name {en @include(if: $a)}`
	b := newBoth(t)
	ctx := serving.NewContext(t.Context(), b.snapshot)
	var asked []*guard.Checked
	var want []string
	for i := range 4 {
		variables := map[string]any{"a": i%2 == 1, "b": i/2 == 1, "n": json.Number("2")}
		checked, err := b.guard.Check(ctx, guard.Request{Query: document, Variables: variables}, resolvers.Costs(b.snapshot))
		if err != nil {
			t.Fatal(err)
		}
		asked, want = append(asked, checked), append(want, string(b.execute(ctx, checked).Data))
	}
	if different := slices.Compact(slices.Sorted(slices.Values(want))); len(different) != len(want) {
		t.Fatalf("the conditions make no difference: %s", want)
	}
	compiled, ok := resolvers.Compile(asked[0].Doc, asked[0].Operation)
	if !ok {
		t.Fatal("not compiled")
	}
	var group sync.WaitGroup
	for i := range 40 {
		group.Go(func() {
			if got, err := compiled.Answer(ctx, asked[i%4].Variables, nil, nil); err != nil || string(got) != want[i%4] {
				t.Errorf("%v\ngot  %s\nwant %s", err, got, want[i%4])
			}
		})
	}
	group.Wait()
}

// TestCompiledLeavesToTheExecutor has operations that only the executor answers.
func TestCompiledLeavesToTheExecutor(t *testing.T) {
	b := newBoth(t)
	for name, document := range map[string]string{
		"the schema":      `{__schema {queryType {name}}}`,
		"deferred fields": `{... @defer {dataset {name}}}`,
		"an error":        `{roles(first: -1) {totalCount}}`,
		"too many fields": "{dataset {" + fields(2001) + "}}",
	} {
		t.Run(name, func(t *testing.T) {
			doc, err := gqlparser.LoadQueryWithRules(b.schema, document, rules.NewDefaultRules())
			if err != nil {
				t.Fatal(err)
			}
			compiled, ok := resolvers.Compile(doc, doc.Operations[0])
			if !ok {
				return
			}
			if got, err := compiled.Answer(serving.NewContext(t.Context(), b.snapshot), nil, nil, nil); !errors.Is(err, resolvers.ErrUnusual) {
				t.Errorf("%v, %s", err, got)
			}
		})
	}
}

// fields are so many fields of a dataset.
func fields(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "a%d: name ", i)
	}
	return b.String()
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
