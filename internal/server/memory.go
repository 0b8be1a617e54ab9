package server

import (
	"runtime"
	"runtime/debug"
)

// Answers leave much garbage beside a small dataset. A collector that runs whenever the heap has doubled would then run
// many times a second; so it waits for more, as long as the process stays within its memory.
const (
	leastMemory   = 256 << 20 // bytes
	datasetShare  = 4         // how many times what is in use when the server starts
	growthPercent = 800
)

// HoldMemory sets how much memory the garbage collector aims at: what the settings say, or four times what is in use,
// 256 MiB at least. It is no hard bound: what is needed at once is had all the same. Where the environment
// speaks of it (GOGC, GOMEMLIMIT), that holds.
func (s *Settings) HoldMemory(getenv func(string) string) {
	if getenv("GOGC") != "" || getenv("GOMEMLIMIT") != "" {
		return
	}
	limit := s.Memory
	if limit == 0 {
		var used runtime.MemStats
		runtime.ReadMemStats(&used)
		limit = max(leastMemory, datasetShare*int64(used.HeapAlloc))
	}
	debug.SetMemoryLimit(limit)
	debug.SetGCPercent(growthPercent)
}
