package httpapi

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/parser"
)

// repetitionLimit refuses documents that name one field very often, before they are validated:
// the validator compares all fields of one name with each other, and knows no deadline.
type repetitionLimit struct{ tokens int }

// maxRepetition is how often a document may use one response name.
const maxRepetition = 500

const codeRepetition = "REPETITION_LIMIT_EXCEEDED"

// ExtensionName implements graphql.HandlerExtension.
func (repetitionLimit) ExtensionName() string { return "RepetitionLimit" }

// Validate implements graphql.HandlerExtension.
func (repetitionLimit) Validate(graphql.ExecutableSchema) error { return nil }

// MutateOperationParameters implements graphql.OperationParameterMutator. It changes nothing.
func (l repetitionLimit) MutateOperationParameters(_ context.Context, request *graphql.RawParams) *gqlerror.Error {
	doc, err := parser.ParseQueryWithTokenLimit(&ast.Source{Input: request.Query}, l.tokens)
	if err != nil {
		return nil // the executor says what is wrong
	}
	names := map[string]int{}
	for _, operation := range doc.Operations {
		countNames(operation.SelectionSet, names)
	}
	for _, fragment := range doc.Fragments {
		countNames(fragment.SelectionSet, names)
	}
	for _, n := range names {
		if n > maxRepetition {
			err := gqlerror.Errorf("one field stands more than %d times in the document", maxRepetition)
			errcode.Set(err, codeRepetition)
			return err
		}
	}
	return nil
}

func countNames(set ast.SelectionSet, names map[string]int) {
	for _, selection := range set {
		switch s := selection.(type) {
		case *ast.Field:
			names[s.Alias]++ // which is the name where there is no alias
			countNames(s.SelectionSet, names)
		case *ast.InlineFragment:
			countNames(s.SelectionSet, names)
		}
	}
}
