package cli

import (
	"context"

	"noboru/graph"
	"noboru/store"
)

// session is one dataset, opened to be asked.
type session struct {
	*app
	data    *graph.Dataset
	graph   *graph.Graph
	planner *graph.Planner
	names   *names
	follows store.Store // where serve follows the dataset; else nil
}

// open reads the dataset that the flags ask for and builds its graph.
func (a *app) open(ctx context.Context) (*session, error) {
	src := a.source()
	d, report, err := src.open(ctx)
	if err != nil {
		return nil, a.faulty(src, err)
	}
	a.warn(src, report)
	return a.newSession(ctx, d)
}

func (a *app) newSession(ctx context.Context, d *graph.Dataset) (*session, error) {
	g, err := graph.Build(ctx, d)
	if err != nil {
		return nil, err
	}
	return &session{app: a, data: d, graph: g, planner: graph.NewPlanner(g), names: newNames(d)}, nil
}
