package answer

import (
	"fmt"
	"strings"

	"noboru/graph"
	"noboru/internal/words"
)

func (a Asker) profile(field string, in ProfileInput) (*graph.Profile, error) {
	d := a.Snapshot.Dataset()
	if err := checkLength(field+".levels", len(in.Levels), max(1, len(d.Skills()))); d.HasScores() && err != nil {
		return nil, err
	}
	levels := make([]graph.Level, 0, len(in.Levels))
	for i, l := range in.Levels {
		if !d.HasScores() {
			break // NewProfile refuses it for the reason that matters
		}
		at := fmt.Sprintf("%s.levels[%d]", field, i)
		skill, err := a.skill(at+".skill", l.Skill)
		if err != nil {
			return nil, err
		}
		score, _, err := graph.NewPoints(l.Level) // finer is rounded, as the schema says
		if err != nil {
			return nil, graph.Invalid(at+".level", number(l.Level), "level")
		}
		levels = append(levels, graph.Level{Skill: skill, Score: score})
	}
	p, err := graph.NewProfile(d, levels, in.Unknown)
	return p, within(err, func(name string) string {
		if rest, ok := strings.CutPrefix(name, "profile["); ok {
			return field + ".levels[" + rest
		}
		if name == "profile.unknown" {
			return field + ".unknown"
		}
		return field
	})
}

// CheckProfile says what is wrong with a profile by itself.
func (a Asker) CheckProfile(in ProfileInput) error {
	_, err := a.profile("profile", in)
	return err
}

// ProfileSummary is what was understood of a profile.
type ProfileSummary struct {
	stamped Stamped
	profile *graph.Profile
}

func summarize(s Stamped, p *graph.Profile) *ProfileSummary {
	if p == nil {
		return nil
	}
	return &ProfileSummary{s, p}
}

func (p *ProfileSummary) Known() int     { return p.profile.Known() }
func (p *ProfileSummary) Flat() bool     { return p.stamped.Snapshot.Graph.Flat(p.profile) }
func (p *ProfileSummary) Total() float64 { return p.profile.Total().Float() }

// AssumedLevel is a level that a profile does not state.
type AssumedLevel struct {
	Skill Skill
	Level float64
}

func (p *ProfileSummary) Assumed() []AssumedLevel {
	assumed := []AssumedLevel{}
	for _, k := range Skills(p.stamped) {
		if level, ok := p.profile.Level(k.Index); ok {
			assumed = append(assumed, AssumedLevel{k, level.Float()})
		}
	}
	return assumed
}

// Estimate reports whether some levels are assumed.
func (p *ProfileSummary) Estimate() bool { return p.profile.Partial() }

// assumedPoints is the part of the total that is assumed.
func (p *ProfileSummary) assumedPoints() (sum graph.Points) {
	for skill := range p.stamped.data().Skills() {
		if level, assumed := p.profile.Level(skill); assumed {
			sum += level
		}
	}
	return sum
}

func (p *ProfileSummary) MostLike() Role { return Role{p.stamped, p.profile.MostLike()} }

// Note says what a partial or flat profile does to the answer.
func (p *ProfileSummary) Note() *Sentence {
	id := ""
	switch flat := p.Flat(); {
	case flat && p.profile.Partial():
		id = "profile.flat-partial"
	case flat:
		id = "profile.flat"
	case p.profile.Partial():
		id = "profile.partial"
	default:
		return nil
	}
	all := len(p.stamped.data().Skills())
	note := sentence(id, "known", p.profile.Known(), "all", all, "assumed", all-p.profile.Known(), "points", words.Points(p.assumedPoints()))
	return &note
}
