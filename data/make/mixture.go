package main

import (
	"cmp"
	"fmt"
	"slices"
)

// sum adds up a profile.
func (p profile) sum() int {
	total := 0
	for _, v := range p {
		total += v
	}
	return total
}

// evenly is n times the same level.
func evenly(n, level int) profile { return slices.Repeat(profile{level}, n) }

// blend returns row with share percent of other in it, other scaled to the sum of row.
func blend(row, other profile, share int) profile {
	mixed := make(profile, len(row))
	mine, others := row.sum(), other.sum()
	for i := range row {
		mixed[i] = (row[i]*(100-share) + other[i]*mine/others*share) / 100
	}
	return mixed
}

// mean returns the mean of what each skill has of a row's sum, in millionths.
func mean(rows []profile) profile {
	const million = 1_000_000
	m := make(profile, len(rows[0]))
	for _, row := range rows {
		sum := row.sum()
		for i, v := range row {
			m[i] += v * million / sum
		}
	}
	for i := range m {
		m[i] /= len(rows)
	}
	return m
}

// scale multiplies mix by the smallest factor, in millionths, for which the sum, each entry cut at its
// ceiling (in levels), is at least want (in thousandths).
func scale(mix, ceiling profile, want int) (profile, error) {
	const million = 1_000_000
	scaled := func(factor int) profile {
		p := make(profile, len(mix))
		for i, m := range mix {
			p[i] = min(ceiling[i]*unit, m*factor/million)
		}
		return p
	}
	low, high := 0, maxLevel*unit*million // the factor at high lifts every entry to its ceiling
	if reachable := scaled(high).sum(); reachable < want {
		return nil, fmt.Errorf("a sum of %d cannot be reached, at most %d: %w", want/unit, reachable/unit, errRange)
	}
	for low < high {
		middle := low + (high-low)/2
		if scaled(middle).sum() >= want {
			high = middle
		} else {
			low = middle + 1
		}
	}
	return scaled(low), nil
}

// round turns thousandths into whole levels that sum to total, by largest remainder; ties go to the
// earlier skill.
func round(p, ceiling profile, total int) []int {
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
		if rest > 0 && levels[i] < ceiling[i] {
			levels[i]++
			rest--
		}
	}
	return levels
}
