package resolvers

import (
	"github.com/99designs/gqlgen/graphql"

	"noboru/resolvers/internal/gql"
)

// Budget is what an operation may spend while it is executed.
type Budget = gql.Budget

// SetBudget has an operation draw on b at each field, of introspection, too. One without a budget spends what it likes.
func SetBudget(oc *graphql.OperationContext, b Budget) { gql.SetBudget(oc, b) }
