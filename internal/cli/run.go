package cli

import (
	"context"
	"io"
	"strings"

	"noboru/internal/app"
	"noboru/internal/terminal"
	"noboru/internal/words"
)

// Run runs one command line: args without the program's name. It returns when the command is done,
// or soon after ctx is.
func Run(ctx context.Context, args []string, getenv func(string) string, stdin io.Reader, stdout, stderr io.Writer) ExitCode {
	r := &run{getenv: getenv, stdin: stdin, stdout: stdout, stderr: stderr, lang: language(args, getenv)}
	root := r.rootCommand(args...)
	root.SetArgs(args)
	root.SetIn(stdin)
	root.SetOut(stdout)
	root.SetErr(stderr)
	cmd, err := root.ExecuteContextC(ctx)
	r.complain(cmd, err)
	return exitCode(err)
}

// run is one run: its streams and the flags that all commands share.
type run struct {
	getenv           func(string) string
	stdin            io.Reader
	stdout, stderr   io.Writer
	lang             string // "ja" or "en"
	colour           string // "auto", "always" or "never"
	json, csv, query bool
	output           string // file for an answer as a table
	neo4j, folder    string // of a store
	wait             bool
	reading          readingFlags
	source           app.Source
	origins          map[string]string // where each setting of serve comes from, by flag
}

// say says a message in the user's language.
func (r *run) say(id string, values ...any) string { return words.Say(r.lang, id, values...) }

// page writes text for people to w, as it fits out.
func (r *run) page(w, out io.Writer) *terminal.Page {
	return terminal.NewPage(w, out, r.lang, r.colour, r.getenv)
}

// aside is where everything goes that is not the result: stderr, the last resort. Lines are whole unless
// a terminal shows them.
func (r *run) aside() *terminal.Page {
	p := r.page(r.stderr, r.stderr)
	p.Wide = !terminal.Is(r.stderr)
	return p
}

// tell says something beside the result.
func (r *run) tell(id string, values ...any) { r.aside().Say(id, values...) }

// language is what --lang says, or the environment, before any flag is parsed: help is in it too.
func language(args []string, getenv func(string) string) string {
	lang := words.English
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if v := getenv(name); v != "" {
			if strings.HasPrefix(v, words.Japanese) {
				lang = words.Japanese
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
		if ok && (v == words.Japanese || v == words.English) {
			lang = v
		}
	}
	return lang
}
