package graph_test

import (
	"context"
	"errors"
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"noboru/graph"
)

// TestTowardIsPath asks for everyone at once, and for each alone.
func TestTowardIsPath(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := drawGraph(t, 8)
		q := drawQuestion(t, g)
		person := q.Profile
		q.From, q.Profile, q.Via, q.MaxSteps = nil, nil, nil, nil
		planner := graph.NewPlanner(g)
		toward, err := planner.Toward(t.Context(), q)
		if input := (*graph.InputError)(nil); errors.As(err, &input) {
			t.Skip(err)
		} else if err != nil {
			t.Fatal(err)
		}
		sameFromAll(t.Context(), t, g, planner, toward, q)
		if person != nil {
			got, found := toward.FromProfile(person)
			alone := q
			alone.Profile = person
			samePath(t.Context(), t, planner, alone, got, found)
		}
	})
}

// sameFromAll holds the path from every role against Planner.Path.
func sameFromAll(ctx context.Context, t rapid.TB, g *graph.Graph, planner *graph.Planner, toward *graph.Toward, q graph.Question) {
	t.Helper()
	for role := range g.Len() {
		got, found := toward.FromRole(role)
		alone := q
		alone.From = []int{role}
		samePath(ctx, t, planner, alone, got, found)
	}
}

// samePath holds a path, or that there is none, against Planner.Path.
func samePath(ctx context.Context, t rapid.TB, planner *graph.Planner, q graph.Question, got graph.Path, found bool) {
	t.Helper()
	want, ok, err := planner.Path(ctx, q)
	if err != nil || ok != found {
		t.Fatalf("%+v: found %v, want %v, %v", q, found, ok, err)
	}
	if !ok {
		return
	}
	if len(got.Steps) == 0 && len(want.Steps) == 0 { // none is none, with room or without
		got.Steps, want.Steps = nil, nil
	}
	if !reflect.DeepEqual(got, want) {
		t.Fatalf("%+v: got %+v, want %+v", q, got, want)
	}
}

// TestTowardIsPathOnWholeTables asks for all pairs.
func TestTowardIsPathOnWholeTables(t *testing.T) {
	thousand := graph.Points(1000)
	for _, g := range []*graph.Graph{bundled(t), build(t, madeUp(t, 300))} {
		planner := graph.NewPlanner(g)
		for _, q := range []graph.Question{
			{},
			{Objective: graph.FewestSteps},
			{Objective: graph.Shortest, Limits: graph.Limits{MaxClimb: &thousand}},
			{Limits: graph.Limits{ClimbBy: graph.BySkillGap, Demotions: graph.AllowDemotions}},
		} {
			for goal := range g.Len() {
				q.To = []int{goal}
				toward, err := planner.Toward(t.Context(), q)
				if err != nil {
					t.Fatal(err)
				}
				sameFromAll(t.Context(), t, g, planner, toward, q)
			}
		}
	}
}
