package server

import (
	"context"
	"crypto/tls"
	"fmt"
	"io"
	"net"
	"net/http"
	"time"
)

// longestHealth is how long a server may take to say whether it is ready.
const longestHealth = 4 * time.Second

// Health asks the server of these settings, on this machine, whether it is ready. The error says what is wrong;
// it is nil where the server is. Of a server that wants a client's certificate it is only known that it listens.
func (s *Settings) Health(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, longestHealth)
	defer cancel()
	host, port, err := net.SplitHostPort(s.Addr)
	if err != nil {
		return &SettingError{flagAddr, s.Addr, "HOST:PORT"}
	}
	if address := net.ParseIP(host); host == "" || address != nil && address.IsUnspecified() {
		host = "127.0.0.1"
	}
	at := net.JoinHostPort(host, port)
	if s.ClientCA != "" {
		var dialer net.Dialer
		c, err := dialer.DialContext(ctx, "tcp", at)
		if err != nil {
			return err
		}
		return c.Close()
	}
	scheme, transport := "http", &http.Transport{DisableKeepAlives: true}
	if s.Certificate != "" {
		scheme = "https"
		transport.TLSClientConfig = &tls.Config{InsecureSkipVerify: true} //nolint:gosec // only whether it answers matters, and the name is not its own
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, scheme+"://"+at+"/readyz", nil)
	if err != nil {
		return err
	}
	response, err := (&http.Client{Transport: transport}).Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()                                      //nolint:errcheck // only read
	_, _ = io.Copy(io.Discard, io.LimitReader(response.Body, 4<<10)) // only the status counts
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("status %d", response.StatusCode)
	}
	return nil
}
