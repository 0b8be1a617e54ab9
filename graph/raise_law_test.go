package graph_test

import (
	"cmp"
	"errors"
	"slices"
	"testing"

	"noboru/graph"

	"pgregory.net/rapid"
)

// drawHeld draws a role or a profile, what it holds and its own first steps.
func drawHeld(t *rapid.T, g *graph.Graph) (q graph.ReachQuestion, row []graph.Points, doors []graph.Step) {
	d := g.Dataset()
	if rapid.Bool().Draw(t, "from a profile") {
		profile, err := graph.NewProfile(d, drawLevels(t, d), "")
		if err != nil {
			t.Skip(err)
		}
		for s := range d.Skills() {
			level, _ := profile.Level(s)
			row = append(row, level)
		}
		return graph.ReachQuestion{Profile: profile}, row, g.ProfileSteps(profile)
	}
	role := rapid.IntRange(0, g.Len()-1).Draw(t, "role")
	for s := range g.Edges(role) {
		s.From, s.ChangesFamily = graph.FromProfile, false
		doors = append(doors, s)
	}
	return graph.ReachQuestion{Roles: []int{role}}, d.Role(role).Scores, doors
}

// learned is the judge's own account of doors: those of every row on the way.
func learned(t *rapid.T, g *graph.Graph, q graph.ReachQuestion, row []graph.Points, doors []graph.Step, skills ...int) []graph.Step {
	d := g.Dataset()
	byRole := map[int]graph.Step{}
	for _, s := range doors {
		byRole[s.To] = s
	}
	now := slices.Clone(row)
	for _, skill := range skills {
		now[skill] = min(now[skill]+1000, d.MaxScore())
		var levels []graph.Level
		for s, x := range now {
			levels = append(levels, graph.Level{Skill: s, Score: x})
		}
		profile, err := graph.NewProfile(d, levels, "")
		if err != nil {
			t.Fatal(err)
		}
		if g.Flat(profile) && len(q.Roles) > 0 {
			t.Skip("linked by effort, to a number of roles that counts the role itself")
		}
		for _, s := range g.ProfileSteps(profile) {
			if slices.Contains(q.Roles, s.To) {
				continue
			}
			held, open := byRole[s.To]
			if !open || !held.ByEffort && !s.ByEffort && s.Similarity > held.Similarity {
				byRole[s.To] = s
			}
		}
	}
	var list []graph.Step
	for _, s := range byRole {
		before, after, total := graph.Points(0), graph.Points(0), d.Role(s.To).Total
		s.Gap = 0
		for k := range now {
			before, after = before+row[k], after+now[k]
			s.Gap += max(0, d.Role(s.To).Scores[k]-now[k])
		}
		s.Climb, s.Drop = max(0, total-after), max(0, before-total)
		list = append(list, s)
	}
	slices.SortFunc(list, func(a, b graph.Step) int { return cmp.Compare(a.To, b.To) })
	return list
}

// steepestTo is the steepest climb on the way to every role, by enumeration; -1 out of reach.
func steepestTo(g *graph.Graph, limits graph.Limits, q graph.ReachQuestion, doors []graph.Step) []graph.Points {
	anyone := &graph.Profile{}
	limits.AvoidRoles = append(slices.Clone(limits.AvoidRoles), q.Roles...)
	steep := make([]graph.Points, g.Len())
	for role := range steep {
		steep[role] = -1
		if slices.Contains(q.Roles, role) {
			continue
		}
		all := everyPathFrom(g, graph.Question{Profile: anyone, To: []int{role}, Objective: graph.FewestSteps, Limits: limits}, doors)
		if len(all) > 0 {
			steep[role] = steepest(all[0], limits.ClimbBy)
		}
	}
	return steep
}

func opening(before, after []graph.Points) (o graph.Opening) {
	for role := range before {
		switch {
		case before[role] < 0 && after[role] >= 0:
			o.Opened = append(o.Opened, role)
		case before[role] >= 0:
			o.Eased += max(0, before[role]-after[role])
		}
	}
	return o
}

