// Command start measures how long the program takes from its start to its first answer, as a multiple of
// what a hello-world Go program takes:
//
//	go run ./dev/bench/start [-rounds N] [-tables FOLDER] [-sizes 10000,100000]
//
// Every case is a process of its own, run in turn with all others; what counts is the processor time that the
// kernel charges the process (user and system, all threads), and beside it the time on the clock. Tables are O*NET's from
// FOLDER, left out where it is not there, and made-up ones. It reports and fails on no figure. Linux and macOS.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"noboru/dev/bench/measure"
	"noboru/internal/testkit/madeup"
	"noboru/loader"
)

func main() {
	rounds := flag.Int("rounds", 15, "how often each case runs; what takes seconds runs 3 times")
	tables := flag.String("tables", "../shared/data", "folder of public tables")
	sizes := flag.String("sizes", "10000,100000", "roles of the made-up tables")
	program := flag.String("program", "", "the program to measure (default: built from the working tree)")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM) // leaves no folder behind
	err := run(ctx, *rounds, *tables, *sizes, *program)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "start:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, rounds int, tables, sizes, program string) error {
	dir, err := os.MkdirTemp("", "noboru-start")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	if err := os.Setenv("CGO_ENABLED", "0"); err != nil { // as releases are built
		return err
	}
	hello := filepath.Join(dir, "hello-world")
	if err := output(ctx, "go", "build", "-o", hello, "./dev/bench/start/hello"); err != nil {
		return err
	}
	if program == "" {
		program = filepath.Join(dir, "noboru")
		if err := output(ctx, "go", "build", "-o", program, "."); err != nil {
			return err
		}
	}
	cases := []*timed{
		{name: "hello-world", args: []string{hello}},
		{name: "`version`", args: []string{program, "version"}},
		{name: "`help path`", args: []string{program, "help", "path"}},
		{name: "`path`, bundled dataset", args: []string{program, "path", "SOC-OPERATOR", "SOC-ANALYST"}},
		{name: "`path --json`, bundled dataset", args: []string{program, "path", "SOC-OPERATOR", "SOC-ANALYST", "--json"}},
	}
	if onet := filepath.Join(tables, "onet", "onet30_skills_lv.csv"); exists(onet) {
		cases = append(cases, &timed{name: "`path`, O\\*NET's CSV, 894 roles", args: []string{program, "path", "11-1011.00", "13-2011.00", "--threshold", "0.9", "--data", onet}})
	}
	for _, size := range strings.Split(sizes, ",") {
		n, err := strconv.Atoi(size)
		if err != nil {
			return fmt.Errorf("got -sizes %q, want numbers of roles: %w", sizes, err)
		}
		more, err := madeUp(ctx, program, filepath.Join(dir, size), n)
		if err != nil {
			return err
		}
		cases = append(cases, more...)
	}
	for _, c := range cases { // once for the file system, and to see which take long
		if err := c.run(ctx); err != nil {
			return err
		}
	}
	slow := func(c *timed) bool { return c.cpu[0] > 2*time.Second }
	for round := range rounds {
		for _, c := range cases {
			if slow(c) && round >= 3 {
				continue
			}
			if err := c.run(ctx); err != nil {
				return err
			}
		}
	}
	report(cases)
	return nil
}

// madeUp writes a table of n roles and the same in a store with a snapshot, and asks each for a path.
func madeUp(ctx context.Context, program, dir string, n int) ([]*timed, error) {
	d, err := madeup.Dataset(n)
	if err != nil {
		return nil, err
	}
	if err := loader.Write(ctx, dir, d); err != nil {
		return nil, err
	}
	store := filepath.Join(dir, "store")
	if err := output(ctx, program, "load", dir, "--store", store); err != nil {
		return nil, err
	}
	first, last := d.Roles()[0].Code, d.Roles()[n-1].Code
	return []*timed{
		{name: fmt.Sprintf("`path`, CSV, %d roles", n), args: []string{program, "path", first, last, "--data", dir}},
		{name: fmt.Sprintf("`path`, snapshot, %d roles", n), args: []string{program, "path", first, last, "--store", store}},
	}, nil
}

// timed is a command and what each of its runs took.
type timed struct {
	name       string
	args       []string
	cpu, clock []time.Duration
}

func (c *timed) run(ctx context.Context) error {
	cmd := exec.CommandContext(ctx, c.args[0], c.args[1:]...)
	var said strings.Builder
	cmd.Stderr = &said
	began := time.Now()
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("running %q: %w\n%s", c.args, err, said.String())
	}
	c.clock = append(c.clock, time.Since(began))
	c.cpu = append(c.cpu, cmd.ProcessState.UserTime()+cmd.ProcessState.SystemTime())
	return nil
}

func report(cases []*timed) {
	fmt.Println("| from start to answer | processor time, min ms | median | x hello-world, min | median | on the clock, min ms | x hello-world |")
	fmt.Println("| --- | --- | --- | --- | --- | --- | --- |")
	ms := func(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }
	hello, helloClock := measure.TimesOf(cases[0].cpu), measure.TimesOf(cases[0].clock)
	for _, c := range cases {
		cpu, clock := measure.TimesOf(c.cpu), measure.TimesOf(c.clock)
		least, median := cpu.Over(hello)
		leastClock, _ := clock.Over(helloClock)
		fmt.Printf("| %s | %.1f | %.1f | %.1f | %.1f | %.1f | %.1f |\n", c.name, ms(cpu.Min), ms(cpu.Median), least, median, ms(clock.Min), leastClock)
	}
}

func output(ctx context.Context, name string, args ...string) error {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Stderr = os.Stderr
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("%s %s: %w", name, strings.Join(args, " "), err)
	}
	return nil
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}
