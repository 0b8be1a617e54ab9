package answer

import (
	"noboru/graph"
	"noboru/internal/serving"
)

// Question is a question as it was asked, with every default filled in, and the snapshot that it
// was asked of.
type Question struct {
	Stamped
	graph.Question
}

// NewQuestion fills in the defaults.
func NewQuestion(e *serving.Snapshot, q graph.Question) *Question {
	if q.Objective == "" {
		q.Objective = graph.Gentlest
	}
	if q.ClimbBy == "" {
		q.ClimbBy = graph.ByTotal
	}
	return &Question{Stamped{e}, q}
}

// asked is embedded in answers that repeat what was asked.
type asked struct{ question *Question }

func (a asked) Objective() graph.Objective { return a.question.Question.Objective }
func (a asked) ClimbBy() graph.ClimbBy     { return a.question.ClimbBy }

func (a asked) Demotions() graph.Demotions {
	if a.question.Demotions == "" {
		return graph.AvoidDemotions
	}
	return a.question.Demotions
}

func (a asked) FamilyChange() float64 {
	if f := a.question.Limits.FamilyChange; f != nil {
		return f.Float()
	}
	return a.ComfortableClimb()
}

func (a asked) ComfortableClimb() float64 {
	if c := a.question.Limits.ComfortableClimb; c > 0 {
		return c.Float()
	}
	return a.question.data().ComfortableClimb().Float()
}

func (a asked) Profile() *ProfileSummary {
	return summarize(a.question.Stamped, a.question.Question.Profile)
}

func (a asked) Caveats() []Sentence { return a.question.Dataset().Caveats() }
