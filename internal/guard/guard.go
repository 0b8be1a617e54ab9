// Package guard decides whether a GraphQL request may be executed, before anything of it is. All that
// it does is linear in the size of the request, or bounded by a limit that refuses the rest: so no
// document, whatever it holds, costs more than some milliseconds to refuse.
//
// The steps, each of which relies on those before it: tokens (tokens.go), the document's structure
// (structure.go), the rules of the specification (rules.go, values.go), merging of fields (merge.go),
// variables (variables.go) and the cost of the answer (outline.go, cost.go).
package guard

import (
	"context"
	"errors"

	lru "github.com/hashicorp/golang-lru/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// Costs says what fields cost, in microseconds of CPU. Executable schemas of gqlgen are such.
type Costs interface {
	// Complexity returns the cost of a field with the arguments args, whose selection costs child
	// each time that it is answered. false means that the field costs 2 and its selection once.
	Complexity(ctx context.Context, typeName, fieldName string, child int, args map[string]any) (int, bool)
}

// Request is what a client sent.
type Request struct {
	Query         string
	Registered    bool // the document is one that the server was given, so it holds nobody's values
	OperationName string
	Variables     map[string]any // numbers as json.Number; Check changes lists and objects in them
}

// Checked is a request that may be executed.
type Checked struct {
	Doc       *ast.QueryDocument
	Operation *ast.OperationDefinition
	Variables map[string]any // coerced, defaults filled in
	Cost      int            // estimated, in microseconds of CPU
	Private   bool           // whether a value of a private type is given: such requests are kept nowhere

	document *document
}

// Once returns what work makes of the operation. It hangs on the document, for the operation that was asked for last: where the
// guard keeps the document the next request gets the same, and with the document it is gone. Requests that run at once may each
// do the work.
func (c *Checked) Once(work func() any) any {
	if m := c.document.made.Load(); m != nil && m.operation == c.Operation {
		return m.of
	}
	m := &made{c.Operation, work()}
	c.document.made.Store(m)
	return m.of
}

// Guard checks requests against one schema. It is safe for concurrent use.
type Guard struct {
	schema        *ast.Schema
	limits        Limits
	private       []string
	introspection introspection
	known         *lru.Cache[string, *document]
}

// New returns a guard. Limits that are 0 have their default. Values of the input types named private are
// a person's own.
func New(schema *ast.Schema, limits Limits, private ...string) *Guard {
	known, _ := lru.New[string, *document](mostKnown) // fails for a size below 1 alone
	return &Guard{schema: schema, limits: limits.withDefaults(), private: private, introspection: measure(schema), known: known}
}

// Limits are the limits that hold.
func (g *Guard) Limits() Limits { return g.limits }

// Check decides about a request. The error is a *Refusal where a limit is exceeded, Faults where the
// request is wrong, or the context's.
func (g *Guard) Check(ctx context.Context, request Request, costs Costs) (checked *Checked, err error) {
	defer func() {
		switch v := recover().(type) {
		case nil:
		case abort:
			checked, err = nil, v.err
		default:
			panic(v)
		}
	}()
	d, err := g.document(ctx, request)
	if err != nil {
		return nil, err
	}
	operation, err := choose(d.doc, request.OperationName)
	if err != nil {
		return nil, err
	}
	coercion := coercion{guard: g, notNull: d.valid.notNull[operation]}
	variables, err := coercion.all(operation, request.Variables)
	if err != nil {
		return nil, err
	}
	o, err := g.outlined(ctx, d, operation)
	if err != nil {
		return nil, err
	}
	cost, err := g.cost(ctx, o, variables, costs)
	if err != nil {
		return nil, err
	}
	return &Checked{Doc: d.doc, Operation: operation, Variables: variables, Cost: cost, Private: d.valid.private || coercion.private, document: d}, nil
}

// choose finds the operation that is meant.
func choose(doc *ast.QueryDocument, name string) (*ast.OperationDefinition, error) {
	if len(doc.Operations) == 0 {
		return nil, Faults{{Code: CodeValidation, Rule: "ExecutableDefinitions"}}
	}
	if name == "" && len(doc.Operations) > 1 {
		return nil, Faults{{Code: CodeOperation, Rule: "OperationNameNeeded"}}
	}
	operation := doc.Operations.ForName(name)
	if operation == nil {
		return nil, Faults{{Code: CodeOperation, Rule: "OperationNameUnknown"}}
	}
	return operation, nil
}

// abort carries an error up through walks that have no way to return one.
type abort struct{ err error }

// watch ends a walk when the request's time is up or its client is gone, and when it takes more
// steps than a limit allows.
type watch struct {
	ctx   context.Context
	steps int
	most  *Refusal // the limit on steps; nil for none
}

// watchEvery is after how many steps, of some hundred nanoseconds each, the context is asked.
const watchEvery = 256

func (w *watch) step() {
	w.steps++
	if w.most != nil && w.steps > w.most.Max {
		refusal := *w.most
		refusal.Got = w.steps
		panic(abort{&refusal})
	}
	if w.steps%watchEvery == 0 {
		if err := w.ctx.Err(); err != nil {
			panic(abort{err})
		}
	}
}

func syntaxFault(err error) error {
	var g *gqlerror.Error
	if !errors.As(err, &g) {
		return Faults{{Code: CodeSyntax, Rule: "Syntax"}}
	}
	return Faults{{Code: CodeSyntax, Rule: "Syntax", Detail: withoutValues(g.Message), Locations: g.Locations}}
}
