package allpairs

import "math/bits"

// collect appends, to the list of each row of a strip that begins with row, the columns whose bits are set: those after
// the row, and before n. Few bits are, so a panel's masks are first looked at together.
func collect(found [][]int32, masks []uint16, row, panel, n int) {
	for ; len(masks) >= stripRows; masks = masks[stripRows:] {
		m := (*[stripRows]uint16)(masks)
		if m[0]|m[1]|m[2]|m[3]|m[4]|m[5]|m[6]|m[7]|m[8]|m[9]|m[10]|m[11] != 0 {
			for i := range found {
				for mask := m[i]; mask != 0; mask &= mask - 1 {
					if col := panel*panelRows + bits.TrailingZeros16(mask); col > row+i && col < n {
						found[i] = append(found[i], int32(col))
					}
				}
			}
		}
		panel++
	}
}
