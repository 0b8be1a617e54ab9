package graph

import (
	"cmp"
	stdheap "container/heap"
	"context"
	"errors"
	"fmt"
	"slices"
)

// MaxAlternatives is the largest number of alternatives that may be asked for.
const MaxAlternatives = 10

// MaxCandidates is how many paths are examined, in order of cost, for alternatives of limited
// overlap before the answer says that it is incomplete.
const MaxCandidates = 5000

// Alternatives returns the k best loopless paths of a question in order of cost, ties by role
// codes. No paths means that there is none.
//
// The method is Yen's (1971) in Lawler's partition (1972): the best path of a set of paths splits
// the rest of the set into disjoint sets, each fixed by a prefix and the next states that are
// forbidden after it. One guide, which knows what is left to the goal, serves every set: most often the
// best continuation can be read off it, and where it would run into the prefix an A* search
// led by it finds it (compare Kurz and Mutzel 2016).
//
// With maxOverlap, walking that exact order, a path is taken if the share of its directed steps
// that it has in common with any path taken before is at most maxOverlap. This greedy choice is
// the one that Chondrogiannis et al. (2015) call k shortest paths with limited overlap: each path
// is the cheapest that differs enough from the better ones, which does not make the set as a whole
// the cheapest possible. Construction instead of enumeration is NP-hard, so after MaxCandidates
// the answer says that it is incomplete.
//
// The error is an *InputError or the context's.
func (p *Planner) Alternatives(ctx context.Context, q Question, k int, maxOverlap *float64) (Alternatives, error) {
	if k < 1 || k > MaxAlternatives {
		return Alternatives{}, Invalid("k", k, "between", "least", 1, "most", MaxAlternatives)
	}
	if maxOverlap != nil && !(*maxOverlap >= 0 && *maxOverlap <= 1) {
		return Alternatives{}, Invalid("maxOverlap", *maxOverlap, "between", "least", 0, "most", 1)
	}
	q, err := p.g.check(q)
	if err != nil {
		return Alternatives{}, err
	}
	space := p.space(&q)
	answer, err := p.take(ctx, space, p.guide(space), k, maxOverlap)
	if errors.Is(err, errTooHeavy) {
		answer, err = p.take(ctx, space, &p.tree, k, maxOverlap)
	}
	if err != nil {
		return Alternatives{}, fmt.Errorf("searching alternatives: %w", err)
	}
	return answer, nil
}

// take takes the first k paths in order that differ enough.
func (p *Planner) take(ctx context.Context, s *space, g guide, k int, maxOverlap *float64) (answer Alternatives, err error) {
	if err := g.begin(ctx, s); err != nil {
		return Alternatives{}, err
	}
	order := p.inOrder(s, g)
	answer.Complete = true
	for len(answer.Paths) < k {
		if answer.Examined == p.effort.candidates {
			answer.Complete = false
			break
		}
		states, err := order.next(ctx)
		if err != nil {
			return Alternatives{}, err
		}
		if states == nil {
			break
		}
		answer.Examined++
		path := order.space.path(states)
		if maxOverlap == nil || differs(path, answer.Paths, *maxOverlap) {
			answer.Paths = append(answer.Paths, path)
		}
	}
	return answer, nil
}

// differs reports whether path shares at most the given part of its steps with each of others.
func differs(path Path, others []Path, maxOverlap float64) bool {
	for _, other := range others {
		shared := 0
		for _, s := range path.Steps {
			if slices.ContainsFunc(other.Steps, func(o Step) bool { return o.From == s.From && o.To == s.To }) {
				shared++
			}
		}
		if len(path.Steps) > 0 && float64(shared)/float64(len(path.Steps)) > maxOverlap {
			return false
		}
	}
	return true
}

// ordered lists the paths of a space from the best on.
type ordered struct {
	space *space
	spur  *astar
	sets  pathSets
}

// pathSet is all paths that begin with prefix and do not go on to a banned state. An empty prefix
// goes on to the starts.
type pathSet struct {
	prefix []int32
	spent  key
	banned []int32
	key    key     // of the best path; a lower bound as long as path is nil
	path   []int32 // the best path
}

// inOrder starts an enumeration with the planner's scratch space.
func (p *Planner) inOrder(s *space, g guide) *ordered {
	p.spur.reset(s, g)
	all := &pathSet{}
	if s.entry != nil {
		all.prefix = s.starts()
	}
	return &ordered{space: s, spur: &p.spur, sets: pathSets{sets: []*pathSet{all}, space: s}}
}

// guide is what leads the searches of an enumeration.
func (p *Planner) guide(s *space) guide {
	switch {
	case s.limitsSteps():
		return &p.steps
	case p.good.serves(s):
		return &p.good
	default:
		return &p.tree
	}
}

// next returns the next path, nil after the last.
func (o *ordered) next(ctx context.Context) ([]int32, error) {
	for o.sets.Len() > 0 {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		set := stdheap.Pop(&o.sets).(*pathSet)
		if set.path == nil {
			found, err := o.spur.best(ctx, set)
			if err != nil {
				return nil, err
			}
			if found {
				stdheap.Push(&o.sets, set)
			}
			continue
		}
		o.split(set)
		return set.path, nil
	}
	return nil, nil
}

// split puts back the paths of a set other than its best.
func (o *ordered) split(set *pathSet) {
	o.spur.block(set.prefix)
	spent := set.spent
	for i := len(set.prefix); i < len(set.path); i++ {
		to := set.path[i]
		rest := &pathSet{prefix: set.path[:i:i], spent: spent, banned: []int32{to}}
		if i == len(set.prefix) {
			rest.banned = append(slices.Clone(set.banned), to)
		}
		rest.key, spent = o.spur.bound(rest, to)
		if rest.key.a < unreachable {
			stdheap.Push(&o.sets, rest)
		}
		o.spur.blocked[to] = o.spur.round
	}
}

// pathSets is a heap of sets by key; a set whose best path is not known yet comes before one of
// the same key, and known paths of the same key come by role codes.
type pathSets struct {
	sets  []*pathSet
	space *space
}

func (h *pathSets) Len() int { return len(h.sets) }
func (h *pathSets) Less(i, j int) bool {
	a, b := h.sets[i], h.sets[j]
	if a.key != b.key {
		return a.key.less(b.key)
	}
	if a.path == nil || b.path == nil {
		return a.path == nil && b.path != nil
	}
	return slices.CompareFunc(a.path, b.path, func(x, y int32) int {
		return cmp.Compare(h.space.role(x), h.space.role(y))
	}) < 0
}
func (h *pathSets) Swap(i, j int) { h.sets[i], h.sets[j] = h.sets[j], h.sets[i] }

// Push appends a *pathSet.
func (h *pathSets) Push(x any) { h.sets = append(h.sets, x.(*pathSet)) }

// Pop removes the last *pathSet.
func (h *pathSets) Pop() any {
	last := len(h.sets) - 1
	set := h.sets[last]
	h.sets = h.sets[:last]
	return set
}
