package graph_test

import (
	"cmp"
	"fmt"
	"slices"

	"noboru/graph"

	"pgregory.net/rapid"
)

// This file is the independent judge of the engine: it enumerates every path by recursion and
// knows no heap, no tree and no state space. It takes nothing from the engine but the edges.

// drawDataset makes a dataset of 1 to most roles with few distinct scores, so that ties abound.
func drawDataset(t *rapid.T, most int) *graph.Dataset {
	n := rapid.IntRange(1, most).Draw(t, "roles")
	skills := rapid.IntRange(2, 5).Draw(t, "skills")
	spec := graph.Spec{
		Name:      "drawn",
		Measure:   rapid.SampledFrom(append(graph.ScoreMeasures(), graph.Pearson)).Draw(t, "measure"),
		Threshold: graph.Similarity(rapid.SampledFrom([]int{-200_000, 0, 300_000, 500_000, 800_000}).Draw(t, "threshold")),
		TopK:      rapid.SampledFrom([]int{0, 0, 0, 1, 2, 3}).Draw(t, "topK"),
		MaxScore:  4000,
		Families:  []graph.Family{{ID: "fa", Code: "A", Name: graph.Name{Text: graph.Text{En: "A"}}}, {ID: "fb", Code: "B", Name: graph.Name{Text: graph.Text{En: "B"}}}},
	}
	given := rapid.IntRange(0, 7).Draw(t, "given") == 0
	if given { // as from the printed maps: pairs and totals, no scores
		spec.Measure, skills = graph.Given, 0
		for a := range n {
			for b := range a {
				if rapid.Bool().Draw(t, "listed") {
					spec.Pairs = append(spec.Pairs, graph.Pair{A: string(rune('a' + a)), B: string(rune('a' + b)), Similarity: graph.Similarity(rapid.IntRange(0, 10).Draw(t, "correlation") * 100_000)})
				}
			}
		}
	}
	unit := rapid.SampledFrom([]int{1000, 1000, 1000, 500}).Draw(t, "unit")
	for k := range skills {
		spec.Skills = append(spec.Skills, graph.Skill{ID: fmt.Sprint("s", k), Code: fmt.Sprint("S", k), Name: graph.Name{Text: graph.Text{En: fmt.Sprint("S", k)}}})
	}
	for i := range n {
		r := graph.Role{ID: fmt.Sprint("r", i), Code: string(rune('a' + i)), Name: graph.Name{Text: graph.Text{En: fmt.Sprint("role ", i)}}}
		r.Family = rapid.SampledFrom([]string{"A", "B", ""}).Draw(t, "family")
		if given {
			r.Total = graph.Points(rapid.IntRange(0, 8).Draw(t, "total") * 1000)
		}
		for range skills {
			r.Scores = append(r.Scores, graph.Points(rapid.IntRange(0, 4000/unit).Draw(t, "score")*unit))
		}
		spec.Roles = append(spec.Roles, r)
	}
	d, err := graph.NewDataset(spec)
	if err != nil {
		t.Fatalf("drawn dataset: %v", err)
	}
	return d
}

func drawGraph(t *rapid.T, most int) *graph.Graph {
	g, err := graph.Build(t.Context(), drawDataset(t, most))
	if err != nil {
		t.Fatalf("building: %v", err)
	}
	return g
}

func optional[T any](t *rapid.T, name string, values ...T) *T {
	i := rapid.IntRange(-2, len(values)-1).Draw(t, name)
	if i < 0 {
		return nil
	}
	return &values[i]
}

