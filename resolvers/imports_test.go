package resolvers_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// TestImports holds that resolvers know the engine and GraphQL, and no store, loader or transport.
func TestImports(t *testing.T) {
	allowed := []string{
		"noboru/graph", "noboru/internal/rolesearch", "noboru/internal/serving", "noboru/internal/words", "noboru/resolvers/",
		"github.com/99designs/gqlgen/graphql", "github.com/vektah/gqlparser/v2",
	}
	err := filepath.WalkDir(".", func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, spec := range file.Imports {
			name, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			ok := !strings.Contains(name, ".") && !strings.HasPrefix(name, "noboru/") && !strings.HasPrefix(name, "net/")
			for _, prefix := range allowed {
				ok = ok || name == prefix || strings.HasPrefix(name, strings.TrimSuffix(prefix, "/")+"/") && prefix != "noboru/graph"
			}
			if !ok {
				t.Errorf("%s imports %s", path, name)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
