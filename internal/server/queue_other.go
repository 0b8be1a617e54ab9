//go:build !linux

package server

import (
	"context"
	"net"
	"time"
)

// refuseNew does nothing where the kernel has no such filter.
func refuseNew(net.Listener) bool { return false }

// awaitEmptyQueue does nothing where the kernel does not tell how long the queue is.
func awaitEmptyQueue(context.Context, net.Listener, time.Duration) {}
