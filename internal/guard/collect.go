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

// eachField visits the fields of several selections, taken as one, in order, and what is selected of a field
// where visit says so; each fragment once. It takes one step of the watch for each selection and spread.
func (c collector) eachField(sets []ast.SelectionSet, visit func(*ast.Field) (within bool)) {
	seen := map[string]bool{}
	var walk func(set ast.SelectionSet)
	walk = func(set ast.SelectionSet) {
		for _, selection := range set {
			c.watch.step()
			switch s := selection.(type) {
			case *ast.Field:
				if visit(s) {
					walk(s.SelectionSet)
				}
			case *ast.InlineFragment:
				walk(s.SelectionSet)
			case *ast.FragmentSpread:
				if f := c.fragments[s.Name]; f != nil && !seen[s.Name] {
					seen[s.Name] = true
					walk(f.SelectionSet)
				}
			}
		}
	}
	for _, set := range sets {
		walk(set)
	}
}

// collect groups the fields of several selections, taken as one, in the order in which their names
// first stand.
func (c collector) collect(sets []ast.SelectionSet) []group {
	var groups []group
	index := map[string]int{}
	c.eachField(sets, func(f *ast.Field) bool {
		i, ok := index[f.Alias]
		if !ok {
			i = len(groups)
			index[f.Alias] = i
			groups = append(groups, group{name: f.Alias})
		}
		groups[i].fields = append(groups[i].fields, f)
		return false
	})
	return groups
}
