package cypher_test

import (
	"cmp"
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"noboru/graph"
	"noboru/internal/testkit"
	"noboru/store"
)

// people makes 60 people for the time of the test, each with one of the dataset's roles; every third has
// a level of their own in the first skill.
func (a *analyst) people(t *testing.T, d *graph.Dataset) []store.Person {
	t.Helper()
	random := rand.New(rand.NewPCG(11, 0))
	all := make([]store.Person, 60)
	for i := range all {
		all[i] = store.Person{ID: fmt.Sprintf("cypher-%02d", i), Holds: []store.Holding{{Role: d.Role(random.IntN(len(d.Roles()))).Code}}}
		if i%3 == 0 {
			all[i].Has = []store.Level{{Skill: d.Skills()[0].Code, Level: 6500}}
		}
	}
	all[0].Holds[0].Role, all[1].Holds[0].Role = "SOC-OPERATOR", "SOC-INTEL" // so that every recipe has an answer
	if _, err := a.store.SavePeople(t.Context(), d.Name(), all, store.PeopleOptions{}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _, _ = a.store.DropPeople(context.WithoutCancel(t.Context()), d.Name()) })
	return all
}

// TestPeopleRecipes compares them with the engine.
func TestPeopleRecipes(t *testing.T) {
	a := newAnalyst(t)
	g := a.save(t, testkit.Bundled(t))
	d := g.Dataset()
	people := a.people(t, d)
	climb, _, _ := graph.NewPoints(12)
	into := func(role, steps int) map[string]int { // steps by code
		reached, err := graph.NewPlanner(g).Reach(t.Context(), graph.ReachQuestion{
			Roles: []int{role}, Direction: graph.Inward, Limits: graph.Limits{MaxSteps: &steps, MaxClimb: &climb},
		})
		if err != nil {
			t.Fatal(err)
		}
		by := map[string]int{}
		for _, r := range reached {
			by[d.Role(r.Role).Code] = r.Steps
		}
		return by
	}
	for role := 0; role < g.Len(); role += 10 {
		var got, want []string
		for _, r := range a.ask(t, "people-who-can-become", "to", d.Role(role).Code) {
			got = append(got, fmt.Sprint(r.int("steps"), " ", r.text("person"), " ", r.text("role")))
		}
		steps := into(role, 4)
		for _, p := range people {
			if n, ok := steps[p.Holds[0].Role]; ok {
				want = append(want, fmt.Sprint(n, " ", p.ID, " ", p.Holds[0].Role))
			}
		}
		slices.Sort(want)
		same(t, d.Role(role).Code, got, want)
	}
	for _, family := range []string{"SOC", "CSIRT", "NET"} {
		var got, want []string
		for _, r := range a.ask(t, "people-succession", "family", family) {
			got = append(got, fmt.Sprint(r.text("role"), " ", r.int("successors"), " ", r["covered"], " ", strings.Join(r.texts("nearest"), " ")))
		}
		for i := range d.Roles() {
			code := d.Role(i).Code
			holds := func(p store.Person) bool { return p.Holds[0].Role == code }
			if d.Role(i).Family != family || !slices.ContainsFunc(people, holds) {
				continue
			}
			steps := into(i, 2)
			successors := slices.DeleteFunc(slices.Clone(people), func(p store.Person) bool { return steps[p.Holds[0].Role] == 0 })
			slices.SortStableFunc(successors, func(x, y store.Person) int { return cmp.Compare(steps[x.Holds[0].Role], steps[y.Holds[0].Role]) })
			var nearest []string
			for _, p := range successors[:min(5, len(successors))] {
				nearest = append(nearest, p.ID)
			}
			want = append(want, fmt.Sprint(code, " ", len(successors), " ", len(successors) >= 2, " ", strings.Join(nearest, " ")))
		}
		slices.Sort(got)
		slices.Sort(want)
		same(t, family, got, want)
	}
	to, _ := d.RoleByCode("SOC-MANAGER")
	var got, want []string
	for _, r := range a.ask(t, "people-team-gaps") {
		got = append(got, fmt.Sprint(r.text("skill"), " ", r.number("needed"), " ", r.number("best"), " ", r.int("able")))
	}
	for k, skill := range d.Skills() {
		needed := d.Role(to).Scores[k]
		if needed == 0 {
			continue
		}
		best, able := graph.Points(0), 0
		for _, p := range people {
			held, _ := d.RoleByCode(p.Holds[0].Role)
			if d.Role(held).Family != "SOC" {
				continue
			}
			level := d.Role(held).Scores[k]
			if k == 0 && p.Has != nil {
				level = p.Has[0].Level
			}
			best = max(best, level)
			if level >= needed {
				able++
			}
		}
		want = append(want, fmt.Sprint(skill.Code, " ", needed.Float(), " ", best.Float(), " ", able))
	}
	slices.Sort(got)
	slices.Sort(want)
	same(t, "team gaps", got, want)
}
