package graph

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
)

// ReachQuestion asks what is within reach of some roles or of a profile.
type ReachQuestion struct {
	Roles     []int
	Profile   *Profile // Outward only, in the place of Roles
	Direction Direction
	Limits    // Via must be empty
}

// Reached is one role within reach. Its path is the FEWEST_STEPS path under the same limits.
type Reached struct {
	Role          int
	Steps         int
	SteepestClimb Points // of that path, counted by the question's ClimbBy
	Distance      Distance
	layers        *layers
	state         int32
}

// Path is how to get there.
func (r Reached) Path() Path { return r.layers.path(r.state) }

// layers is a breadth-first search from or to some roles that keeps, of all ways with the fewest
// steps, the one of least distance and then of smallest codes.
type layers struct {
	space *space
	back  bool
	ways  []way // by state
}

// way is the best way between a state and the roles asked about.
type way struct {
	distance int64
	steps    int32 // -1 for none
	next     int32 // the state one step nearer to them
}

// Reach lists the roles within reach by (steps, distance, code), the roles asked about left out.
// It takes O(roles log roles + arcs), and a path only when it is asked for. The error is an *InputError or the context's.
//
// Inward, who is avoided may still be the one who sets out: the start of a path is exempt.
func (p *Planner) Reach(ctx context.Context, q ReachQuestion) ([]Reached, error) {
	l, order, err := p.layers(ctx, q)
	if err != nil {
		return nil, err
	}
	reached := make([]Reached, 0, len(order))
	steep := make([]Points, len(l.ways))
	for _, state := range order {
		way, role := l.ways[state], l.space.role(state)
		steep[state] = max(l.climb(state), steep[way.next])
		if slices.Contains(q.Roles, role) {
			continue
		}
		reached = append(reached, Reached{
			Role: role, Steps: int(way.steps), SteepestClimb: steep[state], Distance: Distance(way.distance), layers: l, state: state,
		})
	}
	return reached, nil
}

// layers runs the search and returns the states reached, by (steps, distance, code).
func (p *Planner) layers(ctx context.Context, q ReachQuestion) (*layers, []int32, error) {
	s, err := p.reachSpace(&q)
	if err != nil {
		return nil, nil, err
	}
	l := &layers{space: s, back: q.Direction == Inward, ways: make([]way, s.states())}
	for i := range l.ways {
		l.ways[i].steps = -1
	}
	order := make([]int32, 0, s.states())
	if l.back {
		order = append(order, s.goals()...)
	} else {
		order = append(order, s.starts()...)
	}
	asked := len(order)
	for _, state := range order {
		l.ways[state].steps = 0
	}
	low := 0
	for steps := int32(1); low < len(order) && int(steps) <= s.maxSteps; steps++ {
		if err := ctx.Err(); err != nil {
			return nil, nil, fmt.Errorf("searching what is within reach: %w", err)
		}
		high := len(order)
		for _, state := range order[low:high] {
			if l.back {
				p.moves = s.predecessors(state, p.moves[:0])
			} else {
				p.moves = s.successors(state, p.moves[:0])
			}
			for _, m := range p.moves {
				if l.ways[m.state].steps < 0 {
					l.ways[m.state] = way{l.ways[state].distance + m.key.b, steps, state}
					order = append(order, m.state)
				} else if l.ways[m.state].steps == steps {
					l.offer(state, m.state, l.ways[state].distance+m.key.b)
				}
			}
		}
		slices.SortFunc(order[high:], func(a, b int32) int {
			return cmp.Or(cmp.Compare(l.ways[a].distance, l.ways[b].distance), cmp.Compare(a, b))
		})
		low = high
	}
	return l, order[asked:], nil
}

// offer makes a state the next of another with the same steps if that way is better.
func (l *layers) offer(next, state int32, distance int64) {
	w := &l.ways[state]
	if distance < w.distance || distance == w.distance && l.before(next, w.next) {
		w.distance, w.next = distance, next
	}
}

// before says which of two equally near states gives the smaller codes. Inward, the codes of the
// paths differ first at these very states; outward, where the ways to them differ first, seen from
// the start.
func (l *layers) before(a, b int32) bool {
	smaller := a < b
	for !l.back && l.ways[a].steps > 0 {
		a, b = l.ways[a].next, l.ways[b].next
		if a != b {
			smaller = a < b
		}
	}
	return smaller
}

// climb is that of the step between a state and its next, counted by the question's ClimbBy.
func (l *layers) climb(state int32) Points {
	s, next := l.space, l.ways[state].next
	if next == s.profileState() {
		step := s.profile[s.entry[s.role(state)]-1]
		return s.weights.Climb(step)
	}
	from, to := s.role(next), s.role(state)
	if l.back {
		from, to = to, from
	}
	if s.weights.ClimbBy == BySkillGap {
		return Points(s.g.data.gap(from, to))
	}
	return Points(max(0, s.g.totals[to]-s.g.totals[from]))
}

func (l *layers) path(state int32) Path {
	states := []int32{state}
	for l.ways[state].steps > 0 {
		state = l.ways[state].next
		states = append(states, state)
	}
	if !l.back {
		slices.Reverse(states)
	}
	return l.space.path(states)
}

// reachSpace validates q and prepares a space of its own flags, which the answer keeps.
func (p *Planner) reachSpace(q *ReachQuestion) (*space, error) {
	if q.Direction == "" {
		q.Direction = Outward
	}
	if q.Direction != Outward && q.Direction != Inward {
		return nil, Invalid("direction", q.Direction, "one-of", "choices", []Direction{Outward, Inward})
	}
	if len(q.Via) > 0 {
		return nil, Invalid("via", nil, "no-via")
	}
	if q.Profile != nil && q.Direction == Inward {
		return nil, Invalid("direction", q.Direction, "from-here")
	}
	full := Question{From: q.Roles, Profile: q.Profile, To: []int{0}, Objective: FewestSteps, Limits: q.Limits}
	if q.Direction == Inward {
		full.From, full.To = []int{0}, q.Roles
	}
	field := func(err error) error {
		if input := (*InputError)(nil); errors.As(err, &input) && (input.Field == "from" || input.Field == "to") {
			moved := *input
			moved.Field = "roles"
			return &moved
		}
		return err
	}
	// The made-up end must not be what an avoidance speaks about.
	checked := full
	if q.Direction == Outward {
		checked.AvoidRoles, checked.AvoidFamilies = nil, nil
	}
	checked, err := p.g.check(checked)
	if err != nil {
		return nil, field(err)
	}
	if q.Direction == Outward {
		if err := p.g.CheckLimits(full.Limits); err != nil {
			return nil, err
		}
	}
	checked.AvoidRoles, checked.AvoidFamilies = full.AvoidRoles, full.AvoidFamilies
	if q.Direction == Outward {
		checked.To = nil
	} else {
		checked.From = nil
	}
	s := newSpace(p.g, &checked, make([]uint8, p.g.Len()))
	if q.Direction == Inward {
		for i := range s.flags {
			if s.flags[i]&flagAvoid != 0 {
				s.flags[i] |= flagStart
			}
		}
	}
	return s, nil
}
