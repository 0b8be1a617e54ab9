// Command growth measures how what the engine does grows with the number of roles:
//
//	go run ./dev/bench/growth [-sizes 129,1000,10000,100000]
//
// For each size a made-up table of 24 skills, ten edges a role (topK), is written as CSV and read by a process of its
// own, which draws the graph and answers questions. It prints what each size took and the exponents: the slopes of
// straight lines through the logarithms, by least squares, over all sizes and over those from 10,000 roles up. 1,000,000
// roles take a CSV of 200 MB, 3 GiB of memory and some minutes. Linux.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"noboru/dev/bench/measure"
	"noboru/graph"
	"noboru/internal/testkit/madeup"
	"noboru/loader"
)

func main() {
	sizes := flag.String("sizes", "129,1000,10000,100000", "roles of the made-up tables")
	one := flag.String("table", "", "measure this folder's table in this process, and print JSON; what the command runs for each size")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM) // leaves no folder behind
	var err error
	if *one != "" {
		err = measureOne(ctx, *one)
	} else {
		err = run(ctx, *sizes)
	}
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "growth:", err)
		os.Exit(1)
	}
}

// figures of one size. Times are processor times in seconds; on the clock it is less with more than one processor.
type figures struct {
	Roles, Edges int
	Answer       float64 // from the start of the process to the first path, reading included
	Build        float64 // drawing the edges
	BuildClock   float64 // the same on the clock
	Search       float64 // one GENTLEST path, once all is warm
	Dataset      int64   // bytes that the dataset holds, before the edges are drawn
	Drawn        int64   // bytes that drawing the edges allocates, whether or not they are given back meanwhile
	Held         int64   // bytes that dataset, graph and planner hold in the end
	Peak         int64   // bytes: most that the process held at once, by the kernel's account
}

func run(ctx context.Context, sizes string) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	fmt.Println("| roles | edges | CSV to first path, s | drawing edges, s | on the clock, s | ns a pair | one path, µs | dataset, MiB | drawing allocates, x dataset | with graph and planner, MiB | x dataset | process at most, MiB |")
	fmt.Println("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |")
	var all []figures
	for _, size := range strings.Split(sizes, ",") {
		n, err := strconv.Atoi(size)
		if err != nil {
			return fmt.Errorf("got -sizes %q, want numbers of roles: %w", sizes, err)
		}
		f, err := apart(ctx, self, n)
		if err != nil {
			return fmt.Errorf("%d roles: %w", n, err)
		}
		all = append(all, f)
		f.print()
	}
	exponents("exponent, all sizes", all)
	large := slices.DeleteFunc(all, func(f figures) bool { return f.Roles < 10_000 }) // where fixed costs no longer matter
	exponents("exponent, from 10,000 roles", large)
	return nil
}

// apart measures a size in a process of its own, three times where that is quick, and takes the least of each figure.
func apart(ctx context.Context, self string, n int) (least figures, err error) {
	dir, err := os.MkdirTemp("", "noboru-growth")
	if err != nil {
		return figures{}, err
	}
	defer os.RemoveAll(dir)
	table := filepath.Join(dir, "table")
	if err := write(ctx, table, n); err != nil {
		return figures{}, err
	}
	debug.FreeOSMemory() // for the process that is measured
	for round := 0; round < 3 && (round == 0 || n <= 10_000); round++ {
		cmd := exec.CommandContext(ctx, self, "-table", table)
		cmd.Stderr = os.Stderr
		out, err := cmd.Output()
		if err != nil {
			return figures{}, err
		}
		var f figures
		if err := json.Unmarshal(out, &f); err != nil {
			return figures{}, err
		}
		if round == 0 {
			least = f
		}
		least.Answer, least.Build, least.BuildClock = min(least.Answer, f.Answer), min(least.Build, f.Build), min(least.BuildClock, f.BuildClock)
		least.Search, least.Held, least.Peak = min(least.Search, f.Search), min(least.Held, f.Held), min(least.Peak, f.Peak)
	}
	return least, nil
}

