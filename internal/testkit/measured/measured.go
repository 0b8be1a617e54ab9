// Package measured starts the real program as a server of its own and reads what it spends: CPU and
// memory, by the kernel's account, so that other work on the machine does not count. Linux only.
package measured

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"
)

// Server is a running server.
type Server struct {
	URL string

	process *exec.Cmd
	mu      sync.Mutex
	logged  int64
	tail    []string
	ended   chan error
}

var address = regexp.MustCompile(`https?://[0-9.:\[\]]+`)

// Start starts `program serve` on a free port of loopback and waits until it listens.
func Start(ctx context.Context, program string, args ...string) (*Server, error) {
	s := &Server{process: exec.CommandContext(ctx, program, append([]string{"serve", "--addr", "127.0.0.1:0"}, args...)...), ended: make(chan error, 1)}
	stderr, err := s.process.StderrPipe()
	if err != nil {
		return nil, err
	}
	if err := s.process.Start(); err != nil {
		return nil, err
	}
	listening := make(chan string, 1)
	go func() {
		s.read(stderr, listening)
		s.ended <- s.process.Wait()
	}()
	select {
	case s.URL = <-listening:
		return s, nil
	case err := <-s.ended:
		return nil, fmt.Errorf("the server ended: %w\n%s", err, strings.Join(s.tail, "\n"))
	}
}

func (s *Server) read(stderr io.Reader, listening chan<- string) {
	lines := bufio.NewReader(stderr)
	for told := false; ; {
		line, err := lines.ReadString('\n')
		s.mu.Lock()
		s.logged += int64(len(line))
		s.tail = append(s.tail[max(0, len(s.tail)-20):], line)
		s.mu.Unlock()
		if url := address.FindString(line); url != "" && !told {
			told = true
			listening <- url
		}
		if err != nil {
			return
		}
	}
}

// Logged is how many bytes the server has logged.
func (s *Server) Logged() int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.logged
}

// ticks is how many of the kernel's clock ticks a second has: 100 on every Linux of today.
const ticks = 100

// CPU is how long the server has computed, to a hundredth of a second.
func (s *Server) CPU() time.Duration {
	content, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", s.process.Process.Pid))
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(content), ") ") // the name may hold anything
	fields := strings.Fields(rest)
	user, _ := strconv.ParseInt(fields[11], 10, 64)
	system, _ := strconv.ParseInt(fields[12], 10, 64)
	return time.Duration(user+system) * time.Second / ticks
}

// Memory is the server's resident memory and its largest so far, in bytes.
func (s *Server) Memory() (now, most int64) {
	content, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", s.process.Process.Pid))
	if err != nil {
		return 0, 0
	}
	for line := range strings.Lines(string(content)) {
		fields := strings.Fields(line)
		if len(fields) < 2 {
			continue
		}
		kilobytes, _ := strconv.ParseInt(fields[1], 10, 64)
		switch fields[0] {
		case "VmRSS:":
			now = kilobytes << 10
		case "VmHWM:":
			most = kilobytes << 10
		}
	}
	return now, most
}

// Terminate sends SIGTERM and returns how long the server took to end, and how it ended.
func (s *Server) Terminate(longest time.Duration) (time.Duration, error) {
	began := time.Now()
	if err := s.process.Process.Signal(syscall.SIGTERM); err != nil {
		return 0, err
	}
	select {
	case err := <-s.ended:
		return time.Since(began), err
	case <-time.After(longest):
		_ = s.process.Process.Kill() // it has had its time
		return longest, errors.New("the server did not end")
	}
}
