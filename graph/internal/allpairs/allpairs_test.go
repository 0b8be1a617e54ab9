package allpairs

import (
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"syscall"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// unit makes rows of length 1, some of them zeros.
func unit(rng *rand.Rand, n, width int) [][]float64 {
	rows := make([][]float64, n)
	for i := range rows {
		z, sum := make([]float64, width), 0.0
		for j := range z {
			z[j] = rng.NormFloat64() + 1
			sum += z[j] * z[j]
		}
		for j := range z {
			z[j] /= math.Sqrt(sum)
		}
		if rng.IntN(20) == 0 {
			clear(z)
		}
		rows[i] = z
	}
	return rows
}

func filled(rows [][]float64, k kernel) *Rows {
	return newRows(len(rows), len(rows[0]), func(i int, z []float64) { copy(z, rows[i]) }, k)
}

func product(a, b []float64) (sum float64) {
	for i := range a {
		sum += a[i] * b[i]
	}
	return sum
}

// TestNothingIsMissed holds every kernel to plain products: no pair that reaches a bar is missed, and
// none is named that falls short of it by more than the slack.
func TestNothingIsMissed(t *testing.T) {
	for name, k := range kernels() {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				n, width := rapid.IntRange(1, 90).Draw(t, "n"), rapid.IntRange(1, 60).Draw(t, "width")
				rows := unit(rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1)), n, width)
				r := filled(rows, k)
				bars, sums := make([]float64, n), r.Bars(0)
				for i := range bars {
					bars[i] = rapid.Float64Range(-1, 1).Draw(t, "bar")
					sums[i] = r.Bar(bars[i])
				}
				lo := rapid.IntRange(0, n-1).Draw(t, "lo")
				hi := rapid.IntRange(lo+1, n).Draw(t, "hi")
				var s Scan
				all := make([][]int32, hi-lo)
				s.Candidates(r, lo, hi, sums, func(row int, later []int32) { all[row-lo] = append(all[row-lo], later...) })
				for i, found := range all {
					a := lo + i
					if !slices.IsSorted(found) || len(found) > 0 && int(found[0]) <= a {
						t.Fatalf("row %d: %v", a, found)
					}
					for b := a + 1; b < n; b++ {
						p, bar := product(rows[a], rows[b]), min(bars[a], bars[b])
						named := slices.Contains(found, int32(b))
						if p >= bar && !named {
							t.Fatalf("rows %d and %d reach %v with %v and are missed", a, b, bar, p)
						}
						if named && p < bar-2.1*r.slack/(scale*scale) {
							t.Fatalf("rows %d and %d have %v, far from %v, and are named", a, b, p, bar)
						}
					}
				}
			})
		})
	}
}

// TestKernelsAgree compares masks bit by bit, on elements at the ends of their range, too.
func TestKernelsAgree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		pairs, count := rapid.IntRange(1, 40).Draw(t, "pairs"), rapid.IntRange(1, 5).Draw(t, "panels")
		rng := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 2))
		// Sums stay within 31 bits, as those of rows of length 1 do.
		most := int(math.Sqrt(math.MaxInt32 / float64(2*pairs)))
		element := func() int16 { return int16(min(scale, rng.IntN(2*most+1)) - most/2) }
		strip, panels := make([]int16, pairs*stripRows*2), make([]int16, count*pairs*panelRows*2)
		for i := range strip {
			strip[i] = max(-scale, element())
		}
		for i := range panels {
			panels[i] = max(-scale, element())
		}
		rowBars, colBars := make([]int32, stripRows), make([]int32, count*panelRows)
		for i := range rowBars {
			rowBars[i] = 1 + rng.Int32N(1<<29)
		}
		for i := range colBars {
			colBars[i] = 1 + rng.Int32N(1<<29)
		}
		want := make([]uint16, count*stripRows)
		portable(strip, panels, pairs, rowBars, colBars, want)
		all := kernels()
		for _, name := range slices.Sorted(maps.Keys(all)) {
			got := make([]uint16, len(want))
			all[name](strip, panels, pairs, rowBars, colBars, got)
			if !slices.Equal(got, want) {
				t.Fatalf("%s: %x, want %x", name, got, want)
			}
		}
	})
}

func BenchmarkCandidates(b *testing.B) {
	all := kernels()
	for _, width := range []int{23, 120} {
		const n = 8000
		rows := unit(rand.New(rand.NewPCG(1, 1)), n, width)
		for _, name := range slices.Sorted(maps.Keys(all)) {
			b.Run(fmt.Sprintf("%d/%s", width, name), func(b *testing.B) {
				r := filled(rows, all[name])
				bars := r.Bars(r.Bar(0.95))
				var s Scan
				pairs := 0
				runtime.LockOSThread()
				defer runtime.UnlockOSThread()
				before := threadTime(b)
				for b.Loop() {
					for lo := 0; lo < n; lo += 96 {
						s.Candidates(r, lo, min(n, lo+96), bars, func(int, []int32) {})
					}
					pairs += n * (n - 1) / 2
				}
				b.ReportMetric(float64(threadTime(b)-before)/float64(pairs), "cpu-ns/pair")
			})
		}
	}
}

// threadTime is the processor time of this thread: a busy machine does not count.
func threadTime(b *testing.B) time.Duration {
	b.Helper()
	const thread = 1 // RUSAGE_THREAD
	var u syscall.Rusage
	if err := syscall.Getrusage(thread, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
