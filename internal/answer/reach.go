package answer

import (
	"context"

	"noboru/graph"
)

// Reach asks what is within reach.
func (a Asker) Reach(ctx context.Context, in ReachInput) (ReachResult, error) {
	q, s, err := a.middle(ctx, in.Of, in.Limits)
	if err != nil {
		if answer := a.unknown(err); answer != nil {
			return answer, nil
		}
		return nil, err
	}
	if s.profile != nil && in.Direction != graph.Outward {
		return nil, graph.Invalid("input.direction", in.Direction, "from-here")
	}
	var reached []graph.Reached
	err = a.Snapshot.Plan(func(p *graph.Planner) (err error) {
		reached, err = p.Reach(ctx, graph.ReachQuestion{Roles: s.roles, Profile: s.profile, Direction: in.Direction, Limits: q.Limits})
		return err
	})
	if err != nil {
		return nil, within(err, inMiddle)
	}
	return NewReach(q, in.Direction, reached), nil
}

// middle translates a question with one end.
func (a Asker) middle(ctx context.Context, of StartInput, limits *LimitsInput) (*Question, start, error) {
	s, err := a.start(ctx, "input.of", of)
	if err != nil {
		return nil, start{}, err
	}
	l, err := a.limits(ctx, "input.limits", limits)
	if err != nil {
		return nil, start{}, err
	}
	if len(l.Via) > 0 {
		return nil, start{}, graph.Invalid("input.limits.via", nil, "no-via")
	}
	return a.ask(s, nil, graph.FewestSteps, l), s, nil
}

// Reach is what is within reach.
type Reach struct {
	Stamped
	asked
	Direction graph.Direction
	reached   []graph.Reached
}

// NewReach shows what is within reach.
func NewReach(q *Question, direction graph.Direction, reached []graph.Reached) *Reach {
	return &Reach{q.Stamped, asked{q}, direction, reached}
}

func (*Reach) IsReachResult() {}

func (r *Reach) Roles(first *int32, after *string, last *int32, before *string) (*ReachedConnection, error) {
	w, err := r.page(PageArgs{first, after, last, before}, len(r.reached), func(i int) string { return r.data().Role(r.reached[i].Role).Code })
	if err != nil {
		return nil, err
	}
	return &ReachedConnection{r.Stamped, w, r}, nil
}

// ReachedConnection is a page of roles within reach.
type ReachedConnection struct {
	Stamped
	window
	reach *Reach
}

// ReachedEdge is a role within reach and its place.
type ReachedEdge struct {
	Node   Reached
	Cursor string
}

func (c *ReachedConnection) Edges() []ReachedEdge {
	return collect(c.window, func(i int) ReachedEdge {
		return ReachedEdge{Reached{c.reach.question, c.reach.reached[i]}, c.cursor(i)}
	})
}

func (c *ReachedConnection) Nodes() []Reached {
	return collect(c.window, func(i int) Reached { return Reached{c.reach.question, c.reach.reached[i]} })
}

// Reached is one role within reach.
type Reached struct {
	question *Question
	r        graph.Reached
}

func (r Reached) Role() Role             { return Role{r.question.Stamped, r.r.Role} }
func (r Reached) Steps() int             { return r.r.Steps }
func (r Reached) SteepestClimb() float64 { return r.r.SteepestClimb.Float() }

// SteepestDrop is the largest drop of a step on the way.
func (r Reached) SteepestDrop() float64 {
	var most graph.Points
	for _, s := range r.r.Path().Steps {
		most = max(most, s.Drop)
	}
	return most.Float()
}

// LowestCorrelation is that of the step on the way whose roles are least alike; nil where no step has one.
func (r Reached) LowestCorrelation() *float64 {
	var least *float64
	for _, s := range r.Path().Steps() {
		if c := s.Correlation(); c != nil && (least == nil || *c < *least) {
			least = c
		}
	}
	return least
}

func (r Reached) Path() Path { return NewPath(r.question, r.r.Path()) }
