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

// before is compare of two that differ, without its generality: much of an offer is this.
func (s strength) before(t strength) bool {
	return s.similarity > t.similarity || s.similarity == t.similarity && s.role < t.role
}

// strongest keeps, of edges that are offered in any order and by several goroutines, those that
// either end counts among its k strongest. Strength is a total order, so what is kept does not
// depend on the order; memory is O(roles x k).
type strongest struct {
	k       int
	weakest []atomic.Int32 // by role: similarity that an edge must at least have, once there are k
	roles   []roleStrongest
}

// roleStrongest is the k strongest edges of one role so far, strongest first.
type roleStrongest struct {
	mu   sync.Mutex
	kept []strength
}

func newStrongest(n, k int) *strongest {
	s := &strongest{k: k, weakest: make([]atomic.Int32, n), roles: make([]roleStrongest, n)}
	for i := range s.weakest {
		s.weakest[i].Store(int32(none.similarity))
	}
	return s
}

// none is weaker than any edge: the cutoff of a role that has fewer than k.
var none = strength{similarity: -SimilarityScale - 1}

// offer takes an edge in at both ends.
func (s *strongest) offer(e edge) {
	s.offerTo(e.a, strength{e.similarity, e.b})
	s.offerTo(e.b, strength{e.similarity, e.a})
}

// cutoff is the similarity that an edge must at least have for a role to keep it. It only rises.
func (s *strongest) cutoff(role int32) Similarity { return Similarity(s.weakest[role].Load()) }

func (s *strongest) offerTo(role int32, x strength) {
	if x.similarity < s.cutoff(role) {
		return
	}
	r, k := &s.roles[role], s.k
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.kept) == k {
		if !x.before(r.kept[k-1]) {
			return
		}
		r.kept = r.kept[:k-1]
	}
	at, high := 0, len(r.kept)
	for at < high {
		if middle := (at + high) / 2; x.before(r.kept[middle]) {
			high = middle
		} else {
			at = middle + 1
		}
	}
	r.kept = slices.Insert(r.kept, at, x)
	if len(r.kept) == k {
		s.weakest[role].Store(int32(r.kept[k-1].similarity))
	}
}

// edges lists what is kept, ordered by (a, b).
func (s *strongest) edges() []edge {
	var edges []edge
	for i := range s.roles {
		for _, x := range s.roles[i].kept {
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
		if r := &s.roles[i]; len(r.kept) == s.k {
			cutoffs[i] = r.kept[s.k-1]
		}
	}
	return cutoffs
}
