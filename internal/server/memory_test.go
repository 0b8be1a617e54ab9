package server_test

import (
	"math"
	"runtime/debug"
	"testing"

	"noboru/internal/server"
)

func TestMemoryIsHeldUnlessTheEnvironmentSaysSo(t *testing.T) {
	limit, percent := debug.SetMemoryLimit(-1), debug.SetGCPercent(100)
	t.Cleanup(func() {
		debug.SetMemoryLimit(limit)
		debug.SetGCPercent(percent)
	})
	for _, c := range []struct {
		name         string
		settings     server.Settings
		env          map[string]string
		least, most  int64
		percentAfter int
	}{
		{"what suits the dataset", server.Settings{}, nil, 256 << 20, math.MaxInt64 - 1, 800},
		{"as it was said", server.Settings{Memory: 300 << 20}, nil, 300 << 20, 300 << 20, 800},
		{"GOGC holds", server.Settings{Memory: 300 << 20}, map[string]string{"GOGC": "50"}, math.MaxInt64, math.MaxInt64, 100},
		{"GOMEMLIMIT holds", server.Settings{}, map[string]string{"GOMEMLIMIT": "1GiB"}, math.MaxInt64, math.MaxInt64, 100},
	} {
		t.Run(c.name, func(t *testing.T) {
			debug.SetMemoryLimit(math.MaxInt64)
			debug.SetGCPercent(100)
			c.settings.HoldMemory(func(name string) string { return c.env[name] })
			if got := debug.SetMemoryLimit(-1); got < c.least || got > c.most {
				t.Errorf("a limit of %d, want %d to %d", got, c.least, c.most)
			}
			if got := debug.SetGCPercent(100); got != c.percentAfter {
				t.Errorf("percent %d, want %d", got, c.percentAfter)
			}
		})
	}
}
