package httpapi

import (
	"cmp"
	"context"
	"encoding/json"
	"net/http"
	"strconv"
	"sync"
	"time"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"golang.org/x/text/language"

	"noboru/internal/guard"
	"noboru/internal/words"
	"noboru/resolvers"
)

// The codes of errors, in extensions.code; docs/errors.md lists them all. Those of the engine's
// answers are in package resolvers, those of documents in package guard.
const (
	codeMethod       = "METHOD_NOT_ALLOWED"
	codeMediaType    = "UNSUPPORTED_MEDIA_TYPE"
	codeAccept       = "NOT_ACCEPTABLE"
	codeBody         = "BODY_TOO_LARGE"
	codeBadRequest   = "BAD_REQUEST"
	codeRate         = "TOO_MANY_REQUESTS"
	codeOverloaded   = "OVERLOADED"
	codeUnauthorized = "UNAUTHORIZED"
	codeHost         = "MISDIRECTED"
	codeLimit        = "LIMIT_EXCEEDED"
	codeAnswer       = "ANSWER_TOO_LARGE"
	codeUnknownHash  = "PERSISTED_QUERY_NOT_FOUND"
	codeUnregistered = "DOCUMENT_NOT_REGISTERED"
	codePrivate      = "PROFILE_IN_ADDRESS"
)

// problem is why a request is not answered.
type problem struct {
	status     int // 0 where GraphQL's rules decide: 400, or 200 in the older media type
	code       string
	message    words.Message
	detail     string         // in English, in the place of the message where it says more
	extensions map[string]any // besides the code and the sentence
	locations  []gqlerror.Location
	path       ast.Path
	retry      time.Duration // when to come again; 0 for no advice
}

func methodNotAllowed(allowed string) problem {
	return problem{status: http.StatusMethodNotAllowed, code: codeMethod, message: words.M("http.method", "allowed", allowed)}
}

func badRequest(message words.Message) problem {
	return problem{status: http.StatusBadRequest, code: codeBadRequest, message: message}
}

// refusedBy says which limit refuses a document.
func refusedBy(r *guard.Refusal) problem {
	got, most, unit := r.Got, r.Max, ""
	if r.Limit == guard.LimitCost || r.Limit == guard.LimitSchemaCost {
		got, most, unit = (got+999)/1000, most/1000, "ms"
	}
	extensions := map[string]any{"limit": r.Limit, "got": got, "max": most}
	if unit != "" {
		extensions["unit"] = unit
	}
	return problem{code: codeLimit, message: words.M("http.limit."+r.Limit, "got", strconv.Itoa(got), "max", strconv.Itoa(most)), extensions: extensions}
}

func faulty(f guard.Fault) problem {
	return problem{code: f.Code, message: ruleBroken(f), detail: f.Detail, locations: f.Locations, extensions: map[string]any{"rule": f.Rule}}
}

// ruleBroken says which rule a fault breaks, with all that its detail names.
func ruleBroken(f guard.Fault) words.Message {
	rule, facts := words.M("http.rule."+f.Rule), f.Facts()
	if len(facts) == 0 {
		return rule
	}
	said := make([]words.Message, len(facts))
	for i, fact := range facts {
		var name any = words.Name(fact.Name)
		if found, known := foundValues[fact.Name]; known && fact.Kind == guard.FactFound {
			name = words.M("http.found." + found)
		}
		said[i] = words.M("http.fact."+string(fact.Kind), "name", name)
	}
	return words.M("http.facts", "sentence", rule, "facts", words.AllOf(said))
}

// foundValues are what a value can be, by the words of the guard.
var foundValues = map[string]string{
	"a string": "string", "a boolean": "boolean", "null": "null", "a name": "name", "a list": "list", "an object": "object", "a variable": "variable",
	"an integer out of range or place": "integer", "a number with a fraction or exponent": "fraction", "a number that does not fit": "number",
}

