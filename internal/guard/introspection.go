package guard

import "github.com/vektah/gqlparser/v2/ast"

// introspection is how long the lists are that a schema answers about itself.
type introspection struct {
	types, directives int
	mean, most        map[string]int // by field of __Type and others: over all types, and of the largest
}

func measure(schema *ast.Schema) introspection {
	i := introspection{types: len(schema.Types), directives: len(schema.Directives), mean: map[string]int{}, most: map[string]int{}}
	count := func(name string, n int) {
		i.mean[name] += n
		i.most[name] = max(i.most[name], n)
	}
	fields, arguments := 0, 0
	for _, t := range schema.Types {
		count("fields", len(t.Fields))
		count("inputFields", len(t.Fields))
		count("enumValues", len(t.EnumValues))
		count("interfaces", len(t.Interfaces))
		count("possibleTypes", len(schema.PossibleTypes[t.Name]))
		for _, f := range t.Fields {
			fields++
			arguments += len(f.Arguments)
			i.most["args"] = max(i.most["args"], len(f.Arguments))
		}
	}
	for name, n := range i.mean {
		i.mean[name] = (n + i.types - 1) / max(i.types, 1)
	}
	i.mean["args"] = (arguments + fields - 1) / max(fields, 1)
	return i
}

// length is how long the answer to a field of introspection is, 1 for what is no list. overAll says
// that it is asked of every type, so that the mean counts.
func (i introspection) length(field string, overAll bool) int {
	switch {
	case field == "types":
		return i.types
	case field == "directives":
		return i.directives
	case overAll && i.mean[field] > 0:
		return i.mean[field]
	case i.most[field] > 0:
		return i.most[field]
	default:
		return 1
	}
}
