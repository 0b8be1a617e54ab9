package gql

import "github.com/99designs/gqlgen/graphql"

// Budget is what an operation may spend while it is executed.
type Budget interface {
	// Spend takes bytes of the answer. Its error ends the operation: there are none left, or no time.
	Spend(bytes int) error
}

const budgetKey = "budget"

// SetBudget has an operation draw on b at each field, of introspection, too.
func SetBudget(oc *graphql.OperationContext, b Budget) { oc.Stats.SetExtension(budgetKey, b) }

// budgetOf is the operation's budget; nil where it has none.
func budgetOf(oc *graphql.OperationContext) Budget {
	b, _ := oc.Stats.GetExtension(budgetKey).(Budget)
	return b
}

// punctuation is what stands around a field: quotes, a colon, a comma.
const punctuation = 4

// written is about how many bytes a value takes in the answer, the fields of objects left aside.
func written(value any) int {
	switch v := value.(type) {
	case string:
		return len(v) + 2
	case *string:
		if v != nil {
			return len(*v) + 2
		}
	case []string:
		sum := 2
		for _, s := range v {
			sum += len(s) + 3
		}
		return sum
	}
	return 4
}
