package words

import "noboru/graph"

// Points is a number of points with its unit.
func Points(p graph.Points) Message { return M("unit.points", "count", p) }
