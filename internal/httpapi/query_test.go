package httpapi_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"noboru/internal/httpapi"
	"noboru/internal/serving"
)

// TestAnswers holds single answers against what is known of the bundled dataset.
func TestAnswers(t *testing.T) {
	s := serveBundled(t)
	id := bundledEdition(t).Dataset().Role(0).ID
	for _, c := range []struct {
		name, query string
		variables   map[string]any
		want        string
	}{
		{"role by code", `{role(by: {code: "SOC-OPERATOR"}) {total degree}}`, nil, `{"role":{"total":35,"degree":7}}`},
		{"role by id", `query($id: ID!) {role(by: {id: $id}) {id}}`, map[string]any{"id": id}, `{"role":{"id":"` + id + `"}}`},
		{"no such role", `{role(by: {code: "nobody"}) {total}}`, nil, `{"role":null}`},
		{"no such node", `{node(id: "x") {id}}`, nil, `{"node":null}`},
		{"nodes", `query($ids: [ID!]!) {nodes(ids: $ids) {__typename}}`, map[string]any{"ids": []string{id, "x"}}, `{"nodes":[{"__typename":"Role"},null]}`},
		{"a path to where one is", `{path(input: {from: {role: "SOC-OPERATOR"}, to: {role: "SOC-OPERATOR"}}) {... on PathFound {path {roles {code} steps {climb} totals {steps newPoints}} runnerUp {extra {steps}}}}}`, nil, `{"path":{"path":{"roles":[{"code":"SOC-OPERATOR"}],"steps":[],"totals":{"steps":0,"newPoints":0}},"runnerUp":null}}`},
		{"from a list to a family", `{path(input: {from: {roles: ["SOC-OPERATOR", "SOC:情報収集業務"]}, to: {family: "soc"}, objective: FEWEST_STEPS}) {... on PathFound {path {totals {steps}}}}}`, nil, `{"path":{"path":{"totals":{"steps":0}}}}`},
		{"ambiguous", `{path(input: {from: {role: "オペレーター"}, to: {role: "SOC-ANALYST"}}) {... on UnknownRole {field ambiguous near {code}}}}`, nil, `{"path":{"field":"input.from.role","ambiguous":true,"near":[{"code":"SOC-OPERATOR"},{"code":"DESK-OPERATOR"}]}}`},
		{"unknown via", `{path(input: {from: {role: "SOC-OPERATOR"}, to: {role: "SOC-ANALYST"}, limits: {via: ["SOC-INTEL", "nobody at all"]}}) {... on UnknownRole {field text ambiguous}}}`, nil, `{"path":{"field":"input.limits.via[1]","text":"nobody at all","ambiguous":false}}`},
		{"unknown family", `{path(input: {from: {role: "SOC-OPERATOR"}, to: {family: "CSIRTT"}}) {... on UnknownFamily {field text ambiguous near {code} explanation {en ja}}}}`, nil, `{"path":{"field":"input.to.family","text":"CSIRTT","ambiguous":false,"near":[{"code":"CSIRT"},{"code":"CONSULT"}],"explanation":{"en":"There is no family \"CSIRTT\". Similar names: CSIRT [CSIRT], IT Consulting [CONSULT].","ja":"「CSIRTT」という職種区分はありません。近い名前: CSIRT［CSIRT］、ITコンサルタント［CONSULT］"}}}`},
		{"unknown family to avoid", `{path(input: {from: {role: "SOC-OPERATOR"}, to: {role: "SOC-ANALYST"}, limits: {avoid: {families: ["nothing like it"]}}}) {... on UnknownFamily {field near {code}}}}`, nil, `{"path":{"field":"input.limits.avoid.families[0]","near":[]}}`},
		{"compare unknown", `{compare(input: {from: {role: "SOC-OPERATOR"}, to: "@@"}) {... on UnknownRole {field near {code} explanation {en}}}}`, nil, `{"compare":{"field":"input.to","near":[],"explanation":{"en":"There is no role \"@@\"."}}}`},
		{"compare with itself", `{compare(input: {from: {role: "SOC-OPERATOR"}, to: "SOC:オペレーター"}) {... on Comparison {edge reason climb}}}`, nil, `{"compare":{"edge":false,"reason":"SAME_ROLE","climb":0}}`},
		{"an edge", `{compare(input: {from: {role: "SOC-OPERATOR"}, to: "SOC-INTEL"}) {... on Comparison {edge reason shortfall climb}}}`, nil, `{"compare":{"edge":true,"reason":null,"shortfall":null,"climb":12}}`},
		{"text in a language", `{role(by: {code: "SOC-OPERATOR"}) {name {text(lang: JA)}}}`, nil, `{"role":{"name":{"text":"SOC:オペレーター"}}}`},
		{"avoided", `{path(input: {from: {role: "SOC-OPERATOR"}, to: {role: "SOC-ANALYST"}, limits: {avoid: {roles: ["SOC-INTEL"]}}}) {... on PathFound {path {roles {code}}}}}`, nil, `{"path":{"path":{"roles":[{"code":"SOC-OPERATOR"},{"code":"CSIRT-INTEL"},{"code":"SOC-ANALYST"}]}}}`},
		{"by family and total", `{roles(filter: {families: ["SOC"], minTotal: 47, maxTotal: 61}, orderBy: TOTAL_DESC) {nodes {code}}}`, nil, `{"roles":{"nodes":[{"code":"SOC-ANALYST"},{"code":"SOC-INTEL"}]}}`},
		{"by codes", `{roles(filter: {codes: ["SOC-INTEL", "nobody", "MGMT-CEO"]}) {totalCount nodes {code}}}`, nil, `{"roles":{"totalCount":2,"nodes":[{"code":"MGMT-CEO"},{"code":"SOC-INTEL"}]}}`},
		{"by no codes", `{roles(filter: {codes: []}) {totalCount pageInfo {startCursor hasNextPage}}}`, nil, `{"roles":{"totalCount":0,"pageInfo":{"startCursor":null,"hasNextPage":false}}}`},
		{"search without a match", `{search(input: {text: "SOC-OPERATR"}) {totalCount near {code}}}`, nil, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := s.ask(c.query, c.variables)
			if a.Status != http.StatusOK || len(a.Errors) > 0 {
				t.Fatalf("status %d, errors %+v", a.Status, a.Errors)
			}
			if c.want != "" && string(a.Data) != c.want {
				t.Errorf("got  %s\nwant %s", a.Data, c.want)
			}
		})
	}
}

