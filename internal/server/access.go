package server

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"crypto/subtle"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"log/slog"
	"net/http"
	"os"
	"strings"
	"sync"
	"time"
)

// shortestToken is how many characters a token has at least.
const shortestToken = 16

// tokens are those of a file, one a line; lines that begin with # are left out. Only their hashes are held.
type tokens struct{ hashes [][sha256.Size]byte }

func readTokens(content []byte) (tokens, error) {
	var t tokens
	lines := bufio.NewScanner(bytes.NewReader(content))
	for lines.Scan() {
		token := strings.TrimSpace(lines.Text())
		switch {
		case token == "" || token[0] == '#':
			continue
		case len(token) < shortestToken:
			return tokens{}, &FileError{Reason: reasonShortToken}
		}
		t.hashes = append(t.hashes, sha256.Sum256([]byte(token)))
	}
	if len(t.hashes) == 0 {
		return tokens{}, &FileError{Reason: reasonNoToken}
	}
	return t, lines.Err()
}

// have reports whether a token is one of these. It takes as long whichever it is.
func (t tokens) have(token string) bool {
	hash, found := sha256.Sum256([]byte(token)), 0
	for _, h := range t.hashes {
		found |= subtle.ConstantTimeCompare(hash[:], h[:])
	}
	return found == 1
}

// guarded answers those who show a token, probes of health, and browsers that ask whether they may send one.
func guarded(held *reloaded[tokens], refuse http.Handler, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		preflight := r.Method == http.MethodOptions && r.Header.Get("Access-Control-Request-Method") != ""
		if r.URL.Path == "/healthz" || r.URL.Path == "/readyz" || preflight {
			next.ServeHTTP(w, r)
			return
		}
		scheme, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
		if !strings.EqualFold(scheme, "Bearer") || !held.get().have(strings.TrimSpace(token)) {
			w.Header().Set("WWW-Authenticate", "Bearer")
			refuse.ServeHTTP(w, r)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// reloaded is what was made of some files, made again when one of them has changed. Where that fails, what
// there was stays, and the log says why.
type reloaded[T any] struct {
	paths  []string
	load   func(contents [][]byte) (T, error)
	logger *slog.Logger
	now    func() time.Time

	mu      sync.Mutex
	value   T
	seen    []os.FileInfo
	checked time.Time
}

// checkEvery is how often files are looked at, at most.
const checkEvery = time.Second

func newReloaded[T any](logger *slog.Logger, load func([][]byte) (T, error), paths ...string) (*reloaded[T], error) {
	r := &reloaded[T]{paths: paths, load: load, logger: logger, now: time.Now}
	value, seen, err := r.read()
	if err != nil {
		return nil, err
	}
	r.value, r.seen, r.checked = value, seen, r.now()
	return r, nil
}

func (r *reloaded[T]) read() (value T, seen []os.FileInfo, err error) {
	var contents [][]byte
	for _, path := range r.paths {
		content, info, err := readFile(path)
		if err != nil {
			return value, nil, err
		}
		seen, contents = append(seen, info), append(contents, content)
	}
	if value, err = r.load(contents); err != nil {
		var wrong *FileError
		if errors.As(err, &wrong) && wrong.Path == "" {
			wrong.Path = strings.Join(r.paths, ", ")
		}
		return value, nil, err
	}
	return value, seen, nil
}

// ReadFile reads a file of settings. It refuses what may have no end, such as a device or a pipe. The error is
// a *FileError.
func ReadFile(path string) ([]byte, error) {
	content, _, err := readFile(path)
	return content, err
}

func readFile(path string) ([]byte, os.FileInfo, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, nil, &FileError{path, reasonUnreadable, err}
	}
	if !info.Mode().IsRegular() {
		return nil, nil, &FileError{path, reasonNotAFile, nil}
	}
	content, err := os.ReadFile(path)
	if err != nil {
		return nil, nil, &FileError{path, reasonUnreadable, err}
	}
	return content, info, nil
}

func (r *reloaded[T]) get() T {
	r.mu.Lock()
	defer r.mu.Unlock()
	now := r.now()
	if now.Sub(r.checked) < checkEvery {
		return r.value
	}
	r.checked = now
	if !r.changed() {
		return r.value
	}
	value, seen, err := r.read()
	if err != nil {
		r.logger.Error("a file that has changed cannot be used; what it said before still holds", "err", err)
		return r.value
	}
	r.value, r.seen = value, seen
	r.logger.Info("a file has changed and is used", "files", strings.Join(r.paths, ", "))
	return r.value
}

func (r *reloaded[T]) changed() bool {
	for i, path := range r.paths {
		info, err := os.Stat(path)
		if err == nil && (!info.ModTime().Equal(r.seen[i].ModTime()) || info.Size() != r.seen[i].Size()) {
			return true
		}
	}
	return false
}

// secure is the TLS of the settings, nil for none. With a client CA, clients must show a certificate of
// it (mutual TLS). Its files are read again when they have changed.
func (s *Settings) secure(logger *slog.Logger) (*tls.Config, error) {
	if s.Certificate == "" {
		return nil, nil
	}
	paths := []string{s.Certificate, s.Key}
	if s.ClientCA != "" {
		paths = append(paths, s.ClientCA)
	}
	held, err := newReloaded(logger, tlsConfig, paths...)
	if err != nil {
		return nil, err
	}
	return &tls.Config{
		MinVersion: tls.VersionTLS12,
		NextProtos: []string{"h2", "http/1.1"},
		GetConfigForClient: func(*tls.ClientHelloInfo) (*tls.Config, error) {
			return held.get(), nil
		},
	}, nil
}

func tlsConfig(contents [][]byte) (*tls.Config, error) {
	certificate, err := tls.X509KeyPair(contents[0], contents[1])
	if err != nil {
		return nil, &FileError{Reason: reasonCertificate, Err: err}
	}
	config := &tls.Config{MinVersion: tls.VersionTLS12, NextProtos: []string{"h2", "http/1.1"}, Certificates: []tls.Certificate{certificate}}
	if len(contents) == 3 {
		config.ClientCAs, config.ClientAuth = x509.NewCertPool(), tls.RequireAndVerifyClientCert
		if !config.ClientCAs.AppendCertsFromPEM(contents[2]) {
			return nil, &FileError{Reason: reasonClientCA}
		}
	}
	return config, nil
}
