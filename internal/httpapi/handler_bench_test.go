package httpapi_test

import (
	"bytes"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"

	"noboru/internal/httpapi"
	"noboru/internal/serving"
)

// BenchmarkHandler answers one path without a connection: what all layers between net/http and the engine take.
func BenchmarkHandler(b *testing.B) {
	api := httpapi.New(serving.NewLive(bundledEdition(b)), httpapi.Options{Logger: slog.New(slog.NewTextHandler(io.Discard, nil))})
	body := []byte(`{"query":"query Path($input: PathInput!) {path(input: $input) {... on PathFound {objective path {roles {code name {ja en} total} steps {from {code} to {code} correlation climb} totals {steps distance steepestClimb}}}}}","variables":{"input":{"from":{"role":"SOC-OPERATOR"},"to":{"role":"MGMT-CISO"}}}}`)
	b.ReportAllocs()
	for b.Loop() {
		r := httptest.NewRequestWithContext(b.Context(), http.MethodPost, "http://127.0.0.1/graphql", bytes.NewReader(body))
		r.Header.Set("Content-Type", "application/json")
		w := httptest.NewRecorder()
		api.ServeHTTP(w, r)
		if w.Code != http.StatusOK || bytes.HasPrefix(w.Body.Bytes(), []byte(`{"e`)) {
			b.Fatal(w.Code, w.Body)
		}
	}
}
