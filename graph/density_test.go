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

// TestDensityIsJudgedUnderTopK holds that a topK that leaves too many edges is refused as well, and that what the
// refusal says would do does.
func TestDensityIsJudgedUnderTopK(t *testing.T) {
	const n = 3300
	for _, k := range []int{3200, 3030} { // the first before a pair is looked at, the second after the edges were drawn
		_, err := graph.Build(t.Context(), resembling(t, n, func(s *graph.Spec) { twins(s); s.TopK = k }))
		var dense *graph.TooManyEdgesError
		if !errors.As(err, &dense) || dense.Edges <= graph.MaxEdges || dense.TopK != graph.MaxEdges/n {
			t.Errorf("topK %d: got %v", k, err)
		}
	}
}

// twins gives each role the scores of the first.
func twins(s *graph.Spec) {
	for i := range s.Roles {
		s.Roles[i].Scores = s.Roles[0].Scores
	}
}

// TestNoThresholdHelpsTwins holds that of roles that are all alike no threshold is named, and that the advice for
// such a dataset is one that Build takes.
func TestNoThresholdHelpsTwins(t *testing.T) {
	const n = 3300
	_, err := graph.Build(t.Context(), resembling(t, n, twins))
	var field *graph.FieldError
	var dense *graph.TooManyEdgesError
	if !errors.As(err, &dense) || !errors.As(err, &field) || field.Field != "topK" || dense.Threshold != 0 || !dense.TooAlike || dense.TopK*n > graph.MaxEdges {
		t.Fatalf("got %v", err)
	}
	few := resembling(t, n, func(s *graph.Spec) { twins(s); s.TopK = dense.TopK })
	advice, err := graph.Advise(t.Context(), few)
	if err != nil || advice.TopK == 0 || advice.Edges > graph.MaxEdges {
		t.Errorf("advised %+v, %v", advice, err)
	}
	if _, err := graph.AdviseThreshold(t.Context(), few); !errors.As(err, &dense) {
		t.Errorf("a threshold was advised: %v", err)
	}
}

// TestOfVeryManyRolesNoThresholdIsKnown holds that where a sample is too small for a threshold none is named, and that
// this is not taken for roles that are all alike.
func TestOfVeryManyRolesNoThresholdIsKnown(t *testing.T) {
	_, err := graph.Build(t.Context(), resembling(t, 230_000, func(s *graph.Spec) { s.Threshold = 300_000 }))
	var field *graph.FieldError
	var dense *graph.TooManyEdgesError
	if !errors.As(err, &dense) || !errors.As(err, &field) || field.Field != "threshold" || dense.Threshold != 0 || dense.TooAlike {
		t.Fatalf("got %v, of %+v", err, dense)
	}
}

// TestEdgesNearTheMostAreCounted holds that where a sample cannot tell whether there are too many, their count does.
func TestEdgesNearTheMostAreCounted(t *testing.T) {
	for _, c := range []struct{ alike, edges int }{{3162, 4_997_541}, {3163, 5_000_703}} {
		d := resembling(t, 3301, func(s *graph.Spec) {
			s.Measure, s.Threshold = graph.Cosine, graph.SimilarityScale
			for i := range c.alike {
				s.Roles[i].Scores = s.Roles[0].Scores
			}
		})
		g, err := graph.Build(t.Context(), d)
		advice, adviceErr := graph.AdviseThreshold(t.Context(), d)
		var dense *graph.TooManyEdgesError
		switch {
		case c.edges > graph.MaxEdges:
			if !errors.As(err, &dense) || dense.Edges != c.edges {
				t.Errorf("%d alike: built with %v", c.alike, err)
			}
			if !errors.As(adviceErr, &dense) || dense.Edges != c.edges || !dense.TooAlike {
				t.Errorf("%d alike: advised %+v, %v", c.alike, advice, adviceErr)
			}
		case err != nil || g.EdgeCount() != c.edges || adviceErr != nil || advice.Edges != c.edges:
			t.Errorf("%d alike: built with %v, advised %+v, %v", c.alike, err, advice, adviceErr)
		}
	}
}
