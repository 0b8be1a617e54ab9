package guard

import (
	"cmp"
	"fmt"
)

// Limits bound requests. Zero stands for the default, which is given behind each.
type Limits struct {
	Tokens      int // of the document: 5,000
	Nesting     int // of brackets of any kind: 64
	Name        int // characters of one name: 128
	Operations  int // in one document: 10
	Fragments   int // in one document: 100
	Variables   int // of one operation: 100
	Directives  int // in one document: 200
	Aliases     int // in one document: 200
	RootFields  int // of one operation, after spreading: 50
	Fields      int // selections, each fragment spread wherever it stands: 10,000
	Depth       int // levels of fields: 16
	SchemaDepth int // levels of fields of introspection: 16
	SchemaCost  int // microseconds of CPU, of introspection: 60,000
	Cost        int // microseconds of CPU: 250,000
	Errors      int // told in one answer: 10

	NoIntrospection bool // refuses introspection, and tells no name that the request does not have
}

// The names of limits, as refusals and settings have them.
const (
	LimitTokens      = "tokens"
	LimitNesting     = "nesting"
	LimitName        = "name"
	LimitOperations  = "operations"
	LimitFragments   = "fragments"
	LimitVariables   = "variables"
	LimitDirectives  = "directives"
	LimitAliases     = "aliases"
	LimitRootFields  = "rootFields"
	LimitFields      = "fields"
	LimitDepth       = "depth"
	LimitSchemaDepth = "schemaDepth"
	LimitSchemaCost  = "schemaCost"
	LimitCost        = "cost"
	LimitErrors      = "errors"
)

// ByName returns where the limit of a name is kept, nil for no such limit.
func (l *Limits) ByName(name string) *int {
	for _, n := range l.all() {
		if n.name == name {
			return n.value
		}
	}
	return nil
}

// LimitNames lists the names of all limits.
func LimitNames() []string {
	var names []string
	for _, n := range new(Limits).all() {
		names = append(names, n.name)
	}
	return names
}

type namedLimit struct {
	name         string
	value        *int
	defaultValue int
}

func (l *Limits) all() []namedLimit {
	return []namedLimit{
		{LimitTokens, &l.Tokens, 5_000},
		{LimitNesting, &l.Nesting, 64},
		{LimitName, &l.Name, 128},
		{LimitOperations, &l.Operations, 10},
		{LimitFragments, &l.Fragments, 100},
		{LimitVariables, &l.Variables, 100},
		{LimitDirectives, &l.Directives, 200},
		{LimitAliases, &l.Aliases, 200},
		{LimitRootFields, &l.RootFields, 50},
		{LimitFields, &l.Fields, 10_000},
		{LimitDepth, &l.Depth, 16},
		{LimitSchemaDepth, &l.SchemaDepth, 16},
		{LimitSchemaCost, &l.SchemaCost, 60_000},
		{LimitCost, &l.Cost, 250_000},
		{LimitErrors, &l.Errors, 10},
	}
}

func (l Limits) withDefaults() Limits {
	for _, n := range l.all() {
		*n.value = cmp.Or(*n.value, n.defaultValue)
	}
	return l
}

// Refusal says which limit a request exceeds, and by how much.
type Refusal struct {
	Limit string // one of the names of limits
	Got   int    // at least so much: counting ends where the limit is exceeded
	Max   int
}

func (r *Refusal) Error() string {
	return fmt.Sprintf("%s: at least %d, at most %d are allowed", r.Limit, r.Got, r.Max)
}

func exceeds(limit string, got, most int) error {
	if got > most {
		return &Refusal{Limit: limit, Got: got, Max: most}
	}
	return nil
}
