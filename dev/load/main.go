// Command load asks a server of its own a mixture of ordinary questions at a steady rate, attacks it
// beside that if told so, has new versions swapped in meanwhile, and then stops it under load. It says
// how long answers took, what was refused and what was lost, and what the server spent.
//
//	go run ./dev/load -program ./noboru -rate 500 -for 60s
//	go run ./dev/load -program ./noboru -rate 500 -for 60s -attacks 5 -swap 5s
//
// Everything stays on loopback; requests and time are bounded. Beside each tenth question /healthz is
// asked, which costs the server next to nothing: its times are the noise of the machine.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"noboru/internal/testkit/hostile"
	"noboru/internal/testkit/measured"
)

// The most that may be asked for.
const (
	mostRate = 2000
	mostTime = 5 * time.Minute
)

type settings struct {
	program string
	rate    int
	lasts   time.Duration
	attacks int
	swap    time.Duration
	args    []string
}

func main() {
	var s settings
	flag.StringVar(&s.program, "program", "", "the program to test")
	flag.IntVar(&s.rate, "rate", 500, "ordinary requests a second")
	flag.DurationVar(&s.lasts, "for", time.Minute, "how long")
	flag.IntVar(&s.attacks, "attacks", 0, "hostile requests a second beside them")
	flag.DurationVar(&s.swap, "swap", 0, "a new version is loaded every so often; 0 for never")
	flag.Parse()
	s.args = flag.Args()
	if err := run(context.Background(), s, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "load:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, s settings, out io.Writer) error {
	if s.program == "" || s.rate < 1 || s.rate > mostRate || s.lasts > mostTime || s.attacks > s.rate {
		return fmt.Errorf("-program, at most -rate %d and -for %v", mostRate, mostTime)
	}
	folder, err := os.MkdirTemp("", "noboru-load")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	args := s.args
	if s.swap > 0 {
		if err := load(ctx, s.program, folder, 0); err != nil {
			return err
		}
		args = append([]string{"--store", folder, "--dataset", "security-roles", "--poll", "200ms"}, args...)
	}
	server, err := measured.Start(ctx, s.program, args...)
	if err != nil {
		return err
	}
	roles, err := codes(ctx, server.URL)
	if err != nil {
		return err
	}
	l := &loader{url: server.URL, roles: roles, client: &http.Client{
		Transport: &http.Transport{MaxIdleConnsPerHost: 256, MaxConnsPerHost: 512}, Timeout: 30 * time.Second,
	}, random: rand.New(rand.NewPCG(1, 2))}

	cpu, began := server.CPU(), time.Now()
	ticks := time.NewTicker(time.Second / time.Duration(s.rate))
	defer ticks.Stop()
	hostiles := hostile.Requests()
	swaps := swapping(ctx, s, folder)
	// A tick that is late is made up for: the rate is what counts, not the pace.
	for sent := 0; time.Since(began) < s.lasts; <-ticks.C {
		for due := int(time.Since(began) * time.Duration(s.rate) / time.Second); sent < due; sent++ {
			l.ask(ctx)
			if sent%10 == 0 {
				l.noise(ctx)
			}
			if s.attacks > 0 && sent%(s.rate/s.attacks) == 0 {
				l.attack(ctx, hostiles[l.random.IntN(len(hostiles))])
			}
		}
	}
	took, spent := time.Since(began), server.CPU()-cpu
	versions, err := swaps()
	if err != nil {
		return err
	}
	_, memory := server.Memory()
	// Now it is told to stop, while requests go on coming.
	l.stopping()
	ended := make(chan error, 1)
	var stopped time.Duration
	go func() {
		var err error
		stopped, err = server.Terminate(20 * time.Second)
		ended <- err
	}()
	for going := true; going; {
		select {
		case err = <-ended:
			going = false
		case <-ticks.C:
			l.ask(ctx)
		}
	}
	l.wait.Wait()
	l.report(out, took, spent, memory, server.Logged(), versions)
	fmt.Fprintf(out, "SIGTERM under load: ended in %v (%v); %d requests begun meanwhile, %d answered, %d found the listener closed, %d lost\n",
		stopped.Round(10*time.Millisecond), exit(err), l.last.begun, l.last.answered, l.last.closed, l.last.lost)
	return nil
}

func exit(err error) string {
	if err == nil {
		return "exit code 0"
	}
	return err.Error()
}

// load puts a version of the bundled dataset into a store. The threshold makes it another version.
func load(ctx context.Context, program, folder string, version int) error {
	data := filepath.Join("data", "security-roles")
	changed, err := os.MkdirTemp("", "noboru-load-data")
	if err != nil {
		return err
	}
	defer os.RemoveAll(changed)
	if err := os.CopyFS(changed, os.DirFS(data)); err != nil {
		return err
	}
	manifest := filepath.Join(changed, "manifest.json")
	content, err := os.ReadFile(manifest)
	if err != nil {
		return err
	}
	var fields map[string]any
	if err := json.Unmarshal(content, &fields); err != nil {
		return err
	}
	threshold, _ := fields["threshold"].(float64)
	fields["threshold"] = threshold + float64(version%2)/100
	if content, err = json.Marshal(fields); err != nil {
		return err
	}
	if err := os.WriteFile(manifest, content, 0o600); err != nil {
		return err
	}
	command := exec.CommandContext(ctx, program, "load", manifest, "--store", folder)
	if said, err := command.CombinedOutput(); err != nil {
		return fmt.Errorf("loading a version: %w\n%s", err, said)
	}
	return nil
}

// swapping loads versions until the function that it returns is called, which says how many.
func swapping(ctx context.Context, s settings, folder string) (stop func() (int, error)) {
	if s.swap == 0 {
		return func() (int, error) { return 0, nil }
	}
	done, ended := make(chan struct{}), make(chan error, 1)
	versions := 0
	go func() {
		every := time.NewTicker(s.swap)
		defer every.Stop()
		for {
			select {
			case <-done:
				ended <- nil
				return
			case <-every.C:
				versions++
				if err := load(ctx, s.program, folder, versions); err != nil {
					ended <- err
					return
				}
			}
		}
	}()
	return func() (int, error) {
		close(done)
		err := <-ended
		return versions, err
	}
}

func codes(ctx context.Context, url string) ([]string, error) {
	var answer struct {
		Data struct {
			Roles struct{ Nodes []struct{ Code string } }
		}
	}
	body, _, err := post(ctx, http.DefaultClient, url, []byte(`{"query":"{roles(first: 500) {nodes {code}}}"}`))
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal(body, &answer); err != nil {
		return nil, err
	}
	var all []string
	for _, n := range answer.Data.Roles.Nodes {
		all = append(all, n.Code)
	}
	if len(all) == 0 {
		return nil, errors.New("the server has no roles")
	}
	return all, nil
}

func post(ctx context.Context, client *http.Client, url string, body []byte) ([]byte, int, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, url+"/graphql", bytes.NewReader(body))
	if err != nil {
		return nil, 0, err
	}
	request.Header.Set("Content-Type", "application/json")
	response, err := client.Do(request)
	if err != nil {
		return nil, 0, err
	}
	defer response.Body.Close()
	content, err := io.ReadAll(response.Body)
	return content, response.StatusCode, err
}

