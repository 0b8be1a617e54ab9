package server

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"io"
	"log/slog"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/spf13/pflag"
	"go.uber.org/goleak"

	"noboru/graph"
	"noboru/internal/httpapi"
	"noboru/internal/serving"
	"noboru/internal/testkit"
	"noboru/internal/testkit/hostile"
	"noboru/internal/words"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// settings are the defaults, changed by flags, on a free port.
func settings(t *testing.T, args ...string) Settings {
	t.Helper()
	var s Settings
	flags := pflag.NewFlagSet("serve", pflag.ContinueOnError)
	s.AddFlags(flags, func(id string) string { return words.Say(words.English, id) })
	if err := flags.Parse(append([]string{"--addr", "127.0.0.1:0", "--drain", "0"}, args...)); err != nil {
		t.Fatal(err)
	}
	return s
}

// start runs a server of the bundled dataset until the test ends or stop is called.
func start(t *testing.T, s Settings) (server *Server, stop func() error) {
	t.Helper()
	g, err := graph.Build(t.Context(), testkit.Bundled(t))
	if err != nil {
		t.Fatal(err)
	}
	logger := slog.New(slog.DiscardHandler)
	opts, err := s.Options(logger)
	if err != nil {
		t.Fatal(err)
	}
	server, err = Listen(t.Context(), s, httpapi.New(serving.NewLive(serving.NewSnapshot(g, "test", time.Now())), opts), logger)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.WithoutCancel(t.Context()))
	ended := make(chan error, 1)
	go func() { ended <- server.Run(ctx, func() {}) }()
	stop = sync.OnceValue(func() error {
		cancel()
		return <-ended
	})
	t.Cleanup(func() {
		if err := stop(); err != nil {
			t.Error(err)
		}
		http.DefaultClient.CloseIdleConnections()
	})
	return server, stop
}

const question = `{"query": "{dataset {name}}"}`

func ask(ctx context.Context, client *http.Client, url, token string) (int, string, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, url+"/graphql", strings.NewReader(question))
	if err != nil {
		return 0, "", err
	}
	request.Header.Set("Content-Type", "application/json")
	if token != "" {
		request.Header.Set("Authorization", "Bearer "+token)
	}
	response, err := client.Do(request)
	if err != nil {
		return 0, "", err
	}
	defer response.Body.Close() //nolint:errcheck // only read
	body, err := io.ReadAll(response.Body)
	return response.StatusCode, string(body), err
}

func TestSettings(t *testing.T) {
	for _, c := range []struct {
		args []string
		flag string // that is wrong; empty for none
	}{
		{nil, ""},
		{[]string{"--limit", "tokens=10", "--limit", "cost=1", "--trust-proxy", "10.0.0.0/8", "--trust-proxy", "::1"}, ""},
		{[]string{"--addr", "8080"}, flagAddr},
		{[]string{"--metrics-addr", "nowhere"}, flagMetricsAddr},
		{[]string{"--limit", "tokens"}, flagLimit},
		{[]string{"--limit", "tokens=0"}, flagLimit},
		{[]string{"--limit", "patience=3"}, flagLimit},
		{[]string{"--rate", "-1"}, flagRate},
		{[]string{"--rate", "NaN"}, flagRate},
		{[]string{"--timeout", "0s"}, flagTimeout},
		{[]string{"--max-connections", "0"}, flagConnections},
		{[]string{"--trust-proxy", "somebody"}, flagProxy},
		{[]string{"--log-format", "xml"}, flagLogFormat},
		{[]string{"--otlp-endpoint", "http://127.0.0.1:4318", "--otlp-share", "1"}, ""},
		{[]string{"--otlp-endpoint", "127.0.0.1:4318"}, flagTraces},
		{[]string{"--otlp-share", "1.5"}, flagTraceShare},
		{[]string{"--otlp-share", "NaN"}, flagTraceShare},
		{[]string{"--tls-cert", "x.pem"}, flagCertificate},
		{[]string{"--tls-client-ca", "x.pem"}, flagCertificate},
		{[]string{"--only-documents"}, flagOnlyDocuments},
	} {
		s := settings(t, c.args...)
		err := s.Check()
		var wrong *SettingError
		if c.flag == "" && err != nil || c.flag != "" && (!errors.As(err, &wrong) || wrong.Flag != c.flag || wrong.Want == "") {
			t.Errorf("%v: %v", c.args, err)
		}
	}
	s := settings(t, "--limit", "tokens=3", "--introspection=false", "--rate", "2.5")
	opts, err := s.Options(nil)
	if err != nil || opts.Limits.Tokens != 3 || !opts.Limits.NoIntrospection || opts.Rate != 2.5 || opts.MaxBody != 64<<10 {
		t.Errorf("got %+v, %v", opts, err)
	}
}

