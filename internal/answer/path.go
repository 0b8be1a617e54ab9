package answer

import (
	"context"
	"slices"
	"sync"

	"noboru/graph"
	"noboru/internal/words"
)

// Path asks for the best path.
func (a Asker) Path(ctx context.Context, in PathInput) (PathResult, error) {
	q, err := a.question(ctx, "input", in.From, in.To, in.Objective, in.Limits)
	if err != nil {
		return a.pathResult(err)
	}
	var answer PathResult
	err = a.Snapshot.Plan(func(p *graph.Planner) (err error) {
		answer, err = onePath(ctx, p, q)
		return err
	})
	return answer, within(err, inInput)
}

// onePath asks for the path of a translated question.
func onePath(ctx context.Context, p *graph.Planner, q *Question) (PathResult, error) {
	path, found, err := p.Path(ctx, q.Question)
	if err != nil {
		return nil, err
	}
	if !found {
		return NewNoPath(q), nil
	}
	return NewPathFound(q, path), nil
}

// PathFound is the best path of a question.
type PathFound struct {
	Stamped
	asked
	path graph.Path
}

// NewPathFound shows the best path of a question.
func NewPathFound(q *Question, p graph.Path) *PathFound {
	return &PathFound{q.Stamped, asked{q}, p}
}

func (*PathFound) IsPathResult() {}

func (f *PathFound) Path() Path { return NewPath(f.question, f.path) }

// OtherWays is how many alternatives stand beside a path. Each differs: it has at most the share overlapping of its steps
// in common with a better one, one of three.
const (
	OtherWays   = 2
	overlapping = 0.34
)

// MostForOtherWays is how many candidates are looked at for them: most often ten or so do.
const MostForOtherWays = 200

// Alternatives are the best paths that differ from this one and from each other, OtherWays of them or as many as there are.
// Beside a single step only what is gentler stands, or leads elsewhere: anything else is a detour.
func (f *PathFound) Alternatives(ctx context.Context) ([]Path, error) {
	if len(f.path.Steps) == 0 {
		return nil, nil
	}
	var found graph.Alternatives
	apart := overlapping
	err := f.Snapshot.Plan(func(planner *graph.Planner) (err error) {
		found, err = planner.AlternativesAmong(ctx, f.question.Question, 1+OtherWays, &apart, MostForOtherWays)
		return err
	})
	if err != nil || len(found.Paths) == 0 {
		return nil, err
	}
	others := found.Paths[1:]
	if len(f.path.Steps) == 1 {
		others = slices.DeleteFunc(slices.Clone(others), func(p graph.Path) bool {
			return p.Start() == f.path.Start() && p.End() == f.path.End() && p.SteepestClimb(f.question.ClimbBy) >= f.path.SteepestClimb(f.question.ClimbBy)
		})
	}
	return newPaths(f.question, others), nil
}

// RunnerUp asks for two paths and shows the second.
func (f *PathFound) RunnerUp(ctx context.Context) (*RunnerUp, error) {
	var best graph.Alternatives
	err := f.Snapshot.Plan(func(planner *graph.Planner) (err error) {
		best, err = planner.Alternatives(ctx, f.question.Question, 2, nil)
		return err
	})
	if err != nil || len(best.Paths) < 2 {
		return nil, err
	}
	second, cost := best.Paths[1], f.path.Cost
	extra := graph.Cost{
		Demotions: second.Cost.Demotions - cost.Demotions,
		Climbing:  second.Cost.Climbing - cost.Climbing,
		Squares:   second.Cost.Squares - cost.Squares,
		Changes:   second.Cost.Changes - cost.Changes,
		Distance:  second.Cost.Distance - cost.Distance,
		Steps:     second.Cost.Steps - cost.Steps,
	}
	return &RunnerUp{NewPath(f.question, second), newCost(extra)}, nil
}

// RunnerUp is the cheapest path that differs from the best.
type RunnerUp struct {
	Path  Path
	Extra PathCost
}

// Path is a path together with the question that it answers.
type Path struct {
	question *Question
	path     graph.Path
	details  func() []graph.StepDetail
}

// NewPath shows a path. What its steps mean is worked out when it is asked for.
func NewPath(q *Question, p graph.Path) Path {
	return Path{q, p, sync.OnceValue(func() []graph.StepDetail {
		return q.Snapshot.Graph.Explain(p, q.Profile)
	})}
}

func newPaths(q *Question, paths []graph.Path) []Path {
	shown := make([]Path, 0, len(paths))
	for _, p := range paths {
		shown = append(shown, NewPath(q, p))
	}
	return shown
}

// FromProfile reports whether the path starts at a person's own scores.
func (p Path) FromProfile() bool { return p.path.Start() == graph.FromProfile }

// Estimate reports whether the path starts at levels of which some are assumed.
func (p Path) Estimate() bool { return p.FromProfile() && p.question.Question.Profile.Partial() }

