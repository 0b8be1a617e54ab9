package cli

import (
	"bufio"
	"context"
	"io"
	"strconv"
	"strings"

	"noboru/graph"
	"noboru/internal/app"
	"noboru/internal/faults"
	"noboru/internal/terminal"
	"noboru/internal/words"
	"noboru/loader"
)

// asks reports whether a person can be asked: both ends are a terminal, and the answer is text.
func (r *run) asks() bool {
	in, ok := r.stdin.(io.Writer) // a file that is a terminal
	return ok && terminal.Is(in) && terminal.Is(r.stdout) && !r.json && !r.csv
}

// settleDoubts asks for one reading after the other until a source is valid, nothing more can be chosen, or the
// person gives up. It returns the last report.
func (r *run) settleDoubts(ctx context.Context, src app.Source, thresholds []graph.Similarity, report *fileReport, answers *bufio.Scanner) (*fileReport, error) {
	var taken []loader.Way
	for !report.Valid {
		way, ok := r.askWay(report.Faults, answers)
		if !ok {
			return report, nil
		}
		taken = append(taken, way)
		src.Reading = src.Reading.With(way)
		var err error
		if report, err = inspect(ctx, src, thresholds); err != nil {
			return nil, err
		}
	}
	if len(taken) > 0 {
		flags := make([]string, len(taken))
		for i, way := range taken {
			flags[i] = "--" + way.Option + " " + way.Value
		}
		r.page(r.stdout, r.stdout).Say("asked.next-time", "flags", strings.Join(flags, " "))
	}
	return report, nil
}

// askWay asks about the first fault that leaves a choice; false where there is none or no number comes.
func (r *run) askWay(all loader.Faults, answers *bufio.Scanner) (loader.Way, bool) {
	p := r.page(r.stdout, r.stdout)
	for _, f := range all {
		ways := f.Ways()
		if len(ways) == 0 {
			continue
		}
		p.Text(faults.Line(f, r.lang))
		for i, way := range ways {
			p.Line("  " + r.say("asked.way", "number", i+1, "way", wayMeans(way), "flag", "--"+way.Option+" "+way.Value))
		}
		for {
			p.Say("asked.which", "most", len(ways))
			if !answers.Scan() {
				return loader.Way{}, false
			}
			text := strings.TrimSpace(answers.Text())
			if text == "" {
				return loader.Way{}, false
			}
			if n, err := strconv.Atoi(text); err == nil && n >= 1 && n <= len(ways) {
				return ways[n-1], true
			}
		}
	}
	return loader.Way{}, false
}

// wayMeans says what a reading would take the file for.
func wayMeans(way loader.Way) any {
	switch {
	case way.Option == loader.WayForm:
		return faults.Form(way.Value)
	case way.Option == loader.WayBlank && way.Value == "zero":
		return words.M("asked.as-zero")
	case way.Option == loader.WayBlank:
		return words.M("asked.left-out")
	}
	return way.Value
}
