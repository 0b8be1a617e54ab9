package cli

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"noboru/graph"
	"noboru/internal/answer"
	"noboru/internal/lazyregexp"
	"noboru/internal/words"
)

// limitFlags are the flags of what a path must respect.
type limitFlags struct {
	maxSteps         count
	maxClimb         string
	maxDrop          string
	minTotal         string
	maxTotal         string
	minCorrelation   string
	avoid            []string
	avoidFamily      []string
	climbBy          string
	comfortableClimb string
	via              []string
}

// objectiveFlags are the flags of every command that asks for paths.
type objectiveFlags struct {
	limitFlags
	objective    string
	familyChange string
	demotions    string
}

// choice is a word of a flag and what it stands for.
type choice[T any] struct {
	word string
	is   T
}

var objectives = []choice[graph.Objective]{{"gentlest", graph.Gentlest}, {"shortest", graph.Shortest}, {"fewest-steps", graph.FewestSteps}}

var demotions = []choice[graph.Demotions]{{"avoid", graph.AvoidDemotions}, {"allow", graph.AllowDemotions}}

var climbBys = []choice[graph.ClimbBy]{{"total", graph.ByTotal}, {"skill-gap", graph.BySkillGap}}

func wordsOf[T any](choices []choice[T]) []string {
	list := make([]string, len(choices))
	for i, c := range choices {
		list[i] = c.word
	}
	return list
}

// chosen reads a flag that takes one of a few words.
func chosen[T any](flag, word string, choices []choice[T]) (is T, err error) {
	for _, c := range choices {
		if c.word == word {
			return c.is, nil
		}
	}
	return is, wrongChoice(flag, word, wordsOf(choices))
}

// add defines the flags that limit a search of any kind.
func (f *limitFlags) add(r *run, cmd *cobra.Command, maxSteps int32) {
	flags := cmd.Flags()
	if maxSteps > 0 {
		f.maxSteps.n = &maxSteps
	}
	flags.Var(&f.maxSteps, "max-steps", r.say("flag.max-steps"))
	flags.StringVar(&f.maxClimb, "max-climb", "", r.say("flag.max-climb"))
	flags.StringVar(&f.maxDrop, "max-drop", "", r.say("flag.max-drop"))
	flags.StringVar(&f.minTotal, "min-total", "", r.say("flag.min-total"))
	flags.StringVar(&f.maxTotal, "max-total", "", r.say("flag.max-total"))
	flags.StringVar(&f.minCorrelation, "min-correlation", "", r.say("flag.min-correlation"))
	flags.StringArrayVar(&f.avoid, "avoid", nil, r.say("flag.avoid"))
	flags.StringArrayVar(&f.avoidFamily, "avoid-family", nil, r.say("flag.avoid-family"))
	flags.StringVar(&f.climbBy, "climb-by", "total", r.say("flag.climb-by"))
	r.completeRoleFlag(cmd, "avoid")
	r.completeFamilyFlag(cmd, "avoid-family")
	r.completeFixed(cmd, "climb-by", wordsOf(climbBys)...)
}

// add defines the flags of a question for paths.
func (f *objectiveFlags) add(r *run, cmd *cobra.Command, maxSteps int32) {
	flags := cmd.Flags()
	flags.StringVar(&f.objective, "objective", "gentlest", r.say("flag.objective"))
	f.limitFlags.add(r, cmd, maxSteps)
	flags.StringArrayVar(&f.via, "via", nil, r.say("flag.via"))
	flags.StringVar(&f.comfortableClimb, "comfortable-climb", "", r.say("flag.comfortable-climb"))
	flags.StringVar(&f.familyChange, "family-change", "", r.say("flag.family-change"))
	flags.StringVar(&f.demotions, "demotions", "avoid", r.say("flag.demotions"))
	r.completeFixed(cmd, "objective", wordsOf(objectives)...)
	r.completeFixed(cmd, "demotions", wordsOf(demotions)...)
	r.completeRoleFlag(cmd, "via")
}

// noMaxSteps is the default of --max-steps where nothing limits the steps.
const noMaxSteps = 0

// count is a flag for a whole number of 0 or more, nil where it is not given.
type count struct{ n *int32 }

func (c *count) String() string {
	if c.n == nil {
		return ""
	}
	return strconv.Itoa(int(*c.n))
}

func (c *count) Set(text string) error {
	n, err := strconv.ParseUint(text, 10, 31)
	if err != nil {
		return err
	}
	steps := int32(n)
	c.n = &steps
	return nil
}

