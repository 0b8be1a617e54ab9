package loader

import "noboru/graph"

// override puts what the caller says in the place of what the manifest says. Measures of tables of
// correlations stay as they are: they have none of their own.
func (l *loading) override() {
	m, o := &l.manifest, &l.opts
	if o.Threshold != nil {
		threshold := o.Threshold.Float()
		m.Threshold = &threshold
	}
	if o.TopK != nil {
		m.TopK = *o.TopK
	}
	if o.Measure != "" && o.Measure != graph.Given && m.Measure != string(graph.Given) {
		m.Measure = string(o.Measure)
	}
	for _, set := range []struct {
		into *string
		to   string
	}{{&m.Form, o.Form}, {&m.Blank, o.Blank}, {&m.Sheet, o.Sheet}, {&m.Encoding, o.Encoding}} {
		if set.to != "" {
			*set.into = set.to
		}
	}
	for _, e := range m.Marks {
		if l.notation.marks == nil {
			l.notation.marks = map[string]float64{}
		}
		l.notation.marks[trim(e.Mark)] = e.Level
	}
	l.notation.comma, l.notation.unit = m.Decimal == ",", m.Unit
}
