package cli_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"math/big"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"noboru/graph"
	"noboru/internal/httpapi"
	"noboru/internal/testkit"
	"noboru/internal/testkit/neo4jtest"
	"noboru/store"
	"noboru/store/neo4jstore"
	"noboru/store/storetest"
)

const (
	// midway is amid the roles of a wordy dataset of 100 kB; looks for a new version take 2 kB each.
	midway = 60_000
)

// keeper loads datasets behind the program's back. They go with the test.
type keeper struct{ *neo4jstore.Store }

func newKeeper(t *testing.T, server *neo4jtest.Server) keeper {
	t.Helper()
	return keeper{testkit.Store(t, server)}
}

func (k keeper) save(t *testing.T, d *graph.Dataset) {
	t.Helper()
	if _, err := k.Save(t.Context(), d, store.SaveOptions{}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = k.Drop(context.WithoutCancel(t.Context()), d.Name(), store.DropOptions{}) })
}

// program is "noboru serve" under way, or at its end.
type program struct {
	cmd    *exec.Cmd
	secret string
	out    output
	ended  chan struct{}
	code   int // once it has ended
}

// output is all that a program wrote so far. It has no other method of a buffer, which would go round the lock.
type output struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.Write(p)
}

func (o *output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.String()
}

// launch starts "noboru serve" on a free port. The password is in the environment or, with inFile, in
// a file. When the test ends, nothing that the program wrote may have held it.
func launch(t *testing.T, server *neo4jtest.Server, inFile bool, args ...string) *program {
	t.Helper()
	return launchWith(t, server, inFile, nil, args...)
}

func launchWith(t *testing.T, server *neo4jtest.Server, inFile bool, env []string, args ...string) *program {
	t.Helper()
	p := &program{secret: server.Password, ended: make(chan struct{})}
	p.cmd = exec.Command(testkit.Program(t), append([]string{"serve", "--addr", "127.0.0.1:0"}, args...)...) //nolint:noctx // it is stopped below, also where the test's context has ended
	for _, e := range os.Environ() {
		if !strings.HasPrefix(e, "NEO4J_") && !strings.HasPrefix(e, "NOBORU_") {
			p.cmd.Env = append(p.cmd.Env, e)
		}
	}
	p.cmd.Env = append(append(p.cmd.Env, "LC_ALL=C", "NEO4J_USERNAME="+server.Username), env...)
	if inFile {
		file := filepath.Join(t.TempDir(), "password")
		if err := os.WriteFile(file, []byte(server.Password+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		p.cmd.Env = append(p.cmd.Env, "NEO4J_PASSWORD_FILE="+file)
	} else {
		p.cmd.Env = append(p.cmd.Env, "NEO4J_PASSWORD="+server.Password)
	}
	p.cmd.Stdout, p.cmd.Stderr = &p.out, &p.out
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if shown, err := os.ReadFile(fmt.Sprintf("/proc/%d/cmdline", p.cmd.Process.Pid)); err == nil && strings.Contains(string(shown), p.secret) {
		t.Errorf("the list of processes shows the password: %q", shown)
	}
	go func() {
		_ = p.cmd.Wait() // the code says it
		p.code = p.cmd.ProcessState.ExitCode()
		close(p.ended)
	}()
	t.Cleanup(func() {
		_ = p.cmd.Process.Kill()
		<-p.ended
		if strings.Contains(p.out.String(), p.secret) {
			t.Errorf("the password was written:\n%s", &p.out)
		}
	})
	return p
}

// eventually waits for a condition.
func eventually(t *testing.T, what func() string, condition func() bool) {
	t.Helper()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for began := time.Now(); !condition(); <-tick.C {
		if time.Since(began) > testkit.Patience {
			t.Fatalf("in vain: %s", what())
		}
	}
}

// says waits until the program has written a text.
func (p *program) says(t *testing.T, text string) {
	t.Helper()
	eventually(t, func() string { return fmt.Sprintf("want %q; it says\n%s", text, &p.out) }, func() bool { return strings.Contains(p.out.String(), text) })
}

// refuses waits for the end and returns what the program wrote.
func (p *program) refuses(t *testing.T) string {
	t.Helper()
	select {
	case <-p.ended:
	case <-time.After(testkit.Patience):
		t.Fatalf("it does not end:\n%s", &p.out)
	}
	return strings.TrimSpace(p.out.String())
}

var banner = regexp.MustCompile(`at (http://127\.0\.0\.1:[1-9][0-9]*)/graphql\n`)

// url waits until the program serves.
func (p *program) url(t *testing.T) string {
	t.Helper()
	p.says(t, "/graphql\n")
	return banner.FindStringSubmatch(p.out.String())[1]
}

func (p *program) get(t *testing.T, path string) string {
	t.Helper()
	return fetch(t, http.MethodGet, p.url(t)+path, "")
}

// answer is what clients get: a path, and the version that it is of.
func (p *program) answer(t *testing.T) string {
	t.Helper()
	const query = `{ dataset { version } path(input: {from: {role: "R000005"}, to: {role: "R000006"}}) { __typename ... on PathFound { path { roles { code total } totals { steps steepestClimb } } } } }`
	body, err := json.Marshal(map[string]string{"query": query})
	if err != nil {
		t.Fatal(err)
	}
	return fetch(t, http.MethodPost, p.url(t)+"/graphql", string(body))
}

func fetch(t *testing.T, method, url, body string) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), testkit.Patience)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, method, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close() //nolint:errcheck // only read
	answer, err := io.ReadAll(res.Body)
	if err != nil || res.StatusCode != http.StatusOK {
		t.Fatalf("%s: status %d, %v: %s", url, res.StatusCode, err, answer)
	}
	return string(answer)
}

