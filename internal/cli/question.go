package cli

import (
	"errors"
	"fmt"
	"math"
	"regexp"
	"strconv"

	"github.com/spf13/cobra"

	"noboru/graph"
)

// limitFlags are the flags of what a path must respect.
type limitFlags struct {
	maxSteps         count
	maxClimb         string
	maxDrop          string
	minCorrelation   string
	avoid            []string
	avoidFamily      []string
	climbBy          string
	comfortableClimb string
	via              []string
	profile          string
}

// questionFlags are the flags of every command that asks for paths.
type questionFlags struct {
	limitFlags
	objective string
}

var objectives = map[string]graph.Objective{"gentlest": graph.Gentlest, "shortest": graph.Shortest, "fewest-steps": graph.FewestSteps}

var climbBys = map[string]graph.ClimbBy{"total": graph.ByTotal, "skill-gap": graph.BySkillGap}

// add defines the flags that limit a search of any kind.
func (f *limitFlags) add(a *app, cmd *cobra.Command, maxSteps int) {
	flags := cmd.Flags()
	f.maxSteps.lang = a.lang
	if maxSteps > 0 {
		f.maxSteps.n = &maxSteps
	}
	flags.Var(&f.maxSteps, "max-steps", words.FlagMaxSteps.In(a.lang))
	flags.StringVar(&f.maxClimb, "max-climb", "", words.FlagMaxClimb.In(a.lang))
	flags.StringVar(&f.maxDrop, "max-drop", "", words.FlagMaxDrop.In(a.lang))
	flags.StringVar(&f.minCorrelation, "min-correlation", "", words.FlagMinCorrelation.In(a.lang))
	flags.StringArrayVar(&f.avoid, "avoid", nil, words.FlagAvoid.In(a.lang))
	flags.StringArrayVar(&f.avoidFamily, "avoid-family", nil, words.FlagAvoidFamily.In(a.lang))
	flags.StringVar(&f.climbBy, "climb-by", "total", words.FlagClimbBy.In(a.lang))
	flags.StringVar(&f.profile, "profile", "", words.FlagProfile.In(a.lang))
	a.completeRoleFlag(cmd, "avoid")
	a.completeFamilyFlag(cmd, "avoid-family")
	a.completeFixed(cmd, "climb-by", "total", "skill-gap")
}

// add defines the flags of a question.
func (f *questionFlags) add(a *app, cmd *cobra.Command, maxSteps int) {
	flags := cmd.Flags()
	flags.StringVar(&f.objective, "objective", "gentlest", words.FlagObjective.In(a.lang))
	f.limitFlags.add(a, cmd, maxSteps)
	flags.StringArrayVar(&f.via, "via", nil, words.FlagVia.In(a.lang))
	flags.StringVar(&f.comfortableClimb, "comfortable-climb", "", words.FlagComfortableClimb.In(a.lang))
	a.completeFixed(cmd, "objective", "gentlest", "shortest", "fewest-steps")
	a.completeRoleFlag(cmd, "via")
}

// noMaxSteps is the default of --max-steps where nothing limits the steps.
const noMaxSteps = 0

// count is a flag for a whole number of 0 or more, nil where it is not given.
type count struct {
	n    *int
	lang string
}

func (c *count) String() string {
	if c.n == nil {
		return ""
	}
	return strconv.Itoa(*c.n)
}

func (c *count) Set(text string) error {
	n, err := strconv.ParseUint(text, 10, 31)
	if err != nil {
		return fmt.Errorf(words.WantIs.In(c.lang), words.WantCount.In(c.lang))
	}
	steps := int(n)
	c.n = &steps
	return nil
}

func (c *count) Type() string { return "n" }

