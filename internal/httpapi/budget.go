package httpapi

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"

	"github.com/99designs/gqlgen/graphql"
)

// What ends a request while it is executed.
var (
	errAnswerTooLarge = errors.New("the answer is too large")
	errTooManyErrors  = errors.New("too many errors")
)

// mostExecutionErrors is after how many errors a request is not executed any further. One fault that is
// repeated for each role of a page would otherwise cost as much as the answer.
const mostExecutionErrors = 10 * mostErrors

// budget is what one request may still spend while it is executed: bytes of its answer, and one core.
type budget struct {
	left     atomic.Int64
	errors   atomic.Int64
	cancel   context.CancelCauseFunc
	resolves sync.Mutex // held while a field is resolved: a request's searches follow one another
}

type budgetKey struct{}

func newBudget(bytes int64, cancel context.CancelCauseFunc) *budget {
	b := &budget{cancel: cancel}
	b.left.Store(bytes)
	return b
}

// budgetOf returns the budget of a request, nil outside of one.
func budgetOf(ctx context.Context) *budget {
	b, _ := ctx.Value(budgetKey{}).(*budget)
	return b
}

// tellsAnother reports whether one error more is told.
func (b *budget) tellsAnother() bool {
	n := b.errors.Add(1)
	if n == mostExecutionErrors+1 {
		b.cancel(errTooManyErrors)
	}
	return n <= mostErrors
}

// untold is how many errors were not told.
func (b *budget) untold() int { return int(max(0, b.errors.Load()-mostErrors)) }

// spend is the extension that draws on the budget at each field, of introspection, too, and stops at the
// first field after the time is up or the client is gone.
type spend struct{}

// ExtensionName implements graphql.HandlerExtension.
func (spend) ExtensionName() string { return "Budget" }

// Validate implements graphql.HandlerExtension.
func (spend) Validate(graphql.ExecutableSchema) error { return nil }

// InterceptField implements graphql.FieldInterceptor.
func (spend) InterceptField(ctx context.Context, next graphql.Resolver) (any, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	b, field := budgetOf(ctx), graphql.GetFieldContext(ctx)
	if b == nil {
		return next(ctx)
	}
	value, err := b.resolve(ctx, field, next)
	if err != nil {
		return nil, err
	}
	if b.left.Add(-int64(len(field.Field.Alias))-punctuation-written(value)) < 0 {
		b.cancel(errAnswerTooLarge)
		return nil, errAnswerTooLarge
	}
	return value, nil
}

func (b *budget) resolve(ctx context.Context, field *graphql.FieldContext, next graphql.Resolver) (any, error) {
	if !field.IsResolver && !field.IsMethod {
		return next(ctx)
	}
	b.resolves.Lock()
	defer b.resolves.Unlock()
	if err := ctx.Err(); err != nil { // while it waited
		return nil, err
	}
	return next(ctx)
}

// punctuation is what stands around a field: quotes, a colon, a comma.
const punctuation = 4

// written is about how many bytes a value takes in the answer, the fields of objects left aside.
func written(value any) int64 {
	switch v := value.(type) {
	case string:
		return int64(len(v)) + 2
	case *string:
		if v != nil {
			return int64(len(*v)) + 2
		}
	case []string:
		sum := int64(2)
		for _, s := range v {
			sum += int64(len(s)) + 3
		}
		return sum
	}
	return 4
}
