package guard

import "github.com/vektah/gqlparser/v2/ast"

// introspection is how long the lists are that a schema answers about itself.
type introspection struct {
	types, directives int
	mean, most        map[string]int // by field of __Type and others: over all types, and of the largest
	wrapped           []int          // percent of types that stand in at least so many lists and non-nulls, from 1
}

func measure(schema *ast.Schema) introspection {
	i := introspection{types: len(schema.Types), directives: len(schema.Directives), mean: map[string]int{}, most: map[string]int{}}
	count := func(name string, n int) {
		i.mean[name] += n
		i.most[name] = max(i.most[name], n)
	}
	fields, arguments := 0, 0
	var used []*ast.Type
	for _, t := range schema.Types {
		if t.Kind == ast.InputObject {
			count("inputFields", len(t.Fields))
		} else {
			count("fields", len(t.Fields))
		}
		count("enumValues", len(t.EnumValues))
		count("interfaces", len(t.Interfaces))
		count("possibleTypes", len(schema.PossibleTypes[t.Name]))
		for _, f := range t.Fields {
			fields++
			arguments += len(f.Arguments)
			i.most["args"] = max(i.most["args"], len(f.Arguments))
			used = append(used, f.Type)
			for _, a := range f.Arguments {
				used = append(used, a.Type)
			}
		}
	}
	for name, n := range i.mean {
		i.mean[name] = (n + i.types - 1) / max(i.types, 1)
	}
	i.wrapped = shares(used)
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

// shares says for each number of wrappers, from 1, which percentage of types has so many or more.
func shares(types []*ast.Type) []int {
	var having []int
	for _, t := range types {
		for n := range wrappers(t) {
			if n == len(having) {
				having = append(having, 0)
			}
			having[n]++
		}
	}
	for n := range having {
		having[n] = (100*having[n] + len(types) - 1) / len(types)
	}
	return having
}

// wrappers is how many lists and non-nulls a type stands in.
func wrappers(t *ast.Type) int {
	n := 0
	for ; t != nil; t = t.Elem {
		if t.NonNull {
			n++
		}
		if t.Elem != nil {
			n++
		}
	}
	return n
}

// below is where a selection of introspection stands.
type below struct {
	overAll   bool // the lists of it are of every type
	every     bool // it is asked once of each field or argument of every type
	unwrapped int  // by how many ofType it is away from a field's type
}

// next is where the selection of a field stands, and how often it is answered.
func (i introspection) next(field string, b below) (below, int) {
	length := i.length(field, b.overAll)
	switch field {
	case "types":
		return below{overAll: b.overAll, every: b.overAll}, length
	case "fields", "directives", "inputFields":
		return below{overAll: b.overAll, every: b.overAll}, length
	case "args", "type":
		return below{every: b.every}, length
	case "ofType":
		return below{every: b.every, unwrapped: b.unwrapped + 1}, length
	default:
		return below{}, length
	}
}

// share is what of a selection's cost is left where the types that it is of are null: those with fewer wrappers.
func (i introspection) share(b below, cost int) int {
	switch {
	case b.unwrapped == 0:
		return cost
	case b.unwrapped > len(i.wrapped):
		return 0
	case b.every: // of the one above, whose share is counted already
		above := 100
		if b.unwrapped > 1 {
			above = i.wrapped[b.unwrapped-2]
		}
		return (cost*i.wrapped[b.unwrapped-1] + above - 1) / above
	default:
		return cost
	}
}
