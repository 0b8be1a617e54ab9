package answer

import (
	"strconv"

	"noboru/graph"
	"noboru/internal/words"
)

// Compare sets two roles, or a person and a role, side by side.
func (a Asker) Compare(in CompareInput) (CompareResult, error) {
	s, err := a.standing("input.from", in.From)
	if err != nil {
		return a.compareResult(err)
	}
	to, err := a.role("input.to", in.To)
	if err != nil {
		return a.compareResult(err)
	}
	return a.compare(s, to), nil
}

func (a Asker) compare(s start, to int) *Comparison {
	c := &Comparison{Stamped: a.stamped(), profile: s.profile}
	if s.profile != nil {
		c.c = a.Snapshot.Graph.CompareProfile(s.profile, to)
	} else {
		c.c = a.Snapshot.Graph.Compare(s.roles[0], to)
	}
	return c
}

// Comparison is two roles, or a person and a role, side by side.
type Comparison struct {
	Stamped
	profile *graph.Profile
	c       graph.Comparison
}

func (c *Comparison) IsCompareResult() {}

func (c *Comparison) To() Role           { return Role{c.Stamped, c.c.To} }
func (c *Comparison) Edge() bool         { return c.c.Reason == graph.HasEdge }
func (c *Comparison) Climb() float64     { return c.c.Climb.Float() }
func (c *Comparison) Drop() float64      { return c.c.Drop.Float() }
func (c *Comparison) SkillGap() *float64 { return c.scored(c.c.Gap) }

func (c *Comparison) Correlation() *float64 {
	if !c.c.Known {
		return nil
	}
	f := c.c.Similarity.Float()
	return &f
}

func (c *Comparison) Reason() *graph.NoEdge {
	if c.Edge() {
		return nil
	}
	return &c.c.Reason
}

func (c *Comparison) Shortfall() *float64 {
	if c.c.Reason != graph.BelowThreshold {
		return nil
	}
	f := c.c.Shortfall.Float()
	return &f
}

func (c *Comparison) From() *Role {
	if c.c.From == graph.FromProfile {
		return nil
	}
	return &Role{c.Stamped, c.c.From}
}

func (c *Comparison) Profile() *ProfileSummary { return summarize(c.Stamped, c.profile) }

func (c *Comparison) Skills() []SkillComparison {
	skills := make([]SkillComparison, 0, len(c.c.Skills))
	for _, k := range c.c.Skills {
		shown := c.comparison(k.Skill, k.From, k.To)
		shown.Assumed = k.Assumed
		skills = append(skills, shown)
	}
	return skills
}

// Explanation says why an edge joins them or does not.
func (c *Comparison) Explanation() Sentence {
	from := words.M("step.here")
	if c.c.From != graph.FromProfile {
		from = c.titled(c.c.From)
	}
	return sentence("compare.explanation", "from", from, "to", c.titled(c.c.To), "edge", c.edge())
}

// thousandths writes a similarity as people read it.
func thousandths(s graph.Similarity) string { return strconv.FormatFloat(s.Float(), 'f', 3, 64) }

func (c *Comparison) edge() words.Message {
	d := c.data()
	correlation, shortfall := thousandths(c.c.Similarity), thousandths(c.c.Shortfall)
	if c.c.Shortfall < graph.SimilarityScale/1000 {
		correlation, shortfall = c.c.Similarity.String(), c.c.Shortfall.String() // or it would look like the threshold
	}
	switch c.c.Reason {
	case graph.HasEdge:
		return words.M("compare.edge", "correlation", thousandths(c.c.Similarity), "threshold", d.Threshold())
	case graph.BelowThreshold:
		return words.M("compare.below-threshold", "correlation", correlation, "threshold", d.Threshold(), "shortfall", shortfall)
	case graph.CutByTopK:
		return words.M("compare.cut-by-top-k", "correlation", thousandths(c.c.Similarity), "topK", d.TopK())
	case graph.Undefined:
		return words.M("compare.undefined")
	case graph.NotStated:
		return words.M("compare.not-stated")
	default:
		return words.M("compare.same-role")
	}
}
