package graph

import (
	"cmp"
	"slices"
	"sync"
	"sync/atomic"
)

// strength orders the edges of a role: similarity descending, then code ascending.
type strength struct {
	similarity Similarity
	role       int32
}

func (s strength) compare(t strength) int {
	return cmp.Or(cmp.Compare(t.similarity, s.similarity), cmp.Compare(s.role, t.role))
}

// strongest keeps, of edges that are offered in any order and by several goroutines, those that
// either end counts among its k strongest. Strength is a total order, so what is kept does not
// depend on the order; memory is O(roles x k).
type strongest struct {
	k     int
	roles []roleStrongest
}

// roleStrongest is the k strongest edges of one role so far, as a heap with the weakest on top.
type roleStrongest struct {
	weakest atomic.Int32 // similarity that an edge must at least have, once there are k
	mu      sync.Mutex
	heap    []strength
}

func newStrongest(n, k int) *strongest {
	s := &strongest{k: k, roles: make([]roleStrongest, n)}
	for i := range s.roles {
		s.roles[i].weakest.Store(int32(none.similarity))
	}
	return s
}

// none is weaker than any edge: the cutoff of a role that has fewer than k.
var none = strength{similarity: -SimilarityScale - 1}

// offer takes an edge in at both ends.
func (s *strongest) offer(e edge) {
	s.roles[e.a].offer(strength{e.similarity, e.b}, s.k)
	s.roles[e.b].offer(strength{e.similarity, e.a}, s.k)
}

// cutoff is the similarity that an edge must at least have for a role to keep it. It only rises.
func (s *strongest) cutoff(role int) Similarity { return Similarity(s.roles[role].weakest.Load()) }

func (r *roleStrongest) offer(x strength, k int) {
	if int32(x.similarity) < r.weakest.Load() {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.heap) < k {
		r.heap = append(r.heap, x)
		for i := len(r.heap) - 1; i > 0 && r.heap[i].compare(r.heap[(i-1)/2]) > 0; i = (i - 1) / 2 {
			r.heap[i], r.heap[(i-1)/2] = r.heap[(i-1)/2], r.heap[i]
		}
	} else if x.compare(r.heap[0]) < 0 {
		r.heap[0] = x
		r.sink()
	}
	if len(r.heap) == k {
		r.weakest.Store(int32(r.heap[0].similarity))
	}
}

func (r *roleStrongest) sink() {
	for i := 0; ; {
		weakest := i
		for c := 2*i + 1; c <= 2*i+2 && c < len(r.heap); c++ {
			if r.heap[c].compare(r.heap[weakest]) > 0 {
				weakest = c
			}
		}
		if weakest == i {
			return
		}
		r.heap[i], r.heap[weakest] = r.heap[weakest], r.heap[i]
		i = weakest
	}
}

// edges lists what is kept, ordered by (a, b).
func (s *strongest) edges() []edge {
	var edges []edge
	for i := range s.roles {
		for _, x := range s.roles[i].heap {
			edges = append(edges, edge{min(int32(i), x.role), max(int32(i), x.role), x.similarity})
		}
	}
	slices.SortFunc(edges, func(a, b edge) int { return cmp.Or(cmp.Compare(a.a, b.a), cmp.Compare(a.b, b.b)) })
	return slices.Compact(edges)
}

// cutoffs are the weakest edges that the roles keep themselves; none where there are fewer than k.
func (s *strongest) cutoffs() []strength {
	cutoffs := make([]strength, len(s.roles))
	for i := range s.roles {
		cutoffs[i] = none
		if r := &s.roles[i]; len(r.heap) == s.k {
			cutoffs[i] = r.heap[0]
		}
	}
	return cutoffs
}
