package graph

import "context"

// Beaten returns a path that is better than the best path of a question in steps or steepest climb and
// no worse in the other: what the question's objective gave up for fewer demotions, fewer changes of
// family or smaller climbs elsewhere. It is the one of fewest steps, then the least steep, then best by
// the objective. found is false where there is none. It takes one frontier. The error is an *InputError or
// the context's.
func (p *Planner) Beaten(ctx context.Context, q Question, best Path) (better Path, found bool, err error) {
	steps := len(best.Steps)
	if steps == 0 {
		return Path{}, false, nil
	}
	if q.MaxSteps == nil || *q.MaxSteps > steps {
		q.MaxSteps = &steps
	}
	q, err = p.g.check(q)
	if err != nil {
		return Path{}, false, err
	}
	s := p.space(&q).noSteeper(int64(best.SteepestClimb(q.ClimbBy)))
	p.hops = s.fewestSteps(p.hops, s.maxSteps)
	choices, err := p.twoCriteria(ctx, s)
	if err != nil {
		return Path{}, false, err
	}
	for _, c := range choices.Tradeoffs {
		if c.Steps < steps || c.SteepestClimb < best.SteepestClimb(q.ClimbBy) {
			return c.Path, true, nil
		}
	}
	return Path{}, false, nil
}
