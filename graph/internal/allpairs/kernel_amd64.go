package allpairs

// best is the fastest kernel of this machine.
func best() kernel {
	switch {
	case hasAVX512VNNI():
		return vnni
	case hasAVX2():
		return avx2
	default:
		return portable
	}
}

// kernels are all that run here, by name.
func kernels() map[string]kernel {
	all := map[string]kernel{"portable": portable}
	if hasAVX2() {
		all["avx2"] = avx2
	}
	if hasAVX512VNNI() {
		all["avx512-vnni"] = vnni
	}
	return all
}

func avx2(strip, panels []int16, pairs int, rowBars, colBars []int32, masks []uint16) {
	count := len(panels) / (pairs * panelRows * 2)
	// Six rows fill the sixteen registers.
	stripAVX2(&strip[0], &panels[0], pairs, count, &rowBars[0], &colBars[0], &masks[0])
	stripAVX2(&strip[12], &panels[0], pairs, count, &rowBars[6], &colBars[0], &masks[6])
}

func vnni(strip, panels []int16, pairs int, rowBars, colBars []int32, masks []uint16) {
	stripVNNI(&strip[0], &panels[0], pairs, len(panels)/(pairs*panelRows*2), &rowBars[0], &colBars[0], &masks[0])
}

// stripAVX2 compares six rows of a strip with panels. strip, rowBars and masks point at the first of
// the six.
//
//go:noescape
func stripAVX2(strip, panels *int16, pairs, count int, rowBars, colBars *int32, masks *uint16)

// stripVNNI compares the twelve rows of a strip with panels.
//
//go:noescape
func stripVNNI(strip, panels *int16, pairs, count int, rowBars, colBars *int32, masks *uint16)

//go:noescape
func cpuid(leaf, sub uint32) (a, b, c, d uint32)

//go:noescape
func xgetbv() (low uint32)

// The system must save the wide registers, too: xgetbv says which it does.
const (
	avxState    = 0b110       // XMM, YMM
	avx512State = 0b1110_0110 // and masks, ZMM
)

func saves(state uint32) bool {
	const osxsave = 1 << 27
	_, _, c, _ := cpuid(1, 0)
	return c&osxsave != 0 && xgetbv()&state == state
}

func hasAVX2() bool {
	highest, _, _, _ := cpuid(0, 0)
	if highest < 7 || !saves(avxState) {
		return false
	}
	_, b, _, _ := cpuid(7, 0)
	return b&(1<<5) != 0
}

func hasAVX512VNNI() bool {
	highest, _, _, _ := cpuid(0, 0)
	if highest < 7 || !saves(avx512State) {
		return false
	}
	_, b, c, _ := cpuid(7, 0)
	const foundation, words, vnni = 1 << 16, 1 << 30, 1 << 11
	return b&foundation != 0 && b&words != 0 && c&vnni != 0
}
