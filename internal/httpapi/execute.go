package httpapi

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"math"
	"net/http"
	"runtime"
	"runtime/debug"
	"time"

	"github.com/99designs/gqlgen/graphql"
	gqlexecutor "github.com/99designs/gqlgen/graphql/executor"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"noboru/internal/guard"
	"noboru/resolvers"
)

// executor executes requests that the guard has let pass, under a budget.
type executor struct {
	exec      *gqlexecutor.Executor
	buffers   *buffers
	maxAnswer int64
	logger    *slog.Logger
}

func newExecutor(schema graphql.ExecutableSchema, maxAnswer int64, logger *slog.Logger) executor {
	exec := gqlexecutor.New(schema)
	exec.SetQueryCache(checkedDocument{})
	present := resolvers.PresentError(logger)
	exec.SetErrorPresenter(func(ctx context.Context, err error) *gqlerror.Error {
		if errors.Is(context.Cause(ctx), errAnswerTooLarge) {
			return nil // the whole answer is refused
		}
		if b := budgetOf(ctx); b != nil && !b.tellsAnother() {
			return nil
		}
		return identify(ctx, inLanguage(ctx, present(ctx, err)))
	})
	exec.SetRecoverFunc(func(ctx context.Context, v any) error {
		logPanic(ctx, logger, v)
		return errPanic
	})
	return executor{exec: exec, buffers: &buffers{}, maxAnswer: maxAnswer, logger: logger}
}

// checkedDocument hands gqlgen's executor the document that the guard has parsed and validated, as if it
// came from the executor's cache: so it does neither itself. The guard knows which documents may be kept.
type checkedDocument struct{}

type checkedKey struct{}

// Get implements graphql.Cache.
func (checkedDocument) Get(ctx context.Context, _ string) (*ast.QueryDocument, bool) {
	doc, ok := ctx.Value(checkedKey{}).(*ast.QueryDocument)
	return doc, ok
}

// Add implements graphql.Cache.
func (checkedDocument) Add(context.Context, string, *ast.QueryDocument) {}

// run answers a request: by its compiled operation where it can, else by gqlgen's executor.
func (e executor) run(ctx context.Context, w http.ResponseWriter, r *http.Request, p params, checked *guard.Checked) {
	operation := compile(checked)
	if operation == nil {
		e.execute(ctx, w, r, p, checked)
		return
	}
	buffer := e.buffers.lend()
	defer e.buffers.giveBack(buffer)
	body, err := e.answer(ctx, operation, checked.Variables, append((*buffer)[:0], beforeData...))
	switch {
	case errors.Is(err, resolvers.ErrUnusual):
		e.execute(ctx, w, r, p, checked)
	case errors.Is(err, errAnswerTooLarge):
		refuse(w, r, answerTooLarge())
	case err != nil:
		refuse(w, r, outOfTime(ctx))
	default:
		*buffer = append(body, afterData...)
		e.send(w, r, *buffer, !checked.Private)
	}
}

// execute has gqlgen's executor answer a request.
func (e executor) execute(ctx context.Context, w http.ResponseWriter, r *http.Request, p params, checked *guard.Checked) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	ctx = context.WithValue(ctx, checkedKey{}, checked.Doc)
	b := newBudget(ctx, mostCounted(e.maxAnswer), cancel)
	ctx = context.WithValue(ctx, budgetKey{}, b)
	ctx = graphql.StartOperationTrace(ctx)
	operation, errs := e.exec.CreateOperationContext(ctx, &graphql.RawParams{
		Query: p.query, OperationName: p.operationName, Variables: checked.Variables, Headers: r.Header,
	})
	if len(errs) > 0 { // the guard lets nothing pass that the executor refuses
		e.logger.ErrorContext(ctx, "internal error", "err", "the executor refuses what the guard lets pass")
		refuse(w, r, internal())
		return
	}
	operation.DisableIntrospection = false // the guard has refused it where it is not allowed
	resolvers.SetBudget(operation, b)
	ctx, ended := span(ctx, "answer")
	respond, inner := e.exec.DispatchOperation(ctx, operation)
	response := respond(inner)
	ended()
	if response != nil && errors.Is(context.Cause(ctx), errTooManyErrors) {
		tooMany := refusedBy(&guard.Refusal{Limit: guard.LimitErrors, Got: mostExecutionErrors + 1, Max: mostExecutionErrors})
		note(ctx).refused(tooMany)
		response.Data, response.Errors = nil, append(gqlerror.List{tooMany.gqlError(ctx)}, response.Errors...)
		e.write(w, r, response, b.untold(), checked.Private)
		return
	}
	if ctx.Err() != nil || response == nil {
		refuse(w, r, outOfTime(ctx))
		return
	}
	if int64(len(response.Data)) > e.maxAnswer {
		refuse(w, r, answerTooLarge())
		return
	}
	e.write(w, r, response, b.untold(), checked.Private)
}

