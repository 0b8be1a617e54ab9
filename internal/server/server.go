package server

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"

	"noboru/internal/admission"
	"noboru/internal/httpapi"
)

// A request is read within seconds; an answer may take as long as the handler's own limit on requests
// allows, and some time to be sent.
const (
	readHeaderTimeout = 5 * time.Second
	readTimeout       = 15 * time.Second
	writeTimeout      = 60 * time.Second
	idleTimeout       = 60 * time.Second
	maxHeaderBytes    = 32 << 10
	longestStop       = 7 * time.Second         // for requests under way, after the drain
	handshake         = 300 * time.Millisecond  // for connections that are about to be made
	silence           = 1500 * time.Millisecond // after which no request is on its way any more
)

// Server is a server that listens.
type Server struct {
	settings Settings
	api      *httpapi.API
	logger   *slog.Logger
	parts    []part
}

type part struct {
	server      *http.Server
	listener    net.Listener
	connections *admission.Connections
}

// Listen opens the addresses of the settings. What comes waits until Run.
func Listen(ctx context.Context, settings Settings, api *httpapi.API, logger *slog.Logger) (*Server, error) {
	s := &Server{settings: settings, api: api, logger: logger}
	config, err := settings.secure(logger)
	if err != nil {
		return nil, err
	}
	handler := http.Handler(api)
	if settings.Tokens != "" {
		held, err := newReloaded(logger, func(contents [][]byte) (tokens, error) { return readTokens(contents[0]) }, settings.Tokens)
		if err != nil {
			return nil, err
		}
		handler = guarded(held, api.Unauthorized(), handler)
	}
	if err := s.listen(ctx, settings.Addr, handler, config); err != nil {
		return nil, err
	}
	if settings.MetricsAddr != "" {
		metrics := http.NewServeMux()
		metrics.Handle("/metrics", api.Metrics)
		if err := s.listen(ctx, settings.MetricsAddr, metrics, nil); err != nil {
			s.close()
			return nil, err
		}
	}
	return s, nil
}

func (s *Server) listen(ctx context.Context, address string, handler http.Handler, config *tls.Config) error {
	listener, err := open(ctx, address)
	if err != nil {
		return &ListenError{address, err}
	}
	connections := admission.NewConnections(s.settings.MaxConnections)
	server := &http.Server{
		Handler: handler, ErrorLog: slog.NewLogLogger(httpapi.Sampled(s.logger, time.Now).Handler(), slog.LevelWarn), TLSConfig: config,
		ReadHeaderTimeout: readHeaderTimeout, ReadTimeout: readTimeout, WriteTimeout: writeTimeout, IdleTimeout: idleTimeout,
		MaxHeaderBytes: maxHeaderBytes, ConnState: connections.Watch,
	}
	s.parts = append(s.parts, part{server, listener, connections})
	return nil
}

// open listens without multipath TCP, whose listeners take no filter (refuseNew).
func open(ctx context.Context, address string) (net.Listener, error) {
	var opener net.ListenConfig
	opener.SetMultipathTCP(false)
	return opener.Listen(ctx, "tcp", address)
}

func (s *Server) close() {
	for _, p := range s.parts {
		_ = p.listener.Close() // nothing is left to be accepted
	}
}

// URL is where the server answers.
func (s *Server) URL() string {
	scheme := "http"
	if s.settings.Certificate != "" {
		scheme = "https"
	}
	return scheme + "://" + s.parts[0].listener.Addr().String()
}

// MetricsURL is where metrics are.
func (s *Server) MetricsURL() string {
	if len(s.parts) > 1 {
		return "http://" + s.parts[1].listener.Addr().String() + "/metrics"
	}
	return s.URL() + "/metrics"
}

// Run answers until ctx is done, then stops so that no request is lost: first it says that it is not
// ready any more, and closes each connection with its answer; after the drain, when balancers have heard,
// it closes its listeners; requests under way end. stopping is called when that begins.
//
// http.Server.Shutdown alone would lose some: it drops connections that it has accepted and whose request
// it has not read yet, and closes idle ones on which one may be on its way.
func (s *Server) Run(ctx context.Context, stopping func()) error {
	failed := make(chan error, len(s.parts))
	for _, p := range s.parts {
		go func() {
			if p.server.TLSConfig != nil {
				failed <- p.server.ServeTLS(p.listener, "", "")
			} else {
				failed <- p.server.Serve(p.listener)
			}
		}()
	}
	select {
	case err := <-failed:
		s.close()
		return fmt.Errorf("serving: %w", err)
	case <-ctx.Done():
	}
	stopping()
	s.api.Drain()
	time.Sleep(s.settings.Drain)
	end, cancel := context.WithTimeout(context.WithoutCancel(ctx), longestStop)
	defer cancel()
	for _, p := range s.parts {
		while := time.Duration(0)
		if refuseNew(p.listener) {
			while = handshake
		}
		awaitEmptyQueue(end, p.listener, while)
	}
	s.close()
	var errs []error
	for range s.parts { // now each connection that was accepted is known
		if err := <-failed; !errors.Is(err, net.ErrClosed) {
			errs = append(errs, err)
		}
	}
	for _, p := range s.parts {
		p.connections.Quiet(end, silence)
		err := p.server.Shutdown(end)
		if errors.Is(err, context.DeadlineExceeded) {
			err = p.server.Close()
		}
		if !errors.Is(err, net.ErrClosed) { // the listener, which is closed already
			errs = append(errs, err)
		}
	}
	if err := errors.Join(errs...); err != nil {
		return fmt.Errorf("stopping the server: %w", err)
	}
	return nil
}
