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

func (a *app) serveCommand() *cobra.Command {
	var addr string
	var origins []string
	var follows following
	cmd := &cobra.Command{
		Use: "serve", Short: words.ServeShort.In(a.lang), Long: words.ServeLong.In(a.lang),
		Example: "  noboru serve\n  noboru serve --addr 127.0.0.1:0 --data roles.csv\n  noboru serve --neo4j neo4j://127.0.0.1:7687 --dataset security-roles --wait",
		Args:    a.between(0, 0), ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.runServe(cmd.Context(), addr, origins, follows) },
	}
	cmd.Flags().StringVar(&addr, "addr", "127.0.0.1:8080", words.FlagAddr.In(a.lang))
	cmd.Flags().StringArrayVar(&origins, "allow-origin", nil, words.FlagAllowOrigin.In(a.lang))
	cmd.Flags().BoolVar(&follows.wait, "wait", false, words.FlagWait.In(a.lang))
	cmd.Flags().DurationVar(&follows.every, "poll", 2*time.Second, words.FlagPoll.In(a.lang))
	return cmd
}

func (a *app) runServe(ctx context.Context, addr string, origins []string, follows following) error {
	if _, _, err := net.SplitHostPort(addr); err != nil {
		return misuse(words.GotWant.In(a.lang), "--addr", addr, "HOST:PORT")
	}
	if follows.every <= 0 {
		return misuse(words.GotWant.In(a.lang), "--poll", follows.every, "> 0")
	}
	s, err := a.openWaiting(ctx, follows.wait)
	if err != nil {
		return err
	}
	var listen net.ListenConfig
	listener, err := listen.Listen(ctx, "tcp", addr)
	if err != nil {
		return fmt.Errorf("listening on %s: %w", addr, err)
	}
	fmt.Fprintf(a.stderr, words.ServeListening.In(a.lang)+"\n", s.data.Name(), s.data.Version().Short(), len(s.data.Roles()), a.source(), "http://"+listener.Addr().String()) //nolint:errcheck // the server runs all the same
	logger := slog.New(slog.NewTextHandler(a.stderr, nil))
	handler, stop := s.handler(ctx, logger, origins, follows.every)
	defer stop()
	server := &http.Server{
		Handler: handler, ErrorLog: slog.NewLogLogger(logger.Handler(), slog.LevelWarn),
		ReadHeaderTimeout: readHeaderTimeout, ReadTimeout: readTimeout, WriteTimeout: writeTimeout, IdleTimeout: idleTimeout,
		MaxHeaderBytes: maxHeaderBytes,
	}
	return a.serve(ctx, server, listener)
}

// serve answers until ctx is done, then lets requests under way finish.
func (a *app) serve(ctx context.Context, server *http.Server, listener net.Listener) error {
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	select {
	case err := <-failed:
		return fmt.Errorf("serving: %w", err)
	case <-ctx.Done():
	}
	fmt.Fprintln(a.stderr, words.ServeStopping.In(a.lang)) //nolint:errcheck // the server stops all the same
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