// TestRefusals asks for what is wrong, and expects the field, what was got and what would be right.
func TestRefusals(t *testing.T) {
	s := serveBundled(t)
	path := func(limits string) string {
		return `{path(input: {from: {role: "SOC-OPERATOR"}, to: {role: "SOC-ANALYST"}, limits: {` + limits + `}}) {__typename}}`
	}
	twoKeys := map[string]any{"by": map[string]any{"id": "x", "code": "y"}}
	for _, c := range []struct {
		query     string
		variables map[string]any
		field     string
	}{
		{path(`maxSteps: -1`), nil, "input.limits.maxSteps"},
		{path(`maxSteps: 1001`), nil, "input.limits.maxSteps"},
		{path(`maxClimb: -0.5`), nil, "input.limits.maxClimb"},
		{path(`maxClimb: 0.0001`), nil, "input.limits.maxClimb"},
		{path(`maxClimb: 1e300`), nil, "input.limits.maxClimb"},
		{path(`maxDrop: -1`), nil, "input.limits.maxDrop"},
		{path(`minCorrelation: 0.5`), nil, "input.limits.minCorrelation"},
		{path(`minCorrelation: 1.5`), nil, "input.limits.minCorrelation"},
		{path(`minCorrelation: 0.87654321`), nil, "input.limits.minCorrelation"},
		{path(`comfortableClimb: 0`), nil, "input.limits.comfortableClimb"},
		{path(`comfortableClimb: 162`), nil, "input.limits.comfortableClimb"},
		{path(`via: ["SOC-INTEL"], avoid: {roles: ["SOC-INTEL"]}`), nil, "input.limits.via"},
		{path(`via: ["SOC-INTEL", "SOC-INTEL"]`), nil, "input.limits.via"},
		{path(`avoid: {families: ["セキュリティ診断"], roles: []}, maxSteps: 2000`), nil, "input.limits.maxSteps"},
		{`{path(input: {from: {roles: []}, to: {role: "SOC-ANALYST"}}) {__typename}}`, nil, "input.from.roles"},
		{`{path(input: {from: {role: "` + strings.Repeat("x", 201) + `"}, to: {role: "SOC-ANALYST"}}) {__typename}}`, nil, "input.from.role"},
		{`{path(input: {from: {profile: {levels: []}}, to: {role: "SOC-ANALYST"}}) {__typename}}`, nil, "input.from.profile"},
		{`{path(input: {from: {profile: {levels: [{skill: "NETWORK", level: 8}, {skill: "SERVER", level: 1}, {skill: "BCM", level: 1}]}}, to: {role: "SOC-ANALYST"}}) {__typename}}`, nil, "input.from.profile.levels[0].level"},
		{`{path(input: {from: {profile: {levels: [{skill: "NETWORK", level: 1}, {skill: "no", level: 1}]}}, to: {role: "SOC-ANALYST"}}) {__typename}}`, nil, "input.from.profile.levels[1].skill"},
		{`{path(input: {from: {profile: {levels: [{skill: "NETWORK", level: 1}, {skill: "NETWORK", level: 1}]}}, to: {role: "SOC-ANALYST"}}) {__typename}}`, nil, "input.from.profile.levels[1].skill"},
		{`query($l: Float!) {path(input: {from: {role: "SOC-OPERATOR"}, to: {role: "SOC-ANALYST"}, limits: {maxClimb: $l}}) {__typename}}`, map[string]any{"l": -3}, "input.limits.maxClimb"},
		{`{paths(input: {from: {role: "SOC-OPERATOR"}, to: {role: "SOC-ANALYST"}, first: 11}) {__typename}}`, nil, "input.first"},
		{`{paths(input: {from: {role: "SOC-OPERATOR"}, to: {role: "SOC-ANALYST"}, maxOverlap: 1.1}) {__typename}}`, nil, "input.maxOverlap"},
		{`{frontier(input: {from: {role: "SOC-OPERATOR"}, to: {role: "SOC-ANALYST"}, limits: {maxSteps: 33}}) {__typename}}`, nil, "input.limits.maxSteps"},
		{`{reach(input: {of: {role: "SOC-OPERATOR"}, limits: {via: ["SOC-INTEL"]}}) {__typename}}`, nil, "input.limits.via"},
		{`{reach(input: {of: {profile: {levels: [{skill: "NETWORK", level: 1}, {skill: "SERVER", level: 1}, {skill: "BCM", level: 1}]}}, direction: TO}) {__typename}}`, nil, "input.direction"},
		{`{doorOpeners(input: {of: {role: "SOC-OPERATOR"}, first: 0}) {__typename}}`, nil, "input.first"},
		{`{pathBatch(input: {pairs: []}) {version}}`, nil, "input.pairs"},
		{`{roles(first: 0) {totalCount}}`, nil, "first"},
		{`{roles(first: 501) {totalCount}}`, nil, "first"},
		{`{roles(last: -1) {totalCount}}`, nil, "last"},
		{`{roles(first: 1, last: 1) {totalCount}}`, nil, "last"},
		{`{roles(after: "nonsense") {totalCount}}`, nil, "after"},
		{`{roles(orderBy: RELEVANCE) {totalCount}}`, nil, "orderBy"},
		{`{roles(filter: {minTotal: -1}) {totalCount}}`, nil, "filter.minTotal"},
		{`{roles(filter: {families: ["クラウド"]}) {totalCount}}`, nil, ""},
		{`{search(input: {text: "a", first: 101}) {totalCount}}`, nil, "input.first"},
		{`query($by: RoleBy!) {role(by: $by) {code}}`, twoKeys, "by"},
		{`{role(by: {code: "SOC-OPERATOR"}) {correlates(first: 0) {totalCount}}}`, nil, "first"},
		{`{correlationMap(input: {role: "SOC-OPERATOR"}) {... on CorrelationMap {points(first: 0) {total}}}}`, nil, "first"},
	} {
		a := s.ask(c.query, c.variables)
		if c.field == "" {
			continue
		}
		if len(a.Errors) != 1 {
			t.Errorf("%s\ngot %s, errors %+v", c.query, a.Data, a.Errors)
			continue
		}
		x := a.Errors[0].Extensions
		if c.field == "by" {
			if x["code"] != "BAD_VARIABLES" || !strings.Contains(a.Errors[0].Message, "$by: exactly one key") {
				t.Errorf("got %+v", a.Errors[0])
			}
			continue
		}
		if x["code"] != "BAD_USER_INPUT" || x["field"] != c.field || x["want"] == nil || len(a.Errors[0].Path) == 0 {
			t.Errorf("%.200s\ngot %+v, want field %s", c.query, a.Errors[0], c.field)
		}
	}
}

