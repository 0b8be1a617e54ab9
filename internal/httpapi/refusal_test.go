package httpapi_test

import (
	"encoding/json"
	"fmt"
	"math"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode"

	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"

	"noboru/internal/guard"
	"noboru/internal/httpapi"
	"noboru/internal/serving"
	"noboru/internal/testkit/hostile"
)

// TestHostileRequests sends each of them: what is refused is refused in few bytes, in both languages.
func TestHostileRequests(t *testing.T) {
	s := serveBundled(t)
	for _, h := range hostile.Requests() {
		body, err := json.Marshal(map[string]any{"query": h.Query, "variables": h.Variables})
		if err != nil {
			t.Fatal(err)
		}
		status, raw := s.post("application/json", body)
		a := answer{}
		if err := json.Unmarshal(raw, &a); err != nil || status >= 500 {
			t.Errorf("%s: %d, %v", h.Name, status, err)
			continue
		}
		most := 16 << 10
		if len(a.Errors) == 0 {
			most = 1 << 20 // it is lawful
		}
		if len(raw) > most || len(a.Errors) > 10 {
			t.Errorf("%s: %d bytes, %d errors", h.Name, len(raw), len(a.Errors))
		}
		for _, e := range a.Errors {
			sentence, _ := e.Extensions["sentence"].(map[string]any)
			ja, _ := sentence["ja"].(string)
			if e.Extensions["code"] == "INTERNAL" || e.Extensions["requestId"] == nil || !japanese(ja) {
				t.Errorf("%s: %+v", h.Name, e)
			}
		}
	}
	if log := s.log.String(); strings.Contains(log, "level=ERROR") || len(log) > 400*len(hostile.Requests()) {
		t.Errorf("%d bytes of log:\n%.2000s", len(log), log)
	}
}

func japanese(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return unicode.In(r, unicode.Hiragana, unicode.Katakana) })
}

// TestLanguages refuses in the language that the client asks for.
func TestLanguages(t *testing.T) {
	s := serveBundled(t)
	for accept, want := range map[string]bool{"": false, "ja": true, "ja-JP,en;q=0.5": true, "en,ja;q=0.5": false, "fr": false, "fr, ja;q=0.1": true, "nonsense;;": false} {
		for _, c := range []struct{ method, path, body string }{
			{http.MethodPost, "/graphql", `{"query": "{nothing}"}`},
			{http.MethodPost, "/graphql", `nonsense`},
			{http.MethodPost, "/graphql", `{"query": "{roles(first: 0) {totalCount}}"}`},
			{http.MethodPost, "/schema.graphql", ""},
			{http.MethodDelete, "/graphql", ""},
		} {
			got := s.exchange(c.method, c.path, c.body, "Accept-Language", accept)
			var a answer
			if err := json.Unmarshal([]byte(got.body), &a); err != nil || len(a.Errors) == 0 {
				t.Fatalf("%v: %+v", c, got)
			}
			if japanese(a.Errors[0].Message) != want {
				t.Errorf("Accept-Language %q, %s %s: %s", accept, c.method, c.path, a.Errors[0].Message)
			}
		}
	}
}

