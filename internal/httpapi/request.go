package httpapi

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/munnerz/goautoneg"

	"noboru/internal/admission"
	"noboru/internal/words"
)

// The media types of answers: GraphQL over HTTP's own, and the older one, which is the default.
const (
	jsonMedia    = "application/json"
	graphqlMedia = "application/graphql-response+json"
)

// params are the parts of a GraphQL request.
type params struct {
	query         string
	operationName string
	variables     map[string]any
	hash          string // of the document, in hexadecimal; empty where none is given
	inAddress     bool   // the request is a GET
}

// negotiate chooses the media type of the answer; empty for none that the client takes.
func negotiate(r *http.Request) string {
	accept := strings.Join(r.Header.Values("Accept"), ",")
	if accept == "" {
		return jsonMedia
	}
	return goautoneg.Negotiate(accept, []string{jsonMedia, graphqlMedia})
}

// reader reads requests.
type reader struct {
	maxBody    int64
	unfinished *admission.Bytes
}

// read takes a request apart, and says what is wrong with it without repeating any of it. Asking for
// the JSON content type keeps forms of other sites from sending queries.
func (rd reader) read(w http.ResponseWriter, r *http.Request) (params, *problem) {
	switch r.Method {
	case http.MethodGet, http.MethodHead:
		return readAddress(r.URL.RawQuery, rd.maxBody)
	case http.MethodPost:
	default:
		w.Header().Set("Allow", "GET, HEAD, POST, OPTIONS")
		p := methodNotAllowed("GET, POST")
		return params{}, &p
	}
	media, attributes, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if charset := attributes["charset"]; err != nil || media != jsonMedia || charset != "" && !strings.EqualFold(charset, "utf-8") {
		return params{}, &problem{status: http.StatusUnsupportedMediaType, code: codeMediaType, message: words.M("http.media-type")}
	}
	body, err := rd.unfinished.ReadAll(http.MaxBytesReader(w, r.Body, rd.maxBody))
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		return params{}, &problem{
			status: http.StatusRequestEntityTooLarge, code: codeBody, message: words.M("http.body", "max", strconv.FormatInt(rd.maxBody, 10)),
			extensions: map[string]any{"max": rd.maxBody, "unit": "bytes"},
		}
	case errors.Is(err, admission.ErrFull):
		p := overloaded()
		return params{}, &p
	case err != nil:
		return params{}, &problem{status: http.StatusBadRequest, code: codeBadRequest, message: words.M("http.unreadable")}
	}
	return readBody(body)
}

// readBody reads a request out of JSON.
func readBody(body []byte) (params, *problem) {
	wrong := func(message words.Message) (params, *problem) {
		p := badRequest(message)
		return params{}, &p
	}
	var parts map[string]json.RawMessage
	err := json.Unmarshal(body, &parts)
	if syntax := (*json.SyntaxError)(nil); errors.As(err, &syntax) {
		return wrong(words.M("http.not-json"))
	}
	if err != nil || parts == nil {
		return wrong(words.M("http.not-object"))
	}
	var p params
	for _, part := range []struct {
		name string
		read func(json.RawMessage) bool
	}{
		{"query", aString(&p.query)},
		{"operationName", aString(&p.operationName)},
		{"variables", func(raw json.RawMessage) bool { return object(raw, &p.variables) }},
		{"extensions", func(raw json.RawMessage) bool { return hashIn(raw, &p.hash) }},
		{"documentId", func(raw json.RawMessage) bool {
			ok := aString(&p.hash)(raw)
			p.hash = strings.TrimPrefix(p.hash, "sha256:")
			return ok
		}},
	} {
		if raw, ok := parts[part.name]; ok && !bytes.Equal(raw, []byte("null")) && !part.read(raw) {
			return wrong(words.M("http.wrong-type", "part", words.Name(part.name)))
		}
	}
	return p, missing(p)
}

// readAddress reads a request out of the query of an address.
func readAddress(query string, most int64) (params, *problem) {
	if int64(len(query)) > most {
		return params{}, &problem{status: http.StatusRequestURITooLong, code: codeBody, message: words.M("http.body", "max", strconv.FormatInt(most, 10))}
	}
	values, err := url.ParseQuery(query)
	if err != nil {
		p := badRequest(words.M("http.bad-address"))
		return params{}, &p
	}
	p := params{query: values.Get("query"), operationName: values.Get("operationName"), inAddress: true}
	p.hash = strings.TrimPrefix(values.Get("documentId"), "sha256:")
	for _, part := range []struct {
		name string
		read func(json.RawMessage) bool
	}{
		{"variables", func(raw json.RawMessage) bool { return object(raw, &p.variables) }},
		{"extensions", func(raw json.RawMessage) bool { return hashIn(raw, &p.hash) }},
	} {
		if raw := values.Get(part.name); raw != "" && raw != "null" && !part.read(json.RawMessage(raw)) {
			p := badRequest(words.M("http.wrong-type", "part", words.Name(part.name)))
			return params{}, &p
		}
	}
	return p, missing(p)
}

func missing(p params) *problem {
	if p.query != "" || p.hash != "" {
		return nil
	}
	wrong := badRequest(words.M("http.no-query"))
	return &wrong
}

// aString reads a string of JSON into s.
func aString(s *string) func(json.RawMessage) bool {
	return func(raw json.RawMessage) bool { return json.Unmarshal(raw, s) == nil }
}

// object reads an object of JSON, its numbers as they are written.
func object(raw json.RawMessage, into *map[string]any) bool {
	decoder := json.NewDecoder(bytes.NewReader(raw))
	decoder.UseNumber()
	if decoder.Decode(into) != nil {
		return false
	}
	_, err := decoder.Token()
	return errors.Is(err, io.EOF)
}

// hashIn reads the hash of a persisted query out of extensions.
func hashIn(raw json.RawMessage, hash *string) bool {
	var extensions map[string]json.RawMessage
	if json.Unmarshal(raw, &extensions) != nil {
		return false
	}
	persisted, ok := extensions["persistedQuery"]
	if !ok {
		return true
	}
	var query struct {
		Hash string `json:"sha256Hash"`
	}
	if json.Unmarshal(persisted, &query) != nil {
		return false
	}
	if query.Hash != "" {
		*hash = query.Hash
	}
	return true
}