// TestOptionsAreDocumented holds that the page for operators names each option of the server, and none that there is
// not. Those of other commands are listed here.
func TestOptionsAreDocumented(t *testing.T) {
	content, err := os.ReadFile(filepath.FromSlash("../../docs/operations.md"))
	if err != nil {
		t.Fatal(err)
	}
	var s Settings
	flags := pflag.NewFlagSet("serve", pflag.ContinueOnError)
	s.AddFlags(flags, func(string) string { return "" })
	flags.VisitAll(func(f *pflag.Flag) {
		if !regexp.MustCompile("--" + f.Name + `\b`).Match(content) {
			t.Errorf("docs/operations.md does not tell of --%s", f.Name)
		}
	})
	others := []string{"config", "neo4j", "store", "poll", "wait"}
	for _, named := range regexp.MustCompile(`--([a-z0-9][a-z0-9-]*)`).FindAllSubmatch(content, -1) {
		if name := string(named[1]); flags.Lookup(name) == nil && !slices.Contains(others, name) {
			t.Errorf("docs/operations.md names --%s, which is no option", name)
		}
	}
}

// TestTokensAndBrowsers holds that a browser is told in a sentence why there is no page, and that pages of other
// origins may ask whether they may send a token, which they do without one.
func TestTokensAndBrowsers(t *testing.T) {
	file := filepath.Join(t.TempDir(), "tokens")
	if err := os.WriteFile(file, []byte("first-token-of-all\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	server, _ := start(t, settings(t, "--tokens", file, "--allow-origin", "https://a.example"))
	for _, c := range []struct {
		method, path string
		header       [2]string
		status       int
		body, cors   string
	}{
		{"GET", "/", [2]string{"Accept", "text/html"}, 401, "proxy that adds a token", "https://a.example"},
		{"POST", "/graphql", [2]string{"Accept", "application/json"}, 401, "UNAUTHORIZED", "https://a.example"},
		{"OPTIONS", "/graphql", [2]string{"Access-Control-Request-Method", "POST"}, 204, "", "https://a.example"},
		{"OPTIONS", "/graphql", [2]string{"Accept", "*/*"}, 401, "UNAUTHORIZED", "https://a.example"},
	} {
		request, err := http.NewRequestWithContext(t.Context(), c.method, server.URL()+c.path, http.NoBody)
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("Origin", "https://a.example")
		request.Header.Set(c.header[0], c.header[1])
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(response.Body)
		_ = response.Body.Close() // it is read
		if err != nil || response.StatusCode != c.status || !strings.Contains(string(body), c.body) || response.Header.Get("Access-Control-Allow-Origin") != c.cors {
			t.Errorf("%+v: %d %s %v %v", c, response.StatusCode, body, response.Header, err)
		}
		if c.status == 401 && (response.Header.Get("WWW-Authenticate") != "Bearer" || response.Header.Get("X-Content-Type-Options") != "nosniff") {
			t.Errorf("%+v: %v", c, response.Header)
		}
	}
}

// TestTokens asks with and without a token, and after the file has changed.
func TestTokens(t *testing.T) {
	file := filepath.Join(t.TempDir(), "tokens")
	write := func(content string, at time.Time) {
		if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(file, at, at); err != nil {
			t.Fatal(err)
		}
	}
	write("# of the partners\nfirst-token-of-all\n\nsecond-token-of-all\n", time.Unix(1000, 0))
	server, _ := start(t, settings(t, "--tokens", file))
	expect := func(token string, want int) {
		t.Helper()
		status, body, err := ask(t.Context(), http.DefaultClient, server.URL(), token)
		if err != nil || status != want || want == http.StatusUnauthorized && !strings.Contains(body, "UNAUTHORIZED") {
			t.Errorf("with %q: %d %s %v, want %d", token, status, body, err, want)
		}
	}
	expect("", http.StatusUnauthorized)
	expect("third-token-of-all", http.StatusUnauthorized)
	expect("first-token-of-all", http.StatusOK)
	expect("second-token-of-all", http.StatusOK)
	for path, want := range map[string]int{"/healthz": 200, "/readyz": 200, "/metrics": 401, "/schema.graphql": 401, "/": 401} {
		response, err := http.Get(server.URL() + path) //nolint:noctx // a test
		if err != nil {
			t.Fatal(err)
		}
		_ = response.Body.Close() // only the status counts
		if response.StatusCode != want {
			t.Errorf("%s without a token: %d, want %d", path, response.StatusCode, want)
		}
	}

	held, err := newReloaded(slog.New(slog.DiscardHandler), func(c [][]byte) (tokens, error) { return readTokens(c[0]) }, file)
	if err != nil {
		t.Fatal(err)
	}
	now := time.Unix(1, 0)
	held.now = func() time.Time { return now }
	write("third-token-of-all", time.Unix(2000, 0))
	held.checked = now
	if held.get().have("third-token-of-all") {
		t.Error("the file is read again too soon")
	}
	now = now.Add(checkEvery)
	if got := held.get(); !got.have("third-token-of-all") || got.have("first-token-of-all") {
		t.Error("the file is not read again")
	}
	write("short", time.Unix(3000, 0))
	now = now.Add(checkEvery)
	if !held.get().have("third-token-of-all") {
		t.Error("a file that cannot be used takes the place of one that can")
	}
	if _, err := readTokens([]byte("# nothing\n")); err == nil {
		t.Error("a file without a token is accepted")
	}
}

// TestMutualTLS asks with a certificate of the authority, of another one, and with none.
func TestMutualTLS(t *testing.T) {
	ours, theirs := newAuthority(t), newAuthority(t)
	folder := t.TempDir()
	write := func(name string, content []byte) string {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	certificate, key := ours.issue(t)
	server, _ := start(t, settings(t, "--tls-cert", write("cert.pem", certificate), "--tls-key", write("key.pem", key), "--tls-client-ca", write("ca.pem", ours.pem)))
	if !strings.HasPrefix(server.URL(), "https://127.0.0.1:") {
		t.Errorf("at %s", server.URL())
	}
	client := func(from *authority) *http.Client {
		roots := x509.NewCertPool()
		roots.AppendCertsFromPEM(ours.pem)
		config := &tls.Config{RootCAs: roots}
		if from != nil {
			certificate, key := from.issue(t)
			pair, err := tls.X509KeyPair(certificate, key)
			if err != nil {
				t.Fatal(err)
			}
			config.GetClientCertificate = func(*tls.CertificateRequestInfo) (*tls.Certificate, error) { return &pair, nil }
		}
		transport := &http.Transport{TLSClientConfig: config, ForceAttemptHTTP2: true}
		t.Cleanup(transport.CloseIdleConnections)
		return &http.Client{Transport: transport}
	}
	if status, _, err := ask(t.Context(), client(ours), server.URL(), ""); err != nil || status != http.StatusOK {
		t.Errorf("with a certificate: %d, %v", status, err)
	}
	for name, from := range map[string]*authority{"another's": theirs, "no": nil} {
		if status, _, err := ask(t.Context(), client(from), server.URL(), ""); err == nil {
			t.Errorf("with %s certificate: %d", name, status)
		}
	}
}

// authority issues certificates for 127.0.0.1.
type authority struct {
	certificate *x509.Certificate
	key         *ecdsa.PrivateKey
	pem         []byte
}

func newAuthority(t *testing.T) *authority {
	t.Helper()
	a := &authority{}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "test"}, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign,
	}
	var der []byte
	a.key, der = sign(t, template, template, nil)
	var err error
	if a.certificate, err = x509.ParseCertificate(der); err != nil {
		t.Fatal(err)
	}
	a.pem = pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})
	return a
}