func (p *program) health(t *testing.T) (h httpapi.Health) {
	t.Helper()
	if err := json.Unmarshal([]byte(p.get(t, "/healthz")), &h); err != nil {
		t.Fatal(err)
	}
	return h
}

// serves waits until the health answer names that version, confirmed.
func (p *program) serves(t *testing.T, want graph.Version) {
	t.Helper()
	eventually(t, func() string { return fmt.Sprintf("want version %s; %+v\n%s", want.Short(), p.health(t), &p.out) }, func() bool {
		h := p.health(t)
		return !h.Stale && h.Version == string(want)
	})
}

// goesOn waits until the program tells that the store fails, and checks that it answers as before
// and how old it says that the answers are. It returns the one log line's reason.
func (p *program) goesOn(t *testing.T, before string) string {
	t.Helper()
	eventually(t, func() string { return fmt.Sprintf("want stale; %+v\n%s", p.health(t), &p.out) }, func() bool { return p.health(t).Stale })
	if now := p.answer(t); now != before {
		t.Errorf("answers changed\nbefore %s\nnow    %s", before, now)
	}
	h := p.health(t)
	if h.Status != "ok" || h.CheckedAt == nil || h.Since == nil || h.Reason == "" || h.Since.Before(*h.CheckedAt) || h.LoadedAt.After(*h.CheckedAt) {
		t.Errorf("the health answer does not tell how old the answers are: %+v", h)
	}
	metrics := p.get(t, "/metrics")
	for _, line := range []string{
		"noboru_store_stale 1\n", fmt.Sprintf("noboru_dataset_info{dataset=%q,version=%q} 1\n", h.Dataset, h.Version),
		fmt.Sprintf("noboru_store_last_success_timestamp_seconds %v\n", float64(h.CheckedAt.Unix())),
	} {
		if !strings.Contains(metrics, line) {
			t.Errorf("no line %q in the metrics:\n%s", line, metrics)
		}
	}
	for _, line := range []string{`noboru_dataset_age_seconds [0-9.e-]+\n`, `noboru_store_failures_total [1-9]`} {
		if !regexp.MustCompile(line).MatchString(metrics) {
			t.Errorf("no line %q in the metrics:\n%s", line, metrics)
		}
	}
	said := regexp.MustCompile(`level=WARN msg="answers go on from the last good version".*confirmed="[^"]* ago" reason="([^"]*)"`).FindAllStringSubmatch(p.out.String(), -1)
	if len(said) != 1 {
		t.Fatalf("want one log line, with how old the answers are; got\n%s", &p.out)
	}
	return said[0][1]
}

// faultTable collects what happened, for go test -v.
type faultTable struct {
	sync.Mutex
	lines []string
}

const faultRow = "%-38s  %-13s  %-12s  %-10s  %s"

func (f *faultTable) add(fault, moment, meanwhile, afterwards, said string) {
	f.Lock()
	defer f.Unlock()
	f.lines = append(f.lines, fmt.Sprintf(faultRow, fault, moment, meanwhile, afterwards, said))
	slices.Sort(f.lines) // they come as they end
}

