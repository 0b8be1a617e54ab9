package answer

import (
	"slices"

	"noboru/graph"
	"noboru/internal/words"
)

// AtOnce is the goal of a path as a move from its start, where that asks for little.
type AtOnce struct {
	Stamped
	found graph.AtOnce
}

// AtOnce is nil where the path takes one step, or its goal asks for much.
func (p Path) AtOnce() *AtOnce {
	found, ok := p.question.Snapshot.Graph.AtOnce(p.path, &p.question.Question)
	if !ok {
		return nil
	}
	return &AtOnce{p.question.Stamped, found}
}

func (a *AtOnce) goal() *graph.Role { return a.data().Role(a.found.Goal) }

func (a *AtOnce) Held() float64         { return a.found.Held.Float() }
func (a *AtOnce) Total() float64        { return a.goal().Total.Float() }
func (a *AtOnce) Skills() []SkillChange { return a.changes(a.found.Gaps) }

// ToLearn names the skills that lack most.
func (a *AtOnce) ToLearn() words.Message {
	if len(a.found.Gaps) == 0 {
		return words.M("path.learn-nothing")
	}
	return words.M("at-once.learn", "skills", a.largest(slices.Clone(a.found.Gaps)))
}

// Explanation says how much is held. It does not promise the post.
func (a *AtOnce) Explanation() Sentence {
	goal := a.goal()
	return sentence("at-once.explanation", "held", a.found.Held, "total", words.Points(goal.Total), "goal", goal.Name)
}
