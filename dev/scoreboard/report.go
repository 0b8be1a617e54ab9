package main

import (
	"context"
	_ "embed"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
)

// reading is what the figures mean: written by hand, below the figures.
//
//go:embed reading.md
var reading string

// section is one part of the page: a heading, what its columns mean, and a table for each set.
type section struct {
	title, about string
	measure      func(context.Context, set) (table, error)
}

// table is a table with its header. A set that a section says nothing of has no rows.
type table struct {
	header []string
	rows   [][]string
}

func (t *table) add(cells ...string) { t.rows = append(t.rows, cells) }

var sections = []section{
	{"What graph a threshold or topK gives", shapeAbout, shapes},
	{"Whether alike means alike", neighboursAbout, neighbours},
	{"What the objectives and dials do", dialsAbout, dialTable},
	{"Where paths turn", turnsAbout, turnsTable},
	{"Which edges carry sensible paths", edgesAbout, edgeTable},
	{"Profiles that state a part", maskedAbout, masked},
}

// write measures everything and writes the page; progress goes to log.
func write(ctx context.Context, out io.Writer, sets []set, log io.Writer) error {
	var b strings.Builder
	b.WriteString("# How sensible the answers are\n\n" +
		"Measured by `make scoreboard` with the real engine; `go run ./dev/scoreboard -update` writes this page. " +
		"All samples are seeded. The scores of the bundled dataset are illustrative.\n\n")
	b.WriteString(reading + "\n")
	for _, s := range sections {
		fmt.Fprintf(&b, "## %s\n\n%s\n", s.title, s.about)
		for _, set := range sets {
			begun := time.Now()
			t, err := s.measure(ctx, set)
			if err != nil {
				return fmt.Errorf("%s, %s: %w", s.title, set.name, err)
			}
			fmt.Fprintf(log, "%s: %s (%v)\n", s.title, set.name, time.Since(begun).Round(time.Second))
			if len(t.rows) > 0 {
				fmt.Fprintf(&b, "\n**%s** (%d roles, %d skills)\n\n", set.name, len(set.data.Roles()), len(set.data.Skills()))
				t.markdown(&b)
			}
		}
		b.WriteString("\n")
	}
	b.WriteString("## Credit\n\n")
	var credits []string
	for _, s := range sets {
		if line := fmt.Sprintf("- %s: %s\n", s.name, s.credit); !slices.Contains(credits, line) {
			credits = append(credits, line)
		}
	}
	b.WriteString(strings.Join(credits, ""))
	_, err := io.WriteString(out, b.String())
	return err
}

func (t *table) markdown(b *strings.Builder) {
	line := func(cells []string) { fmt.Fprintf(b, "| %s |\n", strings.Join(cells, " | ")) }
	line(t.header)
	line(slices.Repeat([]string{"---"}, len(t.header)))
	for _, row := range t.rows {
		line(row)
	}
}

// percent, decimals and thousandths are how numbers are written; "–" stands for nothing to count.
func percent(part, whole int) string {
	if whole == 0 {
		return "–"
	}
	return fmt.Sprintf("%.1f", 100*float64(part)/float64(whole))
}

func mean[T int | float64](values []T) string {
	if len(values) == 0 {
		return "–"
	}
	sum := 0.0
	for _, v := range values {
		sum += float64(v)
	}
	return fmt.Sprintf("%.2f", sum/float64(len(values)))
}

func median(values []float64) string {
	if len(values) == 0 {
		return "–"
	}
	return fmt.Sprintf("%.4g", slices.Sorted(slices.Values(values))[len(values)/2])
}
