package graph_test

import (
	"testing"

	"noboru/graph"
)

// Where no largest score is declared, the scale is the largest of the dataset.
func TestDirectMoveByTheScaleThatIsFound(t *testing.T) {
	for _, c := range []struct {
		name    string
		largest graph.Points
		lacks   graph.Points
		want    bool
	}{
		{"2 of 7 levels", 7000, 2000, true},
		{"3 of 7 levels", 7000, 3000, false},
		{"3 of 10 levels", 10_000, 3000, true},
		{"just over 3 of 10 levels", 10_000, 3001, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			// a and d are joined through b and c only; d needs little that a has not.
			spec := graph.Spec{Name: "scale", Measure: graph.Cosine, Threshold: 800_000, ComfortableClimb: 5000}
			for _, code := range []string{"x", "y", "z"} {
				spec.Skills = append(spec.Skills, graph.Skill{ID: code, Code: code, Name: graph.Name{Text: graph.Text{En: code}}})
			}
			for _, role := range []struct {
				code   string
				scores []graph.Points
			}{
				{"a", []graph.Points{c.largest, 0, 1000}},
				{"b", []graph.Points{c.largest, c.largest / 2, 0}},
				{"c", []graph.Points{c.largest / 2, c.largest, 0}},
				{"d", []graph.Points{0, c.lacks, 0}},
			} {
				spec.Roles = append(spec.Roles, graph.Role{ID: role.code, Code: role.code, Name: graph.Name{Text: graph.Text{En: role.code}}, Scores: role.scores})
			}
			d, err := graph.NewDataset(spec)
			if err != nil {
				t.Fatal(err)
			}
			g, err := graph.Build(t.Context(), d)
			if err != nil {
				t.Fatal(err)
			}
			q := graph.Question{From: []int{0}, To: []int{3}}
			path, found, err := graph.NewPlanner(g).Path(t.Context(), q)
			if err != nil || !found || len(path.Steps) < 2 {
				t.Fatalf("%v %v %v, want a path of several steps", path.Roles, found, err)
			}
			if move, ok := g.DirectMove(path, &q); !ok || move.LearnFirst == c.want {
				t.Errorf("%+v %v, want a move, and at once: %v", move, ok, c.want)
			}
		})
	}
}
