package answer

import (
	"cmp"
	"fmt"
	"slices"

	"noboru/graph"
	"noboru/internal/words"
)

// Step is one step of a path.
type Step struct {
	Stamped
	path *Path
	at   int
	step graph.Step
}

func (s Step) To() Role           { return Role{s.Stamped, s.step.To} }
func (s Step) Distance() float64  { return s.step.Distance().Float() }
func (s Step) Climb() float64     { return s.step.Climb.Float() }
func (s Step) Drop() float64      { return s.step.Drop.Float() }
func (s Step) SkillGap() *float64 { return s.scored(s.step.Gap) }
func (s Step) BySkillGap() bool   { return s.step.ByEffort }

func (s Step) ChangesFamily() bool { return s.step.ChangesFamily }
func (s Step) Demotion() bool      { return s.path.path.Weights.Demotion(s.step) }

// Climbing is what the step has in the path's cost.
func (s Step) Climbing() float64 {
	return squarePoints(s.path.path.Weights.Climbing(s.step))
}

func (s Step) From() *Role {
	if s.step.From == graph.FromProfile {
		return nil
	}
	return &Role{s.Stamped, s.step.From}
}

func (s Step) Correlation() *float64 {
	if s.step.ByEffort {
		return nil
	}
	f := s.step.Similarity.Float()
	return &f
}

func (s Step) detail() (d graph.StepDetail) {
	if details := s.path.details(); s.at < len(details) {
		d = details[s.at]
	}
	return d
}

func (s Step) SkillGaps() []SkillChange { return s.changes(s.detail().Gaps) }
func (s Step) NewSkills() []SkillChange { return s.changes(s.detail().New) }
func (s Step) NewPoints() *float64      { return s.scored(s.detail().NewPoints) }
func (s Step) CarryOver() *float64      { return s.scored(s.detail().CarryOver) }

// AssumedNewPoints is the part of what is new that rests on levels that a profile does not state.
func (s Step) AssumedNewPoints() *float64 { return s.scored(s.detail().AssumedPoints) }

// SkillChange is one skill that a step asks more of.
type SkillChange struct {
	Skill   Skill
	From    float64
	To      float64
	Assumed bool
}

func (s Stamped) changes(of []graph.SkillChange) []SkillChange {
	changes := make([]SkillChange, 0, len(of))
	for _, c := range of {
		changes = append(changes, SkillChange{Skill{s, c.Skill}, c.From.Float(), c.To.Float(), c.Assumed})
	}
	return changes
}

// Explanation says what the step is, what is new in it and what carries over.
func (s Step) Explanation() Sentence {
	from := words.M("step.here")
	if s.step.From != graph.FromProfile {
		from = s.titled(s.step.From)
	}
	change := words.M("step.level")
	switch {
	case s.step.Climb > 0:
		change = words.M("step.climb", "points", words.Points(s.step.Climb))
	case s.step.Drop > 0:
		change = words.M("step.drop", "points", words.Points(s.step.Drop))
	}
	move := words.M("step.move", "from", from, "to", s.titled(s.step.To), "how", s.How(), "change", change)
	return sentence("step.explanation", "sentences", append(words.Row{move}, s.learn()...))
}

// How says why the two roles are neighbours.
func (s Step) How() words.Message {
	if s.step.ByEffort {
		return words.M("step.by-skill-gap")
	}
	return words.M("step.by-correlation", "correlation", fmt.Sprintf("%.2f", s.step.Similarity.Float()))
}

// MostToLearn names the new skills of most points; false where nothing is new.
func (s Step) MostToLearn() (words.List, bool) {
	fresh := slices.Clone(s.detail().New)
	return s.largest(fresh), len(fresh) > 0
}

// At is the number of the step, from 1.
func (s Step) At() int { return s.at + 1 }

// learn says what is new in a step and what is held already.
func (s Step) learn() (said words.Row) {
	if !s.data().HasScores() {
		return nil
	}
	d := s.detail()
	if len(d.New) > 0 {
		said = append(said, words.M("step.new", "skills", s.largest(slices.Clone(d.New)), "points", words.Points(d.NewPoints)))
	} else {
		said = append(said, words.M("step.nothing-new"))
	}
	if d.AssumedPoints > 0 {
		said = append(said, words.M("step.assumed", "points", words.Points(d.AssumedPoints)))
	}
	if d.CarryOver > 0 {
		said = append(said, words.M("step.held", "points", words.Points(d.CarryOver)))
	}
	return said
}

// namedChanges is how many skills a sentence names.
const namedChanges = 3

// largest names the largest changes, equals in the order of skills. It may reorder changes.
func (s Stamped) largest(changes []graph.SkillChange) words.List {
	slices.SortStableFunc(changes, func(a, b graph.SkillChange) int { return cmp.Compare(b.To-b.From, a.To-a.From) })
	list := words.List{More: max(0, len(changes)-namedChanges)}
	for _, c := range changes[:min(len(changes), namedChanges)] {
		list.Items = append(list.Items, words.M("step.skill", "skill", s.data().Skills()[c.Skill].Name, "points", c.To-c.From))
	}
	return list
}
