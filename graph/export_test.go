package graph

import "context"

// SetBounds lowers how much work a planner does before an answer says that it is incomplete.
func (p *Planner) SetBounds(labels, candidates, joint int) {
	p.effort = effort{labels, candidates, joint}
}

// OneEnded answers a question by Dijkstra's search from the goal alone: what Path was before it
// searched from both ends, and the plain search that benchmarks count in.
func (p *Planner) OneEnded(ctx context.Context, q Question) (Path, bool, error) {
	q, err := p.g.check(q)
	if err != nil {
		return Path{}, false, err
	}
	s := p.space(&q)
	states, err := p.tree.path(ctx, s)
	if states == nil {
		return Path{}, false, err
	}
	return s.path(states), true, nil
}
