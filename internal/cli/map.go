package cli

import (
	"cmp"
	"errors"
	"slices"

	"github.com/spf13/cobra"

	"noboru/graph"
)

func (a *app) mapCommand() *cobra.Command {
	var least string
	var plot bool
	cmd := &cobra.Command{
		Use: "map ROLE", Short: words.MapShort.In(a.lang), Long: words.MapLong.In(a.lang),
		Example: "  noboru map SOC:オペレーター --plot",
		Args:    a.between(1, 1), ValidArgsFunction: a.completeEnds(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			s, err := a.open(cmd.Context())
			if err != nil {
				return err
			}
			limits, err := s.limits(&limitFlags{minCorrelation: least, climbBy: "total"})
			if err != nil {
				return err
			}
			bound := s.data.Threshold()
			if c := limits.MinCorrelation; c != nil {
				if *c < bound {
					return misuse(words.GotWant.In(a.lang), "--min-correlation", least, words.WantCorrelation.In(a.lang)+" ("+bound.String()+")")
				}
				bound = *c
			}
			roles, err := s.eachRole(args)
			if err != nil {
				return err
			}
			return a.show(s.correlationMap(roles[0], bound, plot))
		},
	}
	cmd.Flags().StringVar(&least, "min-correlation", "", words.FlagMapCorrelation.In(a.lang))
	cmd.Flags().BoolVar(&plot, "plot", false, words.FlagPlot.In(a.lang))
	return cmd
}

// eachRole resolves arguments that each name one role. All that are wrong are reported.
func (s *session) eachRole(args []string) ([]int, error) {
	roles := make([]int, len(args))
	faults := make([]error, len(args))
	for i, text := range args {
		roles[i], faults[i] = s.names.role(text, s.lang)
	}
	return roles, errors.Join(faults...)
}

// mapAnswer is the answer of map: strongest first, equals by code.
type mapAnswer struct {
	header
	Role       roleDoc        `json:"role"`
	Least      millionths     `json:"minCorrelation"`
	Correlates []correlateDoc `json:"correlates"`

	plot bool
}

// correlateDoc is one point of a correlation map.
type correlateDoc struct {
	Role        roleDoc    `json:"role"`
	Correlation millionths `json:"correlation"`
	Climb       points     `json:"climb"`
	Drop        points     `json:"drop"`
	SkillGap    *points    `json:"skillGap"`
}

func (s *session) correlationMap(role int, least graph.Similarity, plot bool) *mapAnswer {
	ans := &mapAnswer{header: s.header(), Role: s.role(role), Least: millionths(least), Correlates: []correlateDoc{}, plot: plot}
	for step := range s.graph.Edges(role) {
		if step.Similarity < least {
			continue
		}
		c := correlateDoc{Role: s.role(step.To), Correlation: millionths(step.Similarity), Climb: points(step.Climb), Drop: points(step.Drop)}
		if s.data.HasScores() {
			gap := points(step.Gap)
			c.SkillGap = &gap
		}
		ans.Correlates = append(ans.Correlates, c)
	}
	slices.SortStableFunc(ans.Correlates, func(a, b correlateDoc) int { return cmp.Compare(b.Correlation, a.Correlation) })
	return ans
}

func (ans *mapAnswer) text(p *page) {
	p.say(words.MapTitle, printable(ans.Role.Name.in(p.lang)), ans.Role.Total, len(ans.Correlates), ans.Least)
	p.line("")
	if len(ans.Correlates) == 0 {
		p.say(words.MapNone)
		return
	}
	columns := []column{
		left(words.ColMark), right(words.ColCorrelation), right(words.ColTotal), right(words.ColChange), right(words.ColGap),
		left(words.ColRole), left(words.ColCode),
	}
	plotted := scatter{base: int64(ans.Role.Total)}
	rows := make([][]string, 0, len(ans.Correlates))
	for i, c := range ans.Correlates {
		mark := markOf(i)
		plotted.points = append(plotted.points, dot{int64(c.Correlation), int64(c.Role.Total), mark})
		rows = append(rows, []string{string(mark), c.Correlation.short(), c.Role.Total.String(), change(c.Climb, c.Drop), orDash(c.SkillGap), c.Role.Name.in(p.lang), c.Role.Code})
	}
	if !ans.plot {
		columns = columns[1:]
		for i := range rows {
			rows[i] = rows[i][1:]
		}
	}
	p.table(columns, rows)
	if ans.plot {
		p.line("")
		for _, line := range plotted.draw() {
			p.line(line)
		}
		p.say(words.PlotAxes)
	}
}

func (ans *mapAnswer) sheet(lang string) sheet {
	s := sheet{header: []string{"code", "name", "correlation", "total", "climb", "drop", "skill_gap"}}
	for _, c := range ans.Correlates {
		s.rows = append(s.rows, []string{
			c.Role.Code, c.Role.Name.in(lang), c.Correlation.String(), c.Role.Total.String(), c.Climb.String(), c.Drop.String(), orEmpty(c.SkillGap),
		})
	}
	return s
}
