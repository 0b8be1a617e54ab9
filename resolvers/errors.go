package resolvers

import (
	"context"
	"errors"
	"log/slog"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"noboru/graph"
	"noboru/internal/words"
)

// The codes of errors, in extensions.code. Faults of the query document itself have gqlgen's own
// codes, such as GRAPHQL_VALIDATION_FAILED.
const (
	CodeBadUserInput = "BAD_USER_INPUT"
	CodeTimeout      = "TIMEOUT"
	CodeInternal     = "INTERNAL"
)

// PresentError tells a client what it can act on. A refused question names the field, what was
// got and what would be right; anything unexpected is logged and shown as an internal error.
func PresentError(logger *slog.Logger) graphql.ErrorPresenterFunc {
	return func(ctx context.Context, err error) *gqlerror.Error {
		path := graphql.GetPath(ctx)
		var shown *gqlerror.Error
		isShown := errors.As(err, &shown)
		if isShown && shown.Path != nil {
			path = shown.Path
		}
		var input *graph.InputError
		switch {
		case errors.As(err, &input):
			if personal(input.Field) {
				nameless := *input
				nameless.Got = ""
				input = &nameless
			}
			extensions := map[string]any{"code": CodeBadUserInput, "field": input.Field, "reason": input.Code, "want": bothLanguages(words.Wanted(input)), "sentence": bothLanguages(words.Invalid(input))}
			if input.Got != "" {
				extensions["got"] = input.Got
			}
			return &gqlerror.Error{Message: words.Invalid(input).In(words.English), Path: path, Extensions: extensions}
		case errors.Is(err, context.DeadlineExceeded):
			return withCode(words.M("http.timeout"), CodeTimeout, path)
		case errors.Is(err, context.Canceled):
			return withCode(words.M("http.cancelled"), CodeTimeout, path)
		case isShown && shown.Extensions["code"] != nil:
			return shown // the executor's own words about the document and its variables
		case unreadable(ctx):
			return withCode(words.M("http.unreadable-argument"), CodeBadUserInput, path)
		}
		logger.ErrorContext(ctx, "internal error", "field", fieldOf(ctx), "err", err)
		return withCode(words.M("http.internal"), CodeInternal, path)
	}
}

// fieldOf names the current field as the schema does; what a client calls it is its own business.
func fieldOf(ctx context.Context) string {
	if fc := graphql.GetFieldContext(ctx); fc != nil && fc.Field.Field != nil {
		return fc.Object + "." + fc.Field.Name
	}
	return ""
}

// bothLanguages is a sentence as the schema's type Sentence has it.
func bothLanguages(m words.Message) map[string]string {
	return map[string]string{words.Japanese: m.In(words.Japanese), words.English: m.In(words.English)}
}

func withCode(message words.Message, code string, path ast.Path) *gqlerror.Error {
	return &gqlerror.Error{Message: message.In(words.English), Path: path, Extensions: map[string]any{"code": code, "sentence": bothLanguages(message)}}
}

// personal reports whether a field holds a person's own scores, which are repeated nowhere.
func personal(field string) bool { return strings.Contains(field, "profile") }

// unreadable says that the arguments of the current field could not be read: a number out of
// range, for instance. They are read before any resolver runs.
func unreadable(ctx context.Context) bool {
	fc := graphql.GetFieldContext(ctx)
	return fc != nil && fc.Args == nil && fc.Field.Field != nil && len(fc.Field.Definition.Arguments) > 0
}
