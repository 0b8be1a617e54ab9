package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"noboru/graph"
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
	meaning graph.Text
}{
	{OK, graph.Text{En: "answered", Ja: "回答した"}},
	{Internal, graph.Text{En: "internal error, or the system refused (a port in use, a full disk)", Ja: "内部エラー、または環境の問題（使用中のポート、容量不足など）"}},
	{BadUsage, graph.Text{En: "a flag, an argument or a limit is wrong", Ja: "フラグ、引数、条件の誤り"}},
	{BadName, graph.Text{En: "a name is unknown or ambiguous; stderr lists what it could mean", Ja: "名前が見つからない、または一つに決まらない（候補を stderr に表示）"}},
	{NoPath, graph.Text{En: "there is no path; stdout says why and what would open one", Ja: "道筋がない（理由と、どの条件をゆるめれば通れるかを stdout に表示）"}},
	{BadInput, graph.Text{En: "an input file is faulty; the first faults are listed, and by validate all", Ja: "入力ファイルに誤りがある（最初の誤りを、validate ではすべての誤りを一覧表示）"}},
	{StoreFailed, graph.Text{En: "the store does not answer or refused, or what it holds is not whole", Ja: "保存先が応答しない、拒否した、または内容が完全でない"}},
	{Interrupted, graph.Text{En: "interrupted before there was an answer", Ja: "回答の前に中断された"}},
}

// exitCodeHelp is the table as text.
func exitCodeHelp(lang string) string {
	var b strings.Builder
	for _, c := range exitCodes {
		fmt.Fprintf(&b, "  %3d  %s\n", c.code, c.meaning.In(lang))
	}
	return strings.TrimRight(b.String(), "\n")
}

// usageError is a command line that does not make sense.
type usageError struct{ err error }

func (e *usageError) Error() string { return e.err.Error() }
func (e *usageError) Unwrap() error { return e.err }

func misuse(format string, args ...any) error {
	return &usageError{fmt.Errorf(format, args...)}
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
