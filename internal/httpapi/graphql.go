package httpapi

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/handler"
	"github.com/99designs/gqlgen/graphql/handler/extension"
	"github.com/99designs/gqlgen/graphql/handler/transport"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"noboru/resolvers"
)

// graphQL executes operations. It keeps no cache of documents: they may hold a person's scores.
func graphQL(schema graphql.ExecutableSchema, opts Options) http.Handler {
	s := handler.New(schema)
	s.AddTransport(transport.POST{})
	s.SetParserTokenLimit(opts.MaxTokens)
	s.SetErrorPresenter(resolvers.PresentError(opts.Logger))
	s.SetRecoverFunc(func(ctx context.Context, v any) error {
		logPanic(ctx, opts.Logger, v)
		return errPanic
	})
	s.Use(repetitionLimit{opts.MaxTokens})
	s.Use(extension.Introspection{})
	s.Use(depthLimit(opts.MaxDepth)) // before complexity, which would walk every repetition
	s.Use(extension.FixedComplexityLimit(opts.MaxComplexity))
	s.AroundOperations(func(ctx context.Context, next graphql.OperationHandler) graphql.ResponseHandler {
		op := graphql.GetOperationContext(ctx).Operation
		note(ctx).operation = printable(op.Name)
		respond := next(ctx)
		return func(ctx context.Context) *graphql.Response {
			if response := respond(ctx); response != nil {
				return response
			}
			// The executor says nothing where the time was up before it began.
			return &graphql.Response{Errors: gqlerror.List{resolvers.PresentError(opts.Logger)(ctx, ctx.Err())}}
		}
	})
	return s
}

// errPanic is what is left of a panic that has been logged.
var errPanic = &panicError{}

type panicError struct{}

func (*panicError) Error() string { return "a resolver panicked" }

func logPanic(ctx context.Context, logger *slog.Logger, v any) {
	logger.ErrorContext(ctx, "panic", "err", fmt.Sprint(v), "stack", string(debug.Stack()))
}

// printable returns an operation name that is fit for a log, empty for any other.
func printable(name string) string {
	if len(name) > 64 {
		return ""
	}
	for _, r := range name {
		if !(r == '_' || r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z') {
			return ""
		}
	}
	return name
}
