package graph

// Weights are what GENTLEST charges for a step, with every default of a question filled in.
type Weights struct {
	ComfortableClimb Points // c
	FamilyChange     Points // f; 0 charges nothing
	ClimbBy          ClimbBy
}

// Weights are those of a question's limits. The error is an *InputError.
func (g *Graph) Weights(l Limits) (Weights, error) {
	if err := g.normalise(&l); err != nil {
		return Weights{}, err
	}
	return weightsOf(&l), nil
}

// weightsOf are the weights of checked limits.
func weightsOf(l *Limits) Weights {
	w := Weights{ComfortableClimb: l.ComfortableClimb, FamilyChange: l.ComfortableClimb, ClimbBy: l.ClimbBy}
	if l.FamilyChange != nil {
		w.FamilyChange = *l.FamilyChange
	}
	return w
}

// Climb is a step's climb as the question counts it.
func (w Weights) Climb(s Step) Points { return s.Counted(w.ClimbBy) }

// Change is what a step is charged for leading into another family: f or 0.
func (w Weights) Change(s Step) Points {
	if s.ChangesFamily {
		return w.FamilyChange
	}
	return 0
}

// Climbing is what a step adds to Cost.Climbing: c² + climb² + change², in millionths of a square point.
func (w Weights) Climbing(s Step) int64 {
	c, climb, change := int64(w.ComfortableClimb), int64(w.Climb(s)), int64(w.Change(s))
	return c*c + climb*climb + change*change
}

// Demotion reports whether a step drops more than c.
func (w Weights) Demotion(s Step) bool { return s.Drop > w.ComfortableClimb }
