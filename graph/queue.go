package graph

// waiting is a role that waits with the weight of a way to it. Where a better way is found it waits once
// more; the dearer entry is passed over when its turn comes, so nothing is moved within the queue.
type waiting struct {
	minor int64
	major int32
	role  int32
}

func (e waiting) weight() weight { return weight{e.minor, e.major} }

// before is the order of the queue: by weight.
func (e *waiting) before(f *waiting) bool {
	return e.major < f.major || e.major == f.major && e.minor < f.minor
}

// queue is a 4-ary min-heap of 16 bytes an entry: four siblings are one cache line.
type queue []waiting

func (q *queue) push(e waiting) {
	s := append(*q, e)
	*q = s
	i := len(s) - 1
	for i > 0 {
		parent := (i - 1) / 4
		if !e.before(&s[parent]) {
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
			if s[c].before(&s[least]) {
				least = c
			}
		}
		if !s[least].before(&e) {
			break
		}
		s[i] = s[least]
		i = least
	}
	s[i] = e
	return top
}
