package httpapi_test

import (
	"encoding/json"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"noboru/internal/httpapi"
	"noboru/internal/serving"
)

const simple = `{"query": "query Simple {dataset {name}}"}`

func TestRequests(t *testing.T) {
	s := serveBundled(t)
	for _, c := range []struct {
		name, method, path, contentType, body string
		status                                int
		want                                  string
	}{
		{"a query", "POST", "/graphql", "application/json", simple, 200, `{"data":{"dataset":{"name":"security-roles"}}}`},
		{"with a charset", "POST", "/graphql", "application/json; charset=utf-8", simple, 200, `security-roles`},
		{"by GET", "GET", "/graphql?query={dataset{name}}", "", "", 200, `{"data":{"dataset":{"name":"security-roles"}}}`},
		{"by GET, with variables", "GET", `/graphql?query=query($n:Int){roles(first:$n){nodes{code}}}&variables={"n":1}`, "", "", 200, `{"data":{"roles":{"nodes":[{"code":"APP-DESIGNER"}]}}}`},
		{"by GET, a profile in a variable", "GET", `/graphql?query=query($p:ProfileInput!){path(input:{from:{profile:$p},to:{role:"SOC-ANALYST"}}){__typename}}&variables={"p":{"levels":[]}}`, "", "", 400, "PROFILE_IN_ADDRESS"},
		{"by GET, a profile in the document", "GET", `/graphql?query={path(input:{from:{profile:{levels:[]}},to:{role:"SOC-ANALYST"}}){__typename}}`, "", "", 400, "PROFILE_IN_ADDRESS"},
		{"by GET, nothing", "GET", "/graphql", "", "", 400, "no \\\"query\\\""},
		{"by PUT", "PUT", "/graphql", "application/json", simple, 405, "GET, POST only"},
		{"preflight without CORS", "OPTIONS", "/graphql", "", "", 405, "GET, POST only"},
		{"from a form", "POST", "/graphql", "application/x-www-form-urlencoded", simple, 415, "application/json"},
		{"as plain text", "POST", "/graphql", "text/plain", simple, 415, "application/json"},
		{"without a type", "POST", "/graphql", "", simple, 415, "application/json"},
		{"no JSON", "POST", "/graphql", "application/json", `{"query": secret`, 400, "is not JSON"},
		{"more than JSON", "POST", "/graphql", "application/json", simple + "x", 400, "is not JSON"},
		{"a list", "POST", "/graphql", "application/json", "[" + simple + "]", 400, "pathBatch"},
		{"a wrong type", "POST", "/graphql", "application/json", `{"query": 1}`, 400, "wrong type"},
		{"no query", "POST", "/graphql", "application/json", `{}`, 400, "no \\\"query\\\""},
		{"too large", "POST", "/graphql", "application/json", `{"query": "` + strings.Repeat(" ", 1<<16) + `"}`, 413, "65536 bytes"},
		{"in another charset", "POST", "/graphql", "application/json; charset=shift_jis", simple, 415, "UTF-8"},
		{"a mutation", "POST", "/graphql", "application/json", `{"query": "mutation {x}"}`, 200, "GRAPHQL_VALIDATION_FAILED"},
		{"readiness", "GET", "/readyz", "", "", 200, `"status":"ready"`},
		{"the schema", "GET", "/schema.graphql", "", "", 200, "input StartInput @oneOf"},
		{"the schema by POST", "POST", "/schema.graphql", "", "", 405, ""},
		{"health", "GET", "/healthz", "", "", 200, `"status":"ok"`},
		{"nothing there", "GET", "/nothing", "", "", 404, ""},
		{"no page", "GET", "/", "", "", 404, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			status, body := s.do(c.method, c.path, c.contentType, []byte(c.body))
			if status != c.status || !strings.Contains(string(body), c.want) {
				t.Errorf("got %d %.300s", status, body)
			}
			if strings.Contains(string(body), "secret") {
				t.Errorf("the body is repeated: %s", body)
			}
		})
	}
}

func TestHealth(t *testing.T) {
	e := bundledEdition(t)
	s := serve(t, serving.NewLive(e), httpapi.Options{Now: func() time.Time { return loadedAt.Add(90 * time.Second) }})
	_, body := s.do("GET", "/healthz", "", nil)
	var got httpapi.Health
	if err := json.Unmarshal(body, &got); err != nil {
		t.Fatal(err)
	}
	want := httpapi.Health{
		Status: "ok", Dataset: "security-roles", Version: string(e.Graph.Version()), Roles: 129,
		Edges: e.Graph.EdgeCount(), LoadedAt: loadedAt, AgeSeconds: 90,
	}
	if got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestPages(t *testing.T) {
	page := func(text string) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			_, _ = w.Write([]byte(text + " " + r.URL.Path))
		})
	}
	a := serving.NewLive(bundledEdition(t))
	s := serve(t, a, httpapi.Options{Page: page("page")})
	if status, body := s.do("GET", "/a/b", "", nil); status != 200 || string(body) != "page /a/b" {
		t.Errorf("got %d %s", status, body)
	}
}

