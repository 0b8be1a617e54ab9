package cli

import (
	"context"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"noboru/internal/answer"
	"noboru/internal/terminal"
	"noboru/internal/words"
)

func (r *run) rolesCommand() *cobra.Command {
	var family string
	var w window
	cmd := r.command("roles [TEXT]", `  noboru roles
  noboru roles じょうほう
  noboru roles analyst --family CSIRT --csv`, between(0, 1), func(cmd *cobra.Command, args []string) error {
		first, err := w.first(r, cmd)
		if err != nil {
			return err
		}
		if !cmd.Flags().Changed("limit") {
			first = answer.MaxPage // a list that was asked for
		}
		s, err := r.open(cmd.Context())
		if err != nil {
			return err
		}
		filter := &answer.RoleFilter{}
		text := strings.TrimSpace(strings.Join(args, ""))
		if text != "" {
			filter.Text = &text
		}
		if family != "" {
			filter.Families = []string{family}
		}
		variables := map[string]any{"filter": filter}
		page := w.page(first, variables)
		return s.answer(cmd.Context(), question{
			document: "roles", variables: variables,
			ask:  func(context.Context) (any, error) { return s.asker.Roles(filter, nil, page) },
			show: func(found any) shown { return rolesShown{found.(*answer.RoleConnection), s.asker, text} },
		})
	})
	cmd.Flags().StringVar(&family, "family", "", r.say("flag.family"))
	r.completeFamilyFlag(cmd, "family")
	w.add(r, cmd, true)
	return cmd
}

// rolesShown is the answer of roles.
type rolesShown struct {
	*answer.RoleConnection
	asker answer.Asker
	asked string
}

func (ans rolesShown) text(_ context.Context, p *terminal.Page) error {
	if ans.TotalCount == 0 {
		found, err := ans.asker.Search(answer.SearchInput{Text: ans.asked, First: 1})
		if err != nil {
			return err
		}
		if near := found.Near; len(near) > 0 {
			p.Say("roles.none-near", "text", words.Name(ans.asked), "candidates", answer.Named(near))
			return nil
		}
		p.Say("roles.none", "text", words.Name(ans.asked))
		return nil
	}
	var rows [][]string
	for _, r := range ans.Nodes() {
		rows = append(rows, []string{r.Code(), r.Name().In(p.Lang), familyName(r, p.Lang), number(r.Total()), strconv.Itoa(r.Degree())})
	}
	p.Table([]terminal.Column{terminal.Left("code"), terminal.Left("name"), terminal.Left("family"), terminal.Right("total"), terminal.Right("degree")}, rows)
	shownOf(p, len(rows), ans.TotalCount)
	return nil
}

func familyName(r answer.Role, lang string) string {
	if f := r.Family(); f != nil {
		return f.Name().In(lang)
	}
	return ""
}

func (ans rolesShown) sheet(context.Context, string) (sheet, error) {
	s := sheet{header: []string{"code", "name_ja", "name_en", "family", "total", "degree"}}
	for _, r := range ans.Nodes() {
		family := ""
		if f := r.Family(); f != nil {
			family = f.Code()
		}
		s.add(r.Code(), orNothing(r.Name().Ja()), orNothing(r.Name().En()), family, number(r.Total()), strconv.Itoa(r.Degree()))
	}
	return s, nil
}

// orNothing is a text that may be missing.
func orNothing(text *string) string {
	if text == nil {
		return ""
	}
	return *text
}
