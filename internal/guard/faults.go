package guard

import (
	"fmt"
	"strings"

	"github.com/vektah/gqlparser/v2/gqlerror"

	"noboru/internal/lazyregexp"
)

// The codes of faults.
const (
	CodeSyntax        = "GRAPHQL_PARSE_FAILED"
	CodeValidation    = "GRAPHQL_VALIDATION_FAILED"
	CodeOperation     = "OPERATION_NOT_FOUND"
	CodeVariables     = "BAD_VARIABLES"
	CodeIntrospection = "INTROSPECTION_DISABLED"
)

// Fault is one thing that is wrong with a request.
type Fault struct {
	Code      string
	Rule      string // the rule of the specification that is broken, such as "FieldsOnCorrectType"
	Detail    string // names and types, in English; never a value out of the request
	Locations []gqlerror.Location
}

// Faults is everything that was found wrong, up to the limit on errors; never empty.
type Faults []Fault

func (f Faults) Error() string {
	var b strings.Builder
	for i, fault := range f {
		if i > 0 {
			b.WriteString("; ")
		}
		fmt.Fprintf(&b, "%s %s %s", fault.Code, fault.Rule, fault.Detail)
	}
	return b.String()
}

// The parser repeats the token that it did not expect. A name may be told; a number or a text may be
// a person's.
var quoted = lazyregexp.New(`(?s)(Name )?"(?:[^"\\]|\\.)*"`)

func withoutValues(message string) string {
	return cut(quoted().ReplaceAllStringFunc(message, func(q string) string {
		if strings.HasPrefix(q, "Name ") || strings.HasPrefix(message, "Expected "+q) {
			return q
		}
		return "…"
	}))
}

// How many characters of a detail are told, and of a name within it.
const (
	longestDetail = 400
	longestName   = 80
)

var longName = lazyregexp.New(fmt.Sprintf(`"([^"]{%d})[^"]+"`, longestName))

func cut(s string) string {
	s = longName().ReplaceAllString(s, `"$1…"`)
	if runes := []rune(s); len(runes) > longestDetail {
		return string(runes[:longestDetail]) + "…"
	}
	return s
}