// TestErrorsNameTheSameInBothLanguages breaks one rule after another, and holds that whatever the English sentence names
// stands in the Japanese one, suggestions too.
func TestErrorsNameTheSameInBothLanguages(t *testing.T) {
	s := serve(t, serving.NewLive(bundledEdition(t)), httpapi.Options{})
	named := regexp.MustCompile(`"([^"]+)"`)
	rules := map[any]bool{}
	for _, query := range []string{
		`{nope}`, `{datase {name}}`, `{role(by: {code: "A"}) {... on Roll {code}}}`, `{dataset {name(x: 1)}}`, `{roles(firs: 1) {totalCount}}`, `{roles(first: "x") {totalCount}}`,
		`{roles(first: 1.5) {totalCount}}`, `{roles(first: [1]) {totalCount}}`, `{path(input: {}) {__typename}}`, `{path {__typename}}`, `{path(input: {from: {role: "A"}, to: {role: "B"}, objectiv: 1}) {__typename}}`,
		`{path(input: {from: {role: "A"}, to: {role: "B"}, objective: NICEST}) {__typename}}`, `{role(by: {}) {code}}`, `query($x: Rol) {dataset {name}}`, `query($x: Role) {dataset {name}}`,
		`query($x: Int) {dataset {name}}`, `{roles(first: $x) {totalCount}}`, `query($x: String) {roles(first: $x) {totalCount}}`, `query($x: Int, $x: Int) {roles(first: $x) {totalCount}}`,
		`{dataset {a: name a: version}}`, `{dataset}`, `{dataset {name {x}}}`, `{...F}`, `{dataset {name}} fragment F on Query {dataset {name}}`, `{...F} fragment F on Query {...F}`,
		`{...F} fragment F on Query {dataset {name}} fragment F on Query {dataset {name}}`, `{dataset {...F}} fragment F on Role {code}`, `{dataset @nope {name}}`, `{dataset @skip {name}}`, `{dataset @skip(if: true) @skip(if: true) {name}}`,
		`{roles(first: 1, first: 2) {totalCount}}`, `query A {dataset {name}} query A {dataset {name}}`, `mutation {x}`, `{`, `{dataset {name}`, `{roles(first 1) {totalCount}}`, `nope {x}`,
		`query($p: PathInput!) {path(input: $p) {__typename}}`, `query($i: Int!) {roles(first: $i) {totalCount}}`, `query($s: [String!]!) {dataset {name}}`,
	} {
		a := s.ask(query, map[string]any{"p": map[string]any{"from": map[string]any{"rol": 1}, "to": 3}, "i": "x"})
		if len(a.Errors) == 0 {
			t.Errorf("%s passes", query)
		}
		for _, e := range a.Errors {
			rules[e.Extensions["rule"]] = true
			sentence, _ := e.Extensions["sentence"].(map[string]any)
			en, ja := fmt.Sprint(sentence["en"]), fmt.Sprint(sentence["ja"])
			if !japanese(ja) || japanese(en) {
				t.Errorf("%s: %q, %q", query, en, ja)
			}
			for _, name := range named.FindAllStringSubmatch(en, -1) {
				if !strings.Contains(ja, name[1]) {
					t.Errorf("%s: %q does not name %s as %q does", query, ja, name[1], en)
				}
			}
		}
	}
	for _, rule := range []string{"FieldsOnCorrectType", "KnownTypeNames", "KnownArgumentNames", "ValuesOfCorrectType", "ProvidedRequiredArguments", "Variables", "VariablesInAllowedPosition", "Syntax"} {
		if !rules[rule] {
			t.Errorf("no document breaks %s", rule)
		}
	}
}

// TestNoIntrospection switches it off: then no error tells a name that the request did not have.
func TestNoIntrospection(t *testing.T) {
	s := serve(t, serving.NewLive(bundledEdition(t)), httpapi.Options{Limits: guard.Limits{NoIntrospection: true}})
	for _, c := range []struct{ query, code string }{
		{`{__schema {types {name}}}`, "INTROSPECTION_DISABLED"},
		{`{dataset {name} ...F} fragment F on Query {x: __type(name: "Role") {name}}`, "INTROSPECTION_DISABLED"},
		{`{datase {name}}`, "GRAPHQL_VALIDATION_FAILED"},
		{`{dataset {nam}}`, "GRAPHQL_VALIDATION_FAILED"},
		{`{path {x}}`, "GRAPHQL_VALIDATION_FAILED"},
		{`{dataset}`, "GRAPHQL_VALIDATION_FAILED"},
		{`{roles(firs: 1) {totalCount}}`, "GRAPHQL_VALIDATION_FAILED"},
		{`{roles(first: "x") {totalCount}}`, "GRAPHQL_VALIDATION_FAILED"},
		{`{path(input: {}) {__typename}}`, "GRAPHQL_VALIDATION_FAILED"},
		{`{role(by: {}) {x}}`, "GRAPHQL_VALIDATION_FAILED"},
		{`{path(input: {objectiv: 1}) {__typename}}`, "GRAPHQL_VALIDATION_FAILED"},
		{`query($x: Rol) {dataset {x}}`, "GRAPHQL_VALIDATION_FAILED"},
		{`{dataset {... on Rol {x}}}`, "GRAPHQL_VALIDATION_FAILED"},
		{`{dataset {a: name a: version}}`, "GRAPHQL_VALIDATION_FAILED"},
		{`query($x: PathInput!) {path(input: $x) {__typename}}`, "BAD_VARIABLES"},
	} {
		a := s.ask(c.query, map[string]any{"x": map[string]any{"nothing": 1}})
		if len(a.Errors) == 0 {
			t.Errorf("%s passes", c.query)
		}
		for _, e := range a.Errors {
			if e.Extensions["code"] != c.code {
				t.Errorf("%s: %+v", c.query, e)
			}
			text := fmt.Sprint(e.Message, e.Extensions["sentence"])
			for _, name := range []string{"PathInput", "StartInput", "objective", "Dataset", "RoleBy", "input", `"dataset"`, `"name"`, "Did you mean", "Objective"} {
				if strings.Contains(text, name) && !strings.Contains(c.query, name) {
					t.Errorf("%s tells %s: %s", c.query, name, text)
				}
			}
		}
	}
	if a := s.ask(`{dataset {__typename name}}`, nil); len(a.Errors) > 0 {
		t.Errorf("a question is refused: %+v", a.Errors)
	}
}

