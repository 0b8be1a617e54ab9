package view

import (
	"context"
	"sync"

	"noboru/graph"
)

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

func (p Path) Roles() []Role           { return p.question.roles(p.path.Roles) }
func (p Path) Cost() PathCost          { return newCost(p.path.Cost) }
func (p Path) GivesUpAndRegains() bool { return p.path.GivesUpAndRegains() }

func (p Path) Steps() []Step {
	steps := make([]Step, 0, len(p.path.Steps))
	for i, s := range p.path.Steps {
		steps = append(steps, Step{p.question.Stamped, p, i, s})
	}
	return steps
}

func (p Path) Totals() PathTotals {
	t := PathTotals{
		Steps:         len(p.path.Steps),
		Distance:      p.path.Cost.Distance.Float(),
		Ascent:        p.path.Ascent().Float(),
		Descent:       p.path.Descent().Float(),
		SteepestClimb: p.path.SteepestClimb(p.question.ClimbBy).Float(),
		Effort:        p.question.scored(p.path.Effort()),
	}
	var points graph.Points
	for _, d := range p.details() {
		points += d.NewPoints
	}
	t.NewSkillPoints = p.question.scored(points)
	return t
}

// Stability is refused with a *graph.InputError where the dataset has no scores.
func (p Path) Stability(ctx context.Context, trials, seed int32) (*Stability, error) {
	if seed < 0 {
		return nil, graph.Invalid("seed", seed, "at-least", "least", 0)
	}
	var stability graph.Stability
	err := p.question.Snapshot.Plan(func(planner *graph.Planner) (err error) {
		stability, err = planner.Stability(ctx, p.path, p.question.Profile, int(trials), uint64(seed))
		return err
	})
	if err != nil {
		return nil, err
	}
	return &Stability{stability}, nil
}

// PathTotals is sums over the steps of a path.
type PathTotals struct {
	Steps                                    int
	Distance, Ascent, Descent, SteepestClimb float64
	Effort, NewSkillPoints                   *float64
}

// PathCost is what the objectives add up.
type PathCost struct {
	Climbing, Squares, Distance float64
	Steps                       int
}

func newCost(c graph.Cost) PathCost {
	return PathCost{squarePoints(c.Climbing), squarePoints(c.Squares), c.Distance.Float(), c.Steps}
}

func squarePoints(millionths int64) float64 {
	return float64(millionths) / (graph.PointsScale * graph.PointsScale)
}

// Step is one step of a path.
type Step struct {
	Stamped
	path Path
	at   int
	step graph.Step
}

func (s Step) To() Role          { return Role{s.Stamped, s.step.To} }
func (s Step) Distance() float64 { return s.step.Distance().Float() }
func (s Step) Climb() float64    { return s.step.Climb.Float() }
func (s Step) Drop() float64     { return s.step.Drop.Float() }
func (s Step) Gap() *float64     { return s.scored(s.step.Gap) }
func (s Step) ByEffort() bool    { return s.step.ByEffort }

// Climbing is what the step has in the path's cost.
func (s Step) Climbing() float64 {
	return squarePoints(s.path.path.Cost.Each(s.step.Counted(s.path.question.ClimbBy)))
}

func (s Step) From() *Role {
	if s.step.From == graph.FromProfile {
		return nil
	}
	return &Role{s.Stamped, s.step.From}
}

func (s Step) Correlation() *float64 {
	if s.step.ByEffort {
		return nil
	}
	f := s.step.Similarity.Float()
	return &f
}

func (s Step) detail() (d graph.StepDetail) {
	if details := s.path.details(); s.at < len(details) {
		d = details[s.at]
	}
	return d
}

func (s Step) Gaps() []SkillChange { return s.changes(s.detail().Gaps) }
func (s Step) New() []SkillChange  { return s.changes(s.detail().New) }
func (s Step) NewPoints() *float64 { return s.scored(s.detail().NewPoints) }
func (s Step) CarryOver() *float64 { return s.scored(s.detail().CarryOver) }

// SkillChange is one skill that a step asks more of.
type SkillChange struct {
	Skill Skill
	From  *float64
	To    float64
}

func (s Stamped) changes(of []graph.SkillChange) []SkillChange {
	changes := make([]SkillChange, 0, len(of))
	for _, c := range of {
		change := SkillChange{Skill: Skill{s, c.Skill}, To: c.To.Float()}
		if !c.Unknown {
			change.From = float(c.From)
		}
		changes = append(changes, change)
	}
	return changes
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
		Climbing: second.Cost.Climbing - cost.Climbing,
		Squares:  second.Cost.Squares - cost.Squares,
		Distance: second.Cost.Distance - cost.Distance,
		Steps:    second.Cost.Steps - cost.Steps,
	}
	return &RunnerUp{NewPath(f.question, second), newCost(extra)}, nil
}

// RunnerUp is the cheapest path that differs from the best.
type RunnerUp struct {
	Path  Path
	Extra PathCost
}

// Stability is how often a path survives small changes of the scores.
type Stability struct{ s graph.Stability }

func (s *Stability) Trials() int   { return s.s.Trials }
func (s *Stability) Survived() int { return s.s.Survived }
func (s *Stability) Seed() int     { return int(s.s.Seed) }

func (s *Stability) Share() float64 { return s.share(s.s.Survived) }

func (s *Stability) Steps() []float64 {
	shares := make([]float64, 0, len(s.s.Steps))
	for _, n := range s.s.Steps {
		shares = append(shares, s.share(n))
	}
	return shares
}

func (s *Stability) share(n int) float64 { return float64(n) / float64(max(1, s.s.Trials)) }

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

// PathBatch is the answers of a batch. A pair that was refused is nil.
type PathBatch struct {
	Stamped
	Results []PathResult
}
