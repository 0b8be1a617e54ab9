package resolvers

import (
	"context"

	"noboru/resolvers/internal/view"
)

// Node finds anything by its id.
func (r *queryResolver) Node(ctx context.Context, id string) (view.Node, error) {
	s, err := stamped(ctx)
	if err != nil {
		return nil, err
	}
	return view.FindNode(s, id), nil
}

// Nodes finds many things by their ids.
func (r *queryResolver) Nodes(ctx context.Context, ids []string) ([]view.Node, error) {
	s, err := stamped(ctx)
	if err != nil {
		return nil, err
	}
	if err := checkLength("ids", len(ids), maxListed); err != nil {
		return nil, err
	}
	nodes := make([]view.Node, 0, len(ids))
	for _, id := range ids {
		nodes = append(nodes, view.FindNode(s, id))
	}
	return nodes, nil
}
