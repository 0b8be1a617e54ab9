package httpapi

import (
	"errors"
	"mime"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"

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
	if accept == "" || accept == "*/*" {
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
	if !isJSON(r.Header.Get("Content-Type")) {
		return params{}, &problem{status: http.StatusUnsupportedMediaType, code: codeMediaType, message: words.M("http.media-type")}
	}
	buffer := bodies.Get().(*[]byte)
	defer bodies.Put(buffer)
	body, err := rd.unfinished.ReadAll(http.MaxBytesReader(w, r.Body, rd.maxBody), (*buffer)[:0])
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

// isJSON reports whether a content type is JSON's, in UTF-8.
func isJSON(contentType string) bool {
	if contentType == jsonMedia {
		return true
	}
	media, attributes, err := mime.ParseMediaType(contentType)
	charset := attributes["charset"]
	return err == nil && media == jsonMedia && (charset == "" || strings.EqualFold(charset, "utf-8"))
}

// bodies are buffers of the size that most bodies stay below. What is read out of one is copied.
var bodies = sync.Pool{New: func() any { b := make([]byte, 0, admission.Piece); return &b }}

// readBody reads a request out of JSON.
func readBody(body []byte) (params, *problem) {
	wrong := func(message words.Message) (params, *problem) {
		p := badRequest(message)
		return params{}, &p
	}
	value, err := decode(body)
	if err != nil {
		return wrong(words.M("http.not-json"))
	}
	parts, ok := value.(map[string]any)
	if !ok {
		return wrong(words.M("http.not-object"))
	}
	var p params
	for _, name := range partNames {
		if value := parts[name]; value != nil && !p.take(name, value) {
			return wrong(words.M("http.wrong-type", "part", words.Name(name)))
		}
	}
	return p, missing(p)
}

// partNames are the parts of a body, in the order in which they are taken.
var partNames = [...]string{"query", "operationName", "variables", "extensions", "documentId"}

// take takes a part of a request, and reports whether it is of its type.
func (p *params) take(name string, value any) (ok bool) {
	switch name {
	case "query":
		p.query, ok = value.(string)
	case "operationName":
		p.operationName, ok = value.(string)
	case "variables":
		p.variables, ok = value.(map[string]any)
	case "extensions":
		ok = hashIn(value, &p.hash)
	case "documentId":
		p.hash, ok = value.(string)
		p.hash = strings.TrimPrefix(p.hash, "sha256:")
	}
	return ok
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
	for _, name := range [...]string{"variables", "extensions"} {
		text := values.Get(name)
		if text == "" {
			continue
		}
		if value, err := decode([]byte(text)); err != nil || value != nil && !p.take(name, value) {
			p := badRequest(words.M("http.wrong-type", "part", words.Name(name)))
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

// hashIn reads the hash of a persisted query out of extensions.
func hashIn(part any, hash *string) bool {
	extensions, ok := part.(map[string]any)
	if !ok || extensions["persistedQuery"] == nil {
		return ok
	}
	persisted, ok := extensions["persistedQuery"].(map[string]any)
	if !ok || persisted["sha256Hash"] == nil {
		return ok
	}
	text, ok := persisted["sha256Hash"].(string)
	if text != "" {
		*hash = text
	}
	return ok
}
