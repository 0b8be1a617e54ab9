// Package hostile has GraphQL requests that are made to be dear: those that were found, and others of
// each kind. Tests, the fuzzer's corpus and the table of dev/attack have them from here.
package hostile

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/lexer"
)

// Request is a request that is made to be dear.
type Request struct {
	Name, Query string
	Variables   map[string]any
}

// fill repeats a text, given its number, until the document has just fewer tokens than are allowed.
func fill(prefix, suffix string, item func(i int) string) string {
	const most, bytes = 4_990, 60_000
	var b strings.Builder
	b.WriteString(prefix)
	for i, tokens := 0, countTokens(prefix)+countTokens(suffix); ; i++ {
		next := item(i)
		if tokens += countTokens(next); tokens > most || b.Len()+len(next)+len(suffix) > bytes {
			return b.String() + suffix
		}
		b.WriteString(next)
	}
}

func countTokens(text string) int {
	lex := lexer.New(&ast.Source{Input: text})
	for n := 0; ; n++ {
		if token, err := lex.ReadToken(); err != nil || token.Kind == lexer.EOF {
			return n
		}
	}
}

func times(n int, item func(i int) string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(item(i))
	}
	return b.String()
}

func same(text string) func(int) string { return func(int) string { return text } }

// Requests are all of them.
func Requests() []Request {
	return slices.Concat(found(), documents(), questions(), siblings())
}