func (a *authority) issue(t *testing.T) (certificate, key []byte) {
	t.Helper()
	template := &x509.Certificate{
		SerialNumber: big.NewInt(2), Subject: pkix.Name{CommonName: "leaf"}, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageClientAuth},
	}
	private, der := sign(t, template, a.certificate, a.key)
	encoded, err := x509.MarshalECPrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), pem.EncodeToMemory(&pem.Block{Type: "EC PRIVATE KEY", Bytes: encoded})
}

// sign makes a key and its certificate, signed by the key of parent, or by itself.
func sign(t *testing.T, template, parent *x509.Certificate, by *ecdsa.PrivateKey) (*ecdsa.PrivateKey, []byte) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	if by == nil {
		by = key
	}
	der, err := x509.CreateCertificate(rand.Reader, template, parent, key.Public(), by)
	if err != nil {
		t.Fatal(err)
	}
	return key, der
}

// TestStopping asks without a break while the server stops: no request that a connection has been made for
// is lost, and readiness goes first.
func TestStopping(t *testing.T) {
	s := settings(t, "--drain", "300ms")
	server, stop := start(t, s)
	var wait sync.WaitGroup
	var mu sync.Mutex
	answered, refused := 0, 0
	var lost []error
	ctx, cancel := context.WithCancel(t.Context())
	const clients, warm = 8, 25
	var asking sync.WaitGroup // until each client has been answered some times
	asking.Add(clients)
	for range clients {
		wait.Go(func() {
			heard := 0
			defer func() {
				if heard < warm {
					asking.Done()
				}
			}()
			transport := &http.Transport{}
			defer transport.CloseIdleConnections()
			client := &http.Client{Transport: transport}
			for ctx.Err() == nil {
				status, body, err := ask(context.WithoutCancel(ctx), client, server.URL(), "")
				mu.Lock()
				var dial *net.OpError
				switch {
				case err == nil && status == http.StatusOK && strings.Contains(body, "security-roles"):
					answered++
				case errors.As(err, &dial) && dial.Op == "dial":
					refused++ // the listener is closed
				default:
					lost = append(lost, err)
				}
				mu.Unlock()
				if err != nil {
					return
				}
				if heard++; heard == warm {
					asking.Done()
				}
			}
		})
	}
	asking.Wait()
	if err := stop(); err != nil {
		t.Error(err)
	}
	cancel()
	wait.Wait()
	if answered == 0 || len(lost) > 0 {
		t.Errorf("%d answered, %d refused, lost: %v", answered, refused, lost)
	}
}

