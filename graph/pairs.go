package graph

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"noboru/graph/internal/allpairs"
)

// pairsUnit is how many rows one processor takes at a time.
const pairsUnit = 96

// similarPairs lists the pairs at or over the threshold, ordered by (a, b); under topK it offers them
// to top instead. A filter in 16 bits names the pairs that may count; each is then computed
// exactly. Rows are dealt to the processors in units; each unit's pairs are kept apart, so the
// order does not depend on timing.
func similarPairs(ctx context.Context, n int, v *vectors, threshold Similarity, top *strongest) ([]edge, error) {
	rows := allpairs.New(n, v.elements(), v.unitRow)
	bar := func(s Similarity) int32 { return rows.Bar((s - 1).Float()) } // what rounds to s counts
	least := bar(threshold)
	units := make([][]edge, (n+pairsUnit-1)/pairsUnit)
	var next atomic.Int64
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			var scan allpairs.Scan
			bars := rows.Bars(least)
			for ctx.Err() == nil {
				at := int(next.Add(1)) - 1
				if at >= len(units) {
					return
				}
				if top != nil {
					for i := range n {
						bars[i] = max(least, bar(top.cutoff(i)))
					}
				}
				lo := at * pairsUnit
				for i, candidates := range scan.Candidates(rows, lo, min(n, lo+pairsUnit), bars) {
					for _, b := range candidates {
						s, ok := v.pair(lo+i, int(b))
						switch {
						case !ok || s < threshold:
						case top != nil:
							top.offer(edge{int32(lo + i), b, s})
						default:
							units[at] = append(units[at], edge{int32(lo + i), b, s})
						}
					}
				}
			}
		})
	}
	wg.Wait()
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("building the graph: %w", err)
	}
	return slices.Concat(units...), nil
}
