package httpapi

import (
	lru "github.com/hashicorp/golang-lru/v2"
	"github.com/vektah/gqlparser/v2/ast"

	"noboru/internal/guard"
	"noboru/resolvers"
)

// compiledOperations compiles operations, and keeps those of documents that the guard keeps.
type compiledOperations struct {
	kept *lru.Cache[*ast.OperationDefinition, compiledOperation]
}

type compiledOperation struct {
	operation *resolvers.Compiled
	ok        bool
}

// mostCompiled is how many operations are kept, the least used of which make room.
const mostCompiled = 128

func newCompiledOperations() *compiledOperations {
	kept, _ := lru.New[*ast.OperationDefinition, compiledOperation](mostCompiled) // fails for a size below 1 alone
	return &compiledOperations{kept}
}

// of is the compiled operation of a request; false where it is for gqlgen's executor.
func (c *compiledOperations) of(checked *guard.Checked) (*resolvers.Compiled, bool) {
	if known, ok := c.kept.Get(checked.Operation); ok {
		return known.operation, known.ok
	}
	operation, ok := resolvers.Compile(checked.Doc, checked.Operation)
	if checked.Known {
		c.kept.Add(checked.Operation, compiledOperation{operation, ok})
	}
	return operation, ok
}
