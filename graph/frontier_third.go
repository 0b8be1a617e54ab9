package graph

import (
	"cmp"
	"context"
	"slices"
	"sort"
)

// thirdLabel is a way to a goal in the three-criteria search.
type thirdLabel struct {
	state int32
	steps int32
	climb int64
	third int64
	older int32 // next label of the same state, index plus one
	dead  bool  // dominated by a label of the same layer
}

// thirdSearch goes backwards by layers of steps and keeps, by state, the labels that no label of at
// most as many steps dominates in climb and the third criterion.
type thirdSearch struct {
	space  *space
	third  criterion
	hops   []int32
	most   int // labels
	labels []thirdLabel
	heads  []int32     // by state: index of its newest label plus one
	least  []staircase // by state: what dominates further labels
	done   staircase   // of whole paths: nothing that they dominate can be part of a better one
}

func (p *Planner) threeCriteria(ctx context.Context, s *space, third Third) (Frontier, error) {
	g := thirdSearch{space: s, third: third.criterion(), hops: p.hops, most: p.effort.labels, heads: make([]int32, s.states()), least: make([]staircase, s.states())}
	complete, err := g.run(ctx)
	if err != nil {
		return Frontier{}, err
	}
	answer := Frontier{Complete: complete, Labels: len(g.labels)}
	var ends []thirdLabel
	for _, start := range s.starts() {
		for i := g.heads[start]; i != 0; i = g.labels[i-1].older {
			if !g.labels[i-1].dead {
				ends = append(ends, g.labels[i-1])
			}
		}
	}
	slices.SortFunc(ends, func(a, b thirdLabel) int {
		return cmp.Or(cmp.Compare(a.steps, b.steps), cmp.Compare(a.climb, b.climb), cmp.Compare(a.third, b.third))
	})
	var kept staircase
	for _, e := range ends {
		if kept.dominates(e.climb, e.third) {
			continue
		}
		kept = kept.with(e.climb, e.third)
		path, err := p.leastThirdPath(ctx, s, e, third.criterion())
		if err != nil {
			return Frontier{}, err
		}
		answer.Tradeoffs = append(answer.Tradeoffs, Tradeoff{Steps: int(e.steps), SteepestClimb: Points(e.climb), Path: path})
	}
	return answer, nil
}

// run fills the layers. complete is false where there were too many labels: then the
// layer that was begun is taken back, so that what is left is exact for fewer steps.
func (g *thirdSearch) run(ctx context.Context) (complete bool, err error) {
	s := g.space
	climbs, thirds := s.under(steepestClimb), s.under(g.third)
	var rises, sums []move
	for _, goal := range s.goals() {
		g.offer(thirdLabel{state: goal})
	}
	low := 0
	for steps := int32(1); int(steps) <= s.maxSteps && low < len(g.labels); steps++ {
		high := len(g.labels)
		for i := low; i < high; i++ {
			if i%cancelEvery == 0 && ctx.Err() != nil {
				return false, ctx.Err()
			}
			at := g.labels[i]
			if at.dead {
				continue
			}
			// The same steps under both objectives, in the same order.
			rises, sums = climbs.predecessors(at.state, rises[:0]), thirds.predecessors(at.state, sums[:0])
			for m, from := range rises {
				g.offer(thirdLabel{state: from.state, steps: steps, climb: max(at.climb, from.key.a), third: at.third + sums[m].key.a})
			}
			if len(g.labels) > g.most {
				g.takeBack(high)
				return false, nil
			}
		}
		g.bury(high)
		low = high
	}
	return true, nil
}

// offer keeps a label unless another dominates it.
func (g *thirdSearch) offer(l thirdLabel) {
	hops := g.hops[l.state]
	if hops < 0 || int(hops+l.steps) > g.space.maxSteps || g.least[l.state].dominates(l.climb, l.third) || g.done.dominates(l.climb, l.third) {
		return
	}
	g.least[l.state] = g.least[l.state].with(l.climb, l.third)
	if hops == 0 {
		g.done = g.done.with(l.climb, l.third)
	}
	l.older = g.heads[l.state]
	g.labels = append(g.labels, l)
	g.heads[l.state] = int32(len(g.labels))
}

// bury marks the labels of the newest layer that another of the layer dominates.
func (g *thirdSearch) bury(low int) {
	for i := low; i < len(g.labels); i++ {
		l := &g.labels[i]
		l.dead = !g.least[l.state].has(l.climb, l.third)
	}
}

// takeBack drops the labels from low on.
func (g *thirdSearch) takeBack(low int) {
	for i := len(g.labels) - 1; i >= low; i-- {
		g.heads[g.labels[i].state] = g.labels[i].older
	}
	g.labels = g.labels[:low]
}

// staircase is a set of pairs of which none dominates another, by climb ascending and so by the
// third criterion descending.
type staircase []corner

type corner struct{ climb, third int64 }

// after is the place of the first corner that is steeper.
func (s staircase) after(climb int64) int {
	return sort.Search(len(s), func(i int) bool { return s[i].climb > climb })
}

// dominates says whether a corner is as good in both.
func (s staircase) dominates(climb, third int64) bool {
	i := s.after(climb)
	return i > 0 && s[i-1].third <= third
}

func (s staircase) has(climb, third int64) bool {
	i := s.after(climb)
	return i > 0 && s[i-1] == corner{climb, third}
}

// with adds a pair that no corner dominates, and drops those that it dominates.
func (s staircase) with(climb, third int64) staircase {
	from := s.after(climb)
	if from > 0 && s[from-1].climb == climb {
		from--
	}
	to := from
	for to < len(s) && s[to].third >= third {
		to++
	}
	return slices.Replace(s, from, to, corner{climb, third})
}

// leastThirdPath returns the best path under the space's objective among those of at most so many
// steps, so steep and with so much of the third criterion as a non-dominated label says.
func (p *Planner) leastThirdPath(ctx context.Context, s *space, end thirdLabel, third criterion) (Path, error) {
	within := s.noSteeper(end.climb)
	within.maxSteps = int(end.steps)
	l := &p.ladder
	if err := l.climb(ctx, within.under(third), within.maxSteps, p.hops, false); err != nil {
		return Path{}, err
	}
	// A step is tight where what is spent before it, its own and the least from its end
	// add up to that of the label.
	type hop struct{ from, to, left int32 }
	var moves []move
	tight := map[hop]bool{}
	thirds := within.under(third)
	layer := map[int32]int64{}
	for _, start := range s.starts() {
		if k, ok := l.within(start, within.maxSteps); ok && k.a == end.third {
			layer[start] = 0
			tight[hop{-1, start, end.steps}] = true
		}
	}
	for left := end.steps - 1; left >= 0; left-- {
		next := map[int32]int64{}
		for from, spent := range layer {
			moves = thirds.successors(from, moves[:0])
			for _, m := range moves {
				if k, ok := l.within(m.state, int(left)); ok && spent+m.key.a+k.a == end.third {
					next[m.state] = spent + m.key.a
					tight[hop{from, m.state, left}] = true
				}
			}
		}
		layer = next
	}
	return p.layered(within, within.maxSteps, func(from, to int32, left int) bool {
		return tight[hop{from, to, int32(left)}]
	}), nil
}