// questions are the mixture, about as the page asks them; %s are roles.
var questions = []string{
	`{path(input: {from: {role: "%s"}, to: {role: "%s"}}) {__typename ... on PathFound {version dataset {version} path {roles {code name {ja en}} steps {climb correlation} totals {steps}}} ... on NoPath {version dataset {version} blockage}}}`,
	`{path(input: {from: {role: "%s"}, to: {role: "%s"}, objective: FEWEST_STEPS}) {__typename ... on PathFound {version dataset {version} path {roles {code}}}}}`,
	`{paths(input: {from: {role: "%s"}, to: {role: "%s"}, first: 3}) {__typename ... on PathsFound {version dataset {version} paths {roles {code} totals {steps steepestClimb}}}}}`,
	`{compare(input: {from: {role: "%s"}, to: "%s"}) {__typename ... on Comparison {version dataset {version} correlation}}}`,
	`{reach(input: {of: {role: "%s"}, limits: {maxSteps: 3}}) {__typename ... on Reach {version dataset {version} roles(first: 20) {nodes {steps role {code}}}}}}`,
	`{role(by: {code: "%s"}) {version dataset {version} code name {ja en} total correlates(first: 10) {nodes {correlation role {code}}}}}`,
	`{roles(first: 50) {version dataset {version} nodes {code name {ja en} total}}}`,
}

// loader sends requests and remembers what became of them.
type loader struct {
	url    string
	roles  []string
	client *http.Client
	random *rand.Rand
	wait   sync.WaitGroup

	mu       sync.Mutex
	times    []time.Duration // of ordinary requests that were answered
	idle     []time.Duration // of /healthz
	failures map[string]int
	mixed    int
	seen     map[string]int // versions
	attacked map[string]int
	last     *last
}

// last is what became of requests that were begun after the signal.
type last struct{ begun, answered, closed, lost int }

func (l *loader) stopping() {
	l.wait.Wait()
	l.mu.Lock()
	defer l.mu.Unlock()
	l.last = &last{}
}

