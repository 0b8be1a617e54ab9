package httpapi

import (
	"context"
	"sync"

	"noboru/internal/guard"
	"noboru/resolvers"
)

// compile makes the operation of a request ready, once as long as the guard keeps its document; nil where the operation is for
// gqlgen's executor.
func compile(checked *guard.Checked) *resolvers.Compiled {
	compiled, _ := checked.Once(func() any {
		operation, ok := resolvers.Compile(checked.Doc, checked.Operation)
		if !ok {
			operation = nil
		}
		return operation
	}).(*resolvers.Compiled)
	return compiled
}

// answer has a compiled operation answer after what is in buf. A panic is logged here, since the executor, to which it leaves the
// request, may not meet it again.
func (e executor) answer(ctx context.Context, operation *resolvers.Compiled, variables map[string]any, buf []byte) (body []byte, err error) {
	ctx, ended := span(ctx, "answer")
	defer ended()
	defer func() {
		if v := recover(); v != nil {
			logPanic(ctx, e.logger, v)
			body, err = nil, resolvers.ErrUnusual
		}
	}()
	return operation.Answer(ctx, variables, newBudget(ctx, e.maxAnswer, func(error) {}), buf)
}

// buffers lends the buffers that answers are written to.
type buffers struct{ pool sync.Pool } // of *[]byte

const (
	usualAnswer = 4 << 10 // bytes
	largestKept = 64 << 10
)

// lend lends a buffer for an answer; giveBack takes it back once the answer is sent. Large ones are not kept.
func (l *buffers) lend() *[]byte {
	if b, ok := l.pool.Get().(*[]byte); ok {
		return b
	}
	b := make([]byte, 0, usualAnswer)
	return &b
}

func (l *buffers) giveBack(b *[]byte) {
	if cap(*b) <= largestKept {
		l.pool.Put(b)
	}
}
