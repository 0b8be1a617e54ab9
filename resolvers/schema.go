package resolvers

import (
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/formatter"

	"noboru/resolvers/internal/gql"
)

// NewSchema returns the schema with its resolvers. Every operation
// needs a snapshot in its context: see serving.NewContext.
func NewSchema() graphql.ExecutableSchema {
	return gql.NewExecutableSchema(gql.Config{Resolvers: &Resolver{}})
}

// SDL writes a schema in the schema definition language, descriptions included.
func SDL(schema graphql.ExecutableSchema) string {
	var b strings.Builder
	formatter.NewFormatter(&b, formatter.WithIndent("  ")).FormatSchema(schema.Schema())
	return b.String()
}