// What opens is found by enumeration from the doors of every row on the way, and nothing closes.
func TestLearningOpensWhatItOpensAndClosesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := drawGraph(t, 6)
		d := g.Dataset()
		if d.TopK() > 0 || len(d.Skills()) < 3 {
			t.Skip("a role counts among its own K strongest; of given correlations there are none")
		}
		q, row, doors := drawHeld(t, g)
		q.Limits = graph.Limits{
			MaxSteps: optional(t, "maxSteps", 1, 2, 3),
			MaxClimb: optional[graph.Points](t, "maxClimb", 1000, 3000),
			MaxDrop:  optional[graph.Points](t, "maxDrop", 0, 1000),
			ClimbBy:  rapid.SampledFrom([]graph.ClimbBy{graph.ByTotal, graph.BySkillGap}).Draw(t, "climbBy"),
		}
		var raises []graph.Raise
		var first []int
		for range rapid.IntRange(0, 2).Draw(t, "raises") {
			r := graph.Raise{Skill: rapid.IntRange(0, len(row)-1).Draw(t, "skill"), Levels: rapid.IntRange(1, 2).Draw(t, "levels")}
			raises = append(raises, r)
			first = append(first, slices.Repeat([]int{r.Skill}, r.Levels)...)
		}
		got, err := graph.NewPlanner(g).Openers(t.Context(), q, raises)
		if input := (*graph.InputError)(nil); errors.As(err, &input) {
			t.Skip(err)
		} else if err != nil {
			t.Fatal(err)
		}
		start := steepestTo(g, q.Limits, q, doors)
		before := steepestTo(g, q.Limits, q, learned(t, g, q, row, doors, first...))
		if want := opening(start, before); !slices.Equal(got.Raised.Opened, want.Opened) || got.Raised.Eased != want.Eased {
			t.Fatalf("raised %+v, want %+v", got.Raised, want)
		}
		for i, o := range got.Openers {
			after := steepestTo(g, q.Limits, q, learned(t, g, q, row, doors, append(slices.Clone(first), o.Skill)...))
			for role := range after {
				if after[role] < 0 && before[role] >= 0 {
					t.Fatalf("learning skill %d closes the way to role %d", o.Skill, role)
				}
			}
			if want := opening(before, after); !slices.Equal(o.Opened, want.Opened) || o.Eased != want.Eased {
				t.Fatalf("skill %d opens %+v, want %+v", o.Skill, o.Opening, want)
			}
			if i > 0 {
				last := got.Openers[i-1]
				if order := cmp.Or(cmp.Compare(len(o.Opened), len(last.Opened)), cmp.Compare(o.Eased, last.Eased), cmp.Compare(last.Skill, o.Skill)); order >= 0 {
					t.Fatalf("skill %d stands behind %d", o.Skill, last.Skill)
				}
			}
		}
		if useless := len(got.Openers) == 0 || len(got.Openers[0].Opened) == 0 && got.Openers[0].Eased == 0; useless != (got.Why != "") {
			t.Fatalf("why %q, openers %+v", got.Why, got.Openers)
		}
		if rapid.IntRange(0, 7).Draw(t, "pair") > 0 {
			return
		}
		pair, err := graph.NewPlanner(g).OpenerPair(t.Context(), q, raises)
		if err != nil {
			t.Fatal(err)
		}
		best := graph.Opening{}
		for _, a := range got.Openers {
			for _, b := range got.Openers {
				if a.Skill == b.Skill && a.To == d.MaxScore() {
					continue // one level more is all there is
				}
				after := steepestTo(g, q.Limits, q, learned(t, g, q, row, doors, append(slices.Clone(first), min(a.Skill, b.Skill), max(a.Skill, b.Skill))...))
				if o := opening(before, after); len(o.Opened) > len(best.Opened) || len(o.Opened) == len(best.Opened) && o.Eased > best.Eased {
					best = o
				}
			}
		}
		if none := len(best.Opened) == 0 && best.Eased == 0; none != (pair == nil) {
			t.Fatalf("pair %+v, want %+v", pair, best)
		}
		if pair != nil && (len(pair.Opened) != len(best.Opened) || pair.Eased != best.Eased) {
			t.Fatalf("pair %+v, want %+v", pair, best)
		}
	})
}

// Searching all skills at once says what one search of reach a skill says, on rows that are drawn anew.
func TestOpenersAtOnceAreThoseOneByOne(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := drawGraph(t, 30)
		q, row, _ := drawHeld(t, g)
		q.Limits = drawLimits(t, g)
		q.Via = nil
		p := graph.NewPlanner(g)
		p.SetLaneWays(rapid.SampledFrom([]int{1, 3 * g.Len(), 1 << 20}).Draw(t, "ways"))
		got, err := p.Openers(t.Context(), q, nil)
		if err != nil {
			t.Skip(err)
		}
		same := func(what any, o graph.Opening, skills ...int) {
			want, ok, err := p.OpeningPlainly(t.Context(), q, skills...)
			if err != nil || !ok || !slices.Equal(o.Opened, want.Opened) || o.Eased != want.Eased {
				t.Fatalf("%v: %+v, want %+v (%v, %v)", what, o, want, ok, err)
			}
		}
		for _, o := range got.Openers {
			same(o.Skill, o.Opening, o.Skill)
		}
		pair, err := p.OpenerPair(t.Context(), q, nil)
		if err != nil {
			t.Fatal(err)
		}
		var best graph.Opening
		for a := range row {
			for b := a; b < len(row); b++ {
				o, _, err := p.OpeningPlainly(t.Context(), q, a, b)
				if err != nil {
					t.Fatal(err)
				}
				if len(o.Opened) > len(best.Opened) || len(o.Opened) == len(best.Opened) && o.Eased > best.Eased {
					best = o
				}
			}
		}
		if none := len(best.Opened) == 0 && best.Eased == 0; none != (pair == nil) {
			t.Fatalf("pair %+v, want %+v", pair, best)
		}
		if pair != nil {
			same(pair.Skills, pair.Opening, pair.Skills[0], pair.Skills[1])
			if len(pair.Opened) != len(best.Opened) || pair.Eased != best.Eased {
				t.Fatalf("pair %+v, want %+v", pair, best)
			}
		}
	})
}
