package gql

import (
	"context"
	"errors"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
)

// Compiled is an operation made ready to be answered again and again: what each of its selections comes to on each type is
// worked out once, by gqlgen's own rules. Its answers are byte for byte the executor's. It is safe for concurrent use.
type Compiled struct {
	ec   *executionContext // for its resolvers and to read arguments
	root field
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

// mostCompiled is how many fields a compiled operation may come to, over all types of objects.
const mostCompiled = 2000

// Compile makes an operation of a validated document ready. It reports false for one that is left to the executor: where a
// directive stands in the document, which may turn on variables, where the schema is asked for, and beyond mostCompiled fields.
func Compile(resolvers ResolverRoot, doc *ast.QueryDocument, operation *ast.OperationDefinition) (*Compiled, bool) {
	ec := newExecutionContext(nil, &executableSchema{Resolvers: resolvers}, nil)
	if operation.Operation != ast.Query || len(operation.Directives) > 0 || directed(operation.SelectionSet) {
		return nil, false
	}
	for _, f := range doc.Fragments {
		if len(f.Directives) > 0 || directed(f.SelectionSet) {
			return nil, false
		}
	}
	c := compiler{oc: &graphql.OperationContext{Doc: doc}, schema: ec.ParsedSchema}
	root := field{answers: []objectSelected{{"Query", c.fields(operation.SelectionSet, c.schema.Query)}}}
	return &Compiled{ec: ec, root: root}, !c.unfit
}

// directed reports whether a directive stands in a selection, fragments that it names left aside.
func directed(set ast.SelectionSet) bool {
	for _, selection := range set {
		switch s := selection.(type) {
		case *ast.Field:
			if len(s.Directives) > 0 || directed(s.SelectionSet) {
				return true
			}
		case *ast.InlineFragment:
			if len(s.Directives) > 0 || directed(s.SelectionSet) {
				return true
			}
		case *ast.FragmentSpread:
			if len(s.Directives) > 0 {
				return true
			}
		}
	}
	return false
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

// ErrUnusual says that an operation is to be executed by the executor: there is an error to be told, or a null stands where
// the schema has none.
var ErrUnusual = errors.New("left to the executor")

// Answer answers the operation: the value of the response's "data", after what is in buf. Variables are coerced. The error is
// ErrUnusual or the budget's, and then there is no answer.
func (c *Compiled) Answer(ctx context.Context, variables map[string]any, b Budget, buf []byte) (answer []byte, err error) {
	ctx = graphql.WithResponseContext(ctx, graphql.DefaultErrorPresenter, graphql.DefaultRecover)
	w := writer{ctx: ctx, ec: c.ec, variables: variables, budget: b, buf: buf}
	defer func() {
		if thrown := recover(); thrown != nil {
			answer, err = nil, ErrUnusual // a panic of a resolver, too: the executor meets it again and tells it
			if a, ok := thrown.(abandoned); ok {
				err = a.err
			}
		}
	}()
	w.objectQuery(&c.root)
	w.spend()
	if len(graphql.GetErrors(ctx)) > 0 {
		return nil, ErrUnusual
	}
	return w.buf, nil
}
