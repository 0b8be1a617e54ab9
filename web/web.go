// Package web serves the page and GraphiQL. Both are clients of the GraphQL API like any other, and
// load nothing from anywhere but the server that they come from. npm builds them into dist, which
// the program embeds; a program that was built without them says so in their place.
package web

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"errors"
	"io/fs"
	"net/http"
	"path"
	"slices"
	"strings"
	"time"

	"noboru/internal/words"
)

//go:embed all:dist
var dist embed.FS

// Screens are the addresses that the page itself understands, beside "/".
var Screens = []string{"route", "map", "booklet", "families", "role", "profile", "embed"}

// What pages may load: what this server serves, and nothing else. GraphiQL locks scrolling with
// style elements of its own, hence 'unsafe-inline' for its styles. Only embed is made to stand in the
// pages of others.
const (
	policy       = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors "
	policyPage   = policy + "'none'"
	policyEmbed  = policy + "*"
	policyEditor = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)

// contentTypes has every kind of file in dist. The machine's own table of types is not asked.
var contentTypes = map[string]string{
	".css":  "text/css; charset=utf-8",
	".html": "text/html; charset=utf-8",
	".js":   "text/javascript; charset=utf-8",
	".json": "application/json",
	".svg":  "image/svg+xml",
	".txt":  "text/plain; charset=utf-8",
}

// Built reports whether the program carries the page.
func Built() bool {
	_, err := fs.Stat(dist, "dist/index.html")
	return err == nil
}

// Documents is the manifest of the GraphQL documents that the page asks: texts by "sha256:" and their hash.
// Nil where the program does not carry the page.
func Documents() []byte {
	manifest, err := dist.ReadFile("dist/persisted-documents.json")
	if err != nil {
		return nil
	}
	return manifest
}

// Handler serves the page at / and its screens, GraphiQL at /graphiql/, and their files. It wants the
// whole address of a request. Files under assets/ have a digest of their content in their names, and
// browsers keep them; for others they ask each time, so a new program is seen at once.
func Handler() http.Handler {
	if !Built() {
		return http.HandlerFunc(notBuilt)
	}
	files, needs := load(), screensNeed()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := strings.TrimPrefix(path.Clean("/"+r.URL.Path), "/")
		file, ok := files[fileOf(name)]
		header := w.Header()
		header.Set("Content-Security-Policy", policyOf(name))
		if name == "embed" {
			header.Del("X-Frame-Options") // which knows no sites, and would be against the policy
		}
		header.Set("X-Content-Type-Options", "nosniff")
		header.Set("Referrer-Policy", "no-referrer")
		switch {
		case !ok:
			notFound(w, r)
		case r.Method != http.MethodGet && r.Method != http.MethodHead:
			header.Set("Allow", "GET, HEAD")
			http.Error(w, "method not allowed", http.StatusMethodNotAllowed)
		case name == "graphiql" && !strings.HasSuffix(r.URL.Path, "/"):
			http.Redirect(w, r, "graphiql/", http.StatusPermanentRedirect)
		default:
			if need := needs[name]; need != "" {
				header.Set("Link", need)
			}
			file.serve(w, r)
		}
	})
}

// fileOf is the file that answers for an address.
func fileOf(name string) string {
	switch {
	case name == "" || slices.Contains(Screens, name):
		return "index.html"
	case name == "graphiql":
		return "graphiql/index.html"
	default:
		return name
	}
}

func policyOf(name string) string {
	switch {
	case name == "graphiql" || strings.HasPrefix(name, "graphiql/"):
		return policyEditor
	case name == "embed":
		return policyEmbed
	default:
		return policyPage
	}
}

// file is one file of dist and, where there is one, its Brotli copy.
type file struct {
	body, brotli []byte
	contentType  string
	etag         string
	immutable    bool
}

func (f file) serve(w http.ResponseWriter, r *http.Request) {
	header := w.Header()
	header.Set("Content-Type", f.contentType)
	header.Set("Cache-Control", "no-cache")
	if f.immutable {
		header.Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	body, etag := f.body, f.etag
	if f.brotli != nil {
		header.Add("Vary", "Accept-Encoding")
		if acceptsBrotli(r.Header.Get("Accept-Encoding")) {
			body, etag = f.brotli, f.etag+"-br"
			header.Set("Content-Encoding", "br")
		}
	}
	header.Set("ETag", `"`+etag+`"`)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(body))
}

func acceptsBrotli(accepted string) bool {
	for coding := range strings.SplitSeq(accepted, ",") {
		name, quality, _ := strings.Cut(strings.ReplaceAll(coding, " ", ""), ";")
		if name == "br" && !slices.Contains([]string{"q=0", "q=0.0", "q=0.00", "q=0.000"}, quality) {
			return true
		}
	}
	return false
}

// load reads dist. It panics where dist holds a kind of file that it cannot serve: dist is fixed when
// the program is built, and the tests load it.
func load() map[string]file {
	files := map[string]file{}
	err := fs.WalkDir(dist, "dist", func(p string, d fs.DirEntry, err error) error {
		name := strings.TrimPrefix(p, "dist/")
		if err == nil && d.IsDir() && strings.HasPrefix(d.Name(), ".") {
			return fs.SkipDir
		}
		if err != nil || d.IsDir() || strings.HasPrefix(d.Name(), ".") || path.Ext(name) == ".br" {
			return err
		}
		body, err := dist.ReadFile(p)
		if err != nil {
			return err
		}
		contentType, ok := contentTypes[path.Ext(name)]
		if !ok {
			return errors.New("no content type for " + name)
		}
		brotli, err := dist.ReadFile(p + ".br")
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		sum := sha256.Sum256(body)
		files[name] = file{
			body: body, brotli: brotli, contentType: contentType,
			etag:      base64.RawURLEncoding.EncodeToString(sum[:18]),
			immutable: strings.HasPrefix(name, "assets/"),
		}
		return nil
	})
	if err != nil {
		panic("web: " + err.Error())
	}
	return files
}

// notBuilt says in both languages what the page needs to be built.
func notBuilt(w http.ResponseWriter, r *http.Request) {
	name := strings.Trim(r.URL.Path, "/")
	if name != "" && name != "graphiql" && !slices.Contains(Screens, name) {
		notFound(w, r)
		return
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(http.StatusServiceUnavailable)
	said := words.Both("page-build.missing")
	_, _ = w.Write([]byte(said.Ja + "\n" + said.En + "\n")) // the client is gone: nothing to do
}
