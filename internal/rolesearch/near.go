package rolesearch

import (
	"cmp"
	"slices"
	"strings"
)

// leastLikeness is how alike a name must be to be offered in place of what was typed.
const leastLikeness = 0.25

// nearest lists the entries most like q, best first, equals by code. Likeness is the Dice
// coefficient of the sets of neighbouring characters (Dice 1945; Adamson and Boreham 1974), of the
// whole name or of one of its words, whichever is higher.
func nearest(entries []entry, q query) []int {
	if q.tight == "" {
		return nil
	}
	d := newDice(q.tight)
	type near struct {
		i        int
		likeness float64
	}
	var best []near
	for i := range entries {
		likeness := 0.0
		for _, name := range entries[i].names {
			likeness = max(likeness, d.likeness(name))
			for word := range strings.SplitSeq(name, " ") {
				// A word alone says less than the whole.
				likeness = max(likeness, 0.9*d.likeness(word))
			}
		}
		if likeness >= leastLikeness {
			best = append(best, near{i, likeness})
		}
	}
	slices.SortStableFunc(best, func(a, b near) int { return cmp.Compare(b.likeness, a.likeness) })
	var found []int
	for _, n := range best[:min(len(best), maxNear)] {
		found = append(found, n.i)
	}
	return found
}

// dice compares texts with one text.
type dice struct {
	pairs map[[2]rune]int // place in seen
	rough uint64          // a bit for each pair, several sharing one: most pairs need no look-up
	seen  []int           // the last comparison that met the pair
	round int
}

func newDice(text string) *dice {
	d := &dice{pairs: map[[2]rune]int{}}
	eachPair(text, func(p [2]rune) {
		if _, ok := d.pairs[p]; !ok {
			d.pairs[p] = len(d.pairs)
			d.rough |= roughly(p)
		}
	})
	d.seen = make([]int, len(d.pairs))
	return d
}

// likeness is 2 |A and B| / (|A| + |B|), where B counts repetitions.
func (d *dice) likeness(text string) float64 {
	d.round++
	shared, count := 0, 0
	eachPair(text, func(p [2]rune) {
		count++
		if d.rough&roughly(p) == 0 {
			return
		}
		if i, ok := d.pairs[p]; ok && d.seen[i] != d.round {
			d.seen[i] = d.round
			shared++
		}
	})
	return 2 * float64(shared) / float64(len(d.pairs)+count)
}

func roughly(p [2]rune) uint64 { return 1 << (uint32(p[0]*31+p[1]) % 64) }

// eachPair yields neighbouring characters, spaces left out, with the edges of the text as one more.
func eachPair(text string, yield func([2]rune)) {
	last := rune(0)
	for _, r := range text {
		if r == ' ' {
			continue
		}
		yield([2]rune{last, r})
		last = r
	}
	yield([2]rune{last, 0})
}

// Near lists the roles whose names are most like text, best first, at most five.
func (x *Index) Near(text string) []int { return nearest(x.roles(), newQuery(text)) }
