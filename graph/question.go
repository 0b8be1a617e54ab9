package graph

import (
	"fmt"
	"slices"
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

// InputError says which field of a question was refused and what would be right.
type InputError struct {
	Field  string // as the API names it: "maxClimb", "via", ...
	Got    string
	Want   string
	WantJa string // the same in Japanese; empty where only programs read it
}

func (e *InputError) Error() string {
	if e.Got == "" {
		return fmt.Sprintf("%s: want %s", e.Field, e.Want)
	}
	return fmt.Sprintf("%s: got %s, want %s", e.Field, e.Got, e.Want)
}

// refuse says what would be right in both languages, which take the same args.
func refuse(field string, got any, want, wantJa string, args ...any) *InputError {
	text := ""
	if got != nil {
		text = fmt.Sprint(got)
	}
	return &InputError{Field: field, Got: text, Want: fmt.Sprintf(want, args...), WantJa: fmt.Sprintf(wantJa, args...)}
}

// check validates q against g and returns it normalised: defaults filled in, groups sorted and
// without repetition, avoided members of the goal taken out. The error is an *InputError.
func (g *Graph) check(q Question) (Question, error) {
	n := g.Len()
	if q.Objective == "" {
		q.Objective = Gentlest
	}
	if !slices.Contains(Objectives[:], q.Objective) {
		return q, refuse("objective", q.Objective, "one of %v", "%v のどれか", Objectives)
	}
	if q.Profile != nil && len(q.From) > 0 {
		return q, refuse("from", nil, "either roles or a profile, not both", "職種かプロフィールのどちらか一方")
	}
	if q.Profile == nil && len(q.From) == 0 {
		return q, refuse("from", nil, "at least one role, or a profile", "職種一つ以上、またはプロフィール")
	}
	if len(q.To) == 0 {
		return q, refuse("to", nil, "at least one role", "職種一つ以上")
	}
	for _, list := range []struct {
		field string
		roles []int
		max   int
	}{{"from", q.From, n}, {"to", q.To, n}} {
		for _, r := range list.roles {
			if r < 0 || r >= list.max {
				return q, refuse(list.field, r, "an index from 0 to %d", "0〜%d の番号", list.max-1)
			}
		}
	}
	if q.Profile != nil && q.Profile.data != g.data && q.Profile.data.Version() != g.data.Version() {
		return q, refuse("profile", nil, "a profile made for this version of the dataset", "このデータのこの版のために作ったプロフィール")
	}
	if err := g.normalise(&q.Limits); err != nil {
		return q, err
	}
	q.From, q.To = sorted(q.From), sorted(q.To)
	if len(q.To) == 1 && g.avoided(&q.Limits, q.To[0]) {
		return q, refuse("to", g.data.Role(q.To[0]).Code, "a role that is not avoided", "避ける対象になっていない職種")
	}
	q.To = slices.DeleteFunc(q.To, func(r int) bool { return g.avoided(&q.Limits, r) })
	if len(q.To) == 0 {
		return q, refuse("to", nil, "at least one role that is not avoided", "避ける対象になっていない職種が一つ以上")
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

// checkVia refuses roles to pass that are avoided, or that stand twice in a row.
func (g *Graph) checkVia(l *Limits) error {
	for i, v := range l.Via {
		if v < 0 || v >= g.Len() {
			return refuse("via", v, "an index from 0 to %d", "0〜%d の番号", g.Len()-1)
		}
		if g.avoided(l, v) {
			return refuse("via", g.data.Role(v).Code, "a role that is not avoided", "避ける対象になっていない職種")
		}
		if i > 0 && v == l.Via[i-1] {
			return g.twiceInARow(v)
		}
	}
	return nil
}

func (g *Graph) twiceInARow(role int) error {
	return refuse("via", g.data.Role(role).Code, "no role twice in a row on the way from start to goal", "出発点から目標まで、同じ職種が二つ続かないこと")
}

func (g *Graph) checkAvoid(l *Limits) error {
	for _, r := range l.AvoidRoles {
		if r < 0 || r >= g.Len() {
			return refuse("avoid", r, "an index from 0 to %d", "0〜%d の番号", g.Len()-1)
		}
	}
	for _, f := range l.AvoidFamilies {
		if families := len(g.data.Families()); f < 0 || f >= families {
			return refuse("avoid", f, "an index from 0 to %d", "0〜%d の番号", families-1)
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
		return refuse("climbBy", l.ClimbBy, "%s or %s", "%s または %s", ByTotal, BySkillGap)
	}
	if l.ClimbBy == BySkillGap && !g.data.HasScores() {
		return refuse("climbBy", l.ClimbBy, "%s: this dataset states correlations and has no scores", "%s（このデータには相関しかなく、点数がありません）", ByTotal)
	}
	if l.ComfortableClimb == 0 {
		l.ComfortableClimb = g.data.ComfortableClimb()
	}
	if c := l.ComfortableClimb; c < 0 || c > max(largest, 1) {
		return refuse("comfortableClimb", c, "more than 0 and at most the largest total, %v", "0 より大きく、最大の合計 %v 以下", largest)
	}
	if l.MaxSteps != nil && *l.MaxSteps < 0 {
		return refuse("maxSteps", *l.MaxSteps, "0 or more", "0 以上")
	}
	if l.MaxClimb != nil && *l.MaxClimb < 0 {
		return refuse("maxClimb", *l.MaxClimb, "0 or more", "0 以上")
	}
	if l.MaxDrop != nil && *l.MaxDrop < 0 {
		return refuse("maxDrop", *l.MaxDrop, "0 or more", "0 以上")
	}
	if c := l.MinCorrelation; c != nil && (*c < g.data.Threshold() || *c > SimilarityScale) {
		return refuse("minCorrelation", *c, "from the dataset's threshold, %v, to 1", "データのしきい値 %v 以上、1 以下", g.data.Threshold())
	}
	return nil
}

// checkOverflow makes sure that no sum of squares of a path reaches what stands for no way at all,
// and so stays far inside int64: legs x (n-1) x (c² + (largest climb)²).
func (g *Graph) checkOverflow(l *Limits) error {
	legs, steps := float64(len(l.Via)+1), float64(g.Len())
	c, climb := float64(l.ComfortableClimb), float64(g.steepest)
	if legs*steps*(c*c+climb*climb) >= unreachable {
		return refuse("via", len(l.Via), "fewer roles: the cost of so long a chain does not fit in 64 bits", "もっと少ない職種（これほど長い道筋の費用は 64 ビットに収まりません）")
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
