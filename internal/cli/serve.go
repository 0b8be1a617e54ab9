package cli

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"noboru/internal/app"
	"noboru/internal/server"
	"noboru/internal/words"
)

// serveFlags are the flags of serve, and of config, which prints them.
type serveFlags struct {
	settings server.Settings
	wait     bool
	poll     time.Duration
}

func (f *serveFlags) add(r *run, cmd *cobra.Command) {
	f.settings.AddFlags(cmd.Flags(), func(id string) string { return r.say(id) })
	cmd.Flags().BoolVar(&f.wait, "wait", false, r.say("flag.wait"))
	cmd.Flags().DurationVar(&f.poll, "poll", 2*time.Second, r.say("flag.poll"))
	r.snapshotsFlag(cmd)
	cmd.Flags().String(configFlag, "", r.say("serve.flag.config"))
}

func (r *run) serveCommand() *cobra.Command {
	var f serveFlags
	cmd := r.command("serve", `  noboru serve
  noboru serve --addr 127.0.0.1:0 --data roles.csv
  noboru serve --neo4j neo4j://127.0.0.1:7687 --dataset security-roles --wait
  noboru serve --config noboru.toml`, between(0, 0), func(cmd *cobra.Command, _ []string) error {
		return r.runServe(cmd.Context(), f)
	})
	f.add(r, cmd)
	return cmd
}

func (r *run) runServe(ctx context.Context, f serveFlags) error {
	if f.poll <= 0 {
		return wrongValue("--poll", f.poll.String(), words.M("takes.duration"))
	}
	logger, flush := f.settings.Logger(r.stderr)
	defer flush()
	opts, err := f.settings.Options(logger)
	if err != nil {
		return settingFault(err)
	}
	tracer, sendTraces, err := f.settings.Tracer(ctx, built().Version, logger)
	if err != nil {
		return err
	}
	defer sendTraces()
	opts.Tracer = tracer
	served, err := r.openToServe(ctx, f.wait)
	if err != nil {
		return r.faulty(err)
	}
	r.warn(r.source.String(), served.Report)
	if served.Unusable != nil {
		r.tell("done.snapshot-unusable", "reason", r.sentence(served.Unusable))
	}
	f.settings.HoldMemory(r.getenv)
	api, stop, err := served.API(ctx, opts, f.poll)
	if err != nil {
		return err
	}
	defer stop()
	listening, err := server.Listen(ctx, f.settings, api, logger)
	if err != nil {
		return settingFault(err)
	}
	d := served.Snapshot.Dataset()
	fmt.Fprintln(r.stderr, r.say("done.listening", "name", d.Name(), "version", d.Version().Short(), "roles", len(d.Roles()), "source", r.source, "url", listening.URL())) //nolint:errcheck // the server runs all the same
	fmt.Fprintln(r.stderr, r.say("done.page", "url", listening.URL()))                                                                                                     //nolint:errcheck // as above
	return listening.Run(ctx, func() {
		fmt.Fprintln(r.stderr, r.say("done.stopping")) //nolint:errcheck // the server stops all the same
	})
}

func (r *run) openToServe(ctx context.Context, wait bool) (*app.Served, error) {
	if !wait {
		return r.source.Serve(ctx)
	}
	return r.source.ServeWhenReady(ctx, r.tellWaiting)
}

// tellWaiting says why a command waits.
func (r *run) tellWaiting(reason error) {
	fmt.Fprintln(r.stderr, r.say("done.waiting", "reason", r.sentence(reason))) //nolint:errcheck // it waits all the same
}

// settingFault is what a user reads of a setting that is wrong.
func settingFault(err error) error {
	var setting *server.SettingError
	var file *server.FileError
	var listen *server.ListenError
	switch {
	case errors.As(err, &setting):
		return misuse("invalid.got-want", "field", "--"+setting.Flag, "got", words.Name(setting.Got), "want", setting.Want)
	case errors.As(err, &listen):
		return &listenError{listen.Addr, listen.Err}
	case errors.As(err, &file):
		if file.Err != nil && file.Reason == "unreadable" {
			return &fileError{file.Path, []words.Message{systemFault(file.Err)}}
		}
		return &fileError{file.Path, []words.Message{words.M("serve.file." + file.Reason)}}
	default:
		return err
	}
}

// listenError is an address that cannot be listened on.
type listenError struct {
	addr string
	err  error
}

func (e *listenError) Error() string { return e.In(words.English) }
func (e *listenError) Unwrap() error { return e.err }

// In says why.
func (e *listenError) In(lang string) string {
	return words.Say(lang, "usage.listen", "address", e.addr, "error", systemFault(e.err))
}
