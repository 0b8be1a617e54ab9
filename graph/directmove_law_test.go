package graph_test

import (
	"errors"
	"testing"

	"noboru/graph"

	"pgregory.net/rapid"
)

// A direct move is named exactly where its definition says so, read off the scores themselves, and so it is with what has
// to be learned first; and the skills that are named make up what is not held.
func TestDirectMoveIsWhereTheGoalAsksForLittle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := drawGraph(t, 9)
		q := drawQuestion(t, g)
		if q.Profile != nil && rapid.Bool().Draw(t, "whole") {
			q.Profile, _ = graph.NewProfile(g.Dataset(), levelsOf(g.Dataset(), rapid.IntRange(0, g.Len()-1).Draw(t, "held")), "")
		}
		if small := graph.Points(1000); rapid.Bool().Draw(t, "small steps") {
			q.MaxClimb, q.ComfortableClimb, q.Via = &small, 3000, nil
		}
		paths, err := graph.NewPlanner(g).Alternatives(t.Context(), q, 5, nil)
		if input := (*graph.InputError)(nil); errors.As(err, &input) {
			t.Skip(err)
		} else if err != nil {
			t.Fatal(err)
		}
		for _, p := range paths.Paths {
			got, ok := g.DirectMove(p, &q)
			if want, first := asksForLittle(g.Dataset(), p, q); ok != want || got.LearnFirst != (want && first) {
				t.Fatalf("%+v %v, want %v, learning first %v: %v", got, ok, want, first, p.Roles)
			}
			if !ok {
				continue
			}
			lacking := graph.Points(0)
			for _, c := range got.Gaps {
				if lacking += c.To - c.From; c.From >= c.To {
					t.Fatalf("%+v is no gap", c)
				}
			}
			if got.Climb < 0 || got.Drop < 0 || got.Climb > 0 && got.Drop > 0 || got.Climb > lacking {
				t.Fatalf("%+v: climb and drop are not one move's", got)
			}
			if total := g.Dataset().Role(p.End()).Total; got.Goal != p.End() || got.Held+lacking != total {
				t.Fatalf("goal %d: held %v and lacking %v are not its total %v", got.Goal, got.Held, lacking, total)
			}
		}
	})
}

// asksForLittle is the definition, in a dataset whose scores are levels up to 4.
func asksForLittle(d *graph.Dataset, p graph.Path, q graph.Question) (little, learnFirst bool) {
	if !d.HasScores() || len(p.Steps) < 2 || len(q.Via) > 0 {
		return false, false
	}
	c := q.ComfortableClimb
	if c == 0 {
		c = d.ComfortableClimb()
	}
	var lacking, before, after graph.Points
	for s, y := range d.Role(p.End()).Scores {
		var x graph.Points
		if q.Profile == nil {
			x = d.Role(p.Start()).Scores[s]
		} else if level, assumed := q.Profile.Level(s); assumed {
			return false, false
		} else {
			x = level
		}
		learnFirst = learnFirst || y-x > 1200 // 30 % of 4 levels
		lacking, before, after = lacking+max(0, y-x), before+x, after+y
	}
	climb := max(0, after-before)
	if q.ClimbBy == graph.BySkillGap {
		climb = lacking
	}
	little = float64(lacking) <= 1.5*float64(c) && (q.MaxClimb == nil || climb <= *q.MaxClimb) && (q.MaxDrop == nil || before-after <= *q.MaxDrop)
	return little, learnFirst || lacking > c
}