// limits resolves the flags against a dataset. Every wrong flag is reported at once.
func (s *session) limits(f *limitFlags) (graph.Limits, error) {
	var l graph.Limits
	var faults []error
	fault := func(err error) { faults = append(faults, err) }
	l.MaxSteps = f.maxSteps.n
	var err error
	if l.MaxClimb, err = s.points("--max-climb", f.maxClimb); err != nil {
		fault(err)
	}
	if l.MaxDrop, err = s.points("--max-drop", f.maxDrop); err != nil {
		fault(err)
	}
	if f.minCorrelation != "" {
		r, err := decimal(f.minCorrelation)
		c, rangeErr := graph.NewSimilarity(r)
		if err != nil || rangeErr != nil {
			fault(misuse(words.GotWant.In(s.lang), "--min-correlation", f.minCorrelation, words.WantCorrelation.In(s.lang)))
		}
		l.MinCorrelation = &c
	}
	if c, err := s.points("--comfortable-climb", f.comfortableClimb); err != nil {
		fault(err)
	} else if c != nil {
		if *c == 0 { // the engine reads 0 as "the dataset's own"
			fault(misuse(words.GotWant.In(s.lang), "--comfortable-climb", f.comfortableClimb, words.WantPositive.In(s.lang)))
		}
		l.ComfortableClimb = *c
	}
	var ok bool
	if l.ClimbBy, ok = climbBys[f.climbBy]; !ok {
		fault(misuse(words.GotWant.In(s.lang), "--climb-by", f.climbBy, "total, skill-gap"))
	}
	if l.Via, err = s.roleList(f.via); err != nil {
		fault(err)
	}
	if l.AvoidRoles, err = s.roleList(f.avoid); err != nil {
		fault(err)
	}
	if l.AvoidFamilies, err = s.familyList(f.avoidFamily); err != nil {
		fault(err)
	}
	return l, errors.Join(faults...)
}

// points reads a flag that counts points; nil where it is not given.
func (s *session) points(flag, text string) (*graph.Points, error) {
	if text == "" {
		return nil, nil
	}
	n, err := decimal(text)
	p, exact, rangeErr := graph.NewPoints(n)
	if err != nil || rangeErr != nil || !exact {
		return nil, misuse(words.GotWant.In(s.lang), flag, text, words.WantPoints.In(s.lang))
	}
	return &p, nil
}

var plainDecimal = regexp.MustCompile(`^[0-9]+(\.[0-9]+)?$`)

// decimal reads a plain number of 0 or more: no sign, no exponent, no infinity.
func decimal(text string) (float64, error) {
	if !plainDecimal.MatchString(text) {
		return math.NaN(), fmt.Errorf("%q is not a plain number", text)
	}
	return strconv.ParseFloat(text, 64)
}

// question resolves arguments and flags: FROM TO, or TO alone with --profile.
func (s *session) question(f *questionFlags, args []string) (graph.Question, error) {
	var q graph.Question
	var faults []error
	var err error
	var ok bool
	if q.Objective, ok = objectives[f.objective]; !ok {
		faults = append(faults, misuse(words.GotWant.In(s.lang), "--objective", f.objective, "gentlest, shortest, fewest-steps"))
	}
	to := args[len(args)-1]
	if f.profile == "" {
		if q.From, err = s.roleGroup(args[0]); err != nil {
			faults = append(faults, err)
		}
	} else if q.Profile, err = s.readProfile(f.profile); err != nil {
		faults = append(faults, err)
	}
	if q.To, err = s.roleGroup(to); err != nil {
		faults = append(faults, err)
	}
	if q.Limits, err = s.limits(&f.limitFlags); err != nil {
		faults = append(faults, err)
	}
	return q, errors.Join(faults...)
}

// endsArgs checks for FROM TO, or TO alone where a profile stands in for FROM.
func (a *app) endsArgs(f *limitFlags) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if f.profile != "" && len(args) == 2 {
			return misuse("%s", words.FromOrProfile.In(a.lang))
		}
		want := 2
		if f.profile != "" {
			want = 1
		}
		return a.between(want, want)(cmd, args)
	}
}

// rolesOrProfile checks for one ROLE, or none where a profile stands in for it.
func (a *app) roleArgs(f *limitFlags) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if f.profile != "" && len(args) == 1 {
			return misuse("%s", words.FromOrProfile.In(a.lang))
		}
		want := 1
		if f.profile != "" {
			want = 0
		}
		return a.between(want, want)(cmd, args)
	}
}

// reachQuestion resolves ROLE or the profile, and the limits.
func (s *session) reachQuestion(f *limitFlags, args []string) (graph.ReachQuestion, error) {
	q := graph.ReachQuestion{Direction: graph.Outward}
	var faults []error
	var err error
	if f.profile != "" {
		q.Profile, err = s.readProfile(f.profile)
	} else {
		q.Roles, err = s.roleGroup(args[0])
	}
	faults = append(faults, err)
	q.Limits, err = s.limits(f)
	return q, errors.Join(append(faults, err)...)
}
