package cli

import (
	"runtime"
	"runtime/debug"
)

// firstCollection is what the garbage collector lets the heap grow to before it first runs: 64 times the 4 MiB
// that Go begins with, which is what a server is allowed at least. Most commands are done before.
const firstCollection = 6400 // percent

// PutOffCollection has the program compute its answer before it collects garbage, where there is little. From the
// first collection on Go's default holds. Where the environment speaks of it (GOGC, GOMEMLIMIT), that holds.
func PutOffCollection(getenv func(string) string) {
	if getenv("GOGC") != "" || getenv("GOMEMLIMIT") != "" {
		return
	}
	debug.SetGCPercent(firstCollection)
	runtime.SetFinalizer(new([16]byte), func(*[16]byte) {
		if now := debug.SetGCPercent(100); now != firstCollection {
			debug.SetGCPercent(now) // a server has settled it meanwhile
		}
	})
}
