// Command document runs the benchmarks that a document names and puts what they print into it:
//
//	go run ./dev/bench/document docs/benchmarks.md [TARGET...]
//
// A document names a target of the Makefile before and after its tables:
//
//	<!-- bench-peers -->
//	| ... |
//	<!-- end of bench-peers -->
//
// Without TARGET all that are named are run, in the order of the document. What fails, or prints nothing, is told, and its
// tables stay as they were. The noise of the machine is measured before and after, and stands under "noise".
package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"regexp"
	"slices"
	"strings"
	"syscall"

	"noboru/dev/bench/measure"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM) // targets clean up after themselves
	err := run(ctx, os.Args[1:])
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "document:", err)
		os.Exit(1)
	}
}

var begin = regexp.MustCompile(`(?m)^<!-- ([a-z0-9-]+) -->$`)

func run(ctx context.Context, args []string) error {
	if len(args) == 0 {
		return fmt.Errorf("got no document, want a file with a mark such as <!-- bench-peers -->")
	}
	file, wanted := args[0], args[1:]
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	var named []string
	for _, m := range begin.FindAllSubmatch(text, -1) {
		named = append(named, string(m[1]))
	}
	for _, target := range wanted {
		if !slices.Contains(named, target) {
			return fmt.Errorf("got target %q, want one that %s names: %s", target, file, strings.Join(named, ", "))
		}
	}
	before := measure.Noise()
	for _, target := range named {
		if target == "noise" || len(wanted) > 0 && !slices.Contains(wanted, target) {
			continue
		}
		fmt.Fprintf(os.Stderr, "make %s\n", target)
		cmd := exec.CommandContext(ctx, "make", "-s", target)
		cmd.Stderr = os.Stderr
		printed, err := cmd.Output()
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil || len(strings.TrimSpace(string(printed))) == 0 {
			fmt.Fprintf(os.Stderr, "%s stays as it was: it printed %d bytes: %v\n", target, len(printed), err)
			continue
		}
		if err := put(file, target, string(printed)); err != nil {
			return err
		}
	}
	return put(file, "noise", fmt.Sprintf("Noise of the same loop, median / min: %.2f before, %.2f after.", before, measure.Noise()))
}

// put replaces what stands between a target's marks. The file is read anew: a benchmark may take an hour.
func put(file, target, printed string) error {
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	first, last := "<!-- "+target+" -->\n", "<!-- end of "+target+" -->"
	head, rest, found := strings.Cut(string(data), first)
	_, tail, closed := strings.Cut(rest, last)
	if !found || !closed {
		return fmt.Errorf("%s: %q is not closed by %q", file, strings.TrimSpace(first), last)
	}
	return os.WriteFile(file, []byte(head+first+"\n"+strings.TrimSpace(printed)+"\n\n"+last+tail), 0o644)
}
