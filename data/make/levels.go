package main

import (
	"fmt"
	"slices"
)

const (
	maxLevel     = 7
	usualLevel   = 6    // the highest level that the formula gives
	raisedTo7    = 2    // levels that an adjustment must add for the highest level to be given
	unit         = 1000 // thousandths of a level, in which mixtures are computed
	hardlyNeeded = 1500 // what is mixed to less than this is not called for

	// Shares in percent.
	commonShare     = 15 // of the common profile in every mixture
	coreShare       = 40 // of what a lead's row takes from the specialists' core
	leadShare       = 10 // of what a specialist's row takes from the family's first lead
	familyMeanShare = 25 // of what every row takes from its family's mean
	movesShare      = 20 // then, from the mean of the roles from and to which people move
)

// profile holds one number per skill, in the order of the skills table.
type profile []int

// levels computes the score rows of all roles: whole levels from 0 to maxLevel, one row a role.
//
// A role's own row says what its job calls for by itself. Colleagues are then drawn together, for a lead
// knows the work that is led and specialists know something of leading; so are all roles of a family, and roles
// between which people move. What the role's adjustments and corrections say of single levels comes last.
func (s *source) levels() ([][]int, error) {
	rows := make([]profile, len(s.roles))
	for i, r := range s.roles {
		var err error
		if rows[i], err = s.own(r); err != nil {
			return nil, fmt.Errorf("role %s: %w", r.code, err)
		}
	}
	for _, members := range byFamily(s.roles) {
		drawColleagues(s.roles, rows, members)
	}
	rows = s.drawnToMeans(rows, familyMeanShare, func(a, b *role) bool { return a.family == b.family })
	rows = s.drawnToMeans(rows, movesShare, func(a, b *role) bool { return slices.Contains(a.moves, b) })
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

// drawnToMeans mixes into each row the mean of its own and of those that are near it.
func (s *source) drawnToMeans(rows []profile, share int, near func(a, b *role) bool) []profile {
	drawn := make([]profile, len(rows))
	for i, r := range s.roles {
		var of []profile
		for k, other := range s.roles {
			if r == other || near(r, other) {
				of = append(of, rows[k])
			}
		}
		drawn[i] = blend(rows[i], mean(of), share)
	}
	return drawn
}

// finish adds the role's adjustments, scales the row to the role's total, rounds it to whole levels and
// moves the levels that a correction moves.
func (r *role) finish(row profile) ([]int, error) {
	row = slices.Clone(row)
	ceiling := evenly(len(row), usualLevel)
	for i, levels := range r.adjust {
		row[i] = max(0, row[i]+levels*unit)
		if levels >= raisedTo7 {
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

// byFamily lists the places of the roles of each family, in the order of the first of each.
func byFamily(roles []*role) [][]int {
	var groups [][]int
	place := map[*family]int{}
	for i, r := range roles {
		at, ok := place[r.family]
		if !ok {
			at = len(groups)
			place[r.family] = at
			groups = append(groups, nil)
		}
		groups[at] = append(groups[at], i)
	}
	return groups
}