// found are those by which the guard was first measured.
func found() []Request {
	numbered := func(format string) func(int) string { return func(i int) string { return fmt.Sprintf(format, i) } }
	chain := times(8, same("ofType {")) + "name" + strings.Repeat("}", 8)
	many := make([]any, 8000)
	for i := range many {
		many[i] = json.Number("1")
	}
	return []Request{
		{"introspection, aliases of aliases", "{__schema{types{" + times(40, func(i int) string {
			return fmt.Sprintf("a%d: fields {%s}", i, times(4, func(j int) string { return fmt.Sprintf("b%d: type {%s}", j, chain) }))
		}) + "}}}", nil},
		{"introspection, aliases by fragments", "{__schema{types{...T}}} fragment T on __Type {" + times(40, func(i int) string {
			return fmt.Sprintf("a%d: fields {...F} ", i)
		}) + "} fragment F on __Field {" + times(40, func(i int) string {
			return fmt.Sprintf("b%d: type {...O} ", i)
		}) + "} fragment O on __Type {" + chain + "}", nil},
		{"introspection, fragments doubled", "{__schema{types{...f0}}}" + times(30, func(i int) string {
			return fmt.Sprintf("fragment f%d on __Type {a: ofType {...f%d} b: ofType {...f%d}}", i, i+1, i+1)
		}) + "fragment f30 on __Type {name}", nil},
		{"introspection, types of fields of types", "{__schema{types{fields{type{fields{type{fields{type{name}}}}}}}}}", nil},
		{"introspection, possible types in circles", "{__schema{types{possibleTypes{interfaces{possibleTypes{interfaces{fields{name}}}}}}}}", nil},
		{"introspection, many roots", fill("{", "}", numbered("a%d: __schema {types {name}}")), nil},
		{"inline fragments nested", "{dataset" + times(830, same("{...")) + "{name name name}" + strings.Repeat("}", 830) + "}", nil},
		{"inline fragments nested, with fields", "{dataset" + times(60, same("{name version title {ja} ...")) + "{name}" + strings.Repeat("}", 60) + "}", nil},
		{"inline fragments nested, three fields each", "{dataset{" + times(830, same("name version illustrative ...{")) + "name" + strings.Repeat("}", 830) + "}}", nil},
		{"inline fragments beside each other", fill("{dataset{", "}}", same("...{name version} ")), nil},
		{"one field repeated", fill("{dataset{", "}}", same("name ")), nil},
		{"one field repeated, with a selection", fill("{", "}", same("dataset{name} ")), nil},
		{"many aliases", fill("{dataset{", "}}", numbered("a%d: name ")), nil},
		{"many different unknown fields", fill("{dataset{", "}}", numbered("nam%d ")), nil},
		{"unknown spreads", fill("{", "}", numbered("...f%d ")), nil},
		{"unknown types", fill("{", "}", numbered("... on T%d {a} ")), nil},
		{"unknown arguments", fill("{dataset(", ") {name}}", numbered("a%d: 1 ")), nil},
		{"unknown directives", fill("{dataset ", " {name}}", numbered("@d%d ")), nil},
		{"a name without end", "{" + strings.Repeat("a", 60_000) + "}", nil},
		{"a text without end", `{role(by: {code: "` + strings.Repeat("a", 60_000) + `"}) {nothing}}`, nil},
		{"fragments doubled", "{dataset {...f0}}" + times(30, func(i int) string {
			return fmt.Sprintf("fragment f%d on Dataset {...f%d ...f%d}", i, i+1, i+1)
		}) + "fragment f30 on Dataset {name}", nil},
		{"fragments doubled under names", `{role(by: {code: "x"}) {...f0}}` + times(12, func(i int) string {
			return fmt.Sprintf("fragment f%d on Role {a: family {roles(first: 1) {nodes {...f%d}}} b: family {roles(first: 1) {nodes {...f%d}}}}", i, i+1, i+1)
		}) + "fragment f12 on Role {code}", nil},
		{"fragments in a circle", "{dataset {...a}} fragment a on Dataset {...b} fragment b on Dataset {...a}", nil},
		{"fragments in a long circle", "{dataset {...f0}}" + times(90, func(i int) string {
			return fmt.Sprintf("fragment f%d on Dataset {name ...f%d}", i, (i+1)%90)
		}), nil},
		{"fragments that spread all that follow", "{dataset {...f0}}" + times(90, func(i int) string {
			return fmt.Sprintf("fragment f%d on Dataset {name %s}", i, times(90-i-1, func(j int) string { return fmt.Sprintf("...f%d ", i+j+1) }))
		}), nil},
		{"a big fragment behind a chain", "{dataset {...f0}}" + times(98, func(i int) string {
			return fmt.Sprintf("fragment f%d on Dataset {...f%d}", i, i+1)
		}) + "fragment f98 on Dataset {" + strings.Repeat("name ", 3000) + "}", nil},
		{"a big literal behind a chain", `{...f0}` + times(98, func(i int) string {
			return fmt.Sprintf("fragment f%d on Query {...f%d}", i, i+1)
		}) + "fragment f98 on Query {roles(filter: {codes: [" + strings.Repeat("1 ", 3000) + "]}) {totalCount}}", nil},
		{"lists in lists", fill("{roles(first: ", "", same("[")), nil},
		{"objects in objects", fill("{roles(filter: ", "", same("{a:")), nil},
		{"types of lists of lists", fill("query(", "", same("$a:[[[[[[[[")), nil},
		{"comments", fill("{dataset{name}}", "", same("#\n")), nil},
		{"many operations", fill("", "", numbered("query q%d {dataset{name}} ")), nil},
		{"many variables", fill("query(", ") {dataset{name}}", numbered("$v%d: Int ")), nil},
		{"an object of a literal with many keys", fill("{roles(filter: {", "}) {totalCount}}", numbered("a%d: 1 ")), nil},
		{"directives repeated", fill("{dataset ", "{name}}", same("@skip(if: true) ")), nil},
		{"a condition that is an object", "{dataset @skip(if: {}) {name}}", nil},
		{"conditions that are lists", fill("{dataset {", "}}", same("name @include(if: [[true]]) ")), nil},
		{"pages of pages", `{roles(first: 500) {nodes {correlates(first: 500) {nodes {role {correlates(first: 500) {nodes {role {code}}}}}}}}}`, nil},
		{"one long variable, read again and again", `query($c: [String!]) {` + times(49, numbered("a%d: roles(filter: {codes: $c}) {totalCount} ")) + "}", map[string]any{"c": texts(8000)}},
		{"a long variable of the wrong kind", `query($c: [String!]) {roles(filter: {codes: $c}) {totalCount}}`, map[string]any{"c": many}},
		{"batches beside each other", `query($p: [PathPairInput!]!) {` + times(49, numbered("a%d: pathBatch(input: {pairs: $p}) {version} ")) + "}", map[string]any{"p": pairs(100)}},
		{"alternatives beside each other", "{" + times(49, numbered(`a%d: paths(input: {from: {role: "SOC-OPERATOR"}, to: {role: "MGMT-CISO"}, first: 10, maxOverlap: 0, limits: {via: ["SOC-INTEL", "SOC-ANALYST", "SOC-INTEL", "SOC-ANALYST"]}}) {__typename} `)) + "}", nil},
		{"stability of everything", "{" + times(49, numbered(`a%d: paths(input: {from: {role: "SOC-OPERATOR"}, to: {role: "MGMT-CISO"}, first: 10}) {... on PathsFound {paths {stability(trials: 10000) {__typename}}}} `)) + "}", nil},
	}
}

func texts(n int) []any {
	all := make([]any, n)
	for i := range all {
		all[i] = "x"
	}
	return all
}

func pairs(n int) []any {
	all := make([]any, n)
	for i := range all {
		all[i] = map[string]any{"from": map[string]any{"role": "SOC-OPERATOR"}, "to": map[string]any{"role": "MGMT-CISO"}}
	}
	return all
}
