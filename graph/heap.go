package graph

// entry is something waiting at a key: a state of a tree, a label of a spur.
type entry struct {
	key key
	id  int32
}

// heap is a 4-ary min-heap of entries: half the depth of a binary one, and siblings share cache
// lines. With at, which gives the place of every id, an entry that waits can be moved up.
type heap struct {
	entries []entry
	at      []int32 // nil where ids are pushed once only
}

func (h *heap) len() int { return len(h.entries) }

func (h *heap) top() key { return h.entries[0].key }

func (h *heap) clear() { h.entries = h.entries[:0] }

func (h *heap) push(e entry) {
	h.entries = append(h.entries, e)
	h.up(len(h.entries)-1, e)
}

// decrease gives a waiting id a smaller key.
func (h *heap) decrease(e entry) { h.up(int(h.at[e.id]), e) }

func (h *heap) up(i int, e entry) {
	s := h.entries
	for i > 0 {
		parent := (i - 1) / 4
		if !e.key.less(s[parent].key) {
			break
		}
		s[i] = s[parent]
		if h.at != nil {
			h.at[s[i].id] = int32(i)
		}
		i = parent
	}
	s[i] = e
	if h.at != nil {
		h.at[e.id] = int32(i)
	}
}

func (h *heap) pop() entry {
	s := h.entries
	top, e := s[0], s[len(s)-1]
	s = s[:len(s)-1]
	h.entries = s
	if len(s) == 0 {
		return top
	}
	i := 0
	for {
		child := 4*i + 1
		if child >= len(s) {
			break
		}
		least := child
		for c := child + 1; c < min(child+4, len(s)); c++ {
			if s[c].key.less(s[least].key) {
				least = c
			}
		}
		if !s[least].key.less(e.key) {
			break
		}
		s[i] = s[least]
		if h.at != nil {
			h.at[s[i].id] = int32(i)
		}
		i = least
	}
	s[i] = e
	if h.at != nil {
		h.at[e.id] = int32(i)
	}
	return top
}
