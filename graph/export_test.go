package graph

// SetBounds lowers how much work a planner does before an answer says that it is incomplete.
func (p *Planner) SetBounds(labels, candidates, joint int) {
	p.bounds = bounds{labels, candidates, joint}
}
