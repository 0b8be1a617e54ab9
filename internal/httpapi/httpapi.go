// Package httpapi serves a Live over HTTP: GraphQL, its schema, the page, health and metrics.
//
// A request passes, from the outside: its identity and its line in the log, panics, the Host check,
// security headers, the client's share (package admission); then, at /graphql, its form (request.go), and under a
// deadline package guard and the executor (execute.go), which has a budget.
package httpapi

import (
	"cmp"
	"io"
	"log/slog"
	"net/http"
	"net/netip"
	"strings"
	"time"

	"github.com/klauspost/compress/gzhttp"
	"go.opentelemetry.io/otel/trace"

	"noboru/internal/admission"
	"noboru/internal/guard"
	"noboru/internal/serving"
	"noboru/internal/words"
	"noboru/resolvers"
)

// Options direct the handler. The zero value is the default.
type Options struct {
	Logger *slog.Logger     // nil for slog.Default()
	Page   http.Handler     // answers for every other address; nil for none
	Now    func() time.Time // nil for time.Now; for tests

	// Following tells /healthz and /metrics of the store that the live follows; nil for none.
	Following func() serving.Following

	// What one request may ask.
	Timeout   time.Duration // of a request, reading its body left aside; 0 for 10 seconds
	MaxBody   int64         // bytes of a request; 0 for 64 KiB
	MaxAnswer int64         // bytes of an answer; 0 for 1 MiB
	Limits    guard.Limits  // of a GraphQL document

	// What all requests together may ask.
	Rate           float64        // requests a second that one client may send; 0 for no limit
	Burst          int            // requests that it may send at once; 0 for twice the rate
	TrustedProxies []netip.Prefix // whose X-Forwarded-For is believed
	Heavy          int            // dear requests that are answered at once; 0 for half of the cores
	Unfinished     int64          // bytes of bodies that are yet to be complete; 0 for 16 MiB

	// Browsers.
	AllowedOrigins []string // origins that browsers may call from, as "https://example.org"; "*" for all; empty for none but this one
	AllowedHeaders []string // that they may send beside those of allowedHeaders
	Hosts          []string // names that this server is called by on loopback, besides localhost and the addresses
	FrameAncestors []string // sites that may embed the page, as "https://example.org"; empty for none

	Documents     *Documents // documents that clients may ask for by hash; nil for none
	OnlyDocuments bool       // refuses all others

	Tracer trace.Tracer // of OpenTelemetry; nil for no traces

	MetricsElsewhere bool // leaves /metrics out: see API.Metrics
}

func (o Options) withDefaults() Options {
	if o.Logger == nil {
		o.Logger = slog.Default()
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Documents == nil {
		o.Documents = NewDocuments()
	}
	o.Timeout = cmp.Or(o.Timeout, 10*time.Second)
	o.MaxBody = cmp.Or(o.MaxBody, 64<<10)
	o.MaxAnswer = cmp.Or(o.MaxAnswer, 1<<20)
	o.Unfinished = cmp.Or(o.Unfinished, 16<<20)
	return o
}

// API is the handler of everything that the server serves.
type API struct {
	http.Handler
	Metrics http.Handler // of /metrics, to be served elsewhere

	draining     *drain
	unauthorized http.Handler
}

// Drain makes /readyz say that the server is about to stop, so that no more requests are sent to it.
// Those that come are answered.
func (a *API) Drain() { a.draining.begin() }

// Unauthorized refuses a request for want of a token.
func (a *API) Unauthorized() http.Handler { return a.unauthorized }

// unauthorized tells a program its error, and a person who has opened the page why there is none.
func unauthorized(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path == "/graphql" || !strings.Contains(r.Header.Get("Accept"), "text/html") {
		refuse(w, r, problem{status: http.StatusUnauthorized, code: codeUnauthorized, message: words.M("http.unauthorized")})
		return
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(http.StatusUnauthorized)
	_, _ = io.WriteString(w, words.Say(note(r.Context()).language, "http.unauthorized-page")+"\n") // the client is gone: nothing to do
}

// New returns the handler of everything that the server serves.
//
// Neither query texts nor variables are logged. Those in which a person's own scores may be are never
// kept, and refused in addresses, which end up in the logs of others.
func New(a *serving.Live, opts Options) *API {
	opts = opts.withDefaults()
	lines := opts.Logger
	opts.Logger = Sampled(lines, opts.Now) // of faults: whoever finds one may repeat it
	schema := resolvers.NewSchema()
	meter := newMeter(schema.Schema(), a, opts.Following, opts.Now)
	api := &API{Metrics: meter.handler(), draining: &drain{}}
	mux := http.NewServeMux()
	allow := cors(opts.AllowedOrigins, opts.AllowedHeaders)
	api.unauthorized = identified(secured(opts.FrameAncestors, allow(http.HandlerFunc(unauthorized))))
	mux.Handle("/graphql", allow(newEndpoint(a, schema, meter, opts)))
	sdl := onlyGet(text("text/plain; charset=utf-8", resolvers.SDL(schema)))
	mux.Handle("/healthz", onlyGet(health(a, opts.Following, opts.Now)))
	mux.Handle("/readyz", onlyGet(api.draining.ready()))
	if !opts.MetricsElsewhere {
		mux.Handle("/metrics", onlyGet(api.Metrics))
	}
	page := opts.Page
	if page == nil {
		page = http.NotFoundHandler()
	}
	mux.Handle("/", page)
	manifest, editor := page, page
	if opts.Limits.NoIntrospection { // nor is the schema told in any other way
		sdl, manifest, editor = http.NotFoundHandler(), http.NotFoundHandler(), http.NotFoundHandler()
	}
	mux.Handle("/schema.graphql", allow(sdl))
	mux.Handle("/persisted-documents.json", allow(manifest))
	mux.Handle("/graphiql", editor)
	mux.Handle("/graphiql/", editor)
	clients := admission.NewClients(opts.Rate, opts.Burst, opts.TrustedProxies, opts.Now)
	h := limited(clients, mux)
	h = checkHost(opts.Hosts, secured(opts.FrameAncestors, compressed(h)))
	api.Handler = api.draining.closing(identified(traced(opts.Tracer, logged(lines, opts.Now, meter.measured(recovered(opts.Logger, h))))))
	return api
}

// compressed answers in gzip where the client takes it and it is worth it.
func compressed(next http.Handler) http.Handler {
	wrap, err := gzhttp.NewWrapper(gzhttp.MinSize(1024), gzhttp.SuffixETag("-gzip"))
	if err != nil {
		panic(err) // the options are constants
	}
	return wrap(next)
}

// text serves a fixed text.
func text(contentType, body string) http.Handler {
	tag := etag(body)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", tag)
		w.Header().Set("Cache-Control", "no-cache")
		if matches(r, tag) {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		w.Header().Set("Content-Type", contentType)
		_, _ = io.WriteString(w, body) // the client is gone: nothing to do
	})
}

func onlyGet(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			w.Header().Set("Allow", "GET, HEAD")
			refuse(w, r, methodNotAllowed("GET"))
			return
		}
		next.ServeHTTP(w, r)
	})
}
