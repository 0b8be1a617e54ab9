package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"noboru/graph"
	"noboru/internal/words"
	"noboru/loader"
	"noboru/store"
)

// ExitCode is how a run ended, for scripts.
type ExitCode int

// The exit codes. They never change their meaning.
const (
	OK          ExitCode = 0
	Internal    ExitCode = 1   // something that should not happen, or the system said no
	BadUsage    ExitCode = 2   // a flag, an argument or a limit that does not make sense
	BadName     ExitCode = 3   // a name that is unknown or could mean several things
	NoPath      ExitCode = 4   // the question was answered: there is no path
	BadInput    ExitCode = 5   // a file with faults
	StoreFailed ExitCode = 6   // the store does not answer, refused, or holds what is not whole
	Interrupted ExitCode = 130 // stopped by a signal before there was an answer
)

// exitCodes is the table that --help prints.
var exitCodes = [...]struct {
	code    ExitCode
	meaning string // the id of its message
}{
	{OK, "exit.answered"},
	{Internal, "exit.internal"},
	{BadUsage, "exit.usage"},
	{BadName, "exit.name"},
	{NoPath, "exit.no-path"},
	{BadInput, "exit.input"},
	{StoreFailed, "exit.store"},
	{Interrupted, "exit.interrupted"},
}

// exitCodeHelp is the table as text.
func exitCodeHelp(lang string) string {
	var b strings.Builder
	for _, c := range exitCodes {
		fmt.Fprintf(&b, "  %3d  %s\n", c.code, words.Say(lang, c.meaning))
	}
	return strings.TrimRight(b.String(), "\n")
}

// outcome ends a run with a code after everything has been shown: there is nothing more to say.
type outcome struct{ code ExitCode }

func (o *outcome) Error() string { return fmt.Sprintf("exit code %d", o.code) }

// gravity orders the codes that single lines of a batch can have, gravest first.
var gravity = [...]ExitCode{Internal, BadInput, BadName, BadUsage, NoPath, OK}

// graver returns the graver of two codes.
func graver(a, b ExitCode) ExitCode {
	for _, code := range gravity {
		if a == code || b == code {
			return code
		}
	}
	return Internal
}

// exitCode is the code for an error; OK for nil.
func exitCode(err error) ExitCode {
	var (
		done   *outcome
		usage  *usageError
		name   *nameError
		input  *graph.InputError
		faults loader.Faults
		file   *fileError
		stored *store.Error
	)
	switch {
	case err == nil:
		return OK
	case errors.As(err, &done):
		return done.code
	case errors.Is(err, context.Canceled):
		return Interrupted
	case errors.As(err, &faults), errors.As(err, &file):
		return BadInput
	case errors.As(err, &name), errors.Is(err, store.ErrNoDataset):
		return BadName
	case errors.As(err, &usage), errors.As(err, &input):
		return BadUsage
	case errors.Is(err, store.ErrBadConfig), errors.Is(err, store.ErrAmbiguous):
		return BadUsage
	case errors.As(err, &stored):
		return StoreFailed
	}
	return Internal
}
