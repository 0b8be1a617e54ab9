package graph

// minCorrelation is the least correlation of a step. At the dataset's threshold it limits nothing, and
// a smaller one cannot be had.
type minCorrelation struct{ least Similarity }

func checkMinCorrelation(g *Graph, l *Limits) error {
	if c := l.MinCorrelation; c != nil && (*c < g.data.Threshold() || *c > SimilarityScale) {
		return Invalid("minCorrelation", *c, "threshold", "threshold", g.data.Threshold())
	}
	return nil
}

func statedMinCorrelation(l *Limits) []limit {
	if l.MinCorrelation == nil {
		return nil
	}
	return []limit{perStep{minCorrelation{*l.MinCorrelation}}}
}

// shortOfOne is 1 - correlation.
func shortOfOne(a arc) int64 { return SimilarityScale - int64(a.similarity) }

func (m minCorrelation) measure() func(arc) int64 { return shortOfOne }

func (m minCorrelation) bind(s *space) { s.bounds.similarity = m.least }
func (m minCorrelation) bound() int64  { return SimilarityScale - int64(m.least) }
func (m minCorrelation) at(bound int64) stepLimit {
	return minCorrelation{Similarity(SimilarityScale - bound)}
}
func (m minCorrelation) state(l *Limits) { l.MinCorrelation = &m.least }
func (m minCorrelation) lift(l *Limits)  { l.MinCorrelation = nil }
func (m minCorrelation) relaxation() Relaxation {
	return relaxedTo(MinCorrelationObstacle, m.least)
}