// TestUnreadable asks for what the document's types do not allow.
func TestUnreadable(t *testing.T) {
	s := serveBundled(t)
	for _, c := range []struct {
		query     string
		variables map[string]any
		code      string
	}{
		{`{`, nil, "GRAPHQL_PARSE_FAILED"},
		{`{nothing}`, nil, "GRAPHQL_VALIDATION_FAILED"},
		{`query($n: Int) {roles(first: $n) {totalCount}}`, map[string]any{"n": 99999999999}, "BAD_VARIABLES"},
		{`query($n: Float!) {path(input: {from: {role: "SOC-OPERATOR"}, to: {role: "SOC-ANALYST"}, limits: {maxClimb: $n}}) {__typename}}`, map[string]any{"n": "NaN"}, "BAD_VARIABLES"},
		{`{role(by: {code: "a", id: "b"}) {code}}`, nil, "GRAPHQL_VALIDATION_FAILED"},
		{`{path(input: {from: {role: "SOC-OPERATOR"}, to: {role: "SOC-ANALYST"}, objective: FASTEST}) {__typename}}`, nil, "GRAPHQL_VALIDATION_FAILED"},
		{`{role(by: {code: "SOC-OPERATOR"}) {correlates {nodes {role {correlates {nodes {role {correlates {nodes {role {code}}}}}}}}}}}`, nil, "LIMIT_EXCEEDED"},
		{`{role(by: {code: "SOC-OPERATOR"}) {` + strings.Repeat(`family {roles(first: 1) {nodes {`, 6) + "code" + strings.Repeat(`}}}`, 6) + `}}`, nil, "LIMIT_EXCEEDED"},
		{`{` + strings.Repeat(`dataset {name} `, 3000) + `}`, nil, "LIMIT_EXCEEDED"},
		{`{dataset @skip(if: {}) {name}}`, nil, "GRAPHQL_VALIDATION_FAILED"},
	} {
		a := s.ask(c.query, c.variables)
		if len(a.Errors) == 0 {
			t.Errorf("%.200s: no error", c.query)
			continue
		}
		if got := a.Errors[0].Extensions["code"]; c.code != "" && got != c.code {
			t.Errorf("%.200s\ngot %v, want %s", c.query, a.Errors[0], c.code)
		}
		if got := a.Errors[0].Extensions["code"]; got == "INTERNAL" {
			t.Errorf("%.200s: internal error", c.query)
		}
	}
	if log := s.log.String(); strings.Contains(log, "internal error") || strings.Contains(log, "panic") {
		t.Error(log)
	}
}

