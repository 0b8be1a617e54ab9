package admission

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"pgregory.net/rapid"
)

func TestLane(t *testing.T) {
	l := NewLane(1, 1, time.Hour)
	leave, err := l.Enter(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	entered := make(chan error)
	go func() {
		leave, err := l.Enter(context.Background())
		if err == nil {
			leave()
		}
		entered <- err
	}()
	for l.waiting.Load() == 0 { // until it waits
		runtime.Gosched()
	}
	if _, err := l.Enter(t.Context()); !errors.Is(err, ErrFull) {
		t.Errorf("a third: %v", err)
	}
	leave()
	if err := <-entered; err != nil {
		t.Errorf("the second, after the first left: %v", err)
	}
	leave, err = l.Enter(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer leave()
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := l.Enter(gone); !errors.Is(err, context.Canceled) {
		t.Errorf("a client that is gone: %v", err)
	}
	brief := NewLane(1, 1, 1)
	if _, err := brief.Enter(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := brief.Enter(t.Context()); !errors.Is(err, ErrFull) {
		t.Errorf("after the longest wait: %v", err)
	}
}

// TestBytes reads bodies of every size in pieces of every size, within the room and beyond it.
func TestBytes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		body := strings.Repeat("x", rapid.IntRange(0, 40_000).Draw(t, "bytes"))
		b := NewBytes(rapid.Int64Range(Piece, 100_000).Draw(t, "room"))
		read, err := b.ReadAll(iotest.HalfReader(strings.NewReader(body)), make([]byte, 0, rapid.IntRange(0, 2*Piece).Draw(t, "lent")))
		switch {
		case errors.Is(err, ErrFull):
			if int64(4*len(body)+2*Piece) < b.most {
				t.Fatalf("%d bytes found no room in %d", len(body), b.most)
			}
		case err != nil || string(read) != body:
			t.Fatalf("read %d of %d bytes, %v", len(read), len(body), err)
		}
		if held := b.held.Load(); held != 0 {
			t.Fatalf("%d bytes are held afterwards", held)
		}
	})
	b := NewBytes(3 * Piece)
	reader, writer := io.Pipe()
	done := make(chan struct{})
	go func() {
		defer close(done)
		_, _ = b.ReadAll(reader, nil) // what it reads is of no matter
	}()
	if _, err := writer.Write(make([]byte, 2*Piece)); err != nil {
		t.Fatal(err)
	}
	for b.held.Load() < 3*Piece { // until the unfinished body has grown
		runtime.Gosched()
	}
	if _, err := b.ReadAll(strings.NewReader("x"), nil); !errors.Is(err, ErrFull) {
		t.Errorf("beside an unfinished body: %v", err)
	}
	_ = writer.Close() // a pipe's never fails
	<-done
	if read, err := b.ReadAll(strings.NewReader("x"), nil); err != nil || string(read) != "x" {
		t.Errorf("after it: %q, %v", read, err)
	}
}

func TestClients(t *testing.T) {
	now := time.Unix(1000, 0)
	proxies := []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")}
	for _, c := range []struct {
		name, first, second string // as address and X-Forwarded-For
		same                bool
	}{
		{"one client", "192.0.2.1:1", "192.0.2.1:2", true},
		{"two clients", "192.0.2.1:1", "192.0.2.2:1", false},
		{"one network of IPv6", "[2001:db8::1]:1", "[2001:db8::2]:1", true},
		{"two networks of IPv6", "[2001:db8::1]:1", "[2001:db8:0:1::1]:1", false},
		{"IPv4 in IPv6", "[::ffff:192.0.2.1]:1", "192.0.2.1:1", true},
		{"behind a proxy", "10.0.0.1:1 192.0.2.1", "10.0.0.1:1 192.0.2.2", false},
		{"behind two proxies", "10.0.0.1:1 192.0.2.1, 10.0.0.2", "10.0.0.9:1 192.0.2.1", true},
		{"who says what nobody asked", "10.0.0.1:1 9.9.9.9, 192.0.2.1", "10.0.0.1:1 8.8.8.8, 192.0.2.1", true},
		{"who claims to be behind a proxy", "192.0.2.1:1 192.0.2.7", "192.0.2.1:1 192.0.2.8", true},
		{"a proxy that says nonsense", "10.0.0.1:1 nonsense", "10.0.0.1:1 other", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			clients := NewClients(1, 1, proxies, func() time.Time { return now })
			if _, ok := clients.Admit(from(c.first)); !ok {
				t.Fatal("the first is refused")
			}
			if _, ok := clients.Admit(from(c.second)); ok == c.same {
				t.Errorf("the second is admitted: %v", ok)
			}
		})
	}
	clients := NewClients(2, 3, nil, func() time.Time { return now })
	admitted := 0
	for range 10 {
		if _, ok := clients.Admit(from("192.0.2.1:1")); ok {
			admitted++
		}
	}
	if admitted != 3 {
		t.Errorf("%d at once, want 3", admitted)
	}
	wait, _ := clients.Admit(from("192.0.2.1:1"))
	now = now.Add(wait)
	if _, ok := clients.Admit(from("192.0.2.1:1")); !ok || wait != 500*time.Millisecond {
		t.Errorf("after %v: %v", wait, ok)
	}
	if _, ok := NewClients(0, 0, nil, time.Now).Admit(from("192.0.2.1:1")); !ok {
		t.Error("refused without a limit")
	}
}

func from(text string) *http.Request {
	address, forwarded, _ := strings.Cut(text, " ")
	r := httptest.NewRequestWithContext(context.Background(), http.MethodGet, "/", nil)
	r.RemoteAddr = address
	if forwarded != "" {
		r.Header.Set("X-Forwarded-For", forwarded)
	}
	return r
}

// TestConnections opens, uses and closes connections at random, and holds the bound and who is dropped
// against a plain list.
func TestConnections(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		most := rapid.IntRange(1, 5).Draw(t, "most")
		c := NewConnections(most)
		var silent, active []net.Conn // silent: longest first
		remove := func(from []net.Conn, conn net.Conn) []net.Conn {
			var rest []net.Conn
			for _, other := range from {
				if other != conn {
					rest = append(rest, other)
				}
			}
			return rest
		}
		for range rapid.IntRange(1, 60).Draw(t, "events") {
			all := append(append([]net.Conn{}, silent...), active...)
			if len(all) == 0 || rapid.Bool().Draw(t, "new") {
				conn, other := net.Pipe()
				defer other.Close() //nolint:errcheck // a pipe's never fails
				dropped := c.note(conn, http.StateNew)
				silent = append(silent, conn)
				if len(silent)+len(active) > most {
					if dropped != silent[0] {
						t.Fatal("not the one that has been silent for longest is dropped")
					}
					silent = silent[1:]
				} else if dropped != nil {
					t.Fatal("dropped below the bound")
				}
				continue
			}
			conn := rapid.SampledFrom(all).Draw(t, "which")
			silent, active = remove(silent, conn), remove(active, conn)
			switch state := rapid.SampledFrom([]http.ConnState{http.StateActive, http.StateIdle, http.StateClosed}).Draw(t, "state"); state {
			case http.StateActive:
				active = append(active, conn)
				c.note(conn, state)
			case http.StateIdle:
				silent = append(silent, conn)
				c.note(conn, state)
			default:
				c.note(conn, state)
			}
		}
		if len(c.open) != len(silent)+len(active) || c.silent.Len() != len(silent) {
			t.Fatalf("%d open and %d silent, want %d and %d", len(c.open), c.silent.Len(), len(silent)+len(active), len(silent))
		}
	})
}
