package main

import (
	"context"

	"noboru/graph"
)

// quality is what a planner would ask of paths, counted over questions.
type quality struct {
	steps             []int
	steepest          []float64 // points
	gap, newPoints    []float64 // points
	third             []int     // families that are neither the start's nor the goal's
	demoted           int       // paths with a step that drops more than c
	dominated, judged int       // paths that another one beats in steps or steepest climb and in neither is worse
	related, relative int       // steps that O*NET calls related occupations, of those it speaks of
	zoned, kept       int       // paths with job zones, and those that never go below the lower of both ends
}

// add counts one path.
func (q *quality) add(s set, g *graph.Graph, path graph.Path) {
	d := g.Dataset()
	q.steps = append(q.steps, len(path.Steps))
	q.steepest = append(q.steepest, path.SteepestClimb(graph.ByTotal).Float())
	q.gap = append(q.gap, path.Effort().Float())
	learned := graph.Points(0)
	for _, step := range g.Explain(path, nil) {
		learned += step.NewPoints
	}
	q.newPoints = append(q.newPoints, learned.Float())
	if path.Demotions() > 0 {
		q.demoted++
	}
	from, to := path.Roles[0], path.End()
	passed := map[int]bool{}
	lowest := 0
	for _, r := range path.Roles {
		if f := d.FamilyOf(r); f != d.FamilyOf(from) && f != d.FamilyOf(to) {
			passed[f] = true
		}
		if s.zones != nil && (lowest == 0 || s.zones[r] < lowest) {
			lowest = s.zones[r]
		}
	}
	q.third = append(q.third, len(passed))
	if s.related != nil {
		for _, step := range path.Steps {
			if related, known := s.related.either(step.From, step.To); known {
				q.relative++
				if related {
					q.related++
				}
			}
		}
	}
	if s.zones != nil && lowest > 0 {
		q.zoned++
		if lowest >= min(s.zones[from], s.zones[to]) {
			q.kept++
		}
	}
}

// tradeoffs are all non-dominated pairs of steps and steepest climb of a question.
func tradeoffs(ctx context.Context, p *graph.Planner, from, to int) ([]graph.Tradeoff, error) {
	most := graph.MaxFrontierSteps
	f, err := p.Frontier(ctx, question(from, to, graph.Gentlest, graph.Limits{MaxSteps: &most}), graph.NoThird)
	return f.Tradeoffs, err
}

// judge counts whether a path is dominated by one of the trade-offs.
func (q *quality) judge(path graph.Path, all []graph.Tradeoff) {
	q.judged++
	steps, steepest := len(path.Steps), path.SteepestClimb(graph.ByTotal)
	for _, t := range all {
		if t.Steps <= steps && t.SteepestClimb <= steepest && (t.Steps < steps || t.SteepestClimb < steepest) {
			q.dominated++
			return
		}
	}
}

func question(from, to int, objective graph.Objective, limits graph.Limits) graph.Question {
	return graph.Question{From: []int{from}, To: []int{to}, Objective: objective, Limits: limits}
}

// staysInside says whether all roles of a path stand under its start's family.
func staysInside(d *graph.Dataset, path graph.Path) bool {
	for _, r := range path.Roles {
		if d.FamilyOf(r) != d.FamilyOf(path.Roles[0]) {
			return false
		}
	}
	return true
}
