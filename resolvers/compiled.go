package resolvers

import (
	"github.com/vektah/gqlparser/v2/ast"

	"noboru/resolvers/internal/gql"
)

// Compiled is an operation made ready to be answered again and again, byte for byte as by the executor.
type Compiled = gql.Compiled

// ErrUnusual says that an operation is to be executed by the executor, which has errors to tell.
var ErrUnusual = gql.ErrUnusual

// Compile makes an operation of a validated document ready; false for one that the executor is to execute.
func Compile(doc *ast.QueryDocument, operation *ast.OperationDefinition) (*Compiled, bool) {
	return gql.Compile(&Resolver{}, doc, operation)
}
