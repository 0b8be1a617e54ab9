// Command handler sets the server beside the barest handler that answers the same question, made of net/http,
// encoding/json and the engine:
//
//	go run ./dev/bench/handler [-rounds N] [-requests N] [-program FILE]...
//
// Both are processes of their own on loopback, asked the same pairs of roles in turn over one connection, and their answers
// are compared. Several programs, such as the commit's before, take turns with one another, too. What counts is the processor time of the server's process. It prints requests per
// second of it and the share that the server has of the bare handler's. It fails on no figure. Linux only.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"reflect"
	"slices"
	"syscall"
	"time"

	"noboru/data"
	"noboru/graph"
	"noboru/internal/testkit/measured"
	"noboru/store/snapshots"
)

const document = `query Path($input: PathInput!) {
  path(input: $input) {
    ... on PathFound {
      objective
      path {
        roles { code name { ja en } total }
        steps { from { code } to { code } correlation climb }
        totals { steps distance steepestClimb }
      }
    }
  }
}`

// request is what both are sent.
type request struct {
	Query     string `json:"query"`
	Variables struct {
		Input struct {
			From struct {
				Role string `json:"role"`
			} `json:"from"`
			To struct {
				Role string `json:"role"`
			} `json:"to"`
		} `json:"input"`
	} `json:"variables"`
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	var err error
	if len(os.Args) > 1 && os.Args[1] == "serve" { // as package measured starts a server
		err = serveBare(ctx)
	} else {
		rounds := flag.Int("rounds", 7, "how often each server is measured")
		requests := flag.Int("requests", 5000, "requests that each is sent a round")
		var programs []string
		flag.Func("program", "a program to measure, any number of them (default: built from the working tree)", func(file string) error {
			programs = append(programs, file)
			return nil
		})
		flag.Parse()
		err = run(ctx, *rounds, *requests, programs)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "handler:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, rounds, requests int, programs []string) error {
	if len(programs) == 0 {
		dir, err := os.MkdirTemp("", "noboru-handler")
		if err != nil {
			return err
		}
		defer os.RemoveAll(dir)
		program := filepath.Join(dir, "noboru")
		build := exec.CommandContext(ctx, "go", "build", "-o", program, ".")
		build.Stderr = os.Stderr
		if err := build.Run(); err != nil {
			return fmt.Errorf("building the program: %w", err)
		}
		programs = []string{program}
	}
	self, err := os.Executable()
	if err != nil {
		return err
	}
	bodies, err := questions(requests)
	if err != nil {
		return err
	}
	sides := []*side{{name: "net/http and encoding/json", program: self}}
	for _, program := range programs {
		name := "GraphQL"
		if len(programs) > 1 {
			name += ", " + filepath.Base(program)
		}
		sides = append(sides, &side{name: name, program: program})
	}
	for _, s := range sides {
		if s.server, err = measured.Start(ctx, s.program); err != nil {
			return err
		}
		defer s.server.Terminate(5 * time.Second)
	}
	if err := compare(ctx, sides, bodies[:50]); err != nil {
		return err
	}
	for range rounds {
		for _, s := range sides {
			before := s.server.CPU()
			for _, body := range bodies {
				if _, err := s.ask(ctx, body); err != nil {
					return err
				}
			}
			s.rates = append(s.rates, float64(requests)/(s.server.CPU()-before).Seconds())
		}
	}
	report(sides)
	return nil
}

// questions are the bodies of requests, each about two roles some way apart.
func questions(n int) ([][]byte, error) {
	g, err := snapshots.Decode("security-roles.snapshot", data.Snapshot)
	if err != nil {
		return nil, err
	}
	var bodies [][]byte
	planner := graph.NewPlanner(g)
	for i := 0; len(bodies) < n; i++ {
		from, to := i*37%g.Len(), (i*53+11+i/g.Len())%g.Len()
		if path, found, err := planner.Path(context.Background(), graph.Question{From: []int{from}, To: []int{to}}); err != nil || !found || path.Cost.Steps == 0 {
			continue
		}
		var r request
		r.Query = document
		r.Variables.Input.From.Role, r.Variables.Input.To.Role = g.Dataset().Role(from).Code, g.Dataset().Role(to).Code
		body, err := json.Marshal(r)
		if err != nil {
			return nil, err
		}
		bodies = append(bodies, body)
	}
	return bodies, nil
}

// side is a server that is measured.
type side struct {
	name, program string
	server        *measured.Server
	rates         []float64 // requests a second of processor time, a round each
}

func (s *side) ask(ctx context.Context, body []byte) ([]byte, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, s.server.URL+"/graphql", bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Accept-Encoding", "identity")
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	if err == nil && response.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s answers %s: %s", s.name, response.Status, answer)
	}
	return answer, err
}

// compare asks all sides the same and wants equal answers.
func compare(ctx context.Context, sides []*side, bodies [][]byte) error {
	for _, body := range bodies {
		answers := make([]any, len(sides))
		for i, s := range sides {
			answer, err := s.ask(ctx, body)
			if err != nil {
				return err
			}
			if err := json.Unmarshal(answer, &answers[i]); err != nil {
				return fmt.Errorf("%s: %w", s.name, err)
			}
		}
		for _, answer := range answers[1:] {
			if !reflect.DeepEqual(answers[0], answer) {
				return fmt.Errorf("two answers to %s:\n%v\n%v", body, answers[0], answer)
			}
		}
	}
	return nil
}

func report(sides []*side) {
	fmt.Println("| server | requests per second of processor time, most | median | share of the bare handler's, most | median |\n| --- | --- | --- | --- | --- |")
	for _, s := range sides {
		slices.Sort(s.rates)
	}
	last := len(sides[0].rates) - 1
	for _, s := range sides {
		most, median := s.rates[last], s.rates[last/2]
		fmt.Printf("| %s | %.0f | %.0f | %.2f | %.2f |\n", s.name, most, median, most/sides[0].rates[last], median/sides[0].rates[last/2])
	}
}
