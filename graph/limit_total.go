package graph

// maxTotal is the largest total of the roles that a path comes to: nothing above one's boss. The start
// is exempt, as it is from what is avoided; goals are not.
type maxTotal struct{ most Points }

func checkMaxTotal(_ *Graph, l *Limits) error { return atLeastZero("maxTotal", l.MaxTotal) }

func statedMaxTotal(l *Limits) []limit {
	if l.MaxTotal == nil {
		return nil
	}
	return []limit{perStep{maxTotal{*l.MaxTotal}}}
}

func totalOf(a arc) int64 { return a.total }

func (m maxTotal) measure() func(arc) int64 { return totalOf }
func (m maxTotal) bind(s *space)            { s.bounds.high = int64(m.most) }
func (m maxTotal) bound() int64             { return int64(m.most) }
func (m maxTotal) at(bound int64) stepLimit { return maxTotal{Points(bound)} }
func (m maxTotal) state(l *Limits)          { l.MaxTotal = &m.most }
func (m maxTotal) lift(l *Limits)           { l.MaxTotal = nil }
func (m maxTotal) relaxation() Relaxation   { return relaxedTo(MaxTotalObstacle, m.most) }

// minTotal is the smallest total of the roles that a path comes to. The start is exempt; goals are not.
type minTotal struct{ least Points }

func checkMinTotal(_ *Graph, l *Limits) error {
	if l.MinTotal != nil && l.MaxTotal != nil && *l.MinTotal > *l.MaxTotal {
		return Invalid("minTotal", *l.MinTotal, "between", "least", 0, "most", *l.MaxTotal)
	}
	return atLeastZero("minTotal", l.MinTotal)
}

func statedMinTotal(l *Limits) []limit {
	if l.MinTotal == nil {
		return nil
	}
	return []limit{perStep{minTotal{*l.MinTotal}}}
}

// shortOfMost is how far a total lies below the largest that there can be.
func shortOfMost(a arc) int64 { return maxPoints - a.total }

func (m minTotal) measure() func(arc) int64 { return shortOfMost }
func (m minTotal) bind(s *space)            { s.bounds.low = int64(m.least) }
func (m minTotal) bound() int64             { return maxPoints - int64(m.least) }
func (m minTotal) at(bound int64) stepLimit { return minTotal{Points(maxPoints - bound)} }
func (m minTotal) state(l *Limits)          { l.MinTotal = &m.least }
func (m minTotal) lift(l *Limits)           { l.MinTotal = nil }
func (m minTotal) relaxation() Relaxation   { return relaxedTo(MinTotalObstacle, m.least) }
