package graph_test

import (
	"math"
	"testing"

	"noboru/graph"

	"pgregory.net/rapid"
)

func levelsOf(d *graph.Dataset, role int) []graph.Level {
	var levels []graph.Level
	for s, x := range d.Role(role).Scores {
		levels = append(levels, graph.Level{Skill: s, Score: x})
	}
	return levels
}

// filled is the row of a profile, with what it assumes.
func filled(p *graph.Profile, stated int, d *graph.Dataset) []graph.Level {
	var levels []graph.Level
	for s := range d.Skills() {
		level, assumed := p.Level(s)
		if !assumed {
			stated--
		}
		levels = append(levels, graph.Level{Skill: s, Score: level})
	}
	if stated != 0 {
		panic("what is stated is not what is known")
	}
	return levels
}

// flat says whether a profile has no direction under the measure, from the scores themselves.
func flat(g *graph.Graph, p *graph.Profile, levels []graph.Level) bool {
	d := g.Dataset()
	z := make([]float64, 0, len(levels))
	for _, l := range levels {
		x := float64(l.Score)
		if d.Measure() == graph.PearsonStandardized {
			var mean, squares float64
			for i := range d.Roles() {
				mean += float64(d.Role(i).Scores[l.Skill]) / float64(len(d.Roles()))
			}
			for i := range d.Roles() {
				squares += math.Pow(float64(d.Role(i).Scores[l.Skill])-mean, 2)
			}
			if squares < 1e-9 {
				continue // the skill does not vary
			}
			x = (x - mean) / math.Sqrt(squares/float64(len(d.Roles())))
		}
		z = append(z, x)
	}
	for _, x := range z {
		if d.Measure() == graph.Cosine && x != 0 || d.Measure() != graph.Cosine && math.Abs(x-z[0]) > 1e-9 {
			return false
		}
	}
	return true
}

// A profile is linked by effort exactly where it has no direction under the measure.
func TestOnlyAProfileWithoutDirectionIsLinkedByEffort(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := drawGraph(t, 8)
		levels := drawLevels(t, g.Dataset())
		profile, err := graph.NewProfile(g.Dataset(), levels, "")
		if err != nil {
			t.Skip("too few levels, or no scores")
		}
		levels = filled(profile, len(levels), g.Dataset())
		want := flat(g, profile, levels)
		if got := g.Flat(profile); got != want {
			t.Fatalf("flat %v, want %v", got, want)
		}
		steps := g.ProfileSteps(profile)
		for _, s := range steps {
			if s.ByEffort != want {
				t.Fatalf("%+v, flat %v", s, want)
			}
		}
		if !want {
			return
		}
		links := g.Dataset().TopK()
		if links == 0 {
			links = 7
		}
		if len(steps) != min(links, g.Len()) {
			t.Fatalf("%d links, want %d", len(steps), min(links, g.Len()))
		}
		linked := map[int]bool{}
		worst := graph.Points(0)
		for _, s := range steps {
			linked[s.To], worst = true, max(worst, s.Gap)
		}
		for role := range g.Dataset().Roles() {
			gap := graph.Points(0)
			for _, l := range levels {
				gap += max(0, g.Dataset().Role(role).Scores[l.Skill]-l.Score)
			}
			if !linked[role] && gap < worst {
				t.Fatalf("role %d asks for less and is not linked", role)
			}
		}
	})
}

// A profile with the very scores of a role sees the graph as the role does.
func TestAProfileEqualToARoleHasItsEdges(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := drawGraph(t, 8)
		d := g.Dataset()
		if !d.HasScores() {
			t.Skip("nothing to state")
		}
		role := rapid.IntRange(0, g.Len()-1).Draw(t, "role")
		profile, err := graph.NewProfile(d, levelsOf(d, role), "")
		if err != nil {
			t.Fatal(err)
		}
		if d.TopK() > 0 || flat(g, profile, levelsOf(d, role)) {
			t.Skip("drawn by another rule")
		}
		steps := map[int]graph.Step{}
		for _, s := range g.ProfileSteps(profile) {
			steps[s.To] = s
		}
		delete(steps, role)
		count := 0
		for want := range g.Edges(role) {
			count++
			got := steps[want.To]
			got.From, want.ChangesFamily = role, false // a person has no family to change
			if got != want {
				t.Fatalf("got %+v, want %+v", got, want)
			}
		}
		if count != len(steps) {
			t.Fatalf("%d edges, want %d", len(steps), count)
		}
	})
}
