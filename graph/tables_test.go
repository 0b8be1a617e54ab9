package graph_test

import (
	"os"
	"testing"

	"noboru/graph"
	"noboru/loader"
)

// public loads one of the public tables, which are never part of the project.
func public(t *testing.T, manifest string) *graph.Graph {
	t.Helper()
	if _, err := os.Stat("../../shared/data"); err != nil {
		t.Skip("the public tables are absent: ../shared/data")
	}
	d, _, err := loader.Load(t.Context(), "../examples/tables/"+manifest, loader.Options{Root: "../.."})
	if err != nil {
		t.Fatal(err)
	}
	return build(t, d)
}

// The figures that were measured on the public tables before this engine was written.
func TestKnownFiguresOfPublicTables(t *testing.T) {
	for _, c := range []struct {
		manifest    string
		roles       int
		edges       int
		largestPart float64
	}{
		{"jobtag.manifest.json", 498, 11_070, 0.94},
		{"onet-skills.manifest.json", 894, 36_660, 0.96},
	} {
		t.Run(c.manifest, func(t *testing.T) {
			g := public(t, c.manifest)
			if g.Len() != c.roles || g.EdgeCount() != c.edges {
				t.Fatalf("%d roles, %d edges; want %d and %d", g.Len(), g.EdgeCount(), c.roles, c.edges)
			}
			if part := float64(len(g.Components()[0])) / float64(g.Len()); part < c.largestPart-0.005 || part > c.largestPart+0.005 {
				t.Fatalf("the largest component holds %.3f of the roles, want about %.2f", part, c.largestPart)
			}
		})
	}
}

// A smaller comfortable climb makes paths longer and their steps gentler, and fewest steps is the
// other end: what the dial is for.
func TestTheDialTradesStepsForGentleness(t *testing.T) {
	g := public(t, "jobtag.manifest.json")
	p := graph.NewPlanner(g)
	largest := g.Components()[0]
	measure := func(objective graph.Objective, c graph.Points) (steps, steepest float64) {
		pairs := 0
		for i := 0; i+7 < len(largest); i += 5 {
			q := graph.Question{From: []int{largest[i]}, To: []int{largest[len(largest)-1-i]}, Objective: objective, Limits: graph.Limits{ComfortableClimb: c}}
			path, found, err := p.Path(t.Context(), q)
			if err != nil || !found {
				t.Fatal(found, err)
			}
			pairs++
			steps += float64(len(path.Steps))
			steepest += path.SteepestClimb(graph.ByTotal).Float()
		}
		return steps / float64(pairs), steepest / float64(pairs)
	}
	fewest, cliff := measure(graph.FewestSteps, 0)
	some, slope := measure(graph.Gentlest, 0)
	many, ramp := measure(graph.Gentlest, g.Dataset().LargestTotal()*2/100)
	t.Logf("steps and steepest climb: fewest steps %.1f %.1f; c = 5 %% %.1f %.1f; c = 2 %% %.1f %.1f", fewest, cliff, some, slope, many, ramp)
	if !(fewest < some && some < many && cliff > slope && slope > ramp) {
		t.Fatal("the dial does not trade steps for gentleness")
	}
}
