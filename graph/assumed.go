package graph

import (
	"math"
	"slices"
)

// neighbourhood is how many roles tell what a person's unknown skills are likely to be.
const neighbourhood = 10

// assume fills in every skill that the profile does not state with the fourth lowest of the levels of
// the ten roles nearest on the stated skills; of fewer roles, with the last of the lowest 40 %, rounded
// up. A low level of alike roles is what someone who states three skills is likely to have: the mean
// would promise more.
func (p *Profile) assume() {
	if !p.Partial() {
		return
	}
	near := p.neighbours(neighbourhood, p.known)
	weakest := int32(math.MaxInt32)
	for s, known := range p.known {
		if known {
			weakest = min(weakest, p.scores[s])
		}
	}
	levels := make([]int32, len(near))
	for s, known := range p.known {
		if known {
			continue
		}
		for i, role := range near {
			levels[i] = p.data.row(role)[s]
		}
		slices.Sort(levels)
		p.scores[s] = levels[(2*len(levels)+4)/5-1]
		if p.mode == UnknownStrongest {
			p.scores[s] = min(p.scores[s], weakest)
		}
	}
}

// neighbours lists the count nearest roles by the sum of squared differences over some skills, or over
// all where only is nil, then by code.
func (p *Profile) neighbours(count int, only []bool) []int {
	type neighbour struct {
		role    int
		squares int64
	}
	nearest := make([]neighbour, 0, count+1) // nearest first, equals by code as they come
	for role := range p.data.Roles() {
		x := neighbour{role, p.squares(role, only)}
		if len(nearest) == count && x.squares >= nearest[count-1].squares {
			continue
		}
		at := len(nearest)
		for at > 0 && x.squares < nearest[at-1].squares {
			at--
		}
		nearest = slices.Insert(nearest, at, x)
		nearest = nearest[:min(count, len(nearest))]
	}
	roles := make([]int, len(nearest))
	for i, n := range nearest {
		roles[i] = n.role
	}
	return roles
}

// MostLike is the role nearest to the filled row: of the least sum of squared differences, then of the
// smallest code. O(roles x skills).
func (p *Profile) MostLike() int {
	nearest, least := 0, p.squares(0, nil)
	for role := range len(p.data.Roles()) {
		if squares := p.squares(role, nil); squares < least {
			nearest, least = role, squares
		}
	}
	return nearest
}

// squares is the sum of squared differences between the row and a role's, over some skills, or over all where only is nil.
func (p *Profile) squares(role int, only []bool) (sum int64) {
	for s, y := range p.data.row(role) {
		if only == nil || only[s] {
			diff := int64(y) - int64(p.scores[s])
			sum = saturated(sum, diff*diff)
		}
	}
	return sum
}

// saturated adds numbers of 0 or more, up to what an int64 holds.
func saturated(a, b int64) int64 {
	if sum := a + b; sum >= a {
		return sum
	}
	return math.MaxInt64
}
