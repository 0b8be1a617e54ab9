package main

import (
	"fmt"
	"slices"
)

const (
	maxLevel     = 7
	usualLevel   = 6    // the highest level that the formula gives; 7 needs an adjustment upwards
	unit         = 1000 // thousandths of a level, in which mixtures are computed
	hardlyNeeded = 1500 // what is mixed to less than this is not called for

	// Shares in percent.
	commonShare     = 15 // of the common profile in every mixture
	coreShare       = 40 // of what a lead's row takes from the specialists' core
	leadShare       = 10 // of what a specialist's row takes from the family's first lead
	familyMeanShare = 25 // of what every row takes from its family's mean
	jobMeanShare    = 20 // of what every row then takes from the mean of its kind of job
)

// profile holds one number per skill, in the order of the skills table.
type profile []int

// levels computes the score rows of all roles: whole levels from 0 to maxLevel, one row a role.
//
// A role's own row says what its job calls for by itself. Colleagues are then drawn together, for a lead
// knows the work that is led and specialists know something of leading; so are all roles of a family, and
// all with the same kind of job. What the role's adjustments and corrections say of single levels comes last.
func (s *source) levels() ([][]int, error) {
	rows := make([]profile, len(s.roles))
	for i, r := range s.roles {
		var err error
		if rows[i], err = s.own(r); err != nil {
			return nil, fmt.Errorf("role %s: %w", r.code, err)
		}
	}
	for _, members := range groupBy(s.roles, func(r *role) *family { return r.family }) {
		drawColleagues(s.roles, rows, members)
		drawToMean(rows, members, familyMeanShare)
	}
	for _, members := range groupBy(s.roles, func(r *role) *job { return r.job }) {
		drawToMean(rows, members, jobMeanShare)
	}
	levels := make([][]int, len(s.roles))
	for i, r := range s.roles {
		var err error
		if levels[i], err = r.finish(rows[i]); err != nil {
			return nil, fmt.Errorf("role %s: %w", r.code, err)
		}
	}
	return levels, nil
}

// own mixes the common profile, the family's and the job's. The mixture says how much each skill matters
// beside the others of its group; the role itself says the sum of each group's levels.
func (s *source) own(r *role) (profile, error) {
	row := make(profile, len(s.skills))
	for g, group := range s.groups {
		var mix profile
		var at []int
		for i, sk := range s.skills {
			if sk.group != group {
				continue
			}
			special := r.family.profile[i]*r.familyPercent + r.job.profile[i]*(100-r.familyPercent) // in hundredths
			mixed := (s.common[i]*100*commonShare + special*(100-commonShare)) * unit / (100 * 100)
			mix, at = append(mix, max(0, mixed-hardlyNeeded)), append(at, i)
		}
		fitted, err := scale(mix, evenly(len(mix), usualLevel), r.sums[g]*unit)
		if err != nil {
			return nil, fmt.Errorf("group %s: %w", group.code, err)
		}
		for k, i := range at {
			row[i] = fitted[k]
		}
	}
	return row, nil
}

// drawColleagues mixes into the rows of a family's leads what its specialists have in common, and into
// the specialists' rows some of their first lead's.
func drawColleagues(roles []*role, rows []profile, members []int) {
	var leads, specialists []profile
	for _, i := range members {
		if roles[i].leads {
			leads = append(leads, rows[i])
		} else {
			specialists = append(specialists, rows[i])
		}
	}
	if len(leads) == 0 || len(specialists) == 0 {
		return
	}
	core := mean(specialists)
	for _, i := range members {
		if roles[i].leads {
			rows[i] = blend(rows[i], core, coreShare)
		} else {
			rows[i] = blend(rows[i], leads[0], leadShare)
		}
	}
}

// drawToMean mixes the mean of the members' rows into each of them.
func drawToMean(rows []profile, members []int, share int) {
	var of []profile
	for _, i := range members {
		of = append(of, rows[i])
	}
	m := mean(of)
	for _, i := range members {
		rows[i] = blend(rows[i], m, share)
	}
}

// finish adds the role's adjustments, scales the row to the role's total, rounds it to whole levels and
// moves the levels that a correction moves.
func (r *role) finish(row profile) ([]int, error) {
	row = slices.Clone(row)
	ceiling := evenly(len(row), usualLevel)
	for i, levels := range r.adjust {
		row[i] = max(0, row[i]+levels*unit)
		if levels > 0 {
			ceiling[i] = maxLevel
		}
	}
	total := r.total()
	fitted, err := scale(row, ceiling, total*unit)
	if err != nil {
		return nil, err
	}
	levels := round(fitted, ceiling, total)
	for _, c := range r.corrections {
		levels[c.from] -= c.levels
		levels[c.to] += c.levels
		if levels[c.from] < 0 || levels[c.to] > maxLevel {
			return nil, fmt.Errorf("correction to level %d and %d: %w", levels[c.from], levels[c.to], errRange)
		}
	}
	return levels, nil
}

// groupBy lists the places of roles that share a key, in the order of the first of each.
func groupBy[K comparable](roles []*role, key func(*role) K) [][]int {
	var groups [][]int
	place := map[K]int{}
	for i, r := range roles {
		k := key(r)
		at, ok := place[k]
		if !ok {
			at = len(groups)
			place[k] = at
			groups = append(groups, nil)
		}
		groups[at] = append(groups[at], i)
	}
	return groups
}
