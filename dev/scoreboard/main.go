// Command scoreboard measures, with the real engine, how sensible the answers are that the bundled dataset
// and public tables give, and keeps the result in docs/quality.md.
//
//	go run ./dev/scoreboard           # measures, and exits 1 where docs/quality.md says something else
//	go run ./dev/scoreboard -update   # writes docs/quality.md
//
// Everything is seeded, so the same data and the same engine give the same bytes. Public tables are read from
// ../shared/data; where they are absent only the bundled dataset is measured and nothing is written.
package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

var (
	errStale  = errors.New("docs/quality.md is not what was measured; run with -update and read the diff")
	errAbsent = errors.New("without the public tables docs/quality.md cannot be written")
)

func main() {
	if err := run(context.Background(), os.Args[1:], os.Stdout, os.Stderr); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return
		}
		fmt.Fprintln(os.Stderr, "scoreboard:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	flags := flag.NewFlagSet("scoreboard", flag.ContinueOnError)
	flags.SetOutput(stderr)
	update := flags.Bool("update", false, "write docs/quality.md")
	if err := flags.Parse(args); err != nil {
		return err
	}
	root, err := projectRoot()
	if err != nil {
		return err
	}
	first, err := bundled(ctx)
	if err != nil {
		return err
	}
	others, absent, err := public(ctx, root)
	if err != nil {
		return err
	}
	var page bytes.Buffer
	if err := write(ctx, &page, append([]set{first}, others...), stderr); err != nil {
		return err
	}
	if len(absent) > 0 {
		fmt.Fprintf(stderr, "left out, for ../shared/data is absent: %s\n", strings.Join(absent, ", "))
		if _, err := stdout.Write(page.Bytes()); err != nil || !*update {
			return err
		}
		return errAbsent
	}
	file := filepath.Join(root, "docs", "quality.md")
	if *update {
		return os.WriteFile(file, page.Bytes(), 0o644)
	}
	kept, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	if !bytes.Equal(kept, page.Bytes()) {
		if _, err := stdout.Write(page.Bytes()); err != nil {
			return err
		}
		return errStale
	}
	return nil
}
