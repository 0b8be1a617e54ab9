// Package web serves the pages that the binary carries. They are clients of the GraphQL API like
// any other, and load nothing from anywhere but the server that they come from.
package web

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"net/http"
	"path"
	"strings"
	"time"
)

//go:embed graphiql
var files embed.FS

// contentSecurityPolicy lets the page load what this server serves and nothing else. GraphiQL's
// dialogs and menus lock scrolling with style elements of their own, hence 'unsafe-inline' for
// styles; its style sheet holds images as data.
const contentSecurityPolicy = "default-src 'none'; " +
	"script-src 'self'; " +
	"style-src 'self' 'unsafe-inline'; " +
	"img-src 'self' data:; " +
	"connect-src 'self'; " +
	"base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// contentTypes has every kind of file in the folder. The machine's own table of types is not asked.
var contentTypes = map[string]string{
	".css":     "text/css; charset=utf-8",
	".graphql": "text/plain; charset=utf-8",
	".html":    "text/html; charset=utf-8",
	".js":      "text/javascript; charset=utf-8",
	".svg":     "image/svg+xml",
	".txt":     "text/plain; charset=utf-8",
}

type asset struct {
	body        []byte
	contentType string
	etag        string
}

// GraphiQL serves the GraphiQL page and its files. Its pages refer to each other by relative
// address, so it is mounted as a folder:
//
//	mux.Handle("/graphiql/", http.StripPrefix("/graphiql/", web.GraphiQL()))
//
// The page posts its queries to /graphql on the same origin. Browsers may keep the files but ask
// each time whether they still hold, so a new binary is seen at once.
func GraphiQL() http.Handler {
	assets := load("graphiql")
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		header := w.Header()
		header.Set("Content-Security-Policy", contentSecurityPolicy)
		header.Set("X-Content-Type-Options", "nosniff")
		header.Set("Referrer-Policy", "no-referrer")

		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			header.Set("Allow", "GET, HEAD")
			http.Error(w, "method not allowed", http.StatusMethodNotAllowed)
			return
		}
		name := strings.TrimPrefix(r.URL.Path, "/")
		if name == "" {
			name = "index.html"
		}
		a, ok := assets[name]
		if !ok {
			http.NotFound(w, r)
			return
		}
		header.Set("Content-Type", a.contentType)
		header.Set("Cache-Control", "no-cache")
		header.Set("ETag", a.etag)
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(a.body))
	})
}

// load reads an embedded folder. It panics when the folder holds something that it cannot serve:
// the folder is fixed when the program is built, and the package's tests load it.
func load(folder string) map[string]asset {
	entries, err := files.ReadDir(folder)
	if err != nil {
		panic(err)
	}
	assets := make(map[string]asset, len(entries))
	for _, entry := range entries {
		body, err := files.ReadFile(path.Join(folder, entry.Name()))
		if err != nil {
			panic(err)
		}
		contentType, ok := contentTypes[path.Ext(entry.Name())]
		if !ok {
			panic("web: no content type for " + entry.Name())
		}
		sum := sha256.Sum256(body)
		assets[entry.Name()] = asset{
			body:        body,
			contentType: contentType,
			etag:        `"` + base64.RawURLEncoding.EncodeToString(sum[:18]) + `"`,
		}
	}
	return assets
}