func (f *faultTable) log(t *testing.T) {
	t.Helper()
	t.Logf(faultRow+"\n%s", "fault", "moment", "served then", "afterwards", "said", strings.Join(f.lines, "\n"))
}

func hostOf(t *testing.T, uri string) string {
	t.Helper()
	u, err := url.Parse(uri)
	if err != nil {
		t.Fatal(err)
	}
	return u.Host
}

// TestServeRefusesToStart gives the program what it cannot start with. It says so in time, and what to do.
func TestServeRefusesToStart(t *testing.T) {
	server := neo4jtest.Shared(t)
	keep := newKeeper(t, server)
	const good, torn, newer = "start-good", "start-torn", "start-newer"
	whole := storetest.Wordy(good, 40)
	keep.save(t, whole)
	keep.save(t, storetest.Sample(torn, 8))
	keep.save(t, storetest.Sample(newer, 8))
	server.Run(t, "MATCH (r:Role {dataset: $d, code: 'R000003'}) SET r.scores = [r.scores[0] + 1] + r.scores[1..]", map[string]any{"d": torn})
	server.Run(t, "MATCH (d:Dataset {name: $d}) SET d.format = 99", map[string]any{"d": newer})
	t.Cleanup(func() {
		server.Run(t, "MATCH (d:Dataset {name: $d}) SET d.format = 2", map[string]any{"d": newer})
	})
	host := hostOf(t, server.URI)
	wrong := *server
	wrong.Password = "s3cret-and-wrong"
	through := func(f neo4jtest.Fault) (string, string) {
		p := server.Proxy(t)
		p.Put(t, f)
		return "neo4j://" + p.Host, p.Host
	}
	type start struct {
		name    string
		server  *neo4jtest.Server
		uri     string
		dataset string
		code    int
		want    []string
		args    []string
	}
	starts := []start{
		{"wrong password", &wrong, server.URI, good, 6, []string{"refused the username or password", "Check NEO4J_USERNAME and NEO4J_PASSWORD"}, nil},
		{"nothing listens there", server, "neo4j://127.0.0.1:9", good, 6, []string{"does not answer", "127.0.0.1:9", "Check that it runs"}, nil},
		{"a host that does not exist", server, "neo4j://no-such-host.invalid:7687", good, 6, []string{"does not answer", "no-such-host.invalid", "Check"}, nil},
		{"an address alone", server, "localhost:7687", good, 2, []string{"want such as neo4j://localhost:7687"}, nil},
		{"a scheme that is none", server, "http://" + host, good, 2, []string{"scheme", "neo4j+s"}, nil},
		{"a password in the URI", &wrong, "neo4j://neo4j:" + "p4ss@" + host, good, 2, []string{"holds credentials", "NEO4J_PASSWORD"}, nil},
		{"TLS asked of a server without", server, "bolt+s://" + host, good, 6, []string{"without TLS", "bolt://"}, nil},
		{"TLS asked of a server without, routed", server, "neo4j+s://" + host, good, 6, []string{"without TLS", "neo4j://"}, nil},
		{"no such dataset", server, server.URI, "start-none", 3, []string{"no dataset start-none", "noboru datasets"}, nil},
		{"a half-read dataset", server, server.URI, torn, 6, []string{"does not match its version", "noboru verify"}, nil},
		{"written by a newer version", server, server.URI, newer, 6, []string{"newer Noboru", "99", "Upgrade"}, nil},
	}
	if server.HTTPURI != "" {
		starts = append(starts, start{"the port for HTTP", server, "bolt://" + hostOf(t, server.HTTPURI), good, 6, []string{"HTTP", "7687"}, nil})
	}
	for _, f := range []neo4jtest.Fault{
		neo4jtest.Refused(), neo4jtest.Slow(20 * time.Second), neo4jtest.Hole(0), neo4jtest.DeafHole(), neo4jtest.Cut(0), neo4jtest.Reset(0),
		neo4jtest.Hole(midway), neo4jtest.Cut(midway), neo4jtest.Reset(midway), neo4jtest.Trickle(10),
	} {
		uri, host := through(f)
		starts = append(starts, start{f.Name, server, uri, good, 6, []string{"does not answer", host, "Check that it runs"}, []string{"--read-timeout", "2s"}})
	}
	// What the default does not allow time for, a flag does.
	uri, _ := through(neo4jtest.Trickle(10))
	patient := launch(t, server, false, "--neo4j", uri, "--dataset", good, "--read-timeout", "3m")
	var table faultTable
	neo4jtest.AtOnce(t, starts, func(c start) string { return c.name }, func(t *testing.T, c start) {
		p := launch(t, c.server, len(c.name)%2 == 0, append([]string{"--neo4j", c.uri, "--dataset", c.dataset}, c.args...)...)
		said := p.refuses(t)
		if p.code != c.code {
			t.Errorf("exit code %d, want %d", p.code, c.code)
		}
		for _, want := range c.want {
			if !strings.Contains(said, want) {
				t.Errorf("%q lacks %q", said, want)
			}
		}
		if strings.Contains(said, "p4ss") {
			t.Errorf("it shows the password of the URI: %s", said)
		}
		table.add(c.name, "at start", "nothing", "-", strings.ReplaceAll(said, "\n", " | "))
	})
	patient.serves(t, whole.Version())
	table.add("10 kB a second, --read-timeout 3m", "at start", "the version", "-", "(serves)")
	table.log(t)
}

