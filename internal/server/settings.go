// Package server runs the HTTP server: what it listens on, who may ask, how it stops. What is answered is
// package httpapi's.
package server

import (
	"errors"
	"fmt"
	"log/slog"
	"math"
	"net"
	"net/netip"
	"net/url"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"noboru/internal/guard"
	"noboru/internal/httpapi"
)

// Settings are what can be chosen about a server. Each is a flag.
type Settings struct {
	Addr        string
	MetricsAddr string // empty: /metrics is served at Addr

	Origins, Headers, Hosts, Embedders []string

	Timeout       time.Duration
	MaxBody       int64
	MaxAnswer     int64
	Limits        []string // NAME=VALUE
	Introspection bool

	Rate           float64
	Burst          int
	Proxies        []string
	MaxConnections int
	Heavy          int
	Memory         int64 // bytes; 0 for what suits the dataset

	Documents     string
	OnlyDocuments bool

	Tokens      string
	Certificate string
	Key         string
	ClientCA    string

	LogFormat string
	Drain     time.Duration

	Traces     string  // the address of a collector; empty for no traces
	TraceShare float64 // of requests that are traced
}

// The flags of Settings. Their descriptions are the messages serve.flag.NAME.
const (
	flagAddr          = "addr"
	flagMetricsAddr   = "metrics-addr"
	flagOrigin        = "allow-origin"
	flagHeader        = "allow-header"
	flagHost          = "host"
	flagEmbed         = "allow-embed"
	flagTimeout       = "timeout"
	flagMaxBody       = "max-body"
	flagMaxAnswer     = "max-answer"
	flagLimit         = "limit"
	flagIntrospection = "introspection"
	flagRate          = "rate"
	flagBurst         = "burst"
	flagProxy         = "trust-proxy"
	flagConnections   = "max-connections"
	flagHeavy         = "max-heavy"
	flagMemory        = "memory"
	flagDocuments     = "documents"
	flagOnlyDocuments = "only-documents"
	flagTokens        = "tokens"
	flagCertificate   = "tls-cert"
	flagKey           = "tls-key"
	flagClientCA      = "tls-client-ca"
	flagLogFormat     = "log-format"
	flagDrain         = "drain"
	flagTraces        = "otlp-endpoint"
	flagTraceShare    = "otlp-share"
)

// LogFormats are the values of the log's format.
var LogFormats = []string{"text", "json"}

// AddFlags makes a flag of each setting. describe says what a flag is for, given the id of a message.
func (s *Settings) AddFlags(flags *pflag.FlagSet, describe func(id string) string) {
	d := func(name string) string { return describe("serve.flag." + name) }
	flags.StringVar(&s.Addr, flagAddr, "127.0.0.1:8080", d(flagAddr))
	flags.StringVar(&s.MetricsAddr, flagMetricsAddr, "", d(flagMetricsAddr))
	flags.StringArrayVar(&s.Origins, flagOrigin, nil, d(flagOrigin))
	flags.StringArrayVar(&s.Headers, flagHeader, nil, d(flagHeader))
	flags.StringArrayVar(&s.Hosts, flagHost, nil, d(flagHost))
	flags.StringArrayVar(&s.Embedders, flagEmbed, nil, d(flagEmbed))
	flags.DurationVar(&s.Timeout, flagTimeout, 10*time.Second, d(flagTimeout))
	flags.Int64Var(&s.MaxBody, flagMaxBody, 64<<10, d(flagMaxBody))
	flags.Int64Var(&s.MaxAnswer, flagMaxAnswer, 1<<20, d(flagMaxAnswer))
	flags.StringArrayVar(&s.Limits, flagLimit, nil, d(flagLimit))
	flags.BoolVar(&s.Introspection, flagIntrospection, true, d(flagIntrospection))
	flags.Float64Var(&s.Rate, flagRate, 0, d(flagRate))
	flags.IntVar(&s.Burst, flagBurst, 0, d(flagBurst))
	flags.StringArrayVar(&s.Proxies, flagProxy, nil, d(flagProxy))
	flags.IntVar(&s.MaxConnections, flagConnections, 1024, d(flagConnections))
	flags.IntVar(&s.Heavy, flagHeavy, 0, d(flagHeavy))
	flags.Int64Var(&s.Memory, flagMemory, 0, d(flagMemory))
	flags.StringVar(&s.Documents, flagDocuments, "", d(flagDocuments))
	flags.BoolVar(&s.OnlyDocuments, flagOnlyDocuments, false, d(flagOnlyDocuments))
	flags.StringVar(&s.Tokens, flagTokens, "", d(flagTokens))
	flags.StringVar(&s.Certificate, flagCertificate, "", d(flagCertificate))
	flags.StringVar(&s.Key, flagKey, "", d(flagKey))
	flags.StringVar(&s.ClientCA, flagClientCA, "", d(flagClientCA))
	flags.StringVar(&s.LogFormat, flagLogFormat, LogFormats[0], d(flagLogFormat))
	flags.DurationVar(&s.Drain, flagDrain, 2*time.Second, d(flagDrain))
	flags.StringVar(&s.Traces, flagTraces, "", d(flagTraces))
	flags.Float64Var(&s.TraceShare, flagTraceShare, 0.1, d(flagTraceShare))
}