func write(ctx context.Context, dir string, n int) error {
	d, err := madeup.Dataset(n)
	if err != nil {
		return err
	}
	return loader.Write(ctx, dir, d)
}

func measureOne(ctx context.Context, dir string) error {
	d, _, err := loader.Load(ctx, dir, loader.Options{MaxBytes: 1 << 30, MaxCells: 100_000_000})
	if err != nil {
		return err
	}
	before := memory()
	var g *graph.Graph
	clock := time.Now()
	build := measure.Of(func() { g, err = graph.Build(ctx, d) })
	if err != nil {
		return err
	}
	f := figures{Roles: g.Len(), Edges: g.EdgeCount(), Build: build.Seconds(), BuildClock: time.Since(clock).Seconds(), Dataset: int64(before.HeapAlloc)}
	var after runtime.MemStats
	runtime.ReadMemStats(&after)
	f.Drawn = int64(after.TotalAlloc - before.TotalAlloc)
	p := graph.NewPlanner(g)
	random := rand.New(rand.NewPCG(3, 3))
	joined := g.Components()[0]
	ask := func(count int) {
		var path graph.Path
		for range count {
			from, to := joined[random.IntN(len(joined))], joined[random.IntN(len(joined))]
			if _, e := p.Find(ctx, graph.Question{From: []int{from}, To: []int{to}}, &path); e != nil {
				err = e
			}
		}
	}
	ask(1)
	f.Answer = measure.Processor().Seconds()
	count := max(20, 200_000/g.Len())
	ask(count)
	f.Search = measure.InTurn(5, func() { ask(count) })[0].Min.Seconds() / float64(count)
	f.Held = int64(memory().HeapAlloc)
	var u syscall.Rusage
	if e := syscall.Getrusage(syscall.RUSAGE_SELF, &u); e != nil {
		return e
	}
	f.Peak = u.Maxrss << 10
	runtime.KeepAlive(p)
	if err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(f)
}

// memory is what is held once nothing is left to collect.
func memory() (m runtime.MemStats) {
	runtime.GC()
	runtime.ReadMemStats(&m)
	return m
}

func (f figures) print() {
	pairs := float64(f.Roles) * float64(f.Roles-1) / 2
	mib := func(b int64) float64 { return float64(b) / (1 << 20) }
	fmt.Printf("| %d | %d | %.3f | %.3f | %.3f | %.2f | %.1f | %.1f | %.1f | %.1f | %.1f | %.0f |\n", f.Roles, f.Edges, f.Answer, f.Build, f.BuildClock, f.Build*1e9/pairs, f.Search*1e6,
		mib(f.Dataset), float64(f.Drawn)/float64(f.Dataset), mib(f.Held), float64(f.Held)/float64(f.Dataset), mib(f.Peak))
}

func exponents(name string, fs []figures) {
	if len(fs) < 2 {
		return
	}
	slope := func(of func(figures) float64) float64 { return exponent(fs, of) }
	fmt.Printf("| %s | %.2f | %.2f | %.2f | | | %.2f | %.2f | | %.2f | | %.2f |\n", name,
		slope(func(f figures) float64 { return float64(f.Edges) }), slope(func(f figures) float64 { return f.Answer }), slope(func(f figures) float64 { return f.Build }),
		slope(func(f figures) float64 { return f.Search }), slope(func(f figures) float64 { return float64(f.Dataset) }),
		slope(func(f figures) float64 { return float64(f.Held) }), slope(func(f figures) float64 { return float64(f.Peak) }))
}

// exponent is the slope of the line of least squares through the logarithms.
func exponent(fs []figures, of func(figures) float64) float64 {
	var x, y, xx, xy float64
	for _, f := range fs {
		a, b := math.Log(float64(f.Roles)), math.Log(of(f))
		x, y, xx, xy = x+a, y+b, xx+a*a, xy+a*b
	}
	n := float64(len(fs))
	return (n*xy - x*y) / (n*xx - x*x)
}