func TestReadinessGoesFirst(t *testing.T) {
	g, err := graph.Build(t.Context(), testkit.Bundled(t))
	if err != nil {
		t.Fatal(err)
	}
	api := httpapi.New(serving.NewLive(serving.NewSnapshot(g, "test", time.Now())), httpapi.Options{Logger: slog.New(slog.DiscardHandler)})
	get := func(path string) (int, string) {
		w := &recorder{header: http.Header{}}
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, path, nil)
		if err != nil {
			t.Fatal(err)
		}
		api.ServeHTTP(w, r)
		return w.status, w.body.String()
	}
	if status, _ := get("/readyz"); status != http.StatusOK {
		t.Errorf("before: %d", status)
	}
	api.Drain()
	if status, body := get("/readyz"); status != http.StatusServiceUnavailable || !strings.Contains(body, "draining") {
		t.Errorf("while draining: %d %s", status, body)
	}
	if status, _ := get("/healthz"); status != http.StatusOK {
		t.Errorf("it still lives: %d", status)
	}
}

type recorder struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (r *recorder) Header() http.Header         { return r.header }
func (r *recorder) WriteHeader(status int)      { r.status = status }
func (r *recorder) Write(b []byte) (int, error) { return r.body.Write(b) }

// TestMetricsElsewhere looks for /metrics at the one address and not at the other.
func TestMetricsElsewhere(t *testing.T) {
	server, _ := start(t, settings(t, "--metrics-addr", "127.0.0.1:0"))
	for url, want := range map[string]int{server.MetricsURL(): 200, server.URL() + "/metrics": 404} {
		response, err := http.Get(url) //nolint:noctx // a test
		if err != nil {
			t.Fatal(err)
		}
		_ = response.Body.Close() // only the status counts
		if response.StatusCode != want {
			t.Errorf("%s: %d, want %d", url, response.StatusCode, want)
		}
	}
}

