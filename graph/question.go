package graph

import (
	"fmt"
	"slices"
	"strings"
)

// Objective is what a path minimises. Ties that remain are broken by role codes, compared role by
// role from the start, so every question has one answer.
type Objective string

// The objectives, with what they minimise in this order.
const (
	FewestSteps Objective = "FEWEST_STEPS" // steps, then total distance
	Shortest    Objective = "SHORTEST"     // total distance, then steps
	Gentlest    Objective = "GENTLEST"     // sum of (c² + climb²), then total distance, then steps
)

// Objectives lists every objective in the order in which they are shown.
var Objectives = [...]Objective{FewestSteps, Shortest, Gentlest}

// ClimbBy is what counts as the climb of a step in the objective, in MaxClimb, and in frontiers,
// reach and relaxations. MaxDrop and the climbs and drops that are reported stay by total.
type ClimbBy string

// The ways to count a climb.
const (
	ByTotal    ClimbBy = "TOTAL"     // max(0, total(v) - total(u))
	BySkillGap ClimbBy = "SKILL_GAP" // sum over skills of max(0, score(v) - score(u))
)

// Limits are what a path must respect. The zero value limits nothing.
type Limits struct {
	MaxSteps         *int        // 0 or more, over the whole chain of legs
	MaxClimb         *Points     // per step, 0 or more
	MaxDrop          *Points     // per step, 0 = never step down
	MinCorrelation   *Similarity // at least the dataset's threshold
	Via              []int       // roles to pass through, in order
	AvoidRoles       []int       // the start is exempt
	AvoidFamilies    []int       // indices of families; the start is exempt
	ClimbBy          ClimbBy     // "" is ByTotal
	ComfortableClimb Points      // 0 is the dataset's
}

// Question asks for a path from any of some roles, or from a person's profile, to any of some
// roles. Roles are indices into Dataset.Roles. An interior role of a path is never one of the
// roles that it may start from or end at: a path has arrived when it first meets its goal.
type Question struct {
	From      []int // empty where Profile is set
	Profile   *Profile
	To        []int
	Objective Objective // "" is Gentlest
	Limits
}

// InputError says which field of a question was refused and what would be right: a code and values.
// The sentence is said by internal/words, where its message is "input." and the code.
type InputError struct {
	Field  string // as the API names it: "maxClimb", "via", ...
	Got    string // what was given; empty where that says nothing
	Code   string // what would be right: "at-least", "one-of", ...
	Values []any  // for the places of the message: a name and a value in turn
}

// Error is for logs and tests; people read the message.
func (e *InputError) Error() string {
	return strings.TrimSpace(fmt.Sprintf("%s: got %q, want %s %v", e.Field, e.Got, e.Code, e.Values))
}

// Invalid makes an InputError. A got of nil says nothing.
func Invalid(field string, got any, code string, values ...any) *InputError {
	text := ""
	if got != nil {
		text = fmt.Sprint(got)
	}
	return &InputError{Field: field, Got: text, Code: code, Values: values}
}

// check validates q against g and returns it normalised: defaults filled in, groups sorted and
// without repetition, avoided members of the goal taken out. The error is an *InputError.
func (g *Graph) check(q Question) (Question, error) {
	n := g.Len()
	if q.Objective == "" {
		q.Objective = Gentlest
	}
	if !slices.Contains(Objectives[:], q.Objective) {
		return q, Invalid("objective", q.Objective, "one-of", "choices", Objectives[:])
	}
	if q.Profile != nil && len(q.From) > 0 {
		return q, Invalid("from", nil, "roles-or-profile")
	}
	if q.Profile == nil && len(q.From) == 0 {
		return q, Invalid("from", nil, "some-role-or-profile")
	}
	if len(q.To) == 0 {
		return q, Invalid("to", nil, "some-role")
	}
	for _, list := range []struct {
		field string
		roles []int
		max   int
	}{{"from", q.From, n}, {"to", q.To, n}} {
		for _, r := range list.roles {
			if r < 0 || r >= list.max {
				return q, Invalid(list.field, r, "between", "least", 0, "most", list.max-1)
			}
		}
	}
	if q.Profile != nil && q.Profile.data != g.data && q.Profile.data.Version() != g.data.Version() {
		return q, Invalid("profile", nil, "this-version")
	}
	if err := g.normalise(&q.Limits); err != nil {
		return q, err
	}
	q.From, q.To = sorted(q.From), sorted(q.To)
	if len(q.To) == 1 && g.avoided(&q.Limits, q.To[0]) {
		return q, Invalid("to", g.data.Role(q.To[0]).Code, "not-avoided")
	}
	q.To = slices.DeleteFunc(q.To, func(r int) bool { return g.avoided(&q.Limits, r) })
	if len(q.To) == 0 {
		return q, Invalid("to", nil, "not-avoided")
	}
	if n := len(q.Via); n > 0 {
		if len(q.From) == 1 && q.From[0] == q.Via[0] {
			return q, g.twiceInARow(q.Via[0])
		}
		if len(q.To) == 1 && q.To[0] == q.Via[n-1] {
			return q, g.twiceInARow(q.Via[n-1])
		}
	}
	return q, nil
}

