package httpapi

import (
	"testing"

	"noboru/internal/guard"
	"noboru/resolvers"
)

// An operation is compiled once where the guard keeps its document, and kept nowhere else.
func TestCompiledOperationsOfKeptDocuments(t *testing.T) {
	g := guard.New(resolvers.NewSchema().Schema(), guard.Limits{})
	for _, c := range []struct {
		name, query string
		kept        int
	}{
		{"values as variables", `query($code: String!) {role(by: {code: $code}) {code}}`, 1},
		{"a text", `{role(by: {code: "MGMT-CISO"}) {code}}`, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			operations := newCompiledOperations()
			request := guard.Request{Query: c.query, Variables: map[string]any{"code": "MGMT-CISO"}}
			var seen [2]*resolvers.Compiled
			for i := range seen {
				checked, err := g.Check(t.Context(), request, resolvers.NewSchema())
				if err != nil {
					t.Fatal(err)
				}
				var ok bool
				if seen[i], ok = operations.of(checked); !ok {
					t.Fatal("not compiled")
				}
			}
			if kept := operations.kept.Len(); kept != c.kept || (seen[0] == seen[1]) != (c.kept == 1) {
				t.Errorf("%d are kept, want %d", kept, c.kept)
			}
		})
	}
}