// TestAnswerTooLarge asks lawfully for more than an answer may have.
func TestAnswerTooLarge(t *testing.T) {
	s := serve(t, serving.NewLive(bundledEdition(t)), httpapi.Options{MaxAnswer: 2000})
	for _, query := range []string{
		`{roles(first: 129) {nodes {code name {ja en}}}}`,
		`{__schema {types {name description}}}`,
		`{roles(first: 129) {nodes {__typename}}}`,
	} {
		a := s.ask(query, nil)
		if len(a.Errors) != 1 || a.Errors[0].Extensions["code"] != "ANSWER_TOO_LARGE" || len(a.Data) > 0 {
			t.Errorf("%s: %.200s %+v", query, a.Data, a.Errors)
		}
	}
	if a := s.ask(`{roles(first: 5) {nodes {code}}}`, nil); len(a.Errors) > 0 {
		t.Errorf("got %+v", a.Errors)
	}
}

// TestAnswerAsLargeAsItMayBe asks for as many bytes as an answer may have, and for one more; of compiled operations and of gqlgen's executor.
func TestAnswerAsLargeAsItMayBe(t *testing.T) {
	for name, query := range map[string]string{
		"compiled":         `{dataset {name hasScores} roles(first: 129) {nodes {code name {ja en}}}}`,
		"executor":         `{__type(name: "Role") {name} dataset {name hasScores} roles(first: 129) {nodes {code name {ja en}}}}`,
		"executor, digits": `{__type(name: "Role") {name} roles(first: 129) {nodes {a: degree b: degree c: degree}}}`,
	} {
		t.Run(name, func(t *testing.T) {
			live := serving.NewLive(bundledEdition(t))
			whole := serve(t, live, httpapi.Options{}).ask(query, nil)
			size := int64(len(whole.Data))
			for _, most := range []int64{size, math.MaxInt64} {
				if a := serve(t, live, httpapi.Options{MaxAnswer: most}).ask(query, nil); string(a.Data) != string(whole.Data) || len(a.Errors) > 0 {
					t.Errorf("%d bytes of %d: %.200s %+v", size, most, a.Data, a.Errors)
				}
			}
			if a := serve(t, live, httpapi.Options{MaxAnswer: size - 1}).ask(query, nil); len(a.Errors) != 1 || a.Errors[0].Extensions["code"] != "ANSWER_TOO_LARGE" || len(a.Data) > 0 {
				t.Errorf("%d bytes of %d: %.200s %+v", size, size-1, a.Data, a.Errors)
			}
		})
	}
}

// TestManyErrors asks for what is wrong in many places: ten are told, and how many are not.
func TestManyErrors(t *testing.T) {
	s := serveBundled(t)
	var query strings.Builder
	for i := range 40 {
		fmt.Fprintf(&query, "a%d: roles(first: 0) {totalCount} ", i)
	}
	_, raw := s.post("application/json", []byte(fmt.Sprintf(`{"query": "{%s}"}`, query.String())))
	var a struct {
		Errors     []any
		Extensions struct{ ErrorsOmitted int }
	}
	if err := json.Unmarshal(raw, &a); err != nil || len(a.Errors) != 10 || a.Extensions.ErrorsOmitted != 30 {
		t.Errorf("%d errors, %d omitted, %v", len(a.Errors), a.Extensions.ErrorsOmitted, err)
	}
}

// TestErrorsEndAnAnswer asks for what is wrong for each of 129 roles, many times: answering ends long before
// they have all been met, and the first are told.
func TestErrorsEndAnAnswer(t *testing.T) {
	s := serveBundled(t)
	var fields strings.Builder
	for i := range 20 {
		fmt.Fprintf(&fields, "a%d: correlates(first: 0) {totalCount} ", i)
	}
	a := s.ask("{roles(first: 129) {nodes {"+fields.String()+"}}}", nil)
	if len(a.Errors) != 10 || string(a.Data) != "null" || a.Errors[0].Extensions["code"] != "LIMIT_EXCEEDED" || a.Errors[1].Extensions["code"] != "BAD_USER_INPUT" {
		t.Errorf("%s %+v", a.Data, a.Errors)
	}
}

