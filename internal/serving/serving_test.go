package serving_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"noboru/graph"
	"noboru/internal/serving"
)

func snapshot(t *testing.T) *serving.Snapshot {
	t.Helper()
	d, err := graph.NewDataset(graph.Spec{
		Name: "given", Measure: graph.Given, Threshold: 800_000,
		Roles: []graph.Role{{ID: "a", Code: "A", Name: graph.Name{Text: graph.Text{En: "A"}}}, {ID: "b", Code: "B", Name: graph.Name{Text: graph.Text{En: "B"}}}},
		Pairs: []graph.Pair{{A: "A", B: "B", Similarity: 900_000}},
	})
	if err != nil {
		t.Fatal(err)
	}
	g, err := graph.Build(t.Context(), d)
	if err != nil {
		t.Fatal(err)
	}
	return serving.NewSnapshot(g, "test", time.Unix(0, 0))
}

func TestSwap(t *testing.T) {
	first, second := snapshot(t), snapshot(t)
	a := serving.NewLive(first)
	ctx := serving.NewContext(t.Context(), a.Current())
	if old := a.Swap(second); old != first || a.Current() != second {
		t.Errorf("swapped %p for %p, current %p", first, second, a.Current())
	}
	if serving.FromContext(ctx) != first {
		t.Error("a request under way sees the new snapshot")
	}
	if serving.FromContext(context.Background()) != nil {
		t.Error("a snapshot from nowhere")
	}
}

func TestPlan(t *testing.T) {
	e := snapshot(t)
	broken := errors.New("broken")
	if err := e.Plan(func(*graph.Planner) error { return broken }); !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
	// A planner that is lent out is not lent out again.
	err := e.Plan(func(p *graph.Planner) error {
		return e.Plan(func(q *graph.Planner) error {
			if p == q || p.Graph() != e.Graph || q.Graph() != e.Graph {
				t.Error("one planner for two questions at once")
			}
			return nil
		})
	})
	if err != nil {
		t.Error(err)
	}
}
