package cli

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
)

// openersMaxSteps is how far openers looks where nothing is said. With neither this nor a limit on
// the climb everything that is connected is within reach already, and nothing opens.
const openersMaxSteps = 2

func (a *app) openersCommand() *cobra.Command {
	f := &limitFlags{}
	var w window
	cmd := &cobra.Command{
		Use: "openers ROLE", Short: words.OpenersShort.In(a.lang), Long: words.OpenersLong.In(a.lang),
		Example: "  noboru openers SOC-OPERATOR --max-steps 1\n  noboru openers --profile me.csv --max-climb 15",
		Args:    a.roleArgs(f), ValidArgsFunction: a.completeEnds(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := w.check(a); err != nil {
				return err
			}
			s, err := a.open(cmd.Context())
			if err != nil {
				return err
			}
			q, err := s.reachQuestion(f, args)
			if err != nil {
				return err
			}
			found, err := s.planner.Openers(cmd.Context(), q, nil)
			if err != nil {
				return err
			}
			openers := found.Openers
			ans := &openersAnswer{header: s.header(), Of: s.of(q, args), Limits: s.limitsDoc(&q.Limits), Count: len(openers)}
			openers, ans.from = cut(w, openers)
			ans.Openers = make([]openerDoc, 0, len(openers))
			for _, o := range openers {
				ans.Openers = append(ans.Openers, openerDoc{s.skill(o.Skill), points(o.From), points(o.To), s.roles(o.Opened), s.roles(nil)})
			}
			return a.show(ans)
		},
	}
	f.add(a, cmd, openersMaxSteps)
	w.add(a, cmd)
	return cmd
}

// openersAnswer is the answer of openers: most new roles first.
type openersAnswer struct {
	header
	Of      endDoc      `json:"of"`
	Limits  limitsDoc   `json:"limits"`
	Count   int         `json:"count"` // before --limit and --offset
	Openers []openerDoc `json:"openers"`

	from int
}

// openerDoc is one level more in one skill.
type openerDoc struct {
	Skill  skillDoc  `json:"skill"`
	From   points    `json:"from"`
	To     points    `json:"to"`
	Gained []roleDoc `json:"gained"`
	Lost   []roleDoc `json:"lost"`
}

func (ans *openersAnswer) text(p *page) {
	p.say(words.OpenersTitle, ans.Of.label(p.lang))
	p.line("")
	ans.Of.caveats(p)
	if ans.Count == 0 {
		p.say(words.OpenersNone)
		return
	}
	rows := make([][]string, 0, len(ans.Openers))
	for _, o := range ans.Openers {
		rows = append(rows, []string{
			o.Skill.Name.in(p.lang), fmt.Sprintf("%s->%s", o.From, o.To), strconv.Itoa(len(o.Gained)), strconv.Itoa(len(o.Lost)), someCodes(o.Gained, 4, p.lang),
		})
	}
	p.table([]column{left(words.ColSkill), right(words.ColChangeTo), right(words.ColGained), right(words.ColLost), left(words.ColOpens)}, rows)
	shownOf(p, ans.from, len(ans.Openers), ans.Count)
}

// someCodes lists the first few codes.
func someCodes(roles []roleDoc, most int, lang string) string {
	text := joinCodes(roles[:min(most, len(roles))], ", ")
	if more := len(roles) - most; more > 0 {
		text += " " + fmt.Sprintf(words.AndMore.In(lang), more)
	}
	return text
}

func joinCodes(roles []roleDoc, by string) string {
	codes := make([]string, 0, len(roles))
	for _, r := range roles {
		codes = append(codes, r.Code)
	}
	return strings.Join(codes, by)
}

func (ans *openersAnswer) sheet(string) sheet {
	s := sheet{header: []string{"skill", "from", "to", "gained", "lost", "gained_roles", "lost_roles"}}
	for _, o := range ans.Openers {
		s.rows = append(s.rows, []string{
			o.Skill.Code, o.From.String(), o.To.String(), strconv.Itoa(len(o.Gained)), strconv.Itoa(len(o.Lost)), joinCodes(o.Gained, " "), joinCodes(o.Lost, " "),
		})
	}
	return s
}
