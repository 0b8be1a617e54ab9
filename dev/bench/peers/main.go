// Command peers sets the engine beside libraries that do the same: OpenBLAS for the products of all pairs, igraph (both in
// C) and gonum for paths. It prints Markdown tables of ratios, each from one run, by processor time
// of this process: min and median over rounds that take turns. OpenBLAS and igraph are built in by the tags openblas and
// igraph, and left out with a word without them.
package main

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"os"

	"noboru/dev/bench/measure"
	"noboru/graph/internal/allpairs"
)

func main() {
	pairs()
	fmt.Println()
	if err := paths(context.Background()); err != nil {
		fmt.Fprintln(os.Stderr, "peers:", err)
		os.Exit(1)
	}
}

func pairs() {
	if !hasBLAS {
		fmt.Println("All pairs beside OpenBLAS: left out, libopenblas-dev is not installed.")
		return
	}
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
		t := measure.InTurn(9,
			func() { sgemm(flat, size.n, size.width, block, out) },
			func() {
				for lo := 0; lo < size.n; lo += 96 {
					scan.Candidates(rows, lo, min(size.n, lo+96), bars, func(int, []int32) {})
				}
			})
		each := float64(size.n) * float64(size.n-1) / 2
		least, median := t[0].Over(t[1])
		fmt.Printf("| %d x %d | %.2f | %.2f | %.1f | %.1f |\n", size.n, size.width, float64(t[0].Min)/each, float64(t[1].Min)/each, least, median)
	}
}