func TestRate(t *testing.T) {
	s := serve(t, serving.NewLive(bundledEdition(t)), httpapi.Options{Rate: 1, Burst: 3, Now: func() time.Time { return loadedAt }})
	for i := range 5 {
		got := s.exchange(http.MethodPost, "/graphql", simple)
		if want := i < 3; (got.status == http.StatusOK) != want || !want && (got.status != http.StatusTooManyRequests || got.header.Get("Retry-After") != "1" || !strings.Contains(got.body, "TOO_MANY_REQUESTS")) {
			t.Errorf("request %d: %+v", i, got)
		}
	}
	if got := s.exchange(http.MethodGet, "/healthz", ""); got.status != http.StatusOK {
		t.Errorf("a probe: %d", got.status)
	}
}

// TestHosts calls the server by names that are its own, and by others.
func TestHosts(t *testing.T) {
	s := serve(t, serving.NewLive(bundledEdition(t)), httpapi.Options{Hosts: []string{"noboru.example"}})
	for host, want := range map[string]int{
		"localhost": 200, "localhost:8080": 200, "LOCALHOST": 200, "127.0.0.1:1": 200, "[::1]:80": 200, "noboru.example": 200, "noboru.example:443": 200,
		"evil.example": 421, "evil.example:8080": 421, "192.0.2.1": 421, "localhost.evil.example": 421,
	} {
		for _, path := range []string{"/healthz", "/graphql?query={dataset{name}}", "/metrics"} {
			if got := s.exchange(http.MethodGet, path, "", "Host", host); got.status != want {
				t.Errorf("%s%s: %d, want %d", host, path, got.status, want)
			}
		}
	}
}

// TestSecurityHeaders looks at every kind of route.
func TestSecurityHeaders(t *testing.T) {
	page := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Security-Policy", "default-src 'self'; frame-ancestors 'none'")
	})
	live := serving.NewLive(bundledEdition(t))
	for _, embedders := range [][]string{nil, {"https://intranet.example", "https://other.example"}} {
		s := serve(t, live, httpapi.Options{Page: page, FrameAncestors: embedders})
		for _, path := range []string{"/", "/graphql", "/schema.graphql", "/healthz", "/readyz", "/metrics", "/nothing"} {
			h := s.exchange(http.MethodGet, path, "").header
			policy, ancestors := h.Get("Content-Security-Policy"), "frame-ancestors 'none'"
			if embedders != nil {
				ancestors = "frame-ancestors https://intranet.example https://other.example"
			}
			if !strings.Contains(policy, ancestors) || !strings.Contains(policy, "default-src") || strings.Contains(policy, "unsafe") {
				t.Errorf("%s: policy %q", path, policy)
			}
			if h.Get("X-Content-Type-Options") != "nosniff" || h.Get("Referrer-Policy") == "" || h.Get("X-Request-Id") == "" || (h.Get("X-Frame-Options") == "DENY") != (embedders == nil) {
				t.Errorf("%s: %v", path, h)
			}
		}
	}
}

