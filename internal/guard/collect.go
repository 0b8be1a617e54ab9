package guard

import "github.com/vektah/gqlparser/v2/ast"

// group is all fields of a selection that answer under one name.
type group struct {
	name   string
	fields []*ast.Field
}

// subselections are what the fields of a group select, as one selection.
func (g group) subselections() []ast.SelectionSet {
	return subselections(g.fields)
}

func subselections(fields []*ast.Field) []ast.SelectionSet {
	sets := make([]ast.SelectionSet, 0, len(fields))
	for _, f := range fields {
		if len(f.SelectionSet) > 0 {
			sets = append(sets, f.SelectionSet)
		}
	}
	return sets
}

// collector spreads fragments as execution does: within one selection, each fragment once.
type collector struct {
	fragments map[string]*ast.FragmentDefinition
	watch     *watch
}

func newCollector(doc *ast.QueryDocument, w *watch) collector {
	c := collector{fragments: make(map[string]*ast.FragmentDefinition, len(doc.Fragments)), watch: w}
	for _, f := range doc.Fragments {
		c.fragments[f.Name] = f
	}
	return c
}

// collect groups the fields of several selections, taken as one, in the order in which their names
// first stand. It takes one step of the watch for each selection and spread.
func (c collector) collect(sets []ast.SelectionSet) []group {
	var groups []group
	index := map[string]int{}
	seen := map[string]bool{}
	var add func(set ast.SelectionSet)
	add = func(set ast.SelectionSet) {
		for _, selection := range set {
			c.watch.step()
			switch s := selection.(type) {
			case *ast.Field:
				i, ok := index[s.Alias]
				if !ok {
					i = len(groups)
					index[s.Alias] = i
					groups = append(groups, group{name: s.Alias})
				}
				groups[i].fields = append(groups[i].fields, s)
			case *ast.InlineFragment:
				add(s.SelectionSet)
			case *ast.FragmentSpread:
				if f := c.fragments[s.Name]; f != nil && !seen[s.Name] {
					seen[s.Name] = true
					add(f.SelectionSet)
				}
			}
		}
	}
	for _, set := range sets {
		add(set)
	}
	return groups
}
