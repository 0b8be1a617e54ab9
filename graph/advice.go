package graph

import (
	"context"
	"errors"
	"slices"
)

// EdgeAdvice is a threshold and a topK that suit a dataset, and what speaks for them.
type EdgeAdvice struct {
	ThresholdReport
	TopK       int     // 0: all edges over the threshold
	StepsApart float64 // mean number of steps between roles that are connected, of a sample of starts
	Whole      bool    // it joins nine roles of ten or more
}

const (
	// adviceTopK is the topK that the scoreboard speaks for, and adviceShare the share of the roles that
	// it is at most: of few roles twenty neighbours would be nearly all.
	adviceTopK, adviceShare = 20, 6
	adviceFew               = 2 * adviceShare // roles; fewer have no topK that tells them apart

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

// Advise recommends which edges to draw: the 20 strongest of each role, or a sixth of the roles where
// that is less, with similarity 0 or more (docs/decisions/0067 has the figures). Of fewer than twelve
// roles, or where that leaves more than a role of ten apart, it is what AdviseThreshold says, if that
// joins more. It costs O(roles² x skills) time, and recommends nothing that Build would refuse.
func Advise(ctx context.Context, d *Dataset) (EdgeAdvice, error) {
	n := len(d.Roles())
	if n < adviceFew {
		return AdviseThreshold(ctx, d)
	}
	strongest, err := edgeAdvice(ctx, d, 0, min(adviceTopK, n/adviceShare))
	if err != nil || strongest.Whole {
		return strongest, err
	}
	over, err := AdviseThreshold(ctx, d)
	if dense := (*TooManyEdgesError)(nil); errors.As(err, &dense) {
		return strongest, nil
	}
	if err != nil || over.Largest > strongest.Largest {
		return over, err
	}
	return strongest, nil
}

// AdviseThreshold recommends a threshold without topK: the highest that still joins nine roles of ten
// and gives a role four edges on average. Lower ones make every path a step or two; higher ones cut the
// roles apart. Where none does, it is the one that joins most roles, the highest of equals; where each joins
// them by too many edges, the error is a *FieldError of a *TooManyEdgesError. It computes
// every similarity once, and breadth-first searches from 64 roles; O(roles² x skills) time.
func AdviseThreshold(ctx context.Context, d *Dataset) (EdgeAdvice, error) {
	n := len(d.Roles())
	from := adviceFrom
	if n > adviceRoles {
		from = adviceFromMany
	}
	var thresholds []Similarity
	for t := from; t <= SimilarityScale; t += adviceStep {
		thresholds = append(thresholds, t)
	}
	spec := d.Spec()
	spec.TopK = 0
	all, err := NewDataset(spec)
	if err != nil {
		return EdgeAdvice{}, err
	}
	reports, err := Thresholds(ctx, all, thresholds)
	if err != nil {
		return EdgeAdvice{}, err
	}
	least := reports[len(reports)-1]
	reports = slices.DeleteFunc(reports, func(r ThresholdReport) bool { return r.Edges > MaxEdges })
	if len(reports) == 0 {
		return EdgeAdvice{}, tooAlike(d, least.Edges) // by the count at 1, the highest threshold
	}
	edges := min(wantedEdges, float64(n-1)/2) * float64(n) / 2
	best, found := reports[0], false
	for _, r := range reports {
		whole := float64(r.Largest) >= connectedShare*float64(n) && float64(r.Edges) >= edges
		switch {
		case whole:
			best, found = r, true
		case !found && r.Largest >= best.Largest:
			best = r
		}
	}
	advice, err := edgeAdvice(ctx, d, best.Threshold, 0)
	advice.Whole = found
	return advice, err
}

// edgeAdvice describes the graph of a dataset with another threshold and topK.
func edgeAdvice(ctx context.Context, d *Dataset, threshold Similarity, topK int) (EdgeAdvice, error) {
	spec := d.Spec()
	spec.Threshold, spec.TopK = threshold, topK
	at, err := NewDataset(spec)
	if err != nil {
		return EdgeAdvice{}, err
	}
	reports, err := Thresholds(ctx, at, []Similarity{threshold})
	if err != nil {
		return EdgeAdvice{}, err
	}
	g, err := prepare(at)
	if err == nil {
		err = g.connect(ctx) // the edges are counted: no sample need judge them
	}
	if err != nil {
		return EdgeAdvice{}, err
	}
	return EdgeAdvice{reports[0], topK, g.stepsApart(), float64(reports[0].Largest) >= connectedShare*float64(len(d.Roles()))}, nil
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
