// Command attack sends each of the hostile requests, GraphQL and bare bytes, to a server of its own, one after
// the other, and writes a table of what they cost it: CPU, bytes of the answer, bytes logged, and the growth of
// its memory.
//
//	go run ./dev/attack -program ./noboru
//	go run ./dev/attack -program ./noboru -only "Accept" -program OLDER -- --data roles.csv
//
// Everything stays on loopback; each request is sent once, and ends after half a minute.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strings"
	"text/tabwriter"
	"time"

	"noboru/internal/testkit/hostile"
	"noboru/internal/testkit/measured"
)

// longest is how long one request may take.
const longest = 30 * time.Second

type programs []string

func (p *programs) String() string { return strings.Join(*p, " ") }

func (p *programs) Set(path string) error {
	*p = append(*p, path)
	return nil
}

func main() {
	var tested programs
	flag.Var(&tested, "program", "the program to test; may be given again, to compare")
	only := flag.String("only", "", "those whose name has this")
	flag.Parse()
	if err := run(context.Background(), tested, *only, flag.Args(), os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "attack:", err)
		os.Exit(1)
	}
}

// cost is what one request cost a server.
type cost struct {
	status               string
	cpu                  time.Duration
	answer, logged, grew int64
}

func (c cost) String() string {
	return fmt.Sprintf("%s\t%v\t%s\t%s\t%s", c.status, c.cpu, size(c.answer), size(c.logged), size(c.grew))
}

// attack is one of them.
type attack struct {
	name string
	size int // bytes
	send func(ctx context.Context, url string) (answer, error)
}

func attacks() ([]attack, error) {
	var all []attack
	for _, request := range hostile.Requests() {
		body, err := json.Marshal(map[string]any{"query": request.Query, "variables": request.Variables})
		if err != nil {
			return nil, err
		}
		all = append(all, attack{request.Name, len(body), func(ctx context.Context, url string) (answer, error) { return post(ctx, url, body) }})
	}
	for _, wire := range hostile.Wires() {
		all = append(all, attack{wire.Name, len(wire.Bytes), func(ctx context.Context, url string) (answer, error) { return bare(ctx, url, wire.Bytes) }})
	}
	return all, nil
}

func run(ctx context.Context, tested programs, only string, args []string, out io.Writer) error {
	if len(tested) == 0 {
		return errors.New("which -program?")
	}
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprint(table, "request\tbytes")
	for range tested {
		fmt.Fprint(table, "\tstatus\tCPU\tanswer\tlog\tmemory")
	}
	fmt.Fprintln(table)
	all, err := attacks()
	if err != nil {
		return err
	}
	for _, a := range all {
		if !strings.Contains(a.name, only) {
			continue
		}
		fmt.Fprintf(table, "%s\t%d", a.name, a.size)
		for _, program := range tested {
			c, err := once(ctx, program, args, a)
			if err != nil {
				return err
			}
			fmt.Fprintf(table, "\t%v", c)
		}
		fmt.Fprintln(table)
	}
	return table.Flush()
}

// once starts a server, sends it one request, and waits until it rests again.
func once(ctx context.Context, program string, args []string, a attack) (c cost, err error) {
	server, err := measured.Start(ctx, program, args...)
	if err != nil {
		return c, err
	}
	defer func() {
		if _, stopped := server.Terminate(longest); err == nil && stopped != nil && c.status != "none" {
			err = stopped
		}
	}()
	if _, err := post(ctx, server.URL, []byte(`{"query":"{dataset{name}}"}`)); err != nil {
		return c, err
	}
	settle(server)
	_, before := server.Memory()
	spent, logged := server.CPU(), server.Logged()
	answer, err := a.send(ctx, server.URL)
	c.status = "none"
	if err == nil {
		c.status, c.answer = answer.status, answer.bytes
	}
	settle(server) // what goes on after the client has left counts, too
	_, after := server.Memory()
	c.cpu, c.logged, c.grew = server.CPU()-spent, server.Logged()-logged, after-before
	return c, nil
}

// settle waits until a server does nothing any more and its log is written, two minutes of its CPU at most.
func settle(server *measured.Server) {
	const pause = 150 * time.Millisecond // longer than a line of the log waits
	for began, last := server.CPU(), time.Duration(-1); server.CPU() != last && last-began <= 2*time.Minute; time.Sleep(pause) {
		last = server.CPU()
	}
}

type answer struct {
	status string
	bytes  int64
}

func post(ctx context.Context, url string, body []byte) (answer, error) {
	ctx, cancel := context.WithTimeout(ctx, longest)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, url+"/graphql", bytes.NewReader(body))
	if err != nil {
		return answer{}, err
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Accept", "application/graphql-response+json, application/json;q=0.9")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return answer{}, err
	}
	defer response.Body.Close()
	n, err := io.Copy(io.Discard, response.Body)
	return answer{fmt.Sprint(response.StatusCode), n}, err
}

// bare sends bytes as they are, and reads until the server has had enough.
func bare(ctx context.Context, url string, content []byte) (answer, error) {
	ctx, cancel := context.WithTimeout(ctx, longest)
	defer cancel()
	var dialer net.Dialer
	connection, err := dialer.DialContext(ctx, "tcp", strings.TrimPrefix(url, "http://"))
	if err != nil {
		return answer{}, err
	}
	defer connection.Close()
	defer context.AfterFunc(ctx, func() { _ = connection.Close() })()
	go func() {
		_, _ = connection.Write(content) // it may be cut short
		_ = connection.(*net.TCPConn).CloseWrite()
	}()
	said, err := io.ReadAll(connection)
	if len(said) > 0 {
		err = nil // what is not read of a request resets the connection
	}
	first, _, _ := strings.Cut(string(said), "\r\n")
	_, status, _ := strings.Cut(first, " ")
	return answer{status[:min(len(status), 3)], int64(len(said))}, err
}

// size writes a number of bytes shortly.
func size(bytes int64) string {
	switch {
	case bytes >= 10<<20:
		return fmt.Sprintf("%d MB", bytes>>20)
	case bytes >= 10<<10:
		return fmt.Sprintf("%d kB", bytes>>10)
	default:
		return fmt.Sprintf("%d B", bytes)
	}
}
