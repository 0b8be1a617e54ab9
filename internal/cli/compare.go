package cli

import (
	"cmp"
	"context"
	"slices"
	"strconv"

	"github.com/spf13/cobra"

	"noboru/internal/answer"
	"noboru/internal/terminal"
	"noboru/internal/words"
)

func (r *run) compareCommand() *cobra.Command {
	var ends ends
	cmd := r.command("compare FROM TO", `  noboru compare SOC-OPERATOR SOC-ANALYST
  noboru compare SOC-ANALYST --profile me.csv`, ends.args(2), func(cmd *cobra.Command, args []string) error {
		s, err := r.open(cmd.Context())
		if err != nil {
			return err
		}
		in := answer.CompareInput{To: args[len(args)-1]}
		if in.From, err = ends.standing(s, args); err != nil {
			return err
		}
		return s.answer(cmd.Context(), question{
			document: "compare", variables: map[string]any{"input": in},
			ask:  func(context.Context) (any, error) { return s.asker.Compare(in) },
			show: func(found any) shown { return comparisonShown{found.(*answer.Comparison)} },
		})
	})
	cmd.ValidArgsFunction = r.completeEnds(2)
	ends.add(r, cmd)
	return cmd
}

// comparisonShown is the answer of compare.
type comparisonShown struct{ *answer.Comparison }

func (ans comparisonShown) text(_ context.Context, p *terminal.Page) error {
	from := any(words.M("shown.you"))
	heading := words.Say(p.Lang, "shown.you")
	if role := ans.From(); role != nil {
		from, heading = role.Name(), role.Code()
	}
	p.Title("comparison.title", "from", from, "to", ans.To().Name())
	p.Line("")
	profileNote(p, ans.Profile())
	ans.missing(p)
	p.Wrap("", ans.Explanation().Message())
	p.Say("comparison.figures", "change", upOrDown(ans.Climb(), ans.Drop()), "gap", maybePoints(ans.SkillGap()))
	skills := ans.Skills()
	if len(skills) == 0 {
		return nil
	}
	var rows [][]string
	assumed := false
	for _, k := range skills {
		difference := ""
		if d := k.Difference; d != 0 {
			difference = change(max(0, d), max(0, -d))
		}
		from := number(k.From)
		if k.Assumed {
			from, assumed = words.Say(p.Lang, "shown.assumed", "level", from), true
		}
		rows = append(rows, []string{k.Skill.Name().In(p.Lang), from, number(k.To), difference})
	}
	p.Line("")
	p.Table([]terminal.Column{terminal.Left("skill"), terminal.Named(heading), terminal.Named(ans.To().Code()), terminal.Right("difference")}, rows)
	if assumed {
		p.Say("shown.assumed-mark")
	}
	return nil
}

// missing says what the second needs above the first, most first.
func (ans comparisonShown) missing(p *terminal.Page) {
	if ans.SkillGap() == nil {
		return
	}
	var lacking []answer.SkillChange
	for _, k := range ans.Skills() {
		if k.Difference > 0 {
			lacking = append(lacking, answer.SkillChange{Skill: k.Skill, From: k.From, To: k.To, Assumed: k.Assumed})
		}
	}
	if len(lacking) == 0 {
		p.Say("comparison.missing-nothing", "role", ans.To().Name())
		return
	}
	slices.SortStableFunc(lacking, func(a, b answer.SkillChange) int { return cmp.Compare(b.To-b.From, a.To-a.From) })
	p.Say("comparison.missing", "role", ans.To().Name(), "count", len(lacking), "points", points(*ans.SkillGap()), "skills", changes(lacking))
}

func (ans comparisonShown) sheet(context.Context, string) (sheet, error) {
	s := sheet{header: []string{"skill", "from", "to", "difference", "assumed"}}
	for _, k := range ans.Skills() {
		s.add(k.Skill.Code(), number(k.From), number(k.To), number(k.Difference), strconv.FormatBool(k.Assumed))
	}
	if c := ans.Correlation(); c != nil {
		s.add("(correlation)", number(*c), number(*c), "0", "false")
	}
	return s, nil
}