func drawLimits(t *rapid.T, g *graph.Graph) graph.Limits {
	role := rapid.IntRange(0, g.Len()-1)
	vias := 1 // the number of chains grows with the power of the legs
	if g.Len() <= 5 {
		vias = 2
	}
	l := graph.Limits{
		MaxSteps:         optional(t, "maxSteps", 0, 1, 2, 3, 4, 6),
		MaxClimb:         optional[graph.Points](t, "maxClimb", 0, 1000, 2000, 4000),
		MaxDrop:          optional[graph.Points](t, "maxDrop", 0, 1000, 3000),
		AvoidRoles:       rapid.SliceOfN(role, 0, 1).Draw(t, "avoid"),
		AvoidFamilies:    rapid.SliceOfN(rapid.IntRange(0, 1), 0, 1).Draw(t, "avoidFamilies"),
		Via:              rapid.SliceOfN(role, 0, vias).Draw(t, "via"),
		ComfortableClimb: rapid.SampledFrom([]graph.Points{0, 1, 500, 3000}).Draw(t, "c"),
		ClimbBy:          rapid.SampledFrom([]graph.ClimbBy{graph.ByTotal, graph.BySkillGap}).Draw(t, "climbBy"),
		FamilyChange:     optional[graph.Points](t, "familyChange", 0, 700, 3000),
		Demotions:        rapid.SampledFrom([]graph.Demotions{"", graph.AvoidDemotions, graph.AllowDemotions}).Draw(t, "demotions"),
	}
	if rapid.IntRange(0, 3).Draw(t, "totals") == 0 {
		l.MinTotal = optional[graph.Points](t, "minTotal", 0, 2000, 5000)
		l.MaxTotal = optional[graph.Points](t, "maxTotal", 5000, 8000, 12_000)
	}
	if rapid.Bool().Draw(t, "plain") {
		l.AvoidRoles, l.AvoidFamilies = nil, nil
	}
	if rapid.Bool().Draw(t, "direct") {
		l.Via = nil
	}
	if s := graph.Similarity(900_000); rapid.IntRange(0, 3).Draw(t, "minCorrelation") == 0 && s >= g.Dataset().Threshold() {
		l.MinCorrelation = &s
	}
	return l
}

// drawLevels draws what a person states of some skills.
func drawLevels(t *rapid.T, d *graph.Dataset) []graph.Level {
	var levels []graph.Level
	for s := range d.Skills() {
		if rapid.IntRange(0, 4).Draw(t, "known") > 0 {
			levels = append(levels, graph.Level{Skill: s, Score: graph.Points(rapid.IntRange(0, 4).Draw(t, "level") * 1000)})
		}
	}
	return levels
}

func drawQuestion(t *rapid.T, g *graph.Graph) graph.Question {
	group := rapid.SliceOfN(rapid.IntRange(0, g.Len()-1), 1, 2)
	q := graph.Question{
		From:      group.Draw(t, "from"),
		To:        group.Draw(t, "to"),
		Objective: rapid.SampledFrom(graph.Objectives[:]).Draw(t, "objective"),
		Limits:    drawLimits(t, g),
	}
	if rapid.IntRange(0, 3).Draw(t, "profile") == 0 {
		if p, err := graph.NewProfile(g.Dataset(), drawLevels(t, g.Dataset()), ""); err == nil {
			q.From, q.Profile = nil, p
		}
	}
	return q
}

// enumerated is one path as the judge sees it.
type enumerated struct {
	key   [4]int64
	roles []int
	steps []graph.Step
}

// everyPath lists every chain of loopless legs that a question allows, best first.
func everyPath(g *graph.Graph, q graph.Question) []enumerated {
	if q.Profile == nil {
		return everyPathFrom(g, q, nil)
	}
	return everyPathFrom(g, q, g.ProfileSteps(q.Profile))
}

