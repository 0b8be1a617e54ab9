package cli

import (
	"context"
	"strconv"

	"github.com/spf13/cobra"

	"noboru/graph"
	"noboru/internal/answer"
	"noboru/internal/terminal"
	"noboru/internal/words"
)

// frontierMaxSteps is how far a frontier looks where nothing is said.
const frontierMaxSteps = 8

var thirdCriteria = []choice[graph.Third]{{"skill-gap", graph.ThirdGap}, {"family-changes", graph.ThirdFamilyChanges}}

func (r *run) frontierCommand() *cobra.Command {
	var (
		ends  ends
		asked objectiveFlags
		third string
	)
	cmd := r.command("frontier FROM TO", "  noboru frontier SOC-OPERATOR CSIRT-MANAGER", ends.args(2), func(cmd *cobra.Command, args []string) error {
		s, err := r.open(cmd.Context())
		if err != nil {
			return err
		}
		one, err := s.pathInput(&ends, &asked, args)
		if err != nil {
			return err
		}
		in := answer.FrontierInput{From: one.From, To: one.To, Objective: one.Objective, Limits: one.Limits}
		if third != "" {
			criterion, err := chosen("--third", third, thirdCriteria)
			if err != nil {
				return err
			}
			in.ThirdCriterion = &criterion
		}
		return s.answer(cmd.Context(), question{
			document: "frontier", variables: map[string]any{"input": in},
			ask:  func(ctx context.Context) (any, error) { return s.asker.Frontier(ctx, in) },
			show: func(found any) shown { return frontierShown{found.(*answer.Frontier)} },
		})
	})
	cmd.ValidArgsFunction = r.completeEnds(2)
	ends.add(r, cmd)
	asked.add(r, cmd, frontierMaxSteps)
	cmd.Flags().StringVar(&third, "third", "", r.say("flag.third"))
	r.completeFixed(cmd, "third", wordsOf(thirdCriteria)...)
	return cmd
}

// frontierShown is the answer of frontier.
type frontierShown struct{ *answer.Frontier }

func (ans frontierShown) text(_ context.Context, p *terminal.Page) error {
	tradeoffs := ans.Tradeoffs()
	if len(tradeoffs) > 0 {
		path := tradeoffs[0].Path
		from, to := pathEnds(path)
		p.Title("frontier.title", "from", from, "to", to)
		p.Line("")
		profileNote(p, ans.Profile())
	}
	rows := make([][]string, 0, len(tradeoffs))
	for _, t := range tradeoffs {
		rows = append(rows, []string{strconv.Itoa(t.Steps), number(t.SteepestClimb), maybe(t.Path.Totals().SkillGap, inTables), strconv.Itoa(t.Path.Totals().FamilyChanges), chain(t.Path, p.Lang)})
	}
	p.Table([]terminal.Column{terminal.Right("steps"), steepest(ans.ClimbBy()), terminal.Right("skill-gap"), terminal.Right("family-changes"), terminal.Left("path")}, rows)
	p.Dim(words.Say(p.Lang, byClimb(ans.ClimbBy(), "legend.frontier", "legend.frontier-gap")))
	if !ans.Complete() {
		p.Wrap("", words.M("frontier.incomplete", "count", ans.Labels()))
	}
	return nil
}

func (ans frontierShown) sheet(context.Context, string) (sheet, error) {
	s := sheet{header: []string{"steps", "steepest_climb", "skill_gap", "family_changes", "path"}}
	for _, t := range ans.Tradeoffs() {
		s.add(strconv.Itoa(t.Steps), number(t.SteepestClimb), maybe(t.Path.Totals().SkillGap, inSheets), strconv.Itoa(t.Path.Totals().FamilyChanges), codes(t.Path.Roles(), " > "))
	}
	return s, nil
}
