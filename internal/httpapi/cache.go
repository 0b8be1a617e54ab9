package httpapi

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"strings"

	"noboru/graph"
)

// answerTag is the ETag of an answer, known before it is worked out: the same document and variables
// on the same version have the same answer.
func answerTag(version graph.Version, p params, media string) string {
	var key bytes.Buffer
	// Maps are written in the order of their keys.
	if err := json.NewEncoder(&key).Encode([]any{version, p.query, p.operationName, p.variables, media}); err != nil {
		return ""
	}
	return etag(key.String())
}

// etag is a strong tag of a text.
func etag(text string) string {
	sum := sha256.Sum256([]byte(text))
	return `"` + base64.RawURLEncoding.EncodeToString(sum[:18]) + `"`
}

// matches reports whether the client has what a tag stands for. A tag may carry the compressor's suffix.
func matches(r *http.Request, tag string) bool {
	if tag == "" {
		return false
	}
	bare := strings.TrimSuffix(tag, `"`)
	for _, held := range strings.Split(r.Header.Get("If-None-Match"), ",") {
		held = strings.TrimPrefix(strings.TrimSpace(held), "W/")
		if held == "*" || held == tag || held == bare+`-gzip"` {
			return true
		}
	}
	return false
}

// cacheable lets an answer be kept. A registered document's address is always the same, so caches on the
// way may answer for a minute by themselves, and for some more while they ask again; the answer names
// the version that it is of.
func cacheable(h http.Header, tag string, registered bool) {
	h.Set("ETag", tag)
	h.Add("Vary", "Accept")
	if registered {
		h.Set("Cache-Control", "public, max-age=60, stale-while-revalidate=600")
	} else {
		h.Set("Cache-Control", "no-cache")
	}
}

// uncacheable takes that back.
func uncacheable(h http.Header) {
	delete(h, "Etag")
	h["Cache-Control"] = []string{"no-store"}
}
