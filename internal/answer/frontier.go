package answer

import (
	"context"

	"noboru/graph"
)

// Frontier asks for the trade-off between few steps and gentle steps.
func (a Asker) Frontier(ctx context.Context, in FrontierInput) (FrontierResult, error) {
	q, err := a.question(ctx, "input", in.From, in.To, in.Objective, in.Limits)
	if err != nil {
		if answer := a.unknown(err); answer != nil {
			return answer, nil
		}
		return nil, err
	}
	third := graph.NoThird
	if in.ThirdCriterion != nil {
		third = *in.ThirdCriterion
	}
	var frontier graph.Frontier
	err = a.Snapshot.Plan(func(p *graph.Planner) (err error) {
		frontier, err = p.Frontier(ctx, q.Question, third)
		return err
	})
	switch {
	case err != nil:
		return nil, within(err, inInput)
	case len(frontier.Tradeoffs) == 0 && frontier.Complete:
		return NewNoPath(withSteps(q)), nil
	default:
		return NewFrontier(q, frontier, third), nil
	}
}

// frontierSteps is how many steps a frontier takes where nothing is said.
const frontierSteps = 8

// withSteps states the frontier's own limit on steps, so that the reasons for no path know of it.
func withSteps(q *Question) *Question {
	if q.MaxSteps != nil {
		return q
	}
	steps := frontierSteps
	limited := q.Question
	limited.MaxSteps = &steps
	return NewQuestion(q.Snapshot, limited)
}

// Frontier is the trade-off between few steps and gentle steps.
type Frontier struct {
	Stamped
	asked
	frontier graph.Frontier
	third    graph.Third
}

// NewFrontier shows a frontier, with its third criterion if there is one.
func NewFrontier(q *Question, f graph.Frontier, third graph.Third) *Frontier {
	return &Frontier{q.Stamped, asked{q}, f, third}
}

func (*Frontier) IsFrontierResult() {}

func (f *Frontier) Complete() bool { return f.frontier.Complete }
func (f *Frontier) Labels() int    { return f.frontier.Labels }

// Tradeoff is one choice of a frontier.
type Tradeoff struct {
	Steps         int
	SteepestClimb float64
	SkillGap      *float64
	FamilyChanges *int
	Path          Path
}

func (f *Frontier) Tradeoffs() []Tradeoff {
	tradeoffs := make([]Tradeoff, 0, len(f.frontier.Tradeoffs))
	for _, t := range f.frontier.Tradeoffs {
		shown := Tradeoff{Steps: t.Steps, SteepestClimb: t.SteepestClimb.Float(), Path: NewPath(f.question, t.Path)}
		switch f.third {
		case graph.ThirdGap:
			shown.SkillGap = float(t.Path.Effort())
		case graph.ThirdFamilyChanges:
			changes := t.Path.FamilyChanges()
			shown.FamilyChanges = &changes
		}
		tradeoffs = append(tradeoffs, shown)
	}
	return tradeoffs
}
