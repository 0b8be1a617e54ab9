package graph_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"

	"noboru/graph"
)

// resembling are so many roles that all resemble each other.
func resembling(t *testing.T, n int, change func(*graph.Spec)) *graph.Dataset {
	t.Helper()
	random := rand.New(rand.NewPCG(3, 4))
	spec := graph.Spec{Name: "alike", Measure: graph.Pearson, Threshold: 500_000, MaxScore: 7000}
	for s := range 8 {
		code := fmt.Sprint("S", s)
		spec.Skills = append(spec.Skills, graph.Skill{ID: code, Code: code, Name: graph.Name{Text: graph.Text{En: code}}})
	}
	for i := range n {
		code := fmt.Sprintf("R%05d", i)
		scores := make([]graph.Points, 8)
		for s := range scores {
			scores[s] = graph.Points(600*s + random.IntN(1500))
		}
		spec.Roles = append(spec.Roles, graph.Role{ID: code, Code: code, Name: graph.Name{Text: graph.Text{En: code}}, Scores: scores})
	}
	change(&spec)
	d, err := graph.NewDataset(spec)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestDenseDatasetsAreRefusedBeforeTheyAreDrawn asks for too many edges, and then for what the refusal says
// would do.
func TestDenseDatasetsAreRefusedBeforeTheyAreDrawn(t *testing.T) {
	const n = 3300 // 5.4 million pairs
	_, err := graph.Build(t.Context(), resembling(t, n, func(*graph.Spec) {}))
	var field *graph.FieldError
	var dense *graph.TooManyEdgesError
	if !errors.As(err, &field) || field.Field != "threshold" || !errors.As(err, &dense) {
		t.Fatalf("got %v", err)
	}
	if dense.Roles != n || dense.Edges <= graph.MaxEdges || dense.Edges > n*(n-1)/2 || dense.TopK < 1 || dense.TopK*n > graph.MaxEdges {
		t.Errorf("got %+v", dense)
	}
	for name, change := range map[string]func(*graph.Spec){
		"threshold": func(s *graph.Spec) { s.Threshold = dense.Threshold },
		"topK":      func(s *graph.Spec) { s.TopK = 20 },
	} {
		g, err := graph.Build(t.Context(), resembling(t, n, change))
		if err != nil || g.EdgeCount() > graph.MaxEdges {
			t.Errorf("with the %s that would do: %v", name, err)
		}
	}
}
