package graph

import (
	"fmt"
	"slices"
	"strings"
)

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
	err := g.checkInPlace(&q)
	return q, err
}

// checkInPlace is check of a question that may be changed.
func (g *Graph) checkInPlace(q *Question) error {
	n := g.Len()
	if q.Objective == "" {
		q.Objective = Gentlest
	}
	if !slices.Contains(Objectives[:], q.Objective) {
		return Invalid("objective", q.Objective, "one-of", "choices", Objectives[:])
	}
	if q.Profile != nil && len(q.From) > 0 {
		return Invalid("from", nil, "roles-or-profile")
	}
	if q.Profile == nil && len(q.From) == 0 {
		return Invalid("from", nil, "some-role-or-profile")
	}
	if len(q.To) == 0 {
		return Invalid("to", nil, "some-role")
	}
	for _, list := range []struct {
		field string
		roles []int
		max   int
	}{{"from", q.From, n}, {"to", q.To, n}} {
		for _, r := range list.roles {
			if r < 0 || r >= list.max {
				return Invalid(list.field, r, "between", "least", 0, "most", list.max-1)
			}
		}
	}
	if q.Profile != nil && q.Profile.data != g.data && q.Profile.data.Version() != g.data.Version() {
		return Invalid("profile", nil, "this-version")
	}
	if err := g.normalise(&q.Limits); err != nil {
		return err
	}
	q.From, q.To = sorted(q.From), sorted(q.To)
	if len(q.To) == 1 && g.avoided(&q.Limits, q.To[0]) {
		return Invalid("to", g.data.Role(q.To[0]).Code, "not-avoided")
	}
	q.To = slices.DeleteFunc(q.To, func(r int) bool { return g.avoided(&q.Limits, r) })
	if len(q.To) == 0 {
		return Invalid("to", nil, "not-avoided")
	}
	if n := len(q.Via); n > 0 {
		if len(q.From) == 1 && q.From[0] == q.Via[0] {
			return g.twiceInARow(q.Via[0])
		}
		if len(q.To) == 1 && q.To[0] == q.Via[n-1] {
			return g.twiceInARow(q.Via[n-1])
		}
	}
	return nil
}
