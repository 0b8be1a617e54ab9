package cli

import (
	"context"

	"github.com/spf13/cobra"

	"noboru/internal/answer"
	"noboru/internal/terminal"
	"noboru/internal/words"
)

func (r *run) mapCommand() *cobra.Command {
	var (
		least   string
		profile profileFlags
		plot    bool
		w       window
	)
	cmd := r.command("map ROLE", `  noboru map SOC:オペレーター --plot
  noboru map SOC-ANALYST --profile me.csv`, between(1, 1), func(cmd *cobra.Command, args []string) error {
		first, err := w.first(r, cmd)
		if err != nil {
			return err
		}
		in := answer.CorrelationMapInput{Role: args[0]}
		if in.MinCorrelation, err = optional("--min-correlation", least); err != nil {
			return err
		}
		s, err := r.open(cmd.Context())
		if err != nil {
			return err
		}
		if profile.file != "" {
			if in.Profile, err = s.readProfile(&profile); err != nil {
				return err
			}
		}
		first = min(first+1, answer.MaxPage) // the base is a point, too
		return s.answer(cmd.Context(), question{
			document: "map", variables: map[string]any{"input": in, "first": first},
			ask:  func(context.Context) (any, error) { return s.asker.CorrelationMap(in) },
			show: func(found any) shown { return mapShown{found.(*answer.CorrelationMap), first, plot} },
		})
	})
	cmd.ValidArgsFunction = r.completeEnds(1)
	cmd.Flags().StringVar(&least, "min-correlation", "", r.say("flag.min-correlation-map"))
	profile.add(r, cmd)
	cmd.Flags().BoolVar(&plot, "plot", false, r.say("flag.plot"))
	w.add(r, cmd, false)
	return cmd
}

// mapShown is the answer of map.
type mapShown struct {
	*answer.CorrelationMap
	first int32
	plot  bool
}

func (ans mapShown) text(_ context.Context, p *terminal.Page) error {
	all, err := ans.Points(ans.first)
	if err != nil {
		return err
	}
	correlates := all[1:]
	p.Title("map.title", "count", ans.TotalCount()-1, "role", ans.Base.Name(), "total", points(ans.Base.Total()), "least", number(ans.MinCorrelation()))
	p.Line("")
	if ans.You != nil {
		profileNote(p, ans.You.Profile())
		comparisonShown{ans.You}.missing(p)
		p.Wrap("", ans.You.Explanation().Message())
		p.Line("")
	}
	if len(correlates) == 0 {
		p.Say("map.none")
		return nil
	}
	columns := []terminal.Column{
		terminal.Left("mark"), terminal.Right("correlation"), terminal.Right("total"), terminal.Right("climb"), terminal.Right("skill-gap"),
		terminal.Left("role"), terminal.Left("code"),
	}
	plot := terminal.Plot{Base: ans.Base.Total()}
	var rows [][]string
	for i, c := range correlates {
		plot.Points = append(plot.Points, terminal.Point{Correlation: c.Correlation, Total: c.Total})
		rows = append(rows, []string{
			string(terminal.MarkOf(i)), short(c.Correlation), number(c.Total), change(c.Climb, c.Drop), maybe(c.SkillGap, inTables), c.Role.Name().In(p.Lang), c.Role.Code(),
		})
	}
	if !ans.plot {
		columns = columns[1:]
		for i := range rows {
			rows[i] = rows[i][1:]
		}
	}
	p.Table(columns, rows)
	p.Dim(words.Say(p.Lang, "legend.map", "role", ans.Base.Name()))
	shownOf(p, len(rows), ans.TotalCount()-1)
	if ans.plot {
		p.Line("")
		for _, line := range plot.Draw() {
			p.Line(line)
		}
		p.Wrap("", words.M("map.axes"))
	}
	return nil
}

func (ans mapShown) sheet(_ context.Context, lang string) (sheet, error) {
	s := sheet{header: []string{"code", "name", "correlation", "total", "climb", "drop", "skill_gap"}}
	all, err := ans.Points(ans.first)
	if err != nil {
		return s, err
	}
	for _, c := range all[1:] {
		s.add(c.Role.Code(), c.Role.Name().In(lang), number(c.Correlation), number(c.Total), number(c.Climb), number(c.Drop), maybe(c.SkillGap, inSheets))
	}
	return s, nil
}
