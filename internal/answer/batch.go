package answer

import (
	"context"
	"fmt"

	"noboru/graph"
)

// PathBatch answers every pair with one planner. What is wrong with the limits concerns all pairs; what
// is wrong with a pair is told to invalid, and that pair has no answer.
func (a Asker) PathBatch(ctx context.Context, in PathBatchInput, invalid func(pair int, err error)) (*PathBatch, error) {
	if len(in.Pairs) < 1 || len(in.Pairs) > maxPairs {
		return nil, graph.Invalid("input.pairs", len(in.Pairs), "count-between", "least", 1, "most", maxPairs)
	}
	batch := &PathBatch{Stamped: a.stamped(), Results: make([]PathResult, len(in.Pairs))}
	limits, limitsErr := a.limits(ctx, "input.limits", in.Limits)
	if limitsErr != nil && a.unknown(limitsErr) == nil {
		return nil, limitsErr
	}
	if err := a.Snapshot.Graph.CheckLimits(limits); limitsErr == nil && err != nil {
		return nil, within(err, inInput)
	}
	err := a.Snapshot.Plan(func(p *graph.Planner) error {
		for i, pair := range in.Pairs {
			err := limitsErr
			if err == nil {
				batch.Results[i], err = a.pair(ctx, p, fmt.Sprintf("input.pairs[%d]", i), pair, in.Objective, limits)
			}
			if ctx.Err() != nil {
				return fmt.Errorf("pair %d: %w", i, ctx.Err())
			}
			if err == nil {
				continue
			}
			if batch.Results[i], err = a.pathResult(err); err != nil {
				batch.Results[i] = nil
				invalid(i, err)
			}
		}
		return nil
	})
	return batch, err
}

func (a Asker) pair(ctx context.Context, p *graph.Planner, field string, in PathPairInput, objective graph.Objective, limits graph.Limits) (PathResult, error) {
	s, err := a.start(ctx, field+".from", in.From)
	if err != nil {
		return nil, err
	}
	goal, err := a.endpoint(ctx, field+".to", in.To)
	if err != nil {
		return nil, err
	}
	answer, err := onePath(ctx, p, a.ask(s, goal, objective, limits))
	return answer, within(err, func(name string) string {
		switch name {
		case "from", "to":
			return field + "." + name
		case "profile":
			return field + ".from.profile"
		default:
			return inInput(name)
		}
	})
}

// PathBatch is the answers of a batch. A pair that was refused is nil.
type PathBatch struct {
	Stamped
	Results []PathResult
}
