package graph

import (
	"math"
	"math/bits"
)

// scale is how steps are weighed in a leg: by one number, so that ways compare by it as they do by what it is made of.
//
//	FEWEST_STEPS  steps, then distance, packed: steps << 41 + distance
//	SHORTEST      distance, then steps, packed: distance << bits + steps
//	GENTLEST      demotions, then the sum of c² + climb² + f² - slope x rise, packed: demotions x demotion + the sum
//
// The slope is a potential (Johnson 1977): over a path the rises add up to what lies between its ends,
// whichever way it goes, so it changes no comparison of two ways between the same roles. It makes a step that
// climbs lighter and one that drops heavier, as A* (Hart, Nilsson and Raphael 1968) would by a bound on what
// is left to climb; so it is 0 where the leg does not rise. No weight is negative up to a slope of 2c: c² + x² >= 2cx,
// also where a gap, which is at least the rise, stands for the climb. It is c: 2c makes a search of all rises that
// are near c, 0 looks everywhere, and from ¾c to 1¼c takes hardly more than c.
//
// Equal weights under GENTLEST may still differ in distance and steps, which tight.go compares.
type scale struct {
	shift       uint
	slope       int64
	start, goal int64 // totals: the highest to set out from, the lowest to come to
	demotion    int64 // more than all the rest of any path; 0 where demotions do not count
	least       int64 // no step weighs less
}

// What is known of no way, and what is too heavy to be added to: packed demotions may come to that.
const (
	noWeight  = math.MaxInt64 / 2
	tooHeavy  = noWeight / 2
	stepShift = 41 // fewer than 2^20 distances of at most 2,000,000 are less than 2^41
	mostRoles = 1 << 20
)

// scale of a leg.
func (s *space) scale(l *leg) scale {
	switch s.criterion {
	case shortest:
		return scale{shift: uint(bits.Len(uint(s.n))), least: 1}
	case fewestSteps:
		return scale{least: 1 << stepShift}
	}
	x := scale{start: math.MinInt64, goal: math.MaxInt64, least: s.c2}
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
	if x.start < x.goal {
		x.slope = int64(s.weights.ComfortableClimb)
		x.least -= (x.slope*x.slope + 3) / 4 // c² + x² - slope x is least at half of the slope
	}
	if s.falls != noFall {
		x.demotion = 1 << bits.Len64(uint64(s.heaviest()))
	}
	return x
}

// heaviest is more than any path weighs without its demotions, a potential included.
func (s *space) heaviest() float64 {
	climb := float64(s.g.steepest)
	if s.weights.ClimbBy == ByTotal {
		climb = float64(s.g.roads().steepest)
	}
	return 2 * float64(s.n) * (float64(s.c2) + float64(s.f2) + climb*climb)
}

// packs reports whether weights fit in one number: those of any path, or, where demotions count, of any that has not
// too many of them.
func (s *space) packs() bool {
	if s.criterion != gentlest {
		return s.n <= mostRoles
	}
	return s.g.steepest <= steepestRoad && s.heaviest() < tooHeavy/16
}

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

// height is the potential of a total.
func (x *scale) height(total int64) int64 { return x.slope * (total - x.goal) }

// of is what a step weighs.
func (x *scale) of(s *space, distance, climb, rise int64, changes bool) int64 {
	switch s.criterion {
	case fewestSteps:
		return 1<<stepShift + distance
	case shortest:
		return distance<<x.shift + 1
	}
	w := s.c2 + climb*climb - x.slope*rise
	if changes {
		w += s.f2
	}
	if -rise > s.falls {
		w += x.demotion
	}
	return w
}
