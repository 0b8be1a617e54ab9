package server

import (
	"context"
	"errors"
	"io"
	"net"
	"syscall"
	"testing"
)

// TestRefuseNew makes a connection before a listener refuses new ones, and begins one afterwards: what was made
// before is still accepted, with all that was sent on it; the other one is refused, and not cut off.
func TestRefuseNew(t *testing.T) {
	listener, err := open(t.Context(), "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close() //nolint:errcheck // it is closed below
	var dialer net.Dialer
	before, err := dialer.DialContext(t.Context(), "tcp", listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := before.Write([]byte("asked")); err != nil {
		t.Fatal(err)
	}
	_ = before.Close() // all is sent
	if queued(listener) != 1 {
		t.Fatalf("%d connections wait", queued(listener))
	}
	if !refuseNew(listener) {
		t.Skip("this kernel has no such filter")
	}
	began, after := make(chan struct{}), make(chan error, 1)
	go func() {
		dialer := net.Dialer{Control: func(string, string, syscall.RawConn) error {
			close(began)
			return nil
		}}
		c, err := dialer.DialContext(t.Context(), "tcp", listener.Addr().String())
		if err == nil {
			_ = c.Close() // it should not have been made
		}
		after <- err
	}()
	<-began
	accepted, err := listener.Accept()
	if err != nil {
		t.Fatal(err)
	}
	defer accepted.Close() //nolint:errcheck // only read
	if sent, err := io.ReadAll(accepted); err != nil || string(sent) != "asked" {
		t.Errorf("read %q, %v", sent, err)
	}
	awaitEmptyQueue(context.WithoutCancel(t.Context()), listener, 0)
	if queued(listener) != 0 {
		t.Errorf("%d connections were made afterwards", queued(listener))
	}
	if err := listener.Close(); err != nil {
		t.Fatal(err)
	}
	if err := <-after; !errors.Is(err, syscall.ECONNREFUSED) {
		t.Errorf("a new connection: %v, want that it is refused", err)
	}
}
