package serving

import (
	"context"
	"fmt"

	"noboru/graph"
)

// Source is what a follower needs of a store.
type Source interface {
	Version(ctx context.Context, name string) (graph.Version, error)
	Load(ctx context.Context, name string) (*graph.Dataset, error)
}

// drawer is a source that keeps graphs as they were drawn when they were saved.
type drawer interface {
	// Drawn is nil where there is none of that version.
	Drawn(name string, v graph.Version) (*graph.Graph, error)
}

// Read gives the graph of a dataset whose version source has just told: as it was drawn before, where
// source keeps that, or else from the tables, which may be newer. reading bounds what is asked of source;
// drawing edges is our own work, and goes by ctx. What is kept and cannot be used is no failure, only the
// slower way: unusable says why.
func Read(ctx, reading context.Context, source Source, name string, v graph.Version) (g *graph.Graph, unusable, err error) {
	if kept, ok := source.(drawer); ok {
		if g, unusable = kept.Drawn(name, v); g != nil {
			return g, nil, nil
		}
	}
	d, err := source.Load(reading, name)
	if err != nil {
		return nil, unusable, err
	}
	if g, err = graph.Build(ctx, d); err != nil {
		return nil, unusable, fmt.Errorf("building version %s: %w", d.Version().Short(), err)
	}
	return g, unusable, nil
}
