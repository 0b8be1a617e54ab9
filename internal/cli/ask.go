package cli

import (
	"bytes"
	"context"
	"encoding/json"

	"noboru/graph"
	"noboru/internal/answer"
	"noboru/resolvers"
)

// question is what a command asks. Its document and variables ask it of the GraphQL API, ask of the answers
// in the program; both ask the same, and a test holds them to it.
type question struct {
	document  string // the name of a file in documents
	variables map[string]any
	ask       func(context.Context) (any, error)
	show      func(found any) shown // what is neither no path nor a name that is not known
}

// answer asks a question and shows the answer in the form that the flags ask for.
func (s *session) answer(ctx context.Context, q question) error {
	switch {
	case s.query:
		return s.showQuery(q)
	case s.json:
		return s.answerJSON(ctx, q)
	}
	found, err := q.ask(ctx)
	if err != nil {
		return err
	}
	switch f := found.(type) {
	case answer.Unknown:
		return unknown(f)
	case *answer.NoPath:
		if err := s.show(ctx, noPathShown{f}); err != nil {
			return err
		}
		return &outcome{NoPath}
	}
	return s.show(ctx, q.show(found))
}

// showQuery writes the request that a client would send.
func (s *session) showQuery(q question) error {
	return s.writeJSON(struct {
		Query     string         `json:"query"`
		Variables map[string]any `json:"variables"`
	}{document(q.document), q.variables})
}

func (r *run) writeJSON(v any) error {
	enc := json.NewEncoder(r.stdout)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return written(enc.Encode(v))
}

// answerJSON writes what the GraphQL API answers.
func (s *session) answerJSON(ctx context.Context, q question) error {
	data, err := resolvers.NewExecutor().Execute(ctx, s.snapshot(), document(q.document), q.variables)
	if err != nil {
		return err
	}
	found, err := alone(data)
	if err != nil {
		return err
	}
	var out bytes.Buffer
	if err := json.Indent(&out, found, "", "  "); err != nil {
		return err
	}
	out.WriteByte('\n')
	if _, err := out.WriteTo(s.stdout); err != nil {
		return written(err)
	}
	return ending(found)
}

// alone is the answer to the one field that a document asks for; all of the data where there are more.
func alone(data json.RawMessage) (json.RawMessage, error) {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(data, &fields); err != nil {
		return nil, err
	}
	if len(fields) == 1 {
		for _, only := range fields {
			return only, nil
		}
	}
	return data, nil
}

// ending is the error that an answer ends a run with; nil for most.
func ending(found json.RawMessage) error {
	var kind struct {
		Typename    string `json:"__typename"`
		Explanation graph.Text
	}
	if json.Unmarshal(found, &kind) != nil { // a list, which has no kind
		return nil
	}
	switch kind.Typename {
	case "NoPath":
		return &outcome{NoPath}
	case "UnknownRole", "UnknownFamily":
		return &nameError{kind.Explanation, kind.Typename == "UnknownFamily"}
	}
	return nil
}
