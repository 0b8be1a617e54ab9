package hostile

import (
	"encoding/json"
	"fmt"
	"strings"
)

// documents break rules in ways that are dear to find, or are dear to read.
func documents() []Request {
	numbered := func(format string) func(int) string { return func(i int) string { return fmt.Sprintf(format, i) } }
	name := func(i int) string { return fmt.Sprintf("x%03d%s", i, strings.Repeat("a", 120)) }
	chain := func(n int, on, last string) string {
		return times(n, func(i int) string { return fmt.Sprintf("fragment f%d on %s {...f%d} ", i, on, i+1) }) +
			fmt.Sprintf("fragment f%d on %s {%s}", n, on, last)
	}
	variables := times(100, func(i int) string { return "$" + name(i) + ": Boolean! " })
	return []Request{
		{"unknown fields of long names behind a chain", "{...f0}" + chain(98, "Query", times(9, func(i int) string { return name(i) + " " })), nil},
		{"unknown types of long names behind a chain", "{...f0}" + chain(98, "Query", times(9, func(i int) string { return "... on " + name(i) + " {a} " })), nil},
		{"unknown arguments of long names behind a chain", "{...f0}" + chain(98, "Query", times(9, func(i int) string { return fmt.Sprintf("a%d: roles(%s: 1) {totalCount} ", i, name(i)) })), nil},
		{"unknown values of enums behind a chain", "{...f0}" + chain(98, "Query", times(9, func(i int) string { return fmt.Sprintf("a%d: roles(orderBy: %s) {totalCount} ", i, name(i)) })), nil},
		{"unknown keys of inputs behind a chain", "{...f0}" + chain(98, "Query", times(9, func(i int) string { return fmt.Sprintf("a%d: roles(filter: {%s: 1}) {totalCount} ", i, name(i)) })), nil},
		{"one fault in many parts", times(9, numbered("query q%d {...f0} ")) + times(90, func(i int) string {
			return fmt.Sprintf("fragment f%d on Query {%s} ", i, times(10, func(j int) string { return fmt.Sprintf("...f%d ", i+j+1) }))
		}) + times(10, func(j int) string { return fmt.Sprintf("fragment f%d on Query {%s}", 90+j, name(j)) }), nil},
		{"unknown fields of long names", fill("{dataset{", "}}", func(i int) string { return name(i) + " " }), nil},
		{"unknown fields of an interface", fill(`{node(id: "x") {`, "}}", func(i int) string { return name(i) + " " }), nil},
		{"fields that are merged in many operations", times(10, func(i int) string {
			return fmt.Sprintf("query q%d {%s} ", i, times(18, func(j int) string { return fmt.Sprintf("a%d: dataset {...F}", j) }))
		}) + "fragment F on Dataset {" + strings.Repeat("name version ", 270) + "}", nil},
		{"fields that are merged in many fragments", "{" + times(10, numbered("a%d: dataset {...f0} ")) + "}" + times(20, func(i int) string {
			return fmt.Sprintf("fragment f%d on Dataset {%s ...f%d} ", i, strings.Repeat("name version ", 100), i+1)
		}) + "fragment f20 on Dataset {name}", nil},
		{"types that one object cannot be, each with interfaces", fill(`{node(id: "x") {`, "}}", func(i int) string {
			return fmt.Sprintf("... on %s {dataset {name version title {ja}}} ... on Answer {dataset {name notice {ja}}} ", []string{"Role", "Skill", "SkillGroup", "Family"}[i%4])
		}), nil},
		{"interfaces within interfaces", `{node(id: "x") {` + times(5, same("... on Role {dataset{name} family {id ... on Node {")) + "id" + strings.Repeat("}}}", 5) + "}}", nil},
		{"a hundred variables read by long names", fill("query("+variables+") {dataset {name @skip(if: $"+name(99)+") ", "}}", func(i int) string { return "a" + fmt.Sprint(i) + ": name " }), nil},
		{"variables that are read thousands of times", "query($" + name(0) + ": [String!]) {roles(filter: {codes: [" + fill("", "", func(int) string { return "$" + name(0) + " " })[:40_000] + "]}) {totalCount}}", nil},
		{"variables of deep lists", "query(" + times(100, func(i int) string {
			return fmt.Sprintf("$v%d: %sInt%s ", i, strings.Repeat("[", 20), strings.Repeat("]!", 20))
		}) + ") {dataset {name}}", nil},
		{"unused variables", fill("query(", ") {dataset {name}}", func(i int) string { return "$" + name(i) + ": Int " }), nil},
		{"undefined variables", fill("{dataset {", "}}", func(i int) string { return fmt.Sprintf("name @skip(if: $%s) ", name(i)) }), nil},
		{"undefined variables behind a chain", "{...f0}" + chain(98, "Query", "dataset {"+times(100, func(i int) string { return fmt.Sprintf("a%d: name @skip(if: $v%d) ", i, i) })+"}"), nil},
		{"unused fragments", fill("{dataset{name}}", "", func(i int) string { return fmt.Sprintf("fragment %s on Dataset {name} ", name(i)) }), nil},
		{"fragments of one name", fill("{dataset{...F}}", "", same("fragment F on Dataset {name} ")), nil},
		{"operations of one name", fill("", "", same("query q {dataset{name}} ")), nil},
		{"one argument repeated", fill("{roles(", ") {totalCount}}", same("first: 1 ")), nil},
		{"one key repeated", fill("{roles(filter: {", "}) {totalCount}}", same(`text: "a" `)), nil},
		{"keys of inputs within each other", "{path(input: {from: {profile: {levels: [" + fill("", "", same(`{skill: "a", level: 1, skill: "b"} `)) + "]}}}) {__typename}}", nil},
		{"a list of enums", "{roles(orderBy: [" + fill("", "", same("CODE ")) + "]) {totalCount}}", nil},
		{"a list of lists of nulls", "{roles(filter: {codes: [" + fill("", "", same("[null] ")) + "]}) {totalCount}}", nil},
		{"variables within a literal", "query($v: String) {roles(filter: {codes: [" + fill("", "", same("$v ")) + "]}) {totalCount}}", nil},
		{"a block string of many lines", `{roles(filter: {text: """` + strings.Repeat(" \n", 20_000) + `"""}) {totalCount}}`, nil},
		{"a block string of quotes", `{roles(filter: {text: """` + strings.Repeat(`\"""`, 7_500) + `"""}) {totalCount}}`, nil},
		{"a block string that is indented deeper and deeper", `{roles(filter: {text: """` + times(340, func(i int) string { return "\n" + strings.Repeat(" ", i) + "a" }) + `"""}) {totalCount}}`, nil},
		{"a block string without end", `{roles(filter: {text: """` + strings.Repeat("a\n", 20_000), nil},
		{"escapes without end", `{roles(filter: {text: "` + strings.Repeat(`\u3042`, 8_500) + `"}) {totalCount}}`, nil},
		{"escapes of halves", `{roles(filter: {text: "` + strings.Repeat(`\uD800`, 8_500) + `"}) {totalCount}}`, nil},
		{"escapes in braces", `{roles(filter: {text: "` + strings.Repeat(`\u{1F600}`, 6_000) + `"}) {totalCount}}`, nil},
		{"marks of the byte order", strings.Repeat("\ufeff", 15_000) + "{dataset{name}}", nil},
		{"bytes that are no UTF-8", "{dataset{name(a: \"" + strings.Repeat("\xff", 10_000) + "\")}}", nil},
		{"zero bytes", strings.Repeat("\x00", 10_000), nil},
		{"an integer without end", "{roles(first: " + strings.Repeat("9", 60_000) + ") {totalCount}}", nil},
		{"a fraction without end", "{roles(filter: {minTotal: 1." + strings.Repeat("9", 60_000) + "}) {totalCount}}", nil},
		{"an exponent without end", "{roles(filter: {minTotal: 1e" + strings.Repeat("9", 60_000) + "}) {totalCount}}", nil},
		{"fractions with exponents", "{roles(filter: {codes: [" + fill("", "", same("1e-400 ")) + "]}) {totalCount}}", nil},
		{"dots", "{dataset{" + strings.Repeat(".", 60_000) + "}}", nil},
		{"spreads of nothing", "{dataset{" + strings.Repeat("... ", 4_900) + "}}", nil},
		{"deferred fragments", "{dataset{" + times(60, same("... @defer {name} ")) + "}}", nil},
		{"deferred fragments, of each role", "{roles(first: 500) {nodes {... @defer {code} ...F @defer(label: \"x\")}}} fragment F on Role {name {ja}}", nil},
		{"streams", "{roles {nodes @stream(initialCount: 1) {code}}}", nil},
		{"directives on a variable", "query($v: Int " + times(190, same("@include(if: true) ")) + ") {roles(first: $v) {totalCount}}", nil},
		{"directives on operations and fragments", "query " + times(90, same("@deprecated ")) + " {...F} fragment F on Query " + times(90, same("@skip(if: true) ")) + " {dataset{name}}", nil},
		{"a mutation", "mutation {" + times(100, numbered("a%d: drop ")) + "}", nil},
		{"a subscription", "subscription {" + times(100, numbered("a%d: roles {totalCount} ")) + "}", nil},
		{"definitions of types", fill("{dataset{name}} ", "", numbered("type T%d {a: Int} ")), nil},
		{"extensions of types", fill("", "", numbered("extend type Query {a%d: Int} ")), nil},
		{"descriptions", times(10, same(`"""`+strings.Repeat("a", 5_000)+`""" `)) + "{dataset{name}}", nil},
		{"__typename of everything", fill("{roles(first: 500) {nodes {", "}}}", same("__typename ")), nil},
		{"__typename under names", "{roles(first: 500) {nodes {" + times(190, numbered("a%d: __typename ")) + "}}}", nil},
		{"__schema and __type beside each other", "{" + times(24, numbered("a%d: __schema {types {name fields {name args {name}}}} b%[1]d: __type(name: \"Query\") {fields {name args {name type {name ofType {name}}}}} ")) + "}", nil},
		{"__type of a name without end", `{__type(name: "` + strings.Repeat("a", 60_000) + `") {name}}`, nil},
		{"input fields of input fields", "{__schema{types{inputFields{type{inputFields{type{inputFields{type{inputFields{name}}}}}}}}}}", nil},
		{"enum values and arguments of everything", "{__schema{types{enumValues(includeDeprecated: true){name description} fields(includeDeprecated: true){args{type{enumValues{name}inputFields{name type{enumValues{name}}}}}}}}}", nil},
		{"an id beyond 64 bits", `{node(id: 99999999999999999999999) {id} nodes(ids: [1, 99999999999999999999999]) {id}}`, nil},
		{"an id beyond 64 bits, by default", `query($v: ID! = 99999999999999999999999) {node(id: $v) {id}}`, nil},
		{"whole numbers beyond 64 bits for fractions", `query($v: Float = 99999999999999999999999) {roles(filter: {minTotal: 99999999999999999999999, maxTotal: $v}) {totalCount}}`, nil},
		{"a condition by a variable that is null", "query($v: Boolean = true) {dataset {name @skip(if: $v) version @include(if: $v)}}", map[string]any{"v": nil}},
		{"an argument by a variable that is null", `query($n: Int = 3) {path(input: {from: {role: "SOC-OPERATOR"}, to: {role: "MGMT-CISO"}}) {... on PathFound {path {stability(trials: $n, seed: $n) {share}}}}}`, map[string]any{"n": nil}},
		{"an enum by a variable that is null", `query($o: Language = JA) {roles(first: 100) {nodes {name {text(lang: $o)}}}}`, map[string]any{"o": nil}},
		{"keys of inputs by variables that are null", `query($o: Objective = SHORTEST, $u: UnknownSkills = ASSUMED, $f: Int = 3) {paths(input: {from: {role: "SOC-OPERATOR"}, to: {role: "MGMT-CISO"}, objective: $o, first: $f, limits: {climbBy: TOTAL, demotions: AVOID}}) {__typename}}`, map[string]any{"o": nil, "u": nil, "f": nil}},
		{"variables within each other, JSON", "{dataset{name}}", map[string]any{"deep": nested(9_000)}},
		{"a variable of lists within lists", "query($v: [String!]) {roles(filter: {codes: $v}) {totalCount}}", map[string]any{"v": nested(9_000)}},
		{"a variable of objects within objects", "query($v: RoleFilter) {roles(filter: $v) {totalCount}}", map[string]any{"v": objects(4_000)}},
		{"a variable with thousands of keys", "query($v: RoleFilter) {roles(filter: $v) {totalCount}}", map[string]any{"v": manyKeys(4_000)}},
		{"variables that nobody declares", "{dataset{name}}", manyKeys(4_000)},
		{"a list of enums as a variable", "query($v: RoleOrder) {roles(orderBy: $v) {totalCount}}", map[string]any{"v": repeated("CODE", 7_000)}},
		{"a text for thousands of numbers", "query($v: [SkillLevelInput!]!) {reach(input: {of: {profile: {levels: $v}}}) {__typename}}", map[string]any{"v": repeated("x", 12_000)}},
		{"a number without end as a variable", "query($v: Int) {roles(first: $v) {totalCount}}", map[string]any{"v": json.Number(strings.Repeat("9", 60_000))}},
		{"a number of a great exponent as a variable", "query($v: Float) {roles(filter: {minTotal: $v}) {totalCount}}", map[string]any{"v": json.Number("1e999999999")}},
		{"fractions without end as variables", "query($v: Float) {roles(filter: {minTotal: $v}) {totalCount}}", map[string]any{"v": json.Number("0." + strings.Repeat("3", 60_000))}},
	}
}

// nested is a list in a list in a list.
func nested(depth int) any {
	var v any = []any{}
	for range depth {
		v = []any{v}
	}
	return v
}

func objects(depth int) any {
	var v any = map[string]any{}
	for range depth {
		v = map[string]any{"text": v}
	}
	return v
}

func manyKeys(n int) map[string]any {
	all := make(map[string]any, n)
	for i := range n {
		all[fmt.Sprint("key", i)] = nil
	}
	return all
}
