package graph_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"noboru/graph"
)

// scored is a dataset of scores by role code, one digit a skill.
func scored(t *testing.T, change func(*graph.Spec), rows ...string) *graph.Graph {
	t.Helper()
	spec := graph.Spec{Name: "scored", Measure: graph.Pearson, Threshold: 0, MaxScore: 7000}
	for i, row := range rows {
		code, scores, _ := strings.Cut(row, " ")
		role := graph.Role{ID: code, Code: code, Name: graph.Name{Text: graph.Text{En: code}}}
		for k, digit := range scores {
			if i == 0 {
				id := fmt.Sprint("s", k)
				spec.Skills = append(spec.Skills, graph.Skill{ID: id, Code: id, Name: graph.Name{Text: graph.Text{En: id}}})
			}
			role.Scores = append(role.Scores, graph.Points(digit-'0')*1000)
		}
		spec.Roles = append(spec.Roles, role)
	}
	if change != nil {
		change(&spec)
	}
	d, err := graph.NewDataset(spec)
	if err != nil {
		t.Fatal(err)
	}
	return build(t, d)
}

// TestCompareSaysWhy holds the reason for each kind of missing edge, and the threshold itself.
func TestCompareSaysWhy(t *testing.T) {
	top := scored(t, func(s *graph.Spec) { s.TopK = 1 }, "a 1234", "b 1235", "c 1244", "d 4321", "e 5432", "f 2222")
	given := ladder(t, map[string]int{"a": 10, "b": 20, "c": 30}, "a-b 0.5", "b-c 0.499999")
	for _, c := range []struct {
		g        *graph.Graph
		from, to int
		want     graph.NoEdge
		short    graph.Similarity
	}{
		{top, 0, 1, graph.HasEdge, 0},
		{top, 1, 2, graph.CutByTopK, 0},
		{top, 0, 3, graph.BelowThreshold, 1_000_000},
		{top, 0, 5, graph.Undefined, 0},
		{top, 0, 0, graph.SameRole, 0},
		{given, 0, 1, graph.HasEdge, 0}, // exactly at the threshold
		{given, 1, 2, graph.BelowThreshold, 1},
		{given, 0, 2, graph.NotStated, 0},
	} {
		if got := c.g.Compare(c.from, c.to); got.Reason != c.want || got.Shortfall != c.short {
			t.Errorf("%d and %d: %q, short by %v; want %q, %v", c.from, c.to, got.Reason, got.Shortfall, c.want, c.short)
		}
	}
}