// TestServeWaits starts the program before there is anything to serve.
func TestServeWaits(t *testing.T) {
	server := neo4jtest.Shared(t)
	keep := newKeeper(t, server)
	d := storetest.Sample("start-later", 8)
	keep.save(t, d) // so that the schema is there, and the second time is fast
	if err := keep.Drop(t.Context(), d.Name(), store.DropOptions{}); err != nil {
		t.Fatal(err)
	}
	proxy := server.Proxy(t)
	proxy.Put(t, neo4jtest.Refused())
	p := launch(t, server, true, "--neo4j", "bolt://"+proxy.Host, "--dataset", d.Name(), "--wait")
	given := launch(t, server, false, "--neo4j", "bolt://"+proxy.Host, "--wait")
	p.says(t, "does not answer")
	given.says(t, "does not answer")
	if err := given.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if given.refuses(t); given.code != 130 {
		t.Errorf("stopped while it waited: exit code %d, want 130", given.code)
	}
	proxy.Heal(t)
	p.says(t, "no dataset start-later")
	keep.save(t, d)
	p.serves(t, d.Version())
	if n := strings.Count(p.out.String(), "trying again"); n != 2 {
		t.Errorf("%d lines for two reasons:\n%s", n, &p.out)
	}
	t.Logf("said while waiting:\n%s", &p.out)
	// What will not change by itself is not waited for.
	wrong := launch(t, server, false, "--neo4j", "http://"+proxy.Host, "--wait")
	if wrong.refuses(t); wrong.code != 2 {
		t.Errorf("exit code %d, want 2: %s", wrong.code, &wrong.out)
	}
}

// TestServeGoesOn puts faults between the running program and Neo4j: the same answers, byte for byte,
// then the new version by itself. Through a tap without faults, it sees what the program asks.
func TestServeGoesOn(t *testing.T) {
	server := neo4jtest.Shared(t)
	keep := newKeeper(t, server)
	same, old, next := storetest.Wordy("serve-polled", 10), storetest.Wordy("serve-reloaded", 40), storetest.Wordy("serve-reloaded", 41)
	keep.save(t, same)
	keep.save(t, old)
	const polling, reloading = "polling", "amid a reload"
	type running struct {
		moment  string
		fault   neo4jtest.Fault
		proxy   *neo4jtest.Proxy
		program *program
		before  string
	}
	cases := []*running{
		{moment: polling, fault: neo4jtest.Refused()},
		{moment: polling, fault: neo4jtest.Hole(0)},
		{moment: reloading, fault: neo4jtest.Hole(midway)},
		{moment: reloading, fault: neo4jtest.Reset(midway)},
	}
	tapped := &tap{upstream: hostOf(t, server.URI)}
	viaTap := launch(t, server, false, "--neo4j", "bolt://"+tapped.listen(t), "--dataset", old.Name(), "--poll", "100ms", "--wait")
	viaTap.serves(t, old.Version())
	for i, c := range cases {
		name := same.Name()
		if c.moment == reloading {
			name = old.Name()
		}
		c.proxy = server.Proxy(t)
		c.program = launch(t, server, i%2 == 0, "--neo4j", "neo4j://"+c.proxy.Host, "--dataset", name, "--poll", "1s", "--read-timeout", "3s", "--wait")
	}
	for _, c := range cases {
		c.before = c.program.answer(t)
		if !strings.Contains(c.before, "PathFound") {
			t.Fatalf("the question finds no path: %s", c.before)
		}
		if c.moment == reloading {
			c.proxy.Put(t, c.fault)
		}
	}
	keep.save(t, next)
	var table faultTable
	neo4jtest.AtOnce(t, cases, func(c *running) string { return c.moment + "/" + c.fault.Name }, func(t *testing.T, c *running) {
		want, served := same, "the same"
		if c.moment == reloading {
			want, served = next, "the new"
		} else {
			c.proxy.Put(t, c.fault)
		}
		said := c.program.goesOn(t, c.before)
		c.proxy.Heal(t)
		c.program.serves(t, want.Version())
		c.program.says(t, "the store answers again")
		if metrics := c.program.get(t, "/metrics"); !strings.Contains(metrics, "noboru_store_stale 0\n") {
			t.Errorf("it recovered, but the metrics say\n%s", metrics)
		}
		table.add(c.fault.Name, c.moment, "last good", served, strings.ReplaceAll(said, c.proxy.Host, "HOST"))
	})
	table.log(t)
	viaTap.serves(t, next.Version())
	tapped.onlyReads(t)
}

