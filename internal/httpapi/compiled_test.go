package httpapi

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"noboru/internal/guard"
	"noboru/resolvers"
)

// An operation is compiled once where the guard keeps its document, for as long as it does, and kept nowhere else.
func TestCompiledOperationsOfKeptDocuments(t *testing.T) {
	schema := resolvers.NewSchema()
	for _, c := range []struct {
		name, query string
		kept        bool
	}{
		{"values as variables", `query($code: String!) {role(by: {code: $code}) {code}}`, true},
		{"a text", `{role(by: {code: "MGMT-CISO"}) {code}}`, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			g := guard.New(schema.Schema(), guard.Limits{})
			compiled := func(query string) *resolvers.Compiled {
				checked, err := g.Check(t.Context(), guard.Request{Query: query, Variables: map[string]any{"code": "MGMT-CISO"}}, schema)
				if err != nil {
					t.Fatal(err)
				}
				operation := compile(checked)
				if operation == nil {
					t.Fatal("not compiled")
				}
				return operation
			}
			first := compiled(c.query)
			if kept := compiled(c.query) == first; kept != c.kept {
				t.Errorf("kept: %v, want %v", kept, c.kept)
			}
			for i := range 128 { // as many as the guard keeps, none of which is answered
				if _, err := g.Check(t.Context(), guard.Request{Query: fmt.Sprintf(`{other%d: dataset {name}}`, i)}, schema); err != nil {
					t.Fatal(err)
				}
			}
			if compiled(c.query) == first {
				t.Error("kept for longer than the document")
			}
		})
	}
}

// panicking is a context that panics when it is first asked for its end, as a compiled operation does at each field.
type panicking struct {
	context.Context
	asked *bool
}

func (p panicking) Err() error {
	if !*p.asked {
		*p.asked = true
		panic("level 6.54321987654")
	}
	return p.Context.Err()
}

// A panic that the executor does not meet again is logged, and answered by the executor.
func TestPanicsOfCompiledOperationsAreLogged(t *testing.T) {
	var log bytes.Buffer
	schema := resolvers.NewSchema()
	e := newExecutor(schema, 1000, slog.New(slog.NewTextHandler(&log, nil)))
	p := params{query: `{__typename}`}
	checked, err := guard.New(schema.Schema(), guard.Limits{}).Check(t.Context(), guard.Request{Query: p.query}, schema)
	if err != nil {
		t.Fatal(err)
	}
	asked, w := false, httptest.NewRecorder()
	e.run(panicking{t.Context(), &asked}, w, httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/graphql", nil), p, checked)
	if want := `{"data":{"__typename":"Query"}}`; !asked || w.Code != http.StatusOK || w.Body.String() != want {
		t.Errorf("got %d %s, want %s", w.Code, w.Body, want)
	}
	if told := log.String(); strings.Count(told, "msg=panic") != 1 || !strings.Contains(told, "panicking.Err") || strings.Contains(told, "6.54321987654") {
		t.Errorf("the log says\n%s", told)
	}
}
