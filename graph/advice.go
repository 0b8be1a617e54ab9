package graph

import (
	"context"
)

// ThresholdAdvice is a threshold that suits a dataset, and what speaks for it.
type ThresholdAdvice struct {
	ThresholdReport
	StepsApart float64 // mean number of steps between roles that are connected, of a sample of starts
	Whole      bool    // it joins nine roles of ten or more; else it is the best that there is
}

const (
	// adviceFrom and adviceStep are the thresholds that are looked at, from this one up to 1.
	adviceFrom, adviceStep Similarity = 300_000, 10_000
	// adviceRoles is from how many roles on only high thresholds are looked at: every pair over the
	// least one is kept.
	adviceRoles    = 3000
	adviceFromMany = 800_000
	adviceStarts   = 64
	connectedShare = 0.9
	wantedEdges    = 4.0 // a role has at least so many edges, on average
)

// AdviseThreshold recommends a threshold: the highest that still joins nine roles of ten and gives a
// role four edges on average. Lower ones make every path a step or two; higher ones cut the roles
// apart. Where none does, it is the one that joins most roles, the highest of equals. It computes every
// similarity once, and breadth-first searches from 64 roles; O(roles² x skills) time.
func AdviseThreshold(ctx context.Context, d *Dataset) (ThresholdAdvice, error) {
	n := len(d.Roles())
	from := adviceFrom
	if n > adviceRoles {
		from = adviceFromMany
	}
	var thresholds []Similarity
	for t := from; t <= SimilarityScale; t += adviceStep {
		thresholds = append(thresholds, t)
	}
	reports, err := Thresholds(ctx, d, thresholds)
	if err != nil {
		return ThresholdAdvice{}, err
	}
	edges := min(wantedEdges, float64(n-1)/2) * float64(n) / 2
	advice := ThresholdAdvice{ThresholdReport: reports[0]}
	for _, r := range reports {
		whole := float64(r.Largest) >= connectedShare*float64(n) && float64(r.Edges) >= edges
		switch {
		case whole:
			advice.ThresholdReport, advice.Whole = r, true
		case !advice.Whole && r.Largest >= advice.Largest:
			advice.ThresholdReport = r
		}
	}
	spec := d.Spec()
	spec.Threshold = advice.Threshold
	at, err := NewDataset(spec)
	if err != nil {
		return ThresholdAdvice{}, err
	}
	g, err := Build(ctx, at)
	if err != nil {
		return ThresholdAdvice{}, err
	}
	advice.StepsApart = g.stepsApart()
	return advice, nil
}

// stepsApart is the mean number of steps from a sample of roles to all that they reach; 0 without any.
func (g *Graph) stepsApart() float64 {
	steps, pairs := 0, 0
	for s := range min(g.Len(), adviceStarts) {
		start := s * g.Len() / min(g.Len(), adviceStarts)
		depth := make([]int32, g.Len())
		queue := []int32{int32(start)}
		depth[start] = 1
		for len(queue) > 0 {
			role := queue[0]
			queue = queue[1:]
			for _, to := range g.targets[g.offsets[role]:g.offsets[role+1]] {
				if depth[to] == 0 {
					depth[to] = depth[role] + 1
					steps += int(depth[role])
					pairs++
					queue = append(queue, to)
				}
			}
		}
	}
	if pairs == 0 {
		return 0
	}
	return float64(steps) / float64(pairs)
}
