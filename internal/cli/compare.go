package cli

import (
	"github.com/spf13/cobra"

	"noboru/graph"
)

func (a *app) compareCommand() *cobra.Command {
	return &cobra.Command{
		Use: "compare A B", Short: words.CompareShort.In(a.lang),
		Example: "  noboru compare SOC-OPERATOR SOC-ANALYST",
		Args:    a.between(2, 2), ValidArgsFunction: a.completeEnds(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			s, err := a.open(cmd.Context())
			if err != nil {
				return err
			}
			both, err := s.eachRole(args)
			if err != nil {
				return err
			}
			return a.show(s.compare(both[0], both[1]))
		},
	}
}

// compareAnswer is the answer of compare. Climb, drop and gaps go from the first to the second.
type compareAnswer struct {
	header
	From        roleDoc           `json:"from"`
	To          roleDoc           `json:"to"`
	Correlation *millionths       `json:"correlation"` // null where undefined or not stated
	Edge        bool              `json:"edge"`
	NoEdge      string            `json:"noEdge"`              // why there is none; "" where there is
	Shortfall   *millionths       `json:"shortfall,omitempty"` // threshold less correlation
	Climb       points            `json:"climb"`
	Drop        points            `json:"drop"`
	SkillGap    *points           `json:"skillGap"`
	Skills      []skillCompareDoc `json:"skills"`
}

// skillCompareDoc is one skill of two roles.
type skillCompareDoc struct {
	Skill skillDoc `json:"skill"`
	From  points   `json:"from"`
	To    points   `json:"to"`
}

func (s *session) compare(from, to int) *compareAnswer {
	c := s.graph.Compare(from, to)
	ans := &compareAnswer{
		header: s.header(), From: s.role(from), To: s.role(to), Edge: c.Reason == graph.HasEdge, NoEdge: string(c.Reason),
		Climb: points(c.Climb), Drop: points(c.Drop), Skills: []skillCompareDoc{},
	}
	if c.Known {
		r := millionths(c.Similarity)
		ans.Correlation = &r
	}
	if c.Reason == graph.BelowThreshold {
		less := millionths(c.Shortfall)
		ans.Shortfall = &less
	}
	if s.data.HasScores() {
		gap := points(c.Gap)
		ans.SkillGap = &gap
	}
	for _, k := range c.Skills {
		ans.Skills = append(ans.Skills, skillCompareDoc{s.skill(k.Skill), points(k.From), points(k.To)})
	}
	return ans
}

func (ans *compareAnswer) text(p *page) {
	p.say(words.CompareTitle, printable(ans.From.Name.in(p.lang)), printable(ans.To.Name.in(p.lang)))
	switch graph.NoEdge(ans.NoEdge) {
	case graph.HasEdge:
		p.say(words.CompareEdge, ans.Correlation, ans.Dataset.Threshold)
	case graph.BelowThreshold:
		p.say(words.CompareBelow, ans.Correlation, ans.Shortfall, ans.Dataset.Threshold)
	case graph.CutByTopK:
		p.say(words.CompareTopK, ans.Correlation, ans.Dataset.TopK)
	case graph.Undefined:
		p.say(words.CompareUndefined)
	case graph.NotStated:
		p.say(words.CompareNotStated)
	case graph.SameRole:
		p.say(words.CompareSame)
	}
	p.say(words.CompareTotals, ans.Climb, ans.Drop, orDash(ans.SkillGap))
	p.line("")
	from, to := ans.From.column(), ans.To.column()
	rows := make([][]string, 0, len(ans.Skills)+1)
	for _, k := range ans.Skills {
		rows = append(rows, []string{k.Skill.Name.in(p.lang), k.From.String(), k.To.String(), signed(k.From, k.To)})
	}
	rows = append(rows, []string{words.ColTotal.In(p.lang), ans.From.Total.String(), ans.To.Total.String(), signed(ans.From.Total, ans.To.Total)})
	p.table([]column{left(words.ColSkill), right(from), right(to), right(words.ColDifference)}, rows)
}

// column heads a column of a role's scores.
func (r roleDoc) column() graph.Text { return graph.Text{Ja: r.Code, En: r.Code} }

// signed is the change from one number to another, "" where there is none.
func signed(from, to points) string {
	switch {
	case to > from:
		return "+" + (to - from).String()
	case to < from:
		return (to - from).String()
	}
	return ""
}

func (ans *compareAnswer) sheet(string) sheet {
	s := sheet{header: []string{"skill", "from", "to"}}
	for _, k := range ans.Skills {
		s.rows = append(s.rows, []string{k.Skill.Code, k.From.String(), k.To.String()})
	}
	s.rows = append(s.rows, []string{"(total)", ans.From.Total.String(), ans.To.Total.String()})
	if ans.Correlation != nil {
		s.rows = append(s.rows, []string{"(correlation)", ans.Correlation.String(), ans.Correlation.String()})
	}
	return s
}
