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

func (r *run) reachCommand() *cobra.Command {
	var (
		ends   ends
		limits limitFlags
		inward bool
		w      window
	)
	cmd := r.command("reach ROLE", `  noboru reach SOC-OPERATOR --max-steps 2 --max-climb 12
  noboru reach --to CSIRT-MANAGER --max-steps 3`, ends.args(1), func(cmd *cobra.Command, args []string) error {
		if inward && ends.profile.file != "" {
			return graph.Invalid("direction", nil, "from-here")
		}
		first, err := w.first(r, cmd)
		if err != nil {
			return err
		}
		s, err := r.open(cmd.Context())
		if err != nil {
			return err
		}
		in := answer.ReachInput{Direction: graph.Outward}
		if inward {
			in.Direction = graph.Inward
		}
		if in.Limits, err = limits.input(s.asker); err != nil {
			return err
		}
		if in.Of, err = ends.start(s, args); err != nil {
			return err
		}
		variables := map[string]any{"input": in}
		page := w.page(first, variables)
		return s.answer(cmd.Context(), question{
			document: "reach", variables: variables,
			ask: func(ctx context.Context) (any, error) { return s.asker.Reach(ctx, in) },
			show: func(found any) shown {
				return reachShown{found.(*answer.Reach), page, s.startName(in.Of)}
			},
		})
	})
	cmd.ValidArgsFunction = r.completeEnds(1)
	ends.add(r, cmd)
	limits.add(r, cmd, noMaxSteps)
	cmd.Flags().BoolVar(&inward, "to", false, r.say("flag.to"))
	w.add(r, cmd, true)
	return cmd
}

// startName names what a question is about: you, a role, a family, or several roles.
func (s *session) startName(in answer.StartInput) any {
	switch {
	case in.Profile != nil:
		return words.M("shown.you")
	case in.Role != nil:
		if i, err := s.snapshot().Search().Resolve(*in.Role); err == nil {
			return s.snapshot().Dataset().Role(i).Name
		}
	case in.Family != nil:
		if i, err := s.snapshot().Search().ResolveFamily(*in.Family); err == nil {
			return words.M("shown.of-family", "family", s.snapshot().Dataset().Families()[i].Name)
		}
	}
	return words.M("shown.several", "names", in.Roles)
}

// reachShown is the answer of reach.
type reachShown struct {
	*answer.Reach
	page answer.PageArgs
	of   any // whom it is about
}

func (ans reachShown) text(_ context.Context, p *terminal.Page) error {
	page, err := ans.Roles(ans.page.First, ans.page.After, nil, nil)
	if err != nil {
		return err
	}
	id := "reach.title"
	if ans.Direction == graph.Inward {
		id = "reach.title-to"
	}
	p.Title(id, "count", page.TotalCount, "role", ans.of)
	p.Line("")
	profileNote(p, ans.Profile())
	if page.TotalCount == 0 {
		p.Say("reach.none")
		return nil
	}
	var rows [][]string
	for _, n := range page.Nodes() {
		role := n.Role()
		rows = append(rows, []string{strconv.Itoa(n.Steps()), number(n.SteepestClimb()), number(n.SteepestDrop()), maybeShort(n.LowestCorrelation()), number(role.Total()), role.Name().In(p.Lang), role.Code(), byWayOf(n.Path(), p.Lang)})
	}
	p.Table([]terminal.Column{terminal.Right("steps"), steepest(ans.ClimbBy()), terminal.Right("steepest-drop"), terminal.Right("lowest-correlation"), terminal.Right("total"), terminal.Left("role"), terminal.Left("code"), terminal.Left("by-way-of")}, rows)
	p.Dim(words.Say(p.Lang, byClimb(ans.ClimbBy(), "legend.reach", "legend.reach-gap")))
	shownOf(p, len(rows), page.TotalCount)
	return nil
}

func (ans reachShown) sheet(_ context.Context, lang string) (sheet, error) {
	s := sheet{header: []string{"code", "name", "total", "steps", "steepest_climb", "steepest_drop", "lowest_correlation", "path"}}
	page, err := ans.Roles(ans.page.First, ans.page.After, nil, nil)
	if err != nil {
		return s, err
	}
	for _, n := range page.Nodes() {
		role := n.Role()
		s.add(role.Code(), role.Name().In(lang), number(role.Total()), strconv.Itoa(n.Steps()), number(n.SteepestClimb()), number(n.SteepestDrop()), maybe(n.LowestCorrelation(), inSheets), codes(n.Path().Roles(), " > "))
	}
	return s, nil
}
