package terminal

import (
	"fmt"
	"math"
	"strings"

	"noboru/graph"
)

// Plot is a correlation map as text: correlation across up to 1, total upwards. The base role stands at
// the right edge.
type Plot struct {
	Base   float64 // total of the base, in points
	Points []Point
}

// Point is a role of the map: its correlation, and its total in points.
type Point struct{ Correlation, Total float64 }

// dot is a point: correlation in millionths, total in thousandths.
type dot struct {
	x, y int64
	mark rune
}

const (
	plotWidth  = 61
	plotHeight = 17
	plotBase   = '*'
	plotMarks  = "123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
	plotMore   = '+' // every point past the last mark
)

// MarkOf is how the i-th point is drawn.
func MarkOf(i int) rune {
	if i < len(plotMarks) {
		return rune(plotMarks[i])
	}
	return plotMore
}

// Draw returns the lines of the plot, with the scale at the left and below. A point whose place is
// taken goes to the nearest free one beside it.
func (s Plot) Draw() []string {
	const one = 1_000_000
	base := int64(math.Round(s.Base * 1000))
	points := make([]dot, len(s.Points))
	for i, p := range s.Points {
		points[i] = dot{int64(math.Round(p.Correlation * one)), int64(math.Round(p.Total * 1000)), MarkOf(i)}
	}
	low, bottom, top := int64(one), base, base
	for _, p := range points {
		low, bottom, top = min(low, p.x), min(bottom, p.y), max(top, p.y)
	}
	low = (low+one)/50_000*50_000 - one // down to a multiple of 0.05; nothing is below -1
	if low == one {
		low = 950_000
	}
	bottom, top = bottom/5000*5000, (top+4999)/5000*5000
	if top == bottom {
		top += 5000
	}
	var grid [plotHeight][plotWidth]rune
	for y := range grid {
		for x := range grid[y] {
			grid[y][x] = ' '
		}
	}
	put := func(d dot) {
		column := int((d.x - low) * (plotWidth - 1) / (one - low))
		row := plotHeight - 1 - int((d.y-bottom)*(plotHeight-1)/(top-bottom))
		for shift := range 2 * plotWidth {
			at := column + (shift+1)/2*(1-2*(shift%2))
			if at >= 0 && at < plotWidth && grid[row][at] == ' ' {
				grid[row][at] = d.mark
				return
			}
		}
	}
	put(dot{one, base, plotBase})
	for _, p := range points {
		put(p)
	}
	var lines []string
	for y, row := range grid {
		scale := ""
		if y%4 == 0 {
			scale = graph.Points(top - (top-bottom)*int64(y)/(plotHeight-1)).String()
		}
		lines = append(lines, strings.TrimRight(fmt.Sprintf("%8s |%s", scale, string(row[:])), " "))
	}
	lines = append(lines, "         +"+strings.Repeat("-", plotWidth))
	left, right := graph.Similarity(low).String(), "1"
	return append(lines, fmt.Sprintf("          %s%s%s", left, strings.Repeat(" ", plotWidth-len(left)-len(right)), right))
}