// mostCounted is how many bytes gqlgen's executor may count while it answers. It counts about what it writes: at most half as
// much again, for "a":1 with its comma 9 bytes of 6. What the answer has in the end decides.
func mostCounted(maxAnswer int64) int64 { return maxAnswer + min(maxAnswer/2, math.MaxInt64-maxAnswer) }

// What stands around the data of an answer without errors.
const (
	beforeData = `{"data":`
	afterData  = `}`
)

func (e executor) write(w http.ResponseWriter, r *http.Request, response *graphql.Response, untold int, private bool) {
	n := note(r.Context())
	var body bytes.Buffer
	body.Grow(len(response.Data) + 256)
	body.WriteByte('{')
	told, omitted := bounded(response.Errors)
	omitted += untold
	if len(told) > 0 {
		n.errors(told)
		list, err := json.Marshal(told)
		if err != nil {
			e.logger.ErrorContext(r.Context(), "internal error", "err", err)
			refuse(w, r, internal())
			return
		}
		body.WriteString(`"errors":`)
		body.Write(list)
		body.WriteByte(',')
	}
	body.WriteString(`"data":`)
	if len(response.Data) == 0 {
		body.WriteString("null")
	}
	body.Write(response.Data)
	if omitted > 0 {
		body.WriteString(`,"extensions":`)
		fmt.Fprintf(&body, `{"errorsOmitted":%d}`, omitted)
	}
	body.WriteByte('}')

	e.send(w, r, body.Bytes(), len(told) == 0 && !private)
}

// longestWrite is how long an answer may take to be sent.
const longestWrite = 30 * time.Second

// contentTypes are the media types of answers as their header has them.
var contentTypes = map[string][]string{jsonMedia: {jsonMedia + utf8}, graphqlMedia: {graphqlMedia + utf8}}

const utf8 = "; charset=utf-8"

// send sends an answer. keep says that it may be kept where its address stands for it.
func (e executor) send(w http.ResponseWriter, r *http.Request, body []byte, keep bool) {
	if !keep || r.Method == http.MethodPost {
		uncacheable(w.Header())
	}
	w.Header()["Content-Type"] = contentTypes[note(r.Context()).media]
	_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(longestWrite)) // where it is not to be had, the server's own holds
	w.WriteHeader(http.StatusOK)
	if r.Method != http.MethodHead {
		_, _ = w.Write(body) // the client is gone: nothing to do
	}
}

// errPanic is what is left of a panic that has been logged.
var errPanic = &panicError{}

type panicError struct{}

func (*panicError) Error() string { return "a resolver panicked" }

func logPanic(ctx context.Context, logger *slog.Logger, v any) {
	stack := debug.Stack()
	what := fmt.Sprintf("%T", v) // what a panic says may hold what a person sent
	if err, ok := v.(runtime.Error); ok {
		what = err.Error()
	}
	logger.ErrorContext(ctx, "panic", "request", note(ctx).id, "what", what, "stack", string(stack[:min(len(stack), longestStack)]))
}

// longestStack is how many bytes of a panic's stack are logged.
const longestStack = 4 << 10
