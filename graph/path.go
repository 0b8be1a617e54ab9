package graph

// FromProfile stands in the place of a role index where a step starts at a person's profile.
const FromProfile = -1

// Step is one move of a path along a CORRELATES edge.
type Step struct {
	From          int // role index, or FromProfile
	To            int
	Similarity    Similarity
	Climb         Points // max(0, total(To) - total(From))
	Drop          Points // max(0, total(From) - total(To))
	Gap           Points // sum over skills of what To needs above From; 0 where the dataset has no scores
	ChangesFamily bool   // both roles have a family, and not the same
	ByEffort      bool   // no correlation: a flat profile's first step, linked by least effort at distance 1
}

// Distance is 1 - similarity; 1 for a step that was drawn by effort.
func (s Step) Distance() Distance {
	if s.ByEffort {
		return SimilarityScale
	}
	return s.Similarity.Distance()
}

// Path is a sequence of roles joined by edges, with what each step costs.
type Path struct {
	Roles   []int  // role indices from start to goal; a profile start is not among them
	Steps   []Step // in order; as many as Roles less one, or as many as Roles from a profile
	Cost    Cost
	Weights Weights // what the question charges for a step
}

// Cost is what the objectives add up over a path.
type Cost struct {
	Demotions int   // steps that drop more than c, where the question counts them; else 0
	Climbing  int64 // sum of c² + climb² + change², in millionths of a square point
	Squares   int64 // what the climbs have in that: sum of climb²
	Changes   int64 // what changes of family have in that: sum of change²
	Distance  Distance
	Steps     int
}

// Counted is a step's climb as climbBy counts it.
func (s Step) Counted(by ClimbBy) Points {
	if by == BySkillGap {
		return s.Gap
	}
	return s.Climb
}

// Start is the first role, or FromProfile.
func (p Path) Start() int {
	if len(p.Steps) > 0 {
		return p.Steps[0].From
	}
	return p.Roles[0]
}

// End is the last role.
func (p Path) End() int { return p.Roles[len(p.Roles)-1] }

// Ascent is the sum of climbs by total.
func (p Path) Ascent() Points {
	return p.sum(func(s Step) Points { return s.Climb })
}

// Descent is the sum of drops by total.
func (p Path) Descent() Points {
	return p.sum(func(s Step) Points { return s.Drop })
}

// Effort is the sum of the steps' skill gaps.
func (p Path) Effort() Points {
	return p.sum(func(s Step) Points { return s.Gap })
}

func (p Path) sum(of func(Step) Points) (sum Points) {
	for _, s := range p.Steps {
		sum += of(s)
	}
	return sum
}

// SteepestClimb is the largest climb of any step, counted by climbBy.
func (p Path) SteepestClimb(by ClimbBy) (steepest Points) {
	for _, s := range p.Steps {
		steepest = max(steepest, s.Counted(by))
	}
	return steepest
}

// FamilyChanges is how many steps lead into another family.
func (p Path) FamilyChanges() (changes int) {
	for _, s := range p.Steps {
		if s.ChangesFamily {
			changes++
		}
	}
	return changes
}

// Demotions is how many steps drop more than c, whether or not the question counts them.
func (p Path) Demotions() (demotions int) {
	for _, s := range p.Steps {
		if p.Weights.Demotion(s) {
			demotions++
		}
	}
	return demotions
}
