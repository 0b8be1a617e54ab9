package server

import (
	"context"
	"net"
	"time"

	"golang.org/x/sys/unix"
)

// awaitEmptyQueue waits until a listener has accepted every connection that the kernel has made for it.
// Those still in its queue when it is closed would be reset, and their requests lost.
func awaitEmptyQueue(ctx context.Context, listener net.Listener) {
	tcp, ok := listener.(*net.TCPListener)
	if !ok {
		return
	}
	raw, err := tcp.SyscallConn()
	if err != nil {
		return
	}
	for ctx.Err() == nil {
		queued := uint32(0)
		err := raw.Control(func(fd uintptr) {
			if info, err := unix.GetsockoptTCPInfo(int(fd), unix.IPPROTO_TCP, unix.TCP_INFO); err == nil {
				queued = info.Unacked // of a listening socket: the length of its queue
			}
		})
		if err != nil || queued == 0 {
			return
		}
		time.Sleep(time.Millisecond)
	}
}
