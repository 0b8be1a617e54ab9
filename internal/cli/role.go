package cli

import (
	"cmp"
	"context"
	"slices"

	"github.com/spf13/cobra"

	"noboru/internal/answer"
	"noboru/internal/terminal"
	"noboru/internal/words"
)

func (r *run) roleCommand() *cobra.Command {
	cmd := r.command("role ROLE", "  noboru role SOC:オペレーター", between(1, 1), func(cmd *cobra.Command, args []string) error {
		s, err := r.open(cmd.Context())
		if err != nil {
			return err
		}
		// The question takes a code; what else people type is resolved first.
		found, err := s.asker.FindRole("role", args[0])
		if err != nil {
			return err
		}
		role, ok := found.(answer.Role)
		if !ok {
			return unknown(found.(answer.Unknown))
		}
		return s.answer(cmd.Context(), question{
			document: "role", variables: map[string]any{"code": role.Code()},
			ask:  func(context.Context) (any, error) { return role, nil },
			show: func(any) shown { return roleShown{role} },
		})
	})
	cmd.ValidArgsFunction = r.completeEnds(1)
	return cmd
}

// roleShown is a role's card.
type roleShown struct{ answer.Role }

func (ans roleShown) text(_ context.Context, p *terminal.Page) error {
	p.Title("unknown.named", "name", ans.Name(), "code", ans.Code())
	if text := ans.Description().In(p.Lang); text != "" {
		p.Wrap("", words.M("shown.text", "text", text))
	}
	p.Line("")
	p.Say("card.total", "count", ans.Degree(), "total", points(ans.Total()))
	ans.skills(p)
	return ans.ladder(p)
}

// skills lists what the role needs, most first, with what each level means.
func (ans roleShown) skills(p *terminal.Page) {
	scores := slices.DeleteFunc(ans.Scores(), func(s answer.SkillLevel) bool { return s.Level == 0 })
	if len(scores) == 0 {
		return
	}
	slices.SortStableFunc(scores, func(a, b answer.SkillLevel) int { return cmp.Compare(b.Level, a.Level) })
	meanings := map[float64]string{}
	for _, l := range ans.Dataset().Levels() {
		meanings[l.Score()] = l.Meaning().In(p.Lang)
	}
	columns := []terminal.Column{terminal.Right("level"), terminal.Left("skill"), terminal.Left("meaning")}
	var rows [][]string
	for _, s := range scores {
		rows = append(rows, []string{number(s.Level), s.Skill.Name().In(p.Lang), meanings[s.Level]})
	}
	if len(meanings) == 0 {
		columns = columns[:2]
		for i := range rows {
			rows[i] = rows[i][:2]
		}
	}
	p.Line("")
	p.Say("card.skills")
	p.Table(columns, rows)
}

// ladder lists the roles of the family by their totals.
func (ans roleShown) ladder(p *terminal.Page) error {
	family := ans.Family()
	if family == nil {
		return nil
	}
	most := int32(answer.MaxPage)
	page, err := family.Roles(&most, nil, nil, nil)
	if err != nil {
		return err
	}
	roles := page.Nodes()
	slices.SortStableFunc(roles, func(a, b answer.Role) int { return cmp.Compare(b.Total(), a.Total()) })
	var rows [][]string
	for _, r := range roles {
		here := ""
		if r.Index == ans.Index {
			here = words.Say(p.Lang, "card.here")
		}
		rows = append(rows, []string{number(r.Total()), r.Name().In(p.Lang) + " " + here, r.Code()})
	}
	p.Line("")
	p.Say("card.ladder", "family", family.Name())
	p.Table([]terminal.Column{terminal.Right("total"), terminal.Left("role"), terminal.Left("code")}, rows)
	return nil
}

func (ans roleShown) sheet(_ context.Context, lang string) (sheet, error) {
	s := sheet{header: []string{"skill", "name", "level"}}
	for _, k := range ans.Scores() {
		s.add(k.Skill.Code(), k.Skill.Name().In(lang), number(k.Level))
	}
	return s, nil
}
