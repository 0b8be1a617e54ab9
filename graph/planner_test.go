package graph_test

import (
	"testing"

	"noboru/graph"
)

// A planner that has been asked once has all the room that it needs.
func TestFindAllocatesNothing(t *testing.T) {
	g := bundled(t)
	p := graph.NewPlanner(g)
	var path graph.Path
	for _, objective := range graph.Objectives {
		var questions []graph.Question
		for from := range g.Len() {
			questions = append(questions, graph.Question{From: []int{from}, To: []int{(from*53 + 11) % g.Len()}, Objective: objective})
		}
		ask := func() {
			for _, q := range questions {
				if _, err := p.Find(t.Context(), q, &path); err != nil {
					t.Fatal(err)
				}
			}
		}
		ask()
		if got := testing.AllocsPerRun(3, ask); got > 0 {
			t.Errorf("%s: %v allocations in %d searches", objective, got, g.Len())
		}
	}
}
