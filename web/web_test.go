package web_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"

	"noboru/internal/words"
	"noboru/web"
)

// answer is a response with its body read.
type answer struct {
	status int
	header http.Header
	body   string
}

// ask returns the response to a request with the headers given as name, value, name, value.
func ask(t *testing.T, method, target string, headers ...string) answer {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), method, target, nil)
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	web.Handler().ServeHTTP(w, r)
	response := w.Result()
	defer func() { _ = response.Body.Close() }()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer{response.StatusCode, response.Header, string(body)}
}

// needBuilt leaves a test out where the page was not built, and fails it under continuous integration.
func needBuilt(t *testing.T) {
	t.Helper()
	if web.Built() {
		return
	}
	const message = "the page is not built (make page), so it is not tried"
	if os.Getenv("CI") == "true" {
		t.Fatal(message)
	}
	t.Skip(message)
}

func TestScreensAreOnePage(t *testing.T) {
	needBuilt(t)
	for _, path := range append([]string{""}, web.Screens...) {
		a := ask(t, http.MethodGet, "/"+path+"?lang=ja")
		if a.status != http.StatusOK || a.header.Get("Content-Type") != "text/html; charset=utf-8" || !strings.Contains(a.body, `<div id="page">`) {
			t.Errorf("/%s: %d %s", path, a.status, a.header.Get("Content-Type"))
		}
		if got := a.header.Get("Cache-Control"); got != "no-cache" {
			t.Errorf("/%s: Cache-Control %q", path, got)
		}
	}
}

// TestScreensAreKnownToThePage holds the addresses that the server answers against those of the page.
func TestScreensAreKnownToThePage(t *testing.T) {
	source, err := os.ReadFile("src/state/address.svelte.ts")
	if err != nil {
		t.Fatal(err)
	}
	list := regexp.MustCompile(`screens = \[(.*)\]`).FindStringSubmatch(string(source))
	if list == nil {
		t.Fatal("the page has no list of screens")
	}
	known := regexp.MustCompile(`\w+`).FindAllString(list[1], -1)
	if want := append([]string{"start"}, web.Screens...); !slices.Equal(known, want) {
		t.Errorf("the page knows %v, the server %v", known, want)
	}
}

func TestFiles(t *testing.T) {
	needBuilt(t)
	for _, page := range []string{"/", "/graphiql/"} {
		body := ask(t, http.MethodGet, page).body
		references := regexp.MustCompile(`(?:src|href)="([^"]*)"`).FindAllStringSubmatch(body, -1)
		if len(references) < 3 {
			t.Fatalf("%s refers to %v", page, references)
		}
		if inline := regexp.MustCompile(`<style|<script[^>]*>[^<]|\son[a-z]+=`).FindString(body); inline != "" {
			t.Errorf("%s has something inline, which its policy forbids: %q", page, inline)
		}
		for _, reference := range references {
			if strings.Contains(reference[1], "//") || strings.HasPrefix(reference[1], "/") {
				t.Errorf("%s refers to %s, which is not beside it", page, reference[1])
				continue
			}
			path := page + reference[1]
			a := ask(t, http.MethodGet, path)
			etag := a.header.Get("ETag")
			if a.status != http.StatusOK || etag == "" {
				t.Errorf("%s: status %d, ETag %s", path, a.status, etag)
			}
			if again := ask(t, http.MethodGet, path, "If-None-Match", etag); again.status != http.StatusNotModified || again.body != "" {
				t.Errorf("%s asked again: status %d and %d bytes", path, again.status, len(again.body))
			}
			immutable := strings.Contains(a.header.Get("Cache-Control"), "immutable")
			if immutable != strings.Contains(path, "assets/") {
				t.Errorf("%s: Cache-Control %q", path, a.header.Get("Cache-Control"))
			}
			small := ask(t, http.MethodGet, path, "Accept-Encoding", "gzip, br")
			if small.header.Get("Content-Encoding") != "br" || len(small.body) >= len(a.body) || small.header.Get("ETag") == etag {
				t.Errorf("%s compressed: %q, %d of %d bytes", path, small.header.Get("Content-Encoding"), len(small.body), len(a.body))
			}
			if plain := ask(t, http.MethodGet, path, "Accept-Encoding", "br;q=0"); plain.header.Get("Content-Encoding") != "" {
				t.Errorf("%s is compressed for a client that refuses it", path)
			}
		}
	}
}

