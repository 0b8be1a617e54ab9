// Package resolvers answers GraphQL queries from a snapshot of the graph. Resolvers translate a
// question, ask the engine and hand back a view of the answer; they know no store, no loader and
// no transport.
package resolvers

import "noboru/resolvers/internal/gql"

//go:generate go run ./internal/generate

// Resolver is the root of the resolvers. It holds nothing: the snapshot comes with the context.
type Resolver struct{}

// Query returns the resolvers of the root's fields. They stand in files by topic, as the schema does.
func (r *Resolver) Query() gql.QueryResolver { return &queryResolver{r} }

type queryResolver struct{ *Resolver }
