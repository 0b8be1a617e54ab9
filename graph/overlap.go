package graph

import (
	"math"
	"math/bits"
	"slices"
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
	rooms  [][2]int32   // by steps: floor and ceiling of steps x most
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
	if len(o.taken) == 0 {
		return true
	}
	shared := o.shared(path)
	return o.fits(&shared, int32(len(path)-1))
}

// shared is how many steps a path or prefix shares with each path taken.
func (o *overlap) shared(path []int32) (shared [MaxAlternatives]int32) {
	for i := range len(path) - 1 {
		o.count(&shared, path[i], path[i+1])
	}
	return shared
}

// count adds a step to what is shared with each path taken.
func (o *overlap) count(shared *[MaxAlternatives]int32, from, to int32) {
	if s := o.step(from, to); s != nil {
		for in := s.paths; in != 0; in &= in - 1 {
			shared[bits.TrailingZeros64(in)]++
		}
	}
}

// fits reports whether a path of so many steps shares few enough.
func (o *overlap) fits(shared *[MaxAlternatives]int32, steps int32) bool {
	for i := range o.taken {
		if shared[i] > o.room(steps) {
			return false
		}
	}
	return true
}

// room is how many of so many steps may be shared. Of a negative number it is by how many fewer they have to be where there
// are so many steps fewer, whatever else there is.
func (o *overlap) room(steps int32) int32 {
	if steps < 0 {
		return -o.within(-steps)[1]
	}
	return o.within(steps)[0]
}

// within is the floor and the ceiling of steps x most. A share is a quotient in floating point, so it is exact for the
// fraction that most is nearest to.
func (o *overlap) within(steps int32) [2]int32 {
	for n := len(o.rooms); n <= int(steps); n++ {
		floor := 0
		if n > 0 {
			floor = int(o.rooms[n-1][0])
		}
		for floor < n && float64(floor+1)/float64(n) <= o.most {
			floor++
		}
		ceiling := floor
		if n > 0 && float64(floor)/float64(n) < o.most {
			ceiling++
		}
		o.rooms = append(o.rooms, [2]int32{int32(floor), int32(ceiling)})
	}
	return o.rooms[steps]
}

// least is what a path of a set costs at least that may be taken, as the prefix alone tells; noWay where there is none.
func (o *overlap) least(set *pathSet) key {
	if len(o.taken) == 0 || len(set.prefix) < 2 {
		return key{}
	}
	counts := o.shared(set.prefix)
	shared := slices.Max(counts[:])
	if shared == 0 {
		return key{}
	}
	if float64(shared) > o.most*float64(o.space.states()) {
		return noWay
	}
	steps := max(1, int(float64(shared)/o.most)-1) // of the whole path
	for o.room(int32(steps)) < shared {
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
