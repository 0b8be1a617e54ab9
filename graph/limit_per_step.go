package graph

// stepLimit is a limit that every step keeps or breaks by itself: what it measures of a step is at
// most a bound.
type stepLimit interface {
	measure() func(arc) int64 // 0 or more
	bound() int64
	bind(s *space)
	at(bound int64) stepLimit // the same limit with another bound
	state(l *Limits)
	lift(l *Limits)
	relaxation() Relaxation
}

// perStep makes a limit of a stepLimit.
type perStep struct{ stepLimit }

// needed is the limit at the worst step of a path.
func (p perStep) needed(g *Graph, path Path) (Relaxation, bool) {
	worst, measure := int64(0), p.measure()
	for _, step := range path.Steps {
		worst = max(worst, measure(g.arcOf(step, path.Weights.ClimbBy)))
	}
	return p.at(worst).relaxation(), worst <= p.bound()
}

// relax is a bottleneck search for the smallest worst step, then one for the best path whose steps
// are no worse.
func (p perStep) relax(r *relaxer, lifted Question) (Relaxation, bool, error) {
	worst, ok, err := r.worstStep(lifted, p.measure())
	if err != nil || !ok {
		return Relaxation{}, false, err
	}
	relaxed := p.at(worst)
	relaxed.state(&lifted.Limits)
	return r.opened(relaxed.relaxation(), lifted)
}
