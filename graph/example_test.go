package graph_test

import (
	"context"
	"fmt"

	"noboru/graph"
)

// small is a graph of five roles in two families, scored on four skills.
func small() *graph.Graph {
	en := func(s string) graph.Name { return graph.Name{Text: graph.Text{En: s}} }
	spec := graph.Spec{
		Name: "small", Measure: graph.Pearson, Threshold: 500_000, MaxScore: 7000,
		Families: []graph.Family{{ID: "f1", Code: "SOC", Name: en("SOC")}, {ID: "f2", Code: "CSIRT", Name: en("CSIRT")}},
	}
	for _, code := range []string{"NETWORK", "LOGS", "MALWARE", "LEADERSHIP"} {
		spec.Skills = append(spec.Skills, graph.Skill{ID: code, Code: code, Name: en(code)})
	}
	for _, r := range []struct {
		code, family string
		scores       [4]graph.Points
	}{
		{"ANALYST", "SOC", [4]graph.Points{3000, 6000, 4000, 1000}},
		{"COLLECTOR", "SOC", [4]graph.Points{3000, 4000, 2000, 0}},
		{"COMMANDER", "CSIRT", [4]graph.Points{2000, 6000, 6000, 4000}},
		{"HANDLER", "CSIRT", [4]graph.Points{3000, 5000, 5000, 3000}},
		{"OPERATOR", "SOC", [4]graph.Points{3000, 3000, 0, 0}},
	} {
		spec.Roles = append(spec.Roles, graph.Role{ID: r.code, Code: r.code, Name: en(r.code), Family: r.family, Scores: r.scores[:]})
	}
	data, err := graph.NewDataset(spec)
	if err != nil {
		panic(err)
	}
	g, err := graph.Build(context.Background(), data)
	if err != nil {
		panic(err)
	}
	return g
}

// place is the index of a role.
func place(g *graph.Graph, code string) int {
	i, _ := g.Dataset().RoleByCode(code)
	return i
}

// show prints the roles of a path with their totals.
func show(g *graph.Graph, p graph.Path) {
	for i, role := range p.Roles {
		if i > 0 {
			fmt.Print(" -> ")
		}
		r := g.Dataset().Role(role)
		fmt.Print(r.Code, " ", r.Total)
	}
	fmt.Println()
}

func ExamplePlanner_Path() {
	g := small()
	path, found, err := graph.NewPlanner(g).Path(context.Background(), graph.Question{
		From: []int{place(g, "OPERATOR")},
		To:   []int{place(g, "COMMANDER")},
	})
	if err != nil || !found {
		panic(err)
	}
	show(g, path)
	fmt.Println("steepest climb", path.SteepestClimb(graph.ByTotal), "family changes", path.FamilyChanges())
	// Output:
	// OPERATOR 6 -> COLLECTOR 9 -> ANALYST 14 -> HANDLER 16 -> COMMANDER 18
	// steepest climb 5 family changes 1
}

// A path of as gentle a steepest climb and one step less is not preferred: its climbs are the harder ones
// when added up.
func ExamplePlanner_Beaten() {
	g := small()
	p := graph.NewPlanner(g)
	q := graph.Question{From: []int{place(g, "OPERATOR")}, To: []int{place(g, "COMMANDER")}}
	best, _, err := p.Path(context.Background(), q)
	if err != nil {
		panic(err)
	}
	better, found, err := p.Beaten(context.Background(), q, best)
	if err != nil || !found {
		panic(err)
	}
	show(g, better)
	fmt.Println("costs", better.Cost.Climbing-best.Cost.Climbing, "more")
	// Output:
	// OPERATOR 6 -> COLLECTOR 9 -> ANALYST 14 -> COMMANDER 18
	// costs 6040000 more
}

func ExamplePlanner_Alternatives() {
	g := small()
	best, err := graph.NewPlanner(g).Alternatives(context.Background(), graph.Question{
		From: []int{place(g, "OPERATOR")},
		To:   []int{place(g, "ANALYST")},
	}, 2, nil)
	if err != nil {
		panic(err)
	}
	for _, path := range best.Paths {
		show(g, path)
	}
	// Output:
	// OPERATOR 6 -> COLLECTOR 9 -> ANALYST 14
	// OPERATOR 6 -> ANALYST 14
}