// everyPathFrom is everyPath with the first steps of a profile.
func everyPathFrom(g *graph.Graph, q graph.Question, doors []graph.Step) []enumerated {
	d := g.Dataset()
	c := int64(q.ComfortableClimb)
	if c == 0 {
		c = int64(d.ComfortableClimb())
	}
	f := c
	if q.FamilyChange != nil {
		f = int64(*q.FamilyChange)
	}
	counted := demotionsCount(g, q)
	avoided := func(r int) bool {
		return slices.Contains(q.AvoidRoles, r) || d.FamilyOf(r) >= 0 && slices.Contains(q.AvoidFamilies, d.FamilyOf(r))
	}
	allowed := func(s graph.Step) bool {
		climb := s.Climb
		if q.ClimbBy == graph.BySkillGap {
			climb = s.Gap
		}
		total := d.Role(s.To).Total
		return !avoided(s.To) && (q.MinTotal == nil || total >= *q.MinTotal) && (q.MaxTotal == nil || total <= *q.MaxTotal) && (q.MaxClimb == nil || climb <= *q.MaxClimb) && (q.MaxDrop == nil || s.Drop <= *q.MaxDrop) &&
			(q.MinCorrelation == nil || s.ByEffort || s.Similarity >= *q.MinCorrelation)
	}
	var found []enumerated
	var roles []int
	var steps []graph.Step
	done := func() {
		var demotions, climbing, distance, n int64
		for _, s := range steps {
			climb := int64(s.Climb)
			if q.ClimbBy == graph.BySkillGap {
				climb = int64(s.Gap)
			}
			climbing += c*c + climb*climb
			if s.From != graph.FromProfile && changes(d, s.From, s.To) {
				climbing += f * f
			}
			if counted && int64(s.Drop) > c {
				demotions++
			}
			distance += int64(s.Distance())
			n++
		}
		key := [4]int64{demotions, climbing, distance, n}
		switch q.Objective {
		case graph.FewestSteps:
			key = [4]int64{n, distance}
		case graph.Shortest:
			key = [4]int64{distance, n}
		}
		found = append(found, enumerated{key, slices.Clone(roles), slices.Clone(steps)})
	}
	// leg extends the path by roles not yet visited in this leg.
	var leg func(at, number int, visited []int)
	take := func(s graph.Step, number int, visited []int) {
		if !allowed(s) || slices.Contains(visited, s.To) || number == 0 && slices.Contains(q.From, s.To) {
			return
		}
		if q.MaxSteps != nil && len(steps) >= *q.MaxSteps {
			return
		}
		steps, roles = append(steps, s), append(roles, s.To)
		leg(s.To, number, append(slices.Clone(visited), s.To))
		steps, roles = steps[:len(steps)-1], roles[:len(roles)-1]
	}
	leg = func(at, number int, visited []int) {
		for number < len(q.Via) && at == q.Via[number] {
			number++
			visited = []int{at}
		}
		if number == len(q.Via) && slices.Contains(q.To, at) && !avoided(at) {
			done()
			return
		}
		for s := range g.Edges(at) {
			take(s, number, visited)
		}
	}
	if q.Profile != nil {
		for _, s := range doors {
			take(s, 0, nil)
		}
	} else {
		starts := slices.Clone(q.From)
		slices.Sort(starts)
		for _, r := range slices.Compact(starts) {
			roles = []int{r}
			leg(r, 0, []int{r})
		}
	}
	slices.SortFunc(found, func(a, b enumerated) int {
		return cmp.Or(slices.Compare(a.key[:], b.key[:]), slices.Compare(a.roles, b.roles))
	})
	return found
}

// changes says whether a step leads into another family.
func changes(d *graph.Dataset, a, b int) bool {
	from, to := d.Role(a).Family, d.Role(b).Family
	return from != "" && to != "" && from != to
}

// demotionsCount says whether a question rises and so counts demotions.
func demotionsCount(g *graph.Graph, q graph.Question) bool {
	if q.Demotions == graph.AllowDemotions || q.MaxDrop != nil {
		return false
	}
	var starts []graph.Points
	if q.Profile != nil {
		starts = append(starts, q.Profile.Total())
	}
	for _, r := range q.From {
		starts = append(starts, g.Dataset().Role(r).Total)
	}
	for _, goal := range q.To {
		family := g.Dataset().FamilyOf(goal)
		if slices.Contains(q.AvoidRoles, goal) || family >= 0 && slices.Contains(q.AvoidFamilies, family) {
			continue
		}
		if slices.Max(starts) >= g.Dataset().Role(goal).Total {
			return false
		}
	}
	return true
}
