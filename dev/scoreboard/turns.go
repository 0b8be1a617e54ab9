package main

import (
	"context"

	"noboru/graph"
)

const turnsAbout = `Does a path lead where neither end is? Over the same 400 rising questions and over the same ones turned round, so that they fall: paths that come to a
role more than c above both ends, and to one more than c below both (%); steps (mean), steepest climb (median, points) and third families (mean). First
` + "`GENTLEST`" + ` as it is, then with ` + "`maxTotal`" + ` at c above the higher end; where that leaves no path (%, the last column) the path is as it was.`

// turnsTable measures GENTLEST with and without a bound on how high a path may lead.
func turnsTable(ctx context.Context, s set) (table, error) {
	t := table{header: []string{"questions", "objective", "above both ends %", "below both ends %", "steps", "steepest", "third families", "no path under it %"}}
	g, err := graph.Build(ctx, s.data)
	if err != nil {
		return t, err
	}
	p, rising := graph.NewPlanner(g), ask(g).rising
	falling := make([][2]int, len(rising))
	for i, pair := range rising {
		falling[i] = [2]int{pair[1], pair[0]}
	}
	for _, kind := range []struct {
		name  string
		pairs [][2]int
	}{{"rising", rising}, {"falling", falling}} {
		for _, bounded := range []bool{false, true} {
			row, err := turns(ctx, s, p, kind.pairs, bounded)
			if err != nil {
				return t, err
			}
			name := "as it is"
			if bounded {
				name = "not above both ends"
			}
			t.add(append([]string{kind.name, name}, row...)...)
		}
	}
	return t, nil
}

// turns answers the pairs and returns the cells of a line.
func turns(ctx context.Context, s set, p *graph.Planner, pairs [][2]int, bounded bool) ([]string, error) {
	var q quality
	above, below, none := 0, 0, 0
	c := s.data.ComfortableClimb()
	for _, pair := range pairs {
		low, high := s.data.Role(pair[0]).Total, s.data.Role(pair[1]).Total
		low, high = min(low, high), max(low, high)
		var limits graph.Limits
		if bounded {
			limits.MaxTotal = points(high + c)
		}
		path, found, err := p.Path(ctx, question(pair[0], pair[1], graph.Gentlest, limits))
		if err == nil && !found {
			none++
			path, _, err = p.Path(ctx, question(pair[0], pair[1], graph.Gentlest, graph.Limits{}))
		}
		if err != nil {
			return nil, err
		}
		q.add(s, p.Graph(), path)
		least, most := low, high
		for _, r := range path.Roles {
			least, most = min(least, s.data.Role(r).Total), max(most, s.data.Role(r).Total)
		}
		if most > high+c {
			above++
		}
		if least < low-c {
			below++
		}
	}
	return []string{
		percent(above, len(pairs)), percent(below, len(pairs)), mean(q.steps), median(q.steepest), mean(q.third), percent(none, len(pairs)),
	}, nil
}
