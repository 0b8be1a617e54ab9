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
		profile, err := graph.NewProfile(g.Dataset(), levels)
		if err != nil {
			t.Skip("too few levels, or no scores")
		}
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

// Openers agree with a profile of the changed row, searched from scratch in a dataset in which the
// role itself is avoided.
func TestOpenersAreRecomputed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := drawGraph(t, 8)
		d := g.Dataset()
		if d.TopK() > 0 || len(d.Skills()) < 3 { // of given correlations there are none
			t.Skip("a role counts among its own K strongest")
		}
		role := rapid.IntRange(0, g.Len()-1).Draw(t, "role")
		limits := graph.Limits{
			MaxSteps: optional(t, "maxSteps", 1, 2, 3),
			MaxClimb: optional[graph.Points](t, "maxClimb", 1000, 3000),
		}
		p := graph.NewPlanner(g)
		q := graph.ReachQuestion{Roles: []int{role}, Limits: limits}
		before, err := p.Reach(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		openers, err := p.Openers(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		last := -1
		for i, o := range openers {
			if i > 0 && len(o.Gained) > last {
				t.Fatal("not ranked by what is gained")
			}
			last = len(o.Gained)
			levels := levelsOf(d, role)
			levels[o.Skill].Score = o.To
			profile, err := graph.NewProfile(d, levels)
			if err != nil {
				t.Fatal(err)
			}
			if flat(g, profile, levels) {
				continue // linked by effort, to a number of roles
			}
			limits.AvoidRoles = []int{role}
			after, err := p.Reach(t.Context(), graph.ReachQuestion{Profile: profile, Limits: limits})
			if err != nil {
				t.Fatal(err)
			}
			has := map[int]bool{}
			for _, r := range after {
				has[r.Role] = true
			}
			gained := len(after)
			for _, r := range before {
				if has[r.Role] {
					gained--
				}
			}
			lost := len(before) - (len(after) - gained)
			if gained != len(o.Gained) || lost != len(o.Lost) {
				t.Fatalf("skill %d: gained %d lost %d, want %d and %d", o.Skill, len(o.Gained), len(o.Lost), gained, lost)
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
		profile, err := graph.NewProfile(d, levelsOf(d, role))
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

// Stability agrees with rebuilding the whole graph on the perturbed scores.
func TestStabilityIsThatOfARebuiltGraph(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := drawGraph(t, 6)
		d := g.Dataset()
		if d.Measure() == graph.PearsonStandardized || !d.HasScores() {
			t.Skip("means and deviations are held; given correlations do not move")
		}
		q := drawQuestion(t, g)
		q.Limits = graph.Limits{}
		if q.Profile == nil {
			q.From = []int{0}
		}
		var levels []graph.Level
		for s := range d.Skills() {
			if q.Profile != nil {
				if x, ok := q.Profile.Score(s); ok {
					levels = append(levels, graph.Level{Skill: s, Score: x})
				}
			}
		}
		q.To = q.To[:1]
		p := graph.NewPlanner(g)
		path, found, err := p.Path(t.Context(), q)
		if err != nil || !found {
			t.Skip("no path")
		}
		seed := rapid.Uint64().Draw(t, "seed")
		const trials = 5
		got, err := p.Stability(t.Context(), path, q.Profile, trials, seed)
		if err != nil {
			t.Fatal(err)
		}
		survived := 0
		perturb := newPerturber(seed)
		for range trials {
			rebuilt, err := graph.Build(t.Context(), perturb(t, d, path.Roles))
			if err != nil {
				t.Fatal(err)
			}
			first := map[int]bool{}
			if q.Profile != nil {
				profile, err := graph.NewProfile(rebuilt.Dataset(), levels)
				if err != nil {
					t.Fatal(err)
				}
				for _, s := range rebuilt.ProfileSteps(profile) {
					first[s.To] = true
				}
			}
			all := true
			for _, s := range path.Steps {
				ok := first[s.To]
				if s.From != graph.FromProfile {
					_, ok = rebuilt.Edge(s.From, s.To)
				}
				all = all && ok
			}
			if all {
				survived++
			}
		}
		if got.Survived != survived || got.Trials != trials {
			t.Fatalf("survived %d of %d, a rebuilt graph says %d", got.Survived, got.Trials, survived)
		}
	})
}
