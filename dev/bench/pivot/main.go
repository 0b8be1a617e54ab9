// Command pivot makes a Markdown table of what go test -bench prints about sizes:
//
//	go test ./graph -bench Planner | go run ./dev/bench/pivot searches paths
//
// Benchmarks are called Name/roles=N/CASE; a row is a case, a column a number of roles, a cell the metrics that are asked for.
package main

import (
	"bufio"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
)

var result = regexp.MustCompile(`^Benchmark[^/]+/roles=(\d+)/(\S+?)(?:-\d+)?\s+\d+\s+(.*)$`)

func main() {
	if len(os.Args) < 2 {
		fmt.Fprintln(os.Stderr, "pivot: want the names of metrics")
		os.Exit(2)
	}
	var sizes, cases []string
	cells := map[[2]string]string{}
	for lines := bufio.NewScanner(os.Stdin); lines.Scan(); {
		m := result.FindStringSubmatch(lines.Text())
		if m == nil {
			continue
		}
		fields := strings.Fields(m[3])
		var values []string
		for _, metric := range os.Args[1:] {
			if at := slices.Index(fields, metric); at >= 1 {
				values = append(values, fields[at-1])
			}
		}
		if len(values) == 0 {
			continue
		}
		if !slices.Contains(sizes, m[1]) {
			sizes = append(sizes, m[1])
		}
		if !slices.Contains(cases, m[2]) {
			cases = append(cases, m[2])
		}
		cells[[2]string{m[1], m[2]}] = strings.Join(values, " / ")
	}
	if len(cases) == 0 {
		fmt.Fprintf(os.Stderr, "pivot: no benchmark tells %q\n", os.Args[1:])
		os.Exit(1)
	}
	fmt.Printf("| question | %s |\n| --- |%s\n", strings.Join(sizes, " | "), strings.Repeat(" --- |", len(sizes)))
	for _, c := range cases {
		row := []string{strings.ReplaceAll(c, "_", " ")}
		for _, n := range sizes {
			row = append(row, cells[[2]string{n, c}])
		}
		fmt.Printf("| %s |\n", strings.Join(row, " | "))
	}
}
