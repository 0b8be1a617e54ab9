package web

// DefaultQuery is the query that GraphiQL opens with.
func DefaultQuery() string {
	query, err := files.ReadFile("graphiql/default.graphql")
	if err != nil {
		panic(err) // it is embedded
	}
	return string(query)
}
