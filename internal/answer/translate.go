package answer

import (
	"context"
	"errors"
	"slices"

	"noboru/graph"
)

// The most entries that lists of a question take.
const (
	maxEndpoints     = 100
	maxVia           = 20
	maxAvoidRoles    = 500
	maxAvoidFamilies = 100
	maxPathSteps     = 1000
	maxPairs         = 100
)

// start is where a question starts.
type start struct {
	roles   []int
	profile *graph.Profile
}

// oneOf refuses all but exactly one: the executor checks @oneOf in literals only, not in variables.
func oneOf(field string, names []string, given ...bool) error {
	if n := len(slices.DeleteFunc(given, func(g bool) bool { return !g })); n != 1 {
		return graph.Invalid(field, n, "exactly-one", "choices", names)
	}
	return nil
}

// start is one role or a profile as the start of a question.
func (in RoleOrProfileInput) start() StartInput {
	return StartInput{Role: in.Role, Profile: in.Profile}
}

// standing reads one role or a profile.
func (a Asker) standing(field string, in RoleOrProfileInput) (start, error) {
	if err := oneOf(field, []string{"role", "profile"}, in.Role != nil, in.Profile != nil); err != nil {
		return start{}, err
	}
	if in.Profile != nil {
		p, err := a.profile(field+".profile", *in.Profile)
		return start{profile: p}, err
	}
	role, err := a.role(field+".role", *in.Role)
	return start{roles: []int{role}}, err
}

func (a Asker) start(ctx context.Context, field string, in StartInput) (start, error) {
	err := oneOf(field, []string{"role", "roles", "family", "profile"}, in.Role != nil, in.Roles != nil, in.Family != nil, in.Profile != nil)
	if err != nil {
		return start{}, err
	}
	if in.Profile != nil {
		p, err := a.profile(field+".profile", *in.Profile)
		return start{profile: p}, err
	}
	roles, err := a.endpoint(ctx, field, EndpointInput{Role: in.Role, Roles: in.Roles, Family: in.Family})
	return start{roles: roles}, err
}

func (a Asker) endpoint(ctx context.Context, field string, in EndpointInput) ([]int, error) {
	err := oneOf(field, []string{"role", "roles", "family"}, in.Role != nil, in.Roles != nil, in.Family != nil)
	if err != nil {
		return nil, err
	}
	switch {
	case in.Role != nil:
		role, err := a.role(field+".role", *in.Role)
		return []int{role}, err
	case in.Family != nil:
		family, err := a.family(field+".family", *in.Family)
		if err != nil {
			return nil, err
		}
		roles := a.Snapshot.Dataset().RolesOf(family)
		if len(roles) == 0 {
			return nil, graph.Invalid(field+".family", *in.Family, "family-with-roles")
		}
		return roles, nil
	default:
		if len(in.Roles) == 0 {
			return nil, graph.Invalid(field+".roles", 0, "count-between", "least", 1, "most", maxEndpoints)
		}
		return a.roles(ctx, field+".roles", in.Roles, maxEndpoints)
	}
}

func (a Asker) limits(ctx context.Context, field string, in *LimitsInput) (graph.Limits, error) {
	var l graph.Limits
	if in == nil {
		return l, nil
	}
	l.ClimbBy, l.Demotions = in.ClimbBy, in.Demotions
	if in.MaxSteps != nil {
		if err := checkRange(field+".maxSteps", *in.MaxSteps, 0, maxPathSteps); err != nil {
			return l, err
		}
		steps := int(*in.MaxSteps)
		l.MaxSteps = &steps
	}
	for _, limit := range []struct {
		name string
		in   *float64
		out  **graph.Points
	}{{"maxClimb", in.MaxClimb, &l.MaxClimb}, {"maxDrop", in.MaxDrop, &l.MaxDrop}, {"minTotal", in.MinTotal, &l.MinTotal}, {"maxTotal", in.MaxTotal, &l.MaxTotal}, {"familyChange", in.FamilyChange, &l.FamilyChange}} {
		if limit.in != nil {
			p, err := points(field+"."+limit.name, *limit.in)
			if err != nil {
				return l, err
			}
			*limit.out = &p
		}
	}
	if in.MinCorrelation != nil {
		s, err := similarity(field+".minCorrelation", *in.MinCorrelation)
		if err != nil {
			return l, err
		}
		l.MinCorrelation = &s
	}
	if in.ComfortableClimb != nil {
		p, err := points(field+".comfortableClimb", *in.ComfortableClimb)
		if err != nil {
			return l, err
		}
		if p == 0 { // which the engine takes for the default
			return l, graph.Invalid(field+".comfortableClimb", 0, "positive")
		}
		l.ComfortableClimb = p
	}
	var err error
	if l.Via, err = a.roles(ctx, field+".via", in.Via, maxVia); err != nil {
		return l, err
	}
	if in.Avoid == nil {
		return l, nil
	}
	if l.AvoidRoles, err = a.roles(ctx, field+".avoid.roles", in.Avoid.Roles, maxAvoidRoles); err != nil {
		return l, err
	}
	l.AvoidFamilies, err = a.families(field+".avoid.families", in.Avoid.Families, maxAvoidFamilies)
	return l, err
}

// question translates what all questions for paths have in common.
func (a Asker) question(ctx context.Context, field string, from StartInput, to EndpointInput, objective graph.Objective, limits *LimitsInput) (*Question, error) {
	s, err := a.start(ctx, field+".from", from)
	if err != nil {
		return nil, err
	}
	goal, err := a.endpoint(ctx, field+".to", to)
	if err != nil {
		return nil, err
	}
	l, err := a.limits(ctx, field+".limits", limits)
	if err != nil {
		return nil, err
	}
	return a.ask(s, goal, objective, l), nil
}

func (a Asker) ask(s start, goal []int, objective graph.Objective, l graph.Limits) *Question {
	return NewQuestion(a.Snapshot, graph.Question{From: s.roles, Profile: s.profile, To: goal, Objective: objective, Limits: l})
}

// CheckLimits says what is wrong with limits by themselves, whatever the two ends. Names that are not known
// are left to the question.
func (a Asker) CheckLimits(ctx context.Context, in *LimitsInput) error {
	l, err := a.limits(ctx, "input.limits", in)
	if a.unknown(err) != nil {
		return nil
	}
	if err != nil {
		return err
	}
	return within(a.Snapshot.Graph.CheckLimits(l), inInput)
}

// within renames the field of a *graph.InputError from the engine's name to the API's.
func within(err error, rename func(name string) string) error {
	var input *graph.InputError
	if !errors.As(err, &input) {
		return err
	}
	renamed := *input
	renamed.Field = rename(input.Field)
	return &renamed
}

// inInput places the engine's names of fields in an input object.
func inInput(name string) string {
	switch name {
	case "k":
		return "input.first"
	case "maxSteps", "maxClimb", "maxDrop", "minTotal", "maxTotal", "minCorrelation", "via", "avoid", "comfortableClimb", "climbBy", "familyChange", "demotions":
		return "input.limits." + name
	case "profile":
		return "input.from.profile"
	default:
		return "input." + name
	}
}

// inMiddle is inInput for questions with one end.
func inMiddle(name string) string {
	switch name {
	case "roles", "from", "openers":
		return "input.of"
	case "profile":
		return "input.of.profile"
	default:
		return inInput(name)
	}
}
