// Command costs asks each kind of question as dearly as the guard lets it pass, on the bundled dataset and on
// made-up ones, and writes what the guard estimated beside what answering took: docs/reliability.md has its table.
//
//	go run ./dev/costs
//
// A question is asked under as many names as the limits allow. CPU is the process's own; of some runs with
// other roles each, the dearest counts.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"runtime"
	"strings"
	"syscall"
	"text/tabwriter"
	"time"

	"noboru/data"
	"noboru/graph"
	"noboru/internal/guard"
	"noboru/internal/httpapi"
	"noboru/internal/serving"
	"noboru/internal/testkit/madeup"
	"noboru/loader"
	"noboru/resolvers"
)

func main() {
	runs := flag.Int("runs", 5, "how often each question is asked, with other roles each time")
	only := flag.String("only", "", "questions whose name has this")
	most := flag.Duration("most", 0, "the CPU that a request may be estimated at, the default where it is 0: to see what refused questions take")
	flag.Parse()
	if err := run(context.Background(), *runs, *only, guard.Limits{Cost: int(most.Microseconds())}, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "costs:", err)
		os.Exit(1)
	}
}

// table is a dataset that is asked about.
type table struct {
	name    string
	dataset func() (*graph.Dataset, error)
}

func tables(ctx context.Context) []table {
	return []table{
		{"129", func() (*graph.Dataset, error) {
			d, _, err := loader.LoadFS(ctx, data.Files, "security-roles/manifest.json", loader.Options{})
			return d, err
		}},
		{"1,000", func() (*graph.Dataset, error) { return inFamilies(1_000, 0, 0) }},
		{"1,000 dense", func() (*graph.Dataset, error) { return inFamilies(1_000, 800_000, 0) }},
		{"10,000", func() (*graph.Dataset, error) { return inFamilies(10_000, 0, 10) }},
	}
}

// families is how many a made-up dataset has.
const families = 30

// inFamilies is a made-up dataset whose roles stand in families. With a threshold, every edge over it is kept.
func inFamilies(roles int, threshold graph.Similarity, topK int) (*graph.Dataset, error) {
	d, err := madeup.Dataset(roles)
	if err != nil {
		return nil, err
	}
	spec := graph.Spec{
		Name: d.Name() + "-families", Illustrative: true, Measure: d.Measure(), Threshold: d.Threshold(), TopK: d.TopK(),
		MaxScore: d.MaxScore(), Skills: d.Skills(), Roles: append([]graph.Role(nil), d.Roles()...),
	}
	if threshold > 0 {
		spec.Threshold, spec.TopK = threshold, topK
	}
	for f := range families {
		code := fmt.Sprintf("F%02d", f)
		spec.Families = append(spec.Families, graph.Family{ID: "family-" + code, Code: code, Name: graph.Name{Text: graph.Text{En: "family " + code}}})
	}
	for i := range spec.Roles {
		spec.Roles[i].Family = spec.Families[i%families].Code
	}
	return graph.NewDataset(spec)
}

func run(ctx context.Context, runs int, only string, limits guard.Limits, out io.Writer) error {
	all := tables(ctx)
	asked := questions()
	cells := make([][]string, len(asked))
	for _, t := range all {
		d, err := t.dataset()
		if err != nil {
			return err
		}
		a, err := newAsker(ctx, d, limits)
		if err != nil {
			return err
		}
		for i, q := range asked {
			if !strings.Contains(q.name, only) {
				continue
			}
			dearest, err := a.dearest(ctx, q, runs)
			if err != nil {
				return fmt.Errorf("%s: %w", q.name, err)
			}
			cells[i] = append(cells[i], dearest.String())
		}
	}
	w := tabwriter.NewWriter(out, 0, 0, 1, ' ', 0)
	fmt.Fprint(w, "| question\t")
	for _, t := range all {
		fmt.Fprintf(w, "| %s\t", t.name)
	}
	fmt.Fprintf(w, "|\n| ---\t%s|\n", strings.Repeat("| ---\t", len(all)))
	for i, q := range asked {
		if cells[i] != nil {
			fmt.Fprintf(w, "| %s\t| %s\t|\n", q.name, strings.Join(cells[i], "\t| "))
		}
	}
	return w.Flush()
}

