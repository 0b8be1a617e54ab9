package app

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"noboru/internal/guard"
	"noboru/internal/httpapi"
	"noboru/web"
)

// routes are all addresses at which something is served.
func routes() []string {
	list := []string{"/", "/graphql", "/schema.graphql", "/graphiql", "/graphiql/", "/persisted-documents.json", "/healthz", "/readyz", "/metrics", "/nothing"}
	for _, screen := range web.Screens {
		list = append(list, "/"+screen)
	}
	return list
}

// served answers a request as the server would, with the real page.
func served(t *testing.T, opts httpapi.Options) func(method, path, body string, header ...string) *httptest.ResponseRecorder {
	t.Helper()
	s, err := (Source{}).Serve(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	api, stop, err := s.API(t.Context(), opts, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(stop)
	return func(method, path, body string, header ...string) *httptest.ResponseRecorder {
		r := httptest.NewRequestWithContext(t.Context(), method, path, strings.NewReader(body))
		for i := 0; i < len(header); i += 2 {
			r.Header.Set(header[i], header[i+1])
		}
		w := httptest.NewRecorder()
		api.ServeHTTP(w, r)
		return w
	}
}

// TestFraming holds that the two headers about frames never contradict each other, wherever one asks; and that only
// /embed may stand in any site.
func TestFraming(t *testing.T) {
	for _, sites := range [][]string{nil, {"https://intranet.example"}} {
		ask := served(t, httpapi.Options{FrameAncestors: sites})
		for _, path := range routes() {
			h := ask(http.MethodGet, path, "").Header()
			policy, never := h.Get("Content-Security-Policy"), h.Get("X-Frame-Options") == "DENY"
			if strings.Contains(policy, "frame-ancestors 'none'") != never || strings.Count(policy, "frame-ancestors") != 1 {
				t.Errorf("%v %s: %q beside X-Frame-Options %q", sites, path, policy, h.Get("X-Frame-Options"))
			}
			if open := strings.Contains(policy, "frame-ancestors *"); web.Built() && open != (path == "/embed") {
				t.Errorf("%v %s: %q", sites, path, policy)
			}
		}
	}
}

// TestSchemaIsNotTold asks every address, without questions about the schema being allowed, for names that stand in it.
func TestSchemaIsNotTold(t *testing.T) {
	ask := served(t, httpapi.Options{Limits: guard.Limits{NoIntrospection: true}})
	for _, path := range routes() {
		for _, accept := range []string{"application/json", "text/html"} {
			response := ask(http.MethodGet, path, "", "Accept", accept)
			body := response.Body.String()
			for _, name := range []string{"PathInput", "comfortableClimb", "__schema", "input StartInput", "type Query", "pathBatch("} {
				if strings.Contains(body, name) {
					t.Errorf("%s tells %s", path, name)
				}
			}
			switch path {
			case "/schema.graphql", "/graphiql", "/graphiql/", "/persisted-documents.json":
				if response.Code != http.StatusNotFound {
					t.Errorf("%s: %d", path, response.Code)
				}
			}
		}
	}
}