func TestCORS(t *testing.T) {
	a := serving.NewLive(bundledEdition(t))
	for _, c := range []struct {
		allowed []string
		origin  string
		want    string
	}{
		{nil, "https://a.example", ""},
		{[]string{"https://a.example"}, "https://a.example", "https://a.example"},
		{[]string{"https://a.example"}, "https://b.example", ""},
		{[]string{"*"}, "https://b.example", "*"},
	} {
		s := serve(t, a, httpapi.Options{AllowedOrigins: c.allowed})
		for _, method := range []string{http.MethodPost, http.MethodOptions} {
			request, err := http.NewRequestWithContext(t.Context(), method, s.URL+"/graphql", strings.NewReader(simple))
			if err != nil {
				t.Fatal(err)
			}
			request.Header.Set("Content-Type", "application/json")
			request.Header.Set("Origin", c.origin)
			if method == http.MethodOptions {
				request.Header.Set("Access-Control-Request-Method", http.MethodPost)
				request.Header.Set("Access-Control-Request-Headers", "content-type")
			}
			response, err := s.Client().Do(request)
			if err != nil {
				t.Fatal(err)
			}
			if err := response.Body.Close(); err != nil {
				t.Fatal(err)
			}
			if got := response.Header.Get("Access-Control-Allow-Origin"); got != c.want {
				t.Errorf("%v %s %s: got %q", c.allowed, method, c.origin, got)
			}
			if method == http.MethodOptions && c.want != "" && response.StatusCode != http.StatusNoContent {
				t.Errorf("preflight: %d", response.StatusCode)
			}
		}
	}
}

// TestHeadersOfOtherOrigins holds that a page of a named origin may send what GraphQL clients, their tools and traces
// add of themselves, and what the operator lists; and that it is told so wherever the API is.
func TestHeadersOfOtherOrigins(t *testing.T) {
	s := serve(t, serving.NewLive(bundledEdition(t)), httpapi.Options{AllowedOrigins: []string{"https://a.example"}, AllowedHeaders: []string{"X-Our-Own"}, Page: http.NotFoundHandler()})
	for header, allowed := range map[string]bool{
		"content-type": true, "authorization": true, "accept-language": true, "if-none-match": true, "x-request-id": true,
		"apollo-require-preflight": true, "apollographql-client-name": true, "apollographql-client-version": true, "graphql-preflight": true,
		"x-requested-with": true, "traceparent": true, "tracestate": true, "x-our-own": true, "x-another": false,
	} {
		for _, path := range []string{"/graphql", "/schema.graphql", "/persisted-documents.json"} {
			got := s.exchange(http.MethodOptions, path, "", "Origin", "https://a.example", "Access-Control-Request-Method", "GET", "Access-Control-Request-Headers", header)
			if (got.header.Get("Access-Control-Allow-Headers") == header) != allowed || got.status != http.StatusNoContent {
				t.Errorf("%s of %s: %d %v", header, path, got.status, got.header)
			}
		}
	}
	if got := s.exchange(http.MethodGet, "/persisted-documents.json", "", "Origin", "https://a.example"); got.header.Get("Access-Control-Allow-Origin") != "https://a.example" {
		t.Errorf("the manifest: %v", got.header)
	}
}

// TestNothingPersonalIsLogged sends a profile and looks for it in the log.
func TestNothingPersonalIsLogged(t *testing.T) {
	s := serveBundled(t)
	const query = `query Mine($me: ProfileInput!) {path(input: {from: {profile: $me}, to: {role: "SOC-ANALYST"}}) {__typename}}`
	for _, level := range []any{3.217, 99.217} {
		s.ask(query, map[string]any{"me": map[string]any{"levels": []any{
			map[string]any{"skill": "NETWORK", "level": level}, map[string]any{"skill": "SERVER", "level": 1}, map[string]any{"skill": "BCM", "level": 2},
		}}})
	}
	s.do("POST", "/graphql?me=3.217", "application/json", []byte(`{"query": "{nothing217}"`))
	s.ask("query "+strings.Repeat("x", 65)+" {dataset {name}}", nil)
	s.ask("query Ours {dataset {name}}", nil)
	log := regexp.MustCompile(`(?m)(^time| took| request)=\S+`).ReplaceAllString(s.log.String(), "") // figures by chance
	if strings.Count(log, "msg=request") != 5 || strings.Count(log, "question=path") != 2 || strings.Count(log, "operation=") != 1 || strings.Contains(log, "xxxx") {
		t.Errorf("got %s", log)
	}
	for _, secret := range []string{"3.217", "99.217", "nothing217", "?me", "NETWORK", "SOC-ANALYST", "127.0.0.1", "Mine"} {
		if strings.Contains(log, secret) {
			t.Errorf("%q is in the log:\n%s", secret, log)
		}
	}
}

