package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"syscall"

	"github.com/agnivade/levenshtein"
	"github.com/spf13/cobra"

	"noboru/graph"
	"noboru/internal/answer"
	"noboru/internal/app"
	"noboru/internal/faults"
	"noboru/internal/words"
	"noboru/loader"
	"noboru/store"
)

// usageError is a command line that does not make sense.
type usageError struct{ message words.Message }

func (e *usageError) Error() string { return e.message.In(words.English) }

func misuse(id string, values ...any) error { return &usageError{words.M(id, values...)} }

// wrongValue says that a flag got something else than it takes.
func wrongValue(flag, got string, want words.Message) error {
	return misuse("invalid.got-want", "field", flag, "got", words.Name(got), "want", want)
}

// wrongChoice says that a flag got none of the words that it takes, and which of them is near.
func wrongChoice(flag, got string, choices []string) error {
	near, least := "", 3
	for _, c := range choices {
		if d := levenshtein.ComputeDistance(got, c); d < min(least, len(c)) {
			near, least = c, d
		}
	}
	if near == "" {
		return wrongValue(flag, got, words.M("takes.choices", "choices", choices))
	}
	return wrongValue(flag, got, words.M("takes.near", "choices", choices, "near", near))
}

// nameError is a name that is not the name of one thing.
type nameError struct {
	sentence interface{ In(lang string) string }
	family   bool // it was to name a family, not a role
}

// unknown is the error of a name that an answer could not find.
func unknown(u answer.Unknown) error {
	if f, ok := u.(*answer.UnknownFamily); ok {
		return &nameError{f.Explanation(), true}
	}
	return &nameError{u.(*answer.UnknownRole).Explanation(), false}
}

func (e *nameError) Error() string { return e.sentence.In(words.English) }

// fileError is everything wrong with a file that the user gave.
type fileError struct {
	file   string
	faults []words.Message // each with its place
}

func (e *fileError) Error() string { return e.In(words.English) }

// In names the file, then each fault: in one line where there is one.
func (e *fileError) In(lang string) string {
	var file any = e.file
	if e.file == "-" {
		file = words.M("file.stdin")
	}
	if len(e.faults) == 1 {
		return words.Say(lang, "file.fault", "file", file, "fault", e.faults[0])
	}
	lines := []string{words.Say(lang, "file.faults", "file", file)}
	for _, f := range e.faults {
		lines = append(lines, "  "+f.In(lang))
	}
	return strings.Join(lines, "\n")
}

// inputError is a dataset that cannot be loaded.
type inputError struct {
	source app.Source
	faults loader.Faults
}

func (e *inputError) Error() string { return e.In(words.English) }
func (e *inputError) Unwrap() error { return e.faults }

// shownFaults is how many faults and warnings of an input a command shows. Only validate shows all.
const shownFaults = 20

// In lists the first faults.
func (e *inputError) In(lang string) string {
	lines := []string{words.Say(lang, "input-file.faults", "file", e.source, "count", len(e.faults))}
	for _, f := range e.faults[:min(len(e.faults), shownFaults)] {
		lines = append(lines, "  "+faults.Line(f, lang))
	}
	if more := len(e.faults) - shownFaults; more > 0 {
		lines = append(lines, "  "+words.Say(lang, "input-file.more", "count", more, "file", e.source))
	}
	return strings.Join(lines, "\n")
}

// writeError is an answer that could not be written.
type writeError struct{ err error }

func (e *writeError) Error() string { return e.In(words.English) }
func (e *writeError) Unwrap() error { return e.err }

// In says why.
func (e *writeError) In(lang string) string {
	return words.Say(lang, "usage.writing", "error", systemFault(e.err))
}

// written makes a writeError of an error.
func written(err error) error {
	if err == nil {
		return nil
	}
	return &writeError{err}
}

// systemFault is what the system says, without the name of the file.
func systemFault(err error) words.Message {
	for _, known := range []struct {
		is error
		id string
	}{
		{fs.ErrNotExist, "system.not-exist"},
		{fs.ErrPermission, "system.permission"},
		{syscall.EADDRINUSE, "system.in-use"},
		{syscall.EADDRNOTAVAIL, "system.not-ours"},
		{syscall.ENOSPC, "system.no-space"},
		{syscall.EISDIR, "system.folder"},
		{syscall.EPIPE, "system.closed"},
	} {
		if errors.Is(err, known.is) {
			return words.M(known.id)
		}
	}
	var path *os.PathError
	if errors.As(err, &path) {
		err = path.Err
	}
	return words.M("system.unnamed", "error", err)
}

// complain says on stderr what went wrong.
func (r *run) complain(cmd *cobra.Command, err error) {
	var done *outcome
	if err == nil || errors.As(err, &done) {
		return
	}
	p := r.aside()
	for i, line := range strings.Split(r.sentence(err), "\n") {
		if i == 0 {
			line = "noboru: " + line
		}
		p.Text(line)
	}
	var usage *usageError
	var name *nameError
	switch {
	case errors.As(err, &name) && name.family:
		p.Say("usage.see-families")
	case errors.As(err, &name):
		p.Say("usage.see-roles")
	case errors.As(err, &usage):
		p.Line(r.say("help.see", "command", cmd.CommandPath()))
	}
}

// sentence says an error in the user's language: each of several in a line of its own.
func (r *run) sentence(err error) string {
	if several, ok := err.(interface{ Unwrap() []error }); ok {
		if _, stored := err.(*store.Error); !stored { //nolint:errorlint // a tree of errors is walked by hand
			var lines []string
			for _, one := range several.Unwrap() {
				lines = append(lines, r.sentence(one))
			}
			return strings.Join(lines, "\n")
		}
	}
	var (
		usage  *usageError
		input  *graph.InputError
		stored *store.Error
		spoken interface{ In(lang string) string }
	)
	switch {
	case errors.As(err, &usage):
		return usage.message.In(r.lang)
	case errors.As(err, &input):
		named := *input
		named.Field = flagOf(input.Field)
		return words.Invalid(&named).In(r.lang)
	case errors.As(err, &stored):
		return r.say("store."+stored.Code, stored.Values...)
	case errors.As(err, &spoken):
		return spoken.In(r.lang)
	case errors.Is(err, context.Canceled):
		return r.say("usage.interrupted")
	default:
		return r.say("usage.internal", "error", fmt.Sprint(err))
	}
}

// In says the name in question.
func (e *nameError) In(lang string) string { return e.sentence.In(lang) }
