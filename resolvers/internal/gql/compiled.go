package gql

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
)

// Compiled is an operation made ready to be answered again and again: what each of its selections comes to on each type is
// worked out once, by gqlgen's own rules; once for each way in which its variables leave fields out. Its answers are byte
// for byte the executor's. It is safe for concurrent use.
type Compiled struct {
	ec         *executionContext // for its resolvers and to read arguments
	doc        *ast.QueryDocument
	operation  *ast.OperationDefinition
	conditions []string // the variables by which fields are left out

	mu    sync.Mutex
	roots map[string]*field // by the conditions' values, a byte each; nil for what is left to the executor
	kept  int               // fields of all roots
}

// field is a field of an operation, on one type of object.
type field struct {
	graphql.CollectedField
	key     string           // as the answer has it
	answers []objectSelected // what is selected of the field's answer, where that is an object
}

// objectSelected are the fields that are selected of an object of a type.
type objectSelected struct {
	object string
	fields []field
}

// arguments are those of a field, as its resolver takes them. The name of their only field is what gqlgen's code expects.
type arguments struct{ Args map[string]any }

// How many fields a compiled operation may come to, over all types of objects, and how many of one are kept.
const (
	mostCompiled = 2000
	mostKept     = 4000
)

// Compile makes an operation of a validated document ready. It reports false for one that is left to the executor, since it defers fields.
func Compile(resolvers ResolverRoot, doc *ast.QueryDocument, operation *ast.OperationDefinition) (*Compiled, bool) {
	c := &Compiled{ec: newExecutionContext(nil, &executableSchema{Resolvers: resolvers}, nil), doc: doc, operation: operation, roots: map[string]*field{}}
	fit := operation.Operation == ast.Query && c.condition(operation.SelectionSet)
	for _, f := range doc.Fragments {
		fit = fit && c.condition(f.SelectionSet)
	}
	slices.Sort(c.conditions)
	c.conditions = slices.Compact(c.conditions)
	return c, fit
}

// condition gathers the conditions of a selection, fragments that it names left aside. It reports false where there is another
// directive than @skip and @include.
func (c *Compiled) condition(set ast.SelectionSet) bool {
	for _, selection := range set {
		var directives ast.DirectiveList
		var within ast.SelectionSet
		switch s := selection.(type) {
		case *ast.Field:
			directives, within = s.Directives, s.SelectionSet
		case *ast.InlineFragment:
			directives, within = s.Directives, s.SelectionSet
		case *ast.FragmentSpread:
			directives = s.Directives
		}
		for _, d := range directives {
			if d.Name != "skip" && d.Name != "include" {
				return false
			}
			for _, a := range d.Arguments {
				if a.Value.Kind == ast.Variable {
					c.conditions = append(c.conditions, a.Value.Raw)
				}
			}
		}
		if !c.condition(within) {
			return false
		}
	}
	return true
}

// root is the operation with what variables leave of it; nil where it is left to the executor.
func (c *Compiled) root(variables map[string]any) *field {
	values := make([]byte, len(c.conditions))
	for i, name := range c.conditions {
		if holds, ok := variables[name].(bool); ok && holds {
			values[i] = 1
		}
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	root, known := c.roots[string(values)]
	if known {
		return root
	}
	collecting := compiler{oc: &graphql.OperationContext{Doc: c.doc, Variables: variables}, schema: c.ec.ParsedSchema}
	root = &field{answers: []objectSelected{{"Query", collecting.fields(c.operation.SelectionSet, collecting.schema.Query)}}}
	if collecting.unfit {
		root = nil
	}
	if c.kept += 1 + collecting.count; c.kept <= mostKept {
		c.roots[string(values)] = root
	}
	return root
}

type compiler struct {
	oc     *graphql.OperationContext
	schema *ast.Schema
	count  int
	unfit  bool
}

// fields are those that a selection comes to on an object.
func (c *compiler) fields(set ast.SelectionSet, object *ast.Definition) []field {
	satisfied := []string{object.Name}
	for _, abstract := range c.schema.GetImplements(object) {
		satisfied = append(satisfied, abstract.Name)
	}
	collected := graphql.CollectFields(c.oc, set, satisfied)
	if c.count += len(collected); c.count > mostCompiled {
		c.unfit = true
	}
	fields := make([]field, len(collected))
	for i, f := range collected {
		if c.unfit {
			return nil
		}
		fields[i] = field{CollectedField: f, key: `"` + f.Alias + `":`} // names in GraphQL need no escapes
		if f.Name == "__typename" {
			continue
		}
		if strings.HasPrefix(f.Name, "__") {
			c.unfit = true
			return nil
		}
		if answer := c.schema.Types[f.Definition.Type.Name()]; answer.IsCompositeType() {
			for _, possible := range c.schema.GetPossibleTypes(answer) {
				fields[i].answers = append(fields[i].answers, objectSelected{possible.Name, c.fields(f.Selections, possible)})
			}
		}
	}
	return fields
}

// ErrUnusual says that an operation is to be executed by the executor: there is an error to be told, a null stands where
// the schema has none, the schema is asked for, or there are too many fields.
var ErrUnusual = errors.New("left to the executor")

// Answer answers the operation: the value of the response's "data", after what is in buf. Variables are coerced. The error is
// ErrUnusual or the budget's, and then there is no answer. A panic of a resolver is the caller's to recover from.
func (c *Compiled) Answer(ctx context.Context, variables map[string]any, b Budget, buf []byte) (answer []byte, err error) {
	defer func() {
		switch thrown := recover().(type) {
		case nil:
		case abandoned:
			answer, err = nil, thrown.err
		default:
			panic(thrown)
		}
	}()
	root := c.root(variables)
	if root == nil {
		return nil, ErrUnusual
	}
	ctx = graphql.WithResponseContext(ctx, graphql.DefaultErrorPresenter, graphql.DefaultRecover)
	w := writer{ctx: ctx, ec: c.ec, variables: variables, budget: b, buf: buf, paid: len(buf)}
	w.objectQuery(root)
	w.spend()
	if len(graphql.GetErrors(ctx)) > 0 {
		return nil, ErrUnusual
	}
	return w.buf, nil
}
