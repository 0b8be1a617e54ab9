package resolvers

import (
	"context"
	"fmt"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"noboru/graph"
	"noboru/internal/serving"
	"noboru/resolvers/internal/gql"
	"noboru/resolvers/internal/view"
)

func (n names) path(ctx context.Context, in gql.PathInput) (view.PathResult, error) {
	q, err := n.question(ctx, "input", in.From, in.To, in.Objective, in.Limits)
	if err != nil {
		return pathResult(n.snapshot, err)
	}
	var answer view.PathResult
	err = n.snapshot.Plan(func(p *graph.Planner) (err error) {
		answer, err = onePath(ctx, p, q)
		return err
	})
	return answer, within(err, inInput)
}

// onePath asks for the path of a translated question.
func onePath(ctx context.Context, p *graph.Planner, q *view.Question) (view.PathResult, error) {
	path, found, err := p.Path(ctx, q.Question)
	if err != nil {
		return nil, err
	}
	if !found {
		return view.NewNoPath(q), nil
	}
	return view.NewPathFound(q, path), nil
}

func (n names) paths(ctx context.Context, in gql.PathsInput) (view.PathsResult, error) {
	q, err := n.question(ctx, "input", in.From, in.To, in.Objective, in.Limits)
	if err != nil {
		if answer := unknown(n.snapshot, err); answer != nil {
			return answer, nil
		}
		return nil, err
	}
	if err := checkRange("input.k", in.K, 1, 10); err != nil {
		return nil, err
	}
	if o := in.MaxOverlap; o != nil && !(*o >= 0 && *o <= 1) {
		return nil, graph.Invalid("input.maxOverlap", number(*o), "between", "least", 0, "most", 1)
	}
	var found graph.Alternatives
	err = n.snapshot.Plan(func(p *graph.Planner) (err error) {
		found, err = p.Alternatives(ctx, q.Question, int(in.K), in.MaxOverlap)
		return err
	})
	switch {
	case err != nil:
		return nil, within(err, inInput)
	case len(found.Paths) == 0:
		return view.NewNoPath(q), nil
	default:
		return view.NewPathsFound(q, found), nil
	}
}

// batch answers every pair with one planner. What is wrong with the limits concerns all pairs;
// what is wrong with a pair concerns that pair.
func (n names) batch(ctx context.Context, in gql.PathBatchInput) (*view.PathBatch, error) {
	if len(in.Pairs) < 1 || len(in.Pairs) > maxPairs {
		return nil, graph.Invalid("input.pairs", len(in.Pairs), "count-between", "least", 1, "most", maxPairs)
	}
	batch := &view.PathBatch{Stamped: view.Stamped{Snapshot: n.snapshot}, Results: make([]view.PathResult, len(in.Pairs))}
	limits, limitsErr := n.limits(ctx, "input.limits", in.Limits)
	if limitsErr != nil && unknown(n.snapshot, limitsErr) == nil {
		return nil, limitsErr
	}
	if err := n.snapshot.Graph.CheckLimits(limits); limitsErr == nil && err != nil {
		return nil, within(err, inInput)
	}
	err := n.snapshot.Plan(func(p *graph.Planner) error {
		for i, pair := range in.Pairs {
			err := limitsErr
			if err == nil {
				batch.Results[i], err = n.pair(ctx, p, fmt.Sprintf("input.pairs[%d]", i), pair, in.Objective, limits)
			}
			if ctx.Err() != nil {
				return fmt.Errorf("pair %d: %w", i, ctx.Err())
			}
			if err == nil {
				continue
			}
			if batch.Results[i], err = pathResult(n.snapshot, err); err != nil {
				batch.Results[i] = nil
				at := append(graphql.GetPath(ctx), ast.PathName("results"), ast.PathIndex(i))
				graphql.AddError(ctx, &gqlerror.Error{Err: err, Path: at})
			}
		}
		return nil
	})
	return batch, err
}

