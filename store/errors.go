package store

import (
	"context"
	"errors"
	"fmt"
	"strings"
)

// What can be wrong, to be matched with errors.Is.
var (
	ErrNoDataset    = errors.New("no such dataset")
	ErrAmbiguous    = errors.New("several datasets")
	ErrBusy         = errors.New("another load or drop is under way")
	ErrCorrupt      = errors.New("what is stored is not whole")
	ErrNewerFormat  = errors.New("written by a newer Noboru")
	ErrOlderFormat  = errors.New("written by an older Noboru")
	ErrBehind       = errors.New("the server answers from an older state")
	ErrNotThere     = errors.New("the dataset has no such thing")
	ErrAttached     = errors.New("others have tied something to the dataset")
	ErrCannotHold   = errors.New("the store cannot keep this content as it is")
	ErrBadConfig    = errors.New("wrong settings for the store")
	ErrUnreachable  = errors.New("the server does not answer")
	ErrUntrusted    = errors.New("the server's certificate is not trusted")
	ErrUnauthorized = errors.New("the server refused the username or password")
	ErrForbidden    = errors.New("the account may not do this")
	ErrNoDatabase   = errors.New("the server has no such database")
	ErrTooLarge     = errors.New("the server has not enough memory for this at once")
	ErrConflict     = errors.New("other data is in the way")
	ErrRefused      = errors.New("the server refused a request")
)

// Error is what went wrong in a store, as facts. People read the message "store." + Code of package
// words with Values in its places; Error writes the facts for logs. It shows neither secrets
// nor queries, nor any address but the host of the user's own URI.
type Error struct {
	Doing   string // what was under way: "connect", "load", "save", "drop", "list", "verify", ...
	Dataset string // empty for all of them
	Kind    error  // one of this package's errors
	Code    string // what is wrong in particular
	Values  []any  // a name and a value in turn
	Ended   error  // the context's error, if that ended the call; or nil
}

// NewError returns an Error of a kind and a code, with named values.
func NewError(kind error, code string, values ...any) *Error {
	return &Error{Kind: kind, Code: code, Values: values}
}

// During says what was under way.
func (e *Error) During(doing, dataset string) *Error {
	e.Doing, e.Dataset = doing, dataset
	return e
}

func (e *Error) Error() string {
	var b strings.Builder
	if e.Doing != "" {
		fmt.Fprintf(&b, "%s: ", strings.TrimSpace(e.Doing+" "+e.Dataset))
	}
	fmt.Fprintf(&b, "%v (%s", e.Kind, e.Code)
	for i := 0; i+1 < len(e.Values); i += 2 {
		fmt.Fprintf(&b, " %v=%v", e.Values[i], e.Values[i+1])
	}
	return b.String() + ")"
}

// Unwrap gives the kind and, where it applies, context.Canceled or context.DeadlineExceeded.
func (e *Error) Unwrap() []error {
	if e.Ended != nil {
		return []error{e.Kind, e.Ended}
	}
	return []error{e.Kind}
}

// Passing reports whether the same call may succeed later with nothing changed on our side: the
// store is not ready yet, or the dataset is not there yet.
func Passing(err error) bool {
	var e *Error
	if !errors.As(err, &e) || errors.Is(err, context.Canceled) {
		return false
	}
	for _, lasting := range []error{ErrBadConfig, ErrAmbiguous, ErrCannotHold, ErrAttached, ErrNotThere} {
		if errors.Is(err, lasting) {
			return false
		}
	}
	return true
}
