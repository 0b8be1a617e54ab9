package graph

import "slices"

// AtOnce is the goal of a path as a move from its start: the goal asks for hardly more than is held there, and the
// path takes several steps all the same. Edges join what is alike, and a broad row may be unlike a narrow one that
// it covers.
type AtOnce struct {
	Goal int           // role index
	Held Points        // the goal's total less Gaps
	Gaps []SkillChange // what the goal needs above the start, in the order of skills
}

// farPercent is how much of the scale a single skill may lack, in per cent: 2 of JTAG's 7 levels. Who lacks more in
// one skill has a trade to learn, however little that is in all.
const farPercent = 30

// AtOnce reports whether the goal of a path of two or more steps can be meant at once: what it needs above the start
// comes to at most c, no skill lacks more than 30 % of the scale (maxScore, or where that is unknown the dataset's
// largest score), and the move keeps the question's limits on climb and drop. False where the question names roles to
// pass, where levels of the start are assumed, and for a dataset of given correlations.
// O(skills); O(roles x skills) where maxScore is unknown.
func (g *Graph) AtOnce(p Path, q *Question) (AtOnce, bool) {
	d := g.data
	if len(p.Steps) < 2 || len(q.Via) > 0 || !d.HasScores() {
		return AtOnce{}, false
	}
	move := []Step{{From: p.Start(), To: p.End()}}
	var held []int32
	if move[0].From != FromProfile {
		held = d.row(move[0].From)
	} else if held = q.Profile.scores; q.Profile.Partial() {
		return AtOnce{}, false
	}
	total, goal := sumOf(held), d.row(move[0].To)
	g.measureSteps(move, held, total, total)
	if s := move[0]; s.Gap > p.Weights.ComfortableClimb ||
		q.MaxClimb != nil && p.Weights.Climb(s) > *q.MaxClimb || q.MaxDrop != nil && s.Drop > *q.MaxDrop {
		return AtOnce{}, false
	}
	found := AtOnce{Goal: move[0].To, Held: sumOf(goal) - move[0].Gap}
	for s, y := range goal {
		if y > held[s] {
			found.Gaps = append(found.Gaps, SkillChange{s, Points(held[s]), Points(y), false})
		}
	}
	far := func(c SkillChange) bool { return 100*int64(c.To-c.From) > farPercent*int64(d.scale()) }
	return found, !slices.ContainsFunc(found.Gaps, far)
}

// scale is the largest score of a skill: as declared, else as found. O(1); O(roles x skills) where it is not declared.
func (d *Dataset) scale() Points {
	if d.spec.MaxScore > 0 || len(d.scores) == 0 {
		return d.spec.MaxScore
	}
	return Points(slices.Max(d.scores))
}
