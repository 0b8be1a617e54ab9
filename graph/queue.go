package graph

// waiting is a place that waits with the weight of a way to it. Where a better way is found it waits once
// more; the dearer entry is passed over when its turn comes, so nothing is moved within the queue.
type waiting struct {
	weight int64
	place  int32
}

// queue is a 4-ary min-heap of 16 bytes an entry: four siblings are one cache line.
type queue []waiting

func (q *queue) push(e waiting) {
	s := append(*q, e)
	*q = s
	i := len(s) - 1
	for i > 0 {
		parent := (i - 1) / 4
		if e.weight >= s[parent].weight {
			break
		}
		s[i] = s[parent]
		i = parent
	}
	s[i] = e
}

func (q *queue) pop() waiting {
	s := *q
	top, e := s[0], s[len(s)-1]
	s = s[:len(s)-1]
	*q = s
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
			if s[c].weight < s[least].weight {
				least = c
			}
		}
		if s[least].weight >= e.weight {
			break
		}
		s[i] = s[least]
		i = least
	}
	s[i] = e
	return top
}
