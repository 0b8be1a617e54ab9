package allpairs

// portable is the kernel in plain Go. A 64-bit word holds an element of one row in its lower half and
// one of another in its upper half; one multiplication by an element of a third row does two. Sums of
// products stay within 31 bits, so that the lower half borrows at most 1 from the upper one.
func portable(strip, panels []int16, pairs int, rowBars, colBars []int32, masks []uint16) {
	length := pairs * panelRows * 2
	words := make([]int64, stripRows/2*pairs*2) // [two rows][element]
	for i := range words {
		two, e := i/(pairs*2), i%(pairs*2)
		at := e/2*stripRows*2 + two*4 + e%2
		words[i] = int64(strip[at]) + int64(strip[at+2])<<32
	}
	for panel := range len(panels) / length {
		out := masks[panel*stripRows : (panel+1)*stripRows]
		clear(out)
		for col := 0; col < panelRows; col += 4 {
			columns := panels[panel*length+col*2 : (panel+1)*length]
			bars := colBars[panel*panelRows+col:]
			for two := range stripRows / 2 {
				sums := fourSums(words[two*pairs*2:(two+1)*pairs*2], columns)
				for c, sum := range sums {
					low := int32(sum)
					high := int32((sum - int64(low)) >> 32)
					if low >= min(bars[c], rowBars[two*2]) {
						out[two*2] |= 1 << (col + c)
					}
					if high >= min(bars[c], rowBars[two*2+1]) {
						out[two*2+1] |= 1 << (col + c)
					}
				}
			}
		}
	}
}

// fourSums multiplies the two rows of words with the first four columns of a panel.
func fourSums(words []int64, columns []int16) [4]int64 {
	var a, b, c, d int64
	for len(words) >= 2 && len(columns) >= 8 {
		x, y := words[0], words[1]
		a += x*int64(columns[0]) + y*int64(columns[1])
		b += x*int64(columns[2]) + y*int64(columns[3])
		c += x*int64(columns[4]) + y*int64(columns[5])
		d += x*int64(columns[6]) + y*int64(columns[7])
		words = words[2:]
		columns = columns[min(len(columns), panelRows*2):]
	}
	return [4]int64{a, b, c, d}
}
