// Command neo4j asks the same questions of the engine, of Noboru's GraphQL over loopback, and of
// Neo4j over Bolt, in turn on the same graphs, and prints Markdown tables: how long each takes on the clock as a multiple of the
// engine (Neo4j is another process, so processor time of this one says nothing), and how fast a dataset is loaded.
//
// It reads NEO4J_URI, NEO4J_USERNAME and NEO4J_PASSWORD. GDS and APOC must be there: run it by
// `make bench-neo4j`. Sizes may be given as arguments (default: bundled, jobtag, 10000).
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"runtime"
	"strconv"
	"syscall"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"noboru/data"
	"noboru/dev/bench/measure"
	"noboru/graph"
	"noboru/internal/httpapi"
	"noboru/internal/serving"
	"noboru/internal/testkit/madeup"
	"noboru/loader"
	"noboru/store"
	"noboru/store/neo4jstore"
)

func main() {
	if err := run(context.Background(), os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "bench/neo4j:", err)
		os.Exit(1)
	}
}

const questions = 30

func run(ctx context.Context, names []string, out io.Writer) error {
	if len(names) == 0 {
		names = []string{"bundled", "jobtag", "10000"}
	}
	config := neo4jstore.Config{URI: os.Getenv("NEO4J_URI"), Username: os.Getenv("NEO4J_USERNAME"), Password: os.Getenv("NEO4J_PASSWORD"), ReadTimeout: 10 * time.Minute}
	keep, err := neo4jstore.Open(ctx, config)
	if err != nil {
		return err
	}
	defer keep.Close(ctx)
	driver, err := neo4j.NewDriverWithContext(config.URI, neo4j.BasicAuth(config.Username, config.Password, ""))
	if err != nil {
		return err
	}
	defer driver.Close(ctx)
	var loads bytes.Buffer
	fmt.Fprintln(out, "| dataset | roles | edges | question | asked of | min, x engine | median, x engine |\n| --- | --- | --- | --- | --- | --- | --- |")
	fmt.Fprintln(&loads, "\n| roles | nodes and relationships | load, rows a second | read back, roles a second | our peak memory |\n| --- | --- | --- | --- | --- |")
	for _, name := range names {
		d, err := dataset(ctx, name)
		if err != nil {
			return err
		}
		if d == nil {
			fmt.Fprintf(os.Stderr, "%s is left out: the public tables are absent\n", name)
			continue
		}
		if err := compare(ctx, out, &loads, keep, driver, d); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		if err := keep.Drop(ctx, d.Name(), store.DropOptions{}); err != nil {
			return err
		}
	}
	_, err = out.Write(loads.Bytes())
	return err
}

// dataset is the bundled one, job tag, or made up with so many roles; nil where it is absent.
func dataset(ctx context.Context, name string) (*graph.Dataset, error) {
	switch name {
	case "bundled":
		d, _, err := loader.LoadFS(ctx, data.Files, "security-roles/manifest.json", loader.Options{})
		return d, err
	case "jobtag":
		if _, err := os.Stat("../shared/data/jobtag"); err != nil {
			return nil, nil
		}
		d, _, err := loader.Load(ctx, "examples/tables/jobtag.manifest.json", loader.Options{Root: ".."})
		return d, err
	}
	n, err := strconv.Atoi(name)
	if err != nil {
		return nil, fmt.Errorf("%q is no dataset: want bundled, jobtag or a number of roles", name)
	}
	return madeup.Dataset(n)
}

// rival answers a question from one role to another; the answer is its cost, to be compared.
type rival struct {
	name string
	ask  func(ctx context.Context, from, to int) (cost int64, err error)
}

