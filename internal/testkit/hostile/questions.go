package hostile

import (
	"encoding/json"
	"fmt"
	"strings"
)

// questions are lawful in form; what they ask is dear, wrong many times over, or long.
func questions() []Request {
	long := strings.Repeat("セキュリティ", 3000)
	ascii := strings.Repeat("a", 60_000)
	levels := make([]any, 1500)
	for i := range levels {
		levels[i] = map[string]any{"skill": fmt.Sprint("S", i), "level": json.Number("1")}
	}
	names := make([]any, 3500)
	for i := range names {
		names[i] = fmt.Sprint("no role ", i)
	}
	numbered := func(format string) func(int) string { return func(i int) string { return fmt.Sprintf(format, i) } }
	return []Request{
		{"a search for a text without end", `query($t: String!) {search(input: {text: $t}) {totalCount near {code}}}`, map[string]any{"t": ascii}},
		{"a search for a text without end, in kana", `query($t: String!) {search(input: {text: $t}) {totalCount near {code}}}`, map[string]any{"t": long}},
		{"searches for long texts beside each other", `query($t: String!) {` + times(49, numbered("a%d: search(input: {text: $t}) {totalCount near {code}} ")) + "}", map[string]any{"t": long[:18*1000]}},
		{"a filter by a text without end", `query($t: String!) {roles(filter: {text: $t}) {totalCount}}`, map[string]any{"t": ascii}},
		{"filters by long texts beside each other", `query($t: String!) {` + times(49, numbered("a%d: roles(filter: {text: $t}) {totalCount} ")) + "}", map[string]any{"t": long}},
		{"a search for a thousand words", `query($t: String!) {search(input: {text: $t}) {totalCount}}`, map[string]any{"t": strings.Repeat("soc ana ", 7000)}},
		{"a start of a name without end", `query($t: String!) {path(input: {from: {role: $t}, to: {role: $t}}) {... on UnknownRole {text near {code} explanation {ja en}}}}`, map[string]any{"t": ascii}},
		{"a start of a name without end, in kana", `query($t: String!) {path(input: {from: {role: $t}, to: {role: $t}}) {... on UnknownRole {text near {code} explanation {ja en}}}}`, map[string]any{"t": long}},
		{"unknown starts beside each other", `query($t: String!) {` + times(49, numbered(`a%d: path(input: {from: {role: $t}, to: {role: $t}}) {... on UnknownRole {near {code}}} `)) + "}", map[string]any{"t": ascii[:30_000]}},
		{"a family of a name without end", `query($t: String!) {path(input: {from: {family: $t}, to: {family: $t}}) {... on UnknownFamily {text near {code}}}}`, map[string]any{"t": ascii}},
		{"thousands of starts", `query($r: [String!]!) {path(input: {from: {roles: $r}, to: {roles: $r}}) {__typename}}`, map[string]any{"r": texts(8000)}},
		{"thousands of unknown starts", `query($r: [String!]!) {path(input: {from: {roles: $r}, to: {role: "MGMT-CISO"}}) {... on UnknownRole {text near {code}}}}`, map[string]any{"r": names}},
		{"thousands of starts, the last unknown", `query($r: [String!]!) {path(input: {from: {roles: $r}, to: {role: "MGMT-CISO"}}) {__typename}}`, map[string]any{"r": append(repeated("SOC-OPERATOR", 4000), "nobody")}},
		{"thousands to pass through", `query($r: [String!]!) {path(input: {from: {role: "SOC-OPERATOR"}, to: {role: "MGMT-CISO"}, limits: {via: $r}}) {__typename}}`, map[string]any{"r": repeated("SOC-INTEL", 5000)}},
		{"thousands to avoid", `query($r: [String!]!) {path(input: {from: {role: "SOC-OPERATOR"}, to: {role: "MGMT-CISO"}, limits: {avoid: {roles: $r, families: $r}}}) {__typename}}`, map[string]any{"r": names}},
		{"thousands of ids", `query($r: [ID!]!) {nodes(ids: $r) {id}}`, map[string]any{"r": names}},
		{"ids of nothing beside each other", `query($r: [ID!]!) {` + times(40, numbered("a%d: nodes(ids: $r) {id} ")) + "}", map[string]any{"r": names[:500]}},
		{"a profile of a thousand unknown skills", `query($l: [SkillLevelInput!]!) {path(input: {from: {profile: {levels: $l}}, to: {role: "MGMT-CISO"}}) {__typename}}`, map[string]any{"l": levels}},
		{"profiles beside each other", `query($p: ProfileInput!) {` + times(49, numbered(`a%d: reach(input: {of: {profile: $p}}) {... on Reach {profile {assumed {skill {code}}} roles {totalCount}}} `)) + "}", map[string]any{"p": profile()}},
		{"door openers beside each other, with raises", `query($p: ProfileInput!) {` + times(49, numbered(`a%d: doorOpeners(input: {of: {profile: $p}, raises: [{skill: "X"}, {skill: "Y"}]}) {... on DoorOpeners {pair {eased}}} `)) + "}", map[string]any{"p": profile()}},
		{"door openers, hundreds of raises", `query($p: ProfileInput!, $r: [RaiseInput!]) {doorOpeners(input: {of: {profile: $p}, raises: $r}) {... on DoorOpeners {raised {eased}}}}`, map[string]any{"p": profile(), "r": raises(1500)}},
		{"pairs of door openers", `{` + times(20, numbered(`a%d: doorOpeners(input: {of: {role: "SOC-OPERATOR"}, first: 23}) {... on DoorOpeners {pair {eased opened {code}} doorOpeners {opened {code correlates(first: 3) {nodes {role {code}}}}}}} `)) + "}", nil},
		{"wrong pages, an error a role", `{roles(first: 500) {nodes {` + times(100, numbered("a%d: correlates(first: -1) {totalCount} ")) + "}}}", nil},
		{"wrong cursors, an error a role", `{roles(first: 500) {nodes {` + times(50, numbered(`a%d: correlates(first: 1, after: "nowhere") {totalCount} `)) + "}}}", nil},
		{"wrong ids, errors at the root", "{" + times(49, numbered(`a%d: node(id: "nowhere%[1]d") {id} `)) + "}", nil},
		{"wrong trials, errors below unions", "{" + times(49, numbered(`a%d: paths(input: {from: {role: "SOC-OPERATOR"}, to: {role: "MGMT-CISO"}, first: 10}) {... on PathsFound {paths {b: stability(trials: -1) {share} c: stability(trials: 2147483647) {share}}}} `)) + "}", nil},
		{"a batch of pairs that are wrong", `query($p: [PathPairInput!]!) {pathBatch(input: {pairs: $p}) {results {__typename}}}`, map[string]any{"p": wrongPairs(500)}},
		{"frontiers beside each other", "{" + times(49, numbered(`a%d: frontier(input: {from: {role: "SOC-OPERATOR"}, to: {role: "MGMT-CISO"}, thirdCriterion: SKILL_GAP, limits: {maxSteps: 32}}) {... on Frontier {tradeoffs {path {stability(trials: 10000) {share}}}}} `)) + "}", nil},
		{"no paths beside each other", "{" + times(49, numbered(`a%d: path(input: {from: {role: "SOC-OPERATOR"}, to: {role: "MGMT-CISO"}, limits: {maxSteps: 1, maxClimb: 0, maxDrop: 0, minCorrelation: 1}}) {... on NoPath {connectingThreshold relaxations {path {stability {share}}} joint {path {roles {code}}} nearest {role {code}} explanation {ja}}} `)) + "}", nil},
		{"no paths that avoid much", "{" + times(20, numbered(`a%d: path(input: {from: {role: "SOC-OPERATOR"}, to: {role: "MGMT-CISO"}, limits: {maxSteps: 2, maxClimb: 1, via: ["SOC-INTEL", "SOC-ANALYST"], avoid: {families: ["CSIRT", "SOC", "POC"]}}}) {... on NoPath {joint {path {roles {code}}} jointPath {roles {code}}}} `)) + "}", nil},
		{"numbers beyond all bounds", `{path(input: {from: {role: "SOC-OPERATOR"}, to: {role: "MGMT-CISO"}, limits: {maxSteps: 2147483647, maxClimb: 1e308, maxDrop: -1e308, minCorrelation: -1e308, minTotal: 1e308, comfortableClimb: 1e-308, familyChange: 1e308}}) {__typename}}`, nil},
		{"maps of everything", "{" + times(49, numbered(`a%d: correlationMap(input: {role: "SOC-OPERATOR", minCorrelation: -1}) {... on CorrelationMap {points(first: 500) {role {code name {ja en kana}}}}} `)) + "}", nil},
		{"family maps beside each other", "{" + times(49, numbered(`a%d: familyMap {places {family {code roles(first: 500) {nodes {code}}}} links {edges}} `)) + "}", nil},
		{"ways up within ways up", `{roles(first: 500) {nodes {dataset {componentCount} family {dataset {componentCount} roles(first: 500) {nodes {dataset {componentCount}}}}}}}`, nil},
	}
}

func repeated(text string, n int) []any {
	all := make([]any, n)
	for i := range all {
		all[i] = text
	}
	return all
}

func profile() map[string]any {
	levels := make([]any, 0, 23)
	for _, skill := range []string{"NETWORK", "SERVER", "DATABASE"} {
		levels = append(levels, map[string]any{"skill": skill, "level": json.Number("3")})
	}
	return map[string]any{"levels": levels}
}

func raises(n int) []any {
	all := make([]any, n)
	for i := range all {
		all[i] = map[string]any{"skill": "NETWORK", "levels": json.Number("1")}
	}
	return all
}

func wrongPairs(n int) []any {
	all := make([]any, n)
	for i := range all {
		all[i] = map[string]any{"from": map[string]any{"role": fmt.Sprint("nobody ", i)}, "to": map[string]any{"role": "SOC-OPERATOR"}}
	}
	return all
}
