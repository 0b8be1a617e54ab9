package hostile

import (
	"encoding/json"
	"fmt"
	"strings"
)

// siblings are other ways to what documents and questions are about: fields in conflict, values within
// values, conditions, texts that grow when they are folded, and questions at the edge of what is let pass.
func siblings() []Request {
	numbered := func(format string) func(int) string { return func(i int) string { return fmt.Sprintf(format, i) } }
	spreads := func(n int) string { return times(n, numbered("...f%d ")) }
	fold := func(text string) map[string]any {
		return map[string]any{"t": strings.Repeat(text, 60_000/len(text))}
	}
	const search, filter = `query($t: String!) {search(input: {text: $t}) {totalCount near {code}}}`, `query($t: String!) {roles(filter: {text: $t}) {totalCount}}`
	const ends = `from: {role: "SOC-OPERATOR"}, to: {role: "MGMT-CISO"}`
	input := "{" + ends + ", limits: {avoid: {roles: [" + times(20, numbered(`"r%d" `)) + "]}}}"
	return []Request{
		// Fields under one response name.
		{"arguments in conflict across fragments", "{" + spreads(98) + "}" + times(98, numbered("fragment f%d on Query {x: roles(first: %[1]d) {totalCount}} ")), nil},
		{"arguments in conflict at each depth", times(30, func(i int) string {
			return fmt.Sprintf("fragment f%d on Role {x: correlates(first: %d) {nodes {role {...f%d}}} y: correlates(first: %d) {nodes {role {...f%d}}}} ", i, i, i+1, i, i+1)
		}) + "fragment f30 on Role {x: code} query {role(by: {code: \"x\"}) {...f0}}", nil},
		{"the same field in conflict with all that follow", fill("{", "}", func(i int) string { return fmt.Sprintf("x: roles(first: %d) {totalCount} ", i) }), nil},
		{"equal arguments that are long", fill("{", "}", same("x: path(input: "+input+") {__typename} ")), nil},
		{"long arguments that differ at their end", fill("{", "}", func(i int) string {
			return fmt.Sprintf("x: path(input: {%s, limits: {avoid: {roles: [%s \"%d\"]}}}) {__typename} ", ends, times(20, numbered(`"r%d" `)), i)
		}), nil},
		{"keys of inputs in another order each time", fill("{", "}", func(i int) string {
			return []string{`x: path(input: {` + ends + `}) {__typename} `, `x: path(input: {to: {role: "MGMT-CISO"}, from: {role: "SOC-OPERATOR"}}) {__typename} `}[i%2]
		}), nil},
		{"types that differ under one name, of unions", fill(`{path(input: {`+ends+`}) {`, "}}", func(i int) string {
			return []string{"... on PathFound {x: comfortableClimb} ", "... on NoPath {x: explanation {ja}} ", "... on UnknownRole {x: near {code}} "}[i%3]
		}), nil},
		{"response names that differ in one letter", fill("{dataset {", "}}", func(i int) string { return strings.Repeat("a", 30) + fmt.Sprintf("%04d: name ", i) }), nil},
		{"fragments on types that exclude each other", fill(`{node(id: "x") {`, "}}", same("... on Role {... on Skill {... on Family {id}}} ")), nil},
		{"fragments for operations that have none of them", "{dataset {name}} " + times(98, func(i int) string {
			return fmt.Sprintf("fragment f%d on Role {... on Node {id ...f%d}} ", i, i+1)
		}) + "fragment f98 on Role {id}", nil},

		// Conditions.
		{"many conditions on one field", "query(" + times(50, numbered("$a%d: Boolean! ")) + ") {dataset {" + times(50, numbered("name @include(if: $a%d) @skip(if: $a%[1]d) ")) + "}}", manyConditions(50)},
		{"conditions within conditions", "query($a: Boolean! $b: Boolean!) {" + times(60, same("... @include(if: $a) @skip(if: $b) {")) + "dataset {name}" + strings.Repeat("}", 61), map[string]any{"a": true, "b": false}},
		{"conditions on every spread", "query($a: Boolean!) {dataset {" + times(90, numbered("...f%d @include(if: $a) ")) + "}} " + times(90, func(i int) string {
			return fmt.Sprintf("fragment f%d on Dataset {name ...f%d @skip(if: $a)} ", i, i+1)
		}) + "fragment f90 on Dataset {name}", map[string]any{"a": true}},
		{"conditions that are wrong in every place", fill("{dataset {", "}}", same(`name @skip(if: "true") @include(if: 1) `)), nil},
		{"everything is left out", fill("{", "}", same("dataset @skip(if: true) {name} ")), nil},
		{"everything is left out, of dear questions", "{" + times(49, numbered(`a%d: paths(input: {`+ends+`, first: 10, maxOverlap: 0}) @skip(if: true) {__typename} `)) + "}", nil},

		// Values within values.
		{"a literal of objects within objects, with siblings", "{path(input: " + times(40, same(`{role: "a", roles: ["a" "b"], x: `)) + "1" + strings.Repeat("}", 40) + ") {__typename}}", nil},
		{"a default of lists within lists", "query($v: [String!] = " + strings.Repeat("[", 1500) + strings.Repeat("]", 1500) + ") {roles(filter: {codes: $v}) {totalCount}}", nil},
		{"a default of objects within objects", "query($v: RoleFilter = " + strings.Repeat("{text: ", 900) + "1" + strings.Repeat("}", 900) + ") {roles(filter: $v) {totalCount}}", nil},
		{"defaults that refer to variables", "query(" + times(90, numbered("$v%d: Int = $v%[1]d ")) + ") {dataset {name}}", nil},
		{"arguments of directives, deep", "{dataset {name @skip(if: " + strings.Repeat("[", 1500) + "true" + strings.Repeat("]", 1500) + ")}}", nil},
		{"a variable in every key of an input", `query($s: String! $f: Float $i: Int $l: [String!]) {` + times(30, numbered(`a%d: path(input: {from: {role: $s}, to: {role: $s}, limits: {maxSteps: $i, maxClimb: $f, maxDrop: $f, minTotal: $f, maxTotal: $f, minCorrelation: $f, via: $l, avoid: {roles: $l, families: $l}, comfortableClimb: $f, familyChange: $f}}) {__typename} `)) + "}", map[string]any{"s": "SOC-OPERATOR", "l": texts(20)}},
		{"several keys where one is wanted, by variables", `query($a: StartInput! $b: EndpointInput!) {path(input: {from: $a, to: $b}) {__typename}}`, map[string]any{"a": map[string]any{"role": "x", "family": nil, "roles": texts(3000), "profile": profile()}, "b": map[string]any{}}},
		{"one key, but null", `query($r: String) {path(input: {from: {role: $r}, to: {role: null}}) {__typename}}`, map[string]any{"r": nil}},
		{"a list for each single value", `query($o: [Objective!]) {path(input: {from: {role: ["a"]}, to: {roles: "a"}, objective: $o}) {__typename}}`, map[string]any{"o": repeated("GENTLEST", 3000)}},
		{"numbers of ten thousand digits", "{a: roles(first: -" + strings.Repeat("1", 10_000) + ") {totalCount} b: roles(filter: {minTotal: " + strings.Repeat("1", 10_000) + "." + strings.Repeat("1", 10_000) + "e" + strings.Repeat("1", 10_000) + "}) {totalCount}}", nil},
		{"numbers that are hardly numbers", "{roles(filter: {minTotal: " + fill("[", "]", same("0.0e-0 -0 1E+30 ")) + "}) {totalCount}}", nil},
		{"zeroes before a number", "{roles(first: " + strings.Repeat("0", 60_000) + "1) {totalCount}}", nil},
		{"a fraction that is nearly halfway", `query($v: Float) {roles(filter: {minTotal: $v}) {totalCount}}`, map[string]any{"v": json.Number("9007199254740993." + strings.Repeat("0", 50_000) + "1")}},
		{"an exponent below all bounds", `query($v: Int) {roles(first: $v) {totalCount}}`, map[string]any{"v": json.Number("1e-999999999")}},

		// What is not closed, and what is ignored.
		{"parentheses without end", "{a(a: 1) @b" + strings.Repeat("(a:", 2400), nil},
		{"directives within arguments of directives", "{a " + strings.Repeat("@a(a: [", 1200), nil},
		{"types without end", "query($a: " + strings.Repeat("[", 4_900), nil},
		{"exclamation marks", "query($a: Int" + strings.Repeat("!", 60_000) + ") {dataset {name}}", nil},
		{"one comment without end", "#" + strings.Repeat("あ", 20_000) + "\n{dataset{name}}", nil},
		{"comments between all tokens", fill("{dataset{", "}}", same("#{}\n,,,name#\"\"\"\r")), nil},
		{"commas", "{dataset{" + strings.Repeat(",", 60_000) + "name}}", nil},
		{"ends of lines of all kinds", strings.Repeat("\r\n\r\t ", 12_000) + "{dataset{name}", nil},
		{"an error behind thousands of lines", strings.Repeat("\n", 60_000) + "{dataset{name}", nil},
		{"more parts than are let pass", strings.Repeat("a ", 30_000), nil},
		{"more parts than are let pass, of signs", strings.Repeat("{}", 30_000), nil},
		{"__typename thousands of times", "{" + times(19_000, same("a:__typename "))[:60_000] + "}", nil},
		{"signs in other directions", "{dataset{name\u202e" + strings.Repeat("\u2066", 15_000) + "}}", nil},
		{"a name of letters that look like others", "{" + strings.Repeat("dаtаset", 4_000) + "}", nil},
		{"bytes that are too long for their letter", "{dataset(a: \"" + strings.Repeat("\xc0\xaf\xf5", 10_000) + "\") {name}}", nil},
		{"quotes", strings.Repeat(`"`, 60_000), nil},
		{"a text that ends behind its escape", `{role(by: {code: "` + strings.Repeat(`\\`, 25_000) + `\`, nil},
		{"letters beyond the first plane, in halves", `{role(by: {code: "` + strings.Repeat(`\uD83D\uDE00\uDE00\uD83D`, 2_400) + `"}) {code}}`, nil},

		// Operations.
		{"an operation without a name beside others", "{dataset{name}}" + times(40, numbered("query q%d {dataset{name}} ")), nil},
		{"one operation of each kind", "query {dataset{name}} mutation {a} subscription {a}", nil},
		{"subscriptions beside each other", fill("", "", numbered("subscription s%d {dataset{name}} ")), nil},
		{"an operation that spreads nothing that is there", "query q {...q} fragment on on Query {...on}", nil},
		{"__type of a variable, under names", "query($n: String!) {" + times(49, numbered("a%d: __type(name: $n) {name fields {name type {name}}} ")) + "}", map[string]any{"n": "Query"}},
		{"directives and their arguments' types", "{__schema{" + times(40, numbered("a%d: directives{name locations args{name type{name ofType{name ofType{name inputFields{name}}}}}} ")) + "}}", nil},
		{"introspection through a fragment on Query", "{" + times(40, numbered("...f%d ")) + "}" + times(40, numbered("fragment f%d on Query {a%[1]d: __schema {types {name fields {name}}}} ")), nil},

		// Texts that grow when they are folded, or are slow to put in order.
		{"ligatures of eighteen letters", search, fold("ﷺ")},
		{"ligatures of eighteen letters, in a filter", filter, fold("ﷺ")},
		{"marks upon marks", search, map[string]any{"t": "a" + strings.Repeat("\u0323\u0301\u0327", 9_000)}},
		{"marks upon marks, out of order", filter, map[string]any{"t": "a" + strings.Repeat("\u0301", 14_000) + strings.Repeat("\u0323", 14_000)}},
		{"squares of katakana", search, fold("㌀㌁㌂")},
		{"letters of hangul", search, fold("\u1100\u1161\u11a8")},
		{"long vowels between marks", search, fold("ー゛ー゜")},
		{"letters of several cases", search, fold("ßŉΐİǆ")},
		{"signs that are no words", search, fold("!?・（）")},
		{"words of one letter", filter, fold("a b c ")},
		{"a text that is in every name", search, fold("ー ")},
		{"unknown names that grow", `query($t: String!) {` + times(20, numbered(`a%d: path(input: {from: {role: $t}, to: {family: $t}}) {... on UnknownRole {text near {code} explanation {ja en}} ... on UnknownFamily {text near {code}}} `)) + "}", map[string]any{"t": strings.Repeat("ﷺ", 3_000)}},

		// At the edge of what is let pass.
		{"paths through twenty roles", "{" + times(4, numbered(`a%d: path(input: {`+ends+`, limits: {via: [`+times(20, func(i int) string { return []string{`"SOC-INTEL" `, `"SOC-ANALYST" `}[i%2] })+`]}}) {... on PathFound {beatenBy {path {roles {code}}} runnerUp {path {roles {code}}}} ... on NoPath {joint {path {roles {code}}}}} `)) + "}", nil},
		{"a batch of a hundred that pass and avoid", `query($p: [PathPairInput!]!) {pathBatch(input: {pairs: $p, limits: {via: ["SOC-INTEL"], avoid: {families: ["CSIRT"]}, maxSteps: 9}}) {results {... on PathFound {beatenBy {explanation {ja en}} caveats {ja en} path {steps {explanation {ja en}} notes {ja}}} ... on NoPath {explanation {ja en}}}}}`, map[string]any{"p": pairs(100)}},
		{"reach of everyone from everywhere", `query($p: [String!]!) {` + times(20, numbered(`a%d: reach(input: {of: {roles: $p}, direction: TO}) {... on Reach {roles(first: 500) {nodes {role {code name {ja en kana}} path {steps {explanation {ja en}}}}}}} `)) + "}", map[string]any{"p": repeated("SOC-OPERATOR", 100)}},
		{"a path of each of hundreds that are within reach", `{reach(input: {of: {role: "SOC-OPERATOR"}}) {... on Reach {roles(first: 500) {nodes {path {stability(trials: 10000) {share} steps {newSkills {skill {name {ja}}}}}}}}}}`, nil},
		{"profiles that state every level twice", `query($p: ProfileInput!) {reach(input: {of: {profile: $p}}) {__typename}}`, map[string]any{"p": map[string]any{"levels": twice()}}},
		{"profiles of levels beyond all bounds", `query($p: ProfileInput!) {path(input: {from: {profile: $p}, to: {role: "MGMT-CISO"}}) {__typename}}`, map[string]any{"p": map[string]any{"levels": []any{
			map[string]any{"skill": "NETWORK", "level": json.Number("1e308")}, map[string]any{"skill": "SERVER", "level": json.Number("-1e308")}, map[string]any{"skill": "DATABASE", "level": json.Number("5e-324")},
		}}}},
		{"cursors without end", `query($c: String) {roles(first: 5, after: $c, before: $c) {nodes {code}}}`, map[string]any{"c": strings.Repeat("QUFB", 15_000)}},
		{"pages from both ends", "{" + times(49, numbered("a%d: roles(first: 500, last: 500) {totalCount} ")) + "}", nil},
		{"names of skills behind every score", `{roles(first: 500) {nodes {scores {skill {name {ja en} group {name {ja en}}} level}}}}`, nil},
	}
}

func manyConditions(n int) map[string]any {
	all := make(map[string]any, n)
	for i := range n {
		all[fmt.Sprint("a", i)] = i%2 == 0
	}
	return all
}

func twice() []any {
	all := make([]any, 0, 1000)
	for i := range 1000 {
		all = append(all, map[string]any{"skill": []string{"NETWORK", "SERVER", "DATABASE"}[i%3], "level": json.Number("3")})
	}
	return all
}