// gqlError is the problem as an entry of a response's errors.
func (p problem) gqlError(ctx context.Context) *gqlerror.Error {
	extensions := map[string]any{}
	for name, value := range p.extensions {
		extensions[name] = value
	}
	extensions["code"] = p.code
	sentence := map[string]string{words.Japanese: p.message.In(words.Japanese), words.English: cmp.Or(p.detail, p.message.In(words.English))}
	extensions["sentence"] = sentence
	e := &gqlerror.Error{Message: sentence[note(ctx).language], Locations: p.locations, Path: p.path, Extensions: extensions}
	return identify(ctx, e)
}

// identify adds the request's id, by which its line in the log is found.
func identify(ctx context.Context, e *gqlerror.Error) *gqlerror.Error {
	if id := note(ctx).id; id != "" {
		if e.Extensions == nil {
			e.Extensions = map[string]any{}
		}
		e.Extensions["requestId"] = id
	}
	return e
}

// refuse answers with problems in the form of GraphQL errors. The first one's status counts.
func refuse(w http.ResponseWriter, r *http.Request, problems ...problem) {
	first := problems[0]
	media := jsonMedia
	if m := note(r.Context()).media; m != "" {
		media = m
	}
	status := first.status
	if status == 0 {
		status = statusOf(media)
	}
	if first.retry > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(int((first.retry+time.Second-1)/time.Second)))
	}
	note(r.Context()).refused(first)
	list := make(gqlerror.List, len(problems))
	for i, p := range problems {
		list[i] = p.gqlError(r.Context())
	}
	writeErrors(w, r, media, status, list)
}

// statusOf is the status of a request that GraphQL refuses, as GraphQL over HTTP says.
func statusOf(media string) int {
	if media == graphqlMedia {
		return http.StatusBadRequest
	}
	return http.StatusOK
}

func writeErrors(w http.ResponseWriter, r *http.Request, media string, status int, list gqlerror.List) {
	list, _ = bounded(list)
	body, err := json.Marshal(map[string]any{"errors": list})
	if err != nil {
		body = []byte(`{"errors":[{"message":"internal error","extensions":{"code":"` + resolvers.CodeInternal + `"}}]}`)
	}
	w.Header().Set("Content-Type", media+utf8)
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		_, _ = w.Write(append(body, '\n')) // the client is gone: nothing to do
	}
}

// How much is told of what is wrong.
const (
	mostErrors     = 10
	mostErrorBytes = 16<<10 - 1024 // the rest is for what stands around them
	longestMessage = 1000
)

// bounded cuts a list of errors, and says how many are left out.
func bounded(list gqlerror.List) (kept gqlerror.List, omitted int) {
	size := 0
	for i, e := range list {
		if runes := []rune(e.Message); len(runes) > longestMessage {
			e.Message = string(runes[:longestMessage]) + "…"
		}
		body, err := json.Marshal(e)
		if size += len(body); err != nil || i == mostErrors || size > mostErrorBytes && i > 0 {
			return list[:i], len(list) - i
		}
	}
	return list, 0
}

var languages = sync.OnceValue(func() language.Matcher {
	return language.NewMatcher([]language.Tag{language.English, language.Japanese})
})

// languageOf is the language that a client reads best, of the two that there are.
func languageOf(r *http.Request) string {
	accept := r.Header.Get("Accept-Language")
	if accept == "" || len(accept) > 256 {
		return words.English
	}
	_, index := language.MatchStrings(languages(), accept)
	return [...]string{words.English, words.Japanese}[index]
}

// inLanguage lets an error of the engine's answers speak the client's language, where it can.
func inLanguage(ctx context.Context, e *gqlerror.Error) *gqlerror.Error {
	sentence, ok := e.Extensions["sentence"].(map[string]string)
	if ok && sentence[note(ctx).language] != "" {
		e.Message = sentence[note(ctx).language]
	}
	return e
}
