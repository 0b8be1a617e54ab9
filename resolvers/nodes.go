package resolvers

import (
	"context"

	"noboru/internal/answer"
)

// Node finds anything by its id.
func (r *queryResolver) Node(ctx context.Context, id string) (answer.Node, error) {
	a, err := asker(ctx)
	if err != nil {
		return nil, err
	}
	return answer.FindNode(answer.Stamped(a), id), nil
}

// Nodes finds many things by their ids.
func (r *queryResolver) Nodes(ctx context.Context, ids []string) ([]answer.Node, error) {
	a, err := asker(ctx)
	if err != nil {
		return nil, err
	}
	return a.Nodes(ids)
}
