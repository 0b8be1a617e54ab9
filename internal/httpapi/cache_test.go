package httpapi_test

import (
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"testing/fstest"

	"noboru/internal/httpapi"
	"noboru/internal/serving"
)

// exchange is a request and what came back.
type exchange struct {
	status int
	header http.Header
	body   string
}

func (s *server) exchange(method, path, body string, header ...string) exchange {
	s.t.Helper()
	request, err := http.NewRequestWithContext(s.t.Context(), method, s.URL+path, strings.NewReader(body))
	if err != nil {
		s.t.Fatal(err)
	}
	if method == http.MethodPost {
		request.Header.Set("Content-Type", "application/json")
	}
	for i := 0; i+1 < len(header); i += 2 {
		if header[i] == "Host" {
			request.Host = header[i+1]
		}
		request.Header.Set(header[i], header[i+1])
	}
	response, err := s.Client().Transport.RoundTrip(request)
	if err != nil {
		s.t.Fatal(err)
	}
	defer response.Body.Close() //nolint:errcheck // only read
	content, err := io.ReadAll(response.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	return exchange{response.StatusCode, response.Header, string(content)}
}

const document = "query Named($n: Int) {roles(first: $n) {nodes {code}}}"

func hash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

func persisted(text string) string {
	return "/graphql?extensions=" + url.QueryEscape(`{"persistedQuery":{"version":1,"sha256Hash":"`+hash(text)+`"}}`)
}

// TestRevalidation asks again with the tag of the answer before.
func TestRevalidation(t *testing.T) {
	s := serveBundled(t)
	address := func(n int) string {
		return "/graphql?query=" + url.QueryEscape(document) + "&variables=" + url.QueryEscape(fmt.Sprintf(`{"n":%d}`, n))
	}
	first := s.exchange(http.MethodGet, address(1), "")
	tag := first.header.Get("ETag")
	if first.status != http.StatusOK || tag == "" || first.header.Get("Cache-Control") != "no-cache" || !strings.Contains(strings.Join(first.header.Values("Vary"), ","), "Accept") {
		t.Fatalf("got %+v", first)
	}
	for _, c := range []struct {
		name, path, tag string
		status          int
	}{
		{"the same", address(1), tag, http.StatusNotModified},
		{"the same, weak, among others", address(1), `"x", W/` + tag, http.StatusNotModified},
		{"as it was compressed", address(1), strings.TrimSuffix(tag, `"`) + `-gzip"`, http.StatusNotModified},
		{"other variables", address(2), tag, http.StatusOK},
		{"another tag", address(1), `"x"`, http.StatusOK},
	} {
		if got := s.exchange(http.MethodGet, c.path, "", "If-None-Match", c.tag); got.status != c.status || got.status == http.StatusNotModified && got.body != "" {
			t.Errorf("%s: %+v", c.name, got)
		}
	}
	if got := s.exchange(http.MethodGet, address(1), "", "If-None-Match", tag, "Accept", "application/graphql-response+json"); got.status != http.StatusOK {
		t.Errorf("another media type: %+v", got)
	}
	if got := s.exchange(http.MethodGet, address(0), ""); got.header.Get("ETag") != "" || got.header.Get("Cache-Control") != "no-store" {
		t.Errorf("an answer with an error: %+v", got)
	}
	if got := s.exchange(http.MethodPost, "/graphql", simple); got.header.Get("ETag") != "" || got.header.Get("Cache-Control") != "no-store" {
		t.Errorf("an answer by POST: %+v", got)
	}
	if got := s.exchange(http.MethodGet, "/schema.graphql", "", "If-None-Match", s.exchange(http.MethodGet, "/schema.graphql", "").header.Get("ETag")); got.status != http.StatusNotModified {
		t.Errorf("the schema: %+v", got)
	}
}

// TestTagsFollowTheVersion swaps the snapshot: what a client has is not taken for the new one.
func TestTagsFollowTheVersion(t *testing.T) {
	live := serving.NewLive(bundledEdition(t))
	s := serve(t, live, httpapi.Options{})
	address := "/graphql?query=" + url.QueryEscape("{dataset {name}}")
	tag := s.exchange(http.MethodGet, address, "").header.Get("ETag")
	live.Swap(given(t))
	if got := s.exchange(http.MethodGet, address, "", "If-None-Match", tag); got.status != http.StatusOK || got.header.Get("ETag") == tag {
		t.Errorf("got %+v", got)
	}
}

// TestPersistedQueries sends a document with its hash once, and then the hash alone.
func TestPersistedQueries(t *testing.T) {
	s := serveBundled(t)
	if got := s.exchange(http.MethodGet, persisted(document), ""); !strings.Contains(got.body, "PERSISTED_QUERY_NOT_FOUND") {
		t.Errorf("unknown: %+v", got)
	}
	body := func(text, hash string) string {
		return fmt.Sprintf(`{"query": %q, "variables": {"n": 1}, "extensions": {"persistedQuery": {"version": 1, "sha256Hash": %q}}}`, text, hash)
	}
	if got := s.exchange(http.MethodPost, "/graphql", body(document, hash("x"))); got.status != http.StatusBadRequest || !strings.Contains(got.body, "SHA-256") {
		t.Errorf("with another's hash: %+v", got)
	}
	if got := s.exchange(http.MethodPost, "/graphql", body(document, hash(document))); !strings.HasPrefix(got.body, `{"data"`) {
		t.Errorf("with its hash: %+v", got)
	}
	if got := s.exchange(http.MethodGet, persisted(document)+"&variables="+url.QueryEscape(`{"n":1}`), ""); !strings.HasPrefix(got.body, `{"data"`) || got.header.Get("Cache-Control") != "no-cache" {
		t.Errorf("by its hash: %+v", got)
	}
	// What holds a person's own scores is not kept, and what is wrong is not, either.
	for _, text := range []string{
		`{path(input: {from: {profile: {levels: [{skill: "NETWORK", level: 6.543}, {skill: "SERVER", level: 1}, {skill: "BCM", level: 1}]}}, to: {role: "SOC-ANALYST"}}) {__typename}}`,
		`{nothing}`,
	} {
		s.exchange(http.MethodPost, "/graphql", fmt.Sprintf(`{"query": %q, "extensions": {"persistedQuery": {"version": 1, "sha256Hash": %q}}}`, text, hash(text)))
		if got := s.exchange(http.MethodGet, persisted(text), ""); !strings.Contains(got.body, "PERSISTED_QUERY_NOT_FOUND") {
			t.Errorf("%s is kept: %+v", text, got)
		}
	}
}

// TestRegisteredDocuments asks for documents of the server, by hash and by text, and for others.
func TestRegisteredDocuments(t *testing.T) {
	documents := httpapi.NewDocuments()
	if err := documents.Register(fstest.MapFS{"a/named.graphql": {Data: []byte(document)}, "a/notes.txt": {Data: []byte("{dataset {name}}")}}); err != nil || documents.Len() != 1 {
		t.Fatal(documents.Len(), err)
	}
	for _, only := range []bool{false, true} {
		s := serve(t, serving.NewLive(bundledEdition(t)), httpapi.Options{Documents: documents, OnlyDocuments: only})
		if got := s.exchange(http.MethodGet, persisted(document), ""); !strings.HasPrefix(got.body, `{"data"`) || !strings.Contains(got.header.Get("Cache-Control"), "public") {
			t.Errorf("by hash: %+v", got)
		}
		if got := s.exchange(http.MethodGet, "/graphql?documentId=sha256:"+hash(document), ""); !strings.HasPrefix(got.body, `{"data"`) {
			t.Errorf("by documentId: %+v", got)
		}
		if got := s.exchange(http.MethodPost, "/graphql", fmt.Sprintf(`{"query": %q}`, document)); !strings.HasPrefix(got.body, `{"data"`) {
			t.Errorf("by text: %+v", got)
		}
		got := s.exchange(http.MethodPost, "/graphql", simple)
		if refused := strings.Contains(got.body, "DOCUMENT_NOT_REGISTERED"); refused != only || only && got.status != http.StatusForbidden {
			t.Errorf("another, only registered ones %v: %+v", only, got)
		}
		other := "{dataset {version}}"
		s.exchange(http.MethodPost, "/graphql", fmt.Sprintf(`{"query": %q, "extensions": {"persistedQuery": {"sha256Hash": %q}}}`, other, hash(other)))
		if got := s.exchange(http.MethodGet, persisted(other), ""); strings.HasPrefix(got.body, `{"data"`) == only {
			t.Errorf("another by hash, only registered ones %v: %+v", only, got)
		}
	}
}

// TestManifestOfDocuments registers a manifest as code generators write it, and wrong ones.
func TestManifestOfDocuments(t *testing.T) {
	documents := httpapi.NewDocuments()
	if err := documents.RegisterManifest(fmt.Appendf(nil, `{"sha256:%s": %q}`, hash(document), document)); err != nil || documents.Len() != 1 {
		t.Fatal(documents.Len(), err)
	}
	s := serve(t, serving.NewLive(bundledEdition(t)), httpapi.Options{Documents: documents, OnlyDocuments: true})
	if got := s.exchange(http.MethodGet, "/graphql?documentId=sha256:"+hash(document), ""); !strings.HasPrefix(got.body, `{"data"`) {
		t.Errorf("by documentId: %+v", got)
	}
	for _, wrong := range []string{``, `[]`, fmt.Sprintf(`{"sha256:%s": "{dataset {name}}"}`, hash(document)), fmt.Sprintf(`{%q: %q}`, hash(document), document)} {
		if err := httpapi.NewDocuments().RegisterManifest([]byte(wrong)); err == nil {
			t.Errorf("%q is taken", wrong)
		}
	}
}

func TestCompression(t *testing.T) {
	s := serveBundled(t)
	got := s.exchange(http.MethodGet, "/schema.graphql", "", "Accept-Encoding", "gzip")
	if got.header.Get("Content-Encoding") != "gzip" {
		t.Fatalf("got %v", got.header)
	}
	unzipped, err := gzip.NewReader(strings.NewReader(got.body))
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(unzipped)
	if err != nil || string(text) != s.exchange(http.MethodGet, "/schema.graphql", "", "Accept-Encoding", "identity").body || len(got.body)*3 > len(text) {
		t.Errorf("%d bytes for %d, %v", len(got.body), len(text), err)
	}
	if got := s.exchange(http.MethodPost, "/graphql", simple, "Accept-Encoding", "gzip"); got.header.Get("Content-Encoding") != "" {
		t.Errorf("a short answer is compressed: %v", got.header)
	}
}
