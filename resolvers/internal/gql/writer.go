package gql

import (
	"context"
	"math"
	"strconv"

	"github.com/99designs/gqlgen/graphql"
)

// writer puts the answer of a compiled operation down, field by field. Its methods beside these are generated, one for each
// object and each type of a field. It abandons the answer by a panic where something is unusual.
type writer struct {
	ctx       context.Context
	ec        *executionContext
	variables map[string]any
	budget    Budget
	buf       []byte
	paid      int // bytes of buf that the budget knows of, or that are not its own
}

// abandoned is thrown by a writer that does not go on.
type abandoned struct{ err error }

func (w *writer) unusual() { panic(abandoned{ErrUnusual}) }

// check leaves it to the executor to tell an error.
func (w *writer) check(err error) {
	if err != nil {
		w.unusual()
	}
}

// spend tells the budget what was written since it was last told.
func (w *writer) spend() {
	if w.budget == nil {
		return
	}
	if err := w.budget.Spend(len(w.buf) - w.paid); err != nil {
		panic(abandoned{err})
	}
	w.paid = len(w.buf)
}

// begin begins an object, and says what is selected of it.
func (w *writer) begin(of *field, object string) []field {
	w.buf = append(w.buf, '{')
	for i := range of.answers {
		if of.answers[i].object == object {
			return of.answers[i].fields
		}
	}
	panic("an object of a type that the schema does not have there: " + object)
}

func (w *writer) end() { w.buf = append(w.buf, '}') }

// name begins a field. There is no work without asking the budget first.
func (w *writer) name(i int, f *field) {
	w.spend()
	if i > 0 {
		w.buf = append(w.buf, ',')
	}
	w.buf = append(w.buf, f.key...)
}

func (w *writer) list() { w.buf = append(w.buf, '[') }

func (w *writer) item(i int) {
	if i > 0 {
		w.buf = append(w.buf, ',')
	}
}

func (w *writer) endList() { w.buf = append(w.buf, ']') }

// arguments reads those of a field as the executor does.
func (w *writer) arguments(f *field, read func(context.Context, map[string]any) (map[string]any, error)) *arguments {
	args, err := read(pathless{w.ctx}, f.ArgumentMap(w.variables))
	w.check(err)
	return &arguments{args}
}

func (w *writer) null() { w.buf = append(w.buf, "null"...) }

func (w *writer) boolean(b bool) { w.buf = strconv.AppendBool(w.buf, b) }

func (w *writer) integer(n int64) { w.buf = strconv.AppendInt(w.buf, n, 10) }

func (w *writer) float(f float64) {
	if math.IsInf(f, 0) || math.IsNaN(f) {
		w.unusual()
	}
	w.buf = strconv.AppendFloat(w.buf, f, 'g', -1, 64)
}

// text writes what needs no escape itself, and leaves the rest to gqlgen.
func (w *writer) text(s string) {
	for i := range len(s) {
		if s[i] < ' ' || s[i] == '"' || s[i] == '\\' {
			w.marshal(graphql.MarshalString(s))
			return
		}
	}
	w.buf = append(w.buf, '"')
	w.buf = append(w.buf, s...)
	w.buf = append(w.buf, '"')
}

// marshal writes what gqlgen knows how to.
func (w *writer) marshal(m graphql.Marshaler) {
	if m == graphql.Null {
		w.unusual()
	}
	m.MarshalGQL((*appended)(&w.buf))
}

// appended is a writer into a slice.
type appended []byte

func (a *appended) Write(p []byte) (int, error) {
	*a = append(*a, p...)
	return len(p), nil
}
