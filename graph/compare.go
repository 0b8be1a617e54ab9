package graph

import (
	"cmp"
	"slices"
)

// Compare sets two roles side by side and says why an edge joins them or does not.
func (g *Graph) Compare(from, to int) Comparison {
	d := g.data
	rise := Points(g.totals[to] - g.totals[from])
	c := Comparison{From: from, To: to, Climb: max(0, rise), Drop: max(0, -rise)}
	c.Similarity, c.Known = g.Similarity(from, to)
	if d.HasScores() {
		c.Gap = Points(d.gap(from, to))
		x, y := d.row(from), d.row(to)
		for s := range x {
			c.Skills = append(c.Skills, SkillComparison{Skill: s, From: Points(x[s]), To: Points(y[s])})
		}
	}
	_, joined := g.Edge(from, to)
	switch {
	case joined:
	case from == to:
		c.Reason = SameRole
	case !c.Known && d.HasScores():
		c.Reason = Undefined
	case !c.Known:
		c.Reason = NotStated
	case c.Similarity < d.Threshold():
		c.Reason, c.Shortfall = BelowThreshold, d.Threshold()-c.Similarity
	default:
		c.Reason = CutByTopK
	}
	return c
}

// CompareProfile sets a person beside a role. An edge joins them as ProfileSteps says; levels that the
// profile does not state are assumed, and marked. O(roles x skills).
func (g *Graph) CompareProfile(p *Profile, to int) Comparison {
	d := g.data
	step := []Step{{From: FromProfile, To: to}}
	g.measureSteps(step, p.scores, p.Total(), p.Total())
	c := Comparison{From: FromProfile, To: to, Climb: step[0].Climb, Drop: step[0].Drop, Gap: step[0].Gap}
	c.Similarity, c.Known = g.profileSimilarity(p, to)
	for s, y := range d.row(to) {
		c.Skills = append(c.Skills, SkillComparison{s, Points(p.scores[s]), Points(y), !p.known[s]})
	}
	switch joined := slices.ContainsFunc(g.ProfileSteps(p), func(s Step) bool { return s.To == to }); {
	case joined:
	case !c.Known:
		c.Reason = Undefined
	case c.Similarity < d.Threshold():
		c.Reason, c.Shortfall = BelowThreshold, d.Threshold()-c.Similarity
	default:
		c.Reason = CutByTopK
	}
	return c
}

// Similarity is the similarity of two roles whether or not an edge joins them. ok is false where
// it is undefined or, in a dataset of given correlations, not stated.
func (g *Graph) Similarity(a, b int) (s Similarity, ok bool) {
	d := g.data
	if d.HasScores() {
		return g.vectors.pair(a, b)
	}
	first, second := d.Role(min(a, b)).Code, d.Role(max(a, b)).Code
	i, ok := slices.BinarySearchFunc(d.Pairs(), Pair{A: first, B: second}, func(p, q Pair) int {
		return cmp.Or(cmp.Compare(p.A, q.A), cmp.Compare(p.B, q.B))
	})
	if !ok {
		return 0, false
	}
	return d.Pairs()[i].Similarity, true
}
