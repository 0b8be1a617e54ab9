package cli

import (
	"context"

	"github.com/spf13/cobra"

	"noboru/internal/answer"
	"noboru/internal/terminal"
)

func (r *run) skillsCommand() *cobra.Command {
	return r.command("skills", "", between(0, 0), func(cmd *cobra.Command, _ []string) error {
		s, err := r.open(cmd.Context())
		if err != nil {
			return err
		}
		if d := s.snapshot().Dataset(); !d.HasScores() {
			return misuse("usage.no-scores", "dataset", d.Name())
		}
		return s.answer(cmd.Context(), question{
			document: "skills", variables: map[string]any{},
			ask:  func(context.Context) (any, error) { return answer.Skills(answer.Stamped(s.asker)), nil },
			show: func(found any) shown { return skillsShown(found.([]answer.Skill)) },
		})
	})
}

// skillsShown is the answer of skills.
type skillsShown []answer.Skill

func (ans skillsShown) text(_ context.Context, p *terminal.Page) error {
	var rows [][]string
	for _, k := range ans {
		group := ""
		if g := k.Group(); g != nil {
			group = g.Name().In(p.Lang)
		}
		rows = append(rows, []string{k.Code(), k.Name().In(p.Lang), group})
	}
	p.Table([]terminal.Column{terminal.Left("code"), terminal.Left("name"), terminal.Left("group")}, rows)
	if levels := ans[0].Dataset().Levels(); len(levels) > 0 {
		rows = nil
		for _, l := range levels {
			rows = append(rows, []string{number(l.Score()), l.Meaning().In(p.Lang)})
		}
		p.Line("")
		p.Table([]terminal.Column{terminal.Right("level"), terminal.Left("meaning")}, rows)
	}
	return nil
}

func (ans skillsShown) sheet(context.Context, string) (sheet, error) {
	s := sheet{header: []string{"code", "name_ja", "name_en", "group"}}
	for _, k := range ans {
		group := ""
		if g := k.Group(); g != nil {
			group = g.Code()
		}
		s.add(k.Code(), orNothing(k.Name().Ja()), orNothing(k.Name().En()), group)
	}
	return s, nil
}
