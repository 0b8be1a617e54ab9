package cli

import (
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
)

func (a *app) rolesCommand() *cobra.Command {
	var family string
	var w window
	cmd := &cobra.Command{
		Use: "roles [TEXT]", Short: words.RolesShort.In(a.lang),
		Example: "  noboru roles\n  noboru roles じょうほう\n  noboru roles analyst --family CSIRT --csv",
		Args:    a.between(0, 1), ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := w.check(a); err != nil {
				return err
			}
			s, err := a.open(cmd.Context())
			if err != nil {
				return err
			}
			ans := &rolesAnswer{header: s.header()}
			if len(args) == 1 {
				ans.Text = strings.TrimSpace(args[0])
			}
			found := s.names.find(ans.Text)
			if len(found) == 0 {
				ans.Near = s.roles(s.names.index.Near(ans.Text))
			}
			if family != "" {
				f, err := s.names.family(family, a.lang)
				if err != nil {
					return err
				}
				found = slices.DeleteFunc(found, func(r int) bool { return s.data.FamilyOf(r) != f })
			}
			ans.Count = len(found)
			found, ans.from = cut(w, found)
			ans.Roles = make([]listedRole, 0, len(found))
			for _, r := range found {
				ans.Roles = append(ans.Roles, listedRole{s.role(r), s.graph.Degree(r)})
			}
			return a.show(ans)
		},
	}
	cmd.Flags().StringVar(&family, "family", "", words.FlagFamily.In(a.lang))
	a.completeFamilyFlag(cmd, "family")
	w.add(a, cmd)
	return cmd
}

// rolesAnswer is the answer of roles: by code, or best match first.
type rolesAnswer struct {
	header
	Text  string       `json:"text"`
	Count int          `json:"count"` // before --limit and --offset
	Roles []listedRole `json:"roles"`
	Near  []roleDoc    `json:"near,omitempty"` // similar names, where nothing fits

	from int
}

// listedRole is a role and how many edges it has.
type listedRole struct {
	roleDoc
	Correlates int `json:"correlates"`
}

func (ans *rolesAnswer) text(p *page) {
	if ans.Count == 0 {
		p.say(words.RolesNone, ans.Text)
		if len(ans.Near) > 0 {
			p.say(words.RolesNear, someCodes(ans.Near, len(ans.Near), p.lang))
		}
		return
	}
	rows := make([][]string, 0, len(ans.Roles))
	for _, r := range ans.Roles {
		rows = append(rows, []string{r.Code, r.Name.in(p.lang), r.Family, r.Total.String(), strconv.Itoa(r.Correlates)})
	}
	p.table([]column{left(words.ColCode), left(words.ColName), left(words.ColFamily), right(words.ColTotal), right(words.ColEdgeCount)}, rows)
	shownOf(p, ans.from, len(ans.Roles), ans.Count)
}

func (ans *rolesAnswer) sheet(string) sheet {
	s := sheet{header: []string{"code", "name_ja", "name_en", "family", "total", "correlates"}}
	for _, r := range ans.Roles {
		s.rows = append(s.rows, []string{r.Code, r.Name.Ja, r.Name.En, r.Family, r.Total.String(), strconv.Itoa(r.Correlates)})
	}
	return s
}
