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

// roleStrongest is the k strongest edges of one role so far, strongest first.
type roleStrongest struct {
	weakest atomic.Int32 // similarity that an edge must at least have, once there are k
	mu      sync.Mutex
	kept    []strength
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
	at, _ := slices.BinarySearchFunc(r.kept, x, strength.compare)
	if at == k {
		return
	}
	if len(r.kept) == k {
		r.kept = r.kept[:k-1]
	}
	r.kept = slices.Insert(r.kept, at, x)
	if len(r.kept) == k {
		r.weakest.Store(int32(r.kept[k-1].similarity))
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
