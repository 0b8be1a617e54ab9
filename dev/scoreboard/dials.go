package main

import (
	"context"
	"fmt"

	"noboru/graph"
)

const dialsAbout = `Over 400 seeded rising questions (the goal totals more than the start) at the dataset's own measure, threshold and topK: steps (mean), steepest
climb (median, points), skill gaps and new points (mean), paths with a demotion (a step that drops more than the comfortable climb c), families
between those of both ends (mean), and paths that another one dominates (not more steps, no steeper climb, one of them less). Over up to 400 rising questions within a
family: answered inside it. On O\*NET also: steps that join related occupations (where O\*NET speaks of either), and paths that never pass a job
zone below the lower of both ends. The last line is what no objective can beat, each figure by itself.`

// dial is an objective with its settings.
type dial struct {
	name      string
	objective graph.Objective
	limits    func(c graph.Points) graph.Limits
}

func points(p graph.Points) *graph.Points { return &p }

var dials = []dial{
	{"`FEWEST_STEPS`", graph.FewestSteps, func(graph.Points) graph.Limits { return graph.Limits{} }},
	{"`SHORTEST`", graph.Shortest, func(graph.Points) graph.Limits { return graph.Limits{} }},
	{"c² + climb² alone", graph.Gentlest, func(graph.Points) graph.Limits {
		return graph.Limits{FamilyChange: points(0), Demotions: graph.AllowDemotions}
	}},
	{"with family change", graph.Gentlest, func(graph.Points) graph.Limits {
		return graph.Limits{Demotions: graph.AllowDemotions}
	}},
	{"with demotions first", graph.Gentlest, func(graph.Points) graph.Limits {
		return graph.Limits{FamilyChange: points(0)}
	}},
	{"**`GENTLEST`** (both)", graph.Gentlest, func(graph.Points) graph.Limits { return graph.Limits{} }},
	{"f = 2c", graph.Gentlest, func(c graph.Points) graph.Limits { return graph.Limits{FamilyChange: points(2 * c)} }},
	{"c halved", graph.Gentlest, func(c graph.Points) graph.Limits { return graph.Limits{ComfortableClimb: c / 2} }},
	{"c doubled", graph.Gentlest, func(c graph.Points) graph.Limits { return graph.Limits{ComfortableClimb: 2 * c} }},
	{"climbs by skill gap", graph.Gentlest, func(graph.Points) graph.Limits { return graph.Limits{ClimbBy: graph.BySkillGap} }},
}

// dialTable measures every dial on the dataset as it is.
func dialTable(ctx context.Context, s set) (table, error) {
	t := table{header: []string{"objective", "steps", "steepest", "skill gaps", "new points", "demotion %", "third families", "dominated %", "inside family %"}}
	if s.related != nil {
		t.header = append(t.header, "related %", "zone kept %")
	}
	g, err := graph.Build(ctx, s.data)
	if err != nil {
		return t, err
	}
	p, asked := graph.NewPlanner(g), ask(g)
	all := make([][]graph.Tradeoff, len(asked.rising))
	for i, pair := range asked.rising {
		if all[i], err = tradeoffs(ctx, p, pair[0], pair[1]); err != nil {
			return t, err
		}
	}
	for _, dial := range dials {
		limits := dial.limits(s.data.ComfortableClimb())
		var q quality
		for i, pair := range asked.rising {
			path, found, err := p.Path(ctx, question(pair[0], pair[1], dial.objective, limits))
			if err != nil {
				return t, err
			}
			if !found {
				return t, fmt.Errorf("no path from %d to %d, which one component holds", pair[0], pair[1])
			}
			q.add(s, g, path)
			q.judge(path, all[i])
		}
		inside := 0
		for _, pair := range asked.inside {
			path, _, err := p.Path(ctx, question(pair[0], pair[1], dial.objective, limits))
			if err != nil {
				return t, err
			}
			if staysInside(s.data, path) {
				inside++
			}
		}
		row := []string{
			dial.name, mean(q.steps), median(q.steepest), mean(q.gap), mean(q.newPoints), percent(q.demoted, len(q.steps)),
			mean(q.third), percent(q.dominated, q.judged), percent(inside, len(asked.inside)),
		}
		if s.related != nil {
			row = append(row, percent(q.related, q.relative), percent(q.kept, q.zoned))
		}
		t.add(row...)
	}
	row, err := floor(ctx, p, asked, all)
	if s.related != nil {
		row = append(row, "", "")
	}
	t.add(row...)
	return t, err
}

// floor is what no objective can beat: the fewest steps, the gentlest steepest climb, the questions that every
// path answers with a demotion, and those within a family that can be answered inside.
func floor(ctx context.Context, p *graph.Planner, asked questions, all [][]graph.Tradeoff) ([]string, error) {
	d := p.Graph().Dataset()
	var steps []int
	var gentlest []float64
	demoted := 0
	for i, pair := range asked.rising {
		steps = append(steps, all[i][0].Steps)
		gentlest = append(gentlest, all[i][len(all[i])-1].SteepestClimb.Float())
		limits := graph.Limits{MaxDrop: points(d.ComfortableClimb())}
		_, found, err := p.Path(ctx, question(pair[0], pair[1], graph.FewestSteps, limits))
		if err != nil {
			return nil, err
		}
		if !found {
			demoted++
		}
	}
	possible := 0
	for _, pair := range asked.inside {
		var others []int
		for f := range d.Families() {
			if f != d.FamilyOf(pair[0]) {
				others = append(others, f)
			}
		}
		_, found, err := p.Path(ctx, question(pair[0], pair[1], graph.FewestSteps, graph.Limits{AvoidFamilies: others}))
		if err != nil {
			return nil, err
		}
		if found {
			possible++
		}
	}
	return []string{
		"no objective beats", mean(steps), median(gentlest), "", "", percent(demoted, len(asked.rising)), "", "0.0",
		percent(possible, len(asked.inside)),
	}, nil
}