func compare(ctx context.Context, out, loads io.Writer, keep *neo4jstore.Store, driver neo4j.DriverWithContext, d *graph.Dataset) error {
	g, err := graph.Build(ctx, d)
	if err != nil {
		return err
	}
	if err := loadAndRead(ctx, loads, keep, d, g); err != nil {
		return err
	}
	server := httptest.NewServer(httpapi.New(serving.NewLive(serving.NewSnapshot(g, "bench", time.Now())), httpapi.Options{Logger: slog.New(slog.DiscardHandler)}))
	defer server.Close()
	b := &bolt{driver: driver, data: d}
	if err := b.project(ctx); err != nil {
		return err
	}
	defer b.unproject(context.WithoutCancel(ctx))

	p := graph.NewPlanner(g)
	engine := func(o graph.Objective) rival {
		return rival{"engine", func(ctx context.Context, from, to int) (int64, error) {
			path, _, err := p.Path(ctx, graph.Question{From: []int{from}, To: []int{to}, Objective: o})
			return first(path.Cost, o), err
		}}
	}
	gql := func(o graph.Objective) rival {
		return rival{"GraphQL", func(ctx context.Context, from, to int) (int64, error) {
			return askGraphQL(ctx, server.URL+"/graphql", d.Role(from).Code, d.Role(to).Code, o)
		}}
	}
	for _, c := range []struct {
		question string
		rivals   []rival
	}{
		{"fewest steps", []rival{
			engine(graph.FewestSteps), gql(graph.FewestSteps),
			{"Cypher SHORTEST 1", b.ask(`MATCH p = SHORTEST 1 (a:Role {id: $from})-[:CORRELATES]->+(b:Role {id: $to}) RETURN length(p) AS cost`)},
		}},
		{"gentlest", []rival{
			engine(graph.Gentlest), gql(graph.Gentlest),
			{"APOC Dijkstra", b.ask(`MATCH (a:Role {id: $from}), (b:Role {id: $to}) CALL apoc.algo.dijkstra(a, b, 'CORRELATES>', 'gentlestCost') YIELD weight RETURN toInteger(weight) AS cost`)},
			{"GDS Dijkstra", b.ask(`MATCH (a:Role {id: $from}), (b:Role {id: $to}) CALL gds.shortestPath.dijkstra.stream('bench', {sourceNode: a, targetNode: b, relationshipWeightProperty: 'gentlestCost'}) YIELD totalCost RETURN toInteger(totalCost) AS cost`)},
		}},
		{"5 alternatives, gentlest", []rival{
			{"engine", func(ctx context.Context, from, to int) (sum int64, err error) {
				answer, err := p.Alternatives(ctx, graph.Question{From: []int{from}, To: []int{to}}, 5, nil)
				for _, path := range answer.Paths {
					sum += path.Cost.Climbing
				}
				return sum, err
			}},
			{"GDS Yen", b.ask(`MATCH (a:Role {id: $from}), (b:Role {id: $to}) CALL gds.shortestPath.yens.stream('bench', {sourceNode: a, targetNode: b, k: 5, relationshipWeightProperty: 'gentlestCost'}) YIELD totalCost RETURN toInteger(sum(totalCost)) AS cost`)},
		}},
	} {
		if err := race(ctx, out, c.question, c.rivals, g); err != nil {
			return err
		}
	}
	return nil
}

// race asks every rival the same seeded pairs in turn and prints how many times longer each takes than the first.
// Costs must be the same.
func race(ctx context.Context, out io.Writer, question string, rivals []rival, g *graph.Graph) error {
	random := rand.New(rand.NewPCG(5, 5))
	largest := g.Components()[0]
	times := make([][]time.Duration, len(rivals))
	for i := range questions + 3 {
		from := largest[random.IntN(len(largest))]
		to := from
		for to == from {
			to = largest[random.IntN(len(largest))]
		}
		var want int64
		for r, rival := range rivals {
			start := time.Now()
			cost, err := rival.ask(ctx, from, to)
			took := time.Since(start)
			if err != nil {
				return fmt.Errorf("%s: %w", rival.name, err)
			}
			if r == 0 {
				want = cost
			} else if cost != want {
				return fmt.Errorf("%s, %d to %d: %s says %d, %s says %d", question, from, to, rivals[0].name, want, rival.name, cost)
			}
			if i >= 3 { // the first few warm caches and plans
				times[r] = append(times[r], took)
			}
		}
	}
	ours := measure.TimesOf(times[0])
	for r, rival := range rivals[1:] {
		least, median := measure.TimesOf(times[r+1]).Over(ours)
		fmt.Fprintf(out, "| %s | %d | %d | %s | %s | %.1f | %.1f |\n", g.Dataset().Name(), g.Len(), g.EdgeCount(), question, rival.name, least, median)
	}
	return nil
}

func first(c graph.Cost, o graph.Objective) int64 {
	if o == graph.FewestSteps {
		return int64(c.Steps)
	}
	return c.Climbing
}

