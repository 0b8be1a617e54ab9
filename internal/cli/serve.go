package cli

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"

	"github.com/spf13/cobra"

	"noboru/internal/app"
	"noboru/internal/words"
)

// Limits of the HTTP server. A request is read within seconds; an answer may take as long as the
// handler's own limit on queries allows, and some time to be sent.
const (
	readHeaderTimeout = 5 * time.Second
	readTimeout       = 15 * time.Second
	writeTimeout      = 60 * time.Second
	idleTimeout       = 120 * time.Second
	maxHeaderBytes    = 64 << 10
	shutdownTimeout   = 10 * time.Second // for requests under way
)

// following is how serve keeps up with a store.
type following struct {
	wait  bool
	every time.Duration
}

func (r *run) serveCommand() *cobra.Command {
	var addr string
	var origins []string
	var follows following
	cmd := r.command("serve", `  noboru serve
  noboru serve --addr 127.0.0.1:0 --data roles.csv
  noboru serve --neo4j neo4j://127.0.0.1:7687 --dataset security-roles --wait`, between(0, 0), func(cmd *cobra.Command, _ []string) error {
		return r.runServe(cmd.Context(), addr, origins, follows)
	})
	cmd.Flags().StringVar(&addr, "addr", "127.0.0.1:8080", r.say("flag.addr"))
	cmd.Flags().StringArrayVar(&origins, "allow-origin", nil, r.say("flag.allow-origin"))
	cmd.Flags().BoolVar(&follows.wait, "wait", false, r.say("flag.wait"))
	cmd.Flags().DurationVar(&follows.every, "poll", 2*time.Second, r.say("flag.poll"))
	return cmd
}

func (r *run) runServe(ctx context.Context, addr string, origins []string, follows following) error {
	if _, _, err := net.SplitHostPort(addr); err != nil {
		return wrongValue("--addr", addr, words.M("takes.address"))
	}
	if follows.every <= 0 {
		return wrongValue("--poll", follows.every.String(), words.M("takes.duration"))
	}
	served, err := r.openToServe(ctx, follows.wait)
	if err != nil {
		return r.faulty(err)
	}
	r.warn(r.source.String(), served.Report)
	var listen net.ListenConfig
	listener, err := listen.Listen(ctx, "tcp", addr)
	if err != nil {
		return &listenError{addr, err}
	}
	d := served.Snapshot.Dataset()
	fmt.Fprintln(r.stderr, r.say("done.listening", "name", d.Name(), "version", d.Version().Short(), "roles", len(d.Roles()), "source", r.source, "url", "http://"+listener.Addr().String())) //nolint:errcheck // the server runs all the same
	logger := slog.New(slog.NewTextHandler(r.stderr, nil))
	handler, stop := served.Handler(ctx, logger, origins, follows.every)
	defer stop()
	server := &http.Server{
		Handler: handler, ErrorLog: slog.NewLogLogger(logger.Handler(), slog.LevelWarn),
		ReadHeaderTimeout: readHeaderTimeout, ReadTimeout: readTimeout, WriteTimeout: writeTimeout, IdleTimeout: idleTimeout,
		MaxHeaderBytes: maxHeaderBytes,
	}
	return r.serve(ctx, server, listener)
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

// serve answers until ctx is done, then lets requests under way finish.
func (r *run) serve(ctx context.Context, server *http.Server, listener net.Listener) error {
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	select {
	case err := <-failed:
		return fmt.Errorf("serving: %w", err)
	case <-ctx.Done():
	}
	fmt.Fprintln(r.stderr, r.say("done.stopping")) //nolint:errcheck // the server stops all the same
	end, cancel := context.WithTimeout(context.WithoutCancel(ctx), shutdownTimeout)
	defer cancel()
	err := server.Shutdown(end)
	if errors.Is(err, context.DeadlineExceeded) {
		err = server.Close()
	}
	if err != nil {
		return fmt.Errorf("stopping the server: %w", err)
	}
	return nil
}
