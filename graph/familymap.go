package graph

import "slices"

// FamilyPlace is a family on the map of families.
type FamilyPlace struct {
	Family                  int // index of the family
	Roles                   int // how many it has, at least 1
	Lowest, Median, Highest Points
	Inner                   int // edges between roles of the family
	Group                   int // the skill group in which the family stands out most; -1 for none
}

// FamilyLink is what joins two families: the edges from one's roles to the other's.
type FamilyLink struct {
	A, B       int // indices of the families, A < B
	Edges      int
	Similarity Similarity // the mean over the edges
}

// FamilyMap lists the families that have roles, by code, and the pairs of families that edges join, by the
// codes of both. Roles without a family are left out. Cost: one look at every edge and score.
func (g *Graph) FamilyMap() ([]FamilyPlace, []FamilyLink) {
	groups := g.leadingGroups()
	n := len(g.data.Families())
	edges, sums := make([]int, n*n), make([]int64, n*n)
	for role := range g.Len() {
		a := g.data.FamilyOf(role)
		if a < 0 {
			continue
		}
		for step := range g.Edges(role) {
			if b := g.data.FamilyOf(step.To); b >= a && role < step.To || b > a {
				edges[a*n+b]++
				sums[a*n+b] += int64(step.Similarity)
			}
		}
	}
	var places []FamilyPlace
	var links []FamilyLink
	for a := range n {
		roles := g.data.RolesOf(a)
		if len(roles) == 0 {
			continue
		}
		totals := make([]int64, len(roles))
		for i, role := range roles {
			totals[i] = g.totals[role]
		}
		slices.Sort(totals)
		places = append(places, FamilyPlace{
			Family: a, Roles: len(roles), Inner: edges[a*n+a], Group: groups[a],
			Lowest: Points(totals[0]), Median: Points(totals[(len(totals)-1)/2]), Highest: Points(totals[len(totals)-1]),
		})
		for b := a + 1; b < n; b++ {
			if count := edges[a*n+b]; count > 0 {
				links = append(links, FamilyLink{a, b, count, Similarity((sums[a*n+b] + int64(count)/2) / int64(count))})
			}
		}
	}
	return places, links
}

// leadingGroups finds for each family the skill group that takes a larger share of its scores than of all
// roles' scores, by the largest ratio; of equals the first declared. It is -1 where the dataset has
// fewer than two groups, or no scores.
func (g *Graph) leadingGroups() []int {
	d := g.data
	leading := make([]int, len(d.Families()))
	for i := range leading {
		leading[i] = -1
	}
	if !d.HasScores() || len(d.SkillGroups()) < 2 {
		return leading
	}
	groupOf := make([]int, len(d.Skills()))
	for s, skill := range d.Skills() {
		groupOf[s] = slices.IndexFunc(d.SkillGroups(), func(group SkillGroup) bool { return group.Code == skill.Group })
	}
	shares := func(roles []int) (sums []int64, all int64) {
		sums = make([]int64, len(d.SkillGroups()))
		for _, role := range roles {
			for s, score := range d.row(role) {
				if groupOf[s] >= 0 {
					sums[groupOf[s]] += int64(score)
					all += int64(score)
				}
			}
		}
		return sums, max(all, 1)
	}
	everyone := make([]int, g.Len())
	for i := range everyone {
		everyone[i] = i
	}
	usual, usualAll := shares(everyone)
	for f := range leading {
		sums, all := shares(d.RolesOf(f))
		best := 0.0
		for group, sum := range sums {
			if usual[group] == 0 {
				continue
			}
			ratio := float64(sum) / float64(all) * (float64(usualAll) / float64(usual[group]))
			if ratio > best {
				best, leading[f] = ratio, group
			}
		}
	}
	return leading
}
