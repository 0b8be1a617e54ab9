package guard

import (
	"context"
	"sync/atomic"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"
)

// document is a document that has passed every check that needs no variables. It is not changed after, but for what is worked
// out from it.
type document struct {
	doc     *ast.QueryDocument
	valid   validated
	outline atomic.Pointer[outline] // of the operation that was asked for last
	made    atomic.Pointer[made]    // of the operation that was asked for last
}

// made is what the guard's caller has worked out from an operation.
type made struct {
	operation *ast.OperationDefinition
	of        any
}

// outlined is the outline of an operation of a document.
func (g *Guard) outlined(ctx context.Context, d *document, operation *ast.OperationDefinition) (*outline, error) {
	if o := d.outline.Load(); o != nil && o.operation == operation {
		return o, nil
	}
	o, err := g.draw(ctx, d.doc, operation)
	if err == nil && len(o.fields) <= mostOutlined {
		d.outline.Store(o)
	}
	return o, err
}

// Bounds of the documents that are kept once they are parsed and validated, the least used of which make room.
const (
	mostKnown    = 128
	longestKnown = 8 << 10 // bytes of text
	mostOutlined = 1000    // fields, fragments spread
)

// document parses and validates the document of a request, if it is not known. One in which a number or a text
// stands is kept only where it was registered with the server: it may be what somebody says of themselves.
func (g *Guard) document(ctx context.Context, request Request) (*document, error) {
	if d, ok := g.known.Get(request.Query); ok {
		return d, nil
	}
	if err := g.scan(ctx, request.Query); err != nil {
		return nil, err
	}
	doc, err := parser.ParseQuery(&ast.Source{Input: request.Query})
	if err != nil {
		return nil, syntaxFault(err)
	}
	if err := g.checkStructure(doc); err != nil {
		return nil, err
	}
	valid, err := g.validate(ctx, doc)
	if err != nil {
		return nil, err
	}
	for _, op := range doc.Operations {
		if err := g.checkMerge(ctx, doc, op); err != nil {
			return nil, err
		}
	}
	d := &document{doc: doc, valid: valid}
	if len(request.Query) <= longestKnown && !valid.private && (request.Registered || !valid.stated) {
		g.known.Add(request.Query, d)
	}
	return d, nil
}
