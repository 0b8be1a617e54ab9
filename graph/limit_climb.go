package graph

// maxClimb is the largest climb of a step, as the question counts climbs.
type maxClimb struct{ most Points }

func checkMaxClimb(_ *Graph, l *Limits) error { return atLeastZero("maxClimb", l.MaxClimb) }

func statedMaxClimb(l *Limits) []limit {
	if l.MaxClimb == nil {
		return nil
	}
	return []limit{perStep{maxClimb{*l.MaxClimb}}}
}

func climbOf(a arc) int64 { return a.climb }

func (m maxClimb) measure() func(arc) int64 { return climbOf }
func (m maxClimb) bind(s *space)            { s.bounds.climb = int64(m.most) }
func (m maxClimb) bound() int64             { return int64(m.most) }
func (m maxClimb) at(bound int64) stepLimit { return maxClimb{Points(bound)} }
func (m maxClimb) state(l *Limits)          { l.MaxClimb = &m.most }
func (m maxClimb) lift(l *Limits)           { l.MaxClimb = nil }
func (m maxClimb) relaxation() Relaxation   { return relaxedTo(MaxClimbObstacle, m.most) }
