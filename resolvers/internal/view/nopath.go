package view

import (
	"context"
	"sync"

	"noboru/graph"
)

// NoPath is a question without a path. Why there is none is worked out once, when it is asked for.
type NoPath struct {
	Stamped
	question *Question

	refusal *graph.Refusal
	mu      sync.Mutex
}

// NewNoPath shows that a question has no path.
func NewNoPath(q *Question) *NoPath {
	return &NoPath{Stamped: q.Stamped, question: q}
}

func (*NoPath) IsPathResult()     {}
func (*NoPath) IsPathsResult()    {}
func (*NoPath) IsFrontierResult() {}

// why holds the lock while it searches: fields are resolved side by side, and one search is enough.
func (n *NoPath) why(ctx context.Context) (*graph.Refusal, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.refusal != nil {
		return n.refusal, nil
	}
	var refusal graph.Refusal
	err := n.Snapshot.Plan(func(planner *graph.Planner) (err error) {
		refusal, err = planner.Refuse(ctx, n.question.Question)
		return err
	})
	if err != nil {
		return nil, err
	}
	n.refusal = &refusal
	return n.refusal, nil
}

func (n *NoPath) Profile() *ProfileSummary { return summarize(n.Stamped, n.question.Profile) }

func (n *NoPath) Blockage(ctx context.Context) (graph.Blockage, error) {
	r, err := n.why(ctx)
	if err != nil {
		return "", err
	}
	return r.Blockage, nil
}

func (n *NoPath) Relaxations(ctx context.Context) ([]Relaxation, error) {
	r, err := n.why(ctx)
	if err != nil {
		return nil, err
	}
	return n.relaxations(r.Relaxations), nil
}

func (n *NoPath) Joint(ctx context.Context) ([]Relaxation, error) {
	r, err := n.why(ctx)
	if err != nil {
		return nil, err
	}
	return n.relaxations(r.Joint), nil
}

func (n *NoPath) relaxations(of []graph.Relaxation) []Relaxation {
	relaxations := make([]Relaxation, 0, len(of))
	for _, r := range of {
		relaxations = append(relaxations, Relaxation{n.question, r})
	}
	return relaxations
}

func (n *NoPath) JointPath(ctx context.Context) (*Path, error) {
	r, err := n.why(ctx)
	if err != nil {
		return nil, err
	}
	return optionalPath(n.question, r.JointPath), nil
}

func (n *NoPath) JointComplete(ctx context.Context) (bool, error) {
	r, err := n.why(ctx)
	if err != nil {
		return false, err
	}
	return r.JointComplete || r.Blockage != graph.JointlyBlocks, nil
}

func (n *NoPath) Nearest(ctx context.Context) (*NearestRole, error) {
	r, err := n.why(ctx)
	if err != nil {
		return nil, err
	}
	return &NearestRole{n.question, r.Nearest}, nil
}

func (n *NoPath) Explanation(ctx context.Context) (*Sentence, error) {
	r, err := n.why(ctx)
	if err != nil {
		return nil, err
	}
	s := n.explain(r)
	return &s, nil
}

// optionalPath is nil for a path without roles.
func optionalPath(q *Question, p graph.Path) *Path {
	if len(p.Roles) == 0 {
		return nil
	}
	shown := NewPath(q, p)
	return &shown
}

// Relaxation is the smallest change of one limit.
type Relaxation struct {
	question *Question
	r        graph.Relaxation
}

func (r Relaxation) Limit() graph.Obstacle { return r.r.Limit }
func (r Relaxation) Path() *Path           { return optionalPath(r.question, r.r.Path) }

func (r Relaxation) MaxSteps() *int {
	if r.r.Limit != graph.MaxStepsObstacle {
		return nil
	}
	return &r.r.MaxSteps
}

func (r Relaxation) MaxClimb() *float64 { return r.climb(graph.MaxClimbObstacle) }
func (r Relaxation) MaxDrop() *float64  { return r.climb(graph.MaxDropObstacle) }

func (r Relaxation) climb(of graph.Obstacle) *float64 {
	if r.r.Limit != of {
		return nil
	}
	return float(r.r.Climb)
}

func (r Relaxation) MinCorrelation() *float64 {
	if r.r.Limit != graph.MinCorrelationObstacle {
		return nil
	}
	f := r.r.MinCorrelation.Float()
	return &f
}

func (r Relaxation) Role() *Role {
	if r.r.Limit != graph.ViaObstacle && r.r.Limit != graph.AvoidRoleObstacle {
		return nil
	}
	return &Role{r.question.Stamped, r.r.Role}
}

func (r Relaxation) Family() *Family {
	if r.r.Limit != graph.AvoidFamilyObstacle {
		return nil
	}
	return &Family{r.question.Stamped, r.r.Family}
}

// NearestRole is the role most similar to a goal among those that can be reached.
type NearestRole struct {
	question *Question
	n        graph.NearestRole
}

func (n *NearestRole) Path() *Path { return optionalPath(n.question, n.n.Path) }

func (n *NearestRole) Role() *Role {
	if n.n.Role == graph.FromProfile {
		return nil
	}
	return &Role{n.question.Stamped, n.n.Role}
}

func (n *NearestRole) Correlation() *float64 {
	if !n.n.Known {
		return nil
	}
	f := n.n.Similarity.Float()
	return &f
}
