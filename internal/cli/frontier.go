package cli

import (
	"noboru/graph"

	"strconv"

	"github.com/spf13/cobra"
)

// frontierMaxSteps is how far a frontier looks where nothing is said.
const frontierMaxSteps = 8

func (a *app) frontierCommand() *cobra.Command {
	f := &questionFlags{}
	var gap bool
	cmd := &cobra.Command{
		Use: "frontier FROM TO", Short: words.FrontierShort.In(a.lang), Long: words.FrontierLong.In(a.lang),
		Example: "  noboru frontier SOC-OPERATOR CSIRT-MANAGER",
		Args:    a.endsArgs(&f.limitFlags), ValidArgsFunction: a.completeEnds(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			s, err := a.open(cmd.Context())
			if err != nil {
				return err
			}
			q, err := s.question(f, args)
			if err != nil {
				return err
			}
			third := graph.NoThird
			if gap {
				third = graph.ThirdGap
			}
			front, err := s.planner.Frontier(cmd.Context(), q, third)
			if err != nil {
				return err
			}
			ans := &frontierAnswer{
				header: s.header(), Question: s.questionDoc(q, args), Tradeoffs: make([]tradeoffDoc, 0, len(front.Tradeoffs)),
				Complete: front.Complete, Labels: front.Labels, gap: gap,
			}
			if len(front.Tradeoffs) == 0 && front.Complete {
				return s.showNoPath(cmd.Context(), q, ans, &ans.NoPath)
			}
			for _, t := range front.Tradeoffs {
				doc := tradeoffDoc{Steps: t.Steps, SteepestClimb: points(t.SteepestClimb), Path: s.path(t.Path, q.Profile, q.ClimbBy, false)}
				if gap {
					sum := points(t.Path.Effort())
					doc.SkillGap = &sum
				}
				ans.Tradeoffs = append(ans.Tradeoffs, doc)
			}
			return a.show(ans)
		},
	}
	f.add(a, cmd, frontierMaxSteps)
	cmd.Flags().BoolVar(&gap, "gap", false, words.FlagGap.In(a.lang))
	return cmd
}

// frontierAnswer is the answer of frontier: fewest steps first.
type frontierAnswer struct {
	header
	Question  questionDoc   `json:"question"`
	Tradeoffs []tradeoffDoc `json:"tradeoffs"`
	Complete  bool          `json:"complete"` // false where the search was stopped at so many labels
	Labels    int           `json:"labels"`
	NoPath    *refusalDoc   `json:"noPath"`

	gap bool
}

// tradeoffDoc is one choice that no other beats. SkillGap is there with --gap.
type tradeoffDoc struct {
	Steps         int      `json:"steps"`
	SteepestClimb points   `json:"steepestClimb"`
	SkillGap      *points  `json:"skillGap,omitempty"`
	Path          *pathDoc `json:"path"`
}

func (ans *frontierAnswer) text(p *page) {
	if ans.NoPath != nil {
		ans.NoPath.text(p, ans.Question, ans.Dataset)
		return
	}
	p.say(words.FrontierTitle, ans.Question.From.label(p.lang), ans.Question.To.label(p.lang))
	p.line("")
	ans.Question.From.caveats(p)
	columns := []column{right(words.ColSteps), right(words.ColSteepest), right(words.ColGap), left(words.ColPath)}
	rows := make([][]string, 0, len(ans.Tradeoffs))
	for _, t := range ans.Tradeoffs {
		gap := t.SkillGap
		if gap == nil {
			gap = t.Path.SkillGap
		}
		rows = append(rows, []string{strconv.Itoa(t.Steps), t.SteepestClimb.String(), orDash(gap), t.Path.chain(p.lang)})
	}
	p.table(columns, rows)
	if !ans.Complete {
		p.say(words.FrontierIncomplete, ans.Labels)
	}
}

func (ans *frontierAnswer) sheet(string) sheet {
	s := sheet{header: []string{"steps", "steepest_climb", "skill_gap", "path"}}
	for _, t := range ans.Tradeoffs {
		gap := t.SkillGap
		if gap == nil {
			gap = t.Path.SkillGap
		}
		s.rows = append(s.rows, []string{strconv.Itoa(t.Steps), t.SteepestClimb.String(), orEmpty(gap), t.Path.codes()})
	}
	return s
}