// CheckLimits says what is wrong with limits by themselves, whatever the two ends: ranges, and roles
// to pass that are avoided. The error is an *InputError.
func (g *Graph) CheckLimits(l Limits) error { return g.normalise(&l) }

// normalise checks limits and fills in their defaults.
func (g *Graph) normalise(l *Limits) error {
	for _, check := range []func(*Limits) error{g.checkAvoid, g.checkLimits, g.checkVia, g.checkOverflow} {
		if err := check(l); err != nil {
			return err
		}
	}
	return nil
}

// checkVia finds roles to pass that are avoided, or that stand twice in a row.
func (g *Graph) checkVia(l *Limits) error {
	for i, v := range l.Via {
		if v < 0 || v >= g.Len() {
			return Invalid("via", v, "between", "least", 0, "most", g.Len()-1)
		}
		if g.avoided(l, v) {
			return Invalid("via", g.data.Role(v).Code, "not-avoided")
		}
		if i > 0 && v == l.Via[i-1] {
			return g.twiceInARow(v)
		}
	}
	return nil
}

func (g *Graph) twiceInARow(role int) error {
	return Invalid("via", g.data.Role(role).Code, "not-twice-in-a-row")
}

func (g *Graph) checkAvoid(l *Limits) error {
	for _, r := range l.AvoidRoles {
		if r < 0 || r >= g.Len() {
			return Invalid("avoid", r, "between", "least", 0, "most", g.Len()-1)
		}
	}
	for _, f := range l.AvoidFamilies {
		if families := len(g.data.Families()); f < 0 || f >= families {
			return Invalid("avoid", f, "between", "least", 0, "most", families-1)
		}
	}
	return nil
}

func (g *Graph) checkLimits(l *Limits) error {
	largest := g.data.LargestTotal()
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
	if c := l.ComfortableClimb; c < 0 || c > max(largest, 1) {
		return Invalid("comfortableClimb", c, "positive-to", "most", largest)
	}
	if l.MaxSteps != nil && *l.MaxSteps < 0 {
		return Invalid("maxSteps", *l.MaxSteps, "at-least", "least", 0)
	}
	if l.MaxClimb != nil && *l.MaxClimb < 0 {
		return Invalid("maxClimb", *l.MaxClimb, "at-least", "least", 0)
	}
	if l.MaxDrop != nil && *l.MaxDrop < 0 {
		return Invalid("maxDrop", *l.MaxDrop, "at-least", "least", 0)
	}
	if c := l.MinCorrelation; c != nil && (*c < g.data.Threshold() || *c > SimilarityScale) {
		return Invalid("minCorrelation", *c, "threshold", "threshold", g.data.Threshold())
	}
	return nil
}

// checkOverflow makes sure that no sum of squares of a path reaches what stands for no way at all,
// and so stays far inside int64: legs x (n-1) x (c² + (largest climb)²).
func (g *Graph) checkOverflow(l *Limits) error {
	legs, steps := float64(len(l.Via)+1), float64(g.Len())
	c, climb := float64(l.ComfortableClimb), float64(g.steepest)
	if legs*steps*(c*c+climb*climb) >= unreachable {
		return Invalid("via", len(l.Via), "fewer-via")
	}
	return nil
}

func (g *Graph) avoided(l *Limits, role int) bool {
	return slices.Contains(l.AvoidRoles, role) ||
		g.data.FamilyOf(role) >= 0 && slices.Contains(l.AvoidFamilies, g.data.FamilyOf(role))
}

func sorted(roles []int) []int {
	roles = slices.Clone(roles)
	slices.Sort(roles)
	return slices.Compact(roles)
}
