package main

import (
	"cmp"
	"fmt"
	"slices"
)

const (
	maxLevel = 7
	unit     = 1000 // thousandths of a level, in which mixtures are computed

	commonPercent = 30 // the share of the common profile in every mixture
)

// profile holds one number per skill, in the order of the skills table.
type profile []int

// levels computes a role's score row: whole levels from 0 to maxLevel.
//
// The mixture of the common profile, the family's and the job's, with the role's adjustments, says how
// much each skill matters beside the others of its group. How much a group matters is not left to it:
// the role says the sum of each group's levels.
func (s *source) levels(r *role) ([]int, error) {
	levels := make([]int, len(s.skills))
	for g, group := range s.groups {
		var mix profile
		var at []int
		for i, sk := range s.skills {
			if sk.group != group {
				continue
			}
			own := r.family.profile[i]*r.familyPercent + r.job[i]*(100-r.familyPercent) // in hundredths
			mixed := (s.common[i]*100*commonPercent + own*(100-commonPercent)) * unit / (100 * 100)
			mix, at = append(mix, max(0, mixed+r.adjust[i]*unit)), append(at, i)
		}
		fitted, err := fit(mix, r.sums[g])
		if err != nil {
			return nil, fmt.Errorf("group %s: %w", group.code, err)
		}
		for k, i := range at {
			levels[i] = fitted[k]
		}
	}
	return levels, nil
}

// fit scales mix, with a ceiling at maxLevel, until it sums to total, and rounds it by largest remainder
// (ties go to the earlier skill).
func fit(mix profile, total int) ([]int, error) {
	reachable := 0
	for _, m := range mix {
		if m > 0 {
			reachable += maxLevel
		}
	}
	if total > reachable {
		return nil, fmt.Errorf("a sum of %d cannot be reached: at most %d", total, reachable)
	}
	return round(scale(mix, total*unit), total), nil
}

// scale multiplies mix by the smallest factor, in millionths, for which the sum, each entry cut at
// maxLevel, is at least want.
func scale(mix profile, want int) profile {
	const million = 1_000_000
	scaled := func(factor int) (profile, int) {
		p, sum := make(profile, len(mix)), 0
		for i, m := range mix {
			p[i] = min(maxLevel*unit, m*factor/million)
			sum += p[i]
		}
		return p, sum
	}
	low, high := 0, maxLevel*unit*million // the factor at high lifts every entry to the ceiling
	for low < high {
		mid := low + (high-low)/2
		if _, sum := scaled(mid); sum >= want {
			high = mid
		} else {
			low = mid + 1
		}
	}
	p, _ := scaled(low)
	return p
}

// round turns thousandths into whole levels that sum to total.
func round(p profile, total int) []int {
	levels := make([]int, len(p))
	order := make([]int, len(p))
	rest := total
	for i := range p {
		levels[i] = p[i] / unit
		rest -= levels[i]
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(p[b]%unit, p[a]%unit) })
	for _, i := range order {
		if rest > 0 && levels[i] < maxLevel {
			levels[i]++
			rest--
		}
	}
	return levels
}
