package answer

import (
	"context"

	"noboru/graph"
)

// Paths asks for the best paths.
func (a Asker) Paths(ctx context.Context, in PathsInput) (PathsResult, error) {
	q, err := a.question(ctx, "input", in.From, in.To, in.Objective, in.Limits)
	if err != nil {
		if answer := a.unknown(err); answer != nil {
			return answer, nil
		}
		return nil, err
	}
	if err := checkRange("input.first", in.First, 1, 10); err != nil {
		return nil, err
	}
	if o := in.MaxOverlap; o != nil && !(*o >= 0 && *o <= 1) {
		return nil, graph.Invalid("input.maxOverlap", number(*o), "between", "least", 0, "most", 1)
	}
	var found graph.Alternatives
	err = a.Snapshot.Plan(func(p *graph.Planner) (err error) {
		found, err = p.Alternatives(ctx, q.Question, int(in.First), in.MaxOverlap)
		return err
	})
	switch {
	case err != nil:
		return nil, within(err, inInput)
	case len(found.Paths) == 0:
		return NewNoPath(q), nil
	default:
		return NewPathsFound(q, found), nil
	}
}

// PathsFound is paths in order of cost.
type PathsFound struct {
	Stamped
	asked
	found graph.Alternatives
}

// NewPathsFound shows alternatives.
func NewPathsFound(q *Question, found graph.Alternatives) *PathsFound {
	return &PathsFound{q.Stamped, asked{q}, found}
}

func (*PathsFound) IsPathsResult() {}

func (f *PathsFound) Paths() []Path  { return newPaths(f.question, f.found.Paths) }
func (f *PathsFound) Complete() bool { return f.found.Complete }
func (f *PathsFound) Examined() int  { return f.found.Examined }