func (n names) pair(ctx context.Context, p *graph.Planner, field string, in gql.PathPairInput, objective graph.Objective, limits graph.Limits) (view.PathResult, error) {
	s, err := n.start(ctx, field+".from", in.From)
	if err != nil {
		return nil, err
	}
	goal, err := n.endpoint(ctx, field+".to", in.To)
	if err != nil {
		return nil, err
	}
	answer, err := onePath(ctx, p, n.ask(s, goal, objective, limits))
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

func (n names) frontier(ctx context.Context, in gql.FrontierInput) (view.FrontierResult, error) {
	q, err := n.question(ctx, "input", in.From, in.To, in.Objective, in.Limits)
	if err != nil {
		if answer := unknown(n.snapshot, err); answer != nil {
			return answer, nil
		}
		return nil, err
	}
	if in.ThreeCriteria && !n.snapshot.Dataset().HasScores() {
		return nil, graph.Invalid("input.threeCriteria", true, "scores")
	}
	var frontier graph.Frontier
	err = n.snapshot.Plan(func(p *graph.Planner) (err error) {
		frontier, err = p.Frontier(ctx, q.Question, in.ThreeCriteria)
		return err
	})
	switch {
	case err != nil:
		return nil, within(err, inInput)
	case len(frontier.Tradeoffs) == 0 && frontier.Complete:
		return view.NewNoPath(withSteps(q)), nil
	default:
		return view.NewFrontier(q, frontier, in.ThreeCriteria), nil
	}
}

// frontierSteps is how many steps a frontier takes where nothing is said.
const frontierSteps = 8

// withSteps states the frontier's own limit on steps, so that the reasons for no path know of it.
func withSteps(q *view.Question) *view.Question {
	if q.MaxSteps != nil {
		return q
	}
	steps := frontierSteps
	limited := q.Question
	limited.MaxSteps = &steps
	return view.NewQuestion(q.Snapshot, limited)
}

func (n names) reach(ctx context.Context, in gql.ReachInput) (view.ReachResult, error) {
	q, s, err := n.middle(ctx, in.Of, in.Limits)
	if err != nil {
		if answer := unknown(n.snapshot, err); answer != nil {
			return answer, nil
		}
		return nil, err
	}
	if s.profile != nil && in.Direction != graph.Outward {
		return nil, graph.Invalid("input.direction", in.Direction, "from-here")
	}
	var reached []graph.Reached
	err = n.snapshot.Plan(func(p *graph.Planner) (err error) {
		reached, err = p.Reach(ctx, graph.ReachQuestion{Roles: s.roles, Profile: s.profile, Direction: in.Direction, Limits: q.Limits})
		return err
	})
	if err != nil {
		return nil, within(err, inMiddle)
	}
	return view.NewReach(q, in.Direction, reached), nil
}

func (n names) openers(ctx context.Context, in gql.DoorOpenersInput) (view.DoorOpenersResult, error) {
	q, s, err := n.middle(ctx, in.Of, in.Limits)
	if err != nil {
		if answer := unknown(n.snapshot, err); answer != nil {
			return answer, nil
		}
		return nil, err
	}
	if err := checkRange("input.first", in.First, 1, view.MaxPage); err != nil {
		return nil, err
	}
	if s.profile == nil && len(s.roles) != 1 {
		return nil, graph.Invalid("input.of", len(s.roles), "one-role-or-profile")
	}
	var openers []graph.Opener
	err = n.snapshot.Plan(func(p *graph.Planner) (err error) {
		openers, err = p.Openers(ctx, graph.ReachQuestion{Roles: s.roles, Profile: s.profile, Direction: graph.Outward, Limits: q.Limits})
		return err
	})
	if err != nil {
		return nil, within(err, inMiddle)
	}
	return view.NewDoorOpeners(q, openers, int(in.First)), nil
}

// middle translates a question with one end.
func (n names) middle(ctx context.Context, of gql.StartInput, limits *gql.LimitsInput) (*view.Question, start, error) {
	s, err := n.start(ctx, "input.of", of)
	if err != nil {
		return nil, start{}, err
	}
	l, err := n.limits(ctx, "input.limits", limits)
	if err != nil {
		return nil, start{}, err
	}
	if len(l.Via) > 0 {
		return nil, start{}, graph.Invalid("input.limits.via", nil, "no-via")
	}
	return n.ask(s, nil, graph.FewestSteps, l), s, nil
}

// pathResult answers err where it is about a name.
func pathResult(e *serving.Snapshot, err error) (view.PathResult, error) {
	if answer := unknown(e, err); answer != nil {
		return answer, nil
	}
	return nil, err
}

// compareResult answers err where it is about a name.
func compareResult(e *serving.Snapshot, err error) (view.CompareResult, error) {
	if answer := unknown(e, err); answer != nil {
		return answer, nil
	}
	return nil, err
}
