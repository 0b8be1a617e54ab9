package cli

import (
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"noboru/graph"
)

func (a *app) reachCommand() *cobra.Command {
	f := &limitFlags{}
	var inward bool
	var w window
	cmd := &cobra.Command{
		Use: "reach ROLE", Short: words.ReachShort.In(a.lang), Long: words.ReachLong.In(a.lang),
		Example: "  noboru reach SOC-OPERATOR --max-steps 2 --max-climb 12\n  noboru reach --to CSIRT-MANAGER --max-steps 3",
		Args:    a.roleArgs(f), ValidArgsFunction: a.completeEnds(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if inward && f.profile != "" {
				return misuse("%s", words.ToWithProfile.In(a.lang))
			}
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
			if inward {
				q.Direction = graph.Inward
			}
			reached, err := s.planner.Reach(cmd.Context(), q)
			if err != nil {
				return err
			}
			ans := &reachAnswer{header: s.header(), Of: s.of(q, args), Direction: string(q.Direction), Limits: s.limitsDoc(&q.Limits), Count: len(reached)}
			reached, ans.from = cut(w, reached)
			ans.Reached = make([]reachedDoc, 0, len(reached))
			for _, r := range reached {
				ans.Reached = append(ans.Reached, reachedDoc{s.role(r.Role), r.Steps, points(r.SteepestClimb), s.path(r.Path(), q.Profile, q.ClimbBy, false)})
			}
			return a.show(ans)
		},
	}
	f.add(a, cmd, noMaxSteps)
	cmd.Flags().BoolVar(&inward, "to", false, words.FlagTo.In(a.lang))
	w.add(a, cmd)
	return cmd
}

// of describes what a question of reach is about.
func (s *session) of(q graph.ReachQuestion, args []string) endDoc {
	return s.end(strings.Join(args, ""), q.Roles, q.Profile)
}

// reachAnswer is the answer of reach: by steps, then distance, then code.
type reachAnswer struct {
	header
	Of        endDoc       `json:"of"`
	Direction string       `json:"direction"` // FROM: what it can become; TO: who can become it
	Limits    limitsDoc    `json:"limits"`
	Count     int          `json:"count"` // before --limit and --offset
	Reached   []reachedDoc `json:"reached"`

	from int
}

// reachedDoc is one role within reach, with the path of fewest steps.
type reachedDoc struct {
	Role          roleDoc  `json:"role"`
	Steps         int      `json:"steps"`
	SteepestClimb points   `json:"steepestClimb"`
	Path          *pathDoc `json:"path"`
}

func (ans *reachAnswer) text(p *page) {
	title := words.ReachTitle
	if ans.Direction == string(graph.Inward) {
		title = words.ReachToTitle
	}
	p.say(title, ans.Of.label(p.lang), ans.Count)
	p.line("")
	ans.Of.caveats(p)
	if ans.Count == 0 {
		p.say(words.ReachNone)
		return
	}
	rows := make([][]string, 0, len(ans.Reached))
	for _, r := range ans.Reached {
		rows = append(rows, []string{strconv.Itoa(r.Steps), r.SteepestClimb.String(), r.Role.Total.String(), r.Role.Name.in(p.lang), r.Role.Code, r.Path.codes()})
	}
	p.table([]column{right(words.ColSteps), right(words.ColSteepest), right(words.ColTotal), left(words.ColRole), left(words.ColCode), left(words.ColPath)}, rows)
	shownOf(p, ans.from, len(ans.Reached), ans.Count)
}

func (ans *reachAnswer) sheet(lang string) sheet {
	s := sheet{header: []string{"code", "name", "total", "steps", "steepest_climb", "path"}}
	for _, r := range ans.Reached {
		s.rows = append(s.rows, []string{r.Role.Code, r.Role.Name.in(lang), r.Role.Total.String(), strconv.Itoa(r.Steps), r.SteepestClimb.String(), r.Path.codes()})
	}
	return s
}
