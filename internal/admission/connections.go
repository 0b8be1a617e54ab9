package admission

import (
	"container/list"
	"net"
	"net/http"
	"sync"
)

// Connections bounds how many connections a server has open. A new one beyond the bound takes the
// place of the one that has been silent for longest: one that has sent no request yet, or whose last
// request is answered. So connections that say nothing keep nobody out, as they would where new ones wait.
type Connections struct {
	most int

	mu     sync.Mutex
	silent *list.List // of net.Conn, longest silent first
	open   map[net.Conn]*list.Element
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
		c.open[conn] = c.silent.PushBack(conn)
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
		dropped = longest.Value.(net.Conn)
		c.silent.Remove(longest)
	}
	delete(c.open, dropped)
	return dropped
}
