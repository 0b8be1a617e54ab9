package resolvers

import (
	"bytes"
	"context"
	"encoding/json"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"

	"noboru/internal/serving"
)

// Executor executes documents of our own, in the program.
type Executor struct{ exec *executor.Executor }

// NewExecutor makes one.
func NewExecutor() Executor { return Executor{executor.New(NewSchema())} }

// Execute answers a document from a snapshot. Variables are values that JSON can write. The error is the
// first that a resolver returned.
func (e Executor) Execute(ctx context.Context, s *serving.Snapshot, document string, variables map[string]any) (json.RawMessage, error) {
	plain, err := asJSON(variables)
	if err != nil {
		return nil, err
	}
	ctx = serving.NewContext(graphql.StartOperationTrace(ctx), s)
	operation, errs := e.exec.CreateOperationContext(ctx, &graphql.RawParams{Query: document, Variables: plain})
	if len(errs) > 0 {
		return nil, errs[0]
	}
	respond, ctx := e.exec.DispatchOperation(ctx, operation)
	response := respond(ctx)
	switch {
	case response == nil:
		return nil, ctx.Err()
	case len(response.Errors) > 0:
		return nil, response.Errors[0]
	}
	return response.Data, nil
}

// asJSON gives variables the types that a client's have.
func asJSON(variables map[string]any) (plain map[string]any, err error) {
	raw, err := json.Marshal(variables)
	if err != nil {
		return nil, err
	}
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.UseNumber()
	return plain, dec.Decode(&plain)
}
