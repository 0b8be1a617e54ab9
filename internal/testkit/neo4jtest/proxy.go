package neo4jtest

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	toxiproxy "github.com/Shopify/toxiproxy/v2"
	"github.com/Shopify/toxiproxy/v2/stream"
	"github.com/Shopify/toxiproxy/v2/toxics"
	"github.com/rs/zerolog"
)

// Fault is what goes wrong between a client and Neo4j.
type Fault struct {
	Name   string
	toxics []toxic
	down   bool
	anew   bool // connections that stand are cut first, since they would be spared
}

// toxic is toxiproxy's own form. Bytes flow "downstream" from Neo4j to the client.
type toxic struct {
	Name       string         `json:"name"`
	Type       string         `json:"type"`
	Stream     string         `json:"stream"`
	Toxicity   float32        `json:"toxicity"`
	Attributes map[string]any `json:"attributes"`
}

func answers(kind string, attributes map[string]any) toxic {
	return toxic{kind, kind, "downstream", 1, attributes}
}

// Refused ends all connections and takes no more, as where nothing runs.
func Refused() Fault { return Fault{Name: "refused", down: true} }

// Slow delays every piece of an answer.
func Slow(by time.Duration) Fault {
	return Fault{Name: fmt.Sprintf("%v late", by), toxics: []toxic{answers("latency", map[string]any{"latency": by.Milliseconds()})}}
}

// Trickle lets so many bytes of answers through a second.
func Trickle(kilobytes int) Fault {
	return Fault{Name: fmt.Sprintf("%d kB a second", kilobytes), toxics: []toxic{answers("trickle", map[string]any{"rate": kilobytes})}}
}

// Hole swallows what Neo4j answers after so many bytes of it; the connection stays open.
func Hole(after int64) Fault {
	return Fault{Name: place("black hole", after), toxics: []toxic{answers("hole", map[string]any{"bytes": after})}}
}

// DeafHole swallows what the client asks.
func DeafHole() Fault {
	t := answers("timeout", map[string]any{"timeout": 0})
	t.Stream = "upstream"
	return Fault{Name: "black hole for requests", toxics: []toxic{t}}
}

// Cut closes each connection after so many bytes of answers.
func Cut(after int64) Fault {
	return Fault{Name: place("closed", after), toxics: []toxic{answers("limit_data", map[string]any{"bytes": after})}}
}

// Reset resets each connection (RST) after so many bytes of answers.
func Reset(after int64) Fault {
	// A reset_peer that acts on nothing still makes every new connection end by a reset.
	lingerless := answers("reset_peer", map[string]any{})
	lingerless.Toxicity = 0
	return Fault{Name: place("reset", after), anew: true, toxics: []toxic{answers("limit_data", map[string]any{"bytes": after}), lingerless}}
}

func place(name string, after int64) string {
	if after == 0 {
		return name
	}
	return fmt.Sprintf("%s after %d bytes", name, after)
}

// Proxy stands on loopback between a client and a server's Bolt port.
type Proxy struct {
	Host  string // host and port; the URI is bolt://Host
	proxy *toxiproxy.Proxy
}

// Proxy returns a new proxy that lets everything through. It ends with the test.
func (s *Server) Proxy(tb testing.TB) *Proxy {
	tb.Helper()
	u, err := url.Parse(s.URI)
	if err != nil {
		tb.Fatal(err)
	}
	api := toxiproxy.NewServer(toxiproxy.NewMetricsContainer(nil), zerolog.Nop())
	// A port that Refused gives up must be free again afterwards, so it is none of those that
	// outgoing connections take.
	for range 20 {
		p := toxiproxy.NewProxy(api, tb.Name(), fmt.Sprintf("127.0.0.1:%d", 20000+rand.IntN(12000)), u.Host)
		if err = p.Start(); err == nil {
			tb.Cleanup(p.Stop)
			return &Proxy{Host: p.Listen, proxy: p}
		}
	}
	tb.Fatal(err)
	return nil
}

// Put puts a fault in the way, of connections that stand too.
func (p *Proxy) Put(tb testing.TB, f Fault) {
	tb.Helper()
	if f.down || f.anew {
		p.proxy.Stop()
	}
	for _, t := range f.toxics {
		body, err := json.Marshal(t)
		if err != nil {
			tb.Fatal(err)
		}
		if _, err := p.proxy.Toxics.AddToxicJson(strings.NewReader(string(body))); err != nil {
			tb.Fatalf("%s: %v", f.Name, err)
		}
	}
	if f.anew {
		p.start(tb)
	}
}

