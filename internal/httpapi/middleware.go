package httpapi

import (
	"context"
	"encoding/binary"
	"encoding/hex"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"time"

	"github.com/vektah/gqlparser/v2/gqlerror"

	"noboru/internal/admission"
	"noboru/internal/words"
)

// requestIDHeader names a request in its answer as in the log.
const requestIDHeader = "X-Request-Id"

// notes are what handlers say about a request for its line in the log, and for those after them.
type notes struct {
	id        string
	language  string
	media     string // of a GraphQL answer
	operation string // its name, as the client gives it; empty beside a profile
	question  string // its first root field
	version   string // of the dataset
	cost      int    // estimated, in microseconds
	code      string // of the first error
	limit     string // that refused the request
	failed    bool   // the server's fault
}

type notesKey struct{}

// note returns the request's notes; never nil.
func note(ctx context.Context) *notes {
	if n, ok := ctx.Value(notesKey{}).(*notes); ok {
		return n
	}
	return &notes{language: words.English}
}

func (n *notes) refused(p problem) {
	n.code = p.code
	n.limit, _ = p.extensions["limit"].(string)
	n.failed = n.failed || p.status >= http.StatusInternalServerError && p.retry == 0
}

func (n *notes) errors(list gqlerror.List) {
	n.code, _ = list[0].Extensions["code"].(string)
}

// identified gives each request an id and the language of its client.
func identified(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n := &notes{id: newRequestID(), language: languageOf(r)}
		w.Header()[requestIDHeader] = []string{n.id}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), notesKey{}, n)))
	})
}

// newRequestID tells requests apart, and keeps nothing secret.
func newRequestID() string {
	var random [8]byte
	binary.NativeEndian.PutUint64(random[:], rand.Uint64())
	var digits [2 * len(random)]byte
	return string(hex.AppendEncode(digits[:0], random[:]))
}

// mostRefusals is how many refused requests a second have a line of their own.
const mostRefusals = 20

// logged writes one line a request: neither query string nor body, nor where it came from. Requests
// that are refused are sampled, so that an attack does not fill the disk.
func logged(logger *slog.Logger, now func() time.Time, next http.Handler) http.Handler {
	sample := &sampler{now: now, most: mostRefusals}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		began, n, c := now(), note(r.Context()), count(w)
		next.ServeHTTP(c, r)
		var left uint64
		if c.status >= http.StatusBadRequest || n.code != "" {
			var logged bool
			if left, logged = sample.take(); !logged {
				return
			}
		}
		if !logger.Enabled(r.Context(), slog.LevelInfo) {
			return
		}
		ended := now()
		attrs := append(make([]slog.Attr, 0, 16), // which holds all of them
			slog.String("request", n.id), slog.String("method", printable(r.Method)), slog.String("path", routeOf(r)), slog.Int("status", c.status),
			slog.Int64("bytes", c.bytes), slog.Duration("took", ended.Sub(began)),
		)
		for _, a := range []slog.Attr{slog.String("question", n.question), slog.String("operation", printable(n.operation)), slog.String("version", n.version), slog.String("code", n.code), slog.String("limit", n.limit)} {
			if a.Value.String() != "" {
				attrs = append(attrs, a)
			}
		}
		if n.cost > 0 {
			attrs = append(attrs, slog.Int("cost", n.cost))
		}
		if left > 0 {
			attrs = append(attrs, slog.Uint64("omitted", left))
		}
		line := slog.NewRecord(ended, slog.LevelInfo, "request", 0) // no place in the source, which takes long to find
		line.AddAttrs(attrs...)
		_ = logger.Handler().Handle(r.Context(), line) // who would be told that the log cannot be written?
	})
}

// routeOf is the path of a request as far as it is one of ours; anything may stand in others.
func routeOf(r *http.Request) string {
	switch path := r.URL.Path; path {
	case "/graphql", "/schema.graphql", "/healthz", "/readyz", "/metrics", "/":
		return path
	default:
		if len(path) > 10 && path[:10] == "/graphiql/" {
			return "/graphiql/"
		}
		return "other"
	}
}

// counted remembers what was answered.
type counted struct {
	http.ResponseWriter
	status int
	bytes  int64
	begun  bool
}

// count has w count. Handlers around one another share one count.
func count(w http.ResponseWriter) *counted {
	if c, ok := w.(*counted); ok {
		return c
	}
	return &counted{ResponseWriter: w, status: http.StatusOK}
}

func (c *counted) WriteHeader(status int) {
	if !c.begun {
		c.status, c.begun = status, true
	}
	c.ResponseWriter.WriteHeader(status)
}

func (c *counted) Write(b []byte) (int, error) {
	c.begun = true
	n, err := c.ResponseWriter.Write(b)
	c.bytes += int64(n)
	return n, err
}

// Unwrap lets http.ResponseController reach the connection.
func (c *counted) Unwrap() http.ResponseWriter { return c.ResponseWriter }

// recovered turns a panic into an internal error.
func recovered(logger *slog.Logger, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c := count(w)
		defer func() {
			v := recover()
			if v == nil {
				return
			}
			if v == http.ErrAbortHandler { //nolint:errorlint // net/http compares it so
				panic(v)
			}
			logPanic(r.Context(), logger, v)
			if !c.begun {
				refuse(w, r, internal())
			}
		}()
		next.ServeHTTP(c, r)
	})
}

// limited refuses clients that ask too often. Probes of health are let through.
func limited(clients *admission.Clients, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/healthz" || r.URL.Path == "/readyz" {
			next.ServeHTTP(w, r)
			return
		}
		if wait, ok := clients.Admit(r); !ok {
			refuse(w, r, problem{status: http.StatusTooManyRequests, code: codeRate, message: words.M("http.rate"), retry: wait})
			return
		}
		next.ServeHTTP(w, r)
	})
}

// printable returns a name that is fit for a log, empty for any other.
func printable(name string) string {
	if len(name) > 64 {
		return ""
	}
	for _, r := range name {
		if !(r == '_' || r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z') {
			return ""
		}
	}
	return name
}
