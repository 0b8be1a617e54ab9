package main

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"

	"noboru/graph"
)

const maskedAbout = `Up to 200 real rows of which only some skills, drawn by seed, are stated: how often the total of the role most like that profile lies within c and 2c of
the truth, and by how many points the skill gap to ten other roles is misjudged on average (below 0: it looks smaller than it is). First with the row's
own role among the candidates, then with it left out of the dataset. "Assumed" is the engine's rule: unknown skills take a low level of the ten roles nearest on the stated
ones, and the nearest role is that of the filled row. "Stated alone" takes the role that correlates best on the stated skills, and counts what is unknown as needing nothing.`

const maskedRows = 200

// masked compares the engine's rule for profiles that state a part with that of the stated skills alone.
func masked(ctx context.Context, s set) (table, error) {
	t := table{header: []string{"stated", "rule", "within c %", "within 2c %", "gap misjudged", "left out: within c %", "within 2c %", "gap misjudged"}}
	for _, stated := range []int{3, 6, 12} {
		var assumed, alone [2]guess // with the role itself, and without
		for _, role := range sample(len(s.data.Roles()), maskedRows, 5) {
			if err := ctx.Err(); err != nil {
				return t, err
			}
			without, err := leaveOut(s.data, role)
			if err != nil {
				return t, err
			}
			truth := s.data.Role(role)
			levels := mask(truth.Scores, stated, uint64(role))
			for i, d := range []*graph.Dataset{s.data, without} {
				profile, err := graph.NewProfile(d, levels, graph.UnknownAssumed)
				if err != nil {
					return t, err
				}
				filled := make([]graph.Points, len(truth.Scores))
				for k := range filled {
					filled[k], _ = profile.Level(k)
				}
				assumed[i].add(d, truth, profile.MostLike(), func(goal []graph.Points) graph.Points { return gap(filled, goal) }, uint64(role))
				alone[i].add(d, truth, mostCorrelated(d, levels), func(goal []graph.Points) graph.Points {
					sum := graph.Points(0)
					for _, l := range levels {
						sum += max(0, goal[l.Skill]-l.Score)
					}
					return sum
				}, uint64(role))
			}
		}
		for _, rule := range []struct {
			name  string
			guess [2]guess
		}{{"assumed", assumed}, {"stated alone", alone}} {
			t.add(fmt.Sprint(stated), rule.name,
				percent(rule.guess[0].once, rule.guess[0].asked), percent(rule.guess[0].twice, rule.guess[0].asked), mean(rule.guess[0].misjudged),
				percent(rule.guess[1].once, rule.guess[1].asked), percent(rule.guess[1].twice, rule.guess[1].asked), mean(rule.guess[1].misjudged))
		}
	}
	return t, nil
}

// guess counts how near a role's total, and gaps to other roles, come to the truth.
type guess struct {
	asked, once, twice int       // within c, within 2c
	misjudged          []float64 // points
}

func (g *guess) add(d *graph.Dataset, truth *graph.Role, like int, judged func(goal []graph.Points) graph.Points, seed uint64) {
	off := math.Abs((d.Role(like).Total - truth.Total).Float())
	g.asked++
	if off <= d.ComfortableClimb().Float() {
		g.once++
	}
	if off <= 2*d.ComfortableClimb().Float() {
		g.twice++
	}
	for _, goal := range sample(len(d.Roles()), 10, seed) {
		scores := d.Role(goal).Scores
		g.misjudged = append(g.misjudged, (judged(scores) - gap(truth.Scores, scores)).Float())
	}
}

// mask states so many of a row's skills, drawn by seed.
func mask(scores []graph.Points, stated int, seed uint64) []graph.Level {
	var levels []graph.Level
	for _, s := range rand.New(rand.NewPCG(9, seed)).Perm(len(scores))[:min(stated, len(scores))] {
		levels = append(levels, graph.Level{Skill: s, Score: scores[s]})
	}
	return levels
}

// gap is what goal needs above the levels held.
func gap(held, goal []graph.Points) (sum graph.Points) {
	for k := range goal {
		sum += max(0, goal[k]-held[k])
	}
	return sum
}

// leaveOut is the dataset without one role.
func leaveOut(d *graph.Dataset, role int) (*graph.Dataset, error) {
	spec := d.Spec()
	spec.Roles = append(append([]graph.Role{}, spec.Roles[:role]...), spec.Roles[role+1:]...)
	return graph.NewDataset(spec)
}

// mostCorrelated is the role with the largest Pearson's r on the stated skills, then of the smallest code; the first where none is defined.
func mostCorrelated(d *graph.Dataset, levels []graph.Level) int {
	best, largest := 0, math.Inf(-1)
	own := make([]float64, len(levels))
	for i, l := range levels {
		own[i] = l.Score.Float()
	}
	for role := range d.Roles() {
		theirs := make([]float64, len(levels))
		for i, l := range levels {
			theirs[i] = d.Role(role).Scores[l.Skill].Float()
		}
		if r := pearson([][]float64{own, theirs}, nil)[0][1]; r > largest { // never for NaN
			best, largest = role, r
		}
	}
	return best
}