func (l *loader) ask(ctx context.Context) {
	question := questions[l.random.IntN(len(questions))]
	for strings.Contains(question, "%s") {
		question = strings.Replace(question, "%s", l.roles[l.random.IntN(len(l.roles))], 1)
	}
	body, err := json.Marshal(map[string]string{"query": question})
	if err != nil {
		return
	}
	l.mu.Lock()
	if l.last != nil {
		l.last.begun++
	}
	l.mu.Unlock()
	l.wait.Go(func() {
		began := time.Now()
		content, status, err := post(ctx, l.client, l.url, body)
		l.answered(time.Since(began), content, status, err)
	})
}

func (l *loader) answered(took time.Duration, content []byte, status int, err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	failure := ""
	var failed *net.OpError
	switch {
	case errors.As(err, &failed) && failed.Op == "dial":
		failure = "connection refused"
	case err != nil:
		failure = err.Error()
		failure = failure[strings.LastIndex(failure, ": ")+1:]
	case status != http.StatusOK || bytes.HasPrefix(content, []byte(`{"errors"`)):
		failure = fmt.Sprint(status, " ", string(content[:min(len(content), 120)]))
	}
	if l.last != nil {
		switch failure {
		case "":
			l.last.answered++
		case "connection refused":
			l.last.closed++
		default:
			l.last.lost++
		}
		return
	}
	if failure != "" {
		if l.failures == nil {
			l.failures = map[string]int{}
		}
		l.failures[failure]++
		return
	}
	l.times = append(l.times, took)
	l.sameVersion(content)
}

// sameVersion counts answers in which two versions stand.
func (l *loader) sameVersion(content []byte) {
	if l.seen == nil {
		l.seen = map[string]int{}
	}
	first := ""
	for _, part := range strings.Split(string(content), `"version":"`)[1:] {
		version, _, _ := strings.Cut(part, `"`)
		if first == "" {
			first = version
			l.seen[version]++
		}
		if version != first {
			l.mixed++
			return
		}
	}
}

// noise asks what costs nothing.
func (l *loader) noise(ctx context.Context) {
	l.wait.Go(func() {
		began := time.Now()
		request, err := http.NewRequestWithContext(ctx, http.MethodGet, l.url+"/healthz", nil)
		if err != nil {
			return
		}
		response, err := l.client.Do(request)
		if err != nil {
			return
		}
		_, _ = io.Copy(io.Discard, response.Body) // only the time counts
		_ = response.Body.Close()
		l.mu.Lock()
		defer l.mu.Unlock()
		l.idle = append(l.idle, time.Since(began))
	})
}

func (l *loader) attack(ctx context.Context, request hostile.Request) {
	body, err := json.Marshal(map[string]any{"query": request.Query, "variables": request.Variables})
	if err != nil {
		return
	}
	l.wait.Go(func() {
		_, status, err := post(ctx, l.client, l.url, body)
		became := fmt.Sprint(status)
		if err != nil {
			became = "no answer"
		}
		l.mu.Lock()
		defer l.mu.Unlock()
		if l.attacked == nil {
			l.attacked = map[string]int{}
		}
		l.attacked[became]++
	})
}

func (l *loader) report(out io.Writer, took, cpu time.Duration, memory, logged int64, versions int) {
	failed := 0
	for _, n := range l.failures {
		failed += n
	}
	fmt.Fprintf(out, "%d requests in %v, %d failed\n", len(l.times)+failed, took.Round(time.Second), failed)
	for _, failure := range sortedKeys(l.failures) {
		fmt.Fprintf(out, "  %d x %s\n", l.failures[failure], failure)
	}
	fmt.Fprintf(out, "answers:  %s\nnoise:    %s\n", quantiles(l.times), quantiles(l.idle))
	fmt.Fprintf(out, "attacks:  %v (by status)\n", l.attacked)
	fmt.Fprintf(out, "versions: %d loaded, %d seen, %d answers with two versions in one\n", versions, len(l.seen), l.mixed)
	fmt.Fprintf(out, "server:   %.0f %% of one core, at most %d MiB, %d kB logged\n", 100*cpu.Seconds()/took.Seconds(), memory>>20, logged>>10)
}

func sortedKeys(m map[string]int) []string {
	var keys []string
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

func quantiles(times []time.Duration) string {
	if len(times) == 0 {
		return "none"
	}
	slices.Sort(times)
	at := func(q float64) time.Duration {
		return times[min(len(times)-1, int(q*float64(len(times))))].Round(10 * time.Microsecond)
	}
	return fmt.Sprintf("p50 %v, p95 %v, p99 %v, p99.9 %v, most %v", at(0.5), at(0.95), at(0.99), at(0.999), at(1))
}
