package httpapi

import (
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"strings"

	"noboru/graph"
)

// answerTag is the ETag of an answer, known before it is worked out: the same address on the same version has
// the same answer. address is the query of the address.
func answerTag(version graph.Version, address, media string) string {
	return etag(string(version) + "\n" + media + "\n" + address)
}

// etag is a strong tag of a text.
func etag(text string) string {
	sum := sha256.Sum256([]byte(text))
	return `"` + base64.RawURLEncoding.EncodeToString(sum[:18]) + `"`
}

// matches reports whether the client has what a tag stands for. A tag may carry the compressor's suffix.
func matches(r *http.Request, tag string) bool {
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
	h["Cache-Control"] = noStore
}

// noStore is shared by all answers, as are other values of headers that are always the same: they are not changed.
var noStore = []string{"no-store"}
