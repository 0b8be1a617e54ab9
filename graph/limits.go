package graph

import "slices"

// Limits are what a path must respect, and the dials of what it costs. The zero value limits nothing.
type Limits struct {
	MaxSteps       *int        // 0 or more, over the whole chain of legs
	MaxClimb       *Points     // per step, 0 or more
	MaxDrop        *Points     // per step, 0 = never step down
	MinTotal       *Points     // of the roles that a path comes to; the start is exempt
	MaxTotal       *Points     // of the roles that a path comes to; the start is exempt
	MinCorrelation *Similarity // at least the dataset's threshold
	Via            []int       // roles to pass through, in order
	AvoidRoles     []int       // the start is exempt
	AvoidFamilies  []int       // indices of families; the start is exempt

	ClimbBy          ClimbBy   // "" is ByTotal
	ComfortableClimb Points    // c; 0 is the dataset's
	FamilyChange     *Points   // f; nil is c, 0 charges nothing
	Demotions        Demotions // "" is AvoidDemotions
}

// limit is one limit that a question states. Each kind is a type in a file of its own; nothing else
// in the engine tells kinds apart.
type limit interface {
	// bind makes a search keep the limit.
	bind(s *space)
	// lift takes the limit off.
	lift(l *Limits)
	// needed is the limit as a path would need it; kept says that the path keeps it as it is.
	needed(g *Graph, p Path) (r Relaxation, kept bool)
	// relax finds the smallest change of the limit that opens a path of the question that is asked
	// without it, and that path.
	relax(r *relaxer, lifted Question) (Relaxation, bool, error)
}

// limitKinds are the kinds of limits in the order in which they are reported: what is wrong with the
// values of a kind, an *InputError or nil, and the limits of the kind that a question states.
var limitKinds = [...]struct {
	check  func(*Graph, *Limits) error
	stated func(*Limits) []limit
}{
	{checkMaxSteps, statedMaxSteps},
	{checkMaxClimb, statedMaxClimb},
	{checkMaxDrop, statedMaxDrop},
	{checkMinTotal, statedMinTotal},
	{checkMaxTotal, statedMaxTotal},
	{checkMinCorrelation, statedMinCorrelation},
	{checkVia, statedVia},
	{checkAvoidRoles, statedAvoidRoles},
	{checkAvoidFamilies, statedAvoidFamilies},
}

// stated lists the limits that a question states.
func (l *Limits) stated() []limit {
	var list []limit
	for _, kind := range limitKinds {
		list = append(list, kind.stated(l)...)
	}
	return list
}

// dials are what a question sets besides limits: they change what a path costs, not which there are.
func (l *Limits) dials() Limits {
	return Limits{ClimbBy: l.ClimbBy, ComfortableClimb: l.ComfortableClimb, FamilyChange: l.FamilyChange, Demotions: l.Demotions}
}

// CheckLimits says what is wrong with limits by themselves, whatever the two ends: ranges, and roles
// to pass that are avoided. The error is an *InputError.
func (g *Graph) CheckLimits(l Limits) error { return g.normalise(&l) }

// normalise checks limits and dials and fills in the dials' defaults.
func (g *Graph) normalise(l *Limits) error {
	if err := g.checkDials(l); err != nil {
		return err
	}
	for _, kind := range limitKinds {
		if err := kind.check(g, l); err != nil {
			return err
		}
	}
	return g.checkOverflow(l)
}

func (g *Graph) checkDials(l *Limits) error {
	if l.ClimbBy == "" {
		l.ClimbBy = ByTotal
	}
	if l.ClimbBy != ByTotal && l.ClimbBy != BySkillGap {
		return Invalid("climbBy", l.ClimbBy, "one-of", "choices", []ClimbBy{ByTotal, BySkillGap})
	}
	if l.ClimbBy == BySkillGap && !g.data.HasScores() {
		return Invalid("climbBy", l.ClimbBy, "scores")
	}
	if l.ComfortableClimb == 0 {
		l.ComfortableClimb = g.data.ComfortableClimb()
	}
	largest := g.data.LargestTotal()
	if c := l.ComfortableClimb; c < 0 || c > max(largest, 1) {
		return Invalid("comfortableClimb", c, "positive-to", "most", largest)
	}
	if f := l.FamilyChange; f != nil && (*f < 0 || *f > max(largest, 1)) {
		return Invalid("familyChange", *f, "between", "least", 0, "most", largest)
	}
	if l.Demotions == "" {
		l.Demotions = AvoidDemotions
	}
	if l.Demotions != AvoidDemotions && l.Demotions != AllowDemotions {
		return Invalid("demotions", l.Demotions, "one-of", "choices", []Demotions{AvoidDemotions, AllowDemotions})
	}
	return nil
}

// checkOverflow makes sure that no sum of squares of a path reaches what stands for no way at all,
// and so stays far inside int64: legs x (n-1) x (c² + f² + (largest climb)²).
func (g *Graph) checkOverflow(l *Limits) error {
	legs, steps := float64(len(l.Via)+1), float64(g.Len())
	c, f, climb := float64(l.ComfortableClimb), float64(weightsOf(l).FamilyChange), float64(g.steepest)
	if legs*steps*(c*c+f*f+climb*climb) >= unreachable {
		return Invalid("via", len(l.Via), "fewer-via")
	}
	return nil
}

// atLeastZero says what is wrong with a number that must not be negative.
func atLeastZero[T int | Points](field string, n *T) error {
	if n != nil && *n < 0 {
		return Invalid(field, *n, "at-least", "least", 0)
	}
	return nil
}

// indexWithin says what is wrong with an index of a role or a family.
func indexWithin(field string, indices []int, count int) error {
	for _, i := range indices {
		if i < 0 || i >= count {
			return Invalid(field, i, "between", "least", 0, "most", count-1)
		}
	}
	return nil
}

// entered lists the roles that a path comes to. The start is not among them unless it is the end, too:
// whoever sets out from a role may leave it for good.
func (p Path) entered() []int {
	if p.Start() == FromProfile || len(p.Roles) == 1 {
		return p.Roles
	}
	return p.Roles[1:]
}

func sorted(roles []int) []int {
	if len(roles) == 1 {
		return roles
	}
	roles = slices.Clone(roles)
	slices.Sort(roles)
	return slices.Compact(roles)
}
