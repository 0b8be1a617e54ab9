package httpapi

import (
	"maps"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"

	rscors "github.com/rs/cors"

	"noboru/internal/words"
)

// Nothing that the API answers is a page; the pages have policies of their own, which let them load what
// this server serves.
const (
	apiPolicy  = "default-src 'none'; frame-ancestors 'none'"
	notFramed  = "frame-ancestors 'none'"
	permission = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
)

// secured sets the headers by which browsers guard their users, on every route. ancestors are sites that
// may embed the pages.
func secured(ancestors []string, next http.Handler) http.Handler {
	fixed := http.Header{}
	fixed.Set("Content-Security-Policy", apiPolicy)
	fixed.Set("X-Content-Type-Options", "nosniff")
	fixed.Set("Referrer-Policy", "no-referrer")
	fixed.Set("Cross-Origin-Opener-Policy", "same-origin")
	fixed.Set("Permissions-Policy", permission)
	if len(ancestors) == 0 {
		fixed.Set("X-Frame-Options", "DENY")
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		maps.Copy(w.Header(), fixed)
		if len(ancestors) == 0 {
			next.ServeHTTP(w, r)
			return
		}
		f := &framed{ResponseWriter: w, ancestors: strings.Join(ancestors, " ")}
		next.ServeHTTP(f, r)
		f.allow() // where nothing was written
	})
}

// framed lets other sites embed what is served.
type framed struct {
	http.ResponseWriter
	ancestors string
	begun     bool
}

// allow changes the policy, once, before the header is sent.
func (f *framed) allow() {
	if f.begun {
		return
	}
	f.begun = true
	policy := f.Header().Get("Content-Security-Policy")
	f.Header().Set("Content-Security-Policy", strings.Replace(policy, notFramed, "frame-ancestors "+f.ancestors, 1))
}

func (f *framed) WriteHeader(status int) {
	f.allow()
	f.ResponseWriter.WriteHeader(status)
}

func (f *framed) Write(b []byte) (int, error) {
	f.allow()
	return f.ResponseWriter.Write(b)
}

// Unwrap lets http.ResponseController reach the connection.
func (f *framed) Unwrap() http.ResponseWriter { return f.ResponseWriter }

// checkHost refuses requests that reach a loopback address under a name that is not its own: a site
// whose name was made to lead here would otherwise be taken for us by browsers ("DNS rebinding").
func checkHost(names []string, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		local, _ := r.Context().Value(http.LocalAddrContextKey).(net.Addr)
		if local != nil && onLoopback(local) && !ownName(r.Host, names) {
			refuse(w, r, problem{status: http.StatusMisdirectedRequest, code: codeHost, message: words.M("http.host")})
			return
		}
		next.ServeHTTP(w, r)
	})
}

func onLoopback(address net.Addr) bool {
	tcp, ok := address.(*net.TCPAddr)
	return ok && tcp.IP.IsLoopback()
}

func ownName(host string, names []string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	host = strings.ToLower(strings.TrimSuffix(strings.Trim(host, "[]"), "."))
	if a, err := netip.ParseAddr(host); err == nil {
		return a.IsLoopback() || slices.Contains(names, host)
	}
	return host == "localhost" || slices.Contains(names, host)
}

// maxPreflight is for how many seconds a browser may remember that it may call.
const maxPreflight = 600

// allowedHeaders are those that a page of another origin may send in any case: what GraphQL clients, their tools and
// traces add of themselves.
var allowedHeaders = []string{
	"Accept", "Accept-Language", "Authorization", "Content-Type", "If-None-Match", requestIDHeader, "X-Requested-With",
	"Apollo-Require-Preflight", "Apollographql-Client-Name", "Apollographql-Client-Version", "GraphQL-Preflight",
	"Traceparent", "Tracestate",
}

// cors lets browsers call from other origins, where these are named, with further headers.
func cors(origins, headers []string) func(http.Handler) http.Handler {
	if len(origins) == 0 {
		return func(next http.Handler) http.Handler { return next }
	}
	return rscors.New(rscors.Options{
		AllowedOrigins: origins,
		AllowedMethods: []string{http.MethodGet, http.MethodHead, http.MethodPost},
		AllowedHeaders: slices.Concat(allowedHeaders, headers),
		ExposedHeaders: []string{"ETag", "Retry-After", requestIDHeader},
		MaxAge:         maxPreflight,
	}).Handler
}
