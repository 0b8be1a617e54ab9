package cli

import (
	"strconv"

	"github.com/spf13/cobra"
)

func (a *app) familiesCommand() *cobra.Command {
	return &cobra.Command{
		Use: "families", Short: words.FamiliesShort.In(a.lang),
		Args: a.between(0, 0), ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, _ []string) error {
			s, err := a.open(cmd.Context())
			if err != nil {
				return err
			}
			ans := &familiesAnswer{header: s.header(), Families: []familyDoc{}}
			for i, f := range s.data.Families() {
				ans.Families = append(ans.Families, familyDoc{f.Code, newName(f.Name.Text), newName(f.Description), len(s.data.RolesOf(i))})
			}
			return a.show(ans)
		},
	}
}

// familiesAnswer is the answer of families: by code.
type familiesAnswer struct {
	header
	Families []familyDoc `json:"families"`
}

// familyDoc is a family and how many roles it has.
type familyDoc struct {
	Code        string  `json:"code"`
	Name        nameDoc `json:"name"`
	Description nameDoc `json:"description"`
	Roles       int     `json:"roles"`
}

func (ans *familiesAnswer) text(p *page) {
	rows := make([][]string, 0, len(ans.Families))
	for _, f := range ans.Families {
		rows = append(rows, []string{f.Code, f.Name.in(p.lang), strconv.Itoa(f.Roles)})
	}
	p.table([]column{left(words.ColCode), left(words.ColName), right(words.ColRoles)}, rows)
}

func (ans *familiesAnswer) sheet(string) sheet {
	s := sheet{header: []string{"code", "name_ja", "name_en", "roles"}}
	for _, f := range ans.Families {
		s.rows = append(s.rows, []string{f.Code, f.Name.Ja, f.Name.En, strconv.Itoa(f.Roles)})
	}
	return s
}