func (c *count) Type() string { return "count" }

// input is the limits as the answers take them. Every wrong flag is reported at once.
func (f *limitFlags) input(a answer.Asker) (*answer.LimitsInput, error) {
	in := &answer.LimitsInput{MaxSteps: f.maxSteps.n, Demotions: graph.AvoidDemotions}
	var wrong []error
	for _, n := range []struct {
		flag, text string
		into       **float64
	}{
		{"--max-climb", f.maxClimb, &in.MaxClimb},
		{"--max-drop", f.maxDrop, &in.MaxDrop},
		{"--min-total", f.minTotal, &in.MinTotal},
		{"--max-total", f.maxTotal, &in.MaxTotal},
		{"--min-correlation", f.minCorrelation, &in.MinCorrelation},
		{"--comfortable-climb", f.comfortableClimb, &in.ComfortableClimb},
	} {
		var err error
		*n.into, err = optional(n.flag, n.text)
		wrong = append(wrong, err)
	}
	var err error
	in.ClimbBy, err = chosen("--climb-by", f.climbBy, climbBys)
	wrong = append(wrong, err)
	in.Via = a.RoleNames(f.via)
	if roles, families := a.Avoided(f.avoid, f.avoidFamily); len(roles)+len(families) > 0 {
		in.Avoid = &answer.AvoidInput{Roles: roles, Families: families}
	}
	return in, errors.Join(wrong...)
}

// input is the limits and the dials of the objective.
func (f *objectiveFlags) input(a answer.Asker) (*answer.LimitsInput, error) {
	in, err := f.limitFlags.input(a)
	var wrong [2]error
	in.FamilyChange, wrong[0] = optional("--family-change", f.familyChange)
	in.Demotions, wrong[1] = chosen("--demotions", f.demotions, demotions)
	return in, errors.Join(err, wrong[0], wrong[1])
}

// optional reads a flag that takes a plain number; nil where it is not given.
func optional(flag, text string) (*float64, error) {
	if text == "" {
		return nil, nil
	}
	n, err := decimal(text)
	if err != nil {
		return nil, wrongValue(flag, text, words.M("takes.plain-number"))
	}
	return &n, nil
}

// share reads a flag that takes a number from 0 to 1, which the answers check; nil where it is not given.
func share(flag, text string) (*float64, error) {
	if text == "" {
		return nil, nil
	}
	n, err := decimal(text)
	if err != nil {
		return nil, wrongValue(flag, text, words.M("takes.share"))
	}
	return &n, nil
}

var plainDecimal = lazyregexp.New(`^[0-9]+(\.[0-9]+)?$`)

// decimal reads a plain number of 0 or more: no sign, no exponent, no infinity.
func decimal(text string) (float64, error) {
	if !plainDecimal().MatchString(text) {
		return math.NaN(), fmt.Errorf("%q is not a plain number", text)
	}
	return strconv.ParseFloat(text, 64)
}

// flagOf names the flag or the argument that stands for a field of a question.
func flagOf(field string) string {
	parts := strings.Split(field, ".")
	last, _, _ := strings.Cut(parts[len(parts)-1], "[")
	within := func(name string) bool { return strings.Contains(field, "."+name) }
	switch {
	case within("avoid.roles"):
		return "--avoid"
	case within("avoid.families"):
		return "--avoid-family"
	case within("profile"), last == "profile":
		return "--profile"
	case within("limits."):
		return "--" + kebab(last)
	case within("from"), last == "from":
		return "FROM"
	case within("to"), last == "to":
		return "TO"
	case within("of"), last == "of", last == "roles", last == "role":
		return "ROLE"
	case within("families"):
		return "--family"
	case within("text"):
		return "TEXT"
	case field == "input.first":
		return "-k"
	case last == "first":
		return "--limit"
	case last == "direction":
		return "--to"
	case last == "trials":
		return "--stability"
	case within("raises"):
		return "--raise"
	case last == "thirdCriterion":
		return "--third"
	default:
		return "--" + kebab(last)
	}
}

// kebab turns maxClimb into max-climb.
func kebab(camel string) string {
	var b strings.Builder
	for _, r := range camel {
		if r >= 'A' && r <= 'Z' {
			b.WriteByte('-')
			r += 'a' - 'A'
		}
		b.WriteRune(r)
	}
	return b.String()
}
