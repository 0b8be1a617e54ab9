package answer

import (
	"slices"

	"noboru/graph"
	"noboru/internal/words"
)

// DirectMove is the goal of a path as a move from its start without posts between, where that asks for little.
type DirectMove struct {
	Stamped
	found graph.DirectMove
}

// DirectMove is nil where the path takes one step, or its goal asks for much.
func (p Path) DirectMove() *DirectMove {
	found, ok := p.question.Snapshot.Graph.DirectMove(p.path, &p.question.Question)
	if !ok {
		return nil
	}
	return &DirectMove{p.question.Stamped, found}
}

func (m *DirectMove) goal() *graph.Role { return m.data().Role(m.found.Goal) }

func (m *DirectMove) Held() float64         { return m.found.Held.Float() }
func (m *DirectMove) Total() float64        { return m.goal().Total.Float() }
func (m *DirectMove) Climb() float64        { return m.found.Climb.Float() }
func (m *DirectMove) Drop() float64         { return m.found.Drop.Float() }
func (m *DirectMove) LearnFirst() bool      { return m.found.LearnFirst }
func (m *DirectMove) Skills() []SkillChange { return m.changes(m.found.Gaps) }

// AtOnce reports whether there is such a move, and nothing has to be learned before it.
func (m *DirectMove) AtOnce() bool { return m != nil && !m.found.LearnFirst }

// ToLearn names the skills that lack most.
func (m *DirectMove) ToLearn() words.Message {
	if len(m.found.Gaps) == 0 {
		return words.M("path.learn-nothing")
	}
	return words.M("direct-move.learn", "skills", m.largest(slices.Clone(m.found.Gaps)))
}

// Explanation says how much is held. It does not promise the post.
func (m *DirectMove) Explanation() Sentence {
	goal := m.goal()
	id := "direct-move.at-once"
	if m.found.LearnFirst {
		id = "direct-move.learn-first"
	}
	return sentence(id, "held", m.found.Held, "total", words.Points(goal.Total), "goal", goal.Name, "lacking", words.Points(goal.Total-m.found.Held))
}

// Said is the explanation with what kind of move it is.
func (m *DirectMove) Said() words.Message {
	if m.found.LearnFirst {
		return words.M("path.no-posts", "sentence", m.Explanation())
	}
	return words.M("path.at-once", "sentence", m.Explanation())
}
