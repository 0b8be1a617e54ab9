package allpairs

import "math/bits"

// collect appends the columns whose bits are set for row i of a strip: those after row, and before n.
func collect(to []int32, masks []uint16, i, row, panel, n int) []int32 {
	for at := i; at < len(masks); at += stripRows {
		mask := masks[at]
		for mask != 0 {
			col := panel*panelRows + bits.TrailingZeros16(mask)
			mask &= mask - 1
			if col > row && col < n {
				to = append(to, int32(col))
			}
		}
		panel++
	}
	return to
}
