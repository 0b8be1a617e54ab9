package httpapi

import (
	"context"
	"errors"
)

// What ends a request while it is executed.
var (
	errAnswerTooLarge = errors.New("the answer is too large")
	errTooManyErrors  = errors.New("too many errors")
)

// mostExecutionErrors is after how many errors a request is not executed any further. One fault that is
// repeated for each role of a page would otherwise cost as much as the answer.
const mostExecutionErrors = 10 * mostErrors

// budget is what one request may still spend while it is executed: time, bytes of its answer, and errors. It is
// executed on one core, by one goroutine.
type budget struct {
	ctx    context.Context
	cancel context.CancelCauseFunc
	left   int64
	errors int
}

type budgetKey struct{}

func newBudget(ctx context.Context, bytes int64, cancel context.CancelCauseFunc) *budget {
	return &budget{ctx: ctx, cancel: cancel, left: bytes}
}

// budgetOf returns the budget of a request, nil outside of one.
func budgetOf(ctx context.Context) *budget {
	b, _ := ctx.Value(budgetKey{}).(*budget)
	return b
}

// Spend implements resolvers.Budget. It stops at the first field after the time is up or the client is gone.
func (b *budget) Spend(bytes int) error {
	if err := b.ctx.Err(); err != nil {
		return err
	}
	if b.left -= int64(bytes); b.left < 0 {
		b.cancel(errAnswerTooLarge)
		return errAnswerTooLarge
	}
	return nil
}

// tellsAnother reports whether one error more is told.
func (b *budget) tellsAnother() bool {
	b.errors++
	if b.errors == mostExecutionErrors+1 {
		b.cancel(errTooManyErrors)
	}
	return b.errors <= mostErrors
}

// untold is how many errors were not told.
func (b *budget) untold() int { return max(0, b.errors-mostErrors) }