func askGraphQL(ctx context.Context, url, from, to string, o graph.Objective) (int64, error) {
	const query = `query($from: String!, $to: String!, $objective: Objective!) {
		path(input: {from: {role: $from}, to: {role: $to}, objective: $objective}) {
			... on PathFound { path { roles { code name { ja en } total } steps { correlation climb drop gap } cost { climbing steps } } }
		}
	}`
	body, err := json.Marshal(map[string]any{"query": query, "variables": map[string]any{"from": from, "to": to, "objective": o}})
	if err != nil {
		return 0, err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, url, bytes.NewReader(body))
	if err != nil {
		return 0, err
	}
	request.Header.Set("Content-Type", "application/json")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return 0, err
	}
	defer response.Body.Close()
	var answer struct {
		Data struct {
			Path struct {
				Path struct {
					Cost struct {
						Climbing json.Number
						Steps    int64
					}
				}
			}
		}
		Errors []struct{ Message string }
	}
	if err := json.NewDecoder(response.Body).Decode(&answer); err != nil {
		return 0, err
	}
	if len(answer.Errors) > 0 {
		return 0, fmt.Errorf("GraphQL: %s", answer.Errors[0].Message)
	}
	cost := answer.Data.Path.Path.Cost
	if o == graph.FewestSteps {
		return cost.Steps, nil
	}
	squares, err := cost.Climbing.Float64()
	return int64(squares*1e6 + 0.5), err
}

// bolt asks Neo4j about one dataset.
type bolt struct {
	driver neo4j.DriverWithContext
	data   *graph.Dataset
}

func (b *bolt) query(ctx context.Context, cypher string, params map[string]any) (*neo4j.EagerResult, error) {
	return neo4j.ExecuteQuery(ctx, b.driver, cypher, params, neo4j.EagerResultTransformer)
}

func (b *bolt) ask(cypher string) func(context.Context, int, int) (int64, error) {
	return func(ctx context.Context, from, to int) (int64, error) {
		result, err := b.query(ctx, cypher, map[string]any{"from": b.data.Role(from).ID, "to": b.data.Role(to).ID})
		if err != nil {
			return 0, err
		}
		if len(result.Records) == 0 {
			return 0, fmt.Errorf("no answer from Neo4j")
		}
		cost, _, err := neo4j.GetRecordValue[int64](result.Records[0], "cost")
		return cost, err
	}
}

func (b *bolt) project(ctx context.Context) error {
	_, err := b.query(ctx, `MATCH (a:Role {dataset: $name})-[c:CORRELATES]->(b:Role {dataset: $name})
		WITH gds.graph.project('bench', a, b, {relationshipProperties: c {.gentlestCost}}) AS g RETURN g.nodeCount`, map[string]any{"name": b.data.Name()})
	return err
}

func (b *bolt) unproject(ctx context.Context) {
	if _, err := b.query(ctx, `CALL gds.graph.drop('bench', false) YIELD graphName RETURN graphName`, nil); err != nil {
		fmt.Fprintln(os.Stderr, "dropping the projection:", err)
	}
}

// loadAndRead writes the dataset, reads it back, and prints rows a second and our peak memory.
func loadAndRead(ctx context.Context, out io.Writer, keep *neo4jstore.Store, d *graph.Dataset, g *graph.Graph) error {
	rows := len(d.Roles()) + len(d.Roles())*len(d.Skills()) + 2*g.EdgeCount()
	start := time.Now()
	if _, err := keep.Save(ctx, d, store.SaveOptions{}); err != nil {
		return err
	}
	saved := time.Since(start)
	start = time.Now()
	if _, err := keep.Load(ctx, d.Name()); err != nil {
		return err
	}
	loaded := time.Since(start)
	var usage syscall.Rusage
	peak := "not known on " + runtime.GOOS
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err == nil && runtime.GOOS == "linux" {
		peak = fmt.Sprintf("%d MiB", usage.Maxrss/1024)
	}
	fmt.Fprintf(out, "| %d | %d | %.0f | %.0f | %s |\n", len(d.Roles()), rows, float64(rows)/saved.Seconds(), float64(len(d.Roles()))/loaded.Seconds(), peak)
	return nil
}
