package words

import "noboru/graph"

// Points is a number of points with its unit.
func Points(p graph.Points) Message { return M("unit.points", "count", p) }

// Quantity is what a limit is stated as, with its unit.
func Quantity(q graph.Quantity) any {
	switch q := q.(type) {
	case graph.Points:
		return Points(q)
	case graph.Count:
		return M("unit.steps", "count", int(q))
	default:
		return q
	}
}
