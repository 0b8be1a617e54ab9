// Command peers sets the engine beside C libraries that do the same: OpenBLAS for the products of all
// pairs, igraph for paths. It prints Markdown tables of ratios, each from one run, by processor time
// of this process: min and median over rounds that take turns.
package main

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"syscall"
	"time"

	"noboru/graph/internal/allpairs"
)

func main() {
	noise("before")
	pairs()
	if err := paths(context.Background()); err != nil {
		fmt.Fprintln(os.Stderr, "peers:", err)
		os.Exit(1)
	}
	noise("after")
}

// noise says how much the processor time of the same work varies.
func noise(when string) {
	sum := 0
	least, median := inTurn(50, func() {
		for i := range 5_000_000 {
			sum += i ^ sum
		}
	})
	fmt.Fprintf(os.Stderr, "noise %s: median / min of the same loop is %.2f\n", when, float64(median[0])/float64(least[0]))
}

// cpu is the processor time that f takes.
func cpu(f func()) time.Duration {
	before := used()
	f()
	return used() - before
}

func used() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		fmt.Fprintln(os.Stderr, "peers:", err)
		os.Exit(1)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// inTurn runs each f once a round and returns the least and the median of each one's times.
func inTurn(rounds int, fs ...func()) (least, median []time.Duration) {
	times := make([][]time.Duration, len(fs))
	for range rounds {
		for i, f := range fs {
			times[i] = append(times[i], cpu(f))
		}
	}
	for _, t := range times {
		slices.Sort(t)
		least, median = append(least, t[0]), append(median, t[len(t)/2])
	}
	return least, median
}

func pairs() {
	fmt.Println("| rows x elements | sgemm alone, ns a pair | pairs over a bar, ns a pair | sgemm / ours, min | median |")
	fmt.Println("| --- | --- | --- | --- | --- |")
	for _, size := range []struct{ n, width int }{{30_000, 23}, {30_000, 120}} {
		random := rand.New(rand.NewPCG(1, 1))
		flat := make([]float32, size.n*size.width)
		fill := func(i int, z []float64) {
			sum := 0.0
			for j := range z {
				z[j] = random.NormFloat64() + 1
				sum += z[j] * z[j]
			}
			for j := range z {
				z[j] /= math.Sqrt(sum)
				flat[i*size.width+j] = float32(z[j])
			}
		}
		rows := allpairs.New(size.n, size.width, fill)
		bars := rows.Bars(rows.Bar(0.9))
		const block = 512
		out := make([]float32, block*block)
		var scan allpairs.Scan
		least, median := inTurn(5,
			func() { sgemm(flat, size.n, size.width, block, out) },
			func() {
				for lo := 0; lo < size.n; lo += 96 {
					scan.Candidates(rows, lo, min(size.n, lo+96), bars)
				}
			})
		each := float64(size.n) * float64(size.n-1) / 2
		fmt.Printf("| %d x %d | %.2f | %.2f | %.1f | %.1f |\n", size.n, size.width, float64(least[0])/each, float64(least[1])/each,
			float64(least[0])/float64(least[1]), float64(median[0])/float64(median[1]))
	}
}
