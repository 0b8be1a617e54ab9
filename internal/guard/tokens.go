package guard

import (
	"context"
	"unicode/utf8"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/lexer"
)

// scan reads the document's tokens and holds on to none. The parser, which recurses and builds a
// tree, then only sees documents of moderate size and nesting.
func (g *Guard) scan(ctx context.Context, query string) error {
	w := watch{ctx: ctx, most: &Refusal{Limit: LimitTokens, Max: g.limits.Tokens}}
	lex := lexer.New(&ast.Source{Input: query})
	for nesting := 0; ; {
		token, err := lex.ReadToken()
		if err != nil {
			return syntaxFault(err)
		}
		switch token.Kind {
		case lexer.EOF:
			return nil
		case lexer.BraceL, lexer.BracketL, lexer.ParenL:
			nesting++
			if err := exceeds(LimitNesting, nesting, g.limits.Nesting); err != nil {
				return err
			}
		case lexer.BraceR, lexer.BracketR, lexer.ParenR:
			nesting--
		case lexer.Name:
			if err := exceeds(LimitName, utf8.RuneCountInString(token.Value), g.limits.Name); err != nil {
				return err
			}
		}
		w.step()
	}
}
