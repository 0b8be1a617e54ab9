package cli

import (
	"context"
	"strconv"

	"github.com/spf13/cobra"

	"noboru/internal/answer"
	"noboru/internal/terminal"
)

func (r *run) familiesCommand() *cobra.Command {
	return r.command("families", "", between(0, 0), func(cmd *cobra.Command, _ []string) error {
		s, err := r.open(cmd.Context())
		if err != nil {
			return err
		}
		variables := map[string]any{}
		page := (&window{}).page(answer.MaxPage, variables)
		return s.answer(cmd.Context(), question{
			document: "families", variables: variables,
			ask:  func(context.Context) (any, error) { return s.asker.Families(page) },
			show: func(found any) shown { return familiesShown{found.(*answer.FamilyConnection)} },
		})
	})
}

// familiesShown is the answer of families.
type familiesShown struct{ *answer.FamilyConnection }

func (ans familiesShown) text(_ context.Context, p *terminal.Page) error {
	var rows [][]string
	for _, f := range ans.Nodes() {
		rows = append(rows, []string{f.Code(), f.Name().In(p.Lang), strconv.Itoa(f.Size())})
	}
	p.Table([]terminal.Column{terminal.Left("code"), terminal.Left("name"), terminal.Right("roles")}, rows)
	shownOf(p, len(rows), ans.TotalCount)
	return nil
}

func (ans familiesShown) sheet(context.Context, string) (sheet, error) {
	s := sheet{header: []string{"code", "name_ja", "name_en", "roles"}}
	for _, f := range ans.Nodes() {
		s.add(f.Code(), orNothing(f.Name().Ja()), orNothing(f.Name().En()), strconv.Itoa(f.Size()))
	}
	return s, nil
}
