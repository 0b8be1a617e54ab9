package graph

// maxDrop is the largest drop of a step by total; 0 never steps down.
type maxDrop struct{ most Points }

func checkMaxDrop(_ *Graph, l *Limits) error { return atLeastZero("maxDrop", l.MaxDrop) }

func statedMaxDrop(l *Limits) []limit {
	if l.MaxDrop == nil {
		return nil
	}
	return []limit{perStep{maxDrop{*l.MaxDrop}}}
}

func dropOf(a arc) int64 { return max(0, -a.rise) }

func (m maxDrop) measure() func(arc) int64 { return dropOf }
func (m maxDrop) bind(s *space)            { s.bounds.drop = int64(m.most) }
func (m maxDrop) bound() int64             { return int64(m.most) }
func (m maxDrop) at(bound int64) stepLimit { return maxDrop{Points(bound)} }
func (m maxDrop) state(l *Limits)          { l.MaxDrop = &m.most }
func (m maxDrop) lift(l *Limits)           { l.MaxDrop = nil }
func (m maxDrop) relaxation() Relaxation   { return relaxedTo(MaxDropObstacle, m.most) }
