package graph

import (
	"math"
	"math/bits"
)

// weight is what a way costs, as far as one number and a tally before it can tell: demotions, or
// steps, then the rest. Equal weights may still differ in what tight.go compares.
type weight struct {
	minor int64
	major int32
}

func (w weight) less(v weight) bool {
	return w.major < v.major || w.major == v.major && w.minor < v.minor
}

func (w weight) add(v weight) weight { return weight{w.minor + v.minor, w.major + v.major} }

func (w weight) sub(v weight) weight { return weight{w.minor - v.minor, w.major - v.major} }

// scale is how steps are weighed in a leg.
//
//	FEWEST_STEPS  steps; distance
//	SHORTEST      0; distance and steps packed into one number: distance << shift + steps
//	GENTLEST      demotions; the sum of c² + climb² + f² - slope x rise
//
// The slope is a potential (Johnson 1977): over a path the rises add up to what lies between its ends,
// whichever way it goes, so it changes no comparison of two ways between the same roles. With 2c a
// step that climbs x weighs (c - x)², and only what is left of it is searched for: the bound of A*
// (Hart, Nilsson and Raphael 1968) that no climb of H in all costs less than 2cH, since k steps cost
// at least k c² + H²/k. A step that drops weighs more than without, so the slope is 0 where the leg does
// not rise. No weight is negative: c² + x² >= 2cx, also where a gap, which is at least the rise,
// stands for the climb.
type scale struct {
	shift       uint
	slope       int64
	start, goal int64 // totals: the highest to set out from, the lowest to come to
}

// scale of a leg.
func (s *space) scale(l *leg) scale {
	switch s.criterion {
	case shortest:
		return scale{shift: uint(bits.Len(uint(s.n)))}
	case gentlest:
		x := scale{start: math.MinInt64, goal: math.MaxInt64}
		for _, r := range l.from {
			x.start = max(x.start, s.g.totals[r])
		}
		for i := range l.doors {
			d := &l.doors[i]
			x.start = max(x.start, s.g.totals[d.To]-int64(d.Climb-d.Drop))
		}
		for _, r := range l.to {
			x.goal = min(x.goal, s.g.totals[r])
		}
		if x.start < x.goal && s.small() {
			x.slope = int64(s.weights.ComfortableClimb)
		}
		return x
	}
	return scale{}
}

// packs reports whether the weights of any path fit: n - 1 distances of at most 2,000,000, shifted by the bits of n, are
// below 2^62 up to so many roles.
func (s *space) packs() bool { return s.criterion != shortest || s.n <= 1<<20 }

// small reports whether weights of which a potential is a part stay inside int64: they are at most twice what
// they are without.
func (s *space) small() bool {
	c2, f2, steepest := float64(s.c2), float64(s.f2), float64(s.g.steepest)
	return float64(s.n)*(c2+f2+steepest*steepest) < unreachable/4
}

// height is the potential of a role of a total.
func (x *scale) height(total int64) int64 { return x.slope * (total - x.goal) }

// leastFor is what one step or more that climb so much in all cost at least: the least of k c² + climb²/k, which is
// never less than 2c x climb, and hardly more where k = 3 or more is best.
func (s *space) leastFor(climb int64) int64 {
	c := int64(s.weights.ComfortableClimb)
	switch {
	case climb <= 0:
		return s.c2
	case climb >= 3*c:
		return 2 * c * climb
	}
	square := climb * climb
	return min(s.c2+square, 2*s.c2+square/2, 3*s.c2+square/3)
}

// of is what a step weighs.
func (x *scale) of(s *space, distance, climb, rise int64, changes bool) weight {
	switch s.criterion {
	case fewestSteps:
		return weight{distance, 1}
	case shortest:
		return weight{distance<<x.shift + 1, 0}
	}
	w := weight{minor: s.c2 + climb*climb - x.slope*rise}
	if changes {
		w.minor += s.f2
	}
	if -rise > s.falls {
		w.major = 1
	}
	return w
}
