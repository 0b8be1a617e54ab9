// Package measure times work by the processor time of this process, so that what else the machine does counts
// little, and has rivals take turns, so that what is left of it meets all of them. Linux and macOS.
package measure

import (
	"runtime"
	"slices"
	"syscall"
	"time"
)

// Processor is the processor time that this process has taken: user and system, all threads. It is exact for the thread
// that asks; what another one has taken may show up to a clock tick later.
func Processor() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err) // it fails for wrong arguments only
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// Of is the processor time that f takes.
func Of(f func()) time.Duration {
	before := Processor()
	f()
	return Processor() - before
}

// Times are what the runs of one rival took.
type Times struct{ Min, Median time.Duration }

// TimesOf sorts what runs took, at least one.
func TimesOf(taken []time.Duration) Times {
	slices.Sort(taken)
	return Times{taken[0], taken[len(taken)/2]}
}

// InTurn runs each f once a round.
func InTurn(rounds int, fs ...func()) []Times {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	taken := make([][]time.Duration, len(fs))
	for range rounds {
		for i, f := range fs {
			taken[i] = append(taken[i], Of(f))
		}
	}
	times := make([]Times, len(fs))
	for i, t := range taken {
		times[i] = TimesOf(t)
	}
	return times
}

// Over is how many times longer a took than b: by the least and by the median of their times.
func (a Times) Over(b Times) (least, median float64) {
	return float64(a.Min) / float64(b.Min), float64(a.Median) / float64(b.Median)
}

// Noise is how much the processor time of the same work varies: median / min of a loop. 1 is a machine that is still.
func Noise() float64 {
	sum := 0
	t := InTurn(50, func() {
		for i := range 5_000_000 {
			sum += i ^ sum
		}
	})[0]
	return float64(t.Median) / float64(t.Min)
}