func ExamplePlanner_Frontier() {
	g := small()
	f, err := graph.NewPlanner(g).Frontier(context.Background(), graph.Question{
		From: []int{place(g, "OPERATOR")},
		To:   []int{place(g, "COMMANDER")},
	}, graph.NoThird)
	if err != nil {
		panic(err)
	}
	for _, t := range f.Tradeoffs {
		fmt.Println(t.Steps, "steps, steepest climb", t.SteepestClimb)
	}
	// Output:
	// 2 steps, steepest climb 8
	// 3 steps, steepest climb 5
}

func ExamplePlanner_Reach() {
	g := small()
	one := 1
	reached, err := graph.NewPlanner(g).Reach(context.Background(), graph.ReachQuestion{
		Roles:  []int{place(g, "OPERATOR")},
		Limits: graph.Limits{MaxSteps: &one},
	})
	if err != nil {
		panic(err)
	}
	for _, r := range reached {
		fmt.Println(g.Dataset().Role(r.Role).Code, "climb", r.SteepestClimb)
	}
	// Output:
	// COLLECTOR climb 3
	// ANALYST climb 8
}

func ExamplePlanner_WhyNoPath() {
	g := small()
	climb := graph.Points(4000)
	q := graph.Question{From: []int{place(g, "OPERATOR")}, To: []int{place(g, "ANALYST")}, Limits: graph.Limits{MaxClimb: &climb}}
	why, err := graph.NewPlanner(g).WhyNoPath(context.Background(), q)
	if err != nil {
		panic(err)
	}
	for _, r := range why.Relaxations {
		fmt.Println(r.Limit, "of", r.Value, "opens a path of", len(r.Path.Steps), "steps")
	}
	fmt.Println("nearest:", g.Dataset().Role(why.Nearest.Role).Code)
	// Output:
	// MAX_CLIMB of 5 opens a path of 2 steps
	// nearest: COLLECTOR
}

func ExampleNewProfile() {
	g := small()
	me, err := graph.NewProfile(g.Dataset(), []graph.Level{{Skill: 0, Score: 3000}, {Skill: 1, Score: 4000}, {Skill: 2, Score: 1000}}, graph.UnknownAssumed)
	if err != nil {
		panic(err)
	}
	level, assumed := me.Level(3)
	fmt.Println("leadership", level, "assumed", assumed)
	fmt.Println("most like", g.Dataset().Role(me.MostLike()).Code)
	// Output:
	// leadership 0 assumed true
	// most like COLLECTOR
}

func ExamplePlanner_Openers() {
	g := small()
	one, climb := 1, graph.Points(7000)
	answer, err := graph.NewPlanner(g).Openers(context.Background(), graph.ReachQuestion{
		Roles:  []int{place(g, "OPERATOR")},
		Limits: graph.Limits{MaxSteps: &one, MaxClimb: &climb},
	}, nil)
	if err != nil {
		panic(err)
	}
	for _, o := range answer.Openers {
		fmt.Println(g.Dataset().Skills()[o.Skill].Code, "opens", len(o.Opened), "and eases", o.Eased)
	}
	// Output:
	// NETWORK opens 1 and eases 1
	// LOGS opens 1 and eases 1
	// MALWARE opens 1 and eases 1
	// LEADERSHIP opens 1 and eases 1
}

func ExamplePlanner_Stability() {
	g := small()
	p := graph.NewPlanner(g)
	path, _, err := p.Path(context.Background(), graph.Question{From: []int{place(g, "OPERATOR")}, To: []int{place(g, "COMMANDER")}})
	if err != nil {
		panic(err)
	}
	s, err := p.Stability(context.Background(), path, nil, 1000, 1)
	if err != nil {
		panic(err)
	}
	weakest := path.Steps[s.Weakest()]
	fmt.Println("survives", s.Survived, "of", s.Trials, "- weakest on the way to", g.Dataset().Role(weakest.To).Code)
	// Output:
	// survives 921 of 1000 - weakest on the way to HANDLER
}
