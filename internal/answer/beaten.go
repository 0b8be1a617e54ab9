package answer

import (
	"context"

	"noboru/graph"
	"noboru/internal/words"
)

// Beaten is a path that is better in steps or steepest climb and no worse in the other.
type Beaten struct {
	Path     Path
	best     graph.Path
	question *Question
}

// BeatenBy is searched when it is asked for.
func (f *PathFound) BeatenBy(ctx context.Context) (*Beaten, error) {
	var better graph.Path
	var found bool
	err := f.Snapshot.Plan(func(planner *graph.Planner) (err error) {
		better, found, err = planner.Beaten(ctx, f.question.Question, f.path)
		return err
	})
	if err != nil || !found {
		return nil, err
	}
	return &Beaten{NewPath(f.question, better), f.path, f.question}, nil
}

// Explanation says what the best path has in exchange: the first of what its objective compares in which
// it is ahead.
func (b *Beaten) Explanation() Sentence {
	other, by := b.Path.path, b.question.ClimbBy
	why := words.M("beaten.climbs")
	switch {
	case b.question.Question.Objective != graph.Gentlest:
		why = words.M("beaten.distance")
	case b.best.Cost.Demotions < other.Cost.Demotions:
		why = words.M("beaten.demotions", "best", b.best.Cost.Demotions, "count", other.Cost.Demotions)
	case b.best.Cost.Changes < other.Cost.Changes:
		why = words.M("beaten.families", "best", b.best.FamilyChanges(), "count", other.FamilyChanges())
	}
	id := "beaten.explanation"
	if by == graph.BySkillGap {
		id = "beaten.explanation-gap"
	}
	return sentence(id, "steps", words.Quantity(graph.Count(len(other.Steps))), "climb", words.Points(other.SteepestClimb(by)), "why", why)
}