// Heal takes all faults away. Connections that a black hole or a trickle held up are closed.
func (p *Proxy) Heal(tb testing.TB) {
	tb.Helper()
	p.proxy.Toxics.ResetToxics(context.WithoutCancel(tb.Context()))
	if !p.proxy.Enabled {
		p.start(tb)
	}
}

// Lead sends the connections that come from now on to another server, and cuts those that stand.
func (p *Proxy) Lead(tb testing.TB, to *Server) {
	tb.Helper()
	u, err := url.Parse(to.URI)
	if err != nil {
		tb.Fatal(err)
	}
	p.proxy.Stop()
	p.proxy.Upstream = u.Host
	p.start(tb)
}

func (p *Proxy) start(tb testing.TB) {
	tb.Helper()
	if err := p.proxy.Start(); err != nil {
		tb.Fatal(err)
	}
}

// AtOnce runs a subtest for each case, all at the same time, also where there are few processors:
// tests of deadlines wait rather than compute.
func AtOnce[C any](t *testing.T, cases []C, name func(C) string, run func(*testing.T, C)) {
	t.Helper()
	var under sync.WaitGroup
	for _, c := range cases {
		under.Go(func() { t.Run(name(c), func(t *testing.T) { run(t, c) }) })
	}
	under.Wait()
}

// hole is toxiproxy's "timeout", but only after so many bytes.
type hole struct {
	Bytes int64 `json:"bytes"`
}

// passed is how much a connection has let through.
type passed struct{ bytes int64 }

// trickle is toxiproxy's "bandwidth", which takes 5 s to remove where much is to be sent.
type trickle struct {
	Rate int `json:"rate"` // kilobytes a second, which are bytes a millisecond
}

func init() {
	toxics.Register("hole", new(hole))
	toxics.Register("trickle", new(trickle))
	zerolog.SetGlobalLevel(zerolog.Disabled) // some toxics trace to stderr, asked or not
}

// NewState implements toxics.StatefulToxic.
func (h *hole) NewState() any { return new(passed) }

// Pipe implements toxics.Toxic.
func (h *hole) Pipe(stub *toxics.ToxicStub) {
	state, ok := stub.State.(*passed)
	if !ok {
		state = new(passed)
	}
	pipe(stub, func(c *stream.StreamChunk) bool {
		rest := h.Bytes - state.bytes
		if rest <= 0 {
			return true
		}
		c.Data = c.Data[:min(rest, int64(len(c.Data)))]
		state.bytes += int64(len(c.Data))
		return send(stub, c)
	})
}

// Pipe implements toxics.Toxic.
func (r *trickle) Pipe(stub *toxics.ToxicStub) {
	const pause = 100 // milliseconds
	pipe(stub, func(c *stream.StreamChunk) bool {
		for data := c.Data; len(data) > 0; {
			select {
			case <-stub.Interrupt:
				return false
			case <-time.After(pause * time.Millisecond):
			}
			n := min(len(data), r.Rate*pause)
			if !send(stub, &stream.StreamChunk{Data: data[:n], Timestamp: c.Timestamp}) {
				return false
			}
			data = data[n:]
		}
		return true
	})
}

// pipe hands over what comes until the stream ends or pass returns false, for an interruption.
func pipe(stub *toxics.ToxicStub, pass func(*stream.StreamChunk) bool) {
	for {
		select {
		case <-stub.Interrupt:
			return
		case c := <-stub.Input:
			if c == nil {
				stub.Close()
				return
			}
			if !pass(c) {
				return
			}
		}
	}
}

// send gives up when it is interrupted: nobody may be there to receive.
func send(stub *toxics.ToxicStub, c *stream.StreamChunk) bool {
	select {
	case <-stub.Interrupt:
		return false
	case stub.Output <- c:
		return true
	}
}

// Cleanup implements toxics.CleanupToxic: a stream with a gap in it is of no use.
func (h *hole) Cleanup(stub *toxics.ToxicStub) { stub.Close() }

// Cleanup implements toxics.CleanupToxic, as for a hole.
func (r *trickle) Cleanup(stub *toxics.ToxicStub) { stub.Close() }
