package web_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"strings"
	"testing"

	"noboru/web"
)

// mounted is the handler as the server mounts it.
func mounted() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("/graphiql/", http.StripPrefix("/graphiql/", web.GraphiQL()))
	return mux
}

// head is a response without its body.
type head struct {
	StatusCode    int
	Header        http.Header
	ContentLength int64
}

// ask returns the response to a request with the headers given as name, value, name, value.
func ask(t *testing.T, method, target string, headers ...string) (head, string) {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), method, target, nil)
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	mounted().ServeHTTP(w, r)
	response := w.Result()
	defer func() { _ = response.Body.Close() }()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return head{response.StatusCode, response.Header, response.ContentLength}, string(body)
}

func TestGraphiQLServes(t *testing.T) {
	tests := []struct {
		path        string
		contentType string
		contains    string
	}{
		{"/graphiql/", "text/html; charset=utf-8", `<div id="graphiql">`},
		{"/graphiql/index.html", "text/html; charset=utf-8", `<div id="graphiql">`},
		{"/graphiql/graphiql.js", "text/javascript; charset=utf-8", "GraphiQLBundle"},
		{"/graphiql/start.js", "text/javascript; charset=utf-8", "'/graphql'"},
		{"/graphiql/graphiql.css", "text/css; charset=utf-8", ".graphiql-container"},
		{"/graphiql/page.css", "text/css; charset=utf-8", "#graphiql"},
		{"/graphiql/icon.svg", "image/svg+xml", "<svg"},
		{"/graphiql/default.graphql", "text/plain; charset=utf-8", web.DefaultQuery()},
		{"/graphiql/LICENSES.txt", "text/plain; charset=utf-8", "graphiql 4."},
	}
	for _, test := range tests {
		t.Run(test.path, func(t *testing.T) {
			response, body := ask(t, http.MethodGet, test.path)
			if response.StatusCode != http.StatusOK {
				t.Fatalf("status %d", response.StatusCode)
			}
			if got := response.Header.Get("Content-Type"); got != test.contentType {
				t.Errorf("content type %q, want %q", got, test.contentType)
			}
			if !strings.Contains(body, test.contains) {
				t.Errorf("the body lacks %q", test.contains)
			}
			if got := response.Header.Get("Cache-Control"); got != "no-cache" {
				t.Errorf("Cache-Control %q", got)
			}

			etag := response.Header.Get("ETag")
			again, rest := ask(t, http.MethodGet, test.path, "If-None-Match", etag)
			if etag == "" || again.StatusCode != http.StatusNotModified || rest != "" {
				t.Errorf("asked again with ETag %s: status %d and %d bytes, want 304 and none",
					etag, again.StatusCode, len(rest))
			}
			head, rest := ask(t, http.MethodHead, test.path)
			if head.StatusCode != http.StatusOK || rest != "" || head.ContentLength != response.ContentLength {
				t.Errorf("HEAD: status %d, %d bytes of body, length %d; want 200, none, %d",
					head.StatusCode, len(rest), head.ContentLength, response.ContentLength)
			}
		})
	}
}

func TestGraphiQLRefuses(t *testing.T) {
	tests := []struct {
		method, path string
		status       int
	}{
		{http.MethodGet, "/graphiql", http.StatusTemporaryRedirect}, // to /graphiql/
		{http.MethodGet, "/graphiql/absent.js", http.StatusNotFound},
		{http.MethodGet, "/graphiql/graphiql/", http.StatusNotFound},
		{http.MethodGet, "/graphiql/%2e%2e/web.go", http.StatusNotFound},
		{http.MethodPost, "/graphiql/", http.StatusMethodNotAllowed},
	}
	for _, test := range tests {
		t.Run(test.method+" "+test.path, func(t *testing.T) {
			if response, _ := ask(t, test.method, test.path); response.StatusCode != test.status {
				t.Errorf("status %d, want %d", response.StatusCode, test.status)
			}
		})
	}
}

