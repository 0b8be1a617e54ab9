package httpapi

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
)

// readRequest passes on POST requests whose body is a GraphQL request in JSON, and says what is
// wrong with others without repeating any of it. Asking for the JSON content type keeps forms of
// other sites from sending queries.
func readRequest(maxBody int64, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodPost {
			w.Header().Set("Allow", "POST, OPTIONS")
			refuse(w, http.StatusMethodNotAllowed, "METHOD_NOT_ALLOWED", "GraphQL is served by POST only")
			return
		}
		media, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
		if err != nil || media != "application/json" {
			refuse(w, http.StatusUnsupportedMediaType, "UNSUPPORTED_MEDIA_TYPE", "the content type must be application/json")
			return
		}
		body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
		var tooLarge *http.MaxBytesError
		switch {
		case errors.As(err, &tooLarge):
			refuse(w, http.StatusRequestEntityTooLarge, "BODY_TOO_LARGE", fmt.Sprintf("a request has at most %d bytes", maxBody))
			return
		case err != nil:
			refuse(w, http.StatusBadRequest, "BAD_REQUEST", "the request body could not be read")
			return
		}
		if reason := malformed(body); reason != "" {
			refuse(w, http.StatusBadRequest, "BAD_REQUEST", reason)
			return
		}
		r.Body = io.NopCloser(bytes.NewReader(body))
		next.ServeHTTP(w, r)
	})
}

// malformed says what keeps a body from being a GraphQL request; empty for nothing.
func malformed(body []byte) string {
	var request struct {
		Query         *string        `json:"query"`
		OperationName *string        `json:"operationName"`
		Variables     map[string]any `json:"variables"`
		Extensions    map[string]any `json:"extensions"`
	}
	var wrongType *json.UnmarshalTypeError
	switch err := json.Unmarshal(body, &request); {
	case errors.As(err, &wrongType) && wrongType.Field == "":
		return "the request body must be one JSON object, not a batch: ask for several fields, or use pathBatch"
	case errors.As(err, &wrongType):
		return fmt.Sprintf("%q of the request has the wrong type", wrongType.Field)
	case err != nil:
		return "the request body is not JSON"
	case request.Query == nil || *request.Query == "":
		return `the request has no "query"`
	default:
		return ""
	}
}

// refuse answers in the form of a GraphQL error.
func refuse(w http.ResponseWriter, status int, code, message string) {
	body, err := json.Marshal(map[string]any{
		"errors": []any{map[string]any{"message": message, "extensions": map[string]any{"code": code}}},
	})
	if err != nil {
		http.Error(w, message, status)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = w.Write(append(body, '\n')) // the client is gone: nothing to do
}