// tap forwards connections and keeps what clients send.
type tap struct {
	upstream string
	mu       sync.Mutex
	sent     bytes.Buffer
}

func (p *tap) Write(b []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.sent.Write(b)
}

func (p *tap) listen(t *testing.T) (host string) {
	t.Helper()
	var listen net.ListenConfig
	l, err := listen.Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	go func() {
		for {
			client, err := l.Accept()
			if err != nil {
				return
			}
			var dial net.Dialer
			server, err := dial.DialContext(t.Context(), "tcp", p.upstream)
			if err != nil {
				_ = client.Close()
				continue
			}
			go func() { _, _ = io.Copy(io.MultiWriter(server, p), client); _ = server.Close() }()
			go func() { _, _ = io.Copy(client, server); _ = client.Close() }()
		}
	}()
	return l.Addr().String()
}

// onlyReads checks that each transaction was begun with the mode of reading. In Bolt BEGIN is the
// structure B1 11, and a map's entry "mode": "r" stands as 84 mode 81 r. A query outside of
// a transaction would be a RUN with that entry, so there must be as many of them as BEGINs.
func (p *tap) onlyReads(t *testing.T) {
	t.Helper()
	p.mu.Lock()
	defer p.mu.Unlock()
	begun := bytes.Count(p.sent.Bytes(), []byte{0xB1, 0x11})
	reads := bytes.Count(p.sent.Bytes(), []byte("\x84mode\x81r"))
	if begun == 0 || reads != begun {
		t.Errorf("%d transactions, %d of them READ", begun, reads)
	}
	if writes := regexp.MustCompile(`\b(CREATE|MERGE|SET|DELETE|REMOVE|DROP)\b`).Find(p.sent.Bytes()); writes != nil {
		t.Errorf("the program sent %s", writes)
	}
	t.Logf("%d transactions, all READ", begun)
}