func TestGraphiQLIsGuarded(t *testing.T) {
	for _, path := range []string{"/graphiql/", "/graphiql/graphiql.js", "/graphiql/absent"} {
		response, _ := ask(t, http.MethodGet, path)
		want := map[string]string{
			"X-Content-Type-Options": "nosniff",
			"Referrer-Policy":        "no-referrer",
		}
		for name, value := range want {
			if got := response.Header.Get(name); got != value {
				t.Errorf("%s: %s is %q, want %q", path, name, got, value)
			}
		}
		policy := response.Header.Get("Content-Security-Policy")
		for _, directive := range []string{
			"default-src 'none'", "script-src 'self'", "connect-src 'self'", "base-uri 'none'",
			"form-action 'none'", "frame-ancestors 'none'",
		} {
			if !strings.Contains(policy+";", directive+";") {
				t.Errorf("%s: the policy %q lacks %q", path, policy, directive)
			}
		}
		if strings.Contains(policy, "unsafe-eval") || strings.Contains(policy, "http") {
			t.Errorf("%s: the policy %q allows too much", path, policy)
		}
	}
}

// TestPageLoadsOnlyItsOwn holds what the page refers to against what the handler serves.
func TestPageLoadsOnlyItsOwn(t *testing.T) {
	_, page := ask(t, http.MethodGet, "/graphiql/")
	references := regexp.MustCompile(`(?:src|href)="([^"]*)"`).FindAllStringSubmatch(page, -1)
	if len(references) == 0 {
		t.Fatal("the page refers to nothing")
	}
	for _, reference := range references {
		if strings.Contains(reference[1], "//") {
			t.Errorf("the page loads %s", reference[1])
			continue
		}
		if response, _ := ask(t, http.MethodGet, "/graphiql/"+reference[1]); response.StatusCode != http.StatusOK {
			t.Errorf("%s: status %d", reference[1], response.StatusCode)
		}
	}
	if inline := regexp.MustCompile(`<style|<script[^>]*>[^<]|\son[a-z]+=`).FindString(page); inline != "" {
		t.Errorf("the page has something inline, which its policy forbids: %q", inline)
	}

	for _, sheet := range []string{"graphiql.css", "page.css"} {
		_, css := ask(t, http.MethodGet, "/graphiql/"+sheet)
		for _, url := range regexp.MustCompile(`url\(\s*["']?([^)]{0,40})`).FindAllStringSubmatch(css, -1) {
			if !strings.HasPrefix(url[1], "data:image/") {
				t.Errorf("%s loads %s", sheet, url[1])
			}
		}
		if strings.Contains(css, "@import") || strings.Contains(css, "@font-face") {
			t.Errorf("%s imports a style sheet or a font", sheet)
		}
	}
}

// TestBundleIsPinned holds the lock file, the versions asked for and the licences of what was bundled
// against each other; fetch-graphiql.sh -check does more, but needs npm.
func TestBundleIsPinned(t *testing.T) {
	lock, err := os.ReadFile("bundle/package-lock.json")
	if err != nil {
		t.Fatal(err)
	}
	pinned := strings.Count(string(lock), `"integrity": "sha512-`)
	if all := strings.Count(string(lock), `"node_modules/`); all == 0 || pinned != all {
		t.Errorf("%d of %d packages in the lock file have a digest", pinned, all)
	}

	manifest, err := os.ReadFile("bundle/package.json")
	if err != nil {
		t.Fatal(err)
	}
	var wanted struct {
		Dependencies map[string]string `json:"dependencies"`
	}
	if err := json.Unmarshal(manifest, &wanted); err != nil {
		t.Fatal(err)
	}
	_, licences := ask(t, http.MethodGet, "/graphiql/LICENSES.txt")
	for name, version := range wanted.Dependencies {
		if line := "\n" + name + " " + version + " ("; !strings.Contains(licences, line) {
			t.Errorf("graphiql.js was made without %s %s: run fetch-graphiql.sh", name, version)
		}
	}
}