// TestBatch checks that every pair has its own answer, in order.
func TestBatch(t *testing.T) {
	s := serveBundled(t)
	pair := func(from, to string) map[string]any {
		return map[string]any{"from": map[string]any{"role": from}, "to": map[string]any{"role": to}}
	}
	pairs := []map[string]any{
		pair("SOC-OPERATOR", "SOC-ANALYST"), pair("nobody", "SOC-ANALYST"),
		{"from": map[string]any{"roles": []string{}}, "to": map[string]any{"role": "SOC-ANALYST"}},
		pair("SOC-OPERATOR", "SOC-INTEL"), pair("DESK-OPERATOR", "MGMT-CISO"),
	}
	query := `query($pairs: [PathPairInput!]!, $limits: LimitsInput) {pathBatch(input: {pairs: $pairs, limits: $limits}) {version results {
		__typename ... on PathFound {path {roles {code}}} ... on UnknownRole {field} ... on NoPath {blockage}}}}`
	a := s.ask(query, map[string]any{"pairs": pairs, "limits": map[string]any{"maxSteps": 2, "avoid": map[string]any{"roles": []string{"SOC-INTEL"}}}})
	if wrong := s.ask(query, map[string]any{"pairs": pairs, "limits": map[string]any{"minCorrelation": 0.2}}); len(wrong.Errors) != 1 || wrong.Errors[0].Extensions["field"] != "input.limits.minCorrelation" {
		t.Errorf("limits that are wrong for all pairs: %s %+v", wrong.Data, wrong.Errors)
	}
	want := []string{"PathFound", "UnknownRole", "", "", "NoPath"}
	var got struct {
		PathBatch struct {
			Results []*struct{ Typename, Field, Blockage string }
		}
	}
	if err := json.Unmarshal(bytesReplace(a.Data), &got); err != nil {
		t.Fatal(err)
	}
	var types []string
	for _, r := range got.PathBatch.Results {
		if r == nil {
			types = append(types, "")
		} else {
			types = append(types, r.Typename)
		}
	}
	if !slices.Equal(types, want) || got.PathBatch.Results[1].Field != "input.pairs[1].from.role" || got.PathBatch.Results[4].Blockage == "" {
		t.Errorf("got %s", a.Data)
	}
	if len(a.Errors) != 2 || fmt.Sprint(a.Errors[0].Path) != "[pathBatch results 2]" || a.Errors[0].Extensions["field"] != "input.pairs[2].from.roles" ||
		a.Errors[1].Extensions["field"] != "input.pairs[3].to" {
		t.Errorf("errors %+v", a.Errors)
	}
	a = s.ask(query, map[string]any{"pairs": pairs[:1], "limits": map[string]any{"via": []string{"nobody"}}})
	if !strings.Contains(string(a.Data), `"field":"input.limits.via[0]"`) {
		t.Errorf("got %s %+v", a.Data, a.Errors)
	}
	if a = s.ask(query, map[string]any{"pairs": make([]any, 101)}); len(a.Errors) == 0 {
		t.Errorf("got %s", a.Data)
	}
}

