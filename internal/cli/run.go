package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"noboru/graph"
	say "noboru/internal/words"
)

// Run runs one command line: args without the program's name. It returns when the command is done,
// or soon after ctx is.
func Run(ctx context.Context, args []string, getenv func(string) string, stdin io.Reader, stdout, stderr io.Writer) ExitCode {
	a := &app{getenv: getenv, stdin: stdin, stdout: stdout, stderr: stderr}
	a.lang = language(args, getenv)
	root := a.rootCommand()
	root.SetArgs(args)
	root.SetIn(stdin)
	root.SetOut(stdout)
	root.SetErr(stderr)
	cmd, err := root.ExecuteContextC(ctx)
	a.complain(cmd, err)
	return exitCode(err)
}

// app is one run: its streams and the flags that all commands share.
type app struct {
	getenv         func(string) string
	stdin          io.Reader
	stdout, stderr io.Writer
	lang           string // "ja" or "en"
	data           string
	json, csv      bool
	store          storeFlags
	readTimeout    time.Duration // of Neo4j, for one dataset or one look
}

// complain says on stderr what went wrong.
func (a *app) complain(cmd *cobra.Command, err error) {
	var done *outcome
	if err == nil || errors.As(err, &done) {
		return
	}
	if errors.Is(err, context.Canceled) {
		err = errors.New(words.Interrupted.In(a.lang))
	}
	err = a.storeMessage(err)
	var input *graph.InputError
	if errors.As(err, &input) {
		err = a.inputMessage(input)
	}
	fmt.Fprintln(a.stderr, "noboru:", err) //nolint:errcheck // nowhere left to say it
	var usage *usageError
	if errors.As(err, &usage) {
		fmt.Fprintf(a.stderr, words.SeeHelp.In(a.lang)+"\n", cmd.CommandPath()) //nolint:errcheck // as above
	}
}

// inputMessage names the flag where the engine names the field.
func (a *app) inputMessage(e *graph.InputError) error {
	flag := "--" + kebab(e.Field)
	switch e.Field {
	case "from", "to":
		flag = strings.ToUpper(e.Field)
	case "roles", "openers":
		flag = "ROLE"
	case "k":
		flag = "-k"
	}
	named := *e
	named.Field = flag
	return misuse("%s", say.Invalid(&named).In(a.lang))
}

// kebab turns maxClimb into max-climb.
func kebab(camel string) string {
	var b strings.Builder
	for _, r := range camel {
		if r >= 'A' && r <= 'Z' {
			b.WriteByte('-')
			r += 'a' - 'A'
		}
		b.WriteRune(r)
	}
	return b.String()
}

// language is what --lang says, or the environment, before any flag is parsed: help is in it too.
func language(args []string, getenv func(string) string) string {
	lang := "en"
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if v := getenv(name); v != "" {
			if strings.HasPrefix(v, "ja") {
				lang = "ja"
			}
			break
		}
	}
	for i, arg := range args {
		v, ok := strings.CutPrefix(arg, "--lang=")
		if arg == "--lang" && i+1 < len(args) {
			v, ok = args[i+1], true
		}
		if arg == "--" {
			break
		}
		if ok && (v == "ja" || v == "en") {
			lang = v
		}
	}
	return lang
}
