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

// levels computes a role's score row: whole levels from 0 to maxLevel whose sum is the role's total.
//
// The mixture of the common profile, the family's and the job's, with the role's adjustments, says how
// much each skill matters beside the others. It is scaled, with a ceiling at maxLevel, until it sums to the total, and rounded by
// largest remainder (ties go to the earlier skill).
func (r *role) levels(common profile) ([]int, error) {
	mix := make(profile, len(r.job))
	reachable := 0
	for i := range mix {
		own := r.family.profile[i]*r.familyPercent + r.job[i]*(100-r.familyPercent) // in hundredths
		mixed := (common[i]*100*commonPercent + own*(100-commonPercent)) * unit / (100 * 100)
		mix[i] = max(0, mixed+r.adjust[i]*unit)
		if mix[i] > 0 {
			reachable += maxLevel
		}
	}
	if r.total > reachable {
		return nil, fmt.Errorf("a total of %d cannot be reached: at most %d", r.total, reachable)
	}
	return round(scale(mix, r.total*unit), r.total), nil
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