// asker asks one dataset.
type asker struct {
	api     http.Handler
	guard   *guard.Guard
	costs   guard.Costs
	dataset *graph.Dataset
}

func newAsker(ctx context.Context, d *graph.Dataset, limits guard.Limits) (*asker, error) {
	g, err := graph.Build(ctx, d)
	if err != nil {
		return nil, err
	}
	snapshot := serving.NewSnapshot(g, "costs", time.Unix(0, 0))
	return &asker{
		api:     httpapi.New(serving.NewLive(snapshot), httpapi.Options{Logger: slog.New(slog.DiscardHandler), Timeout: time.Minute, MaxAnswer: 1 << 20, Limits: limits}),
		guard:   guard.New(resolvers.NewSchema().Schema(), limits, "ProfileInput"),
		costs:   resolvers.Costs(snapshot),
		dataset: d,
	}, nil
}

// cost is of the dearest request that was let pass.
type cost struct {
	times         int // that the question stands in it
	estimated     time.Duration
	spent         time.Duration
	refused       bool // it is not let pass even once
	answerTooLong bool
}

func (c cost) String() string {
	switch {
	case c.refused:
		return fmt.Sprintf("refused: %d ms", c.estimated.Milliseconds())
	case c.answerTooLong:
		return fmt.Sprintf("%d x: %d of %d ms, 1 MiB", c.times, c.spent.Milliseconds(), c.estimated.Milliseconds())
	default:
		return fmt.Sprintf("%d x: %d of %d ms", c.times, c.spent.Milliseconds(), c.estimated.Milliseconds())
	}
}

// dearest asks a question under as many names as are let pass, several times with other roles.
func (a *asker) dearest(ctx context.Context, q question, runs int) (most cost, err error) {
	random := rand.New(rand.NewPCG(1, 2))
	limits := a.guard.Limits()
	for range runs {
		// The largest number of names that passes, by halving.
		least, over := 0, limits.RootFields+1
		var passes string
		var estimated int
		for least+1 < over {
			n := (least + over) / 2
			document := a.document(q, n, random)
			checked, err := a.guard.Check(ctx, guard.Request{Query: document}, a.costs)
			var refusal *guard.Refusal
			switch {
			case err == nil:
				least, passes, estimated = n, document, checked.Cost
			case errors.As(err, &refusal):
				over = n
				if n == 1 {
					most.estimated = time.Duration(refusal.Got) * time.Microsecond
				}
			default:
				return most, fmt.Errorf("%w: %.400s", err, document)
			}
		}
		if least == 0 {
			most.refused = true
			return most, nil
		}
		spent, tooLong, err := a.ask(ctx, passes)
		if err != nil {
			return most, err
		}
		if spent > most.spent {
			most = cost{times: least, estimated: time.Duration(estimated) * time.Microsecond, spent: spent, answerTooLong: tooLong}
		}
	}
	return most, nil
}

func (a *asker) document(q question, n int, random *rand.Rand) string {
	var b strings.Builder
	b.WriteString("{")
	for i := range n {
		fmt.Fprintf(&b, "a%d: %s ", i, q.write(a.dataset, random))
	}
	return b.String() + "}"
}

// ask answers one request, and says what it took.
func (a *asker) ask(ctx context.Context, document string) (spent time.Duration, tooLong bool, err error) {
	body, err := json.Marshal(map[string]string{"query": document})
	if err != nil {
		return 0, false, err
	}
	r := httptest.NewRequestWithContext(ctx, http.MethodPost, "/graphql", bytes.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	runtime.GC()
	before := cpu()
	a.api.ServeHTTP(w, r)
	spent = cpu() - before
	said := w.Body.String()
	tooLong = strings.Contains(said, "ANSWER_TOO_LARGE")
	if w.Code != http.StatusOK || strings.Contains(said, `"INTERNAL"`) { // a question that cannot be asked so costs something, too
		return spent, false, fmt.Errorf("%.300s for %.300s", said, document)
	}
	return spent, tooLong, nil
}

func cpu() time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		panic(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}
