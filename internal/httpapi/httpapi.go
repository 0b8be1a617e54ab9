// Package httpapi serves a Live over HTTP: GraphQL, its schema, the page and a health check.
package httpapi

import (
	"cmp"
	"io"
	"log/slog"
	"net/http"
	"time"

	"noboru/internal/serving"
	"noboru/resolvers"
)

// Options direct the handler. The zero value is the default.
type Options struct {
	Logger         *slog.Logger     // nil for slog.Default()
	Page           http.Handler     // answers for every other address; nil for none
	AllowedOrigins []string         // origins that browsers may call from, as "https://example.org"; "*" for all; empty for none but this one
	Timeout        time.Duration    // per request; 0 for 10 seconds
	MaxBody        int64            // bytes of a request; 0 for 1 MiB
	MaxComplexity  int              // fields that a query may make the server write; 0 for 100000
	MaxDepth       int              // levels of a query; 0 for 16
	MaxTokens      int              // of a query document; 0 for 5000
	Now            func() time.Time // nil for time.Now; for tests

	// Following tells /healthz and /metrics of the store that the live follows; nil for none.
	Following func() serving.Following
}

func (o Options) withDefaults() Options {
	if o.Logger == nil {
		o.Logger = slog.Default()
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	o.Timeout = cmp.Or(o.Timeout, 10*time.Second)
	o.MaxBody = cmp.Or(o.MaxBody, 1<<20)
	o.MaxComplexity = cmp.Or(o.MaxComplexity, 100_000)
	o.MaxDepth = cmp.Or(o.MaxDepth, 16)
	o.MaxTokens = cmp.Or(o.MaxTokens, 5000)
	return o
}

// New returns the handler of everything that the server serves.
//
// Neither query texts nor variables are logged or kept: a person's own scores may be in them. For
// the same reason there are no queries by GET, whose addresses end up in the logs of others.
func New(a *serving.Live, opts Options) http.Handler {
	opts = opts.withDefaults()
	schema := resolvers.NewSchema()
	mux := http.NewServeMux()
	mux.Handle("/graphql", cors(opts.AllowedOrigins, oneEdition(a, readRequest(opts.MaxBody, graphQL(schema, opts)))))
	mux.Handle("/schema.graphql", onlyGet(text("text/plain; charset=utf-8", resolvers.SDL(schema))))
	count, metrics := measured(a, opts.Following, opts.Now)
	mux.Handle("/metrics", onlyGet(metrics))
	mux.Handle("/healthz", onlyGet(health(a, opts.Following, opts.Now)))
	if opts.Page != nil {
		mux.Handle("/", opts.Page)
	}
	return logged(opts.Logger, opts.Now, count(recovered(opts.Logger, deadline(opts.Timeout, mux))))
}

// oneEdition lets a request see one snapshot from beginning to end.
func oneEdition(a *serving.Live, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		e := a.Current()
		note(r.Context()).version = e.Graph.Version().Short()
		next.ServeHTTP(w, r.WithContext(serving.NewContext(r.Context(), e)))
	})
}

// text serves a fixed text.
func text(contentType, body string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", contentType)
		w.Header().Set("X-Content-Type-Options", "nosniff")
		_, _ = io.WriteString(w, body) // the client is gone: nothing to do
	})
}

func onlyGet(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			w.Header().Set("Allow", "GET, HEAD")
			http.Error(w, "method not allowed", http.StatusMethodNotAllowed)
			return
		}
		next.ServeHTTP(w, r)
	})
}