// TestServeOverNeo4jThatDies kills Neo4j under the running program, and starts it again as what is
// hardest to read from: with TLS by a self-signed certificate, and read-only.
func TestServeOverNeo4jThatDies(t *testing.T) {
	server := neo4jtest.Own(t)
	keep := newKeeper(t, server)
	d := storetest.Sample("serve-killed", 12)
	if _, err := keep.Save(t.Context(), d, store.SaveOptions{}); err != nil {
		t.Fatal(err)
	}
	host := hostOf(t, server.URI)
	plain := launch(t, server, false, "--neo4j", server.URI, "--wait") // the only dataset needs no name
	before := plain.answer(t)
	if err := server.Kill(t.Context()); err != nil {
		t.Fatal(err)
	}
	var table faultTable
	said := plain.goesOn(t, before)
	certificates := selfSigned(t)
	if err := server.Restart(t.Context()); err != nil {
		t.Fatal(err)
	}
	plain.serves(t, d.Version())
	table.add("Neo4j killed, then started", "polling", "last good", "the same", strings.ReplaceAll(said, host, "HOST"))

	if err := server.Stop(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := server.Restart(
		t.Context(), "--setting", "server.databases.default_to_read_only=true", "--setting", "server.bolt.tls_level=REQUIRED",
		"--setting", "dbms.ssl.policy.bolt.enabled=true", "--setting", "dbms.ssl.policy.bolt.base_directory="+certificates,
		"--setting", "dbms.ssl.policy.bolt.client_auth=NONE",
	); err != nil {
		t.Fatal(err)
	}
	trusted := []string{"SSL_CERT_FILE=" + filepath.Join(certificates, "public.crt")}
	localhost := strings.Replace(host, "127.0.0.1", "localhost", 1)
	type connection struct {
		uri  string
		env  []string
		want []string // of the refusal; none where it serves
	}
	name := func(c connection) string {
		scheme, _, _ := strings.Cut(c.uri, ":")
		if c.env != nil {
			return scheme + ", self-signed but trusted"
		}
		return scheme + ", self-signed"
	}
	neo4jtest.AtOnce(t, []connection{
		{"bolt+ssc://" + host, nil, nil},
		{"neo4j+ssc://" + host, nil, nil},
		{"bolt+s://" + host, trusted, nil},
		{"neo4j+s://" + host, trusted, nil},
		{"bolt+s://" + host, nil, []string{"is not trusted", "unknown authority", "bolt+ssc://"}},
		{"neo4j+s://" + host, nil, []string{"is not trusted", "unknown authority", "neo4j+ssc://"}},
		{"bolt+s://" + localhost, trusted, []string{"is another's", "localhost", "Name the host as the certificate does"}},
		{"bolt://" + host, nil, []string{"does not answer", "scheme"}},
		{"neo4j://" + host, nil, []string{"does not answer", "scheme"}},
	}, name, func(t *testing.T, c connection) {
		args := []string{"--neo4j", c.uri, "--poll", "100ms"}
		if c.want == nil {
			args = append(args, "--wait") // a Neo4j just started is slow at first
		}
		p := launchWith(t, server, true, c.env, args...)
		if c.want == nil {
			p.serves(t, d.Version())
			at := p.health(t).CheckedAt
			eventually(t, func() string { return fmt.Sprintf("it does not look again: %+v\n%s", p.health(t), &p.out) }, func() bool { return p.health(t).CheckedAt.After(*at) })
			if metrics := p.get(t, "/metrics"); !strings.Contains(metrics, "noboru_store_failures_total 0\n") {
				t.Errorf("it cannot follow:\n%s", &p.out)
			}
			table.add(name(c), "at start", "the version", "-", "(serves and looks, over a read-only database)")
			return
		}
		said := p.refuses(t)
		if p.code != 6 {
			t.Errorf("exit code %d", p.code)
		}
		for _, want := range c.want {
			if !strings.Contains(said, want) {
				t.Errorf("%q lacks %q", said, want)
			}
		}
		table.add(name(c), "at start", "nothing", "-", strings.ReplaceAll(said, hostOf(t, c.uri), "HOST"))
	})
	// The database does refuse writes.
	writer, err := neo4jstore.Open(t.Context(), neo4jstore.Config{URI: "bolt+ssc://" + host, Password: server.Password, ReadTimeout: testkit.Patience})
	if err != nil {
		t.Fatal(err)
	}
	defer writer.Close(t.Context()) //nolint:errcheck // the test is over
	_, err = writer.Save(t.Context(), storetest.Sample("serve-killed", 13), store.SaveOptions{})
	if !errors.Is(err, store.ErrRefused) || !strings.Contains(err.Error(), "read-only") {
		t.Errorf("the database is read-only, but a load ends with: %v", err)
	}
	t.Logf("a load into it: %v", err)
	table.log(t)
}

// selfSigned makes a key and a certificate for 127.0.0.1, as Neo4j wants to find them.
func selfSigned(t *testing.T) (folder string) {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	certificate := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "noboru test"}, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(24 * time.Hour),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageKeyEncipherment | x509.KeyUsageCertSign,
	}
	public, err := x509.CreateCertificate(rand.Reader, certificate, certificate, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	private, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	folder = t.TempDir()
	for name, block := range map[string]*pem.Block{"private.key": {Type: "PRIVATE KEY", Bytes: private}, "public.crt": {Type: "CERTIFICATE", Bytes: public}} {
		if err := os.WriteFile(filepath.Join(folder, name), pem.EncodeToMemory(block), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}
