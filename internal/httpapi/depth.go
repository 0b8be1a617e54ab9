package httpapi

import (
	"context"
	"fmt"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// depthLimit refuses operations with more levels of fields, or with so many fields once their
// fragments are spread out that working out their cost would itself cost too much. Introspection
// is bounded by a rule of the validator instead.
type depthLimit int

// maxSpread is how many fields an operation may have when its fragments are spread out.
const maxSpread = 20_000

const codeDepth = "DEPTH_LIMIT_EXCEEDED"

// ExtensionName implements graphql.HandlerExtension.
func (depthLimit) ExtensionName() string { return "DepthLimit" }

// Validate implements graphql.HandlerExtension.
func (depthLimit) Validate(graphql.ExecutableSchema) error { return nil }

// MutateOperationContext implements graphql.OperationContextMutator. It changes nothing.
func (d depthLimit) MutateOperationContext(_ context.Context, op *graphql.OperationContext) *gqlerror.Error {
	fields := 0
	deepest := walk(op.Operation.SelectionSet, 1, &fields)
	var message string
	switch {
	case fields > maxSpread:
		message = fmt.Sprintf("operation has more than %d fields", maxSpread)
	case deepest > int(d):
		message = fmt.Sprintf("operation is %d levels deep, which exceeds the limit of %d", deepest, int(d))
	default:
		return nil
	}
	err := gqlerror.Errorf("%s", message)
	errcode.Set(err, codeDepth)
	return err
}

// walk returns the deepest level of a selection and counts its fields, up to maxSpread.
// Fragments cannot go in circles: validation has refused that.
func walk(set ast.SelectionSet, level int, fields *int) (deepest int) {
	for _, selection := range set {
		if *fields > maxSpread {
			return deepest
		}
		*fields++
		switch s := selection.(type) {
		case *ast.Field:
			if s.Name == "__schema" || s.Name == "__type" {
				continue
			}
			deepest = max(deepest, level, walk(s.SelectionSet, level+1, fields))
		case *ast.InlineFragment:
			deepest = max(deepest, walk(s.SelectionSet, level, fields))
		case *ast.FragmentSpread:
			deepest = max(deepest, walk(s.Definition.SelectionSet, level, fields))
		}
	}
	return deepest
}