// ListenError says that an address cannot be listened on.
type ListenError struct {
	Addr string
	Err  error
}

func (e *ListenError) Error() string { return fmt.Sprintf("listening on %s: %v", e.Addr, e.Err) }
func (e *ListenError) Unwrap() error { return e.Err }

// What can be wrong with a file that the settings name; the messages serve.file.REASON say it.
const (
	reasonUnreadable  = "unreadable"
	reasonNotAFile    = "not-a-file"
	reasonShortToken  = "short-token"
	reasonNoToken     = "no-token"
	reasonCertificate = "certificate"
	reasonClientCA    = "client-ca"
)

// FileError says what is wrong with a file that the settings name.
type FileError struct {
	Path   string
	Reason string // one of those above
	Err    error  // for logs; may be nil
}

func (e *FileError) Error() string {
	if e.Err == nil {
		return e.Path + ": " + e.Reason
	}
	return fmt.Sprintf("%s: %s: %v", e.Path, e.Reason, e.Err)
}
func (e *FileError) Unwrap() error { return e.Err }

// SettingError says which setting is wrong and what would be right.
type SettingError struct {
	Flag string // without dashes
	Got  string
	Want string // a form, such as HOST:PORT, or a range
}

func (e *SettingError) Error() string {
	return fmt.Sprintf("--%s: got %q, want %s", e.Flag, e.Got, e.Want)
}

// Check finds the first setting that is wrong. The error is a *SettingError.
func (s *Settings) Check() error {
	_, err := s.Options(nil)
	return err
}