// TestSecrets plants a person's level wherever one can stand, and looks for it in every answer that is an
// error, in the log, in the metrics and in the traces.
func TestSecrets(t *testing.T) {
	spans := tracetest.NewInMemoryExporter()
	provider := sdktrace.NewTracerProvider(sdktrace.WithSyncer(spans))
	s := serve(t, serving.NewLive(bundledEdition(t)), httpapi.Options{Tracer: provider.Tracer("test")})
	const secret = "6.54321987654" // longer than any duration has figures
	profile := func(level string) string {
		return `{levels: [{skill: "NETWORK", level: ` + level + `}, {skill: "SERVER", level: 1}, {skill: "BCM", level: 1}]}`
	}
	path := func(profile string) string {
		return `{path(input: {from: {profile: ` + profile + `}, to: {role: "SOC-ANALYST"}}) {__typename}}`
	}
	variables := func(level string) string {
		return `{"query": "query($p: ProfileInput!) {path(input: {from: {profile: $p}, to: {role: \"SOC-ANALYST\"}}) {__typename}}", "variables": {"p": {"levels": [{"skill": "NETWORK", "level": ` + level + `}, {"skill": "SERVER", "level": 1}, {"skill": "BCM", "level": 1}]}}}`
	}
	quoted := func(query string) string {
		body, err := json.Marshal(map[string]string{"query": query})
		if err != nil {
			t.Fatal(err)
		}
		return string(body)
	}
	for _, body := range []string{
		quoted(path(profile(secret))), quoted(path(profile("9" + secret))), quoted(path(profile("-" + secret))), quoted(path(profile(`"` + secret + `"`))),
		quoted(path(profile("[" + secret + "]"))), quoted(path(profile(secret + "e999"))), quoted(path(profile(secret + secret))), quoted(path(secret)),
		quoted(path(`{levels: [{skill: "` + secret + `", level: 1}]}`)), quoted(path(profile(secret)) + secret), quoted(path(profile(secret)) + `"` + secret),
		quoted(path(profile("$x" + strings.ReplaceAll(secret, ".", "_")))), quoted(`{dataset(level: ` + secret + `) {name}}`),
		variables(secret), variables("9" + secret), variables(`"` + secret + `"`), variables("[" + secret + "]"), variables(`{"x": ` + secret + `}`), variables("null"),
		quoted("query level_6_54321987654 " + path(profile("1"))), quoted(strings.Replace(path(profile("-1")), "path(", "l6_54321987654: path(", 1)),
		variables(secret) + secret, `{"query": ` + secret + `}`, `{"query": "{dataset {name}}", "variables": ` + secret + `}`, secret, `"` + secret + `"`,
		`{"query": "{dataset {name}}", "operationName": "` + secret + `"}`, `{"query": "{dataset {name}}", "extensions": {"persistedQuery": "` + secret + `"}}`,
	} {
		for _, accept := range []string{"application/json", "application/graphql-response+json"} {
			got := s.exchange(http.MethodPost, "/graphql?level="+secret, body, "Accept", accept, "Accept-Language", "ja")
			if strings.Contains(got.body, secret) || strings.Contains(fmt.Sprint(got.header), secret) {
				t.Errorf("%s\nis repeated: %s", body, got.body)
			}
		}
	}
	s.exchange(http.MethodGet, "/"+secret, "")
	metrics := s.exchange(http.MethodGet, "/metrics", "").body
	traces, err := json.Marshal(spans.GetSpans())
	if err != nil || len(spans.GetSpans()) < 50 || !strings.Contains(string(traces), "BAD_USER_INPUT") {
		t.Errorf("%d spans, %v", len(spans.GetSpans()), err)
	}
	for name, text := range map[string]string{"log": s.log.String(), "metrics": metrics, "traces": string(traces)} {
		if strings.Contains(text, secret) || strings.Contains(text, "6_54321987654") {
			t.Errorf("the secret is in the %s:\n%s", name, text)
		}
	}
}

// TestPanicsTellNothing lets a handler panic with a secret.
func TestPanicsTellNothing(t *testing.T) {
	page := http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic("level 6.54321987654") })
	s := serve(t, serving.NewLive(bundledEdition(t)), httpapi.Options{Page: page})
	got := s.exchange(http.MethodGet, "/", "")
	if got.status != http.StatusInternalServerError || strings.Contains(got.body+s.log.String(), "6.54321987654") || !strings.Contains(s.log.String(), "stack=") {
		t.Errorf("got %+v\n%s", got, s.log.String())
	}
}

// TestSampledLog refuses far more requests in a second than have a line each.
func TestSampledLog(t *testing.T) {
	log := &safeBuffer{}
	now := loadedAt
	page := http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic("a fault") })
	api := httpapi.New(serving.NewLive(bundledEdition(t)), httpapi.Options{Logger: textLogger(log), Now: func() time.Time { return now }, Page: page})
	refuse := func(n int) {
		for range n {
			api.ServeHTTP(httptest.NewRecorder(), httptest.NewRequestWithContext(t.Context(), http.MethodPut, "/graphql", nil))
		}
	}
	for range 100 { // a fault of ours that somebody has found
		api.ServeHTTP(httptest.NewRecorder(), httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/", nil))
	}
	if panics := strings.Count(log.String(), "msg=panic"); panics != 10 {
		t.Errorf("%d panics are logged in a second", panics)
	}
	log.Reset()
	now = now.Add(time.Second)
	refuse(500)
	if lines := strings.Count(log.String(), "\n"); lines > 30 {
		t.Errorf("%d lines for 500 refusals in a second", lines)
	}
	now = now.Add(time.Second)
	refuse(1)
	if !strings.Contains(log.String(), "omitted=480") {
		t.Errorf("the log does not say what it leaves out:\n%s", log.String())
	}
}
