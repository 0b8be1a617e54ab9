package graph

import (
	"math"
	"math/bits"
)

// overlap is the limit on what a path may have in common with each path taken before: the number of its directed steps
// that are also the other's, by the number of its own.
//
// A set of paths whose prefix shares many steps needs a long way on for that share to fall, and every step costs
// something: that is a lower bound for what may be taken of the set, so sets that only differ near the goal are put off
// until it is their turn, or for good.
type overlap struct {
	space  *space
	most   float64
	limits bool
	taken  [][]int32    // states
	newest []int32      // by role, the last for a profile: index into steps plus one
	steps  []sharedStep // of the paths taken, those from one role linked from the newest to the oldest
	lowest int64        // total of the lowest goal
}

// sharedStep is a step of paths that were taken.
type sharedStep struct {
	to    int32
	older int32
	paths uint64 // a bit for each path taken that has it
}

// newOverlap takes nil for no limit.
func newOverlap(s *space, most *float64) *overlap {
	o := &overlap{space: s}
	if most != nil && *most < 1 {
		o.limits, o.most, o.newest, o.lowest = true, *most, make([]int32, s.n+1), math.MaxInt64
		for _, r := range s.to {
			o.lowest = min(o.lowest, s.g.totals[r])
		}
	}
	return o
}

// step is the step between two states, as far as paths that were taken have it; else nil.
func (o *overlap) step(from, to int32) *sharedStep {
	role := int32(o.space.role(to))
	for i := o.newest[o.from(from)]; i != 0; i = o.steps[i-1].older {
		if s := &o.steps[i-1]; s.to == role {
			return s
		}
	}
	return nil
}

// from is where a state stands in newest.
func (o *overlap) from(state int32) int {
	if state == o.space.profileState() {
		return o.space.n
	}
	return o.space.role(state)
}

// take adds a path to those that others may overlap with.
func (o *overlap) take(path []int32) {
	if !o.limits {
		return
	}
	for i := range len(path) - 1 {
		s := o.step(path[i], path[i+1])
		if s == nil {
			at := &o.newest[o.from(path[i])]
			o.steps = append(o.steps, sharedStep{to: int32(o.space.role(path[i+1])), older: *at})
			*at = int32(len(o.steps))
			s = &o.steps[len(o.steps)-1]
		}
		s.paths |= 1 << len(o.taken)
	}
	o.taken = append(o.taken, path)
}

// differs reports whether a path may be taken.
func (o *overlap) differs(path []int32) bool {
	return len(o.taken) == 0 || len(path) < 2 || o.within(o.shared(path), len(path)-1)
}

// within reports whether so many shared steps are few enough among so many.
func (o *overlap) within(shared, steps int) bool { return float64(shared)/float64(steps) <= o.most }

// shared is the most steps that a path or prefix shares with one that was taken.
func (o *overlap) shared(path []int32) (most int) {
	var counts [MaxAlternatives]int
	for i := range len(path) - 1 {
		s := o.step(path[i], path[i+1])
		if s == nil {
			continue
		}
		for in := s.paths; in != 0; in &= in - 1 {
			j := bits.TrailingZeros64(in)
			counts[j]++
			most = max(most, counts[j])
		}
	}
	return most
}

// least is what a path of a set costs at least that may be taken, as the prefix alone tells; noWay where there is none.
func (o *overlap) least(set *pathSet) key {
	if len(o.taken) == 0 || len(set.prefix) < 2 {
		return key{}
	}
	shared := o.shared(set.prefix)
	if shared == 0 {
		return key{}
	}
	if float64(shared) > o.most*float64(o.space.states()) {
		return noWay
	}
	steps := max(1, int(float64(shared)/o.most)-1) // of the whole path
	for !o.within(shared, steps) {
		steps++
	}
	if steps > min(o.space.maxSteps, o.space.states()) {
		return noWay
	}
	on := int64(steps - (len(set.prefix) - 1))
	if on < 1 {
		return key{}
	}
	return set.spent.add(o.space.leastSteps(on, o.lowest-o.space.g.totals[o.space.role(set.prefix[len(set.prefix)-1])]))
}

// leastSteps is what so many steps or more that rise so much in all cost at least.
func (s *space) leastSteps(steps, rise int64) key {
	switch s.criterion {
	case fewestSteps:
		return key{a: steps}
	case gentlest:
		c := int64(s.weights.ComfortableClimb)
		switch {
		case rise <= 0:
			return key{a: steps * s.c2}
		case steps*c >= rise:
			return key{a: steps*s.c2 + rise*rise/steps}
		default: // more steps are better still
			return key{a: 2 * c * rise}
		}
	}
	return key{}
}
