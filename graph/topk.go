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

func (s strength) compare(t strength) int { return cmp.Compare(t.rank(), s.rank()) }

func (s strength) before(t strength) bool { return s.rank() > t.rank() }

// rank is the order as one number, the strongest highest: much of an offer is to compare.
func (s strength) rank() uint64 {
	return uint64(s.similarity+SimilarityScale+1)<<32 | uint64(^uint32(s.role))
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
	first := min(k, n, 16) // room from the start, at one go
	room := make([]strength, n*first)
	for i := range s.weakest {
		s.weakest[i].Store(int32(none.similarity))
		s.roles[i].kept = room[i*first : i*first : (i+1)*first]
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
	r := &s.roles[role]
	r.mu.Lock()
	if r.insert(x, s.k); len(r.kept) == s.k {
		s.weakest[role].Store(int32(r.kept[s.k-1].similarity))
	}
	r.mu.Unlock()
}

// insert puts an edge in its place, and lets the weakest go where there are k.
func (r *roleStrongest) insert(x strength, k int) {
	if len(r.kept) == k {
		if !x.before(r.kept[k-1]) {
			return
		}
		r.kept = r.kept[:k-1]
	}
	at := 0
	for left := len(r.kept); left > 0; left /= 2 {
		half := (left + 1) / 2
		if r.kept[at+half-1].before(x) {
			at += half
		}
	}
	r.kept = slices.Insert(r.kept, at, x)
}

// edges lists what is kept, ordered by (a, b).
func (s *strongest) edges() []edge {
	kept := 0
	for i := range s.roles {
		kept += len(s.roles[i].kept)
	}
	edges := make([]edge, 0, kept)
	for i := range s.roles {
		for _, x := range s.roles[i].kept {
			if a := int32(i); a < x.role {
				edges = append(edges, edge{a, x.role, x.similarity})
			} else if other := s.roles[x.role].kept; len(other) == s.k && other[s.k-1].before(strength{x.similarity, a}) {
				edges = append(edges, edge{x.role, a, x.similarity}) // the other end has it not
			}
		}
	}
	edges = byEnd(edges, len(s.roles), func(e edge) int32 { return e.b })
	return byEnd(edges, len(s.roles), func(e edge) int32 { return e.a })
}

// byEnd orders edges by one of their ends, of n roles; those that have it in common stay as they are. O(n + edges).
func byEnd(edges []edge, n int, end func(edge) int32) []edge {
	next := make([]int, n+1) // where the next edge of a role goes
	for _, e := range edges {
		next[end(e)+1]++
	}
	for i := range n {
		next[i+1] += next[i]
	}
	out := make([]edge, len(edges))
	for _, e := range edges {
		out[next[end(e)]] = e
		next[end(e)]++
	}
	return out
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
