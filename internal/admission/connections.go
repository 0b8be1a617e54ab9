package admission

import (
	"container/list"
	"context"
	"net"
	"net/http"
	"sync"
	"time"
)

// Connections bounds how many connections a server has open. A new one beyond the bound takes the
// place of the one that has been silent for longest: one that has sent no request yet, or whose last
// request is answered. So connections that say nothing keep nobody out, as they would where new ones wait.
type Connections struct {
	most int

	mu     sync.Mutex
	silent *list.List                 // of silence, longest first
	open   map[net.Conn]*list.Element // nil while a request is answered
}

type silence struct {
	conn  net.Conn
	since time.Time
}

// NewConnections returns a bound of most connections.
func NewConnections(most int) *Connections {
	return &Connections{most: most, silent: list.New(), open: map[net.Conn]*list.Element{}}
}

// Watch is to be the server's ConnState.
func (c *Connections) Watch(conn net.Conn, state http.ConnState) {
	if dropped := c.note(conn, state); dropped != nil {
		_ = dropped.Close() // it is closed already: nothing to do
	}
}

// note keeps account of a connection, and returns one to be closed.
func (c *Connections) note(conn net.Conn, state http.ConnState) net.Conn {
	c.mu.Lock()
	defer c.mu.Unlock()
	if place := c.open[conn]; place != nil {
		c.silent.Remove(place)
	}
	switch state {
	case http.StateNew, http.StateIdle:
		c.open[conn] = c.silent.PushBack(silence{conn, time.Now()})
	case http.StateActive:
		c.open[conn] = nil
	default:
		delete(c.open, conn)
	}
	if len(c.open) <= c.most {
		return nil
	}
	dropped := conn // where all others are being answered
	if longest := c.silent.Front(); longest != nil {
		dropped = longest.Value.(silence).conn
		c.silent.Remove(longest)
	}
	delete(c.open, dropped)
	return dropped
}

// Quiet waits until no request is being answered and no connection has become silent within the last
// while: then no request is on its way on one. It returns early when ctx is done.
func (c *Connections) Quiet(ctx context.Context, while time.Duration) {
	look := time.NewTicker(while / 20)
	defer look.Stop()
	for !c.quietFor(while) {
		select {
		case <-look.C:
		case <-ctx.Done():
			return
		}
	}
}

func (c *Connections) quietFor(while time.Duration) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	last := c.silent.Back()
	return len(c.open) == c.silent.Len() && (last == nil || time.Since(last.Value.(silence).since) >= while)
}
