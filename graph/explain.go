package graph

// SkillChange is one skill that a step asks more of.
type SkillChange struct {
	Skill    int
	From, To Points
	Assumed  bool // From is a level that a profile does not state
}

// StepDetail is what a step means for the person who takes it.
type StepDetail struct {
	Gaps      []SkillChange // what To needs above From
	New       []SkillChange // what To needs above the highest score held so far on the path
	NewPoints Points        // sum of New
	// AssumedPoints is the part of NewPoints in skills whose level a profile does not state: what is new
	// in them rests on an assumption.
	AssumedPoints Points
	CarryOver     Points // sum over skills of as much of To's score as is already held
}

// Explain details every step of a path; a person keeps, per skill, the highest score of any role
// held so far, and what their profile states. It returns nil for a dataset of given correlations.
// O(steps x skills).
func (g *Graph) Explain(path Path, profile *Profile) []StepDetail {
	d := g.data
	if !d.HasScores() {
		return nil
	}
	k := len(d.Skills())
	held, known := make([]int32, k), make([]bool, k)
	hold := func(role int) {
		for s, x := range d.row(role) {
			if x >= held[s] { // else what is held stays assumed
				held[s], known[s] = x, true
			}
		}
	}
	if path.Start() != FromProfile {
		hold(path.Start())
	} else if profile != nil {
		copy(held, profile.scores)
		copy(known, profile.known)
	}
	details := make([]StepDetail, len(path.Steps))
	for i, step := range path.Steps {
		detail := &details[i]
		for s, y := range d.row(step.To) {
			before, stated := int32(0), true
			if step.From != FromProfile {
				before = d.row(step.From)[s]
			} else {
				before, stated = held[s], known[s]
			}
			if y > before {
				detail.Gaps = append(detail.Gaps, SkillChange{s, Points(before), Points(y), !stated})
			}
			if y > held[s] {
				detail.New = append(detail.New, SkillChange{s, Points(held[s]), Points(y), !known[s]})
				detail.NewPoints += Points(y - held[s])
				if !known[s] {
					detail.AssumedPoints += Points(y - held[s])
				}
			}
			detail.CarryOver += Points(min(y, held[s]))
		}
		hold(step.To)
	}
	return details
}

// GivesUpAndRegains reports whether the path drops in total and climbs again later. GENTLEST does
// not charge for drops, and points won back count as climb again: a path that does so says it.
func (p Path) GivesUpAndRegains() bool {
	dropped := false
	for _, s := range p.Steps {
		if dropped && s.Climb > 0 {
			return true
		}
		dropped = dropped || s.Drop > 0
	}
	return false
}