// TestScreensNameWhatTheyNeed follows the Link header of every screen.
func TestScreensNameWhatTheyNeed(t *testing.T) {
	needBuilt(t)
	for _, screen := range web.Screens {
		links := regexp.MustCompile(`<([^>]+)>; rel=(modulepreload|preload; as=style; crossorigin)`).FindAllStringSubmatch(ask(t, http.MethodGet, "/"+screen).header.Get("Link"), -1)
		if len(links) < 2 {
			t.Errorf("/%s names only %v", screen, links)
		}
		for _, link := range links {
			want := map[string]string{"modulepreload": "text/javascript; charset=utf-8", "preload; as=style; crossorigin": "text/css; charset=utf-8"}[link[2]]
			if a := ask(t, http.MethodGet, "/"+link[1]); a.status != http.StatusOK || a.header.Get("Content-Type") != want {
				t.Errorf("/%s names %s: status %d, %s", screen, link[1], a.status, a.header.Get("Content-Type"))
			}
		}
	}
	if link := ask(t, http.MethodGet, "/").header.Get("Link"); link != "" {
		t.Errorf("the start names %q", link)
	}
	if a := ask(t, http.MethodGet, "/.vite/manifest.json"); a.status != http.StatusNotFound {
		t.Errorf("the bundler's manifest is served: status %d", a.status)
	}
}

func TestRefusals(t *testing.T) {
	needBuilt(t)
	for _, c := range []struct {
		method, path string
		status       int
	}{
		{http.MethodGet, "/graphiql", http.StatusPermanentRedirect},
		{http.MethodGet, "/elsewhere", http.StatusNotFound},
		{http.MethodGet, "/assets/", http.StatusNotFound},
		{http.MethodGet, "/.gitignore", http.StatusNotFound},
		{http.MethodGet, "/%2e%2e/web.go", http.StatusNotFound},
		{http.MethodPost, "/", http.StatusMethodNotAllowed},
	} {
		if a := ask(t, c.method, c.path); a.status != c.status {
			t.Errorf("%s %s: status %d, want %d", c.method, c.path, a.status, c.status)
		}
	}
}

// TestAbsentSaysSo reads the answer of an address where nothing stands, as a browser and as another client.
func TestAbsentSaysSo(t *testing.T) {
	needBuilt(t)
	for _, c := range []struct{ path, accept, contentType, start string }{
		{"/elsewhere", "text/html,*/*;q=0.8", "text/html; charset=utf-8", "./?lang=en"},
		{"/a/b/c", "text/html", "text/html; charset=utf-8", "./../../?lang=en"},
		{"/elsewhere", "*/*", "text/plain; charset=utf-8", ""},
	} {
		r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, c.path, nil)
		r.Header.Set("Accept", c.accept)
		w := httptest.NewRecorder()
		web.Handler().ServeHTTP(w, r)
		said, body := words.Both("page-absent.said"), w.Body.String()
		if w.Code != http.StatusNotFound || w.Header().Get("Content-Type") != c.contentType {
			t.Errorf("%s for %s: status %d, %s", c.path, c.accept, w.Code, w.Header().Get("Content-Type"))
		}
		for _, want := range []string{said.Ja, said.En, c.start} {
			if !strings.Contains(body, want) {
				t.Errorf("%s for %s: %q is not in %s", c.path, c.accept, want, body)
			}
		}
	}
}

func TestPolicies(t *testing.T) {
	needBuilt(t)
	for path, ancestors := range map[string]string{"/": "'none'", "/route": "'none'", "/graphiql/": "'none'", "/embed": "*", "/absent": "'none'"} {
		a := ask(t, http.MethodGet, path)
		policy := a.header.Get("Content-Security-Policy") + ";"
		for _, directive := range []string{
			"default-src 'none'", "script-src 'self'", "connect-src 'self'", "base-uri 'none'", "form-action 'none'", "frame-ancestors " + ancestors,
		} {
			if !strings.Contains(policy, directive+";") {
				t.Errorf("%s: the policy %q lacks %q", path, policy, directive)
			}
		}
		if strings.Contains(policy, "unsafe-eval") || strings.Contains(policy, "http") || strings.Contains(policy, "'unsafe-inline'") != (path == "/graphiql/") {
			t.Errorf("%s: the policy %q allows too much", path, policy)
		}
		if a.header.Get("X-Content-Type-Options") != "nosniff" || a.header.Get("Referrer-Policy") != "no-referrer" {
			t.Errorf("%s: %v", path, a.header)
		}
	}
}

func TestLicencesNameWhatIsBundled(t *testing.T) {
	needBuilt(t)
	licences := ask(t, http.MethodGet, "/licences.txt").body
	for _, name := range []string{"svelte 5.", "@zag-js/combobox 1.", "d3-scale 4.", "graphiql 4.", "react 19."} {
		if !strings.Contains(licences, "\n"+name) {
			t.Errorf("licences.txt lacks %s", name)
		}
	}
}

// TestPage runs the page's own tests: the real server in a real Chromium, driven from Node.
func TestPage(t *testing.T) {
	needBuilt(t)
	if testing.Short() {
		t.Skip("the page in Chromium takes minutes")
	}
	for _, program := range []string{"node", "chromium"} {
		if _, err := exec.LookPath(program); err != nil {
			if os.Getenv("CI") == "true" {
				t.Fatal(err)
			}
			t.Skipf("no %s here, so the page is not tried in a browser", program)
		}
	}
	out, err := exec.CommandContext(t.Context(), "npm", "run", "-s", "test").CombinedOutput()
	t.Logf("%s", out)
	if err != nil {
		t.Fatal(err)
	}
}
