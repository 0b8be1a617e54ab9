package view

import "noboru/graph"

// Frontier is the trade-off between few steps and gentle steps.
type Frontier struct {
	Stamped
	asked
	frontier graph.Frontier
	withGap  bool
}

// NewFrontier shows a frontier; withGap says that it has three criteria.
func NewFrontier(q *Question, f graph.Frontier, withGap bool) *Frontier {
	return &Frontier{q.Stamped, asked{q}, f, withGap}
}

func (*Frontier) IsFrontierResult() {}

func (f *Frontier) Complete() bool { return f.frontier.Complete }
func (f *Frontier) Labels() int    { return f.frontier.Labels }

// Tradeoff is one choice of a frontier.
type Tradeoff struct {
	Steps         int
	SteepestClimb float64
	Gap           *float64
	Path          Path
}

func (f *Frontier) Tradeoffs() []Tradeoff {
	tradeoffs := make([]Tradeoff, 0, len(f.frontier.Tradeoffs))
	for _, t := range f.frontier.Tradeoffs {
		shown := Tradeoff{Steps: t.Steps, SteepestClimb: t.SteepestClimb.Float(), Path: NewPath(f.question, t.Path)}
		if f.withGap {
			shown.Gap = float(t.Gap)
		}
		tradeoffs = append(tradeoffs, shown)
	}
	return tradeoffs
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
func (r Reached) Path() Path             { return NewPath(r.question, r.r.Path()) }

// DoorOpeners is skills ranked by what one level more brings within reach.
type DoorOpeners struct {
	Stamped
	asked
	openers []graph.Opener
	first   int
}

// NewDoorOpeners shows the first of a ranking.
func NewDoorOpeners(q *Question, openers []graph.Opener, first int) *DoorOpeners {
	return &DoorOpeners{q.Stamped, asked{q}, openers, first}
}

func (*DoorOpeners) IsDoorOpenersResult() {}

func (d *DoorOpeners) TotalCount() int { return len(d.openers) }

func (d *DoorOpeners) Openers() []DoorOpener {
	openers := []DoorOpener{}
	for _, o := range d.openers[:min(d.first, len(d.openers))] {
		openers = append(openers, DoorOpener{
			Skill: Skill{d.Stamped, o.Skill}, From: o.From.Float(), To: o.To.Float(),
			Gained: d.roles(o.Gained), Lost: d.roles(o.Lost),
		})
	}
	return openers
}

// DoorOpener is one level more in one skill.
type DoorOpener struct {
	Skill        Skill
	From, To     float64
	Gained, Lost []Role
}