// Options are the settings as the handler takes them. The error is a *SettingError, or of the files that are
// read.
func (s *Settings) Options(logger *slog.Logger) (httpapi.Options, error) {
	opts := httpapi.Options{
		Logger: logger, Timeout: s.Timeout, MaxBody: s.MaxBody, MaxAnswer: s.MaxAnswer,
		Rate: s.Rate, Burst: s.Burst, Heavy: s.Heavy,
		AllowedOrigins: s.Origins, AllowedHeaders: s.Headers, Hosts: s.Hosts, FrameAncestors: s.Embedders,
		OnlyDocuments: s.OnlyDocuments, MetricsElsewhere: s.MetricsAddr != "",
	}
	for _, address := range []struct{ flag, value string }{{flagAddr, s.Addr}, {flagMetricsAddr, s.MetricsAddr}} {
		if _, _, err := net.SplitHostPort(address.value); err != nil && (address.value != "" || address.flag == flagAddr) {
			return opts, &SettingError{address.flag, address.value, "HOST:PORT"}
		}
	}
	for _, header := range s.Headers {
		if header == "" || strings.ContainsAny(header, " \t,:;\"") {
			return opts, &SettingError{flagHeader, header, "HEADER-NAME"}
		}
	}
	for _, positive := range []struct {
		flag  string
		value float64
		least float64
	}{
		{flagTimeout, float64(s.Timeout), 1},
		{flagMaxBody, float64(s.MaxBody), 1},
		{flagMaxAnswer, float64(s.MaxAnswer), 1},
		{flagRate, s.Rate, 0},
		{flagBurst, float64(s.Burst), 0},
		{flagConnections, float64(s.MaxConnections), 1},
		{flagHeavy, float64(s.Heavy), 0},
		{flagMemory, float64(s.Memory), 0},
		{flagDrain, float64(s.Drain), 0},
	} {
		if !(positive.value >= positive.least) || math.IsInf(positive.value, 0) {
			return opts, &SettingError{positive.flag, fmt.Sprint(positive.value), fmt.Sprintf(">= %v", positive.least)}
		}
	}
	if collector, err := url.Parse(s.Traces); s.Traces != "" && (err != nil || collector.Host == "" || collector.Scheme != "http" && collector.Scheme != "https") {
		return opts, &SettingError{flagTraces, s.Traces, "http://HOST:PORT, https://HOST:PORT"}
	}
	if !(s.TraceShare >= 0 && s.TraceShare <= 1) {
		return opts, &SettingError{flagTraceShare, fmt.Sprint(s.TraceShare), "0 .. 1"}
	}
	if !slices.Contains(LogFormats, s.LogFormat) {
		return opts, &SettingError{flagLogFormat, s.LogFormat, strings.Join(LogFormats, ", ")}
	}
	if (s.Certificate == "") != (s.Key == "") || s.ClientCA != "" && s.Certificate == "" {
		return opts, &SettingError{flagCertificate, s.Certificate, "--" + flagCertificate + " --" + flagKey}
	}
	var err error
	if opts.Limits, err = s.limits(); err != nil {
		return opts, err
	}
	if opts.TrustedProxies, err = s.proxies(); err != nil {
		return opts, err
	}
	if s.OnlyDocuments && s.Documents == "" {
		return opts, &SettingError{flagOnlyDocuments, "true", "--" + flagDocuments + " FOLDER"}
	}
	if s.Documents != "" {
		opts.Documents = httpapi.NewDocuments()
		if err := opts.Documents.Register(os.DirFS(s.Documents)); err != nil {
			reason := reasonUnreadable
			if errors.Is(err, httpapi.ErrNotAFile) {
				reason = reasonNotAFile
			}
			return opts, &FileError{s.Documents, reason, err}
		}
	}
	return opts, nil
}

func (s *Settings) limits() (guard.Limits, error) {
	limits := guard.Limits{NoIntrospection: !s.Introspection}
	for _, text := range s.Limits {
		name, value, _ := strings.Cut(text, "=")
		n, err := strconv.Atoi(value)
		limit := limits.ByName(name)
		if err != nil || n < 1 || limit == nil {
			return limits, &SettingError{flagLimit, text, "NAME=N; " + strings.Join(guard.LimitNames(), ", ")}
		}
		*limit = n
	}
	return limits, nil
}

func (s *Settings) proxies() ([]netip.Prefix, error) {
	var prefixes []netip.Prefix
	for _, text := range s.Proxies {
		prefix, err := netip.ParsePrefix(text)
		if address, addressErr := netip.ParseAddr(text); err != nil && addressErr == nil {
			prefix, err = netip.PrefixFrom(address, address.BitLen()), nil
		}
		if err != nil {
			return nil, &SettingError{flagProxy, text, "ADDRESS, ADDRESS/BITS"}
		}
		prefixes = append(prefixes, prefix)
	}
	return prefixes, nil
}
