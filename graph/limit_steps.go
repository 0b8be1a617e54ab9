package graph

// maxSteps is the largest number of steps over the whole chain of legs.
type maxSteps struct{ most int }

func checkMaxSteps(_ *Graph, l *Limits) error { return atLeastZero("maxSteps", l.MaxSteps) }

func statedMaxSteps(l *Limits) []limit {
	if l.MaxSteps == nil {
		return nil
	}
	return []limit{maxSteps{*l.MaxSteps}}
}

func (m maxSteps) bind(s *space)  { s.maxSteps = m.most }
func (m maxSteps) lift(l *Limits) { l.MaxSteps = nil }

func (m maxSteps) needed(_ *Graph, p Path) (Relaxation, bool) {
	return relaxedTo(MaxStepsObstacle, Count(len(p.Steps))), len(p.Steps) <= m.most
}

// relax asks for the fewest steps, then for the best path of so many.
func (m maxSteps) relax(r *relaxer, lifted Question) (Relaxation, bool, error) {
	fewest := lifted
	fewest.Objective = FewestSteps
	path, ok, err := r.best(fewest)
	if err != nil || !ok {
		return Relaxation{}, false, err
	}
	steps := len(path.Steps)
	lifted.MaxSteps = &steps
	return r.opened(relaxedTo(MaxStepsObstacle, Count(steps)), lifted)
}