func TestDeadline(t *testing.T) {
	s := serve(t, serving.NewLive(bundledEdition(t)), httpapi.Options{Timeout: -1})
	for _, query := range []string{
		`{path(input: {from: {role: "SOC-OPERATOR"}, to: {role: "SOC-ANALYST"}}) {__typename}}`, `{dataset {name}}`,
	} {
		a := s.ask(query, nil)
		if len(a.Errors) != 1 || a.Errors[0].Extensions["code"] != "TIMEOUT" {
			t.Errorf("got %s %+v", a.Data, a.Errors)
		}
	}
}

// TestMasking serves a snapshot that is broken inside: clients learn nothing but that.
func TestMasking(t *testing.T) {
	broken := &serving.Snapshot{Graph: bundledEdition(t).Graph, LoadedAt: loadedAt}
	s := serve(t, serving.NewLive(broken), httpapi.Options{})
	a := s.ask(`{dataset {name} search(input: {text: "SOC"}) {totalCount}}`, nil)
	if len(a.Errors) != 1 || a.Errors[0].Message != "internal error" || a.Errors[0].Extensions["code"] != "INTERNAL" {
		t.Errorf("got %s %+v", a.Data, a.Errors)
	}
	if log := s.log.String(); !strings.Contains(log, "nil pointer") || !strings.Contains(log, "stack=") {
		t.Errorf("not logged: %s", log)
	}
	s = serve(t, serving.NewLive(nil), httpapi.Options{})
	for _, path := range []string{"/graphql", "/healthz"} {
		method := map[string]string{"/graphql": "POST", "/healthz": "GET"}[path]
		status, body := s.do(method, path, "application/json", []byte(simple))
		if status != http.StatusInternalServerError || !strings.Contains(string(body), `{"errors":[{"message":"internal error","extensions":{"code":"INTERNAL",`) {
			t.Errorf("%s: got %d %s", path, status, body)
		}
	}
}

// TestIntrospection asks what tools ask, and more than is sane.
func TestIntrospection(t *testing.T) {
	s := serveBundled(t)
	const types = `fragment T on __Type {kind name ofType {kind name ofType {kind name ofType {kind name ofType {kind name}}}}}`
	a := s.ask(`{__schema {queryType {name} types {kind name description isOneOf fields(includeDeprecated: true) {name description args {name description type {...T} defaultValue} type {...T}} inputFields {name description type {...T}} enumValues {name description}}}} `+types, nil)
	if len(a.Errors) > 0 || len(a.Data) < 10_000 {
		t.Fatalf("got %.500s %+v", a.Data, a.Errors)
	}
	var schema struct {
		Schema struct {
			Types []struct {
				Name, Kind, Description string
				Fields                  []struct {
					Name, Description string
					Args              []struct{ Name, Description string }
				}
				InputFields, EnumValues []struct{ Name, Description string }
			}
		} `json:"__schema"`
	}
	if err := json.Unmarshal(a.Data, &schema); err != nil {
		t.Fatal(err)
	}
	for _, typ := range schema.Schema.Types {
		if strings.HasPrefix(typ.Name, "__") {
			continue
		}
		if typ.Description == "" {
			t.Errorf("%s is not described", typ.Name)
		}
		for _, f := range typ.Fields {
			if f.Description == "" {
				t.Errorf("%s.%s is not described", typ.Name, f.Name)
			}
			for _, arg := range f.Args {
				if arg.Description == "" {
					t.Errorf("%s.%s(%s) is not described", typ.Name, f.Name, arg.Name)
				}
			}
		}
	}
	for _, typ := range schema.Schema.Types {
		for _, f := range append(typ.InputFields, typ.EnumValues...) {
			if f.Description == "" && !strings.HasPrefix(typ.Name, "__") {
				t.Errorf("%s.%s is not described", typ.Name, f.Name)
			}
		}
	}
	a = s.ask(`{__schema {types {fields {type {fields {type {fields {type {fields {name}}}}}}}}}}`, nil)
	if len(a.Errors) == 0 {
		t.Error("deep introspection is not refused")
	}
}