func bytesReplace(b []byte) []byte {
	return []byte(strings.ReplaceAll(string(b), "__typename", "typename"))
}

// TestGivenCorrelations asks a dataset without scores for what it has, and for what it has not.
func TestGivenCorrelations(t *testing.T) {
	s := serve(t, serving.NewLive(given(t)), httpapi.Options{})
	for _, c := range []struct{ query, want, field string }{
		{
			`{dataset {hasScores measure maxScore} skills {code} role(by: {code: "A"}) {scores {level} total correlates {nodes {skillGap skills {from}}}}}`,
			`{"dataset":{"hasScores":false,"measure":"GIVEN","maxScore":null},"skills":[],"role":{"scores":[],"total":10,"correlates":{"nodes":[{"skillGap":null,"skills":[]}]}}}`, "",
		},
		{
			`{path(input: {from: {role: "A"}, to: {role: "C"}}) {... on PathFound {path {totals {steps skillGap newPoints} steps {skillGap newPoints carryOver skillGaps {to} newSkills {to} explanation {en}}}}}}`,
			`{"path":{"path":{"totals":{"steps":2,"skillGap":null,"newPoints":null},"steps":[{"skillGap":null,"newPoints":null,"carryOver":null,"skillGaps":[],"newSkills":[],"explanation":{"en":"From Role A (10 points) to Role B (20 points): correlation 0.90, a climb of 10 points."}},{"skillGap":null,"newPoints":null,"carryOver":null,"skillGaps":[],"newSkills":[],"explanation":{"en":"From Role B (20 points) to Role C (30 points): correlation 0.85, a climb of 10 points."}}]}}}`, "",
		},
		{
			`{path(input: {from: {role: "A"}, to: {role: "D"}}) {... on NoPath {blockage nearest {role {code} correlation} explanation {en}}}}`,
			`{"path":{"blockage":"DISCONNECTED","nearest":{"role":{"code":"A"},"correlation":null},"explanation":{"en":"Even with all limits off nothing joins them at this dataset's threshold of 0.8. Of the roles that can be reached, none is nearer to the goal than the start."}}}`, "",
		},
		{`{compare(input: {from: {role: "A"}, to: "C"}) {... on Comparison {correlation reason skillGap skills {from}}}}`, `{"compare":{"correlation":null,"reason":"NOT_STATED","skillGap":null,"skills":[]}}`, ""},
		{`{path(input: {from: {role: "A"}, to: {role: "C"}, limits: {climbBy: SKILL_GAP}}) {__typename}}`, "", "input.limits.climbBy"},
		{`{path(input: {from: {profile: {levels: [{skill: "x", level: 1}]}}, to: {role: "C"}}) {__typename}}`, "", "input.from.profile"},
		{`{frontier(input: {from: {role: "A"}, to: {role: "C"}, thirdCriterion: SKILL_GAP}) {__typename}}`, "", "input.thirdCriterion"},
		{`{doorOpeners(input: {of: {role: "A"}}) {__typename}}`, "", "*"},
		{`{path(input: {from: {role: "A"}, to: {role: "C"}}) {... on PathFound {path {stability {share}}}}}`, "", "*"},
	} {
		a := s.ask(c.query, nil)
		if c.field == "" {
			if string(a.Data) != c.want || len(a.Errors) > 0 {
				t.Errorf("%s\ngot  %s %+v\nwant %s", c.query, a.Data, a.Errors, c.want)
			}
			continue
		}
		if len(a.Errors) != 1 || a.Errors[0].Extensions["code"] != "BAD_USER_INPUT" || c.field != "*" && a.Errors[0].Extensions["field"] != c.field {
			t.Errorf("%s\ngot %s %+v", c.query, a.Data, a.Errors)
		}
		t.Log(a.Errors)
	}
}
