package server

import (
	"context"
	"net"
	"time"

	"golang.org/x/sys/unix"
)

// refuseNew lets a listener make no more connections, while those that the kernel has made for it, or is about
// to make, are still to be accepted: it drops packets that begin one. Whoever sent one tries again after a second,
// and then finds the listener closed. Closing alone would reset what was made between the last look and the close.
// It reports whether the kernel could.
func refuseNew(listener net.Listener) bool {
	// Of a TCP header, byte 13 has the flags, and bit 1 of it says that a connection begins.
	filter := []unix.SockFilter{
		{Code: unix.BPF_LD | unix.BPF_B | unix.BPF_ABS, K: 13},
		{Code: unix.BPF_JMP | unix.BPF_JSET | unix.BPF_K, K: 0x02, Jt: 0, Jf: 1},
		{Code: unix.BPF_RET | unix.BPF_K, K: 0},
		{Code: unix.BPF_RET | unix.BPF_K, K: 0xffffffff},
	}
	done := false
	control(listener, func(fd int) {
		program := unix.SockFprog{Len: uint16(len(filter)), Filter: &filter[0]}
		done = unix.SetsockoptSockFprog(fd, unix.SOL_SOCKET, unix.SO_ATTACH_FILTER, &program) == nil
	})
	return done
}

// awaitEmptyQueue waits until a listener has accepted every connection that the kernel has made for it, for so
// long a while. Those still in its queue when it is closed would be reset, and their requests lost.
func awaitEmptyQueue(ctx context.Context, listener net.Listener, while time.Duration) {
	empty := time.Now()
	for ctx.Err() == nil {
		if queued(listener) > 0 {
			empty = time.Now()
		} else if time.Since(empty) >= while {
			return
		}
		time.Sleep(time.Millisecond)
	}
}

// queued is how many connections wait to be accepted.
func queued(listener net.Listener) (n uint32) {
	control(listener, func(fd int) {
		if info, err := unix.GetsockoptTCPInfo(fd, unix.IPPROTO_TCP, unix.TCP_INFO); err == nil {
			n = info.Unacked // of a listening socket: the length of its queue
		}
	})
	return n
}

func control(listener net.Listener, use func(fd int)) {
	tcp, ok := listener.(*net.TCPListener)
	if !ok {
		return
	}
	if raw, err := tcp.SyscallConn(); err == nil {
		_ = raw.Control(func(fd uintptr) { use(int(fd)) }) // it is closed already: nothing to do
	}
}