// TestOpenersStopAtTheTop holds that a level goes up to the largest score and not beyond.
func TestOpenersStopAtTheTop(t *testing.T) {
	g := scored(t, nil, "a 1673", "b 2674", "c 3321")
	openers, err := graph.NewPlanner(g).Openers(t.Context(), graph.ReachQuestion{Roles: []int{0}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	got := map[int]graph.Points{}
	for _, o := range openers.Openers {
		got[o.Skill] = o.To
	}
	if len(got) != 3 || got[0] != 2000 || got[1] != 7000 || got[3] != 4000 {
		t.Errorf("levels %v, want 2, 7 and 4 for all but the skill at the top", got)
	}
}

func TestGivingUpIsNoticedSteps(t *testing.T) {
	g := ladder(t, map[string]int{"a": 10, "b": 8, "c": 8, "d": 9, "e": 5}, "a-b", "b-c", "c-d", "c-e")
	p := graph.NewPlanner(g)
	for to, want := range map[int]bool{2: false, 3: true, 4: false} {
		path, _, err := p.Path(t.Context(), graph.Question{From: []int{0}, To: []int{to}})
		if err != nil || path.GivesUpAndRegains() != want {
			t.Errorf("%s: %v, %v", codes(g, path), path.GivesUpAndRegains(), err)
		}
	}
}

// TestWhatIsCutShortSaysSo lowers the bounds of work until answers are incomplete: they must say so,
// and what they have must be what the whole answer has.
func TestWhatIsCutShortSaysSo(t *testing.T) {
	g := bundled(t)
	from, _ := g.Dataset().RoleByCode("SOC-OPERATOR")
	to, _ := g.Dataset().RoleByCode("CSIRT-MANAGER")
	q := graph.Question{From: []int{from}, To: []int{to}}
	whole := graph.NewPlanner(g)
	steps, none := 8, 0.0
	q.MaxSteps = &steps
	all, err := whole.Frontier(t.Context(), q, graph.ThirdGap)
	if err != nil || !all.Complete || len(all.Tradeoffs) < 3 {
		t.Fatalf("%+v, %v", all, err)
	}
	shorter := 0
	for labels := 1; labels < all.Labels; labels += 1 + all.Labels/200 {
		p := graph.NewPlanner(g)
		p.SetBounds(labels, graph.MaxCandidates, graph.MaxJointSearches)
		part, err := p.Frontier(t.Context(), q, graph.ThirdGap)
		if err != nil || part.Complete || part.Labels > labels {
			t.Fatalf("%d labels: %+v, %v", labels, part, err)
		}
		if !slices.EqualFunc(part.Tradeoffs, all.Tradeoffs[:len(part.Tradeoffs)], func(a, b graph.Tradeoff) bool {
			return a.Steps == b.Steps && a.SteepestClimb == b.SteepestClimb && slices.Equal(a.Path.Roles, b.Path.Roles)
		}) {
			t.Fatalf("%d labels: %+v is no beginning of %+v", labels, part.Tradeoffs, all.Tradeoffs)
		}
		if n := len(part.Tradeoffs); n > 0 && n < len(all.Tradeoffs) {
			shorter++
		}
	}
	if shorter == 0 {
		t.Error("no bound left a part of the answer")
	}

	q.MaxSteps = nil
	p := graph.NewPlanner(g)
	p.SetBounds(graph.MaxFrontierLabels, 3, graph.MaxJointSearches)
	cut, err := p.Alternatives(t.Context(), q, 10, &none)
	if err != nil || cut.Complete || cut.Examined != 3 || len(cut.Paths) == 0 {
		t.Errorf("%+v, %v", cut, err)
	}

	// Avoiding all but the ends, one by one: more pairs of limits than are tried.
	full := q
	far, err := whole.Reach(t.Context(), graph.ReachQuestion{Roles: q.From})
	if err != nil || far[len(far)-1].Steps < 4 {
		t.Fatal("no role is far away")
	}
	full.To = []int{far[len(far)-1].Role}
	for role := range g.Len() {
		if role != full.From[0] && role != full.To[0] {
			full.AvoidRoles = append(full.AvoidRoles, role)
		}
	}
	p.SetBounds(graph.MaxFrontierLabels, graph.MaxCandidates, 5)
	r, err := p.WhyNoPath(t.Context(), full)
	if err != nil || r.Blockage != graph.JointlyBlocks || r.JointComplete || len(r.Joint) == 0 || len(r.Joint) != len(r.JointPath.Roles)-2 {
		t.Errorf("%+v, %v", r, err)
	}
}

// TestViaLeftOutMayJoinItsNeighbours passes a, b, a: without b it is once a.
func TestViaLeftOutMayJoinItsNeighbours(t *testing.T) {
	g := ladder(t, map[string]int{"a": 10, "b": 20, "s": 10, "z": 30}, "s-a", "a-z")
	r, err := graph.NewPlanner(g).WhyNoPath(t.Context(), graph.Question{From: []int{2}, To: []int{3}, Limits: graph.Limits{Via: []int{0, 1, 0}}})
	if err != nil || len(r.Relaxations) != 1 || r.Relaxations[0].Role != 1 || codes(g, r.Relaxations[0].Path) != "saz" {
		t.Errorf("%+v, %v", r, err)
	}
}

// TestNearestWithVia holds that the nearest role is looked for under all limits but via.
func TestNearestWithVia(t *testing.T) {
	g := ladder(t, map[string]int{"a": 1, "b": 2, "x": 9, "z": 20}, "a-b", "b-x", "x-z 0.6", "b-z 0.4")
	climb := graph.Points(8000)
	r, err := graph.NewPlanner(g).WhyNoPath(t.Context(), graph.Question{From: []int{0}, To: []int{3}, Limits: graph.Limits{Via: []int{1}, MaxClimb: &climb}})
	if err != nil || r.Nearest.Role != 2 || codes(g, r.Nearest.Path) != "abx" {
		t.Errorf("%+v, %v", r, err)
	}
}

// TestNearestTies takes the cheaper of two equally similar roles, then the smaller code.
func TestNearestTies(t *testing.T) {
	ask := func(totals map[string]int) string {
		g := ladder(t, totals, "a-m", "a-n", "m-z 0.4", "n-z 0.4")
		r, err := graph.NewPlanner(g).WhyNoPath(t.Context(), graph.Question{From: []int{0}, To: []int{3}})
		if err != nil {
			t.Fatal(err)
		}
		return g.Dataset().Role(r.Nearest.Role).Code
	}
	if got := ask(map[string]int{"a": 1, "m": 9, "n": 3, "z": 9}); got != "n" {
		t.Errorf("got %s, want the cheaper n", got)
	}
	if got := ask(map[string]int{"a": 1, "m": 3, "n": 3, "z": 9}); got != "m" {
		t.Errorf("got %s, want the smaller code m", got)
	}
}

// TestAProfileIsLinkedByTheOtherEnd: under topK a profile keeps its K strongest, and whom it is
// strong enough for.
func TestAProfileIsLinkedByTheOtherEnd(t *testing.T) {
	g := scored(t, func(s *graph.Spec) { s.TopK, s.Threshold = 1, 500_000 }, "a 1234", "b 1235", "c 7123", "d 7125", "e 1247")
	profile, err := graph.NewProfile(g.Dataset(), []graph.Level{{Skill: 0, Score: 1000}, {Skill: 1, Score: 2000}, {Skill: 2, Score: 4000}, {Skill: 3, Score: 6000}}, "")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, s := range g.ProfileSteps(profile) {
		got = append(got, g.Dataset().Role(s.To).Code)
	}
	// Its own strongest is one of a, b, e; the others link it since it is as strong as what they keep.
	if len(got) < 2 {
		t.Errorf("linked to %v only", got)
	}
	strongest := slices.MaxFunc(g.ProfileSteps(profile), func(a, b graph.Step) int { return int(a.Similarity - b.Similarity) })
	for _, s := range g.ProfileSteps(profile) {
		kept := graph.Similarity(-graph.SimilarityScale)
		for e := range g.Edges(s.To) {
			kept = max(kept, e.Similarity)
		}
		if s.To != strongest.To && s.Similarity < kept {
			t.Errorf("%s keeps %v and is linked at %v", g.Dataset().Role(s.To).Code, kept, s.Similarity)
		}
	}
}

// TestRefusedInput tries each field beyond its range.
func TestRefusedInput(t *testing.T) {
	g := bundled(t)
	p := graph.NewPlanner(g)
	ctx := t.Context()
	ask := graph.Question{From: []int{1}, To: []int{2}}
	with := func(change func(*graph.Question)) graph.Question {
		q := ask
		change(&q)
		return q
	}
	raise := func(r graph.Raise) error {
		_, err := p.Openers(ctx, graph.ReachQuestion{Roles: []int{1}}, []graph.Raise{r})
		return err
	}
	path := func(q graph.Question) error { _, _, err := p.Path(ctx, q); return err }
	minus, minusOne, low, high := graph.Points(-1), -1, g.Dataset().Threshold()-1, graph.Similarity(graph.SimilarityScale+1)
	over, under := 1.01, -0.01
	found, _, err := p.Path(ctx, ask)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		field string
		err   error
	}{
		{"k", func() error { _, err := p.Alternatives(ctx, ask, 0, nil); return err }()},
		{"k", func() error { _, err := p.Alternatives(ctx, ask, 11, nil); return err }()},
		{"maxOverlap", func() error { _, err := p.Alternatives(ctx, ask, 2, &over); return err }()},
		{"maxOverlap", func() error { _, err := p.Alternatives(ctx, ask, 2, &under); return err }()},
		{"trials", func() error { _, err := p.Stability(ctx, found, nil, 0, 1); return err }()},
		{"trials", func() error { _, err := p.Stability(ctx, found, nil, graph.MaxTrials+1, 1); return err }()},
		{"maxSteps", path(with(func(q *graph.Question) { q.MaxSteps = &minusOne }))},
		{"maxClimb", path(with(func(q *graph.Question) { q.MaxClimb = &minus }))},
		{"maxDrop", path(with(func(q *graph.Question) { q.MaxDrop = &minus }))},
		{"minTotal", path(with(func(q *graph.Question) { q.MinTotal = &minus }))},
		{"maxTotal", path(with(func(q *graph.Question) { q.MaxTotal = &minus }))},
		{"minTotal", path(with(func(q *graph.Question) {
			most, least := graph.Points(1000), graph.Points(2000)
			q.MinTotal, q.MaxTotal = &least, &most
		}))},
		{"minCorrelation", path(with(func(q *graph.Question) { q.MinCorrelation = &low }))},
		{"minCorrelation", path(with(func(q *graph.Question) { q.MinCorrelation = &high }))},
		{"comfortableClimb", path(with(func(q *graph.Question) { q.ComfortableClimb = -1 }))},
		{"comfortableClimb", path(with(func(q *graph.Question) { q.ComfortableClimb = g.Dataset().LargestTotal() + 1 }))},
		{"via", path(with(func(q *graph.Question) { q.Via = []int{2} }))}, // the goal
		{"via", path(with(func(q *graph.Question) { q.Via = []int{1} }))}, // the start
		{"via", path(with(func(q *graph.Question) { q.Via = []int{5, 5} }))},
		{"via", path(with(func(q *graph.Question) { q.Via = []int{129} }))},
		{"via", path(with(func(q *graph.Question) { q.Via, q.AvoidRoles = []int{5}, []int{5} }))},
		{"to", path(with(func(q *graph.Question) { q.AvoidRoles = []int{2} }))},
		{"to", path(with(func(q *graph.Question) { q.To = nil }))},
		{"to", path(with(func(q *graph.Question) { q.To = []int{-1} }))},
		{"from", path(with(func(q *graph.Question) { q.From = nil }))},
		{"from", path(with(func(q *graph.Question) { q.From = []int{129} }))},
		{"avoid", path(with(func(q *graph.Question) { q.AvoidRoles = []int{129} }))},
		{"avoid", path(with(func(q *graph.Question) { q.AvoidFamilies = []int{29} }))},
		{"objective", path(with(func(q *graph.Question) { q.Objective = "BEST" }))},
		{"climbBy", path(with(func(q *graph.Question) { q.ClimbBy = "FEET" }))},
		{"familyChange", path(with(func(q *graph.Question) { q.FamilyChange = &minus }))},
		{"familyChange", path(with(func(q *graph.Question) { f := g.Dataset().LargestTotal() + 1; q.FamilyChange = &f }))},
		{"demotions", path(with(func(q *graph.Question) { q.Demotions = "NEVER" }))},
		{"thirdCriterion", func() error { _, err := p.Frontier(ctx, ask, "COLOUR"); return err }()},
		{"raises[0].skill", raise(graph.Raise{Skill: 23, Levels: 1})},
		{"raises[0].levels", raise(graph.Raise{Levels: 0})},
		{"profile.unknown", func() error { _, err := graph.NewProfile(g.Dataset(), nil, "WEAKEST"); return err }()},
	} {
		input := (*graph.InputError)(nil)
		if !errors.As(c.err, &input) || input.Field != c.field || input.Code == "" {
			t.Errorf("%s: got %v", c.field, c.err)
		}
	}
	if err := g.CheckLimits(graph.Limits{Via: []int{5}, AvoidRoles: []int{5}}); err == nil {
		t.Error("limits that contradict each other pass")
	}
	if err := g.CheckLimits(graph.Limits{Via: []int{5, 6}, MaxSteps: new(int)}); err != nil {
		t.Error(err)
	}
}

// TestTheLargestCosts walks a line whose cost comes close to what a path may cost, and one over it.
func TestTheLargestCosts(t *testing.T) {
	const roles = 100
	line := func(total graph.Points) (*graph.Graph, error) {
		spec := graph.Spec{Name: "line", Measure: graph.Given, Threshold: 500_000, ComfortableClimb: total}
		for _, code := range []string{"A", "B"} {
			spec.Families = append(spec.Families, graph.Family{ID: code, Code: code, Name: graph.Name{Text: graph.Text{En: code}}})
		}
		for i := range roles {
			code := fmt.Sprintf("r%02d", i)
			spec.Roles = append(spec.Roles, graph.Role{ID: code, Code: code, Name: graph.Name{Text: graph.Text{En: code}}, Total: total * graph.Points(i%2), Family: spec.Families[i%2].Code})
			if i > 0 {
				spec.Pairs = append(spec.Pairs, graph.Pair{A: fmt.Sprintf("r%02d", i-1), B: code, Similarity: 900_000})
			}
		}
		d, err := graph.NewDataset(spec)
		if err != nil {
			t.Fatal(err)
		}
		return graph.Build(t.Context(), d)
	}
	g, err := line(123_900_000)
	if err != nil {
		t.Fatal(err)
	}
	path, found, err := graph.NewPlanner(g).Path(t.Context(), graph.Question{From: []int{0}, To: []int{roles - 1}})
	if err != nil || !found || len(path.Steps) != roles-1 || path.Cost.Climbing < 1<<61 {
		t.Errorf("%d steps, cost %d, %v", len(path.Steps), path.Cost.Climbing, err)
	}
	if _, err := line(124_000_000); !errors.Is(err, graph.ErrRange) {
		t.Errorf("got %v, want ErrRange", err)
	}
}
