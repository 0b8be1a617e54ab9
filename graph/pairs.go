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

// pairsUnit is how many rows one processor takes at a time, or more, so that there are at most some
// pairsUnits of them: each looks at every role's cutoff once.
const (
	pairsUnit  = 96
	pairsUnits = 1000
)

// similarPairs lists the pairs at or over the threshold, ordered by (a, b), and counts them: of more than MaxEdges not
// all are listed. Under topK it offers them to top instead.
func similarPairs(ctx context.Context, n int, v *vectors, threshold Similarity, top *strongest) (pairs []edge, count int, err error) {
	rows := make([][]edge, n)
	var told atomic.Int64
	err = similarRows(ctx, n, v, threshold, top, func(row []edge) {
		if told.Add(int64(len(row))) <= MaxEdges {
			rows[row[0].a] = append(rows[row[0].a], row...)
		}
	})
	return slices.Concat(rows...), int(told.Load()), err
}

// similarRows tells of the pairs (a, b) at or over the threshold with a < b, some of one role at a time; under topK it
// offers them to top instead. A filter in 16 bits names the pairs that may count; each is then computed exactly. Rows
// are dealt to the processors in units: tell is called by several goroutines, more than once for a role but by
// one of them and with b ascending, and must not keep its argument.
func similarRows(ctx context.Context, n int, v *vectors, threshold Similarity, top *strongest, tell func(row []edge)) error {
	rows := allpairs.New(n, v.elements(), v.unitRow)
	bar := func(s Similarity) int32 { return rows.Bar((s - 1).Float()) } // what rounds to s counts
	least := bar(threshold)
	unit := pairsUnit * (1 + n/(pairsUnit*pairsUnits))
	var next atomic.Int64
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			var scan allpairs.Scan
			bars := rows.Bars(least)
			var row []edge
			for ctx.Err() == nil {
				lo := int(next.Add(1)-1) * unit
				if lo >= n {
					return
				}
				for i := lo; top != nil && i < n; i++ {
					bars[i] = max(least, bar(top.cutoff(int32(i))))
				}
				scan.Candidates(rows, lo, min(n, lo+unit), bars, func(a int, later []int32) {
					row = row[:0]
					for _, b := range later {
						s, ok := v.pair(a, int(b))
						switch {
						case !ok || s < threshold:
						case top != nil:
							top.offer(edge{int32(a), b, s})
						default:
							row = append(row, edge{int32(a), b, s})
						}
					}
					if len(row) > 0 {
						tell(row)
					}
					if top != nil {
						bars[a] = max(least, bar(top.cutoff(int32(a))))
					}
				})
			}
		})
	}
	wg.Wait()
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("building the graph: %w", err)
	}
	return nil
}
