// Command compare sets the benchmarks of a package at two commits beside each other:
//
//	go run ./dev/bench/compare [-bench REGEXP] [-rounds N] [-package ./graph] BASE [OTHER]
//
// BASE and OTHER are commits; without OTHER it is the working tree. Each is built once, and the two run in
// turn, so that what else the machine does meets both. It prints, of each benchmark that both have, the least and
// the median time of an operation and their ratios, base / other: above 1 the other is faster. It reports and
// never fails on a figure.
package main

import (
	"bufio"
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"syscall"
)

func main() {
	bench := flag.String("bench", "Path", "which benchmarks, as go test takes it")
	rounds := flag.Int("rounds", 5, "how often each commit runs")
	pkg := flag.String("package", "./graph", "the package")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM) // leaves no checkout behind
	err := run(ctx, *bench, *rounds, *pkg, flag.Args())
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "compare:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, bench string, rounds int, pkg string, commits []string) error {
	if len(commits) < 1 || len(commits) > 2 || rounds < 1 {
		return fmt.Errorf("got %q and %d rounds, want BASE [OTHER] and 1 round or more", commits, rounds)
	}
	dir, err := os.MkdirTemp("", "compare")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	sides := []*side{{name: commits[0]}, {name: "working tree"}}
	if len(commits) == 2 {
		sides[1].name = commits[1]
	}
	for i, s := range sides {
		tree := "."
		if i < len(commits) {
			tree = filepath.Join(dir, fmt.Sprint("tree", i))
			if err := command(ctx, ".", "git", "worktree", "add", "--detach", tree, commits[i]).Run(); err != nil {
				return fmt.Errorf("checking out %s: %w", commits[i], err)
			}
			defer command(context.WithoutCancel(ctx), ".", "git", "worktree", "remove", "--force", tree).Run()
		}
		s.binary, s.folder, s.times = filepath.Join(dir, fmt.Sprint("test", i)), filepath.Join(tree, pkg), map[string][]float64{}
		if err := command(ctx, tree, "go", "test", "-c", "-o", s.binary, pkg).Run(); err != nil {
			return fmt.Errorf("building %s: %w", s.name, err)
		}
	}
	for range rounds {
		for _, s := range sides {
			if err := s.measure(ctx, bench); err != nil {
				return fmt.Errorf("running %s: %w", s.name, err)
			}
		}
	}
	report(sides[0], sides[1])
	return nil
}

// side is one of the two that are compared.
type side struct {
	name, binary, folder string
	order                []string             // of benchmarks
	times                map[string][]float64 // of an operation, in ns, a round each
}

// result matches a line of go test -bench.
var result = regexp.MustCompile(`^(Benchmark\S+?)(?:-\d+)?\s+\d+\s+([0-9.]+) ns/op`)

func (s *side) measure(ctx context.Context, bench string) error {
	cmd := command(ctx, s.folder, s.binary, "-test.run", "^$", "-test.bench", bench, "-test.benchtime", "200ms")
	var out bytes.Buffer
	cmd.Stdout = &out
	if err := cmd.Run(); err != nil {
		return err
	}
	for lines := bufio.NewScanner(&out); lines.Scan(); {
		if m := result.FindStringSubmatch(lines.Text()); m != nil {
			ns, err := strconv.ParseFloat(m[2], 64)
			if err != nil {
				return err
			}
			if len(s.times[m[1]]) == 0 {
				s.order = append(s.order, m[1])
			}
			s.times[m[1]] = append(s.times[m[1]], ns)
		}
	}
	return nil
}

func report(base, other *side) {
	fmt.Printf("| benchmark | %s, min ns | median | %s, min ns | median | ratio, min | median |\n| --- | --- | --- | --- | --- | --- | --- |\n", base.name, other.name)
	for _, name := range base.order {
		a, b := base.times[name], other.times[name]
		if len(b) == 0 {
			continue
		}
		slices.Sort(a)
		slices.Sort(b)
		fmt.Printf("| %s | %.0f | %.0f | %.0f | %.0f | %.2f | %.2f |\n", name, a[0], a[len(a)/2], b[0], b[len(b)/2], a[0]/b[0], a[len(a)/2]/b[len(b)/2])
	}
}

func command(ctx context.Context, dir, name string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Dir, cmd.Stderr = dir, os.Stderr
	return cmd
}