// Objective, ComfortableClimb and ClimbBy are those of the question.
func (p Path) Objective() graph.Objective { return p.question.Question.Objective }
func (p Path) ComfortableClimb() float64  { return asked{p.question}.ComfortableClimb() }
func (p Path) ClimbBy() graph.ClimbBy     { return p.question.ClimbBy }

func (p Path) Roles() []Role           { return p.question.roles(p.path.Roles) }
func (p Path) Cost() PathCost          { return newCost(p.path.Cost) }
func (p Path) GivesUpAndRegains() bool { return p.path.GivesUpAndRegains() }

func (p Path) Steps() []Step {
	steps := make([]Step, 0, len(p.path.Steps))
	for i, s := range p.path.Steps {
		steps = append(steps, Step{p.question.Stamped, &p, i, s})
	}
	return steps
}

func (p Path) Totals() PathTotals {
	return PathTotals{
		path:          p,
		Steps:         len(p.path.Steps),
		Distance:      p.path.Cost.Distance.Float(),
		Ascent:        p.path.Ascent().Float(),
		Descent:       p.path.Descent().Float(),
		SteepestClimb: p.path.SteepestClimb(p.question.ClimbBy).Float(),
		SkillGap:      p.question.scored(p.path.Effort()),
		FamilyChanges: p.path.FamilyChanges(),
		Demotions:     p.path.Demotions(),
	}
}

// PathTotals is sums over the steps of a path.
type PathTotals struct {
	Steps                                    int
	Distance, Ascent, Descent, SteepestClimb float64
	SkillGap                                 *float64
	FamilyChanges, Demotions                 int

	path Path
}

// NewPoints is what is new on the path, worked out when it is asked for.
func (t PathTotals) NewPoints() *float64 {
	return t.sum(func(d graph.StepDetail) graph.Points { return d.NewPoints })
}

// AssumedNewPoints is the part of NewPoints that rests on levels that a profile does not state.
func (t PathTotals) AssumedNewPoints() *float64 {
	return t.sum(func(d graph.StepDetail) graph.Points { return d.AssumedPoints })
}

func (t PathTotals) sum(of func(graph.StepDetail) graph.Points) *float64 {
	var sum graph.Points
	for _, d := range t.path.details() {
		sum += of(d)
	}
	return t.path.question.scored(sum)
}

// PathCost is what the objectives add up.
type PathCost struct {
	Demotions, Steps                     int
	Climbing, Squares, Changes, Distance float64
}

func newCost(c graph.Cost) PathCost {
	return PathCost{
		Demotions: c.Demotions, Steps: c.Steps, Distance: c.Distance.Float(),
		Climbing: squarePoints(c.Climbing), Squares: squarePoints(c.Squares), Changes: squarePoints(c.Changes),
	}
}

func squarePoints(millionths int64) float64 {
	return float64(millionths) / (graph.PointsScale * graph.PointsScale)
}

// Notes is what a path owns up to.
func (p Path) Notes() []Sentence {
	notes := p.families()
	if n := p.path.Demotions(); n > 0 {
		id := "note.drops"
		if p.path.Cost.Demotions > 0 {
			id = "note.demotions"
		}
		notes = append(notes, sentence(id, "count", n, "climb", words.Points(p.path.Weights.ComfortableClimb)))
	}
	if p.path.GivesUpAndRegains() {
		notes = append(notes, sentence("note.gives-up"))
	}
	if p.Estimate() {
		notes = append(notes, sentence("note.assumed"))
	}
	if len(p.path.Steps) > 0 && p.path.Steps[0].ByEffort {
		notes = append(notes, sentence("note.by-skill-gap"))
	}
	return append(notes, p.leap()...)
}

// leap names the role most like the profile where the first step climbs more than twice what is taken in stride, and
// that role is another: a profile that correlates with little often leads far up at once.
func (p Path) leap() []Sentence {
	if !p.FromProfile() || len(p.path.Steps) == 0 {
		return nil
	}
	climb := p.path.Steps[0].Counted(p.question.ClimbBy)
	if climb <= 2*p.path.Weights.ComfortableClimb {
		return nil
	}
	like := p.question.Question.Profile.MostLike()
	if like == p.path.Steps[0].To {
		return nil
	}
	role := p.question.data().Role(like)
	return []Sentence{sentence("note.leap", "climb", words.Points(climb), "role", role.Name, "total", words.Points(role.Total))}
}

// families says in which family a path stays, or how often it changes it.
func (p Path) families() []Sentence {
	if n := p.path.FamilyChanges(); n > 0 {
		return []Sentence{sentence("note.families", "count", n)}
	}
	d, roles := p.question.data(), p.path.Roles
	family := d.FamilyOf(roles[0])
	other := func(role int) bool { return d.FamilyOf(role) != family }
	if len(p.path.Steps) == 0 || family == graph.NoIndex || slices.ContainsFunc(roles, other) {
		return []Sentence{}
	}
	return []Sentence{sentence("note.stays", "family", d.Families()[family].Name)}
}
