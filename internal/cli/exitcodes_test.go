package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"noboru/graph"
	"noboru/internal/words"
	"noboru/loader"
	"noboru/store"
)

func TestExitCode(t *testing.T) {
	for _, c := range []struct {
		err  error
		want ExitCode
	}{
		{nil, OK},
		{errors.New("anything"), Internal},
		{misuse("usage.one-source"), BadUsage},
		{fmt.Errorf("asking: %w", &graph.InputError{Field: "via"}), BadUsage},
		{errors.Join(misuse("usage.one-source"), &nameError{words.Name("x"), false}), BadName},
		{errors.Join(&nameError{words.Name("x"), false}, &fileError{file: "f"}), BadInput},
		{loader.Faults{{File: "f", Err: loader.ErrMissing}}, BadInput},
		{&store.Error{Doing: "connect", Kind: store.ErrUnreachable}, StoreFailed},
		{&store.Error{Doing: "read", Kind: store.ErrNoDataset}, BadName},
		{&store.Error{Doing: "connect", Kind: store.ErrBadConfig}, BadUsage},
		{&outcome{NoPath}, NoPath},
		{fmt.Errorf("searching: %w", context.Canceled), Interrupted},
	} {
		if got := exitCode(c.err); got != c.want {
			t.Errorf("%v: got %d, want %d", c.err, got, c.want)
		}
	}
}

// TestExitCodesAreDocumented holds that each code stands in the table, and so in --help, once.
func TestExitCodesAreDocumented(t *testing.T) {
	for _, lang := range []string{"en", "ja"} {
		help := exitCodeHelp(lang)
		for _, code := range []ExitCode{OK, Internal, BadUsage, BadName, NoPath, BadInput, StoreFailed, Interrupted} {
			if n := strings.Count("\n"+help, fmt.Sprintf("\n  %3d  ", code)); n != 1 {
				t.Errorf("%s: code %d stands %d times", lang, code, n)
			}
		}
	}
}

func TestGraver(t *testing.T) {
	for _, c := range []struct{ a, b, want ExitCode }{
		{OK, OK, OK}, {OK, NoPath, NoPath}, {NoPath, BadName, BadName}, {BadInput, BadName, BadInput}, {BadUsage, NoPath, BadUsage}, {BadName, BadUsage, BadName},
	} {
		if got, back := graver(c.a, c.b), graver(c.b, c.a); got != c.want || back != c.want {
			t.Errorf("%d and %d: got %d and %d, want %d", c.a, c.b, got, back, c.want)
		}
	}
}

func TestInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, args := range [][]string{{"path", "SOC-OPERATOR", "SOC-ANALYST"}, {"validate"}, {"reach", "SOC-OPERATOR"}} {
		var out, errs bytes.Buffer
		code := Run(ctx, args, func(string) string { return "" }, strings.NewReader(""), &out, &errs)
		if code != Interrupted || out.Len() > 0 {
			t.Errorf("%v: code %d, stdout %q, stderr %q", args, code, out.String(), errs.String())
		}
	}
}

// full is a disk without room.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no space left on device") }

// TestNoRoom holds that an answer that could not be written is no success.
func TestNoRoom(t *testing.T) {
	for _, args := range [][]string{
		{"path", "SOC-OPERATOR", "SOC-ANALYST"},
		{"roles", "--json"},
		{"skills", "--csv"},
		{"validate"},
		{"validate", "--json"},
		{"validate", "--csv"},
		{"paths", "--pairs", "-"},
		{"version"},
	} {
		var errs bytes.Buffer
		code := Run(t.Context(), args, func(string) string { return "" }, strings.NewReader("SOC-OPERATOR,SOC-ANALYST\n"), full{}, &errs)
		if code != Internal || !strings.Contains(errs.String(), "no space left") {
			t.Errorf("%v: code %d, stderr %q", args, code, errs.String())
		}
	}
}

var _ io.Writer = full{}
