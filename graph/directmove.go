package graph

import "slices"

// DirectMove is the goal of a path as a move from its start: the goal asks for little more than is held there, and the
// path takes several steps all the same. Edges join what is alike, and a broad row may be unlike a narrow one that
// it covers.
type DirectMove struct {
	Goal       int           // role index
	Held       Points        // the goal's total less Gaps
	Climb      Points        // how much higher the goal's total is
	Drop       Points        // how much lower
	Gaps       []SkillChange // what the goal needs above the start, in the order of skills
	LearnFirst bool          // whether something has to be learned before: false means at once
}

// farPercent is how much of the scale a single skill may lack at once, in per cent: 2 of JTAG's 7 levels. Who lacks more
// in one skill has a trade to learn first, however little that is in all.
const farPercent = 30

// DirectMove reports whether the goal of a path of two or more steps can be meant without posts between: what it needs
// above the start comes to at most one and a half comfortable climbs, and the move keeps the question's limits on climb
// and drop. It can be meant at once where that is at most one comfortable climb and no skill lacks more than 30 % of the
// scale (maxScore, or where that is unknown the dataset's largest score); else something has to be learned first. False
// where the question names roles to pass, where levels of the start are assumed, and for a dataset of given correlations.
// O(skills); O(roles x skills) where maxScore is unknown.
func (g *Graph) DirectMove(p Path, q *Question) (DirectMove, bool) {
	d := g.data
	if len(p.Steps) < 2 || len(q.Via) > 0 || !d.HasScores() {
		return DirectMove{}, false
	}
	move := []Step{{From: p.Start(), To: p.End()}}
	var held []int32
	if move[0].From != FromProfile {
		held = d.row(move[0].From)
	} else if held = q.Profile.scores; q.Profile.Partial() {
		return DirectMove{}, false
	}
	total, goal := sumOf(held), d.row(move[0].To)
	g.measureSteps(move, held, total, total)
	c := p.Weights.ComfortableClimb
	if s := move[0]; 2*s.Gap > 3*c ||
		q.MaxClimb != nil && p.Weights.Climb(s) > *q.MaxClimb || q.MaxDrop != nil && s.Drop > *q.MaxDrop {
		return DirectMove{}, false
	}
	found := DirectMove{Goal: move[0].To, Held: sumOf(goal) - move[0].Gap, Climb: move[0].Climb, Drop: move[0].Drop}
	for s, y := range goal {
		if y > held[s] {
			found.Gaps = append(found.Gaps, SkillChange{s, Points(held[s]), Points(y), false})
		}
	}
	far := func(lacks SkillChange) bool { return 100*int64(lacks.To-lacks.From) > farPercent*int64(d.scale()) }
	found.LearnFirst = move[0].Gap > c || slices.ContainsFunc(found.Gaps, far)
	return found, true
}

// scale is the largest score of a skill: as declared, else as found. O(1); O(roles x skills) where it is not declared.
func (d *Dataset) scale() Points {
	if d.spec.MaxScore > 0 || len(d.scores) == 0 {
		return d.spec.MaxScore
	}
	return Points(slices.Max(d.scores))
}
