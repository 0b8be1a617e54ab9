package graph

// follow extends a path, in which so much is spent, to a goal along best paths, by the smallest code
// where there is a choice. on says whether a state that is entered with so much spent lies on a best
// path. moves is scratch space.
// Because keys add up along steps, that gives the first of all best paths in the order of codes.
func (s *space) follow(path []int32, spent key, moves []move, on func(state int32, spent key, steps int) bool) []int32 {
	for len(path) == 0 || !s.isGoal(path[len(path)-1]) {
		steps := len(path)
		moves = s.onward(path, moves[:0])
		for _, m := range moves {
			if k := spent.add(m.key); on(m.state, k, steps) {
				path, spent = append(path, m.state), k
				break
			}
		}
		if len(path) == steps {
			panic("graph: a best path leads nowhere")
		}
	}
	return path
}

// onward appends the states that may follow a path: the starts, where it is empty.
func (s *space) onward(path []int32, moves []move) []move {
	if len(path) > 0 {
		return s.successors(path[len(path)-1], moves)
	}
	for _, state := range s.starts() {
		moves = append(moves, move{state: state})
	}
	return moves
}
