package httpapi_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"noboru/internal/httpapi"
	"noboru/internal/serving"
)

// BenchmarkHandler answers one path without a connection: what all layers between net/http and the engine take. It is asked as
// most clients ask, and as the page does.
func BenchmarkHandler(b *testing.B) {
	const document = `query Path($input: PathInput!) {path(input: $input) {... on PathFound {objective path {roles {code name {ja en} total} steps {from {code} to {code} correlation climb} totals {steps distance steepestClimb}}}}}`
	const variables = `{"input":{"from":{"role":"SOC-OPERATOR"},"to":{"role":"MGMT-CISO"}}}`
	hash := fmt.Sprintf("sha256:%x", sha256.Sum256([]byte(document)))
	manifest, err := json.Marshal(map[string]string{hash: document})
	if err != nil {
		b.Fatal(err)
	}
	documents := httpapi.NewDocuments()
	if err := documents.RegisterManifest(manifest); err != nil {
		b.Fatal(err)
	}
	body, err := json.Marshal(map[string]any{"query": document, "variables": json.RawMessage(variables)})
	if err != nil {
		b.Fatal(err)
	}
	api := httpapi.New(serving.NewLive(bundledEdition(b)), httpapi.Options{Logger: slog.New(slog.NewTextHandler(io.Discard, nil)), Documents: documents})
	for _, c := range []struct{ name, method, query, body string }{
		{"text", http.MethodPost, "", string(body)},
		{"hash", http.MethodGet, "?" + url.Values{"documentId": {hash}, "variables": {variables}}.Encode(), ""},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				r := httptest.NewRequestWithContext(b.Context(), c.method, "http://127.0.0.1/graphql"+c.query, strings.NewReader(c.body))
				r.Header.Set("Content-Type", "application/json")
				w := httptest.NewRecorder()
				api.ServeHTTP(w, r)
				if w.Code != http.StatusOK || bytes.HasPrefix(w.Body.Bytes(), []byte(`{"e`)) {
					b.Fatal(w.Code, w.Body)
				}
			}
		})
	}
}
