package guard

import (
	"fmt"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// checkStructure counts what stands in a document, and refuses fragments that go in circles and those
// whose spreading would make the validator walk the document over and over.
func (g *Guard) checkStructure(doc *ast.QueryDocument) error {
	var count counts
	parts := make([]*part, 0, len(doc.Operations)+len(doc.Fragments))
	for _, op := range doc.Operations {
		if err := exceeds(LimitVariables, len(op.VariableDefinitions), g.limits.Variables); err != nil {
			return err
		}
		p := &part{}
		for _, v := range op.VariableDefinitions {
			count.directives += len(v.Directives)
		}
		count.directives += len(op.Directives)
		count.selections(op.SelectionSet, p)
		parts = append(parts, p)
	}
	fragments := map[string]*part{}
	for _, f := range doc.Fragments {
		p := &part{fragment: f}
		count.directives += len(f.Directives)
		count.selections(f.SelectionSet, p)
		parts = append(parts, p)
		if fragments[f.Name] == nil { // the first of a name counts, as for the validator
			fragments[f.Name] = p
		}
	}
	for _, c := range []struct {
		limit     string
		got, most int
	}{
		{LimitOperations, len(doc.Operations), g.limits.Operations},
		{LimitFragments, len(doc.Fragments), g.limits.Fragments},
		{LimitAliases, count.aliases, g.limits.Aliases},
		{LimitDirectives, count.directives, g.limits.Directives},
	} {
		if err := exceeds(c.limit, c.got, c.most); err != nil {
			return err
		}
	}
	for _, p := range parts {
		if spread := p.circle(fragments); spread != nil {
			return Faults{{
				Code: CodeValidation, Rule: "NoFragmentCycles", Detail: fmt.Sprintf("Cannot spread fragment %q within itself.", spread.Name),
				Locations: []gqlerror.Location{{Line: spread.Position.Line, Column: spread.Position.Column}},
			}}
		}
	}
	// The validator walks each part with all that it spreads, each fragment once.
	walked := 0
	for _, p := range parts {
		walked += p.reach(fragments, map[*part]bool{})
		if err := exceeds(LimitFields, walked, 2*g.limits.Fields); err != nil {
			return &Refusal{Limit: LimitFields, Got: walked / 2, Max: g.limits.Fields}
		}
	}
	return nil
}

type counts struct{ aliases, directives int }

// part is an operation or a fragment by itself.
type part struct {
	fragment *ast.FragmentDefinition
	size     int // selections, directives and values
	spreads  []*ast.FragmentSpread
	visited  bool
	open     bool
}

func (c *counts) selections(set ast.SelectionSet, p *part) {
	for _, selection := range set {
		p.size++
		switch s := selection.(type) {
		case *ast.Field:
			if s.Alias != s.Name {
				c.aliases++
			}
			c.directives += len(s.Directives)
			p.size += argumentSize(s.Arguments) + directiveSize(s.Directives)
			c.selections(s.SelectionSet, p)
		case *ast.InlineFragment:
			c.directives += len(s.Directives)
			p.size += directiveSize(s.Directives)
			c.selections(s.SelectionSet, p)
		case *ast.FragmentSpread:
			c.directives += len(s.Directives)
			p.size += directiveSize(s.Directives)
			p.spreads = append(p.spreads, s)
		}
	}
}

func directiveSize(list ast.DirectiveList) int {
	size := len(list)
	for _, d := range list {
		size += argumentSize(d.Arguments)
	}
	return size
}

func argumentSize(list ast.ArgumentList) int {
	size := 0
	for _, a := range list {
		size += valueSize(a.Value)
	}
	return size
}

// valueSize is how many values a literal is made of.
func valueSize(v *ast.Value) int {
	if v == nil {
		return 0
	}
	size := 1
	for _, child := range v.Children {
		size += valueSize(child.Value)
	}
	return size
}

// circle returns a spread that leads back to where it came from, nil for none. It visits each part once.
func (p *part) circle(fragments map[string]*part) *ast.FragmentSpread {
	if p.visited {
		return nil
	}
	p.visited, p.open = true, true
	defer func() { p.open = false }()
	for _, spread := range p.spreads {
		next := fragments[spread.Name]
		if next == nil {
			continue // the validator says so
		}
		if next.open {
			return spread
		}
		if found := next.circle(fragments); found != nil {
			return found
		}
	}
	return nil
}

// reach is the size of a part and of all that it spreads.
func (p *part) reach(fragments map[string]*part, seen map[*part]bool) int {
	seen[p] = true
	size := p.size
	for _, spread := range p.spreads {
		if next := fragments[spread.Name]; next != nil && !seen[next] {
			size += next.reach(fragments, seen)
		}
	}
	return size
}
