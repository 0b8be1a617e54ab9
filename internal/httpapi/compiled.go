package httpapi

import (
	"sync"

	lru "github.com/hashicorp/golang-lru/v2"
	"github.com/vektah/gqlparser/v2/ast"

	"noboru/internal/guard"
	"noboru/resolvers"
)

// compiledOperations compiles operations, and keeps those of documents that the guard keeps; and it lends the buffers that
// answers are written to.
type compiledOperations struct {
	kept    *lru.Cache[*ast.OperationDefinition, compiledOperation]
	buffers sync.Pool // of *[]byte
}

type compiledOperation struct {
	operation *resolvers.Compiled
	ok        bool
}

// mostCompiled is how many operations are kept, the least used of which make room.
const mostCompiled = 128

func newCompiledOperations() *compiledOperations {
	kept, _ := lru.New[*ast.OperationDefinition, compiledOperation](mostCompiled) // fails for a size below 1 alone
	return &compiledOperations{kept: kept}
}

// buffer lends a buffer for an answer; giveBack takes it back once the answer is sent. Large ones are not kept.
func (c *compiledOperations) buffer() *[]byte {
	if b, ok := c.buffers.Get().(*[]byte); ok {
		return b
	}
	b := make([]byte, 0, usualAnswer)
	return &b
}

func (c *compiledOperations) giveBack(b *[]byte) {
	if cap(*b) <= largestKept {
		c.buffers.Put(b)
	}
}

const (
	usualAnswer = 4 << 10 // bytes
	largestKept = 64 << 10
)

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
