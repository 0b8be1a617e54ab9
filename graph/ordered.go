package graph

import (
	"cmp"
	stdheap "container/heap"
	"context"
	"slices"
)

// ordered lists the paths of a space from the best on. Those that overlap too much with others may be left out.
type ordered struct {
	space   *space
	spur    *astar
	overlap *overlap
	sets    pathSets
	given   *pathSet  // whose best path was given last; it is split only when another path is asked for
	room    []pathSet // sets that are not in use yet
}

// pathSet is all paths that begin with prefix and do not go on to a banned state. An empty prefix
// goes on to the starts.
type pathSet struct {
	prefix []int32
	spent  key
	banned []int32
	path   []int32 // the best path; nil as long as it is not known
	key    key     // a lower bound of what may be taken of the set
	known  bool    // key is that of path
	judged int     // beside how many paths taken the key was worked out
}

// inOrder starts an enumeration with the planner's scratch space.
func (p *Planner) inOrder(s *space, g guide, maxOverlap *float64) *ordered {
	p.spur.reset(s, g)
	all := &pathSet{}
	if s.entry != nil {
		all.prefix = s.starts()
	}
	return &ordered{space: s, spur: &p.spur, overlap: newOverlap(s, maxOverlap), sets: pathSets{sets: []*pathSet{all}, space: s}}
}

// next returns the next path, nil after the last.
func (o *ordered) next(ctx context.Context) ([]int32, error) {
	if o.given != nil {
		o.split(o.given)
		o.given = nil
	}
	for o.sets.Len() > 0 {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		set := stdheap.Pop(&o.sets).(*pathSet)
		if set.judged < len(o.overlap.taken) && o.judge(set) {
			o.push(set)
			continue
		}
		if set.path != nil {
			o.given = set
			return set.path, nil
		}
		found, err := o.spur.best(ctx, set)
		if err != nil {
			return nil, err
		}
		if found {
			set.known = true
			o.judge(set)
			o.push(set)
		}
	}
	return nil, nil
}

// push puts a set in line, unless it is empty.
func (o *ordered) push(set *pathSet) {
	if set.key.a < unreachable {
		stdheap.Push(&o.sets, set)
	}
}

// judge raises the key of a set to what a path costs at least that differs enough from those taken; false where that is
// no more.
func (o *ordered) judge(set *pathSet) bool {
	set.judged = len(o.overlap.taken)
	if set.known && o.overlap.differs(set.path) {
		return false
	}
	least := o.overlap.least(set)
	if !set.key.less(least) {
		return false
	}
	set.key, set.known = least, false
	return true
}

// split puts back the paths of a set other than its best.
func (o *ordered) split(set *pathSet) {
	o.spur.block(set.prefix)
	spent := set.spent
	for i := len(set.prefix); i < len(set.path); i++ {
		rest := o.set()
		*rest = pathSet{prefix: set.path[:i:i], spent: spent, banned: set.path[i : i+1 : i+1]}
		if i == len(set.prefix) {
			rest.banned = append(slices.Clone(set.banned), set.path[i])
		}
		rest.key, spent = o.spur.bound(rest, set.path[i])
		if rest.key.a < unreachable {
			o.judge(rest)
		}
		o.push(rest)
		o.spur.blocked[set.path[i]] = o.spur.round
	}
}

// set is room for one more set.
func (o *ordered) set() *pathSet {
	if len(o.room) == 0 {
		o.room = make([]pathSet, 32)
	}
	set := &o.room[0]
	o.room = o.room[1:]
	return set
}

// pathSets is a heap of sets by key; a set whose key is a bound comes before one of
// the same key that has such a path, and paths of the same key come by role codes.
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
	if !a.known || !b.known {
		return !a.known && b.known
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
