package answer

import (
	"context"
	"errors"

	"noboru/graph"
)

// Toward answers what Paths answers, for any number of starts with the same other end: by one search back
// from it.
type Toward struct {
	asker  Asker
	in     PathsInput
	search *graph.Toward
}

// Toward searches back from the goals of a question; its start is not looked at. There is none, and no error, where
// Paths is to be asked: for more than the best path, under a limit on steps, with roles to pass through, and where
// something is wrong with the question.
func (a Asker) Toward(ctx context.Context, in PathsInput) (*Toward, error) {
	goal, err := a.endpoint(ctx, "input.to", in.To)
	if err != nil {
		return nil, ctx.Err()
	}
	limits, err := a.limits(ctx, "input.limits", in.Limits)
	if err != nil || in.First != 1 || in.MaxOverlap != nil || limits.MaxSteps != nil || len(limits.Via) > 0 {
		return nil, ctx.Err()
	}
	var search *graph.Toward
	err = a.Snapshot.Plan(func(p *graph.Planner) (err error) {
		search, err = p.Toward(ctx, a.ask(start{}, goal, in.Objective, limits).Question)
		return err
	})
	if input := (*graph.InputError)(nil); errors.As(err, &input) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return &Toward{a, in, search}, nil
}

// Paths is Asker.Paths from a start.
func (t *Toward) Paths(ctx context.Context, from StartInput) (PathsResult, error) {
	in := t.in
	in.From = from
	q, err := t.asker.question(ctx, "input", in.From, in.To, in.Objective, in.Limits)
	if err != nil || len(q.From) > 1 {
		return t.asker.Paths(ctx, in)
	}
	var path graph.Path
	var found bool
	if profile := q.Question.Profile; profile != nil {
		path, found = t.search.FromProfile(profile)
	} else {
		path, found = t.search.FromRole(q.From[0])
	}
	if !found {
		return NewNoPath(q), nil
	}
	return NewPathsFound(q, graph.Alternatives{Paths: []graph.Path{path}, Complete: true, Examined: 1}), nil
}