// TestHostileConnections sends what no client sends: each is answered in few bytes or not at all, and nothing
// of it is the server's own fault.
func TestHostileConnections(t *testing.T) {
	server, _ := start(t, settings(t))
	address := strings.TrimPrefix(server.URL(), "http://")
	const most = 80 << 10 // a hundred answers in a row
	for _, w := range hostile.Wires() {
		said := exchange(t, address, w.Bytes)
		if len(said) > most || strings.HasPrefix(said, "HTTP/1.1 500") || strings.Contains(said, `"INTERNAL"`) {
			t.Errorf("%s: %d bytes\n%.500s", w.Name, len(said), said)
		}
	}
	transport := &http.Transport{}
	defer transport.CloseIdleConnections()
	if status, _, err := ask(t.Context(), &http.Client{Transport: transport}, server.URL(), ""); err != nil || status != http.StatusOK {
		t.Errorf("afterwards: %d, %v", status, err)
	}
}

// exchange sends bytes and nothing more, and returns all that the server says.
func exchange(t *testing.T, address string, content []byte) string {
	t.Helper()
	var dialer net.Dialer
	c, err := dialer.DialContext(t.Context(), "tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close() //nolint:errcheck // all is read
	sent := make(chan struct{})
	go func() {
		defer close(sent)
		_, _ = c.Write(content) // the server may have had enough
		_ = c.(*net.TCPConn).CloseWrite()
	}()
	said, _ := io.ReadAll(c) // what is not read of a request resets the connection
	<-sent
	return string(said)
}

// TestSilentConnections opens more connections than there may be, which say nothing; whoever asks is answered.
func TestSilentConnections(t *testing.T) {
	server, _ := start(t, settings(t, "--max-connections", "20"))
	var dialer net.Dialer
	for range 60 {
		c, err := dialer.DialContext(t.Context(), "tcp", strings.TrimPrefix(server.URL(), "http://"))
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close() //nolint:errcheck // it is dropped by the server
	}
	transport := &http.Transport{}
	defer transport.CloseIdleConnections()
	if status, _, err := ask(t.Context(), &http.Client{Transport: transport}, server.URL(), ""); err != nil || status != http.StatusOK {
		t.Errorf("%d, %v", status, err)
	}
}

// TestHealth asks a server, plain and over TLS, whether it is ready, while it is and once it has stopped.
func TestHealth(t *testing.T) {
	ours, folder := newAuthority(t), t.TempDir()
	certificate, key := ours.issue(t)
	for name, content := range map[string][]byte{"cert.pem": certificate, "key.pem": key, "ca.pem": ours.pem} {
		if err := os.WriteFile(filepath.Join(folder, name), content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	secure := []string{"--tls-cert", filepath.Join(folder, "cert.pem"), "--tls-key", filepath.Join(folder, "key.pem")}
	for _, args := range [][]string{nil, secure, append(slices.Clone(secure), "--tls-client-ca", filepath.Join(folder, "ca.pem"))} {
		s := settings(t, args...)
		server, stop := start(t, s)
		_, port, err := net.SplitHostPort(server.parts[0].listener.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		for _, host := range []string{"127.0.0.1", "0.0.0.0", ""} {
			s.Addr = net.JoinHostPort(host, port)
			if err := s.Health(t.Context()); err != nil {
				t.Errorf("%v at %s: %v", args, s.Addr, err)
			}
		}
		if err := stop(); err != nil {
			t.Error(err)
		}
		if err := s.Health(t.Context()); err == nil {
			t.Errorf("%v: a server that has stopped is ready", args)
		}
	}
	var draining Settings
	answers := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusServiceUnavailable) }))
	defer answers.Close()
	draining.Addr = strings.TrimPrefix(answers.URL, "http://")
	if err := draining.Health(t.Context()); err == nil {
		t.Error("a server that is about to stop is ready")
	}
}
