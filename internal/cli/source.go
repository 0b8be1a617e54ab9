package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"noboru/data"
	"noboru/graph"
	"noboru/internal/faults"
	"noboru/loader"
)

// source is a place that a dataset comes from. A new kind of source is a new type here and one
// more case in app.source.
type source interface {
	// open reads the dataset. The error is loader.Faults where the input is wrong.
	open(ctx context.Context) (*graph.Dataset, *loader.Report, error)
	// String names the place for people.
	String() string
}

// source returns what the flags ask for.
func (a *app) source() source {
	if a.store.uri != "" || a.store.folder != "" {
		return storeSource{a, a.store.dataset}
	}
	if a.data != "" {
		return fileSource(a.data)
	}
	return bundledSource{}
}

// shownFaults is how many faults and warnings of an input a command shows. Only validate shows all.
const shownFaults = 20

// faultyInput is what is wrong with an input, in the language of the user.
type faultyInput struct {
	source source
	lang   string
	faults loader.Faults
}

// faulty puts the faults of a source in the user's language. Other errors it returns as they are.
func (a *app) faulty(src source, err error) error {
	if faults := loader.Faults(nil); errors.As(err, &faults) {
		return &faultyInput{src, a.lang, faults}
	}
	return err
}

func (e *faultyInput) Error() string {
	lines := []string{fmt.Sprintf(words.InputFaults.In(e.lang), e.source, len(e.faults))}
	for _, f := range e.faults[:min(len(e.faults), shownFaults)] {
		lines = append(lines, "  "+printable(faults.Line(f, e.lang)))
	}
	if more := len(e.faults) - shownFaults; more > 0 {
		lines = append(lines, "  "+fmt.Sprintf(words.InputMore.In(e.lang), more, e.source))
	}
	return strings.Join(lines, "\n")
}

func (e *faultyInput) Unwrap() error { return e.faults }

// warn shows the first warnings about an input on stderr.
func (a *app) warn(src source, report *loader.Report) {
	p := &page{w: a.stderr, lang: a.lang} // that it fails to write is no reason to give up
	for _, w := range report.Warnings[:min(len(report.Warnings), shownFaults)] {
		p.say(words.ValidateWarning, printable(faults.WarningLine(w, a.lang)))
	}
	if more := len(report.Warnings) - shownFaults; more > 0 {
		p.say(words.InputMore, more, src)
	}
}

// bundledSource is the dataset inside the binary.
type bundledSource struct{}

const bundledManifest = "security-roles/manifest.json"

func (bundledSource) open(ctx context.Context) (*graph.Dataset, *loader.Report, error) {
	return loader.LoadFS(ctx, data.Files, bundledManifest, loader.Options{})
}

func (bundledSource) String() string { return "bundled" }

// fileSource is a manifest, a folder with one, or a table.
type fileSource string

func (s fileSource) open(ctx context.Context) (*graph.Dataset, *loader.Report, error) {
	return loader.Load(ctx, string(s), loader.Options{})
}

func (s fileSource) String() string { return string(s) }
