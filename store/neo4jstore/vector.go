package neo4jstore

import (
	"math"

	"noboru/graph"
)

// maxDimensions is what Neo4j's vector indexes take.
const maxDimensions = 4096

// scale is how the dataset's measure sees a skill: score less mean, by deviation. Both in points.
type scale struct{ mean, deviation float64 }

// scales returns the mean and the population deviation of every skill under the standardised
// measure; nil under the others. A skill that is constant has deviation 0 and counts for nothing.
func scales(d *graph.Dataset) []scale {
	if d.Measure() != graph.PearsonStandardized {
		return nil
	}
	n := float64(len(d.Roles()))
	all := make([]scale, len(d.Skills()))
	for s := range all {
		first, sum, varies := d.Role(0).Scores[s], int64(0), false
		for i := range d.Roles() {
			x := d.Role(i).Scores[s]
			sum += int64(x)
			varies = varies || x != first
		}
		all[s].mean = float64(sum) / n / graph.PointsScale
		if !varies {
			continue
		}
		variance := 0.0
		for i := range d.Roles() {
			diff := d.Role(i).Scores[s].Float() - all[s].mean
			variance += diff * diff
		}
		all[s].deviation = math.Sqrt(variance / n)
	}
	return all
}

// vectorOf returns the row whose cosine with another's is the two roles' similarity; nil where
// that is undefined.
func vectorOf(d *graph.Dataset, role int, scales []scale) []float64 {
	scores := d.Role(role).Scores
	if len(scores) == 0 || len(scores) > maxDimensions {
		return nil
	}
	v := make([]float64, len(scores))
	switch d.Measure() {
	case graph.Cosine:
		zero := true
		for s, x := range scores {
			v[s] = x.Float()
			zero = zero && x == 0
		}
		if zero {
			return nil
		}
	case graph.PearsonStandardized:
		return standardized(v, scores, scales)
	default:
		// k x - Σx is exact, and all zero just where the row is constant.
		k, sum, flat := int64(len(scores)), int64(d.Role(role).Total), true
		for s, x := range scores {
			centred := k*int64(x) - sum
			v[s] = float64(centred) / float64(k) / graph.PointsScale
			flat = flat && centred == 0
		}
		if flat {
			return nil
		}
	}
	return v
}

func standardized(v []float64, scores []graph.Points, scales []scale) []float64 {
	sum, kept, largest := 0.0, 0.0, 0.0
	for s, x := range scores {
		if scales[s].deviation > 0 {
			v[s] = (x.Float() - scales[s].mean) / scales[s].deviation
			sum += v[s]
			kept++
			largest = max(largest, math.Abs(v[s]))
		}
	}
	if kept == 0 {
		return nil
	}
	flat := true
	for s := range v {
		if scales[s].deviation > 0 {
			v[s] -= sum / kept
			flat = flat && math.Abs(v[s]) <= 1e-9*largest
		}
	}
	if flat {
		return nil
	}
	return v
}
